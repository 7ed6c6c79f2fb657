import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, asPlainDate } from '#shared/dates.ts'
import {
  actionLateness,
  currentDue,
  latenessAgainstOriginal,
  milestoneLateness,
  redate,
} from './lateness.ts'
import type { Delivery, DueDate } from './model.ts'
import { action, at, council } from './test-world.ts'

const due = asPlainDate('2026-02-01')

function on(day: string) {
  return { today: asPlainDate(day), dueSoonDays: 14 }
}

function move(to: string, reason = 'The supplier is late') {
  return { to: asPlainDate(to), reason, approvedBy: council, at }
}

describe('lateness is reckoned', () => {
  test.each([
    ['2026-01-01', { state: 'due-later', days: 31 }],
    ['2026-01-18', { state: 'due-soon', days: 14 }],
    ['2026-01-31', { state: 'due-soon', days: 1 }],
    ['2026-02-01', { state: 'due-today' }],
    ['2026-02-02', { state: 'overdue', days: 1 }],
    ['2026-04-02', { state: 'overdue', days: 60 }],
  ])('on %s an action due on 1 February is %o', (day, lateness) => {
    expect(actionLateness(action(), on(day))).toEqual(lateness)
  })

  test('an action said to be done waits for its evidence and is not overdue', () => {
    const inTime = action({ delivery: 'delivered', deliveredOn: due })
    expect(actionLateness(inTime, on('2026-06-01'))).toEqual({ state: 'done-in-time' })
    const late = action({ delivery: 'delivered', deliveredOn: addDays(due, 9) })
    expect(actionLateness(late, on('2026-06-01'))).toEqual({ state: 'done-late', days: 9 })
  })

  test.each(['cancelled', 'transferred'] as Delivery[])('a %s action is not late', (delivery) => {
    expect(actionLateness(action({ delivery }), on('2026-06-01'))).toEqual({ state: 'ended' })
  })

  test('a milestone has its own date', () => {
    const milestone = { text: 'Draft sheet', due: { original: due, moves: [] }, doneOn: null }
    expect(milestoneLateness(milestone, on('2026-02-03'))).toEqual({ state: 'overdue', days: 2 })
    expect(milestoneLateness({ ...milestone, doneOn: due }, on('2026-02-03'))).toEqual({
      state: 'done-in-time',
    })
  })
})

describe('moving a date', () => {
  test('keeps the old one, and lateness against the first stays visible', () => {
    const moved = redate(action(), move('2026-05-01'))
    if (!moved.ok) throw new Error('an open action may be moved')
    expect(moved.value).toEqual({ original: due, moves: [move('2026-05-01')] })
    const later = action({ due: moved.value })
    expect(actionLateness(later, on('2026-03-01'))).toEqual({ state: 'due-later', days: 61 })
    expect(latenessAgainstOriginal(later, on('2026-03-01'))).toEqual({ state: 'overdue', days: 28 })
  })

  test('needs a reason, a change and an open action', () => {
    expect(redate(action(), move('2026-05-01', ''))).toEqual({
      ok: false,
      refusal: { code: 'reason-required' },
    })
    expect(redate(action(), move('2026-02-01'))).toEqual({
      ok: false,
      refusal: { code: 'not-a-change' },
    })
    expect(redate(action({ delivery: 'cancelled' }), move('2026-05-01'))).toEqual({
      ok: false,
      refusal: { code: 'action-ended', delivery: 'cancelled' },
    })
  })

  test('however often, never touches the first date or an earlier move', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -60, max: 200 }), { maxLength: 15 }), (days) => {
        let now: DueDate = { original: due, moves: [] }
        for (const count of days) {
          const to = addDays(due, count)
          const moved = redate({ due: now, delivery: 'on-track' }, { ...move('2026-05-01'), to })
          expect(moved.ok).toBe(to !== currentDue(now))
          if (!moved.ok) continue
          expect(moved.value.original).toBe(due)
          expect(moved.value.moves.slice(0, -1)).toEqual(now.moves)
          expect(currentDue(moved.value)).toBe(to)
          now = moved.value
        }
      }),
    )
  })
})
