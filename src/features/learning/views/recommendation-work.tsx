import { DataTable } from '#platform/html/data-table.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { History } from '#platform/html/history.tsx'
import { sayDate, sayMoment } from '#shared/date-words.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { AssuranceOutcome, ImpactJudgement, Stake } from '../model.ts'
import { workPaths } from '../work-paths.ts'
import { impactJudgementWords, outcomeWords, stakeWords } from '../work-words.ts'
import { ActionTable } from './action-list.tsx'
import type { ActionListRow } from './action-list.tsx'
import { EvidenceTable } from './evidence-list.tsx'
import type { EvidenceListRow } from './evidence-list.tsx'
import { WorkActs } from './work-parts.tsx'
import type { OpenAct } from './work-parts.tsx'

interface Decision {
  readonly uid: Uid
  readonly group: string
  readonly meeting: string
  readonly on: PlainDate
  readonly at: Instant
  readonly outcome: AssuranceOutcome
  readonly reasons: string
  readonly byName: string
  readonly judgeNames: readonly string[]
  readonly asideNames: readonly { readonly name: string; readonly stakes: readonly Stake[] }[]
}

interface Check {
  readonly uid: Uid
  readonly number: number
  readonly due: PlainDate
  readonly late: boolean
  readonly judgement: ImpactJudgement | null
  readonly foundOn: PlainDate | null
  readonly earlierRound: boolean
}

/** The work on a recommendation as its page shows it. */
export interface WorkModel {
  readonly acts: readonly OpenAct[]
  readonly actions: readonly ActionListRow[]
  readonly evidence: readonly EvidenceListRow[]
  readonly decisions: readonly Decision[]
  readonly checks: readonly Check[]
}

function Decisions({ rows }: { readonly rows: readonly Decision[] }) {
  if (rows.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">What the group decided</h2>
      <History
        items={rows.toReversed().map((one) => ({
          title: outcomeWords[one.outcome],
          by: one.group,
          on: one.at,
          words: `${sayDate(one.on)}, written down by ${one.byName} ${sayMoment(one.at)}`,
          children: (
            <>
              <p class="govuk-body">{one.reasons}</p>
              <p class="govuk-body heed-quiet">
                {one.meeting}. Judged by {one.judgeNames.join('; ')}.
                {one.asideNames.length === 0
                  ? ' Nobody stood aside.'
                  : ` Stood aside: ${one.asideNames
                      .map(
                        (member) =>
                          `${member.name} (${member.stakes.map((stake) => stakeWords[stake]).join(', ')})`,
                      )
                      .join('; ')}.`}
              </p>
            </>
          ),
        }))}
      />
    </>
  )
}

function CheckState({ row }: { readonly row: Check }) {
  if (row.judgement !== null) return <>{impactJudgementWords[row.judgement]}</>
  if (row.earlierRound) return <>Not needed any more: opened again before it</>
  return row.late ? <StateWord tone="late">Late</StateWord> : <>Not yet</>
}

function Checks({ rows }: { readonly rows: readonly Check[] }) {
  if (rows.length === 0) return null
  return (
    <DataTable
      caption="Did it last?"
      rows={rows}
      columns={[
        {
          head: 'Check',
          cell: (row) => (
            <SafeLink href={workPaths.check(row.uid)}>
              Check {row.number}
              {row.earlierRound ? ' of an earlier round' : ''}
            </SafeLink>
          ),
        },
        { head: 'Due', cell: (row) => sayDate(row.due) },
        { head: 'Found', cell: (row) => <CheckState row={row} /> },
        {
          head: 'Looked on',
          cell: (row) => (row.foundOn === null ? 'Not yet' : sayDate(row.foundOn)),
        },
      ]}
    />
  )
}

/** What is done about a recommendation, what proves it, what the group decided, and whether it lasted. */
export function RecommendationWork({ model }: { readonly model: WorkModel }) {
  return (
    <section aria-label="The work on it">
      <h2 class="govuk-heading-m">What is done about it</h2>
      <WorkActs acts={model.acts} about="What you can do about the work" />
      {model.actions.length === 0 ? (
        <p class="govuk-body">No action has been planned yet.</p>
      ) : (
        <ActionTable caption="Actions" rows={model.actions} ofOne />
      )}
      <h2 class="govuk-heading-m">What proves it</h2>
      {model.evidence.length === 0 ? (
        <p class="govuk-body">No evidence has been given yet.</p>
      ) : (
        <EvidenceTable caption="Evidence" rows={model.evidence} />
      )}
      <Decisions rows={model.decisions} />
      <Checks rows={model.checks} />
    </section>
  )
}
