import { SelectField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import type { Column } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { TextField } from '#platform/html/fields.tsx'
import type { FormState } from '#platform/html/form-state.ts'
import { Filter, FilteredList, OlderNewer } from '#platform/html/list-parts.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayMoment } from '#shared/date-words.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'
import { outcomeWords, sayCode } from '../words.ts'

/** One entry of the audit, in words. */
export interface LookModel {
  readonly at: Instant
  readonly who: string | null
  readonly agency: string | null
  readonly event: string
  readonly outcome: string
  readonly reason: string | undefined
  readonly record: string | null
  readonly objectType: string | undefined
  readonly object: Uid | undefined
}

const sayOutcome = (outcome: string) =>
  outcome in outcomeWords ? outcomeWords[outcome as keyof typeof outcomeWords] : outcome

const when: Column<LookModel> = { head: 'When', cell: (row) => sayMoment(row.at) }
const who: Column<LookModel> = {
  head: 'Who',
  cell: (row) => {
    const name = row.who ?? 'Nobody who works here'
    return row.agency === null ? name : `${name}, ${row.agency}`
  },
}
const what: Column<LookModel> = { head: 'What', cell: (row) => sayCode(row.event) }
const how: Column<LookModel> = {
  head: 'How it ended',
  cell: (row) =>
    row.reason === undefined
      ? sayOutcome(row.outcome)
      : `${sayOutcome(row.outcome)}: ${sayCode(row.reason).toLowerCase()}`,
}
const about: Column<LookModel> = {
  head: 'About',
  cell: (row) => (
    <>
      {row.record}
      {row.object === undefined ? null : (
        <div class="heed-quiet">{`${sayCode(row.objectType ?? 'record')} ${row.object}`}</div>
      )}
    </>
  ),
}

const counted = (rows: readonly unknown[]) =>
  rows.length === 1 ? '1 entry on this page' : `${rows.length} entries on this page`

/** The partnership's audit, narrowed as the auditor asks. */
export function AuditPage(props: {
  readonly form: FormState
  readonly rows: readonly LookModel[]
  readonly people: readonly { readonly uid: Uid; readonly text: string }[]
  readonly firstHref: string | undefined
  readonly nextHref: string | undefined
}) {
  const { form, rows } = props
  return (
    <FilteredList
      filter={
        <Filter action={paths.audit} clearHref={paths.audit}>
          <SelectField
            form={form}
            name="person"
            label="Who"
            blank="Everybody"
            options={props.people.map(({ uid, text }) => ({ value: uid, text }))}
          />
          <TextField
            form={form}
            name="reference"
            label="Reference of the record"
            hint="For example, 2026-04 or 2026-R04"
            width={10}
          />
          <TextField form={form} name="day" label="Day" hint="For example, 23 11 2026" width={10} />
          <SelectField
            form={form}
            name="outcome"
            label="How it ended"
            blank="Any way"
            options={Object.entries(outcomeWords).map(([value, text]) => ({ value, text }))}
          />
        </Filter>
      }
    >
      {rows.length === 0 ? (
        <EmptyState title="No entries to show">
          Nothing in the audit is like this, or it is about something that is closed to you.
        </EmptyState>
      ) : (
        <DataTable
          caption="Who did and who looked"
          captionHidden
          rows={rows}
          columns={[when, who, what, about, how]}
        />
      )}
      <OlderNewer
        words={counted(rows)}
        newerHref={props.firstHref}
        newerText="Back to the newest"
        olderHref={props.nextHref}
      />
    </FilteredList>
  )
}

/** Who looked at one case, for those who answer for it. */
export function ReadersPage(props: {
  readonly uid: Uid
  readonly rows: readonly LookModel[]
  readonly firstHref: string | undefined
  readonly nextHref: string | undefined
}) {
  const { rows } = props
  return (
    <>
      <p class="govuk-body">
        Everybody who opened a page of this case, of its reviews and findings, or of what came of it
        and is open to you, and who changed the case, its reviews, findings or recommendations. That
        you looked here is recorded too.{' '}
        <SafeLink href={paths.emergencyOn(props.uid)}>Emergency access to this case</SafeLink>
      </p>
      {rows.length === 0 ? (
        <EmptyState title="Nobody has looked">Each look at this case stands here.</EmptyState>
      ) : (
        <DataTable
          caption="Who looked at this case"
          captionHidden
          rows={rows}
          columns={[when, who, what, how]}
        />
      )}
      <OlderNewer
        words={counted(rows)}
        newerHref={props.firstHref}
        newerText="Back to the newest"
        olderHref={props.nextHref}
      />
    </>
  )
}
