import { attrs, cx, type Attributes, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'
import { safeHref } from '../safe-link.tsx'
import type { ComponentChildren } from 'preact'

/** Options of an error summary, as in the official macro. */
export type ErrorSummaryOptions = Common & {
  readonly titleText?: string | undefined
  readonly titleHtml?: ComponentChildren
  readonly descriptionText?: string | undefined
  readonly descriptionHtml?: ComponentChildren
  readonly children?: ComponentChildren
  readonly errorList?: readonly ErrorItem[] | undefined
  readonly disableAutoFocus?: boolean | undefined
}
type ErrorItem = Content & {
  readonly href?: string | undefined
  readonly attributes?: Attributes | undefined
}

/** GOV.UK error summary; pages use `ErrorSummary` of `../form.tsx`, which is fed with the form's one list of problems. */
export function GovukErrorSummary(props: ErrorSummaryOptions) {
  const description = props.children || props.descriptionHtml || props.descriptionText
  return (
    <div
      class={cx('govuk-error-summary', props.classes)}
      data-disable-auto-focus={
        props.disableAutoFocus === undefined ? undefined : String(props.disableAutoFocus)
      }
      {...attrs(props.attributes)}
      data-module="govuk-error-summary"
    >
      <div role="alert">
        <h2 class="govuk-error-summary__title">{props.titleHtml || props.titleText}</h2>
        <div class="govuk-error-summary__body">
          {description ? <p>{description}</p> : null}
          {props.errorList?.length ? (
            <ul class="govuk-list govuk-error-summary__list">
              {props.errorList.map((item) => (
                <li>
                  {item.href ? (
                    <a href={safeHref(item.href)} {...attrs(item.attributes)}>
                      {contentOf(item)}
                    </a>
                  ) : (
                    contentOf(item)
                  )}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      </div>
    </div>
  )
}
