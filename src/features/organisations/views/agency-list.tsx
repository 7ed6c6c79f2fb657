import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { sayDate } from '#shared/date-words.ts'
import { agencyKindWords } from '../labels.ts'
import type { AgencyKind, StatutoryPartner } from '../model.ts'
import { paths } from '../paths.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'

/** One agency as the list shows it. */
export interface AgencyListRow {
  readonly uid: Uid
  readonly name: string
  readonly kind: AgencyKind
  readonly statutoryPartner: StatutoryPartner | null
  readonly activeTo: PlainDate | null
  readonly posts: number
  readonly successorName: string | null
}

function state(row: AgencyListRow, today: PlainDate) {
  if (row.activeTo !== null) {
    const last = row.activeTo < today ? 'Ended' : 'Ends'
    return (
      <>
        <StateWord tone="quiet">
          {last} {sayDate(row.activeTo)}
        </StateWord>
        {row.successorName === null ? null : (
          <div class="heed-quiet">Taken over by {row.successorName}</div>
        )}
      </>
    )
  }
  return row.statutoryPartner === null ? 'Partner agency' : 'Safeguarding partner'
}

/** The agencies that work with the partnership. */
export function AgencyList(props: {
  readonly rows: readonly AgencyListRow[]
  readonly today: PlainDate
  readonly mayChange: boolean
}) {
  const { rows, today, mayChange } = props
  if (rows.length === 0) {
    return (
      <EmptyState
        title="No agencies yet"
        {...(mayChange && { action: { href: paths.add, text: 'Add an agency' } })}
      >
        Agencies answer recommendations and own actions through their posts.
      </EmptyState>
    )
  }
  return (
    <>
      {mayChange ? (
        <p class="govuk-body">
          <SafeLink href={paths.add}>Add an agency</SafeLink>
        </p>
      ) : null}
      <DataTable
        caption="Agencies"
        captionHidden
        rows={rows}
        columns={[
          {
            head: 'Agency',
            cell: (row) => <SafeLink href={paths.show(row.uid)}>{row.name}</SafeLink>,
          },
          { head: 'Kind', cell: (row) => agencyKindWords[row.kind] },
          { head: 'Part', cell: (row) => state(row, today) },
          { head: 'Posts', cell: (row) => row.posts, numeric: true },
        ]}
      />
    </>
  )
}
