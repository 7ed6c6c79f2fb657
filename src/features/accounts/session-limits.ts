import { addMilliseconds } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'

/** How long a session lives: unused, and in any case. */
export interface SessionLimits {
  readonly idleMinutes: number
  readonly lifetimeHours: number
}

/** Fifteen minutes idle and twelve hours in any case (security.md 5.1 rule 8). */
const own: SessionLimits = { idleMinutes: 15, lifetimeHours: 12 }
/** On a computer that a ward shares somebody else sits down soon (DECISIONS, 2026-11-23): five minutes and two hours. */
const shared: SessionLimits = { idleMinutes: 5, lifetimeHours: 2 }

/** The limits for the computer that somebody signs in at. */
export function limitsFor(computer: { readonly shared: boolean }): SessionLimits {
  return computer.shared ? shared : own
}

/** A confirmation holds for five minutes (security.md 5.1 rule 8). */
const confirmationMinutes = 5

/** Whether somebody confirmed lately enough that it is them to do what counts. */
export function hasConfirmed(confirmedAt: Instant | undefined, now: Instant): boolean {
  return (
    confirmedAt !== undefined && addMilliseconds(confirmedAt, confirmationMinutes * 60_000) >= now
  )
}
