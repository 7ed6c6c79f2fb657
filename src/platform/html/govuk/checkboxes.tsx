import { Choice, ChoicesGroup, choiceId, type ChoiceItem, type ChoicesOptions } from './choices.tsx'
import { describedBy } from './form-group.tsx'

/** One checkbox; `behaviour: 'exclusive'` unticks the others. */
export type CheckboxItem = ChoiceItem & {
  readonly name?: string | undefined
  readonly behaviour?: string | undefined
}

/** Options of checkboxes, as in the official macro; falsy items are left out. */
export type CheckboxesOptions = ChoicesOptions & {
  readonly items: readonly (CheckboxItem | false | null | undefined)[]
  readonly values?: readonly (string | number)[] | undefined
  readonly describedBy?: string | undefined
}

/** GOV.UK checkboxes: any number of a few. */
export function Checkboxes(props: CheckboxesOptions) {
  const idPrefix = props.idPrefix || props.name
  const given = props.fieldset?.describedBy || props.describedBy
  const described = describedBy(idPrefix, { ...props, describedBy: given })
  return (
    <ChoicesGroup kind="checkboxes" options={props} idPrefix={idPrefix} describedBy={described}>
      {props.items.map((item, index) =>
        item ? (
          <Choice
            kind="checkboxes"
            id={choiceId(idPrefix, item, index)}
            name={item.name || props.name}
            item={item}
            checked={isTicked(item, props.values)}
            describedBy={props.fieldset ? undefined : described}
            behaviour={item.behaviour}
          />
        ) : null,
      )}
    </ChoicesGroup>
  )
}

function isTicked(item: CheckboxItem, values: readonly (string | number)[] | undefined): boolean {
  if (item.checked) return true
  if (item.checked === false || !values || item.value === undefined) return false
  return values.includes(item.value)
}
