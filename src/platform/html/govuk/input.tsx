import { attrs, cx, type Attributes, type Common } from '../attributes.ts'
import { contentOf, hasContent, type Content } from '../content.ts'
import {
  ControlHead,
  FormGroup,
  describedBy,
  type ControlOptions,
  type FormGroupOptions,
} from './form-group.tsx'

/** Options of a text input, as in the official macro. */
export type InputOptions = ControlOptions & {
  readonly type?: string | undefined
  readonly inputmode?: string | undefined
  readonly value?: string | number | undefined
  readonly prefix?: Affix | undefined
  readonly suffix?: Affix | undefined
  readonly formGroup?: FormGroupOptions | undefined
  readonly autocomplete?: string | undefined
  readonly pattern?: string | undefined
  readonly spellcheck?: boolean | undefined
  readonly autocapitalize?: string | undefined
  readonly inputWrapper?: Common | undefined
}
type Affix = Content & Common

/** GOV.UK text input: one line of text. */
export function Input(props: InputOptions) {
  const id = props.id || props.name
  const { prefix, suffix, formGroup } = props
  const wrapped = [prefix, suffix, formGroup?.beforeInput, formGroup?.afterInput].some(hasContent)
  const box = <input {...attrs(boxAttributes(id, props))} {...attrs(props.attributes)} />
  return (
    <FormGroup errorMessage={props.errorMessage} formGroup={formGroup}>
      <ControlHead
        id={id}
        label={props.label}
        hint={props.hint}
        errorMessage={props.errorMessage}
      />
      {wrapped ? (
        <div
          class={cx('govuk-input__wrapper', props.inputWrapper?.classes)}
          {...attrs(props.inputWrapper?.attributes)}
        >
          {contentOf(formGroup?.beforeInput)}
          <AffixText affix={prefix} kind="prefix" />
          {box}
          <AffixText affix={suffix} kind="suffix" />
          {contentOf(formGroup?.afterInput)}
        </div>
      ) : (
        box
      )}
    </FormGroup>
  )
}

function boxAttributes(id: string, props: InputOptions): Attributes {
  return {
    class: cx('govuk-input', props.classes, props.errorMessage && 'govuk-input--error'),
    id,
    name: props.name,
    type: props.type || 'text',
    spellcheck: optional(typeof props.spellcheck === 'boolean' ? String(props.spellcheck) : false),
    value: optional(props.value),
    disabled: optional(props.disabled),
    'aria-describedby': optional(describedBy(id, props)),
    autocomplete: optional(props.autocomplete),
    autocapitalize: optional(props.autocapitalize),
    pattern: optional(props.pattern),
    inputmode: optional(props.inputmode),
  }
}

function optional(value: string | number | boolean | undefined) {
  return { value, optional: true }
}

function AffixText(props: {
  readonly affix: Affix | undefined
  readonly kind: 'prefix' | 'suffix'
}) {
  if (!hasContent(props.affix)) return null
  return (
    <div
      class={cx(`govuk-input__${props.kind}`, props.affix.classes)}
      aria-hidden="true"
      {...attrs(props.affix.attributes)}
    >
      {contentOf(props.affix)}
    </div>
  )
}
