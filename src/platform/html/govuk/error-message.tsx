import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'

/** Options of an error message, as in the official macro. */
export type ErrorMessageOptions = Content &
  Common & {
    readonly id?: string | undefined
    readonly visuallyHiddenText?: string | false | undefined
  }

/** GOV.UK error message: what to do about one control. */
export function ErrorMessage(props: ErrorMessageOptions) {
  const hidden = props.visuallyHiddenText ?? 'Error'
  return (
    <p
      id={props.id || undefined}
      class={cx('govuk-error-message', props.classes)}
      {...attrs(props.attributes)}
    >
      {hidden ? <span class="govuk-visually-hidden">{hidden}:</span> : null}
      {hidden ? ' ' : null}
      {contentOf(props)}
    </p>
  )
}
