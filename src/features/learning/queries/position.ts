import type { ReadContext } from '#platform/context.ts'
import type { RecommendationStatus } from '../model.ts'
import { countActions } from './actions.ts'
import { countAssuranceQueue } from './queue-parts.ts'
import { countByStatus, countRecommendations } from './recommendations.ts'

/**
 * How recommendations and the work on them stand, counted over all that is open to the reader. Each number is counted
 * under the conditions of the list behind it, so that the two cannot differ.
 */
export interface LearningPosition {
  readonly byStatus: Readonly<Partial<Record<RecommendationStatus, number>>>
  readonly overdue: number
  /** Recommendations with an agency that was asked, whose day has passed, and from whom nothing has come. */
  readonly silent: number
  readonly actionsOpen: number
  readonly actionsLate: number
  readonly evidenceWaiting: number
  readonly checksDue: number
}

/** The position of learning: every number with the list that it counts one press away. */
export async function getLearningPosition(ctx: ReadContext): Promise<LearningPosition> {
  const queue = await countAssuranceQueue(ctx)
  return {
    byStatus: await countByStatus(ctx),
    overdue: await countRecommendations(ctx, { late: 'overdue', sort: 'newest' }),
    silent: await countRecommendations(ctx, { late: 'silent', sort: 'newest' }),
    actionsOpen: await countActions(ctx, { whose: 'all', state: 'open' }),
    actionsLate: await countActions(ctx, { whose: 'all', late: true }),
    evidenceWaiting: queue.evidence,
    checksDue: queue.checks,
  }
}
