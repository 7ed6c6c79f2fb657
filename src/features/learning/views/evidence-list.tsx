import { DataTable } from '#platform/html/data-table.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import { evidenceLevelWords } from '../evidence.ts'
import type { Evidence, EvidenceId, EvidenceLevel } from '../model.ts'
import { workPaths } from '../work-paths.ts'
import { evidenceKindWords, evidenceStatusWords } from '../work-words.ts'

/** One piece of evidence as lists show it. */
export interface EvidenceListRow {
  readonly id: EvidenceId
  readonly kind: Evidence['kind']
  readonly summary: string
  readonly claimedLevel: EvidenceLevel
  readonly acceptedLevel: EvidenceLevel | null
  readonly status: 'waiting' | 'accepted' | 'returned'
  readonly givenOn: PlainDate
  readonly freshUntil: PlainDate | null
  readonly agencyName: string
  readonly inError: string | null
  /** Given in a round before the present one: it is on record and counts no more. */
  readonly earlierRound: boolean
  /** Its day to be given anew has come. */
  readonly stale: boolean
}

/** Where a piece of evidence stands, in words with a shape. */
export function EvidenceState({ row }: { readonly row: Omit<EvidenceListRow, 'id'> }) {
  if (row.inError !== null) return <>Recorded in error</>
  if (row.earlierRound) return <>Of an earlier round; it counts no more</>
  if (row.stale) return <>To be given anew; it counts no more</>
  const words = evidenceStatusWords[row.status]
  if (row.status === 'waiting') return <StateWord tone="know">{words}</StateWord>
  if (row.status === 'returned') return <>{words}</>
  const level = row.acceptedLevel ?? 0
  return (
    <StateWord tone="kept">
      Accepted at {level} of 4. {evidenceLevelWords[level]}
    </StateWord>
  )
}

/** Evidence as a table: what, from whom, what it claims, what others said. */
export function EvidenceTable(props: {
  readonly caption: string
  readonly rows: readonly EvidenceListRow[]
}) {
  return (
    <DataTable
      caption={props.caption}
      captionHidden
      rows={props.rows}
      columns={[
        {
          head: 'What it shows',
          cell: (row) => <SafeLink href={workPaths.evidence(row.id)}>{row.summary}</SafeLink>,
        },
        { head: 'Kind', cell: (row) => evidenceKindWords[row.kind] },
        { head: 'From', cell: (row) => `${row.agencyName}, ${sayDate(row.givenOn)}` },
        {
          head: 'Claims',
          cell: (row) => `${row.claimedLevel} of 4. ${evidenceLevelWords[row.claimedLevel]}`,
        },
        { head: 'Judged', cell: (row) => <EvidenceState row={row} /> },
      ]}
    />
  )
}
