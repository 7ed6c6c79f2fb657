import type { ComponentChildren } from 'preact'
import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'

/** Options of details, as in the official macro. */
export type DetailsOptions = Content &
  Common & {
    readonly id?: string | undefined
    readonly summaryText?: string | undefined
    readonly summaryHtml?: ComponentChildren
    readonly open?: boolean | undefined
  }

/** GOV.UK details: what only some readers need, one press away. */
export function Details(props: DetailsOptions) {
  return (
    <details
      id={props.id || undefined}
      class={cx('govuk-details', props.classes)}
      {...attrs(props.attributes)}
      open={props.open || undefined}
    >
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{props.summaryHtml || props.summaryText}</span>
      </summary>
      <div class="govuk-details__text">{contentOf(props)}</div>
    </details>
  )
}
