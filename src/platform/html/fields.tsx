import type { ComponentChildren } from 'preact'
import { cx } from './attributes.ts'
import { useFreeText } from './draft-keeping.tsx'
import { datePartsOf, errorFor, valueOf, type FormState } from './form-state.ts'
import { CharacterCount } from './govuk/character-count.tsx'
import { DateInput } from './govuk/date-input.tsx'
import { FileUpload } from './govuk/file-upload.tsx'
import type { HintOptions } from './govuk/hint.tsx'
import { Input } from './govuk/input.tsx'
import type { LabelOptions } from './govuk/label.tsx'
import { Textarea } from './govuk/textarea.tsx'

/** What every field takes. `heading` makes its label the heading of a page that asks one thing. */
export type FieldProps = {
  readonly form: FormState
  readonly name: string
  readonly label: string
  readonly hint?: ComponentChildren
  readonly heading?: boolean | undefined
  /** Says "(optional)" after the label. */
  readonly optional?: boolean | undefined
}

/** The label of a field. */
export function labelOf(props: FieldProps): LabelOptions {
  const text = props.optional ? `${props.label} (optional)` : props.label
  return props.heading
    ? { text, isPageHeading: true, classes: 'govuk-label--l' }
    : { text, classes: 'heed-label' }
}

/** The hint of a field, if it has one. */
export function hintOf(props: FieldProps): HintOptions | undefined {
  return props.hint ? { html: props.hint } : undefined
}

/** One line of text; `width` is the number of characters that people expect to type. */
export function TextField(
  props: FieldProps & {
    readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30 | undefined
    readonly type?: 'text' | 'email' | 'tel' | 'search' | 'url' | undefined
    readonly inputmode?: 'numeric' | 'decimal' | undefined
    readonly autocomplete?: string | undefined
    readonly spellcheck?: boolean | undefined
    readonly prefix?: string | undefined
    readonly suffix?: string | undefined
    readonly maxLength?: number | undefined
  },
) {
  return (
    <Input
      name={props.name}
      label={labelOf(props)}
      hint={hintOf(props)}
      errorMessage={errorFor(props.form, props.name)}
      value={valueOf(props.form, props.name) || undefined}
      type={props.type}
      inputmode={props.inputmode}
      autocomplete={props.autocomplete ?? 'off'}
      spellcheck={props.spellcheck}
      prefix={props.prefix ? { text: props.prefix } : undefined}
      suffix={props.suffix ? { text: props.suffix } : undefined}
      classes={cx(
        props.width && `govuk-input--width-${props.width}`,
        props.inputmode && 'heed-figures',
      )}
      attributes={{ maxlength: { value: props.maxLength, optional: true } }}
    />
  )
}

/** Several lines of text; with `maxLength` it says how much is left. */
export function TextArea(
  props: FieldProps & {
    readonly rows?: number | undefined
    readonly maxLength?: number | undefined
  },
) {
  useFreeText()
  const common = {
    name: props.name,
    label: labelOf(props),
    hint: hintOf(props),
    errorMessage: errorFor(props.form, props.name),
    value: valueOf(props.form, props.name),
    rows: props.rows ?? 5,
  }
  return props.maxLength ? (
    <CharacterCount {...common} maxlength={props.maxLength} threshold={75} />
  ) : (
    <Textarea {...common} />
  )
}

/**
 * A date as day, month and year, posted as `name-day`, `name-month`, `name-year`.
 * A problem belongs to `name`, or to one box, like `name-month`.
 */
export function DateField(props: FieldProps) {
  const { form, name } = props
  const { text, isPageHeading } = labelOf(props)
  const typed = datePartsOf(form, name)
  const whole = form.problems.some((problem) => problem.field === name)
  const box = (part: 'day' | 'month' | 'year') => ({
    name: part,
    id: part === 'day' ? name : `${name}-${part}`,
    value: typed[part],
    error: whole || form.problems.some((problem) => problem.field === `${name}-${part}`),
    classes: cx('heed-figures', part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2'),
  })
  return (
    <DateInput
      id={`${name}-date`}
      namePrefix={name}
      items={[box('day'), box('month'), box('year')]}
      hint={props.hint ? { html: props.hint } : { text: 'For example, 27 3 2026' }}
      errorMessage={errorFor(form, name, `${name}-day`, `${name}-month`, `${name}-year`)}
      fieldset={{
        legend: {
          text,
          isPageHeading,
          classes: isPageHeading ? 'govuk-fieldset__legend--l' : 'govuk-fieldset__legend--s',
        },
      }}
    />
  )
}

/** A file; the form must be `multipart`. `accept` is a hint to the browser, the server decides. */
export function FileField(
  props: FieldProps & {
    readonly accept?: string | undefined
    readonly multiple?: boolean | undefined
  },
) {
  return (
    <FileUpload
      name={props.name}
      label={labelOf(props)}
      hint={hintOf(props)}
      errorMessage={errorFor(props.form, props.name)}
      multiple={props.multiple}
      attributes={{ accept: { value: props.accept, optional: true } }}
    />
  )
}
