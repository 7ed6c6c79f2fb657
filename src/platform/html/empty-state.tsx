import type { ComponentChildren } from 'preact'
import { safeHref } from './safe-link.tsx'

/** An empty page or list: says why it is empty and what comes next. */
export function EmptyState(props: {
  readonly title: string
  readonly children?: ComponentChildren
  readonly action?: { readonly href: string; readonly text: string } | undefined
}) {
  return (
    <div class="heed-empty">
      <p class="govuk-body-l heed-empty__title">{props.title}</p>
      {props.children ? <div class="govuk-body heed-empty__why">{props.children}</div> : null}
      {props.action ? (
        <p class="govuk-body">
          <a class="govuk-link" href={safeHref(props.action.href)}>
            {props.action.text}
          </a>
        </p>
      ) : null}
    </div>
  )
}
