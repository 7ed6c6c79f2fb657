import type { ComponentChildren } from 'preact'
import { attrs, cx, type Attributes, type Common } from '../attributes.ts'
import { contentOf, hasContent, type Content } from '../content.ts'
import type { ErrorMessageOptions } from './error-message.tsx'
import { Fieldset, type FieldsetOptions } from './fieldset.tsx'
import { FormGroup, HintAndError, type FormGroupsOptions } from './form-group.tsx'
import { Hint, type HintOptions } from './hint.tsx'
import { Label } from './label.tsx'

/** One choice of radios or checkboxes, or a divider between two. */
export type ChoiceItem = Pick<Content, 'text' | 'html'> & {
  readonly id?: string | undefined
  readonly value?: string | number | undefined
  readonly label?: Common | undefined
  readonly hint?: HintOptions | undefined
  readonly divider?: string | undefined
  readonly checked?: boolean | undefined
  readonly conditional?: { readonly html?: ComponentChildren } | false | undefined
  readonly disabled?: boolean | undefined
  readonly attributes?: Attributes | undefined
}

/** What radios and checkboxes have in common. */
export type ChoicesOptions = Common & {
  readonly name: string
  readonly idPrefix?: string | undefined
  readonly fieldset?: Omit<FieldsetOptions, 'html' | 'children'> | undefined
  readonly hint?: HintOptions | undefined
  readonly errorMessage?: ErrorMessageOptions | undefined
  readonly formGroup?: FormGroupsOptions | undefined
}

/** Group, fieldset, hint and error around a list of choices. */
export function ChoicesGroup(props: {
  readonly kind: 'radios' | 'checkboxes'
  readonly options: ChoicesOptions
  readonly idPrefix: string
  readonly describedBy: string | undefined
  readonly children: ComponentChildren
}) {
  const { options, kind } = props
  const inner = (
    <>
      <HintAndError id={props.idPrefix} hint={options.hint} errorMessage={options.errorMessage} />
      <div
        class={cx(`govuk-${kind}`, options.classes)}
        {...attrs(options.attributes)}
        data-module={`govuk-${kind}`}
      >
        {contentOf(options.formGroup?.beforeInputs)}
        {props.children}
        {contentOf(options.formGroup?.afterInputs)}
      </div>
    </>
  )
  return (
    <FormGroup errorMessage={options.errorMessage} formGroup={options.formGroup}>
      {options.fieldset ? (
        <Fieldset {...options.fieldset} describedBy={props.describedBy}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  )
}

type ChoiceProps = {
  readonly kind: 'radios' | 'checkboxes'
  readonly id: string
  readonly name: string
  readonly item: ChoiceItem
  readonly checked: boolean
  readonly describedBy?: string | undefined
  readonly behaviour?: string | undefined
}

/** One radio or checkbox with its label, hint and what it opens. */
export function Choice(props: ChoiceProps) {
  const { kind, id, item } = props
  if (item.divider) return <div class={`govuk-${kind}__divider`}>{item.divider}</div>
  const hiding = !props.checked && `govuk-${kind}__conditional--hidden`
  return (
    <>
      <div class={`govuk-${kind}__item`}>
        <ChoiceBox {...props} />
        <Label
          text={item.text}
          html={item.html}
          classes={cx(`govuk-${kind}__label`, item.label?.classes)}
          attributes={item.label?.attributes}
          for={id}
        />
        {hasContent(item.hint) ? (
          <Hint
            {...item.hint}
            id={`${id}-item-hint`}
            classes={cx(`govuk-${kind}__hint`, item.hint.classes)}
          />
        ) : null}
      </div>
      {opened(item) ? (
        <div class={cx(`govuk-${kind}__conditional`, hiding)} id={`conditional-${id}`}>
          {opened(item)}
        </div>
      ) : null}
    </>
  )
}

function ChoiceBox(props: ChoiceProps) {
  const { kind, id, item } = props
  const described = cx(props.describedBy, hasContent(item.hint) && `${id}-item-hint`)
  return (
    <input
      class={`govuk-${kind}__input`}
      id={id}
      name={props.name}
      type={kind === 'radios' ? 'radio' : 'checkbox'}
      value={item.value ?? ''}
      checked={props.checked || undefined}
      disabled={item.disabled || undefined}
      data-aria-controls={opened(item) ? `conditional-${id}` : undefined}
      data-behaviour={props.behaviour || undefined}
      aria-describedby={described || undefined}
      {...attrs(item.attributes)}
    />
  )
}

function opened(item: ChoiceItem): ComponentChildren {
  return item.conditional ? item.conditional.html : undefined
}

/** The id of a choice: the first has no number, so that the error summary can link to it. */
export function choiceId(idPrefix: string, item: ChoiceItem, index: number): string {
  return item.id || (index > 0 ? `${idPrefix}-${index + 1}` : idPrefix)
}
