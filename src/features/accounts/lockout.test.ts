import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMilliseconds, asInstant, millisecondsBetween } from '#shared/dates.ts'
import { countAttempt, freeAttempts, isLocked, waitAfter } from './lockout.ts'
import type { Attempts } from './lockout.ts'

const start = asInstant('2026-03-02T09:00:00.000Z')
const none: Attempts = { failures: 0, lockedUntil: undefined }
const day = 24 * 60 * 60_000

/** How many codes a guesser can try who never waits longer than they must. */
function triesWithin(milliseconds: number): number {
  let attempts = none
  let now = start
  let tries = 0
  for (;;) {
    if (attempts.lockedUntil !== undefined && isLocked(attempts, now)) now = attempts.lockedUntil
    if (millisecondsBetween(start, now) > milliseconds) return tries
    attempts = countAttempt(attempts, now)
    tries += 1
  }
}

describe('wrong codes', () => {
  it('cost nothing for the first four, then a minute, then twice as long each time', () => {
    expect([1, 2, 3, 4].map(waitAfter)).toEqual([0, 0, 0, 0])
    expect([5, 6, 7, 8].map((failures) => waitAfter(failures) / 60_000)).toEqual([1, 2, 4, 8])
  })

  it('never cost more than twelve hours', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), (failures) => {
        expect(waitAfter(failures)).toBeLessThanOrEqual(day / 2)
        expect(waitAfter(failures + 1)).toBeGreaterThanOrEqual(waitAfter(failures))
      }),
    )
  })

  it('leave a guesser fewer than twenty tries on the first day and two on each later one', () => {
    expect(triesWithin(day)).toBeLessThan(20)
    expect(triesWithin(31 * day) - triesWithin(day)).toBeLessThanOrEqual(60)
  })

  it('are looked at again when the wait is over, and not a moment before', () => {
    const locked = { failures: freeAttempts, lockedUntil: addMilliseconds(start, 60_000) }
    expect(isLocked(locked, start)).toBe(true)
    expect(isLocked(locked, addMilliseconds(start, 59_999))).toBe(true)
    expect(isLocked(locked, addMilliseconds(start, 60_000))).toBe(false)
    expect(isLocked(none, start)).toBe(false)
  })
})
