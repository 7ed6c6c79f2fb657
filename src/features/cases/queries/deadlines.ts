import { sql } from 'kysely'
import { among } from '#platform/db/among.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { ClockId, Deadline, RevisedDue, RuleSet } from '../deadline.ts'
import type { Answered, CaseDates, CaseNature, CaseStatus } from '../model.ts'
import { doubtfulClocks, exemptClocks, keptByNotifying } from '../notification.ts'
import type { ChildFacts, DutyFacts } from '../notification.ts'
import * as store from '../store/cases.ts'
import { deadlinesOfCase, inOwnWords } from '../timeline.ts'
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
    where ${among('d.case_id', caseIds)} order by d.id`.execute(ctx.tx)
  return Map.groupBy(rows, (row) => row.case_id)
}

type DecisionRow = { case_id: number; decision: 'notify' | 'do-not-notify' }

async function latestDecisions(
  ctx: ReadContext,
  caseIds: readonly number[],
): Promise<Map<number, DecisionRow['decision']>> {
  const { rows } = await sql<DecisionRow>`
    select distinct on (case_id) case_id, decision from app.notification_decision
    where ${among('case_id', caseIds)} order by case_id, id desc`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.case_id, row.decision]))
}

async function loadChildFacts(
  ctx: ReadContext,
  caseIds: readonly number[],
): Promise<Map<number, ChildFacts[]>> {
  const rows = await ctx.tx
    .selectFrom('app.case_child')
    .select(['case_id', 'part', 'looked_after as lookedAfter'])
    .where(among('case_id', caseIds))
    .execute()
  return Map.groupBy(rows, (row) => row.case_id)
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

type Known = {
  readonly dates: CaseDates
  readonly duties: readonly DutyRow[]
  readonly decision: DecisionRow['decision'] | undefined
  readonly children: readonly ChildFacts[]
}

function recordedDone(duties: readonly DutyRow[]): Partial<Record<ClockId, PlainDate>> {
  const done = duties.flatMap(({ clock, done_on: on }) => (on === null ? [] : [[clock, on]]))
  return Object.fromEntries(done)
}

function recordedLater(duties: readonly DutyRow[]): Partial<Record<ClockId, RevisedDue[]>> {
  const revised: Partial<Record<ClockId, RevisedDue[]>> = {}
  for (const duty of duties) {
    if (duty.revised_to === null) continue
    const clock = duty.clock as ClockId
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
  return revised
}

function dutyRecord(frame: Frame, known: Known): DutyRecord {
  const { dates, duties, children } = known
  const facts: DutyFacts = {
    nature: frame.nature,
    abuseSuspected: frame.abuse_suspected,
    decision: known.decision ?? null,
    criteriaNotMet: frame.status === 'criteria-not-met',
    children,
  }
  return {
    dates,
    doneOn: { ...doneByNotifying(dates, facts), ...recordedDone(duties) },
    revised: recordedLater(duties),
    exempt: exemptClocks(facts),
    doubtful: doubtfulClocks(facts),
  }
}

/** Notifying is done on the day on which the Panel was notified; nobody records it twice. */
function doneByNotifying(dates: CaseDates, facts: DutyFacts): Partial<Record<ClockId, PlainDate>> {
  const notified = dates.notifiedOn.now
  if (notified.known !== 'exactly') return {}
  return Object.fromEntries(keptByNotifying(facts).map((clock) => [clock, notified.on]))
}

/** The deadlines of each of these cases, in five statements however many there are; four where the dates are known already. */
export async function loadDeadlines(
  ctx: ReadContext,
  frames: readonly Frame[],
  knownDates?: ReadonlyMap<number, CaseDates>,
): Promise<Map<number, readonly Deadline[]>> {
  const ids = frames.map((frame) => frame.id)
  const [dates, duties, decisions, children, localRuleSets] = await Promise.all([
    knownDates ?? store.loadDates(ctx.tx, ids),
    loadDuties(ctx, ids),
    latestDecisions(ctx, ids),
    loadChildFacts(ctx, ids),
    listLocalRuleSets(ctx),
  ])
  const using = { today: ctx.today, localRuleSets }
  const group = ctx.words('group.case-review')
  return new Map(
    frames.flatMap((frame) => {
      const own = dates.get(frame.id)
      if (own === undefined) return []
      const known = {
        dates: own,
        duties: duties.get(frame.id) ?? [],
        decision: decisions.get(frame.id),
        children: children.get(frame.id) ?? [],
      }
      const deadlines = deadlinesOfCase(dutyRecord(frame, known), using)
      return [[frame.id, deadlines.map((each) => inOwnWords(each, group))] as const]
    }),
  )
}
