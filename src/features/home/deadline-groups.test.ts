import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asPlainDate } from '#shared/dates.ts'
import { byUrgencyOf, isOfKind, sayUrgencies, urgencies, urgencyOf } from './deadline-groups.ts'
import type { Dated } from './deadline-groups.ts'

const running = (workingDays: number | null, days = 1): Dated => ({
  due: asPlainDate('2026-03-02'),
  state: { state: 'running', days, workingDays },
})

describe('how soon a deadline asks for somebody', () => {
  it('is a matter of working days, and of days where these cannot be counted', () => {
    expect(urgencyOf({ state: { state: 'overdue', days: 1, workingDays: 0 } })).toBe('late')
    expect(urgencyOf({ state: { state: 'due-today' } })).toBe('today')
    expect(urgencyOf(running(5, 7))).toBe('soon')
    expect(urgencyOf(running(6, 8))).toBe('later')
    expect(urgencyOf(running(null, 5))).toBe('soon')
    expect(urgencyOf(running(null, 6))).toBe('later')
  })

  it('puts each deadline into one group, in the order of their dates, however they came', () => {
    const states = fc.oneof(
      fc.record({
        state: fc.constantFrom('running' as const, 'due-soon' as const, 'overdue' as const),
        days: fc.nat(30),
        workingDays: fc.option(fc.nat(20)),
      }),
      fc.constant({ state: 'due-today' as const }),
    )
    const dates = fc
      .integer({ min: 1, max: 28 })
      .map((day) => asPlainDate(`2026-02-${String(day).padStart(2, '0')}`))
    const rows = fc.array(
      fc.record({
        reference: fc.integer({ min: 1, max: 99 }).map((n) => `Case ${n}`),
        deadline: fc.record({ due: fc.option(dates), state: states }),
      }),
    )
    fc.assert(
      fc.property(rows, (given) => {
        const groups = byUrgencyOf(given)
        const all = urgencies.flatMap((urgency) => groups.get(urgency) ?? [])
        expect(new Set(all)).toEqual(new Set(given))
        expect(all).toHaveLength(given.length)
        for (const group of groups.values()) {
          const due = group.map((row) => row.deadline.due ?? '9999-12-31')
          expect(due).toEqual(due.toSorted())
        }
        const reversed = byUrgencyOf(given.toReversed())
        for (const urgency of urgencies)
          expect(reversed.get(urgency)).toHaveLength(groups.get(urgency)?.length ?? 0)
      }),
    )
  })

  it('is said in one sentence', () => {
    const one = { reference: 'Case 2026-01', deadline: running(2) }
    const late = {
      reference: 'Case 2026-02',
      deadline: { due: null, state: { state: 'overdue', days: 3, workingDays: 1 } as const },
    }
    expect(sayUrgencies(byUrgencyOf([one, late, late]))).toBe(
      '2 late, 1 in the next five working days.',
    )
    expect(sayUrgencies(byUrgencyOf([]))).toBe('Nothing is due in the next five working days.')
  })
})

it('law and guidance are one kind, the own targets another', () => {
  expect(isOfKind('binding', 'statutory')).toBe(true)
  expect(isOfKind('binding', 'guidance')).toBe(true)
  expect(isOfKind('binding', 'local')).toBe(false)
  expect(isOfKind('local', 'guidance')).toBe(false)
  expect(isOfKind('all', 'local')).toBe(true)
})
