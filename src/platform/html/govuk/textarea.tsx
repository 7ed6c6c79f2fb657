import { attrs, cx } from '../attributes.ts'
import {
  Around,
  ControlHead,
  FormGroup,
  describedBy,
  type ControlOptions,
  type FormGroupOptions,
} from './form-group.tsx'

/** Options of a text area, as in the official macro. */
export type TextareaOptions = ControlOptions & {
  readonly rows?: number | string | undefined
  readonly value?: string | undefined
  readonly spellcheck?: boolean | undefined
  readonly autocomplete?: string | undefined
  readonly formGroup?: FormGroupOptions | undefined
}

/** GOV.UK text area: several lines of text. */
export function Textarea(props: TextareaOptions) {
  const id = props.id || props.name
  return (
    <FormGroup errorMessage={props.errorMessage} formGroup={props.formGroup}>
      <ControlHead
        id={id}
        label={props.label}
        hint={props.hint}
        errorMessage={props.errorMessage}
      />
      <Around formGroup={props.formGroup}>
        <textarea
          class={cx('govuk-textarea', props.errorMessage && 'govuk-textarea--error', props.classes)}
          id={id}
          name={props.name}
          rows={Number(props.rows || 5)}
          spellcheck={props.spellcheck}
          disabled={props.disabled || undefined}
          aria-describedby={describedBy(id, props)}
          autocomplete={props.autocomplete || undefined}
          {...attrs(props.attributes)}
        >
          {firstLineKept(props.value)}
        </textarea>
      </Around>
    </FormGroup>
  )
}

/** HTML drops one line break at the start of a text area; the person's own is written twice. */
function firstLineKept(value: string | undefined): string | undefined {
  return value?.startsWith('\n') ? `\n${value}` : value
}
