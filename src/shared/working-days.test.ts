import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { englandAndWales } from './bank-holidays.ts'
import { addDays, addMonths, asPlainDate, weekday } from './dates.ts'
import type { PlainDate } from './dates.ts'
import {
  addClearWorkingDays,
  addWorkingDays,
  isWorkingDay,
  lastWorkingDayBefore,
  workingDaysBetween,
} from './working-days.ts'

type Unit = 'workingDays' | 'months' | 'days'
// id, unit, from, n, expected, weekday of expected, last working day before (only when expected is not a working day), what it shows
const DEADLINE_EXAMPLES: readonly [
  string,
  Unit,
  string,
  number,
  string,
  string,
  string | null,
  string,
][] = [
  ['A', 'workingDays', '2025-09-10', 5, '2025-09-17', 'Wed', null, 'aware Wed -> SIN'],
  ['A2', 'workingDays', '2025-09-15', 15, '2025-10-06', 'Mon', null, 'notified Mon -> RR'],
  [
    'A3a',
    'workingDays',
    '2025-09-17',
    1,
    '2025-09-18',
    'Thu',
    null,
    'Devon plan, notified Wed = day 0: WD 1',
  ],
  ['A3b', 'workingDays', '2025-09-17', 10, '2025-10-01', 'Wed', null, 'Devon plan: WD 10'],
  ['A3c', 'workingDays', '2025-09-17', 12, '2025-10-03', 'Fri', null, 'Devon plan: WD 12'],
  ['A3d', 'workingDays', '2025-09-17', 14, '2025-10-07', 'Tue', null, 'Devon plan: WD 14'],
  [
    'A3e',
    'workingDays',
    '2025-09-17',
    15,
    '2025-10-08',
    'Wed',
    null,
    'Devon plan: WD 15 = national RR date',
  ],
  ['A3f', 'workingDays', '2025-09-17', 16, '2025-10-09', 'Thu', null, 'Devon plan: WD 16'],
  [
    'A4',
    'workingDays',
    '2025-09-16',
    16,
    '2025-10-08',
    'Wed',
    null,
    'Devon plan if the notification day is day 1: its WD 16 = national WD 15',
  ],
  [
    'B',
    'workingDays',
    '2025-12-20',
    5,
    '2025-12-30',
    'Tue',
    null,
    'aware Sat -> SIN; 25, 26 Dec skipped',
  ],
  [
    'B2',
    'workingDays',
    '2025-12-23',
    15,
    '2026-01-16',
    'Fri',
    null,
    'notified Tue -> RR; 25, 26 Dec, 1 Jan skipped',
  ],
  [
    'C',
    'workingDays',
    '2026-03-31',
    5,
    '2026-04-09',
    'Thu',
    null,
    'aware Tue -> SIN; Easter 3, 6 Apr skipped',
  ],
  [
    'C2',
    'workingDays',
    '2026-04-01',
    15,
    '2026-04-24',
    'Fri',
    null,
    'notified Wed -> RR over Easter',
  ],
  [
    'C3',
    'workingDays',
    '2026-04-09',
    15,
    '2026-04-30',
    'Thu',
    null,
    'notified Thu -> RR after Easter',
  ],
  [
    'D',
    'workingDays',
    '2020-12-21',
    -7,
    '2020-12-10',
    'Thu',
    null,
    'publish Mon -> Panel copy (date of the NS statement)',
  ],
  ['D2', 'workingDays', '2020-12-21', -8, '2020-12-09', 'Wed', null, 'same, clear-days setting'],
  [
    'E',
    'workingDays',
    '2026-04-07',
    -7,
    '2026-03-25',
    'Wed',
    null,
    'publish Tue after Easter -> Panel copy',
  ],
  [
    'F',
    'workingDays',
    '2026-01-05',
    -7,
    '2025-12-22',
    'Mon',
    null,
    'publish Mon after New Year -> Panel copy',
  ],
  [
    'G',
    'workingDays',
    '2022-09-09',
    15,
    '2022-10-03',
    'Mon',
    null,
    'notified Fri -> RR; 19 Sep (state funeral) skipped',
  ],
  [
    'H',
    'workingDays',
    '2026-12-18',
    5,
    '2026-12-29',
    'Tue',
    null,
    'aware Fri -> SIN; 25 and substitute 28 Dec skipped',
  ],
  [
    'I1',
    'workingDays',
    '2026-06-08',
    15,
    '2026-06-29',
    'Mon',
    null,
    'RR, anchor notified Mon (show both)',
  ],
  [
    'I2',
    'workingDays',
    '2026-06-01',
    15,
    '2026-06-22',
    'Mon',
    null,
    'RR, anchor aware Mon (show both)',
  ],
  [
    'J',
    'months',
    '2025-08-31',
    6,
    '2026-02-28',
    'Sat',
    '2026-02-27',
    'LCSPR decided Sun; short month + weekend warning',
  ],
  [
    'K',
    'months',
    '2025-11-30',
    6,
    '2026-05-30',
    'Sat',
    '2026-05-29',
    'LCSPR decided Sun; weekend warning',
  ],
  ['L', 'months', '2026-12-31', 6, '2027-06-30', 'Wed', null, 'LCSPR decided Thu; 31st to 30th'],
  [
    'M',
    'months',
    '2020-12-21',
    12,
    '2021-12-21',
    'Tue',
    null,
    'published -> keep public at least until',
  ],
  ['N', 'days', '2026-03-02', 56, '2026-04-27', 'Mon', null, 'PFD received Mon -> answer'],
  [
    'O',
    'workingDays',
    '2023-05-02',
    5,
    '2023-05-10',
    'Wed',
    null,
    'aware Tue -> SIN; 8 May (coronation) skipped',
  ],
  [
    'P',
    'workingDays',
    '2022-05-30',
    5,
    '2022-06-08',
    'Wed',
    null,
    'aware Mon -> SIN; 2, 3 Jun (jubilee) skipped',
  ],
  [
    'Q',
    'workingDays',
    '2020-05-01',
    5,
    '2020-05-11',
    'Mon',
    null,
    'aware Fri -> SIN; 4 May worked, 8 May skipped',
  ],
  [
    'R',
    'workingDays',
    '2022-12-20',
    5,
    '2022-12-29',
    'Thu',
    null,
    'aware Tue -> SIN; 26 and substitute 27 Dec skipped',
  ],
  [
    'S',
    'workingDays',
    '2027-12-23',
    5,
    '2028-01-04',
    'Tue',
    null,
    'aware Thu -> SIN; substitutes 27, 28 Dec and 3 Jan skipped',
  ],
  [
    'T',
    'workingDays',
    '2025-08-25',
    5,
    '2025-09-01',
    'Mon',
    null,
    'aware on a bank holiday Mon: stays day 0',
  ],
  ['U', 'months', '2027-08-31', 6, '2028-02-29', 'Tue', null, 'leap year'],
  ['V', 'months', '2024-08-31', 6, '2025-02-28', 'Fri', null, 'ordinary year'],
]

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function compute(unit: Unit, from: PlainDate, n: number): PlainDate {
  if (unit === 'months') return addMonths(from, n)
  if (unit === 'days') return addDays(from, n)
  return value(addWorkingDays(from, n, englandAndWales))
}

function value<T>(result: { ok: true; value: T } | { ok: false; refusal: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

describe('the worked examples', () => {
  test.each(DEADLINE_EXAMPLES)(
    '%s: %s from %s, %i, is %s (%s, warning %s): %s',
    (_id, unit, from, n, expected, day, warned) => {
      const due = compute(unit, asPlainDate(from), n)
      expect(due).toBe(expected)
      expect(weekdays[weekday(due) - 1]).toBe(day)
      const works = value(isWorkingDay(due, englandAndWales))
      expect(works ? null : value(lastWorkingDayBefore(due, englandAndWales))).toBe(warned)
    },
  )

  test('clear days take one day more than the plain count', () => {
    expect(value(addClearWorkingDays(asPlainDate('2020-12-21'), -7, englandAndWales))).toBe(
      '2020-12-09',
    )
    expect(value(addClearWorkingDays(asPlainDate('2020-12-09'), 7, englandAndWales))).toBe(
      '2020-12-21',
    )
  })
})

describe('the list of bank holidays', () => {
  test('has 8 days a year, more where one-off days were added, all of them real dates on weekdays', () => {
    const counts = new Map<string, number>()
    for (const day of englandAndWales.days) {
      expect(weekday(asPlainDate(day))).toBeLessThan(6)
      counts.set(day.slice(0, 4), (counts.get(day.slice(0, 4)) ?? 0) + 1)
    }
    for (let year = 2018; year <= 2028; year++)
      expect(counts.get(String(year))).toBe(year === 2022 ? 10 : year === 2023 ? 9 : 8)
  })

  test('refuses to calculate past its last year and before its first, and names the year', () => {
    expect(addWorkingDays(asPlainDate('2028-12-20'), 15, englandAndWales)).toEqual({
      ok: false,
      refusal: { code: 'past-holiday-list', lastYear: 2028 },
    })
    expect(addWorkingDays(asPlainDate('2018-01-02'), -1, englandAndWales)).toEqual({
      ok: false,
      refusal: { code: 'before-holiday-list', firstYear: 2018 },
    })
    expect(isWorkingDay(asPlainDate('2029-01-02'), englandAndWales).ok).toBe(false)
    expect(
      workingDaysBetween(asPlainDate('2028-01-04'), asPlainDate('2029-01-02'), englandAndWales).ok,
    ).toBe(false)
  })
})

const someDay = fc.integer({ min: 0, max: 3300 }).map((n) => addDays(asPlainDate('2019-06-01'), n))
const someCount = fc.integer({ min: 1, max: 60 })

describe('counting working days', () => {
  test('never lands on a weekend or a bank holiday', () => {
    fc.assert(
      fc.property(someDay, someCount, fc.boolean(), (day, n, back) => {
        const due = value(addWorkingDays(day, back ? -n : n, englandAndWales))
        expect(weekday(due)).toBeLessThan(6)
        expect(englandAndWales.days.has(due)).toBe(false)
      }),
    )
  })

  test('forward and back again returns to a working day', () => {
    fc.assert(
      fc.property(someDay, someCount, (day, n) => {
        const start = value(addWorkingDays(day, 1, englandAndWales))
        const due = value(addWorkingDays(start, n, englandAndWales))
        expect(value(addWorkingDays(due, -n, englandAndWales))).toBe(start)
        expect(value(workingDaysBetween(day, due, englandAndWales))).toBe(n + 1)
        expect(value(workingDaysBetween(due, start, englandAndWales))).toBe(-n)
      }),
    )
  })

  test('counts between two days what counting day by day counts, forwards and backwards', () => {
    fc.assert(
      fc.property(fc.nat(2300), fc.nat(1000), (start, apart) => {
        const day = addDays(asPlainDate('2019-06-01'), start)
        const last = addDays(day, apart)
        const days = Array.from({ length: apart + 1 }, (_, at) => addDays(day, at))
        const working = (some: readonly PlainDate[]) =>
          some.filter((each) => value(isWorkingDay(each, englandAndWales))).length
        const forwards = value(workingDaysBetween(day, last, englandAndWales))
        const backwards = value(workingDaysBetween(last, day, englandAndWales))
        expect(forwards).toBe(working(days.slice(1)))
        expect(Math.abs(backwards)).toBe(working(days.slice(0, -1)))
      }),
    )
  })

  test('one day more is always a later date, and a later anchor never an earlier one', () => {
    fc.assert(
      fc.property(someDay, someCount, fc.nat(40), (day, n, later) => {
        const due = value(addWorkingDays(day, n, englandAndWales))
        expect(value(addWorkingDays(day, n + 1, englandAndWales)) > due).toBe(true)
        expect(value(addWorkingDays(addDays(day, later), n, englandAndWales)) >= due).toBe(true)
      }),
    )
  })

  test('no working days at all leave the anchor where it is, working day or not', () => {
    expect(value(addWorkingDays(asPlainDate('2025-12-25'), 0, englandAndWales))).toBe('2025-12-25')
    expect(
      value(
        workingDaysBetween(asPlainDate('2025-12-25'), asPlainDate('2025-12-25'), englandAndWales),
      ),
    ).toBe(0)
  })
})
