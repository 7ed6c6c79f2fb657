import { sql } from 'kysely'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { RecommendationStatus } from '../model.ts'
import { inState } from './actions.ts'
import { checkIsDue, evidenceWaits } from './assurance.ts'
import { isLate } from './recommendations.ts'

/** How recommendations and the work on them stand, counted over all that is open to the reader. */
export interface LearningPosition {
  readonly byStatus: Readonly<Partial<Record<RecommendationStatus, number>>>
  readonly overdue: number
  /** Recommendations on which an agency was asked, its day has passed, and nothing has come. */
  readonly silent: number
  readonly actionsOpen: number
  readonly actionsLate: number
  readonly evidenceWaiting: number
  /** Looks at whether a change lasted that are due within four weeks, or late. */
  readonly checksDue: number
}

interface WorkCounts {
  readonly actions_open: number
  readonly actions_late: number
  readonly evidence_waiting: number
  readonly checks_due: number
  readonly silent: number
}

async function statuses(ctx: ReadContext) {
  const { rows } = await sql<{ status: RecommendationStatus; n: number; overdue: number }>`
    select r.status, count(*) as n,
      count(*) filter (where ${isLate('overdue', ctx.today)}) as overdue
    from app.recommendation r
    where ${withinReach(ctx.actor, 'recommendation', 'r')} and r.in_error_at is null
    group by r.status`.execute(ctx.tx)
  return rows
}

const ofRecommendation = (alias: 'e' | 'c') =>
  sql`join app.recommendation r on r.partnership_id = ${sql.ref(`${alias}.partnership_id`)} and r.id = ${sql.ref(`${alias}.recommendation_id`)}`

// Each figure asks with the very condition of the list behind it, so that the two cannot differ.
async function work(ctx: ReadContext): Promise<WorkCounts> {
  const reach = (table: string) => withinReach(ctx.actor, 'recommendation', table)
  const { today } = ctx
  const { rows } = await sql<WorkCounts>`
    select
      (select count(*) from app.action a where ${reach('a')} and a.in_error_at is null
        and ${inState({ state: 'open' }, today)}) as actions_open,
      (select count(*) from app.action a where ${reach('a')} and a.in_error_at is null
        and ${inState({ late: true }, today)}) as actions_late,
      (select count(*) from app.evidence e ${ofRecommendation('e')} where ${reach('e')} and ${evidenceWaits}) as evidence_waiting,
      (select count(*) from app.impact_check c ${ofRecommendation('c')} where ${reach('c')} and ${checkIsDue(today)}) as checks_due,
      (select count(*) from app.recommendation r where ${reach('r')} and r.in_error_at is null
        and ${isLate('silent', today)}) as silent`.execute(ctx.tx)
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
    checksDue: counts.checks_due,
  }
}
