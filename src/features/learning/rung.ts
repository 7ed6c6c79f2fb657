import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { RecommendationStatus, Rung, RungSetting, Stake } from './model.ts'
import { isRecommendationEnded } from './recommendation.ts'
import { stakesOf } from './stake.ts'
import type { StakeHolders } from './stake.ts'

/** Why a rung cannot be set so. */
export type RungRefusal =
  | { readonly code: 'reason-required' }
  | { readonly code: 'not-a-change' }
  | { readonly code: 'recommendation-ended' }
  | { readonly code: 'too-late-to-lower'; readonly rung: Rung }
  | { readonly code: 'judge-has-a-stake'; readonly stakes: readonly Stake[] }

/** The rung that counts. */
export function currentRung(rungs: readonly RungSetting[]): Rung | null {
  return rungs.at(-1)?.rung ?? null
}

/**
 * Sets the rung that a recommendation has to reach, in proportion to what it asks. It can be raised while the
 * recommendation is open. It can be lowered only before anybody says that the work is done, and only by somebody without
 * a stake. Earlier settings are kept.
 */
export function setRung(
  about: { readonly status: RecommendationStatus; readonly rungs: readonly RungSetting[] },
  setting: RungSetting,
  holders: StakeHolders,
): Result<readonly RungSetting[], RungRefusal> {
  const { status, rungs } = about
  const now = currentRung(rungs)
  if (isRecommendationEnded(status)) return no({ code: 'recommendation-ended' })
  if (!setting.reason.trim()) return no({ code: 'reason-required' })
  if (now === setting.rung) return no({ code: 'not-a-change' })
  const refusal = now !== null && setting.rung < now && lowering(status, setting, holders)
  return refusal ? no(refusal) : ok([...rungs, setting])
}

function lowering(
  status: RecommendationStatus,
  setting: RungSetting,
  holders: StakeHolders,
): RungRefusal | undefined {
  if (status === 'delivered' || status === 'already-met' || status === 'assured')
    return { code: 'too-late-to-lower', rung: setting.rung }
  const stakes = stakesOf(setting.by, holders)
  return stakes.length > 0 ? { code: 'judge-has-a-stake', stakes } : undefined
}
