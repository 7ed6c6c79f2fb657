import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#shared/dates.ts'
import {
  applyDeliveryEvent,
  deliveryActLabels,
  deliveryActsFrom,
  deliveryTransition,
  deliveryTransitions,
  isActionEnded,
  moveAction,
  newDeliveryLife,
  replayDelivery,
} from './action.ts'
import type { DeliveryAct, DeliveryEvent, DeliveryFacts } from './action.ts'
import type { Delivery, EvidenceLevel } from './model.ts'
import { stakesOf } from './stake.ts'
import { at, colleague, council, holders, nurse, officer, today } from './test-world.ts'

const acts = Object.keys(deliveryActLabels) as DeliveryAct[]
const deliveries = Object.keys(deliveryTransitions) as Delivery[]
const facts: DeliveryFacts = { holders, acceptedLevel: 2 }

function step(act: DeliveryAct, more: { by?: typeof nurse; reason?: string | null } = {}) {
  const reason = more.reason === undefined ? 'a reason' : more.reason
  return { act, by: more.by ?? officer, at, on: today, reason }
}

function life(delivery: Delivery) {
  return { delivery, deliveredOn: null }
}

describe('every cell of the table', () => {
  const cells = deliveries.flatMap((delivery) => acts.map((act) => [delivery, act] as const))

  test.each(cells)('from %s, %s goes where the table says, or nowhere', (delivery, act) => {
    const cell = deliveryTransition(delivery, act)
    const result = moveAction(life(delivery), step(act), facts)
    expect(deliveryActsFrom(delivery).includes(act)).toBe(cell !== undefined)
    if (!cell) {
      expect(result).toEqual({ ok: false, refusal: { code: 'not-from-here', delivery, act } })
      return
    }
    expect(result).toMatchObject({ ok: true, value: { from: delivery, to: cell.to } })
    if (cell.reason === 'required')
      expect(moveAction(life(delivery), step(act, { reason: ' ' }), facts)).toEqual({
        ok: false,
        refusal: { code: 'reason-required' },
      })
  })

  test('what has ended is left only by reopening', () => {
    for (const delivery of deliveries.filter(isActionEnded))
      expect(deliveryActsFrom(delivery)).toEqual(['reopen'])
  })
})

describe('the owner claims, others accept', () => {
  test('the owner may say that it is done', () => {
    expect(moveAction(life('on-track'), step('claim-delivered', { by: nurse }), facts).ok).toBe(
      true,
    )
  })

  test.each([
    ['the owner', nurse],
    ['a colleague of the owner', colleague],
  ])('%s neither accepts nor returns', (_, by) => {
    for (const act of ['accept-evidence', 'return'] as const)
      expect(moveAction(life('delivered'), step(act, { by }), facts)).toEqual({
        ok: false,
        refusal: { code: 'judge-has-a-stake', stakes: stakesOf(by, holders) },
      })
  })

  test.each([null, 0] as const)('nothing is accepted on evidence of level %s', (acceptedLevel) => {
    const bare = { holders, acceptedLevel }
    expect(moveAction(life('delivered'), step('accept-evidence'), bare)).toEqual({
      ok: false,
      refusal: { code: 'no-accepted-evidence' },
    })
  })
})

test('any life replays from its history, and evidence is accepted only after a claim, by somebody else', () => {
  const wish = fc.record({
    act: fc.constantFrom(...acts),
    by: fc.constantFrom(nurse, colleague, officer, council),
    reason: fc.constantFrom(null, 'a reason'),
    level: fc.constantFrom<EvidenceLevel | null>(null, 0, 1, 3),
    days: fc.nat(100),
  })
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 40 }), (wishes) => {
      let now = newDeliveryLife
      const history: DeliveryEvent[] = []
      for (const { level, days, ...wanted } of wishes) {
        const given = { holders, acceptedLevel: level }
        const on = addDays(today, days)
        const moved = moveAction(now, { ...step(wanted.act, wanted), on }, given)
        if (!moved.ok) continue
        if (moved.value.to === 'evidence-accepted') {
          expect(now.delivery).toBe('delivered')
          expect(wanted.by.agency).not.toBe('trust')
        }
        history.push(moved.value)
        now = applyDeliveryEvent(now, moved.value)
        const isDone = now.delivery === 'delivered' || now.delivery === 'evidence-accepted'
        expect(now.deliveredOn !== null).toBe(isDone)
      }
      expect(replayDelivery(history)).toEqual(now)
    }),
  )
})
