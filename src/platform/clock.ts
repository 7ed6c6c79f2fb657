import type { Instant, PlainDate } from '#shared/dates.ts'
import { asInstant, londonToday } from '#shared/dates.ts'

/** Where the time comes from. A forced clock reaches the database too, in sample and test databases only. */
export interface Clock {
  now(): Instant
  /** The time that was forced, if one was; transactions hand it on to the database. */
  readonly forced: Instant | undefined
}

/** The time of the machine. */
export const systemClock: Clock = {
  now: () => asInstant(new Date().toISOString()),
  forced: undefined,
}

/** A clock that stands still, for tests and for walking through the sample year. */
export function clockAt(instant: Instant): Clock {
  return { now: () => instant, forced: instant }
}

/** Today's date where the partnership works. */
export function todayBy(clock: Clock): PlainDate {
  return londonToday(clock.now())
}

/** Milliseconds that only ever grow, for measuring how long something took. */
export function stopwatch(): () => number {
  const from = performance.now()
  return () => performance.now() - from
}
