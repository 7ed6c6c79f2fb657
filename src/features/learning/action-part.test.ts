import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkActionInError,
  mayAssignWithin,
  reportedIn,
  stepsOf,
  takesActions,
  takesReports,
  voiceFor,
} from './action-part.ts'
import type { ActionRights } from './action-part.ts'
import { deliveryActsFrom, deliveryTransition, deliveryTransitions } from './action.ts'
import type { Delivery } from './model.ts'
import { recommendationTransitions } from './recommendation.ts'
import type { RecommendationStatus } from './model.ts'

const none: ActionRights = {
  report: false,
  assign: false,
  redate: false,
  end: false,
  judge: false,
  recordFor: false,
}
const owner = { ...none, report: true }
const lead = { ...owner, assign: true }
const manager = { ...lead, redate: true, end: true, recordFor: true }
const stranger = { fillsThePost: false, ofTheAgency: false }
const deliveries = Object.keys(deliveryTransitions) as Delivery[]

describe('who speaks for an action', () => {
  it('is whoever fills its post, and the lead of its agency', () => {
    expect(voiceFor({ fillsThePost: true, ofTheAgency: true }, owner)).toBe('own')
    expect(voiceFor({ fillsThePost: false, ofTheAgency: true }, lead)).toBe('own')
  })

  it('is not a colleague of the owner, nor another agency’s lead', () => {
    expect(voiceFor({ fillsThePost: false, ofTheAgency: true }, owner)).toBeUndefined()
    expect(voiceFor(stranger, lead)).toBeUndefined()
  })

  it('is the business manager only on behalf of the agency', () => {
    expect(voiceFor(stranger, manager)).toBe('on-behalf')
  })

  it('is nobody who may not report at all', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (fillsThePost, ofTheAgency, assign) => {
        const rights = { ...none, assign, recordFor: true }
        expect(voiceFor({ fillsThePost, ofTheAgency }, rights)).toBeUndefined()
      }),
    )
  })
})

describe('a report in its voice', () => {
  const said = { receivedFrom: 'Head of nursing', receivedHow: 'letter', receivedOn: 5 } as const

  it('says where it came from when it is recorded for an agency', () => {
    expect(reportedIn('on-behalf', said)).toEqual({
      ok: true,
      value: { from: 'Head of nursing', how: 'letter', on: 5 },
    })
  })

  it.each(['receivedFrom', 'receivedHow', 'receivedOn'] as const)(
    'is refused without %s',
    (left) => {
      expect(reportedIn('on-behalf', { ...said, [left]: undefined })).toMatchObject({
        refusal: { code: 'where-from-missing' },
      })
    },
  )

  it('says nothing of it when it is the owner’s own', () => {
    expect(reportedIn('own', said)).toEqual({ ok: true, value: null })
  })

  it('is nobody’s who has no part in the action', () => {
    expect(reportedIn(undefined, said)).toMatchObject({ refusal: { code: 'not-your-action' } })
  })
})

describe('giving actions away', () => {
  it('is for a lead within the own agency, and for the partnership everywhere', () => {
    expect(mayAssignWithin(true, lead)).toBe(true)
    expect(mayAssignWithin(false, lead)).toBe(false)
    expect(mayAssignWithin(false, manager)).toBe(true)
    expect(mayAssignWithin(true, owner)).toBe(false)
  })

  it('begins when the recommendation is agreed and stops when it has ended', () => {
    const open = (Object.keys(recommendationTransitions) as RecommendationStatus[]).filter(
      takesActions,
    )
    expect(open).toEqual([
      'agreed',
      'agreed-changed',
      'already-met',
      'in-delivery',
      'delivered',
      'assured',
      'reopened',
    ])
  })
})

describe('the steps of others', () => {
  it.each(deliveries)('from %s are exactly those that the table gives to them', (delivery) => {
    for (const taker of ['assurance', 'partnership'] as const)
      expect(stepsOf(taker, delivery)).toEqual(
        deliveryActsFrom(delivery).filter((act) => deliveryTransition(delivery, act)?.by === taker),
      )
    expect(stepsOf('assurance', delivery).includes('accept-evidence')).toBe(
      delivery === 'delivered',
    )
  })

  it('leave reporting to the owner while something is still to be done', () => {
    expect(deliveries.filter(takesReports)).toEqual([
      'not-started',
      'on-track',
      'at-risk',
      'off-track',
    ])
  })
})

it('only an action that nobody worked on was recorded in error', () => {
  expect(checkActionInError({ delivery: 'not-started', hasEvidence: false })).toBeUndefined()
  expect(checkActionInError({ delivery: 'not-started', hasEvidence: true })?.code).toBe(
    'work-has-begun',
  )
  expect(checkActionInError({ delivery: 'on-track', hasEvidence: false })?.code).toBe(
    'work-has-begun',
  )
})
