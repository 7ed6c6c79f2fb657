import type { Instant, PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { caseDateNames } from './model.ts'
import type { Actor, CaseDate, CaseDateName, CaseDates, DatedFact } from './model.ts'

/** Why dates cannot stand together. */
export type CaseDateRefusal =
  | { readonly code: 'in-the-future'; readonly date: CaseDateName }
  | {
      readonly code: 'out-of-order'
      readonly earlier: CaseDateName
      readonly later: CaseDateName
    }
  | { readonly code: 'span-reversed'; readonly date: CaseDateName }
  | { readonly code: 'reason-required' }
  | { readonly code: 'not-a-change' }

/** A date that nobody has changed yet. */
export function firstKnown(now: CaseDate): DatedFact {
  return { now, before: [] }
}

/** The earliest day that a date can have been; a clock runs from there, so that a rough date never gains time. */
export function earliestOf(date: CaseDate): PlainDate | undefined {
  if (date.known === 'exactly') return date.on
  return date.known === 'about' ? date.earliest : undefined
}

/** The latest day that a date can have been. */
export function latestOf(date: CaseDate): PlainDate | undefined {
  if (date.known === 'exactly') return date.on
  return date.known === 'about' ? date.latest : undefined
}

/** Whether the four dates can be true together: none lies ahead, and none certainly precedes what must come before it. */
export function checkCaseDates(
  dates: CaseDates,
  today: PlainDate,
): Result<CaseDates, CaseDateRefusal> {
  for (const date of caseDateNames) {
    const refusal = impossible(date, dates[date].now, today)
    if (refusal) return no(refusal)
  }
  for (const [at, later] of caseDateNames.entries()) {
    const earlier = caseDateNames
      .slice(0, at)
      .find((name) => certainlyBefore(dates[later].now, dates[name].now))
    if (earlier) return no({ code: 'out-of-order', earlier, later })
  }
  return ok(dates)
}

/** Corrects a date and keeps what it was, who changed it, when and why. */
export function changeDate(
  fact: DatedFact,
  change: {
    readonly to: CaseDate
    readonly at: Instant
    readonly by: Actor
    readonly reason: string
  },
): Result<DatedFact, CaseDateRefusal> {
  if (sameDate(fact.now, change.to)) return no({ code: 'not-a-change' })
  if (!change.reason.trim()) return no({ code: 'reason-required' })
  const { to, at, by, reason } = change
  return ok({ now: to, before: [...fact.before, { was: fact.now, changedAt: at, by, reason }] })
}

function impossible(
  date: CaseDateName,
  value: CaseDate,
  today: PlainDate,
): CaseDateRefusal | undefined {
  const earliest = earliestOf(value)
  const latest = latestOf(value)
  if (earliest === undefined || latest === undefined) return undefined
  if (latest < earliest) return { code: 'span-reversed', date }
  return earliest > today ? { code: 'in-the-future', date } : undefined
}

function certainlyBefore(a: CaseDate, b: CaseDate): boolean {
  const latest = latestOf(a)
  const earliest = earliestOf(b)
  return latest !== undefined && earliest !== undefined && latest < earliest
}

function sameDate(a: CaseDate, b: CaseDate): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
