import type { ComponentChildren } from 'preact'
import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'
import { ErrorMessage, type ErrorMessageOptions } from './error-message.tsx'
import { Hint, type HintOptions } from './hint.tsx'
import { Label, type LabelOptions } from './label.tsx'

/** Options of the group around one control. */
export type FormGroupOptions = Common & {
  readonly beforeInput?: Content | undefined
  readonly afterInput?: Content | undefined
}

/** Options of the group around several controls. */
export type FormGroupsOptions = Common & {
  readonly beforeInputs?: Content | undefined
  readonly afterInputs?: Content | undefined
}

/** What every control with a label takes. */
export type ControlOptions = Common & {
  readonly id?: string | undefined
  readonly name: string
  readonly label?: LabelOptions | undefined
  readonly hint?: HintOptions | undefined
  readonly errorMessage?: ErrorMessageOptions | undefined
  readonly describedBy?: string | undefined
  readonly disabled?: boolean | undefined
}

type Described = Pick<ControlOptions, 'hint' | 'errorMessage'>

/** The ids that describe a control: those given, then its hint, then its error. */
export function describedBy(id: string, props: Described & { describedBy?: string | undefined }) {
  const ids = cx(props.describedBy, props.hint && `${id}-hint`, props.errorMessage && `${id}-error`)
  return ids || undefined
}

/** Hint and error message of a control, with the ids that `describedBy` names. */
export function HintAndError(props: Described & { readonly id: string }) {
  return (
    <>
      {props.hint ? <Hint {...props.hint} id={`${props.id}-hint`} /> : null}
      {props.errorMessage ? (
        <ErrorMessage {...props.errorMessage} id={`${props.id}-error`} />
      ) : null}
    </>
  )
}

/** Label, hint and error message of one control. */
export function ControlHead(
  props: Described & { readonly id: string; readonly label?: LabelOptions | undefined },
) {
  return (
    <>
      <Label {...props.label} for={props.id} />
      <HintAndError id={props.id} hint={props.hint} errorMessage={props.errorMessage} />
    </>
  )
}

/** GOV.UK form group: keeps a control and its words together and marks them when there is an error. */
export function FormGroup(props: {
  readonly errorMessage?: ErrorMessageOptions | undefined
  readonly formGroup?: FormGroupOptions | FormGroupsOptions | undefined
  readonly children: ComponentChildren
}) {
  const classes = cx(
    'govuk-form-group',
    props.errorMessage && 'govuk-form-group--error',
    props.formGroup?.classes,
  )
  return (
    <div class={classes} {...attrs(props.formGroup?.attributes)}>
      {props.children}
    </div>
  )
}

/** A control between what stands before and after it. */
export function Around(props: {
  readonly formGroup?: FormGroupOptions | undefined
  readonly children: ComponentChildren
}) {
  return (
    <>
      {contentOf(props.formGroup?.beforeInput)}
      {props.children}
      {contentOf(props.formGroup?.afterInput)}
    </>
  )
}
