import type { PageForm } from '#platform/html/form-state.ts'
import { DateField, TextField } from '#platform/html/fields.tsx'
import { RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { safeHref } from '#platform/html/safe-link.tsx'
import type { Account, AgencyChoice, ProviderRow } from '../model.ts'
import { paths } from '../paths.ts'
import { agencyChoices } from './people.tsx'
import type { Choice } from './people.tsx'

/** Name and agency of a person. */
export function PersonDetails(props: {
  readonly form: PageForm
  readonly account: Account
  readonly agencies: readonly AgencyChoice[]
}) {
  const { account, form } = props
  const known = { name: account.name, agency: account.agencyUid ?? '' }
  const shown = { ...form, values: { ...known, ...form.values } }
  return (
    <Form
      action={paths.personTo(account.uid, 'details')}
      idempotencyKey={form.key}
      version={account.version}
    >
      <TextField form={shown} name="name" label="Name, as colleagues know it" width={30} />
      <SelectField
        form={shown}
        name="agency"
        label="Agency"
        hint="Posts of the former agency are left under Organisations."
        optional
        blank="None"
        options={agencyChoices(props.agencies)}
      />
      <ButtonGroup>
        <Button text="Save" />
      </ButtonGroup>
    </Form>
  )
}

/** A role for a person. */
export function GiveRole(props: {
  readonly form: PageForm
  readonly account: Account
  readonly roles: readonly Choice[]
}) {
  const { form } = props
  return (
    <Form action={paths.personTo(props.account.uid, 'role')} idempotencyKey={form.key}>
      <SelectField
        form={form}
        name="role"
        label="Role"
        hint="A role that opens cases or recommendations waits for a second administrator."
        blank="Choose one"
        options={props.roles}
      />
      <DateField
        form={form}
        name="ends"
        label="Last day"
        hint="Leave it empty if no end is known."
        optional
      />
      <ButtonGroup>
        <Button text="Give the role" />
      </ButtonGroup>
    </Form>
  )
}

/** A link that was just made, shown once; or the question whether to make one. */
export function NewLink(props: {
  readonly form: PageForm
  readonly account: Account
  readonly link: string | undefined
  readonly canSignIn: boolean
}) {
  const { account, form, link } = props
  if (link !== undefined) {
    return (
      <>
        <p class="govuk-body">Give {account.name} this link. It is shown once.</p>
        <InsetText>
          <span class="heed-figures govuk-!-text-break-word">{link}</span>
        </InsetText>
        <p class="govuk-body">
          It works once, within three days
          {props.canSignIn ? ', and only after a second administrator has agreed to it' : ''}.
        </p>
        <ButtonGroup>
          <Button text={`Go to ${account.name}`} href={paths.person(account.uid)} />
        </ButtonGroup>
      </>
    )
  }
  return (
    <>
      <p class="govuk-body">
        A new link lets {account.name} set up a way to sign in. An earlier link that was not used
        stops working.
      </p>
      {props.canSignIn ? (
        <p class="govuk-body">
          {account.name} can sign in already, so the link works only after a second administrator
          has agreed to it.
        </p>
      ) : null}
      <Form action={paths.personTo(account.uid, 'link')} idempotencyKey={form.key}>
        <ButtonGroup>
          <Button text="Make a link" />
        </ButtonGroup>
      </Form>
    </>
  )
}

/** The end of an account, or its opening. */
export function SwitchAccount({ form, account }: { form: PageForm; account: Account }) {
  const { active } = account
  return (
    <>
      <p class="govuk-body">
        {active
          ? `${account.name} is signed out everywhere at once. Roles, posts and links end today. What they recorded stays, under their name.`
          : `The account of ${account.name} opens without roles and without a way to sign in: make a link afterwards.`}
      </p>
      <Form
        action={paths.personTo(account.uid, active ? 'end' : 'open')}
        idempotencyKey={form.key}
        version={account.version}
      >
        <ButtonGroup>
          {active ? (
            <Button text="End the account" classes="govuk-button--warning" />
          ) : (
            <Button text="Open the account" />
          )}
          <a class="govuk-link" href={safeHref(paths.person(account.uid))}>
            Go back
          </a>
        </ButtonGroup>
      </Form>
    </>
  )
}

/** The organisations that people sign in through. */
export function Providers(props: {
  readonly form: PageForm
  readonly rows: readonly ProviderRow[]
}) {
  return (
    <>
      {props.rows.length === 0 ? (
        <EmptyState title="People sign in with passkeys and codes only.">
          When an organisation has OpenID Connect, its people can use the sign-in that they know.
        </EmptyState>
      ) : (
        <DataTable
          caption="Organisations"
          captionHidden
          rows={props.rows}
          columns={[
            { head: 'Name', cell: (row) => row.name },
            {
              head: 'Issuer',
              cell: (row) => <span class="govuk-!-text-break-word">{row.issuer}</span>,
            },
            { head: 'Sure as', cell: (row) => (row.assurance === 3 ? 'A passkey' : 'A code') },
            {
              head: 'Offered',
              cell: (row) => (
                <Form
                  action={`${paths.providers}/${row.uid}/${row.active ? 'stop' : 'offer'}`}
                  idempotencyKey={props.form.key}
                >
                  <Button
                    classes="govuk-button--secondary govuk-!-margin-bottom-0"
                    text={row.active ? `Stop offering ${row.name}` : `Offer ${row.name} again`}
                  />
                </Form>
              ),
            },
          ]}
        />
      )}
      <ButtonGroup>
        <Button text="Add an organisation" href={paths.newProvider} />
      </ButtonGroup>
    </>
  )
}

/** An organisation that people sign in through. */
export function AddProvider(props: {
  readonly form: PageForm
  readonly returnAddress: string
  readonly signedOutAddress: string
}) {
  const { form } = props
  return (
    <>
      <p class="govuk-body">
        The organisation adds Heed to its sign-in as a web application and sends back to:
      </p>
      <InsetText>
        <span class="heed-figures govuk-!-text-break-word">{props.returnAddress}</span>
      </InsetText>
      <p class="govuk-body">After signing out there it sends back to:</p>
      <InsetText>
        <span class="heed-figures govuk-!-text-break-word">{props.signedOutAddress}</span>
      </InsetText>
      <Form action={paths.newProvider} idempotencyKey={form.key}>
        <TextField form={form} name="name" label="Name on the button" width={30} />
        <TextField
          form={form}
          name="issuer"
          label="Issuer address"
          hint="Like https://sign-in.example.org"
          type="url"
          spellcheck={false}
        />
        <TextField form={form} name="clientId" label="Client id" width={30} spellcheck={false} />
        <TextField
          form={form}
          name="clientSecret"
          label="Client secret"
          hint="Kept encrypted and not shown again."
          optional
          width={30}
          spellcheck={false}
        />
        <RadioField
          form={form}
          name="assurance"
          label="How sure is its ordinary sign-in?"
          options={[
            {
              value: '2',
              text: 'As sure as a code',
              hint: 'Two factors, such as password and app',
            },
            {
              value: '3',
              text: 'As sure as a passkey',
              hint: 'Phishing-resistant, such as a smartcard',
            },
          ]}
        />
        <TextField
          form={form}
          name="highAcr"
          label="acr values that mean as sure as a passkey"
          hint="With a space between them; the organisation knows."
          optional
          width={30}
          spellcheck={false}
        />
        <ButtonGroup>
          <Button text="Add the organisation" />
        </ButtonGroup>
      </Form>
    </>
  )
}
