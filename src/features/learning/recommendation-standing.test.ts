import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, asPlainDate } from '#shared/dates.ts'
import type { Answer, RecommendationStatus } from './model.ts'
import {
  answerThatStands,
  daysOverdue,
  standingOf,
  undoneStatuses,
} from './recommendation-standing.ts'
import { recommendationTransitions } from './recommendation.ts'
import { at, id, nurse, today } from './test-world.ts'

const statuses = Object.keys(recommendationTransitions) as RecommendationStatus[]

function answer(agency: string, kind: Answer['kind'] = 'accepted'): Answer {
  return {
    agency: id(agency),
    kind,
    reasons: '',
    change: '',
    evidence: [],
    origin: { kind: 'own', by: nurse, at },
  }
}

describe('how late a recommendation is', () => {
  test.each(statuses)('%s is late only while what is asked is still to be done', (status) => {
    const late = undoneStatuses.some((each) => each === status) ? 3 : 0
    expect(daysOverdue({ dueOn: addDays(today, -3), status }, today)).toBe(late)
  })

  test('it is not late on its day, nor without a date', () => {
    expect(daysOverdue({ dueOn: today, status: 'in-delivery' }, today)).toBe(0)
    expect(daysOverdue({ dueOn: null, status: 'in-delivery' }, today)).toBe(0)
  })
})

describe('how an agency stands', () => {
  test('it is silent from the day after its answer was due, and not before it was asked', () => {
    const due = asPlainDate('2026-03-02')
    expect(standingOf({ answerDueOn: null }, undefined, today)).toEqual({ state: 'not-asked' })
    expect(standingOf({ answerDueOn: due }, undefined, due)).toMatchObject({ state: 'waiting' })
    expect(standingOf({ answerDueOn: due }, undefined, addDays(due, 1))).toMatchObject({
      state: 'silent',
      days: 1,
    })
    expect(standingOf({ answerDueOn: due }, answer('trust'), addDays(due, 9))).toEqual({
      state: 'answered',
      confirmed: true,
    })
  })

  test('its own last answer stands, else that of a body it took over, and never a stranger’s', () => {
    const asked = {
      agency: id<Answer['agency']>('new'),
      before: [{ agency: id<Answer['agency']>('old') }],
    }
    const names = fc.array(fc.constantFrom('new', 'old', 'other'), { maxLength: 8 })
    fc.assert(
      fc.property(names, (given) => {
        const answers = given.map((name) => answer(name))
        const stands = answerThatStands(answers, asked)
        const expected = given.includes('new') ? 'new' : given.includes('old') ? 'old' : undefined
        expect(stands?.agency).toBe(expected)
        if (stands) expect(stands).toBe(answers.findLast((each) => each.agency === expected))
      }),
    )
  })
})
