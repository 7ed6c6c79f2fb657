import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Actor } from '#features/cases/model.ts'
import type { EvidenceLevel, Impact, Stake } from './model.ts'
import { stakesOf } from './stake.ts'
import type { StakeHolders } from './stake.ts'

/** What each step of the impact scale asks for. */
export type ImpactGuard = {
  /** The lowest level of accepted evidence that carries it. */
  readonly level: EvidenceLevel | null
  /** Must a check have found that the change held? */
  readonly heldCheck: boolean
  readonly words: string
}

/** The impact scale (domain reference 5.5). Only people without a stake move an action along it. */
export const impactScale = {
  'not-yet-due': { level: null, heldCheck: false, words: 'Too early to tell' },
  'no-evidence': { level: null, heldCheck: false, words: 'No evidence yet' },
  'activity-only': { level: 1, heldCheck: false, words: 'Activity only' },
  'some-change': { level: 3, heldCheck: false, words: 'Some change in practice' },
  embedded: { level: 3, heldCheck: true, words: 'Embedded: the change held' },
  'not-embedded': { level: null, heldCheck: false, words: 'Not embedded' },
  'not-measurable': { level: 1, heldCheck: false, words: 'Done, impact not measurable' },
} as const satisfies Record<Impact, ImpactGuard>

/** Why an action's impact cannot be judged so. */
export type ImpactRefusal =
  | { readonly code: 'judge-has-a-stake'; readonly stakes: readonly Stake[] }
  | { readonly code: 'reasons-required' }
  | {
      readonly code: 'evidence-too-low'
      readonly needed: EvidenceLevel
      readonly accepted: EvidenceLevel | null
    }
  | { readonly code: 'no-check-held' }

/** What is on record when impact is judged. */
export type ImpactFacts = {
  readonly holders: StakeHolders
  readonly acceptedLevel: EvidenceLevel | null
  readonly checkHeld: boolean
}

/** Judges the impact of an action: by somebody without a stake, with reasons, carried by accepted evidence. */
export function judgeImpact(
  judgement: { readonly to: Impact; readonly by: Actor; readonly reasons: string },
  facts: ImpactFacts,
): Result<Impact, ImpactRefusal> {
  const stakes = stakesOf(judgement.by, facts.holders)
  if (stakes.length > 0) return no({ code: 'judge-has-a-stake', stakes })
  if (!judgement.reasons.trim()) return no({ code: 'reasons-required' })
  const guard: ImpactGuard = impactScale[judgement.to]
  if (guard.level !== null && (facts.acceptedLevel ?? -1) < guard.level)
    return no({ code: 'evidence-too-low', needed: guard.level, accepted: facts.acceptedLevel })
  return guard.heldCheck && !facts.checkHeld ? no({ code: 'no-check-held' }) : ok(judgement.to)
}
