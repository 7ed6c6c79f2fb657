import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import { clockRuleOn, deadlinesOfReview } from '../timeline.ts'
import type { ReviewRecord } from '../timeline.ts'
import type { ClockId, ClockRule, Deadline } from '../deadline.ts'
import type { CaseStatus } from '../model.ts'
import type { CaseKeys } from './cases.ts'
import { listLocalRuleSets, loadDeadlines } from './deadlines.ts'
import type { Frame } from './deadlines.ts'

/** The keys of these cases, by inner key; those that are not open to the caller are not among them. */
export async function listCaseKeys(
  ctx: ReadContext,
  ids: readonly number[],
): Promise<ReadonlyMap<number, CaseKeys>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<CaseKeys>`
    select id, uid, scope_id as "scopeId", access.scope_uid(scope_id) as "scopeUid", reference, status
    from app.serious_case where id = any (${[...ids]}::bigint[]) order by id desc`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The cases that stand at one of these states, the newest first, for a form. */
export async function listCaseChoices(
  ctx: ReadContext,
  statuses: readonly CaseStatus[],
): Promise<readonly CaseKeys[]> {
  const { rows } = await sql<CaseKeys>`
    select id, uid, scope_id as "scopeId", access.scope_uid(scope_id) as "scopeUid", reference, status
    from app.serious_case where status = any (${[...statuses]}::text[]) order by id desc limit 200`.execute(
    ctx.tx,
  )
  return rows
}

/** Every deadline of each of these cases, by inner key. */
export async function loadDeadlinesOf(
  ctx: ReadContext,
  caseIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Deadline[]>> {
  const { rows } = await sql<Frame>`
    select id, nature, abuse_suspected, status from app.serious_case
    where id = any (${[...caseIds]}::bigint[])`.execute(ctx.tx)
  return loadDeadlines(ctx, rows)
}

/** Every deadline of each of these reviews today, in their order. */
export async function loadReviewDeadlines(
  ctx: ReadContext,
  records: readonly ReviewRecord[],
): Promise<readonly (readonly Deadline[])[]> {
  const using = { today: ctx.today, localRuleSets: await listLocalRuleSets(ctx) }
  return records.map((record) => deadlinesOfReview(record, using))
}

/** The rule of a clock that is in force today, the partnership's own before the national one. */
export async function getClockRule(
  ctx: ReadContext,
  clock: ClockId,
): Promise<ClockRule | undefined> {
  return clockRuleOn(clock, { today: ctx.today, localRuleSets: await listLocalRuleSets(ctx) })
}
