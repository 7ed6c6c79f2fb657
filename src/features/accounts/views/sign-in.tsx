import type { PageForm } from '#platform/html/form-state.ts'
import { valueOf } from '#platform/html/form-state.ts'
import { CheckboxField } from '#platform/html/choice-fields.tsx'
import { TextField } from '#platform/html/fields.tsx'
import { ButtonGroup, Form, HiddenField } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { safeHref } from '#platform/html/safe-link.tsx'
import type { OfferedProvider, SamplePerson } from '../model.ts'
import { paths } from '../paths.ts'
import { DeviceField, PasskeyForm } from './passkey-form.tsx'

/** What the sign-in page knows. */
export interface SignInModel {
  readonly form: PageForm
  readonly to: string
  readonly options: string
  readonly providers: readonly OfferedProvider[]
  /** Only where the database was made as a sample or a test. */
  readonly people: readonly SamplePerson[]
}

function SharedComputer({ form }: { readonly form: PageForm }) {
  return (
    <CheckboxField
      form={form}
      name="shared"
      label="This computer"
      options={[
        {
          value: 'yes',
          text: 'This is a shared computer',
          hint: 'You are signed out after five minutes without use, and after two hours in any case.',
        },
      ]}
    />
  )
}

function Providers({ providers }: Pick<SignInModel, 'providers'>) {
  return (
    <>
      {providers.map((provider) => (
        <button
          type="submit"
          class="govuk-button govuk-button--secondary"
          data-module="govuk-button"
          formAction="/sign-in/provider"
          name="provider"
          value={provider.uid}
        >
          Sign in with {provider.name}
        </button>
      ))}
    </>
  )
}

/** The ways to sign in, the surest first. */
export function SignIn(props: SignInModel) {
  const { form, to } = props
  return (
    <>
      {props.people.length > 0 ? <SamplePeople people={props.people} to={to} form={form} /> : null}
      {props.people.length > 0 ? <h2 class="govuk-heading-m">As on a real installation</h2> : null}
      <PasskeyForm
        action="/sign-in/passkey"
        idempotencyKey={form.key}
        how="use"
        options={props.options}
      >
        <HiddenField name="to" value={to} />
        <DeviceField />
        <SharedComputer form={form} />
        <div class="govuk-button-group">
          <Button
            text="Sign in with a passkey"
            classes={props.people.length > 0 ? 'govuk-button--secondary' : undefined}
          />
          <Providers providers={props.providers} />
        </div>
      </PasskeyForm>
      <p class="govuk-body">
        <a class="govuk-link" href={safeHref(codeHref(to))}>
          Sign in with a code from an authenticator app
        </a>
      </p>
      <p class="govuk-body">
        If you cannot sign in, ask an administrator of your partnership for a new link.
      </p>
    </>
  )
}

function codeHref(to: string): string {
  return to === '/' ? '/sign-in/code' : `/sign-in/code?to=${encodeURIComponent(to)}`
}

function SamplePeople(props: Pick<SignInModel, 'people' | 'to' | 'form'>) {
  return (
    <>
      <p class="govuk-body">
        This is a sample. Choose an invented person and look at Heed with their eyes.
      </p>
      <Form action="/sign-in/sample" idempotencyKey={props.form.key}>
        <HiddenField name="to" value={props.to} />
        <DeviceField />
        <ul class="govuk-list govuk-list--spaced">
          {props.people.map((person) => (
            <li>
              <button
                type="submit"
                class="govuk-button govuk-button--secondary govuk-!-margin-bottom-1"
                data-module="govuk-button"
                name="person"
                value={person.principalUid}
              >
                {person.name}
              </button>
              <br />
              <span class="govuk-hint">{partOf(person)}</span>
            </li>
          ))}
        </ul>
      </Form>
    </>
  )
}

function partOf(person: SamplePerson): string {
  const parts = [...person.posts, ...person.roles]
  return `${parts.length > 0 ? parts.join(', ') : 'No role yet'} · ${person.partnershipName}`
}

/** Signing in with the code that an authenticator app shows. */
export function CodeSignIn({ form, to }: Pick<SignInModel, 'form' | 'to'>) {
  return (
    <Form action="/sign-in/code" idempotencyKey={form.key}>
      <HiddenField name="to" value={to} />
      <DeviceField />
      <TextField
        form={form}
        name="signInName"
        label="Sign-in name"
        hint="Your app shows it beside the code, like K7QM-2XWD."
        width={10}
        autocomplete="username"
        spellcheck={false}
      />
      <TextField
        form={form}
        name="code"
        label="Code"
        hint="The six figures that your app shows now."
        width={10}
        inputmode="numeric"
        autocomplete="one-time-code"
      />
      <SharedComputer form={form} />
      <ButtonGroup>
        <Button text="Sign in" />
      </ButtonGroup>
    </Form>
  )
}

/** Somebody who has signed in already and opens the sign-in page. */
export function SignedInAlready(props: { readonly name: string; readonly to: string }) {
  return (
    <>
      <p class="govuk-body">You are signed in as {props.name}.</p>
      <ButtonGroup>
        <Button text="Go on" href={props.to} />
      </ButtonGroup>
      <form method="post" action={paths.signOut}>
        <Button text="Sign out" classes="govuk-button--secondary" />
      </form>
    </>
  )
}

/** The step from our page to that of an organisation; a form of ours may lead to our own pages only. */
export function LeaveForProvider({ address }: { readonly address: string | undefined }) {
  if (address === undefined) {
    return (
      <>
        <p class="govuk-body">This step was open for too long.</p>
        <ButtonGroup>
          <Button text="Start again" href={paths.signIn} />
        </ButtonGroup>
      </>
    )
  }
  const { host } = new URL(address)
  return (
    <>
      <p class="govuk-body">You sign in on the page of your organisation, {host}.</p>
      <p class="govuk-body">
        <a
          class="govuk-button"
          role="button"
          draggable={false}
          data-module="govuk-button"
          data-go-on=""
          rel="noreferrer"
          href={safeHref(address)}
        >
          Go on to {host}
        </a>
      </p>
    </>
  )
}

/** After signing out of Heed: on to the organisation, where the person is still signed in. */
export function SignOutThere({ address }: { readonly address: string | undefined }) {
  if (address === undefined) {
    return (
      <>
        <p class="govuk-body">This step was open for too long.</p>
        <ButtonGroup>
          <Button text="Go to Heed" href={paths.signIn} />
        </ButtonGroup>
      </>
    )
  }
  const { host } = new URL(address)
  return (
    <>
      <p class="govuk-body">
        At your organisation, {host}, you may still be signed in: whoever uses this browser next
        could come in again from there.
      </p>
      <p class="govuk-body">
        <a
          class="govuk-button"
          role="button"
          draggable={false}
          data-module="govuk-button"
          data-go-on=""
          rel="noreferrer"
          href={safeHref(address)}
        >
          Sign out at {host}
        </a>
      </p>
    </>
  )
}

/** The step from the page of an organisation back to ours. */
export function ComeBack(props: {
  readonly form: PageForm
  readonly returned: Readonly<Record<string, string | undefined>>
}) {
  const { form } = props
  if (form.problems.length > 0) {
    return (
      <ButtonGroup>
        <Button text="Start again" href={paths.signInTo(valueOf(form, 'to') || '/')} />
      </ButtonGroup>
    )
  }
  return (
    <div data-go-on="">
      <Form action={paths.comeBack} idempotencyKey={form.key}>
        {Object.entries(props.returned).map(([name, value]) =>
          value === undefined ? null : <HiddenField name={name} value={value} />,
        )}
        <p class="govuk-body">Your organisation has answered.</p>
        <ButtonGroup>
          <Button text="Go on to Heed" />
        </ButtonGroup>
      </Form>
    </div>
  )
}
