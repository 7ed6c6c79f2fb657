import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'

/** Options of warning text, as in the official macro. */
export type WarningTextOptions = Content &
  Common & { readonly iconFallbackText?: string | undefined }

/** GOV.UK warning text: something with consequences, before the act. */
export function WarningText(props: WarningTextOptions) {
  return (
    <div class={cx('govuk-warning-text', props.classes)} {...attrs(props.attributes)}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>{' '}
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{props.iconFallbackText || 'Warning'}</span>{' '}
        {contentOf(props)}
      </strong>
    </div>
  )
}
