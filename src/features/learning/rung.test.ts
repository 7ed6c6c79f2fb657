import { describe, expect, test } from 'vitest'
import type { RecommendationStatus, Rung } from './model.ts'
import { isRecommendationEnded, recommendationTransitions } from './recommendation.ts'
import { currentRung, setRung } from './rung.ts'
import { at, holders, nurse, officer } from './test-world.ts'

const statuses = Object.keys(recommendationTransitions) as RecommendationStatus[]

function setting(rung: Rung, by = officer, reason = 'In proportion to what it asks') {
  return { rung, by, at, reason }
}

const second = [setting(2)]

describe('the rung that a recommendation has to reach', () => {
  test('is the last one set; earlier ones are kept', () => {
    expect(currentRung([])).toBeNull()
    const raised = setRung({ status: 'agreed', rungs: second }, setting(3), holders)
    expect(raised).toEqual({ ok: true, value: [...second, setting(3)] })
    expect(raised.ok && currentRung(raised.value)).toBe(3)
  })

  test('needs a reason and a change', () => {
    const about = { status: 'agreed', rungs: second } as const
    expect(setRung(about, setting(3, officer, ''), holders)).toEqual({
      ok: false,
      refusal: { code: 'reason-required' },
    })
    expect(setRung(about, setting(2), holders)).toEqual({
      ok: false,
      refusal: { code: 'not-a-change' },
    })
  })

  test.each(statuses)(
    'when %s, can be raised while open and lowered only before it is said to be done',
    (status) => {
      const about = { status, rungs: second }
      const isOpen = !isRecommendationEnded(status)
      expect(setRung(about, setting(4, nurse), holders).ok).toBe(isOpen)
      const tooLate = ['delivered', 'already-met', 'assured'].includes(status)
      expect(setRung(about, setting(1), holders).ok).toBe(isOpen && !tooLate)
    },
  )

  test('is not lowered by the owner’s side', () => {
    expect(
      setRung({ status: 'in-delivery', rungs: second }, setting(1, nurse), holders),
    ).toMatchObject({
      ok: false,
      refusal: { code: 'judge-has-a-stake' },
    })
  })
})
