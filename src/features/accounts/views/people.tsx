import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { TextField } from '#platform/html/fields.tsx'
import { SelectField } from '#platform/html/choice-fields.tsx'
import { emptyForm } from '#platform/html/form-state.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { OlderNewer } from '#platform/html/list-parts.tsx'
import { safeHref } from '#platform/html/safe-link.tsx'
import type { AccountRow, AgencyChoice } from '../model.ts'
import { paths } from '../paths.ts'

/** One that can be chosen from a list. */
export interface Choice {
  readonly value: string
  readonly text: string
}

/** The choices of an agency. */
export function agencyChoices(agencies: readonly AgencyChoice[]): readonly Choice[] {
  return agencies.map((agency) => ({ value: agency.uid, text: agency.name }))
}

/** What the list of people knows. */
export interface PeopleModel {
  readonly rows: readonly (AccountRow & { readonly roleTitles: string })[]
  readonly name: string
  readonly nextHref: string | undefined
  readonly firstHref: string | undefined
  readonly mayChange: boolean
}

/** The people who sign in. */
export function People(props: PeopleModel) {
  const { rows } = props
  return (
    <>
      {props.mayChange ? (
        <ButtonGroup>
          <Button text="Invite a person" href={paths.invite} />
          <a class="govuk-link" href={paths.providers}>
            Organisations that people sign in through
          </a>
        </ButtonGroup>
      ) : null}
      <form method="get" action={paths.people} noValidate role="search">
        <TextField
          form={{ ...emptyForm, values: { name: props.name } }}
          name="name"
          label="Part of the name"
          width={20}
          type="search"
        />
        <Button text="Search" classes="govuk-button--secondary" />
      </form>
      {rows.length === 0 ? (
        <EmptyState title={props.name === '' ? 'Nobody signs in yet.' : 'Nobody has this name.'}>
          {props.name === '' ? 'Invite the first person.' : 'Search for a shorter part of it.'}
        </EmptyState>
      ) : (
        <DataTable
          caption="People who sign in"
          captionHidden
          rows={rows}
          columns={[
            {
              head: 'Name',
              cell: (row) => (
                <a class="govuk-link" href={safeHref(paths.person(row.uid))}>
                  {row.name}
                </a>
              ),
            },
            { head: 'Agency', cell: (row) => row.agencyName ?? 'None recorded' },
            { head: 'Roles', cell: (row) => row.roleTitles || 'None, or through a post' },
            { head: 'Account', cell: (row) => (row.active ? 'Open' : 'Ended') },
          ]}
        />
      )}
      <OlderNewer
        words={rows.length === 1 ? '1 person' : `${rows.length} people on this page`}
        newerHref={props.firstHref}
        olderHref={props.nextHref}
        newerText="First page"
        olderText="Next page"
      />
    </>
  )
}

/** Inviting somebody. */
export function Invite(props: {
  readonly form: PageForm
  readonly agencies: readonly AgencyChoice[]
  readonly roles: readonly Choice[]
}) {
  const { form } = props
  return (
    <>
      <p class="govuk-body">
        You get a link that works once, for three days. Give it to the person yourself, or send it
        the way you usually do: it holds no name.
      </p>
      <Form action={paths.invite} idempotencyKey={form.key}>
        <TextField form={form} name="name" label="Name, as colleagues know it" width={30} />
        <SelectField
          form={form}
          name="agency"
          label="Agency"
          optional
          blank="None"
          options={agencyChoices(props.agencies)}
        />
        <SelectField
          form={form}
          name="role"
          label="First role"
          hint="A role that opens cases or recommendations waits for a second administrator."
          blank="Choose one"
          options={props.roles}
        />
        <ButtonGroup>
          <Button text="Invite" />
        </ButtonGroup>
      </Form>
    </>
  )
}
