import type { ComponentChildren } from 'preact'
import { attrs, cx, type Common } from '../attributes.ts'
import { safeHref } from '../safe-link.tsx'

/** Options of the header without a government logo, as in the official macro. */
export type GenericHeaderOptions = Common & {
  readonly url?: string | undefined
  readonly containerClasses?: string | undefined
  readonly logoText?: string | undefined
  readonly logoHtml?: ComponentChildren
  /** Ours: what stands at the other end of the bar. */
  readonly children?: ComponentChildren
}

/** GOV.UK generic header: our own name at the top. */
export function GenericHeader(props: GenericHeaderOptions) {
  return (
    <div class={cx('govuk-generic-header', props.classes)} {...attrs(props.attributes)}>
      <div
        class={cx(
          'govuk-generic-header__container',
          props.containerClasses || 'govuk-width-container',
        )}
      >
        <div class="govuk-generic-header__logo">
          <a href={safeHref(props.url || '/')} class="govuk-generic-header__homepage-link">
            {props.logoHtml || props.logoText}
          </a>
        </div>
        {props.children}
      </div>
    </div>
  )
}
