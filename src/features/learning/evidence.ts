import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Evidence, EvidenceJudgement, EvidenceLevel, Stake } from './model.ts'
import { hasStake, stakesOf } from './stake.ts'
import type { StakeHolders } from './stake.ts'

/** What each level of the ladder means, for pages and for the judge. */
export const evidenceLevelWords: Readonly<Record<EvidenceLevel, string>> = {
  0: 'Statement only',
  1: 'Activity: it was done',
  2: 'Quality: it was done well and reached people',
  3: 'Changed practice',
  4: 'Difference for children',
}

/** Why a piece of evidence cannot be judged so. */
export type EvidenceRefusal =
  | { readonly code: 'judge-has-a-stake'; readonly stakes: readonly Stake[] }
  | { readonly code: 'reason-required' }
  | { readonly code: 'above-what-was-claimed'; readonly claimed: EvidenceLevel }

/**
 * Accepts or returns a piece of evidence. Whoever gave it or has a stake in it may not judge. Returning it, or accepting
 * it for less than was claimed, asks for a reason. Earlier judgements are kept.
 */
export function judgeEvidence(
  evidence: Evidence,
  judgement: EvidenceJudgement,
  holders: StakeHolders,
): Result<Evidence, EvidenceRefusal> {
  const stakes = stakesOf(judgement.by, withProvider(holders, evidence))
  if (stakes.length > 0) return no({ code: 'judge-has-a-stake', stakes })
  if (judgement.level > evidence.claimedLevel)
    return no({ code: 'above-what-was-claimed', claimed: evidence.claimedLevel })
  const isFullAcceptance =
    judgement.outcome === 'accepted' && judgement.level === evidence.claimedLevel
  if (!isFullAcceptance && !judgement.reason.trim()) return no({ code: 'reason-required' })
  return ok({ ...evidence, judgements: [...evidence.judgements, judgement] })
}

/** What of a piece of evidence decides whether it counts. */
export type Countable = Pick<Evidence, 'judgements' | 'round' | 'freshUntil' | 'providedBy'>

/** What decides whether evidence counts now. */
export type Counting = {
  readonly round: number
  readonly today: PlainDate
  readonly holders: StakeHolders
}

/**
 * The level at which a piece of evidence counts now, if it does: accepted last, in this round, still fresh, and by
 * somebody who has no stake even when the stakes have changed since.
 */
export function countingLevel(evidence: Countable, counting: Counting): EvidenceLevel | null {
  const last = evidence.judgements.at(-1)
  if (last?.outcome !== 'accepted' || evidence.round !== counting.round) return null
  if (evidence.freshUntil !== null && evidence.freshUntil <= counting.today) return null
  return hasStake(last.by, withProvider(counting.holders, evidence)) ? null : last.level
}

/** The highest rung of the ladder that counts now; null when nothing was accepted. */
export function highestLevel(
  evidence: readonly Countable[],
  counting: Counting,
): EvidenceLevel | null {
  const levels = evidence.flatMap((one) => countingLevel(one, counting) ?? [])
  return levels.toSorted((a, b) => b - a).at(0) ?? null
}

function withProvider(
  holders: StakeHolders,
  { providedBy }: Pick<Evidence, 'providedBy'>,
): StakeHolders {
  return { ...holders, providers: [...holders.providers, providedBy.principal] }
}
