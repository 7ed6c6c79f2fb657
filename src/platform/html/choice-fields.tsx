import type { ComponentChildren } from 'preact'
import { hintOf, labelOf, type FieldProps } from './fields.tsx'
import { errorFor, valueOf, valuesOf } from './form-state.ts'
import { Checkboxes } from './govuk/checkboxes.tsx'
import type { ChoiceItem } from './govuk/choices.tsx'
import { Radios } from './govuk/radios.tsx'
import { Select } from './govuk/select.tsx'

/** One answer that may be chosen; `opens` is shown under it once it is. */
export type Option = {
  readonly value: string
  readonly text: string
  readonly hint?: string | undefined
  readonly opens?: ComponentChildren
}

/** One of a few answers; none is chosen until the person does. */
export function RadioField(
  props: FieldProps & {
    readonly options: readonly Option[]
    readonly inline?: boolean | undefined
    readonly small?: boolean | undefined
  },
) {
  return (
    <Radios
      name={props.name}
      value={valueOf(props.form, props.name)}
      items={props.options.map(itemOf)}
      classes={
        props.inline ? 'govuk-radios--inline' : props.small ? 'govuk-radios--small' : undefined
      }
      fieldset={{ legend: legendOf(props) }}
      hint={hintOf(props)}
      errorMessage={errorFor(props.form, props.name)}
    />
  )
}

/** Any number of a few answers; posted as one value or several under the same name. */
export function CheckboxField(
  props: FieldProps & { readonly options: readonly Option[]; readonly small?: boolean | undefined },
) {
  return (
    <Checkboxes
      name={props.name}
      values={valuesOf(props.form, props.name)}
      items={props.options.map(itemOf)}
      classes={props.small ? 'govuk-checkboxes--small' : undefined}
      fieldset={{ legend: legendOf(props) }}
      hint={hintOf(props)}
      errorMessage={errorFor(props.form, props.name)}
    />
  )
}

/** One box to tick, whose label is the whole sentence; posted as `yes`. */
export function ConfirmField(props: Omit<FieldProps, 'heading' | 'optional'>) {
  return (
    <Checkboxes
      name={props.name}
      values={valuesOf(props.form, props.name)}
      items={[{ value: 'yes', text: props.label, hint: hintOf(props) }]}
      errorMessage={errorFor(props.form, props.name)}
    />
  )
}

/** One of a long list; `blank` is the first line, which chooses nothing. */
export function SelectField(
  props: FieldProps & {
    readonly options: readonly Pick<Option, 'value' | 'text'>[]
    readonly blank?: string | undefined
  },
) {
  const blank = props.blank === undefined ? [] : [{ value: '', text: props.blank }]
  return (
    <Select
      name={props.name}
      value={valueOf(props.form, props.name)}
      items={[...blank, ...props.options.map(({ value, text }) => ({ value, text }))]}
      label={labelOf(props)}
      hint={hintOf(props)}
      errorMessage={errorFor(props.form, props.name)}
    />
  )
}

function itemOf(option: Option): ChoiceItem {
  return {
    value: option.value,
    text: option.text,
    hint: option.hint ? { text: option.hint } : undefined,
    conditional: option.opens ? { html: option.opens } : undefined,
  }
}

function legendOf(props: FieldProps) {
  const { text, isPageHeading } = labelOf(props)
  return {
    text,
    isPageHeading,
    classes: isPageHeading ? 'govuk-fieldset__legend--l' : 'govuk-fieldset__legend--s',
  }
}
