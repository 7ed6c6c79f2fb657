import { describe, expect, it } from 'vitest'
import { benchOf } from './assurance.ts'
import { checkRecorder, consequenceOf, openOutcomes } from './assurance-consequences.ts'
import type { AssuranceOutcome, RecommendationStatus } from './model.ts'
import {
  isRecommendationEnded,
  recommendationTransition,
  recommendationTransitions,
} from './recommendation.ts'
import { council, holders, id, nurse, officer, school } from './test-world.ts'
import { outcomeWords } from './work-words.ts'

const statuses = Object.keys(recommendationTransitions) as RecommendationStatus[]
const outcomes = Object.keys(outcomeWords) as AssuranceOutcome[]
const pairs = statuses.flatMap((status) => outcomes.map((outcome) => [status, outcome] as const))

describe('what a decision does', () => {
  it.each(pairs)(
    'to one that stands at %s, when it says %s, is a step that its table knows',
    (status, outcome) => {
      const act = consequenceOf(status, outcome)
      if (act === 'stays' || act === 'not-open') return
      expect(recommendationTransition(status, act)).toBeDefined()
    },
  )

  it('assures only what was said done, and only when the rung is reached', () => {
    const assuring = pairs.filter(
      ([status, outcome]) => consequenceOf(status, outcome) === 'assure',
    )
    expect(assuring).toEqual([
      ['already-met', 'rung-reached'],
      ['delivered', 'rung-reached'],
    ])
  })

  it('opens again what had ended only because it did not hold', () => {
    for (const status of statuses.filter(isRecommendationEnded))
      expect(openOutcomes(status).every((outcome) => outcome === 'not-held')).toBe(true)
  })

  it('is nothing while the work goes on', () => {
    for (const status of ['draft', 'quality-checked', 'agreed', 'in-delivery', 'reopened'] as const)
      expect(openOutcomes(status)).toEqual([])
  })
})

describe('who writes a decision down', () => {
  const bench = benchOf([nurse, officer, council, school], holders)

  it('is one of the judges', () => {
    expect(checkRecorder(bench, officer.principal)).toBeUndefined()
  })

  it('is nobody who stands aside, and nobody who was not there', () => {
    expect(checkRecorder(bench, nurse.principal)?.code).toBe('recorder-stands-aside')
    expect(checkRecorder(bench, id('somebody-else'))?.code).toBe('recorder-not-present')
  })
})
