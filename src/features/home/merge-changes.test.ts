import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMilliseconds, asInstant } from '#shared/dates.ts'
import { mergeChanges } from './merge-changes.ts'

const start = asInstant('2026-03-10T09:00:00.000Z')
const change = fc.record({
  href: fc.constantFrom('/cases/a', '/cases/b', '/reviews/c'),
  at: fc.nat(9).map((hours) => addMilliseconds(start, hours * 3_600_000)),
})

describe('changes, merged by record', () => {
  it('count together exactly what changed', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const merged = mergeChanges(changes)
        expect(merged.reduce((sum, { count }) => sum + count, 0)).toBe(changes.length)
      }),
    )
  })

  it('give each record one line, that of its latest change, the newest line first', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const merged = mergeChanges(changes)
        expect(new Set(merged.map(({ last }) => last.href)).size).toBe(merged.length)
        const times = merged.map(({ last }) => last.at)
        expect(times).toEqual(times.toSorted().toReversed())
        for (const { last } of merged) {
          const own = changes.filter(({ href }) => href === last.href).map(({ at }) => at)
          expect(last.at).toBe(own.toSorted().at(-1))
        }
      }),
    )
  })
})
