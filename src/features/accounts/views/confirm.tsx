import type { PageForm } from '#platform/html/form-state.ts'
import { TextField } from '#platform/html/fields.tsx'
import { ButtonGroup, Form, HiddenField } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import type { OfferedProvider } from '../model.ts'
import { PasskeyForm } from './passkey-form.tsx'

/** What the confirmation page knows. */
export interface ConfirmModel {
  readonly form: PageForm
  readonly to: string
  /** What a passkey is asked, where the person has one. */
  readonly options: string | undefined
  readonly hasCode: boolean
  readonly providers: readonly OfferedProvider[]
  readonly sample: boolean
}

function ByPasskey(props: { form: PageForm; to: string; options: string }) {
  return (
    <PasskeyForm
      action="/confirm/passkey"
      idempotencyKey={props.form.key}
      how="use"
      options={props.options}
    >
      <HiddenField name="to" value={props.to} />
      <ButtonGroup>
        <Button text="Confirm with a passkey" />
      </ButtonGroup>
    </PasskeyForm>
  )
}

function ByCode({ form, to, first }: { form: PageForm; to: string; first: boolean }) {
  return (
    <Form action="/confirm/code" idempotencyKey={form.key}>
      <HiddenField name="to" value={to} />
      <TextField
        form={form}
        name="code"
        label="Code"
        hint="The six figures that your authenticator app shows now. A code that you have used is not taken again."
        width={10}
        inputmode="numeric"
        autocomplete="one-time-code"
      />
      <ButtonGroup>
        <Button
          text="Confirm with the code"
          classes={first ? undefined : 'govuk-button--secondary'}
        />
      </ButtonGroup>
    </Form>
  )
}

function ByProvider(props: Pick<ConfirmModel, 'form' | 'to' | 'providers'>) {
  return (
    <Form action="/confirm/provider" idempotencyKey={props.form.key}>
      <HiddenField name="to" value={props.to} />
      {props.providers.map((provider) => (
        <Button
          text={`Confirm with ${provider.name}`}
          name="provider"
          value={provider.uid}
          classes="govuk-button--secondary"
        />
      ))}
    </Form>
  )
}

/** Confirming that it is still the same person, before an act that counts. */
export function Confirm(props: ConfirmModel) {
  const { form, to, options } = props
  const nothing = options === undefined && !props.hasCode && props.providers.length === 0
  return (
    <>
      <p class="govuk-body">
        What you are about to do needs a sign-in that is no older than five minutes. Afterwards you
        are back where you were.
      </p>
      {options === undefined ? null : <ByPasskey form={form} to={to} options={options} />}
      {props.hasCode ? <ByCode form={form} to={to} first={options === undefined} /> : null}
      {props.providers.length > 0 ? <ByProvider {...props} /> : null}
      {props.sample ? (
        <Form action="/confirm/sample" idempotencyKey={form.key}>
          <HiddenField name="to" value={to} />
          <Button text="Confirm (sample)" classes="govuk-button--secondary" />
        </Form>
      ) : null}
      {nothing && !props.sample ? (
        <p class="govuk-body">
          You have no way to confirm. Ask an administrator of your partnership for a new link.
        </p>
      ) : null}
    </>
  )
}
