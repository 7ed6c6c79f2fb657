import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'

/** Options of a tag, as in the official macro. */
export type TagOptions = Content & Common

/** GOV.UK tag; states of our own use `StateWord`, which adds a shape to the colour. */
export function Tag(props: TagOptions) {
  return (
    <strong class={cx('govuk-tag', props.classes)} {...attrs(props.attributes)}>
      {contentOf(props)}
    </strong>
  )
}
