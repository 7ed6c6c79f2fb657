import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { DateField, TextArea } from '#platform/html/fields.tsx'
import { RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate, sayMoment } from '#shared/date-words.ts'
import { londonToday } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'

/** One conflict, in words. */
export interface ConflictModel {
  readonly uid: Uid
  readonly scope: string
  readonly person: string
  readonly agency: string | null
  readonly kind: string
  readonly state: string
  readonly basis: string
  readonly raisedAt: Instant
  readonly raisedBy: string | null
  readonly settledAt: Instant | null
  readonly settledBy: string | null
  readonly settledBecause: string | null
  readonly words: readonly {
    readonly name: string
    readonly agency: string | null
    readonly reason: string
    readonly at: Instant
    readonly until: Instant | null
  }[]
  readonly version: number
}

const withAgency = (name: string, agency: string | null) =>
  agency === null ? name : `${name}, ${agency}`

/** The conflicts of the partnership, those that wait first. */
export function ConflictList({ rows }: { readonly rows: readonly ConflictModel[] }) {
  if (rows.length === 0) {
    return (
      <EmptyState title="No conflicts">
        When somebody declares a conflict of interest, or it is named for them, it stands here and
        on your page.
      </EmptyState>
    )
  }
  return (
    <DataTable
      caption="Conflicts of interest"
      captionHidden
      rows={rows}
      columns={[
        {
          head: 'Reference',
          cell: (row) => <SafeLink href={paths.conflict(row.uid)}>{row.scope}</SafeLink>,
        },
        { head: 'Closed to', cell: (row) => withAgency(row.person, row.agency) },
        { head: 'How it came up', cell: (row) => row.kind },
        { head: 'Since', cell: (row) => sayMoment(row.raisedAt) },
        { head: 'How it stands', cell: (row) => row.state },
      ]}
    />
  )
}

function Facts({ conflict }: { readonly conflict: ConflictModel }) {
  return (
    <FactList
      facts={[
        { name: 'Closed to', value: withAgency(conflict.person, conflict.agency) },
        { name: 'How it came up', value: conflict.kind },
        { name: 'In words', value: conflict.basis },
        {
          name: 'Since',
          value: `${sayMoment(conflict.raisedAt)}${conflict.raisedBy === null ? '' : `, by ${conflict.raisedBy}`}`,
        },
        conflict.settledAt !== null && {
          name: 'Settled',
          value: `${sayMoment(conflict.settledAt)}${conflict.settledBy === null ? '' : `, by ${conflict.settledBy}`}`,
        },
        conflict.settledBecause !== null &&
          conflict.settledAt !== null && {
            name: 'Why it was confirmed',
            value: conflict.settledBecause,
          },
        ...conflict.words.map((word) => ({
          name: 'Agreed to clear it',
          value: (
            <>
              {withAgency(word.name, word.agency)}, {sayMoment(word.at)}
              {word.until === null ? '' : `, until ${sayDate(londonToday(word.until))}`}
              <div>{word.reason}</div>
            </>
          ),
        })),
      ]}
    />
  )
}

/** One conflict with the two ways to settle it. */
export function ConflictPage(props: { readonly form: PageForm; readonly conflict: ConflictModel }) {
  const { form, conflict } = props
  return (
    <>
      <Facts conflict={conflict} />
      <h2 class="govuk-heading-m">It is a conflict</h2>
      <p class="govuk-body">It stays closed to them. They are not told.</p>
      <Form
        action={paths.confirmConflict(conflict.uid)}
        idempotencyKey={form.key}
        version={conflict.version}
      >
        <TextArea form={form} name="reason" label="Why is it a conflict?" rows={3} />
        <ButtonGroup>
          <Button text="Confirm the conflict" />
        </ButtonGroup>
      </Form>
      <h2 class="govuk-heading-m">It is no conflict</h2>
      <p class="govuk-body">
        It opens to them again once two people of two agencies, neither of them theirs, have agreed.
        The earlier of their two days counts; after it, it is closed again.
      </p>
      <Form
        action={paths.clearConflict(conflict.uid)}
        idempotencyKey={form.key}
        version={conflict.version}
      >
        <DateField form={form} name="until" label="Clear it until" />
        <TextArea form={form} name="because" label="Why is it no conflict?" rows={3} />
        <ButtonGroup>
          <Button text="Agree to clear the conflict" classes="govuk-button--secondary" />
        </ButtonGroup>
      </Form>
    </>
  )
}

/** Somebody else's conflict, named by whoever works on the case. */
export function FlagConflict(props: {
  readonly form: PageForm
  readonly uid: Uid
  readonly people: readonly { readonly uid: Uid; readonly text: string }[]
}) {
  const { form } = props
  return (
    <>
      <p class="govuk-body">
        The case closes to them at once and looks as if it did not exist; they are not told. Whoever
        settles conflicts has a line about it on their page until it is settled.
      </p>
      <Form action={paths.flagConflict(props.uid)} idempotencyKey={form.key}>
        <SelectField
          form={form}
          name="person"
          label="Who is too close to this case?"
          blank="Choose one"
          options={props.people.map(({ uid, text }) => ({ value: uid, text }))}
        />
        <RadioField
          form={form}
          name="kind"
          label="How close are they?"
          options={[
            { value: 'subject', text: 'They have a part in the events, or are a witness' },
            {
              value: 'matched',
              text: 'It looks as if they are related to somebody in it, or live with them',
            },
          ]}
        />
        <TextArea form={form} name="basis" label="What does it rest on?" rows={3} />
        <ButtonGroup>
          <Button text="Close the case to them" />
        </ButtonGroup>
      </Form>
    </>
  )
}
