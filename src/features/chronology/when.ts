import { addDays, addMonths, asPlainDate, daysInMonth, partsOf } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { sayDate, sayMonth } from '#shared/date-words.ts'

/** How exactly a record says when something was. */
export const whenKinds = [
  'day',
  'about-day',
  'month',
  'about-month',
  'year',
  'about-year',
  'between',
] as const
/** How exactly a record says when something was. */
export type WhenKind = (typeof whenKinds)[number]

/**
 * When something was, as a record says it: the day that is named, and the first and last day that it can have been. The
 * two are kept beside the words, so that another reading of "about" changes nothing that was recorded before.
 */
export interface When {
  readonly kind: WhenKind
  readonly named: PlainDate
  readonly first: PlainDate
  readonly last: PlainDate
}

/**
 * How far "about" reaches to either side, in days. No guidance says; a week around a day, half a month around a month and
 * a quarter around a year are our reading, wide enough that nothing uncertain is ever taken for certain.
 */
const aboutDays = { day: 7, month: 15, year: 91 } as const

function endOfMonth(named: PlainDate): PlainDate {
  const { year, month } = partsOf(named)
  return addDays(named, daysInMonth(year, month) - 1)
}

function startOfMonth(date: PlainDate): PlainDate {
  return asPlainDate(`${date.slice(0, 7)}-01`)
}

function spread(first: PlainDate, last: PlainDate, days: number) {
  return { first: addDays(first, -days), last: addDays(last, days) }
}

/** One day, or about it. */
export function onDay(on: PlainDate, about = false): When {
  if (!about) return { kind: 'day', named: on, first: on, last: on }
  return { kind: 'about-day', named: on, ...spread(on, on, aboutDays.day) }
}

/** Some day of a month, or about then. */
export function inMonth(of: PlainDate, about = false): When {
  const named = startOfMonth(of)
  const last = endOfMonth(named)
  if (!about) return { kind: 'month', named, first: named, last }
  return { kind: 'about-month', named, ...spread(named, last, aboutDays.month) }
}

/** Some day of a year, or about then. */
export function inYear(of: PlainDate, about = false): When {
  const named = asPlainDate(`${of.slice(0, 4)}-01-01`)
  const last = addDays(addMonths(named, 12), -1)
  if (!about) return { kind: 'year', named, first: named, last }
  return { kind: 'about-year', named, ...spread(named, last, aboutDays.year) }
}

/** Some day from one to another, both counted; nothing when the second comes first. */
export function between(from: PlainDate, to: PlainDate): When | undefined {
  return from <= to ? { kind: 'between', named: from, first: from, last: to } : undefined
}

/** "6 March 2019", "about 6 March 2019", "March 2019", "about March 2019", "2019", "between 1 May 2019 and 3 June 2019". */
export function sayWhen(when: When): string {
  const { kind, named } = when
  const { year, month } = partsOf(named)
  switch (kind) {
    case 'day':
      return sayDate(named)
    case 'about-day':
      return `about ${sayDate(named)}`
    case 'month':
      return sayMonth(year, month)
    case 'about-month':
      return `about ${sayMonth(year, month)}`
    case 'year':
      return String(year)
    case 'about-year':
      return `about ${year}`
    case 'between':
      return `between ${sayDate(when.first)} and ${sayDate(when.last)}`
  }
}

/** Whether it is one day and no other. */
export function isExact(when: When): boolean {
  return when.first === when.last
}

/** How a date was typed in a form: its kind, a day, and for a span a second one. */
export interface TypedWhen {
  readonly kind: WhenKind
  readonly on: PlainDate
  readonly until?: PlainDate | undefined
}

/** What was typed as a date; nothing for a span without an end or one that ends before it begins. */
export function whenOf(typed: TypedWhen): When | undefined {
  const { kind, on, until } = typed
  switch (kind) {
    case 'day':
    case 'about-day':
      return onDay(on, kind === 'about-day')
    case 'month':
    case 'about-month':
      return inMonth(on, kind === 'about-month')
    case 'year':
    case 'about-year':
      return inYear(on, kind === 'about-year')
    case 'between':
      return until && between(on, until)
  }
}
