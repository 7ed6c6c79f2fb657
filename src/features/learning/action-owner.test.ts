import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, asPlainDate } from '#shared/dates.ts'
import { currentOwner, ownerOn, reassign, transferToSuccessor } from './action-owner.ts'
import type { Owners } from './action-owner.ts'
import type { Delivery } from './model.ts'
import { action, council, id, nurse } from './test-world.ts'

const change = {
  agency: nurse.agency,
  post: id<never>('deputy'),
  person: null,
  from: asPlainDate('2026-01-05'),
  reason: 'The post moved',
  by: council,
}

describe('changing hands', () => {
  test('the former owner stays on record, and the owner of any day can be told', () => {
    const moved = reassign(action(), change)
    if (!moved.ok) throw new Error('an open action may change hands')
    expect(moved.value.map(({ post }) => post)).toEqual(['safeguarding-lead', 'deputy'])
    expect(currentOwner(moved.value)).toMatchObject({ post: 'deputy', because: 'reassigned' })
    expect(ownerOn(moved.value, asPlainDate('2026-01-04'))?.post).toBe('safeguarding-lead')
    expect(ownerOn(moved.value, asPlainDate('2026-01-05'))?.post).toBe('deputy')
    expect(ownerOn(moved.value, asPlainDate('2025-09-30'))).toBeUndefined()
  })

  test.each([
    ['no reason', { reason: ' ' }, { code: 'reason-required' }],
    [
      'a day before the last change',
      { from: asPlainDate('2025-09-30') },
      { code: 'before-the-last-change', since: '2025-10-01' },
    ],
    [
      'no change at all',
      { post: id<never>('safeguarding-lead'), person: id<never>('nurse') },
      { code: 'not-a-change' },
    ],
  ])('is refused with %s', (_, gap, refusal) => {
    expect(reassign(action(), { ...change, ...gap })).toEqual({ ok: false, refusal })
  })

  test.each(['evidence-accepted', 'cancelled', 'transferred'] as Delivery[])(
    'is refused once the action is %s',
    (delivery) => {
      expect(reassign(action({ delivery }), change)).toEqual({
        ok: false,
        refusal: { code: 'action-ended', delivery },
      })
    },
  )
})

describe('a body that was abolished', () => {
  const successor = { ...change, agency: id<never>('new-body'), post: id<never>('new-lead') }

  test('hands its action to its successor, the same action with its history', () => {
    const moved = transferToSuccessor(action(), nurse.agency, successor)
    expect(moved).toMatchObject({
      ok: true,
      value: [{ agency: 'trust' }, { agency: 'new-body', because: 'successor' }],
    })
  })

  test('hands on only what it owns, and not to itself', () => {
    expect(transferToSuccessor(action(), council.agency, successor)).toEqual({
      ok: false,
      refusal: { code: 'not-the-owner', owner: 'trust' },
    })
    expect(transferToSuccessor(action(), nurse.agency, change)).toEqual({
      ok: false,
      refusal: { code: 'not-a-change' },
    })
  })
})

test('however often an action changes hands, no owner is lost and the days stay in order', () => {
  const hand = fc.record({
    agency: fc.constantFrom('trust', 'a', 'b'),
    days: fc.integer({ min: -5, max: 40 }),
  })
  fc.assert(
    fc.property(fc.array(hand, { maxLength: 12 }), (hands) => {
      let owners: Owners = action().owners
      for (const { agency, days } of hands) {
        const from = addDays(currentOwner(owners).from, days)
        const next = { ...change, agency: id<never>(agency), from }
        const moved = transferToSuccessor(
          { owners, delivery: 'on-track' },
          currentOwner(owners).agency,
          next,
        )
        if (!moved.ok) continue
        expect(moved.value.slice(0, -1)).toEqual(owners)
        owners = moved.value
      }
      const days = owners.map(({ from }) => from)
      expect(days.toSorted()).toEqual(days)
    }),
  )
})
