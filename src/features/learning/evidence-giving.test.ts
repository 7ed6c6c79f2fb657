import { describe, expect, it } from 'vitest'
import { addDays, asPlainDate } from '#shared/dates.ts'
import { checkGiving, figureOf, takesEvidence } from './evidence-giving.ts'
import type { Giving } from './evidence-giving.ts'
import type { RecommendationStatus } from './model.ts'
import { recommendationTransitions } from './recommendation.ts'
import { today } from './test-world.ts'

const given: Giving = {
  kind: 'dip-sample',
  claimedLevel: 3,
  givenOn: asPlainDate('2026-02-10'),
  freshUntil: null,
  figure: { counted: 18, of: 20, what: 'discharge sheets' },
  receivedOn: null,
}
const about = { status: 'in-delivery', today } as const
const code = (more: Partial<Giving>) => checkGiving({ ...given, ...more }, about)?.code

describe('giving evidence', () => {
  it('is open once the recommendation was checked, until it ends', () => {
    const open = (Object.keys(recommendationTransitions) as RecommendationStatus[]).filter(
      takesEvidence,
    )
    expect(open).toEqual([
      'quality-checked',
      'agreed',
      'agreed-changed',
      'already-met',
      'in-delivery',
      'delivered',
      'assured',
      'reopened',
    ])
    expect(checkGiving(given, { ...about, status: 'achieved' })?.code).toBe(
      'recommendation-takes-no-evidence',
    )
  })

  it('takes a whole figure with its denominator, or none', () => {
    const nothing = { counted: undefined, of: undefined, what: undefined }
    expect(code({})).toBeUndefined()
    expect(code({ figure: nothing })).toBeUndefined()
    expect(code({ figure: { ...given.figure, what: undefined } })).toBe('figure-incomplete')
    expect(code({ figure: { ...given.figure, counted: undefined } })).toBe('figure-incomplete')
    expect(code({ figure: { ...nothing, of: 20 } })).toBe('figure-incomplete')
    expect(code({ figure: { ...given.figure, counted: 21 } })).toBe('more-than-all')
    expect(figureOf(given.figure)).toEqual({ counted: 18, of: 20, what: 'discharge sheets' })
    expect(figureOf(nothing)).toBeNull()
  })

  it('calls a statement a statement', () => {
    expect(code({ kind: 'statement', claimedLevel: 1 })).toBe('statement-claims-more')
    expect(code({ kind: 'statement', claimedLevel: 0 })).toBeUndefined()
  })

  it('knows the day it is from, and when it has to be given anew', () => {
    expect(code({ givenOn: today })).toBeUndefined()
    expect(code({ givenOn: addDays(today, 1) })).toBe('given-in-the-future')
    expect(code({ receivedOn: addDays(today, 1) })).toBe('received-in-the-future')
    expect(code({ freshUntil: given.givenOn })).toBe('fresh-until-too-early')
    expect(code({ freshUntil: addDays(given.givenOn, 1) })).toBeUndefined()
  })
})
