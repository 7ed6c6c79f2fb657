import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { ClockId, Deadline, RevisedDue, RuleSet } from '../deadline.ts'
import type { Answered, CaseDates, CaseNature, CaseStatus } from '../model.ts'
import { exemptClocks } from '../notification.ts'
import * as store from '../store/cases.ts'
import { deadlinesOfCase } from '../timeline.ts'
import type { DutyRecord } from '../timeline.ts'

type DutyRow = {
  case_id: number
  clock: string
  done_on: PlainDate | null
  revised_to: PlainDate | null
  reason: string | null
  told: string[]
  at: Instant
  by_uid: Uid
  agency_uid: Uid | null
}

async function loadDuties(
  ctx: ReadContext,
  caseIds: readonly number[],
): Promise<Map<number, DutyRow[]>> {
  const { rows } = await sql<DutyRow>`
    select d.*, p.uid as by_uid, a.uid as agency_uid from app.duty_done d
    join access.principal p on p.partnership_id = d.partnership_id and p.id = d.by_principal
    left join app.agency a on a.partnership_id = d.partnership_id and a.id = d.agency_id
    where d.case_id = any (${[...caseIds]}::bigint[]) order by d.id`.execute(ctx.tx)
  return Map.groupBy(rows, (row) => row.case_id)
}

type DecisionRow = { case_id: number; decision: 'notify' | 'do-not-notify' }

async function latestDecisions(
  ctx: ReadContext,
  caseIds: readonly number[],
): Promise<Map<number, DecisionRow['decision']>> {
  const { rows } = await sql<DecisionRow>`
    select distinct on (case_id) case_id, decision from app.notification_decision
    where case_id = any (${[...caseIds]}::bigint[]) order by case_id, id desc`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.case_id, row.decision]))
}

/** The rule sets that the partnership added beside the national ones. */
export async function listLocalRuleSets(ctx: ReadContext): Promise<RuleSet[]> {
  const rows = await ctx.tx.selectFrom('app.rule_set').selectAll().orderBy('valid_from').execute()
  return rows.map((row) => ({
    id: row.name,
    title: row.title,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    validityIs: row.validity,
    // Written by our own command, whose schema checked the rules one by one.
    rules: row.rules as RuleSet['rules'],
  }))
}

/** What the clocks of a case need of its frame. */
export interface Frame {
  readonly id: number
  readonly nature: CaseNature
  readonly abuse_suspected: Answered
  readonly status: CaseStatus
}

function dutyRecord(
  frame: Frame,
  known: {
    dates: CaseDates
    duties: readonly DutyRow[]
    decision: DecisionRow['decision'] | undefined
  },
): DutyRecord {
  const doneOn: Partial<Record<ClockId, PlainDate>> = {}
  const revised: Partial<Record<ClockId, RevisedDue[]>> = {}
  for (const duty of known.duties) {
    const clock = duty.clock as ClockId
    if (duty.done_on !== null) doneOn[clock] = duty.done_on
    if (duty.revised_to === null) continue
    const by = {
      principal: idOf<'principal'>(duty.by_uid),
      agency: idOf<'agency'>(duty.agency_uid ?? duty.by_uid),
      post: null,
    }
    const revision = {
      to: duty.revised_to,
      reason: duty.reason ?? '',
      approvedBy: by,
      at: duty.at,
      told: duty.told as RevisedDue['told'],
    }
    revised[clock] = [...(revised[clock] ?? []), revision]
  }
  const exempt = exemptClocks({
    nature: frame.nature,
    abuseSuspected: frame.abuse_suspected,
    decision: known.decision ?? null,
    criteriaNotMet: frame.status === 'criteria-not-met',
  })
  const done = { ...notifiedDuties(known.dates, exempt), ...doneOn }
  return { dates: known.dates, doneOn: done, revised, exempt }
}

const notifyingClocks = ['notification', 'looked-after-death', 'care-leaver-death'] as const

/** Notifying is done on the day on which the Panel was notified; a duty that the case never had is not said to be kept. */
function notifiedDuties(dates: CaseDates, exempt: DutyRecord['exempt']): DutyRecord['doneOn'] {
  const { now } = dates.notifiedOn
  if (now.known !== 'exactly') return {}
  const had = notifyingClocks.filter((id) => id === 'notification' || exempt[id] === undefined)
  return Object.fromEntries(had.map((id) => [id, now.on]))
}

/** The deadlines of each of these cases, in four statements however many there are. */
export async function loadDeadlines(
  ctx: ReadContext,
  frames: readonly Frame[],
): Promise<Map<number, readonly Deadline[]>> {
  const ids = frames.map((frame) => frame.id)
  const dates = await store.loadDates(ctx.tx, ids)
  const duties = await loadDuties(ctx, ids)
  const decisions = await latestDecisions(ctx, ids)
  const using = { today: ctx.today, localRuleSets: await listLocalRuleSets(ctx) }
  return new Map(
    frames.flatMap((frame) => {
      const own = dates.get(frame.id)
      if (own === undefined) return []
      const known = {
        dates: own,
        duties: duties.get(frame.id) ?? [],
        decision: decisions.get(frame.id),
      }
      return [[frame.id, deadlinesOfCase(dutyRecord(frame, known), using)] as const]
    }),
  )
}
