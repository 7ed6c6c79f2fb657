import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, hasContent, type Content } from '../content.ts'

/** Options of a label, as in the official macro. */
export type LabelOptions = Content &
  Common & {
    readonly for?: string | undefined
    readonly isPageHeading?: boolean | undefined
  }

/** GOV.UK label: names one control. */
export function Label(props: LabelOptions) {
  if (!hasContent(props)) return null
  const label = (
    <label
      class={cx('govuk-label', props.classes)}
      {...attrs(props.attributes)}
      for={props.for || undefined}
    >
      {contentOf(props)}
    </label>
  )
  return props.isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}
