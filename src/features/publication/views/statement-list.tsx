import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { OlderNewer } from '#platform/html/list-parts.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { statementPaths as paths } from '../paths.ts'

/** One statement as the library shows it. */
export interface StatementListRow {
  readonly uid: Uid
  readonly title: string
  readonly publisher: string
  readonly publishedOn: PlainDate | null
  readonly otherBody: boolean
  readonly proposed: number
  readonly accepted: number
}

function claimWords(row: StatementListRow): string {
  const accepted = row.accepted === 1 ? '1 accepted' : `${row.accepted} accepted`
  return row.proposed === 0 ? accepted : `${accepted}, ${row.proposed} to look at`
}

/** The library of statements that were imported. */
export function StatementList(props: {
  readonly rows: readonly StatementListRow[]
  readonly olderHref: string | undefined
  readonly mayImport: boolean
}) {
  const { rows } = props
  return (
    <>
      {props.mayImport ? <Button href={paths.add} text="Import a statement" /> : null}
      {rows.length === 0 ? (
        <EmptyState title="No statement has been imported">
          A published statement is kept paragraph by paragraph, with the claims that it makes.
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption="Statements"
            captionHidden
            rows={rows}
            columns={[
              {
                head: 'Title',
                cell: (row) => <SafeLink href={paths.show(row.uid)}>{row.title}</SafeLink>,
              },
              { head: 'Publisher', cell: (row) => row.publisher },
              {
                head: 'Published',
                cell: (row) => (row.publishedOn === null ? 'Not said' : sayDate(row.publishedOn)),
              },
              {
                head: 'Whose',
                cell: (row) => (row.otherBody ? 'Another body, kept private' : 'Ours'),
              },
              { head: 'Claims', cell: claimWords },
            ]}
          />
          <OlderNewer
            words={rows.length === 1 ? 'Showing 1 statement' : `Showing ${rows.length} statements`}
            olderHref={props.olderHref}
          />
        </>
      )}
    </>
  )
}
