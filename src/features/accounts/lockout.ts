import { addMilliseconds, compareInstants } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'

/** Wrong codes in a row, and until when no further one is looked at. */
export interface Attempts {
  readonly failures: number
  readonly lockedUntil: Instant | undefined
}

/** So many wrong codes cost nothing but the typing. */
export const freeAttempts = 5
const minute = 60_000
const longestWait = 12 * 60 * minute

/** How long to wait after so many wrong codes in a row: none, then a minute, doubling up to twelve hours. */
export function waitAfter(failures: number): number {
  if (failures < freeAttempts) return 0
  return Math.min(minute * 2 ** Math.min(failures - freeAttempts, 20), longestWait)
}

/** Whether a code may be looked at now. */
export function isLocked(attempts: Attempts, now: Instant): boolean {
  return attempts.lockedUntil !== undefined && compareInstants(now, attempts.lockedUntil) < 0
}

/**
 * Counts an attempt as if it had failed, before its code is looked at; a right code sets everything back.
 * With this wait a guesser has fewer than twenty tries on the first day and two on each later one.
 */
export function countAttempt(attempts: Attempts, now: Instant): Attempts {
  const failures = attempts.failures + 1
  const wait = waitAfter(failures)
  return { failures, lockedUntil: wait === 0 ? undefined : addMilliseconds(now, wait) }
}
