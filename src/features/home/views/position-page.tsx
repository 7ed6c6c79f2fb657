import { DataTable } from '#platform/html/data-table.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import type { Tone } from '#platform/html/state-word.tsx'
import type { Uid } from '#shared/ids.ts'

/** One open case as the position shows it. */
export interface CaseLine {
  readonly uid: Uid
  readonly reference: string
  readonly stands: string
  readonly next: string
  readonly standing: { readonly tone: Tone; readonly words: string } | undefined
  readonly late: number
}

/** A number with what it counts, and the list behind it. */
export interface Count {
  readonly words: string
  readonly n: number
  readonly href: string
}

/** How many duties of a case are late; one press away stands which. */
function Late({ row }: { readonly row: CaseLine }) {
  if (row.late === 0) return <>0</>
  return (
    <SafeLink href={`/cases/${row.uid}`}>
      {row.late}
      <span class="govuk-visually-hidden"> late in case {row.reference}</span>
    </SafeLink>
  )
}

function Counts(props: { readonly caption: string; readonly rows: readonly Count[] }) {
  return (
    <DataTable
      caption={props.caption}
      rows={props.rows}
      columns={[
        {
          head: 'What',
          cell: (row) => <SafeLink href={row.href}>{row.words}</SafeLink>,
        },
        { head: 'How many', cell: (row) => row.n, numeric: true },
      ]}
    />
  )
}

function Cases({ rows }: { readonly rows: readonly CaseLine[] }) {
  return (
    <DataTable
      caption={`Open cases (${rows.length})`}
      rows={rows}
      columns={[
        {
          head: 'Case',
          cell: (row) => <SafeLink href={`/cases/${row.uid}`}>{row.reference}</SafeLink>,
          whole: true,
        },
        { head: 'Where it stands', cell: (row) => row.stands },
        {
          head: 'Next',
          cell: (row) => (
            <>
              {row.next}{' '}
              {row.standing === undefined ? null : (
                <StateWord tone={row.standing.tone}>{row.standing.words}</StateWord>
              )}
            </>
          ),
        },
        { head: 'Late duties', cell: (row) => <Late row={row} />, numeric: true },
      ]}
    />
  )
}

/** What became of recommendations, and what waits. */
export interface LearningCounts {
  readonly became: readonly Count[]
  readonly waiting: readonly Count[]
}

function Learning({ became, waiting }: LearningCounts) {
  const total = became.reduce((sum, row) => sum + row.n, 0)
  return (
    <>
      <Counts caption={`What became of ${total} recommendations`} rows={became} />
      <Counts caption="What waits" rows={waiting} />
    </>
  )
}

/** The honest position on one screen and on paper: cases and learning, each where that part of the work is in use. */
export function PositionPage(props: {
  readonly cases: readonly CaseLine[] | undefined
  readonly learning: LearningCounts | undefined
}) {
  const { cases, learning } = props
  return (
    <>
      {cases && <Cases rows={cases} />}
      {learning && <Learning {...learning} />}
      <p class="govuk-body heed-quiet">
        The numbers count what is open to you today.
        {learning &&
          ' “Achieved” means that others than the owner accepted evidence at the level that was set; “said to be done” does not.'}
      </p>
    </>
  )
}
