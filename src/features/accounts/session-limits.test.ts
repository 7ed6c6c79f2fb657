import { describe, expect, it } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import { hasConfirmed, limitsFor } from './session-limits.ts'

describe('a session', () => {
  it('ends after fifteen minutes without use and twelve hours in any case', () => {
    expect(limitsFor({ shared: false })).toEqual({ idleMinutes: 15, lifetimeHours: 12 })
  })

  it('is shorter on a computer that a ward shares', () => {
    expect(limitsFor({ shared: true })).toEqual({ idleMinutes: 5, lifetimeHours: 2 })
  })
})

describe('a confirmation', () => {
  const at = asInstant('2026-03-02T09:00:00.000Z')

  it('holds for five minutes', () => {
    expect(hasConfirmed(at, asInstant('2026-03-02T09:05:00.000Z'))).toBe(true)
    expect(hasConfirmed(at, asInstant('2026-03-02T09:05:00.001Z'))).toBe(false)
  })

  it('is missing for somebody who never gave one', () => {
    expect(hasConfirmed(undefined, at)).toBe(false)
  })
})
