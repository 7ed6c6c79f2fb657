import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'

/** Options of inset text, as in the official macro. */
export type InsetTextOptions = Content & Common & { readonly id?: string | undefined }

/** GOV.UK inset text: sets a passage apart. */
export function InsetText(props: InsetTextOptions) {
  return (
    <div
      id={props.id || undefined}
      class={cx('govuk-inset-text', props.classes)}
      {...attrs(props.attributes)}
    >
      {contentOf(props)}
    </div>
  )
}
