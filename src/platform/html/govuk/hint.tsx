import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'

/** Options of a hint, as in the official macro. */
export type HintOptions = Content & Common & { readonly id?: string | undefined }

/** GOV.UK hint: help that stands beside a control. */
export function Hint(props: HintOptions) {
  return (
    <div
      id={props.id || undefined}
      class={cx('govuk-hint', props.classes)}
      {...attrs(props.attributes)}
    >
      {contentOf(props)}
    </div>
  )
}
