import { Choice, ChoicesGroup, choiceId, type ChoiceItem, type ChoicesOptions } from './choices.tsx'
import { describedBy } from './form-group.tsx'

/** Options of radios, as in the official macro; falsy items are left out. */
export type RadiosOptions = ChoicesOptions & {
  readonly items: readonly (ChoiceItem | false | null | undefined)[]
  readonly value?: string | number | undefined
}

/** GOV.UK radios: one of a few. */
export function Radios(props: RadiosOptions) {
  const idPrefix = props.idPrefix || props.name
  const described = describedBy(idPrefix, { ...props, describedBy: props.fieldset?.describedBy })
  return (
    <ChoicesGroup kind="radios" options={props} idPrefix={idPrefix} describedBy={described}>
      {props.items.map((item, index) =>
        item ? (
          <Choice
            kind="radios"
            id={choiceId(idPrefix, item, index)}
            name={props.name}
            item={item}
            checked={isChosen(item, props.value)}
          />
        ) : null,
      )}
    </ChoicesGroup>
  )
}

function isChosen(item: ChoiceItem, value: string | number | undefined): boolean {
  if (item.checked) return true
  return Boolean(value) && item.checked !== false && String(item.value) === String(value)
}
