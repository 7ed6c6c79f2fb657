import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { englandAndWales } from '#shared/bank-holidays.ts'
import { addDays, asPlainDate } from '#shared/dates.ts'
import { lastWorkingDayBefore } from '#shared/working-days.ts'
import { choosePublicationDate, earliestPublication, latestCopyDay } from './publication-date.ts'

const rule = { workingDays: 7, clearDays: false, holidays: englandAndWales }

describe('the worked examples', () => {
  test.each([
    ['D', '2020-12-21', false, '2020-12-10'],
    ['D2', '2020-12-21', true, '2020-12-09'],
    ['E', '2026-04-07', false, '2026-03-25'],
    ['F', '2026-01-05', false, '2025-12-22'],
  ])('%s: for publication on %s (clear days: %s) the copy goes by %s', (_, on, clearDays, by) => {
    expect(latestCopyDay(asPlainDate(on), { ...rule, clearDays })).toEqual({ ok: true, value: by })
  })
})

describe('a day of publication', () => {
  test('is refused when the copy would reach the Panel too late, and the first possible day is named', () => {
    expect(
      choosePublicationDate(asPlainDate('2026-04-06'), asPlainDate('2026-03-26'), rule),
    ).toEqual({
      ok: false,
      refusal: { code: 'too-soon-for-the-copy', copyBy: '2026-03-25', earliest: '2026-04-08' },
    })
  })

  test('on a weekend is kept, with the working day before it as a warning', () => {
    expect(
      choosePublicationDate(asPlainDate('2026-05-30'), asPlainDate('2026-05-01'), rule),
    ).toMatchObject({
      ok: true,
      value: { warning: { code: 'not-a-working-day', lastWorkingDay: '2026-05-29' } },
    })
  })

  test('is not reckoned past the last year of known bank holidays', () => {
    const refusal = { code: 'past-holiday-list', lastYear: 2028 }
    expect(earliestPublication(asPlainDate('2028-12-27'), rule)).toEqual({ ok: false, refusal })
    expect(
      choosePublicationDate(asPlainDate('2029-02-01'), asPlainDate('2028-12-01'), rule),
    ).toEqual({ ok: false, refusal })
  })
})

test('the earliest day is the first working day that is not refused, on whatever day the copy goes out', () => {
  const day = fc
    .integer({ min: 0, max: 3600 })
    .map((days) => addDays(asPlainDate('2018-03-01'), days))
  fc.assert(
    fc.property(day, fc.boolean(), (copyOn, clearDays) => {
      const using = { ...rule, clearDays }
      const earliest = earliestPublication(copyOn, using)
      if (!earliest.ok) throw new Error('inside the known years a day is always named')
      expect(choosePublicationDate(earliest.value, copyOn, using)).toMatchObject({
        ok: true,
        value: { warning: null },
      })
      const dayBefore = lastWorkingDayBefore(earliest.value, englandAndWales)
      const before = dayBefore.ok && choosePublicationDate(dayBefore.value, copyOn, using)
      expect(before).toMatchObject({ ok: false, refusal: { earliest: earliest.value } })
    }),
  )
})
