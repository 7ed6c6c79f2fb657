import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { reviewCriteria } from './model.ts'
import type { CriterionAnswer, ReviewCriterion, ReviewDecision } from './model.ts'

/** Why a decision on a review cannot be recorded yet. */
export type DecisionRefusal =
  | { readonly code: 'reasons-required' }
  | { readonly code: 'criteria-unanswered'; readonly criteria: readonly ReviewCriterion[] }
  | { readonly code: 'criteria-need-reasons'; readonly criteria: readonly ReviewCriterion[] }
  | { readonly code: 'criterion-answered-twice'; readonly criterion: ReviewCriterion }

/** The questions that partners answer, in plain words. */
export const criterionWords: Readonly<Record<ReviewCriterion, string>> = {
  'improvements-needed': 'Does it show improvements that are needed, also ones identified before?',
  'recurring-themes': 'Does it show themes that recur?',
  'agencies-working-together': 'Are there concerns about how two or more agencies worked together?',
  'panel-sees-it-local': 'Did the Panel consider it and think it better handled locally?',
  'one-agency-only': 'Is there concern about one agency only?',
  'no-agency-involved': 'Was no agency involved?',
  'several-areas': 'Does it reach over more than one council, police or health area?',
  'institutional-setting': 'Did it happen in an institutional setting?',
}

/**
 * Checks a decision on what follows the rapid review. Meeting the definition of a serious case does not make a review
 * compulsory: partners weigh every criterion and say why. "Not known" is an answer; silence is not.
 */
export function decideOnReview(decision: ReviewDecision): Result<ReviewDecision, DecisionRefusal> {
  if (!decision.reasons.trim()) return no({ code: 'reasons-required' })
  const answered = decision.criteria.map(({ criterion }) => criterion)
  const twice = answered.find((criterion, at) => answered.indexOf(criterion) !== at)
  if (twice) return no({ code: 'criterion-answered-twice', criterion: twice })
  const unanswered = reviewCriteria.filter((criterion) => !answered.includes(criterion))
  if (unanswered.length > 0) return no({ code: 'criteria-unanswered', criteria: unanswered })
  const bare = decision.criteria.filter(isWithoutReasons).map(({ criterion }) => criterion)
  return bare.length > 0 ? no({ code: 'criteria-need-reasons', criteria: bare }) : ok(decision)
}

function isWithoutReasons({ reasons }: CriterionAnswer): boolean {
  return !reasons.trim()
}
