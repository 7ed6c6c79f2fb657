import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, hasContent, type Content } from '../content.ts'

/** The name of a group of controls. */
export type LegendOptions = Content & {
  readonly classes?: string | undefined
  readonly isPageHeading?: boolean | undefined
}

/** Options of a fieldset, as in the official macro. */
export type FieldsetOptions = Pick<Content, 'html' | 'children'> &
  Common & {
    readonly describedBy?: string | undefined
    readonly legend?: LegendOptions | undefined
    readonly role?: string | undefined
  }

/** GOV.UK fieldset: controls that belong together. */
export function Fieldset(props: FieldsetOptions) {
  return (
    <fieldset
      class={cx('govuk-fieldset', props.classes)}
      {...(props.role ? attrs({ role: props.role }) : undefined)}
      aria-describedby={props.describedBy || undefined}
      {...attrs(props.attributes)}
    >
      {hasContent(props.legend) ? <Legend {...props.legend} /> : null}
      {contentOf(props)}
    </fieldset>
  )
}

function Legend(props: LegendOptions) {
  const words = contentOf(props)
  return (
    <legend class={cx('govuk-fieldset__legend', props.classes)}>
      {props.isPageHeading ? <h1 class="govuk-fieldset__heading">{words}</h1> : words}
    </legend>
  )
}
