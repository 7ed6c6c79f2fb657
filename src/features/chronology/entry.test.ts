import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asPlainDate } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import {
  checkTimes,
  knowledgeOn,
  knownFrom,
  mayChange,
  movePart,
  readFacts,
  sayFacts,
} from './entry.ts'
import type { ThreeTimes } from './entry.ts'
import { partStatuses } from './model.ts'
import { between, inMonth, onDay } from './when.ts'

const d = asPlainDate
const today = d('2026-12-01')
const happened = inMonth(d('2019-03-01'))

describe('the three times of an entry', () => {
  it.each<[string, ThreeTimes, string | undefined]>([
    ['fit', { happened, knew: onDay(d('2019-03-05')), recordedOn: d('2019-03-06') }, undefined],
    ['need not be known', { happened, knew: null, recordedOn: null }, undefined],
    [
      'lie in the future',
      { happened: onDay(d('2026-12-02')), knew: null, recordedOn: null },
      'happens-later',
    ],
    [
      'begin with knowing',
      { happened, knew: onDay(d('2019-02-28')), recordedOn: null },
      'knew-before-it-happened',
    ],
    [
      'begin with writing',
      { happened, knew: null, recordedOn: d('2019-02-28') },
      'recorded-before-it-happened',
    ],
    [
      'write before knowing',
      { happened, knew: onDay(d('2019-03-09')), recordedOn: d('2019-03-08') },
      'recorded-before-it-was-known',
    ],
    [
      'are written tomorrow',
      { happened, knew: null, recordedOn: d('2026-12-02') },
      'recorded-later',
    ],
  ])('%s', (_name, times, code) => {
    const checked = checkTimes(times, today)
    expect(checked.ok ? undefined : checked.refusal.code).toBe(code)
  })
})

describe('what an agency knew on a day', () => {
  const about = {
    happened,
    knew: between(d('2019-04-01'), d('2019-04-30')) ?? null,
    recordedOn: null,
  }

  it.each([
    [about, '2019-03-31', 'not-yet'],
    [about, '2019-04-01', 'possible'],
    [about, '2019-04-29', 'possible'],
    [about, '2019-04-30', 'certain'],
    [{ ...about, recordedOn: d('2019-04-10') }, '2019-04-10', 'certain'],
    [{ ...about, knew: null }, '2019-02-28', 'not-yet'],
    [{ ...about, knew: null }, '2019-03-01', 'possible'],
    [{ ...about, knew: null }, '2026-01-01', 'possible'],
    [{ ...about, knew: null, recordedOn: d('2019-06-01') }, '2019-06-01', 'certain'],
  ])('is exact', (times, day, knowledge) => {
    expect(knowledgeOn(knownFrom(times), d(day))).toBe(knowledge)
  })

  it('only ever grows', () => {
    const day = fc.integer({ min: 0, max: 2000 }).map((n) => addDays(d('2018-01-01'), n))
    const order = ['not-yet', 'possible', 'certain']
    const times = fc.record({
      first: day,
      span: fc.nat(60),
      learnt: fc.option(fc.nat(200)),
      wrote: fc.option(fc.nat(400)),
    })
    fc.assert(
      fc.property(times, day, fc.nat(300), ({ first, span, learnt, wrote }, on, later) => {
        const knew =
          learnt === null
            ? null
            : (between(addDays(first, learnt), addDays(first, learnt + span)) ?? null)
        const recordedOn: PlainDate | null = wrote === null ? null : addDays(first, wrote)
        const known = knownFrom({ happened: onDay(first), knew, recordedOn })
        const [now, then] = [on, addDays(on, later)].map((at) =>
          order.indexOf(knowledgeOn(known, at)),
        )
        expect(then).toBeGreaterThanOrEqual(now ?? 0)
      }),
    )
  })
})

describe('an agency’s part', () => {
  it('is sent in, given back or accepted, and then locked for good', () => {
    const moves = partStatuses.map((status) =>
      (['submit', 'accept', 'return'] as const).map((act) => {
        const moved = movePart(status, act)
        return moved.ok ? moved.value : moved.refusal.code
      }),
    )
    expect(moves).toEqual([
      ['submitted', 'part-is-open', 'part-is-open'],
      ['part-is-sent-in', 'accepted', 'open'],
      ['part-is-accepted', 'part-is-accepted', 'part-is-accepted'],
    ])
  })

  it('changes freely while it is open, not at all while it waits, and by a reasoned correction afterwards', () => {
    expect(mayChange('open', undefined).ok).toBe(true)
    expect(mayChange('submitted', 'a reason').ok).toBe(false)
    expect(mayChange('accepted', undefined)).toEqual({
      ok: false,
      refusal: { code: 'reason-required' },
    })
    expect(mayChange('accepted', 'a reason').ok).toBe(true)
  })
})

describe('named facts', () => {
  it('are read a line each and said again', () => {
    const facts = readFacts('Weight: 4.1 kg\nno fact\n  Length : 50 cm ; Head: 35 cm\n:x\ny:')
    expect(facts).toEqual([
      { name: 'Weight', value: '4.1 kg' },
      { name: 'Length', value: '50 cm' },
      { name: 'Head', value: '35 cm' },
    ])
    expect(readFacts(sayFacts(facts))).toEqual(facts)
  })
})
