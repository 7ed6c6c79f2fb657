import { DataTable } from '#platform/html/data-table.tsx'
import { EntryLink, EntryWords, LaterTimes } from './entry-parts.tsx'
import type { EntryTableRow } from './entry-parts.tsx'

/** What is printed: the whole of it, entry by entry, with everything that an entry says. */
export function ChronologyPrint(props: {
  readonly rows: readonly EntryTableRow[]
  readonly cut: number | undefined
  readonly chosen: readonly string[]
}) {
  return (
    <>
      {props.chosen.length === 0 ? null : (
        <p class="govuk-body">Only: {props.chosen.join('; ')}.</p>
      )}
      {props.cut === undefined ? null : (
        <p class="govuk-body">
          These are the first {props.cut} entries. Narrow the list to print the others.
        </p>
      )}
      <DataTable
        caption="Entries"
        captionHidden
        rows={props.rows}
        columns={[
          { head: 'When it happened', cell: (row) => <EntryLink row={row} /> },
          { head: 'Agency', cell: (row) => row.agency },
          { head: 'What happened', cell: (row) => <EntryWords row={row} /> },
          { head: 'Source', cell: (row) => row.content.source || 'Not recorded' },
          { head: 'Known', cell: (row) => <LaterTimes content={row.content} /> },
          { head: 'Analysis', cell: (row) => row.content.analysis || '' },
        ]}
      />
    </>
  )
}
