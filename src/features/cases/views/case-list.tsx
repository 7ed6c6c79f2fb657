import { AccessLinks } from '#platform/html/access-links.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { caseNatureWords, caseStatusWords, sayAnchor, sayStanding } from '../case-words.ts'
import type { Deadline } from '../deadline.ts'
import type { CaseNature, CaseStatus } from '../model.ts'
import { paths } from '../paths.ts'
import { openDuties } from '../timeline.ts'

/** One case as the list shows it. */
export interface CaseListRow {
  readonly uid: Uid
  readonly reference: string
  readonly status: CaseStatus
  readonly nature: CaseNature
  readonly paused: boolean
  readonly recordedOn: PlainDate
  readonly deadlines: readonly Deadline[]
}

function NextDuty({ deadlines }: { readonly deadlines: readonly Deadline[] }) {
  const next = openDuties(deadlines)[0]
  if (next === undefined) return <>Nothing due</>
  const standing = sayStanding(next.state, sayAnchor(next))
  return (
    <>
      {next.rule.title} <StateWord tone={standing.tone}>{standing.words}</StateWord>
    </>
  )
}

function Filter({ status }: { readonly status: CaseStatus | undefined }) {
  return (
    <form method="get" action={paths.list} class="heed-filter-line">
      <div class="govuk-form-group">
        <label class="govuk-label" for="status">
          Show
        </label>
        <select class="govuk-select" id="status" name="status">
          <option value="">All cases</option>
          {Object.entries(caseStatusWords).map(([value, text]) => (
            <option value={value} selected={value === status}>
              {text}
            </option>
          ))}
        </select>{' '}
        <Button text="Show" classes="govuk-button--secondary" />
      </div>
    </form>
  )
}

/** The cases that are open to the reader. */
export function CaseList(props: {
  readonly rows: readonly CaseListRow[]
  readonly status: CaseStatus | undefined
  readonly next: number | undefined
  readonly mayRecord: boolean
  /** Where the reader finds a case that is not in the list. */
  readonly links: readonly { readonly href: string; readonly text: string }[]
}) {
  const { rows, status, next, mayRecord } = props
  const query = status === undefined ? '' : `&status=${status}`
  return (
    <>
      {mayRecord ? (
        <p class="govuk-body">
          <SafeLink href={paths.add}>Record an incident</SafeLink>
        </p>
      ) : null}
      <Filter status={status} />
      {rows.length === 0 ? (
        <EmptyState title="No cases to show">
          {status === undefined
            ? 'Cases appear here when they are recorded, and only when they are open to you.'
            : 'No case that is open to you stands there. Choose “All cases” to see the others.'}
        </EmptyState>
      ) : (
        <DataTable
          caption="Cases"
          captionHidden
          rows={rows}
          columns={[
            {
              head: 'Case',
              cell: (row) => <SafeLink href={paths.show(row.uid)}>{row.reference}</SafeLink>,
              whole: true,
            },
            { head: 'What happened', cell: (row) => caseNatureWords[row.nature] },
            {
              head: 'Where it stands',
              cell: (row) =>
                `${caseStatusWords[row.status]}${row.paused ? ' (paused for proceedings)' : ''}`,
            },
            { head: 'Next', cell: (row) => <NextDuty deadlines={row.deadlines} /> },
            { head: 'Recorded', cell: (row) => sayDate(row.recordedOn) },
          ]}
        />
      )}
      {next === undefined ? null : (
        <p class="govuk-body">
          <SafeLink href={`${paths.list}?before=${next}${query}`}>Older cases</SafeLink>
        </p>
      )}
      <AccessLinks links={props.links} label="Cases that are not in this list" />
    </>
  )
}
