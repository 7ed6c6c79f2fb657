import { expect, test } from 'vitest'
import { asPlainDate } from '#shared/dates.ts'
import type { Actor } from '#features/cases/model.ts'
import { reviewCriteria, reviewOutcomes } from './model.ts'
import type { ReviewDecision } from './model.ts'
import { criterionWords, decideOnReview } from './review-decision.ts'

const decision: ReviewDecision = {
  outcome: 'review',
  reasons: 'The same gap was found in 2020',
  criteria: reviewCriteria.map((criterion) => ({
    criterion,
    answer: 'asked-not-known',
    reasons: 'The chronology is not complete',
  })),
  viewOnNational: '',
  decidedOn: asPlainDate('2025-10-06'),
  decidedBy: { principal: 'p1', agency: 'a1', post: null } as unknown as Actor,
}

test.each(reviewOutcomes)(
  'the outcome %s stands with every criterion answered and reasons',
  (outcome) => {
    expect(decideOnReview({ ...decision, outcome })).toEqual({
      ok: true,
      value: { ...decision, outcome },
    })
  },
)

test('a decision without reasons is refused', () => {
  expect(decideOnReview({ ...decision, reasons: '  ' })).toEqual({
    ok: false,
    refusal: { code: 'reasons-required' },
  })
})

test.each(reviewCriteria)('silence about %s is refused and named', (criterion) => {
  const criteria = decision.criteria.filter((one) => one.criterion !== criterion)
  expect(decideOnReview({ ...decision, criteria })).toEqual({
    ok: false,
    refusal: { code: 'criteria-unanswered', criteria: [criterion] },
  })
})

test.each(reviewCriteria)(
  'an answer about %s without reasons is refused and named',
  (criterion) => {
    const criteria = decision.criteria.map((one) =>
      one.criterion === criterion ? { ...one, reasons: '' } : one,
    )
    expect(decideOnReview({ ...decision, criteria })).toEqual({
      ok: false,
      refusal: { code: 'criteria-need-reasons', criteria: [criterion] },
    })
  },
)

test('two answers to one criterion are refused', () => {
  const criteria = [...decision.criteria, ...decision.criteria.slice(0, 1)]
  expect(decideOnReview({ ...decision, criteria })).toMatchObject({
    ok: false,
    refusal: { code: 'criterion-answered-twice' },
  })
})

test('each criterion has its question', () => {
  for (const criterion of reviewCriteria) expect(criterionWords[criterion]).toMatch(/\?$/)
})
