import type { PageForm } from '#platform/html/form-state.ts'
import { TextField } from '#platform/html/fields.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { ButtonGroup, Form, HiddenField } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { safeHref } from '#platform/html/safe-link.tsx'
import type { Enrolment, OfferedProvider } from '../model.ts'
import { paths } from '../paths.ts'
import { DeviceField, PasskeyForm } from './passkey-form.tsx'

const deadWords: Readonly<Record<Exclude<Enrolment['state'], 'open'>, string>> = {
  used: 'This link was used. It works once.',
  over: 'This link is more than three days old and does not work any more.',
  withdrawn:
    'This link does not work any more, because there is a newer one or the account was ended.',
  waits: 'This link works as soon as a second administrator has agreed to it.',
}

/** A link that lets nobody in, and what to do. */
export function DeadLink({ state }: { readonly state: Exclude<Enrolment['state'], 'open'> }) {
  return (
    <>
      <p class="govuk-body">{deadWords[state]}</p>
      {state === 'waits' ? null : (
        <p class="govuk-body">Ask an administrator of your partnership for a new one.</p>
      )}
      {state === 'used' ? (
        <ButtonGroup>
          <Button text="Sign in" href={paths.signIn} />
        </ButtonGroup>
      ) : null}
    </>
  )
}

/** Setting up the first way to sign in. */
export function Enrol(props: {
  readonly form: PageForm
  readonly code: string
  readonly name: string
  readonly options: string
  readonly providers: readonly OfferedProvider[]
}) {
  const { form, code } = props
  return (
    <>
      <p class="govuk-body">
        Hello {props.name}. From now on you sign in without a password: your phone, your computer or
        a security key keeps a passkey, and opens it with your finger, your face or a PIN.
      </p>
      <PasskeyForm
        action={`${paths.enrol(code)}/passkey`}
        idempotencyKey={form.key}
        how="make"
        options={props.options}
      >
        <DeviceField />
        <TextField
          form={form}
          name="name"
          label="Name of the passkey"
          hint="By which you will know it, like “My work phone”."
          width={20}
        />
        <ButtonGroup>
          <Button text="Set up a passkey" />
        </ButtonGroup>
      </PasskeyForm>
      {props.providers.length > 0 ? (
        <Form action={`${paths.enrol(code)}/provider`} idempotencyKey={form.key}>
          <DeviceField />
          {props.providers.map((provider) => (
            <Button
              text={`Use ${provider.name} instead`}
              name="provider"
              value={provider.uid}
              classes="govuk-button--secondary"
            />
          ))}
        </Form>
      ) : null}
      <p class="govuk-body">
        <a class="govuk-link" href={safeHref(paths.enrolAuthenticator(code))}>
          My devices do not have passkeys: use an authenticator app
        </a>
      </p>
    </>
  )
}

/** Setting up an authenticator app. The secret is shown here and never again. */
export function EnrolAuthenticator(props: {
  readonly form: PageForm
  readonly code: string
  readonly signInName: string
  readonly secret: string
  readonly link: string
  readonly sealed: string
}) {
  const { form } = props
  return (
    <>
      <p class="govuk-body">
        Add Heed to your authenticator app. On this device,{' '}
        <a class="govuk-link" href={props.link}>
          open the app from here
        </a>
        . On another one, choose “enter a setup key” in the app and type what stands below.
      </p>
      <FactList
        facts={[
          { name: 'Sign-in name', value: <strong class="heed-figures">{props.signInName}</strong> },
          { name: 'Setup key', value: <code class="heed-figures">{props.secret}</code> },
          { name: 'Kind', value: 'Time-based, six figures' },
        ]}
      />
      <p class="govuk-body">
        The setup key is shown once. The sign-in name stands in the app beside each code; you type
        both when you sign in.
      </p>
      <Form action={paths.enrolAuthenticator(props.code)} idempotencyKey={form.key}>
        <HiddenField name="sealed" value={props.sealed} />
        <DeviceField />
        <TextField
          form={form}
          name="code"
          label="Code that the app shows now"
          width={10}
          inputmode="numeric"
          autocomplete="one-time-code"
        />
        <ButtonGroup>
          <Button text="Finish" />
        </ButtonGroup>
      </Form>
    </>
  )
}
