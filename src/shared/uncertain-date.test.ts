import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, asPlainDate } from './dates.ts'
import {
  compareUncertainDates,
  earliest,
  latest,
  parseUncertainDate,
  sayUncertainDate,
} from './uncertain-date.ts'
import type { UncertainDate } from './uncertain-date.ts'

const someDay = fc.nat(20_000).map((n) => addDays(asPlainDate('1980-01-01'), n))
const someDate: fc.Arbitrary<UncertainDate> = fc.oneof(
  fc.record({ kind: fc.constantFrom('exact' as const, 'about' as const), on: someDay }),
  fc.record({
    kind: fc.constant('month' as const),
    year: fc.integer({ min: 1980, max: 2040 }),
    month: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({ kind: fc.constant('year' as const), year: fc.integer({ min: 1980, max: 2040 }) }),
  fc
    .tuple(someDay, fc.nat(900))
    .map(([from, n]) => ({ kind: 'between' as const, from, to: addDays(from, n) })),
)

test('every uncertain date survives being stored, and begins no later than it ends', () => {
  fc.assert(
    fc.property(someDate, (date) => {
      expect(parseUncertainDate(JSON.parse(JSON.stringify(date)))).toEqual(date)
      expect(earliest(date) <= latest(date)).toBe(true)
    }),
  )
})

test('the order of a chronology is an order', () => {
  fc.assert(
    fc.property(someDate, someDate, someDate, (a, b, c) => {
      expect(compareUncertainDates(a, b) + compareUncertainDates(b, a)).toBe(0)
      const [x, y, z] = [a, b, c].toSorted(compareUncertainDates)
      if (x && y && z) expect(compareUncertainDates(x, z)).toBeLessThanOrEqual(0)
      if (y && z) expect(compareUncertainDates(y, z)).toBeLessThanOrEqual(0)
    }),
  )
})

test.each([
  [{ kind: 'exact', on: '2025-10-06' }, '6 October 2025'],
  [{ kind: 'about', on: '2025-10-06' }, 'about 6 October 2025'],
  [{ kind: 'month', year: 2024, month: 2 }, 'February 2024'],
  [{ kind: 'year', year: 2019 }, '2019'],
  [
    { kind: 'between', from: '2025-05-01', to: '2025-10-06' },
    'between 1 May 2025 and 6 October 2025',
  ],
])('%j is said as "%s"', (stored, words) => {
  const date = parseUncertainDate(stored)
  expect(date && sayUncertainDate(date)).toBe(words)
})

test('February ends on its last day', () => {
  expect(latest({ kind: 'month', year: 2024, month: 2 })).toBe('2024-02-29')
})

test.each([
  null,
  'exact',
  {},
  { kind: 'exact' },
  { kind: 'exact', on: '2025-02-30' },
  { kind: 'month', year: 2025, month: 13 },
  { kind: 'month', year: 2025 },
  { kind: 'year', year: '2025' },
  { kind: 'between', from: '2025-05-02', to: '2025-05-01' },
  { kind: 'between', from: 3, to: '2025-05-01' },
  { kind: 'soon', year: 2025 },
])('%j is not an uncertain date', (value) => expect(parseUncertainDate(value)).toBeUndefined())
