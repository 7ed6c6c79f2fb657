import type { PlainDate } from '#shared/dates.ts'
import { isActionEnded } from './action.ts'
import { isImpartial } from './assurance.ts'
import { highestLevel } from './evidence.ts'
import { isFailedCheck } from './impact-check.ts'
import type {
  AssuranceDecision,
  Evidence,
  EvidenceLevel,
  ImpactCheck,
  RecommendationId,
  Rung,
} from './model.ts'
import { notShownBy } from './shown-by.ts'
import type { ActionFacts, AskedAgency } from './shown-by.ts'
import type { StakeHolders } from './stake.ts'

/** What must be there before an act on a recommendation. */
export type RecommendationNeed =
  | 'rung-set'
  | 'evidence-given'
  | 'successor-named'
  | 'rung-reached'
  | 'no-failed-check'
  | 'nothing-open'
  | 'agreed-not-measurable'

/** What is on record about a recommendation. */
export type RecommendationFacts = {
  readonly rung: Rung | null
  readonly supersededBy: RecommendationId | null
  /** The agencies that it is made to; none where the whole partnership or national bodies are asked. */
  readonly asked: readonly AskedAgency[]
  readonly actions: readonly ActionFacts[]
  readonly evidence: readonly Evidence[]
  readonly holders: StakeHolders
  /** Every decision of the assurance group, the oldest first. */
  readonly decisions: readonly AssuranceDecision[]
  readonly checks: readonly ImpactCheck[]
}

/** The round and the day that a guard is asked about. */
export type RecommendationMoment = { readonly round: number; readonly today: PlainDate }

/** What a guard says no with. */
export type RecommendationGuardRefusal =
  | { readonly code: 'rung-not-set' }
  | { readonly code: 'no-evidence-given' }
  | { readonly code: 'successor-not-named' }
  | { readonly code: 'not-assured' }
  | { readonly code: 'judged-by-stakeholders' }
  | {
      readonly code: 'rung-not-reached'
      readonly rung: Rung
      readonly reached: EvidenceLevel | null
    }
  | {
      readonly code: 'not-shown-by-each'
      readonly rung: Rung
      readonly agencies: readonly string[]
    }
  | { readonly code: 'actions-open'; readonly actions: number }
  | { readonly code: 'impact-check-failed'; readonly checks: readonly number[] }
  | { readonly code: 'not-agreed-as-not-measurable' }

type Guard = (
  facts: RecommendationFacts,
  moment: RecommendationMoment,
) => RecommendationGuardRefusal | undefined

const guards: Readonly<Record<RecommendationNeed, Guard>> = {
  'rung-set': ({ rung }) => (rung === null ? { code: 'rung-not-set' } : undefined),
  'evidence-given': ({ evidence }, { round }) =>
    evidence.some((one) => one.round === round) ? undefined : { code: 'no-evidence-given' },
  'successor-named': ({ supersededBy }) =>
    supersededBy === null ? { code: 'successor-not-named' } : undefined,
  'rung-reached': rungReached,
  'no-failed-check': noFailedCheck,
  'nothing-open': nothingOpen,
  'agreed-not-measurable': agreedNotMeasurable,
}

/** The first of these needs that is not met, in the order given. */
export function firstUnmetNeed(
  needs: readonly RecommendationNeed[],
  facts: RecommendationFacts,
  moment: RecommendationMoment,
): RecommendationGuardRefusal | undefined {
  for (const need of needs) {
    const refusal = guards[need](facts, moment)
    if (refusal) return refusal
  }
  return undefined
}

// The group's last word in this round, and the evidence itself once more: stakes, dates and the rung may have changed
// since the group sat.
function rungReached(
  facts: RecommendationFacts,
  moment: RecommendationMoment,
): RecommendationGuardRefusal | undefined {
  const { rung, evidence, holders } = facts
  if (rung === null) return { code: 'rung-not-set' }
  const decision = lastDecision(facts, moment)
  if (decision?.outcome !== 'rung-reached') return { code: 'not-assured' }
  if (!isImpartial(decision, holders)) return { code: 'judged-by-stakeholders' }
  const reached = highestLevel(evidence, { ...moment, holders })
  const isReached = reached !== null && reached >= rung && decision.rung >= rung
  return isReached ? shownByEach(facts, moment, rung) : { code: 'rung-not-reached', rung, reached }
}

function shownByEach(
  facts: RecommendationFacts,
  moment: RecommendationMoment,
  rung: Rung,
): RecommendationGuardRefusal | undefined {
  const missing = notShownBy(rung, facts, { ...moment, holders: facts.holders })
  if (missing.length === 0) return undefined
  return { code: 'not-shown-by-each', rung, agencies: missing.map(({ name }) => name) }
}

function nothingOpen({ actions }: RecommendationFacts): RecommendationGuardRefusal | undefined {
  const open = actions.filter(({ delivery }) => !isActionEnded(delivery))
  return open.length > 0 ? { code: 'actions-open', actions: open.length } : undefined
}

function noFailedCheck(
  { checks }: RecommendationFacts,
  { round }: RecommendationMoment,
): RecommendationGuardRefusal | undefined {
  const failed = checks.filter((check) => check.round === round && isFailedCheck(check))
  return failed.length > 0
    ? { code: 'impact-check-failed', checks: failed.map((check) => check.number) }
    : undefined
}

function agreedNotMeasurable(
  facts: RecommendationFacts,
  moment: RecommendationMoment,
): RecommendationGuardRefusal | undefined {
  const decision = lastDecision(facts, moment)
  if (decision?.outcome !== 'not-measurable') return { code: 'not-agreed-as-not-measurable' }
  return isImpartial(decision, facts.holders) ? undefined : { code: 'judged-by-stakeholders' }
}

function lastDecision(
  { decisions }: RecommendationFacts,
  { round }: RecommendationMoment,
): AssuranceDecision | undefined {
  return decisions.findLast((decision) => decision.round === round)
}
