import { attrs, cx, type Attributes, type Common } from '../attributes.ts'
import { contentOf } from '../content.ts'
import type { ErrorMessageOptions } from './error-message.tsx'
import { Fieldset, type FieldsetOptions } from './fieldset.tsx'
import { FormGroup, HintAndError, describedBy, type FormGroupsOptions } from './form-group.tsx'
import type { HintOptions } from './hint.tsx'
import { Input } from './input.tsx'

/** One box of a date. */
export type DateItem = {
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly label?: string | undefined
  readonly value?: string | number | undefined
  readonly autocomplete?: string | undefined
  readonly inputmode?: string | undefined
  readonly pattern?: string | undefined
  readonly classes?: string | undefined
  readonly error?: boolean | undefined
  readonly attributes?: Attributes | undefined
}

type Part = 'day' | 'month' | 'year'

/** Options of a date input, as in the official macro. */
export type DateInputOptions = Common &
  Readonly<Partial<Record<Part, DateItem>>> & {
    readonly id: string
    readonly namePrefix?: string | undefined
    readonly items?: readonly (DateItem | false | null | undefined)[] | undefined
    readonly values?: Readonly<Record<string, string | number | undefined>> | undefined
    readonly hint?: HintOptions | undefined
    readonly errorMessage?: ErrorMessageOptions | undefined
    readonly formGroup?: FormGroupsOptions | undefined
    readonly fieldset?: Omit<FieldsetOptions, 'html' | 'children'> | undefined
  }

const parts: readonly Part[] = ['day', 'month', 'year']

/** GOV.UK date input: a date that people know by heart, as day, month and year. */
export function DateInput(props: DateInputOptions) {
  const boxes = dateParts(props)
  const items = props.items?.length ? props.items : boxes
  const marked = items.some((item) => item && hasError(item))
  const inner = (
    <>
      <HintAndError id={props.id} hint={props.hint} errorMessage={props.errorMessage} />
      <div
        class={cx('govuk-date-input', props.classes)}
        {...attrs(props.attributes)}
        id={props.id || undefined}
      >
        {contentOf(props.formGroup?.beforeInputs)}
        {items.map((item) =>
          item ? <DateBox options={props} item={item} boxes={boxes} marked={marked} /> : null,
        )}
        {contentOf(props.formGroup?.afterInputs)}
      </div>
    </>
  )
  const described = describedBy(props.id, { ...props, describedBy: props.fieldset?.describedBy })
  return (
    <FormGroup errorMessage={props.errorMessage} formGroup={props.formGroup}>
      {props.fieldset ? (
        <Fieldset {...props.fieldset} describedBy={described} role="group">
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  )
}

function dateParts(props: DateInputOptions): readonly DateItem[] {
  return parts.map((part) => props[part] ?? { name: part, value: props.values?.[part] })
}

function hasError(item: DateItem): boolean {
  return Boolean(item.error) || Boolean(item.classes?.includes('govuk-input--error'))
}

type BoxProps = {
  readonly options: DateInputOptions
  readonly item: DateItem
  readonly boxes: readonly DateItem[]
  readonly marked: boolean
}

function DateBox(props: BoxProps) {
  const { options, item } = props
  const part = partOf(item, props.boxes)
  const name = item.name ?? part ?? ''
  const fullName = cx(options.namePrefix, name).replace(' ', '-')
  const inError = item.error !== false && Boolean(options.errorMessage) && !props.marked
  return (
    <div class="govuk-date-input__item">
      <Input
        label={{ text: item.label || capitalised(name), classes: 'govuk-date-input__label' }}
        id={item.id || `${options.id}-${name}`}
        classes={cx('govuk-date-input__input', boxClasses(item, part, inError || hasError(item)))}
        name={fullName}
        value={valueIn(props, part, fullName)}
        inputmode={item.inputmode || 'numeric'}
        autocomplete={item.autocomplete}
        pattern={item.pattern}
        attributes={item.attributes}
      />
    </div>
  )
}

function valueIn(props: BoxProps, part: Part | undefined, fullName: string) {
  const box = part === undefined ? undefined : props.boxes[parts.indexOf(part)]
  return props.item.value ?? box?.value ?? props.options.values?.[fullName]
}

function boxClasses(item: DateItem, part: Part | undefined, inError: boolean): string {
  const given = item.classes ?? ''
  const error = inError && !given.includes('govuk-input--error') && 'govuk-input--error'
  const width =
    !given.includes('govuk-input--width-') && `govuk-input--width-${part === 'year' ? 4 : 2}`
  return cx(error, width, given)
}

function partOf(item: DateItem, boxes: readonly DateItem[]): Part | undefined {
  return parts.find((part, index) => {
    const box = boxes[index]
    return (
      item === box || (item.name !== undefined && (item.name === part || item.name === box?.name))
    )
  })
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()
}
