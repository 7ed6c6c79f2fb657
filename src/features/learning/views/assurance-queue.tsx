import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { evidenceLevelWords } from '../evidence.ts'
import type { Evidence, EvidenceLevel, RecommendationStatus, Rung, Stake } from '../model.ts'
import { rungWords, statusWords } from '../recommendation-words.ts'
import { workPaths } from '../work-paths.ts'
import { evidenceKindWords, stakeWords } from '../work-words.ts'
import { WorkActs } from './work-parts.tsx'
import type { OpenAct } from './work-parts.tsx'

interface Part<Row> {
  readonly rows: readonly Row[]
  readonly nextHref: string | undefined
}

/** What waits for the assurance group, as its page shows it. */
export interface QueueModel {
  readonly evidence: Part<{
    readonly uid: Uid
    readonly summary: string
    readonly kind: Evidence['kind']
    readonly claimedLevel: EvidenceLevel
    readonly givenOn: PlainDate
    readonly agency: string
    readonly reference: string
    readonly stakes: readonly Stake[]
  }>
  readonly ready: Part<{
    readonly uid: Uid
    readonly reference: string
    readonly text: string | null
    readonly status: RecommendationStatus
    readonly rung: Rung | null
    readonly reached: EvidenceLevel | null
    readonly stakes: readonly Stake[]
  }>
  readonly checks: Part<{
    readonly uid: Uid
    readonly number: number
    readonly due: PlainDate
    readonly reference: string
    readonly text: string | null
    readonly stakes: readonly Stake[]
  }>
  readonly judges: boolean
  readonly today: PlainDate
  readonly acts: readonly OpenAct[]
}

function Aside(props: { readonly stakes: readonly Stake[] }) {
  return (
    <span class="heed-quiet">
      You stand aside: {props.stakes.map((stake) => stakeWords[stake]).join(', ')}
    </span>
  )
}

function More(props: { readonly href: string | undefined; readonly text: string }) {
  if (props.href === undefined) return null
  return (
    <p class="govuk-body">
      <SafeLink href={props.href}>{props.text}</SafeLink>
    </p>
  )
}

const yours = (judges: boolean) => (row: { readonly stakes: readonly Stake[] }) =>
  judges && row.stakes.length > 0 ? <Aside stakes={row.stakes} /> : judges ? 'Yes' : 'No'

function Waiting({ part, judges }: { part: QueueModel['evidence']; judges: boolean }) {
  return (
    <>
      <h2 class="govuk-heading-m" id="evidence">
        Evidence that nobody has judged yet
      </h2>
      {part.rows.length === 0 ? (
        <EmptyState title="No evidence waits">
          Evidence appears here when an owner gives it.
        </EmptyState>
      ) : (
        <DataTable
          caption="Evidence that nobody has judged yet"
          captionHidden
          rows={part.rows}
          columns={[
            {
              head: 'What it shows',
              cell: (row) => <SafeLink href={workPaths.evidence(row.uid)}>{row.summary}</SafeLink>,
            },
            { head: 'Kind', cell: (row) => evidenceKindWords[row.kind] },
            {
              head: 'Claims',
              cell: (row) => `${row.claimedLevel} of 4. ${evidenceLevelWords[row.claimedLevel]}`,
            },
            { head: 'From', cell: (row) => `${row.agency}, ${sayDate(row.givenOn)}` },
            { head: 'For', cell: (row) => row.reference, whole: true },
            { head: 'Yours to judge?', cell: yours(judges) },
          ]}
        />
      )}
      <More href={part.nextHref} text="More evidence" />
    </>
  )
}

function Ready({ part, judges }: { part: QueueModel['ready']; judges: boolean }) {
  return (
    <>
      <h2 class="govuk-heading-m">Recommendations for the group to judge</h2>
      {part.rows.length === 0 ? (
        <EmptyState title="No recommendation waits">
          Recommendations appear here when they were said to be done.
        </EmptyState>
      ) : (
        <DataTable
          caption="Recommendations for the group to judge"
          captionHidden
          rows={part.rows}
          columns={[
            {
              head: 'Recommendation',
              cell: (row) => (
                <>
                  <SafeLink href={workPaths.recommendation(row.uid)}>{row.reference}</SafeLink>
                  <div>{row.text ?? 'Text not held'}</div>
                </>
              ),
            },
            { head: 'Where it stands', cell: (row) => statusWords[row.status] },
            {
              head: 'Has to be shown',
              cell: (row) =>
                row.rung === null ? 'Not set' : `${row.rung} of 4. ${rungWords[row.rung]}`,
            },
            {
              head: 'Accepted so far',
              cell: (row) =>
                row.reached === null
                  ? 'Nothing'
                  : `${row.reached} of 4. ${evidenceLevelWords[row.reached]}`,
            },
            {
              head: 'Sitting',
              cell: (row) =>
                !judges ? (
                  'For the group'
                ) : row.stakes.length > 0 ? (
                  <Aside stakes={row.stakes} />
                ) : (
                  <SafeLink href={workPaths.sit(row.uid)}>
                    Record a sitting
                    <span class="govuk-visually-hidden"> about {row.reference}</span>
                  </SafeLink>
                ),
            },
          ]}
        />
      )}
      <More href={part.nextHref} text="More recommendations" />
    </>
  )
}

function Checks({ part, model }: { part: QueueModel['checks']; model: QueueModel }) {
  return (
    <>
      <h2 class="govuk-heading-m" id="checks">
        Impact checks due within four weeks, or late
      </h2>
      {part.rows.length === 0 ? (
        <EmptyState title="No check is due">
          Checks are planned when a recommendation is assured.
        </EmptyState>
      ) : (
        <DataTable
          caption="Impact checks due within four weeks, or late"
          captionHidden
          rows={part.rows}
          columns={[
            {
              head: 'Check',
              cell: (row) => (
                <>
                  <SafeLink href={workPaths.check(row.uid)}>
                    {row.reference}, check {row.number}
                  </SafeLink>
                  <div>{row.text ?? 'Text not held'}</div>
                </>
              ),
            },
            {
              head: 'Due',
              cell: (row) =>
                row.due < model.today ? (
                  <StateWord tone="late">Was due {sayDate(row.due)}</StateWord>
                ) : (
                  <StateWord tone="due-soon">Due {sayDate(row.due)}</StateWord>
                ),
            },
            {
              head: 'Yours to judge?',
              cell: (row) => (row.stakes.length > 0 ? <Aside stakes={row.stakes} /> : 'Yes'),
            },
          ]}
        />
      )}
      <More href={part.nextHref} text="More checks" />
    </>
  )
}

/** What waits for people without a stake: evidence, recommendations, checks. */
export function AssuranceQueue({ model }: { readonly model: QueueModel }) {
  return (
    <>
      <WorkActs acts={model.acts} />
      <Waiting part={model.evidence} judges={model.judges} />
      <Ready part={model.ready} judges={model.judges} />
      <Checks part={model.checks} model={model} />
    </>
  )
}
