import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMilliseconds,
  addMonths,
  asInstant,
  asPlainDate,
  compareDates,
  compareInstants,
  daysBetween,
  daysInMonth,
  endOfLondonDay,
  londonTime,
  londonToday,
  millisecondsBetween,
  parseInstant,
  parsePlainDate,
  partsOf,
  plainDateFromParts,
  startOfLondonDay,
  weekday,
} from './dates.ts'

const someDay = fc
  .integer({ min: -200_000, max: 400_000 })
  .map((n) => addDays(asPlainDate('2000-01-01'), n))

describe('reading a date', () => {
  test.each(['2024-02-29', '2025-12-31', '1999-01-01', '0099-03-04'])('%s exists', (text) => {
    expect(parsePlainDate(text)).toBe(text)
  })

  test.each([
    '2025-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-01-32',
    '2025-1-2',
    '25-01-02',
    ' 2025-01-02',
    '2025-01-02T00:00',
    '02/01/2025',
    '',
    '2025-04-31',
    '+002025-01-01',
  ])('%j is not a date', (text) => {
    expect(parsePlainDate(text)).toBeUndefined()
  })

  test('three boxes make a date only when it exists', () => {
    expect(plainDateFromParts(29, 2, 2024)).toBe('2024-02-29')
    expect(plainDateFromParts(29, 2, 2025)).toBeUndefined()
    expect(plainDateFromParts(1.5, 2, 2025)).toBeUndefined()
    expect(plainDateFromParts(6, 10, 25)).toBe('0025-10-06')
    expect(plainDateFromParts(Number.NaN, 2, 2025)).toBeUndefined()
  })

  test('every date comes apart and together again', () => {
    fc.assert(
      fc.property(someDay, (date) => {
        const { day, month, year } = partsOf(date)
        expect(plainDateFromParts(day, month, year)).toBe(date)
      }),
    )
  })
})

describe('calendar arithmetic', () => {
  test('days added and counted again agree, and the weekday moves with them', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -4000, max: 4000 }), (date, n) => {
        const there = addDays(date, n)
        expect(daysBetween(date, there)).toBe(n)
        expect(addDays(there, -n)).toBe(date)
        expect((((weekday(there) - weekday(date) - n) % 7) + 7) % 7).toBe(0)
        expect(Math.sign(compareDates(there, date))).toBe(Math.sign(n))
      }),
    )
  })

  test('months keep the day number, or take the last day of a shorter month', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -300, max: 300 }), (date, n) => {
        const from = partsOf(date)
        const to = partsOf(addMonths(date, n))
        expect(to.year * 12 + to.month - (from.year * 12 + from.month)).toBe(n)
        expect(to.day).toBe(Math.min(from.day, daysInMonth(to.year, to.month)))
      }),
    )
  })

  test('a known Monday is a Monday', () => {
    expect(weekday(asPlainDate('2025-10-06'))).toBe(1)
    expect(weekday(asPlainDate('2025-10-05'))).toBe(7)
  })
})

describe('moments', () => {
  test.each([
    ['2026-03-27T09:30:00Z', '2026-03-27T09:30:00.000Z'],
    ['2026-03-27T09:30:00.123456Z', '2026-03-27T09:30:00.123Z'],
    ['2026-07-01T10:00:00+01:00', '2026-07-01T09:00:00.000Z'],
    ['2026-07-01T10:00Z', '2026-07-01T10:00:00.000Z'],
  ])('%s is %s', (text, moment) => expect(parseInstant(text)).toBe(moment))

  test.each([
    '2026-02-30T09:30:00Z',
    '2026-03-27T24:00:00Z',
    '2026-03-27T09:30:00',
    '2026-03-27',
    'now',
    '2026-03-27T09:61:00Z',
  ])('%j is not a moment', (text) => {
    expect(parseInstant(text)).toBeUndefined()
    expect(() => asInstant(text)).toThrow(RangeError)
  })

  test('moments are compared and subtracted', () => {
    const a = asInstant('2026-03-27T09:30:00Z')
    const b = addMilliseconds(a, 90_000)
    expect(millisecondsBetween(a, b)).toBe(90_000)
    expect(compareInstants(a, b)).toBeLessThan(0)
    expect(asInstant(new Date(a))).toBe(a)
  })
})

describe('London', () => {
  test('late in a summer evening it is already tomorrow', () => {
    expect(londonToday(asInstant('2026-07-01T23:30:00Z'))).toBe('2026-07-02')
    expect(londonToday(asInstant('2026-01-01T23:30:00Z'))).toBe('2026-01-01')
    expect(londonTime(asInstant('2026-07-01T08:15:00Z'))).toEqual({
      date: '2026-07-01',
      hour: 9,
      minute: 15,
    })
  })

  test('a deadline is met until 23:59:59 on the clock in London, also on the days of 23 and 25 hours', () => {
    expect(endOfLondonDay(asPlainDate('2026-01-15'))).toBe('2026-01-15T23:59:59.000Z')
    expect(endOfLondonDay(asPlainDate('2026-07-15'))).toBe('2026-07-15T22:59:59.000Z')
    expect(endOfLondonDay(asPlainDate('2026-03-29'))).toBe('2026-03-29T22:59:59.000Z')
    expect(endOfLondonDay(asPlainDate('2026-10-25'))).toBe('2026-10-25T23:59:59.000Z')
    expect(startOfLondonDay(asPlainDate('2026-03-29'))).toBe('2026-03-29T00:00:00.000Z')
  })

  test('each day begins when the last one has ended', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (n) => {
        const date = addDays(asPlainDate('1990-01-01'), n)
        const end = endOfLondonDay(date)
        expect(londonToday(end)).toBe(date)
        expect(londonToday(addMilliseconds(end, 1000))).toBe(addDays(date, 1))
        expect(londonToday(startOfLondonDay(date))).toBe(date)
      }),
      { numRuns: 200 },
    )
  })
})
