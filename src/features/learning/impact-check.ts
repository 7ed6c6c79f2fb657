import { addMonths } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { ImpactCheck, ImpactJudgement, RecommendationStatus, Stake } from './model.ts'
import { stakesOf } from './stake.ts'
import type { StakeHolders } from './stake.ts'

/** Months after the evidence at which the change is looked at again: our default, editable; a national rhythm is not confirmed. */
export const defaultCheckMonths: readonly number[] = [3, 6, 12]

/** What follows from each finding of a check. */
export const checkConsequences = {
  improved: 'held',
  some: 'held',
  none: 'failed',
  worse: 'failed',
  'cannot-tell': 'check-again',
} as const satisfies Record<ImpactJudgement, 'held' | 'failed' | 'check-again'>

/** Why a check cannot be recorded. */
export type ImpactCheckRefusal =
  | { readonly code: 'judge-has-a-stake'; readonly stakes: readonly Stake[] }
  | { readonly code: 'already-recorded' }
  | { readonly code: 'reasons-required' }
  | { readonly code: 'method-required' }

/** The result of a check as somebody records it. */
export type ImpactResult = NonNullable<ImpactCheck['result']>

/** Plans the checks of a round from the day on which the evidence was accepted. */
export function planImpactChecks(
  evidencedOn: PlainDate,
  round: number,
  months: readonly number[] = defaultCheckMonths,
): readonly ImpactCheck[] {
  return months.map((count, at) => ({
    number: at + 1,
    due: addMonths(evidencedOn, count),
    round,
    result: null,
  }))
}

/** Records what a check found. It is judged by somebody without a stake, and once. */
export function recordImpactCheck(
  check: ImpactCheck,
  result: ImpactResult,
  holders: StakeHolders,
): Result<ImpactCheck, ImpactCheckRefusal> {
  if (check.result) return no({ code: 'already-recorded' })
  const stakes = stakesOf(result.by, holders)
  if (stakes.length > 0) return no({ code: 'judge-has-a-stake', stakes })
  if (!result.method.trim()) return no({ code: 'method-required' })
  if (!result.reasons.trim()) return no({ code: 'reasons-required' })
  return ok({ ...check, result })
}

/** Whether a check showed that the change did not hold. */
export function isFailedCheck({ result }: ImpactCheck): boolean {
  return result !== null && checkConsequences[result.judgement] === 'failed'
}

/** Whether this finding re-opens a recommendation that stands so: a failed check does, wherever assurance had been given. */
export function mustReopen(status: RecommendationStatus, check: ImpactCheck): boolean {
  const wasAssured =
    status === 'assured' || status === 'achieved' || status === 'done-not-measurable'
  return wasAssured && isFailedCheck(check)
}

/** The next check when one could not tell: as long after it as the first one came after the evidence. */
export function checkAgain(
  check: ImpactCheck,
  last: number,
  months: number = defaultCheckMonths[0] ?? 3,
): ImpactCheck | undefined {
  if (check.result === null) return undefined
  if (checkConsequences[check.result.judgement] !== 'check-again') return undefined
  const due = addMonths(check.result.on, months)
  return { number: last + 1, due, round: check.round, result: null }
}
