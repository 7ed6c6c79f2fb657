import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import type { Tone } from '#platform/html/state-word.tsx'
import { useWords } from '#platform/html/own-words.ts'
import type { Uid } from '#shared/ids.ts'
import { caseReviewStatusWords, rapidReviewStatusWords, sayReviewKind } from '../labels.ts'
import type { CaseReviewStatus, RapidReviewStatus, ReviewKind } from '../model.ts'
import { paths } from '../paths.ts'

/** How a clock stands, for a cell. */
export type Standing = { readonly tone: Tone; readonly words: string } | undefined

interface CaseInRow {
  readonly uid: Uid
  readonly reference: string
}

/** One rapid review as lists show it. */
export interface RapidListRow {
  readonly uid: Uid
  readonly status: RapidReviewStatus
  readonly kase: CaseInRow
  readonly standing: Standing
}

/** One review as lists show it. */
export interface ReviewListRow {
  readonly uid: Uid
  readonly reference: string
  readonly kind: ReviewKind
  readonly status: CaseReviewStatus
  readonly cases: readonly CaseInRow[]
  readonly standing: Standing
}

function Clock({ standing }: { readonly standing: Standing }) {
  return standing === undefined ? (
    <>Nothing due</>
  ) : (
    <StateWord tone={standing.tone}>{standing.words}</StateWord>
  )
}

function Filter(props: {
  readonly action: string
  readonly status: string
  readonly words: Readonly<Record<string, string>>
}) {
  const options = { open: 'Still open', all: 'All', ...props.words }
  return (
    <form method="get" action={props.action} class="heed-filter-line">
      <div class="govuk-form-group">
        <label class="govuk-label" for="status">
          Show
        </label>
        <select class="govuk-select" id="status" name="status">
          {Object.entries(options).map(([value, text]) => (
            <option value={value} selected={value === props.status}>
              {text}
            </option>
          ))}
        </select>{' '}
        <Button text="Show" classes="govuk-button--secondary" />
      </div>
    </form>
  )
}

function Older(props: {
  readonly path: string
  readonly status: string
  readonly next: number | undefined
}) {
  if (props.next === undefined) return null
  return (
    <p class="govuk-body">
      <SafeLink href={`${props.path}?before=${props.next}&status=${props.status}`}>
        Show older ones
      </SafeLink>
    </p>
  )
}

/** The table of rapid reviews. */
export function RapidTable({ rows }: { readonly rows: readonly RapidListRow[] }) {
  return (
    <DataTable
      caption="Rapid reviews"
      captionHidden
      rows={rows}
      columns={[
        {
          head: 'Of case',
          cell: (row) => <SafeLink href={paths.rapid(row.uid)}>{row.kase.reference}</SafeLink>,
        },
        { head: 'Where it stands', cell: (row) => rapidReviewStatusWords[row.status] },
        { head: 'To the Panel', cell: (row) => <Clock standing={row.standing} /> },
      ]}
    />
  )
}

/** The table of reviews. */
export function ReviewTable({ rows }: { readonly rows: readonly ReviewListRow[] }) {
  const words = useWords()
  return (
    <DataTable
      caption="Reviews"
      captionHidden
      rows={rows}
      columns={[
        {
          head: 'Review',
          cell: (row) => <SafeLink href={paths.show(row.uid)}>{row.reference}</SafeLink>,
          whole: true,
        },
        { head: 'Kind', cell: (row) => sayReviewKind(row.kind, words) },
        {
          head: 'Cases',
          cell: (row) => row.cases.map((kase) => kase.reference).join(', '),
        },
        { head: 'Where it stands', cell: (row) => caseReviewStatusWords[row.status] },
        { head: 'Publication', cell: (row) => <Clock standing={row.standing} /> },
      ]}
    />
  )
}

/** Rapid reviews that are open to the reader. */
export function RapidList(props: {
  readonly rows: readonly RapidListRow[]
  readonly status: string
  readonly next: number | undefined
  readonly mayReadReviews: boolean
}) {
  return (
    <>
      {props.mayReadReviews ? (
        <p class="govuk-body">
          <SafeLink href={paths.list}>Reviews</SafeLink>
        </p>
      ) : null}
      <Filter action={paths.rapidList} status={props.status} words={rapidReviewStatusWords} />
      {props.rows.length === 0 ? (
        <EmptyState title="No rapid reviews to show">
          A rapid review is begun from its case once the Panel has been notified.
        </EmptyState>
      ) : (
        <RapidTable rows={props.rows} />
      )}
      <Older path={paths.rapidList} status={props.status} next={props.next} />
    </>
  )
}

/** Reviews that are open to the reader. */
export function ReviewList(props: {
  readonly rows: readonly ReviewListRow[]
  readonly status: string
  readonly next: number | undefined
  readonly mayReadRapid: boolean
}) {
  return (
    <>
      {props.mayReadRapid ? (
        <p class="govuk-body">
          <SafeLink href={paths.rapidList}>Rapid reviews</SafeLink>
        </p>
      ) : null}
      <Filter action={paths.list} status={props.status} words={caseReviewStatusWords} />
      {props.rows.length === 0 ? (
        <EmptyState title="No reviews to show">
          A review is begun from its case when the rapid review has been sent and the partners have
          decided on one.
        </EmptyState>
      ) : (
        <ReviewTable rows={props.rows} />
      )}
      <Older path={paths.list} status={props.status} next={props.next} />
    </>
  )
}
