import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EvidenceLevel, RecommendationStatus } from './model.ts'
import {
  publicStateOfEvidence,
  publicWords,
  whatBecameOf,
  whatHappenedNext,
} from './public-words.ts'
import type { PublicFacts, PublicState } from './public-words.ts'
import { recommendationTransitions } from './recommendation.ts'

const facts: PublicFacts = {
  status: 'in-delivery',
  rung: 3,
  acceptedLevel: null,
  someActionOverdue: false,
  allAddresseesAnswered: true,
}
const states = Object.keys(publicWords) as PublicState[]
const statuses = Object.keys(recommendationTransitions) as RecommendationStatus[]

describe('what happened next', () => {
  test.each<[RecommendationStatus, Partial<PublicFacts>, PublicState]>([
    ['draft', {}, 'being-considered'],
    ['quality-checked', {}, 'being-considered'],
    ['quality-checked', { allAddresseesAnswered: false }, 'not-yet-answered'],
    ['agreed', {}, 'accepted-not-started'],
    ['agreed-changed', { someActionOverdue: true }, 'under-way-late'],
    ['already-met', {}, 'said-already-done-evidence-not-accepted'],
    ['already-met', { acceptedLevel: 1 }, 'activity-only'],
    ['in-delivery', {}, 'under-way'],
    ['in-delivery', { someActionOverdue: true }, 'under-way-late'],
    ['delivered', {}, 'said-done-evidence-not-accepted'],
    ['delivered', { acceptedLevel: 0 }, 'said-done-evidence-not-accepted'],
    ['delivered', { acceptedLevel: 2 }, 'activity-only'],
    ['delivered', { acceptedLevel: 3 }, 'evidence-accepted'],
    ['delivered', { acceptedLevel: 4, rung: null }, 'activity-only'],
    ['assured', {}, 'evidence-accepted'],
    ['achieved', {}, 'achieved'],
    ['rejected', {}, 'rejected'],
    ['superseded', {}, 'superseded'],
    ['overtaken', {}, 'overtaken'],
    ['done-not-measurable', {}, 'done-not-measurable'],
    ['reopened', {}, 'reopened'],
  ])('%s with %o is worded %s', (status, more, state) => {
    expect(whatHappenedNext({ ...facts, ...more, status })).toBe(state)
  })

  test('nothing is worded as done before somebody without a stake accepted it', () => {
    const world = fc.record({
      status: fc.constantFrom(...statuses),
      rung: fc.constantFrom(null, 1 as const, 2 as const, 3 as const, 4 as const),
      acceptedLevel: fc.constantFrom<EvidenceLevel | null>(null, 0),
      someActionOverdue: fc.boolean(),
      allAddresseesAnswered: fc.boolean(),
    })
    const done: readonly PublicState[] = ['activity-only', 'evidence-accepted', 'achieved']
    fc.assert(
      fc.property(world, (given) => {
        // These two are entered only with accepted evidence, which the recommendation's own rules see to.
        fc.pre(given.status !== 'assured' && given.status !== 'achieved')
        expect(done).not.toContain(whatHappenedNext(given))
      }),
    )
  })

  test('“no information held” is never worded as nothing done', () => {
    expect(publicWords['no-information-held']).toBe('No information held in Heed')
    for (const state of states)
      expect(publicWords[state].toLowerCase()).not.toMatch(/nothing|failed/)
  })
})

describe('what became of a claim', () => {
  test('without any tie no information is held', () => {
    expect(whatBecameOf([])).toBe('no-information-held')
  })

  test.each(states)('tied to one thing that is %s, it is that', (state) => {
    expect(whatBecameOf([state])).toBe(state)
  })

  test('tied to several, it is as far as the furthest, whatever their order', () => {
    expect(
      whatBecameOf(['under-way', 'evidence-accepted', 'said-done-evidence-not-accepted']),
    ).toBe('evidence-accepted')
    expect(whatBecameOf(['achieved', 'reopened'])).toBe('reopened')
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states)), (some) => {
        expect(whatBecameOf(some)).toBe(whatBecameOf(some.toReversed()))
      }),
    )
  })

  test.each([
    [null, 'said-done-evidence-not-accepted'],
    [0, 'said-done-evidence-not-accepted'],
    [1, 'activity-only'],
    [2, 'activity-only'],
    [3, 'evidence-accepted'],
    [4, 'evidence-accepted'],
  ] as const)('evidence accepted at level %s shows %s', (level, state) => {
    expect(publicStateOfEvidence(level)).toBe(state)
  })
})
