import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { OlderNewer } from '#platform/html/list-parts.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayMoment } from '#shared/date-words.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { CopyState, PublicationKind, PublicationState } from '../model.ts'
import { paths } from '../paths.ts'
import { publicationKindWords, standingWords } from '../publication-words.ts'

/** One publication as the list shows it. */
export interface PublicationListRow {
  readonly uid: Uid
  readonly title: string
  readonly kind: PublicationKind
  readonly state: PublicationState
  readonly copy: CopyState
  readonly publishedAt: Instant | null
}

/** What is being prepared for publication, and what is public. */
export function PublicationList(props: {
  readonly rows: readonly PublicationListRow[]
  readonly olderHref: string | undefined
  readonly mayOpen: boolean
}) {
  const { rows } = props
  return (
    <>
      {props.mayOpen ? <Button href={paths.open} text="Prepare a publication" /> : null}
      {rows.length === 0 ? (
        <EmptyState title="Nothing is being prepared for publication">
          A publication is prepared from a case’s review. Two people of two agencies approve it.
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption="Publications"
            captionHidden
            rows={rows}
            columns={[
              {
                head: 'Title',
                cell: (row) => <SafeLink href={paths.show(row.uid)}>{row.title}</SafeLink>,
              },
              { head: 'Kind', cell: (row) => publicationKindWords[row.kind] },
              { head: 'Where it stands', cell: (row) => standingWords(row.state, row.copy) },
              {
                head: 'Last made public',
                cell: (row) => (row.publishedAt === null ? 'Not yet' : sayMoment(row.publishedAt)),
              },
            ]}
          />
          <OlderNewer
            words={
              rows.length === 1 ? 'Showing 1 publication' : `Showing ${rows.length} publications`
            }
            olderHref={props.olderHref}
          />
        </>
      )}
    </>
  )
}
