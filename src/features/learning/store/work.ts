import type { Reader } from '#platform/db/transaction.ts'
import type { Action, AssuranceDecision, Evidence, ImpactCheck } from '../model.ts'
import type { StoredRecommendation } from './recommendations.ts'

/** What was done for a recommendation and what became of it, as its guards ask: actions, evidence, decisions, checks. */
export interface Work {
  readonly actions: readonly Pick<Action, 'owners'>[]
  readonly evidence: readonly Evidence[]
  /** The oldest first. */
  readonly decisions: readonly AssuranceDecision[]
  readonly checks: readonly ImpactCheck[]
}

/** The work on a recommendation, of every round. */
export function loadWork(_tx: Reader, _stored: StoredRecommendation): Promise<Work> {
  return Promise.resolve({ actions: [], evidence: [], decisions: [], checks: [] })
}
