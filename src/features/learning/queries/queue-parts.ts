import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import { addDays } from '#shared/dates.ts'
import { actionDueSoonDays } from '../action-part.ts'

/** Evidence of the present round that nobody has judged: from where, and under which conditions. */
export function evidenceThatWaits(ctx: ReadContext): RawBuilder<unknown> {
  return sql`
    from app.evidence e
    join app.recommendation r on r.partnership_id = e.partnership_id and r.id = e.recommendation_id and r.round = e.round
    where ${withinReach(ctx.actor, 'recommendation', 'e')} and e.status = 'waiting' and e.in_error_at is null
      and r.in_error_at is null and r.status not in ('achieved', 'rejected', 'superseded', 'overtaken', 'done-not-measurable')`
}

/** Impact checks of the present round that are due or due soon: from where, and under which conditions. */
export function checksThatAreDue(ctx: ReadContext): RawBuilder<unknown> {
  return sql`
    from app.impact_check c
    join app.recommendation r on r.partnership_id = c.partnership_id and r.id = c.recommendation_id and r.round = c.round
    where ${withinReach(ctx.actor, 'recommendation', 'c')} and c.judgement is null
      and c.due_on <= ${addDays(ctx.today, actionDueSoonDays)} and r.in_error_at is null`
}

/** How much of each waits for the assurance group: the numbers of the queue, counted under its own conditions. */
export async function countAssuranceQueue(
  ctx: ReadContext,
): Promise<{ readonly evidence: number; readonly checks: number }> {
  const { rows } = await sql<{ evidence: number; checks: number }>`
    select (select count(*)::int ${evidenceThatWaits(ctx)}) as evidence,
      (select count(*)::int ${checksThatAreDue(ctx)}) as checks`.execute(ctx.tx)
  return rows[0] ?? { evidence: 0, checks: 0 }
}
