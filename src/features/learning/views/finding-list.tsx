import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { sayMoment } from '#shared/date-words.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { findingKindWords, verdictWords } from '../finding-words.ts'
import type { FindingKind, OverallConclusion } from '../model.ts'
import { paths } from '../paths.ts'

/** One finding as a list shows it. */
export interface FindingListRow {
  readonly uid: Uid
  readonly kind: FindingKind
  readonly text: string
  readonly status: 'draft' | 'agreed'
  readonly isShared: boolean
  readonly adoptions: number
}

const excerpt = (text: string): string =>
  text.length > 160 ? `${text.slice(0, 157).trimEnd()}…` : text

function State({ row }: { readonly row: FindingListRow }) {
  if (row.isShared) return <StateWord tone="kept">Agreed and shared</StateWord>
  return row.status === 'agreed' ? (
    <StateWord tone="know">Agreed, not shared</StateWord>
  ) : (
    <StateWord tone="quiet">Draft</StateWord>
  )
}

const takenUp = (count: number): string =>
  count === 0 ? 'By nobody yet' : count === 1 ? 'By 1 agency' : `By ${count} agencies`

/** Findings as a table; good practice says who took it up. */
export function Findings(props: {
  readonly rows: readonly FindingListRow[]
  readonly caption: string
  readonly goodPractice?: boolean
}) {
  const { rows, goodPractice } = props
  return (
    <DataTable
      caption={props.caption}
      captionHidden
      rows={rows}
      columns={[
        {
          head: 'Finding',
          cell: (row) => <SafeLink href={paths.finding(row.uid)}>{excerpt(row.text)}</SafeLink>,
        },
        goodPractice === true
          ? { head: 'Taken up', cell: (row: FindingListRow) => takenUp(row.adoptions) }
          : { head: 'Kind', cell: (row: FindingListRow) => findingKindWords[row.kind] },
        { head: 'State', cell: (row) => <State row={row} /> },
      ]}
    />
  )
}

/** A list of findings with its older pages. */
export function FindingList(props: {
  readonly rows: readonly FindingListRow[]
  readonly olderHref: string | undefined
  readonly goodPractice: boolean
}) {
  const { rows, goodPractice } = props
  if (rows.length === 0) {
    return (
      <EmptyState title={goodPractice ? 'No good practice yet' : 'No findings yet'}>
        {goodPractice
          ? 'What worked well is recorded on the page of a case, like every finding, and appears here when it is open to you.'
          : 'Findings are recorded on the page of a case. They appear here when the case is open to you, or when they are shared with you.'}
      </EmptyState>
    )
  }
  return (
    <>
      <p class="govuk-body">
        {goodPractice ? (
          <SafeLink href={paths.findings}>All findings</SafeLink>
        ) : (
          <SafeLink href={paths.goodPractice}>Good practice only</SafeLink>
        )}
      </p>
      <Findings
        rows={rows}
        caption={goodPractice ? 'Good practice' : 'Findings'}
        goodPractice={goodPractice}
      />
      {props.olderHref === undefined ? null : (
        <p class="govuk-body">
          <SafeLink href={props.olderHref}>Older findings</SafeLink>
        </p>
      )}
    </>
  )
}

interface ConclusionModel {
  readonly verdict: OverallConclusion['verdict']
  readonly text: string
  readonly place: string | null
  readonly at: Instant
  readonly by: string
}

function Conclusion({ one }: { readonly one: ConclusionModel }) {
  return (
    <>
      <div>{one.text}</div>
      <div class="heed-quiet">
        {one.place === null ? '' : `${one.place}. `}
        {one.by}, {sayMoment(one.at)}
      </div>
    </>
  )
}

/** The findings of a case, with what the review concludes over all. */
export function CaseFindings(props: {
  readonly caseUid: Uid
  readonly conclusion: ConclusionModel | undefined
  readonly earlier: readonly ConclusionModel[]
  readonly findings: readonly FindingListRow[]
  readonly may: { readonly write: boolean; readonly draft: boolean; readonly read: boolean }
}) {
  const { caseUid, conclusion, may } = props
  return (
    <>
      <ul class="govuk-list">
        {may.write ? (
          <>
            <li>
              <SafeLink href={paths.recordFinding(caseUid)}>
                Record a finding or good practice
              </SafeLink>
            </li>
            <li>
              <SafeLink href={paths.conclude(caseUid)}>Record the overall conclusion</SafeLink>
            </li>
          </>
        ) : null}
        {may.draft ? (
          <li>
            <SafeLink href={`${paths.draft}?case=${caseUid}`}>Draft a recommendation</SafeLink>
          </li>
        ) : null}
        {may.read ? (
          <li>
            <SafeLink href={`${paths.recommendations}?case=${caseUid}`}>
              Recommendations of this case
            </SafeLink>
          </li>
        ) : null}
      </ul>
      <FactList
        card={{ title: 'Overall conclusion' }}
        facts={[
          {
            name: conclusion === undefined ? 'Conclusion' : verdictWords[conclusion.verdict],
            value: conclusion && <Conclusion one={conclusion} />,
            unknown: 'Not recorded yet. Heed presumes nothing.',
          },
          ...props.earlier.map((one) => ({
            name: `Before: ${verdictWords[one.verdict].toLowerCase()}`,
            value: <Conclusion one={one} />,
          })),
        ]}
      />
      <h2 class="govuk-heading-m">Findings and good practice</h2>
      {props.findings.length === 0 ? (
        <EmptyState title="No findings yet">
          What was found is recorded here, what worked well as much as what did not.
        </EmptyState>
      ) : (
        <Findings rows={props.findings} caption="Findings and good practice" />
      )}
    </>
  )
}
