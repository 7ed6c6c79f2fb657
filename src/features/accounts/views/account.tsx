import type { PageForm } from '#platform/html/form-state.ts'
import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { TextField } from '#platform/html/fields.tsx'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { safeHref } from '#platform/html/safe-link.tsx'
import { sayMoment, sayMomentNear } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { LiveSession, Way } from '../model.ts'
import { paths } from '../paths.ts'
import { PasskeyForm } from './passkey-form.tsx'

/** The own account: who one is here, and where to go from there. */
export function OwnAccount(props: {
  readonly name: string
  readonly partnership: string
  readonly agency: string | undefined
  readonly roles: readonly string[]
  readonly ways: number
  readonly sessions: number
}) {
  return (
    <>
      <FactList
        facts={[
          { name: 'Name', value: props.name },
          { name: 'Partnership', value: props.partnership },
          { name: 'Agency', value: props.agency, unknown: 'None recorded' },
          { name: 'Roles', value: props.roles.join(', '), unknown: 'None' },
          {
            name: 'Ways to sign in',
            value: String(props.ways),
            change: { href: paths.ways, text: 'Look' },
          },
          {
            name: 'Where you are signed in',
            value: props.sessions === 1 ? 'Here only' : `In ${props.sessions} places`,
            change: { href: paths.sessions, text: 'Look' },
          },
        ]}
      />
      <p class="govuk-body">
        If your name, agency or roles are wrong, ask an administrator of your partnership.
      </p>
    </>
  )
}

const kindWords = { passkey: 'Passkey', code: 'Authenticator app', provider: 'Organisation' }

/** The words for a way to sign in. */
export function nameOfWay(way: Way): string {
  return way.kind === 'code'
    ? `Authenticator app, sign-in name ${way.name ?? ''}`
    : (way.name ?? '')
}

/** The own ways to sign in. */
export function OwnWays({ ways, today }: { ways: readonly Way[]; today: PlainDate }) {
  return (
    <>
      {ways.length === 0 ? (
        <EmptyState title="No way to sign in yet">
          Add a passkey, so that you can sign in on this device without a password.
        </EmptyState>
      ) : (
        <DataTable
          caption="Ways to sign in"
          captionHidden
          rows={ways}
          columns={[
            { head: 'Name', cell: nameOfWay },
            { head: 'Kind', cell: (way) => kindWords[way.kind] },
            {
              head: 'Last used',
              cell: (way) => (way.usedAt === null ? 'Not yet' : sayMomentNear(way.usedAt, today)),
            },
            { head: 'Change', cell: (way) => <WayLinks way={way} />, acts: true },
          ]}
        />
      )}
      {ways.length === 1 ? (
        <p class="govuk-body">
          You have one way to sign in. With a second passkey you can still get in when the first is
          lost.
        </p>
      ) : null}
      <ButtonGroup>
        <Button text="Add a passkey" href={paths.newPasskey} />
      </ButtonGroup>
    </>
  )
}

function WayLinks({ way }: { readonly way: Way }) {
  const hidden = <span class="govuk-visually-hidden"> {nameOfWay(way)}</span>
  return (
    <>
      {way.kind === 'passkey' ? (
        <>
          <a class="govuk-link" href={safeHref(paths.passkey(way.uid))}>
            Rename{hidden}
          </a>{' '}
        </>
      ) : null}
      <a class="govuk-link" href={safeHref(paths.removeWay(way.uid))}>
        Remove{hidden}
      </a>
    </>
  )
}

/** Adding a passkey to the own account. */
export function AddPasskey({
  form,
  options,
}: {
  readonly form: PageForm
  readonly options: string
}) {
  return (
    <PasskeyForm action={paths.newPasskey} idempotencyKey={form.key} how="make" options={options}>
      <TextField
        form={form}
        name="name"
        label="Name of the passkey"
        hint="By which you will know it, like “My work phone”."
        width={20}
      />
      <ButtonGroup>
        <Button text="Add the passkey" />
      </ButtonGroup>
    </PasskeyForm>
  )
}

/** Another name for a passkey. */
export function RenamePasskey({ form, way }: { readonly form: PageForm; readonly way: Way }) {
  const typed = 'name' in form.values ? form : { ...form, values: { name: way.name ?? '' } }
  return (
    <Form action={paths.passkey(way.uid)} idempotencyKey={form.key}>
      <TextField form={typed} name="name" label="Name of the passkey" width={20} />
      <ButtonGroup>
        <Button text="Rename" />
      </ButtonGroup>
    </Form>
  )
}

/** Removing a way to sign in. */
export function RemoveWay({ form, way }: { readonly form: PageForm; readonly way: Way }) {
  return (
    <>
      <p class="govuk-body">
        {nameOfWay(way)} will not open Heed any more. Where you are signed in now you stay signed
        in.
      </p>
      <Form action={paths.removeWay(way.uid)} idempotencyKey={form.key}>
        <ButtonGroup>
          <Button text="Remove" classes="govuk-button--warning" />
          <a class="govuk-link" href={paths.ways}>
            Keep it
          </a>
        </ButtonGroup>
      </Form>
    </>
  )
}

/** Where somebody is signed in. */
export function OwnSessions(props: {
  readonly form: PageForm
  readonly sessions: readonly LiveSession[]
  readonly today: PlainDate
}) {
  const { form, sessions, today } = props
  return (
    <>
      <DataTable
        caption="Where you are signed in"
        captionHidden
        rows={sessions}
        columns={[
          { head: 'Device', cell: (each) => deviceOf(each) },
          { head: 'Since', cell: (each) => sayMomentNear(each.startedAt, today) },
          { head: 'Last used', cell: (each) => sayMomentNear(each.seenAt, today) },
          { head: 'Ends at the latest', cell: (each) => sayMoment(each.expiresAt) },
          {
            head: 'Sign out',
            acts: true,
            cell: (each) => (
              <Form action={paths.endSession(each.uid)} idempotencyKey={form.key}>
                <Button
                  classes="govuk-button--secondary govuk-!-margin-bottom-0"
                  html={
                    <>
                      Sign out<span class="govuk-visually-hidden"> {deviceOf(each)}</span>
                    </>
                  }
                />
              </Form>
            ),
          },
        ]}
      />
      {sessions.length > 1 ? (
        <Form action={paths.endOtherSessions} idempotencyKey={form.key}>
          <ButtonGroup>
            <Button text="Sign out everywhere else" />
          </ButtonGroup>
        </Form>
      ) : (
        <p class="govuk-body">You are signed in nowhere else.</p>
      )}
    </>
  )
}

function deviceOf(session: LiveSession): string {
  const name = session.agent === '' ? 'A browser' : session.agent
  return session.isThis ? `${name} (this one)` : name
}
