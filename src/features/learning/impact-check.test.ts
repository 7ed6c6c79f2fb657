import { describe, expect, test } from 'vitest'
import { asPlainDate } from '#shared/dates.ts'
import {
  checkAgain,
  checkConsequences,
  isFailedCheck,
  mustReopen,
  planImpactChecks,
  recordImpactCheck,
} from './impact-check.ts'
import type { ImpactResult } from './impact-check.ts'
import type { ImpactCheck, ImpactJudgement, RecommendationStatus } from './model.ts'
import { recommendationTransitions } from './recommendation.ts'
import { colleague, holders, officer, today } from './test-world.ts'

const planned: ImpactCheck = { number: 1, due: asPlainDate('2026-05-31'), round: 1, result: null }
const result: ImpactResult = {
  on: today,
  by: officer,
  method: 'Dip sample',
  sampleSize: 20,
  againstBaseline: '3 of 20 before, 18 of 20 now',
  judgement: 'improved',
  reasons: 'Sheets are filled in on most wards',
  unintended: '',
}
const judgements = Object.keys(checkConsequences) as ImpactJudgement[]
const statuses = Object.keys(recommendationTransitions) as RecommendationStatus[]

test('checks are planned 3, 6 and 12 months after the evidence, or as the partnership says', () => {
  const evidenced = asPlainDate('2025-11-30')
  expect(planImpactChecks(evidenced, 1).map(({ number, due }) => [number, due])).toEqual([
    [1, '2026-02-28'],
    [2, '2026-05-30'],
    [3, '2026-11-30'],
  ])
  expect(planImpactChecks(evidenced, 2, [1]).map(({ due, round }) => [due, round])).toEqual([
    ['2025-12-30', 2],
  ])
})

describe('recording a check', () => {
  test.each([
    [
      'by a colleague of the owner',
      { by: colleague },
      { code: 'judge-has-a-stake', stakes: ['member-of-owning-agency'] },
    ],
    ['without a method', { method: '' }, { code: 'method-required' }],
    ['without reasons', { reasons: ' ' }, { code: 'reasons-required' }],
  ])('%s is refused', (_, gap, refusal) => {
    expect(recordImpactCheck(planned, { ...result, ...gap }, holders)).toEqual({
      ok: false,
      refusal,
    })
  })

  test('is done once', () => {
    const recorded = recordImpactCheck(planned, result, holders)
    expect(recorded).toEqual({ ok: true, value: { ...planned, result } })
    expect(recordImpactCheck({ ...planned, result }, result, holders)).toEqual({
      ok: false,
      refusal: { code: 'already-recorded' },
    })
  })
})

describe('what follows', () => {
  const assured: readonly RecommendationStatus[] = ['assured', 'achieved', 'done-not-measurable']

  test.each(
    judgements.flatMap((judgement) => statuses.map((status) => [judgement, status] as const)),
  )('%s on a recommendation that is %s', (judgement, status) => {
    const check = { ...planned, result: { ...result, judgement } }
    const failed = judgement === 'none' || judgement === 'worse'
    expect(isFailedCheck(check)).toBe(failed)
    expect(mustReopen(status, check)).toBe(failed && assured.includes(status))
    if (mustReopen(status, check))
      expect(Object.keys(recommendationTransitions[status])).toContain('reopen')
  })

  test('when one cannot tell, another check is planned', () => {
    const check = { ...planned, result: { ...result, judgement: 'cannot-tell' as const } }
    expect(checkAgain(check, 3)).toEqual({
      number: 4,
      due: '2026-06-02',
      round: 1,
      result: null,
    })
    expect(checkAgain({ ...planned, result }, 3)).toBeUndefined()
    expect(checkAgain(planned, 3)).toBeUndefined()
    expect(isFailedCheck(planned)).toBe(false)
  })
})
