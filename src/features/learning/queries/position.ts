import { sql } from 'kysely'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { RecommendationStatus } from '../model.ts'

/** How recommendations and the work on them stand, counted over all that is open to the reader. */
export interface LearningPosition {
  readonly byStatus: Readonly<Partial<Record<RecommendationStatus, number>>>
  readonly overdue: number
  /** Agencies that were asked, whose day has passed, and from whom nothing has come. */
  readonly silent: number
  readonly actionsOpen: number
  readonly actionsLate: number
  readonly evidenceWaiting: number
  readonly checksPassed: number
}

interface WorkCounts {
  readonly actions_open: number
  readonly actions_late: number
  readonly evidence_waiting: number
  readonly checks_passed: number
  readonly silent: number
}

const ended = sql`('achieved', 'rejected', 'superseded', 'overtaken', 'done-not-measurable')`

async function statuses(ctx: ReadContext) {
  const { rows } = await sql<{ status: RecommendationStatus; n: number; overdue: number }>`
    select r.status, count(*) as n,
      count(*) filter (where r.due_on < ${ctx.today} and r.status not in ${ended}) as overdue
    from app.recommendation r
    where ${withinReach(ctx.actor, 'recommendation', 'r')} and r.in_error_at is null
    group by r.status`.execute(ctx.tx)
  return rows
}

async function work(ctx: ReadContext): Promise<WorkCounts> {
  const reach = (table: string) => withinReach(ctx.actor, 'recommendation', table)
  const { rows } = await sql<WorkCounts>`
    select
      (select count(*) from app.action a where ${reach('a')} and a.in_error_at is null
        and a.delivery in ('not-started', 'on-track', 'at-risk', 'off-track')) as actions_open,
      (select count(*) from app.action a where ${reach('a')} and a.in_error_at is null and a.due_on < ${ctx.today}
        and a.delivery in ('not-started', 'on-track', 'at-risk', 'off-track')) as actions_late,
      (select count(*) from app.evidence e where ${reach('e')} and e.in_error_at is null and e.status = 'waiting') as evidence_waiting,
      (select count(*) from app.impact_check c where ${reach('c')} and c.judgement is null and c.due_on < ${ctx.today}) as checks_passed,
      (select count(*) from app.recommendation_addressee d where ${reach('d')} and d.ended_at is null
        and d.answer_due_on < ${ctx.today}
        and not exists (select from app.answer n where n.partnership_id = d.partnership_id
          and n.recommendation_id = d.recommendation_id and n.agency_id = d.agency_id and n.in_error_at is null)) as silent`.execute(
    ctx.tx,
  )
  const row = rows[0]
  if (row === undefined) throw new Error('a count answered no row')
  return row
}

/** The position of learning: every number with the list that it counts one press away. */
export async function getLearningPosition(ctx: ReadContext): Promise<LearningPosition> {
  const counted = await statuses(ctx)
  const counts = await work(ctx)
  return {
    byStatus: Object.fromEntries(counted.map((row) => [row.status, row.n])),
    overdue: counted.reduce((sum, row) => sum + row.overdue, 0),
    silent: counts.silent,
    actionsOpen: counts.actions_open,
    actionsLate: counts.actions_late,
    evidenceWaiting: counts.evidence_waiting,
    checksPassed: counts.checks_passed,
  }
}
