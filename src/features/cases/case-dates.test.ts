import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, asInstant, asPlainDate } from '#shared/dates.ts'
import { changeDate, checkCaseDates, earliestOf, firstKnown, latestOf } from './case-dates.ts'
import { caseDateNames } from './model.ts'
import type { Actor, CaseDate, CaseDateName, CaseDates, DatedFact } from './model.ts'

const officer = { principal: 'p1', agency: 'council', post: null } as unknown as Actor
const at = asInstant('2025-09-20T10:00:00.000Z')
const today = asPlainDate('2025-09-20')

function exactly(on: string): CaseDate {
  return { known: 'exactly', on: asPlainDate(on) }
}

function about(earliest: string, latest: string): CaseDate {
  return { known: 'about', earliest: asPlainDate(earliest), latest: asPlainDate(latest) }
}

const unknown: CaseDate = { known: 'no', because: 'not-asked' }

function dates(known: Partial<Record<CaseDateName, CaseDate>>): CaseDates {
  const entries = caseDateNames.map((name) => [name, firstKnown(known[name] ?? unknown)] as const)
  return Object.fromEntries(entries) as Record<CaseDateName, DatedFact>
}

describe('the four dates together', () => {
  test('stand with any of them unknown', () => {
    const all = {
      incidentOn: exactly('2025-09-08'),
      discoveredOn: exactly('2025-09-09'),
      laAwareOn: exactly('2025-09-10'),
      notifiedOn: exactly('2025-09-15'),
    }
    for (let mask = 0; mask < 16; mask += 1) {
      const some = Object.fromEntries(
        Object.entries(all).filter((_, at) => (mask & (1 << at)) !== 0),
      )
      expect(checkCaseDates(dates(some), today).ok).toBe(true)
    }
  })

  test('are refused when one lies ahead', () => {
    const refused = checkCaseDates(dates({ notifiedOn: exactly('2025-09-21') }), today)
    expect(refused).toEqual({
      ok: false,
      refusal: { code: 'in-the-future', date: 'notifiedOn' },
    })
  })

  test('are refused when a later step certainly came before an earlier one', () => {
    const refused = checkCaseDates(
      dates({ incidentOn: exactly('2025-09-12'), notifiedOn: exactly('2025-09-11') }),
      today,
    )
    expect(refused).toEqual({
      ok: false,
      refusal: { code: 'out-of-order', earlier: 'incidentOn', later: 'notifiedOn' },
    })
  })

  test('stand when a rough date leaves room for the right order', () => {
    const known = {
      incidentOn: about('2025-09-01', '2025-09-14'),
      laAwareOn: exactly('2025-09-10'),
    }
    expect(checkCaseDates(dates(known), today).ok).toBe(true)
  })

  test('are refused when a span ends before it begins', () => {
    const refused = checkCaseDates(dates({ incidentOn: about('2025-09-09', '2025-09-01') }), today)
    expect(refused).toEqual({ ok: false, refusal: { code: 'span-reversed', date: 'incidentOn' } })
  })
})

describe('what is known of a date', () => {
  test('the earliest and the latest day that it can have been', () => {
    expect(earliestOf(exactly('2025-09-10'))).toBe('2025-09-10')
    expect(latestOf(exactly('2025-09-10'))).toBe('2025-09-10')
    expect(earliestOf(about('2025-09-01', '2025-09-05'))).toBe('2025-09-01')
    expect(latestOf(about('2025-09-01', '2025-09-05'))).toBe('2025-09-05')
    expect(earliestOf(unknown)).toBeUndefined()
    expect(latestOf(unknown)).toBeUndefined()
  })
})

describe('correcting a date', () => {
  test('asks for a reason and for a change', () => {
    const fact = firstKnown(exactly('2025-09-10'))
    const change = {
      to: exactly('2025-09-09'),
      at,
      by: officer,
      reason: 'The call came the day before',
    }
    expect(changeDate(fact, { ...change, reason: ' ' })).toEqual({
      ok: false,
      refusal: { code: 'reason-required' },
    })
    expect(changeDate(fact, { ...change, to: fact.now })).toEqual({
      ok: false,
      refusal: { code: 'not-a-change' },
    })
  })

  test('keeps every earlier value in order, with author, reason and time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 12 }), (days) => {
        let fact = firstKnown(unknown)
        const values: CaseDate[] = [unknown]
        for (const day of days) {
          const to: CaseDate = { known: 'exactly', on: addDays(today, -day) }
          const changed = changeDate(fact, { to, at, by: officer, reason: 'Corrected' })
          if (!changed.ok) continue
          fact = changed.value
          values.push(to)
        }
        expect([...fact.before.map(({ was }) => was), fact.now]).toEqual(values)
        expect(fact.before.every(({ by, reason }) => by === officer && reason !== '')).toBe(true)
      }),
    )
  })
})
