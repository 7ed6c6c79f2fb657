import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asPlainDate } from '#shared/dates.ts'
import {
  lanesOf,
  mostStretches,
  sayStretch,
  stepFor,
  stretchEnd,
  stretchesBetween,
  stretchOf,
} from './lanes.ts'

const d = asPlainDate

describe('the stretches of the picture', () => {
  it('are months, quarters or years, whichever still fits', () => {
    expect(stepFor(d('2018-03-05'), d('2019-03-05'))).toBe('month')
    expect(stepFor(d('2010-03-05'), d('2019-03-05'))).toBe('quarter')
    expect(stepFor(d('1990-03-05'), d('2019-03-05'))).toBe('year')
    expect(stretchOf(d('2019-06-30'), 'quarter')).toBe('2019-04-01')
    expect([sayStretch(d('2019-04-01'), 'quarter'), sayStretch(d('2019-04-01'), 'month')]).toEqual([
      'April to June 2019',
      'April 2019',
    ])
  })

  it('follow each other without a day between or twice', () => {
    const day = fc.integer({ min: 0, max: 9000 }).map((n) => addDays(d('1998-01-01'), n))
    const step = fc.constantFrom('month', 'quarter', 'year')
    fc.assert(
      fc.property(day, fc.nat(3000), step, (first, more, of) => {
        const last = addDays(first, more)
        const all = stretchesBetween(first, last, of)
        for (const [n, from] of all.entries())
          if (n > 0) expect(addDays(stretchEnd(all[n - 1] ?? from, of), 1)).toBe(from)
        expect(all[0] !== undefined && all[0] <= first).toBe(true)
        expect(stretchEnd(all.at(-1) ?? first, of) >= last).toBe(true)
        if (stepFor(first, last) !== 'year')
          expect(stretchesBetween(first, last, stepFor(first, last)).length).toBeLessThanOrEqual(
            mostStretches,
          )
      }),
    )
  })

  it('hold every entry once in its lane', () => {
    const stretches = [d('2019-01-01'), d('2019-02-01')]
    const cells = [
      { name: 'Police', from: d('2019-02-01'), n: 3 },
      { name: 'Trust', from: d('2019-01-01'), n: 1 },
    ]
    expect(lanesOf(cells, stretches)).toEqual([
      { name: 'Police', counts: [0, 3] },
      { name: 'Trust', counts: [1, 0] },
    ])
  })
})
