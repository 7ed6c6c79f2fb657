import { attrs, cx, type Attributes } from '../attributes.ts'
import {
  Around,
  ControlHead,
  FormGroup,
  describedBy,
  type ControlOptions,
  type FormGroupOptions,
} from './form-group.tsx'

/** One line of a select; falsy items are left out. */
export type SelectItem = {
  readonly value?: string | number | undefined
  readonly text: string | number
  readonly selected?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly attributes?: Attributes | undefined
}

/** Options of a select, as in the official macro. */
export type SelectOptions = ControlOptions & {
  readonly items?: readonly (SelectItem | false | null | undefined)[] | undefined
  readonly value?: string | number | undefined
  readonly formGroup?: FormGroupOptions | undefined
}

/** GOV.UK select: one of a long list. */
export function Select(props: SelectOptions) {
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
        <select
          class={cx('govuk-select', props.classes, props.errorMessage && 'govuk-select--error')}
          id={id}
          name={props.name}
          disabled={props.disabled || undefined}
          aria-describedby={describedBy(id, props)}
          {...attrs(props.attributes)}
        >
          {props.items?.map((item) =>
            item ? <SelectOption item={item} value={props.value} /> : null,
          )}
        </select>
      </Around>
    </FormGroup>
  )
}

function SelectOption(props: {
  readonly item: SelectItem
  readonly value: string | number | undefined
}) {
  const { item, value } = props
  const own = item.value ?? item.text
  const chosen =
    item.selected || (Boolean(value) && item.selected !== false && String(own) === String(value))
  return (
    <option
      value={item.value === undefined ? undefined : String(item.value)}
      selected={chosen || undefined}
      disabled={item.disabled || undefined}
      {...attrs(item.attributes)}
    >
      {item.text}
    </option>
  )
}
