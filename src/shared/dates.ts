import { Temporal } from 'temporal-polyfill'

declare const plainDate: unique symbol
declare const instant: unique symbol
/** A calendar date without time, `YYYY-MM-DD`, meant in Europe/London. ISO order is date order. */
export type PlainDate = string & { readonly [plainDate]: true }
/** A moment in time, ISO 8601 in UTC, like `2026-03-27T09:30:00.000Z`. ISO order is time order. */
export type Instant = string & { readonly [instant]: true }

/** The parts of a calendar date; `month` counts from 1. */
export type DateParts = { readonly year: number; readonly month: number; readonly day: number }
/** A day of the week, 1 for Monday to 7 for Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7
/** What a clock on a wall in London shows at a moment. */
export type LondonTime = {
  readonly date: PlainDate
  readonly hour: number
  readonly minute: number
}

const millisecondsADay = 86_400_000
const london = 'Europe/London'
const plainDateForm = /^\d{4}-\d{2}-\d{2}$/
const instantForm =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/

/** Reads a strict ISO date that exists (`2024-02-29` yes, `2025-02-29` no). */
export function parsePlainDate(text: string): PlainDate | undefined {
  if (!plainDateForm.test(text)) return undefined
  const milliseconds = Date.parse(text)
  if (Number.isNaN(milliseconds)) return undefined
  // The engine reads 30 February as 2 March: only a date that comes back unchanged exists.
  return isoDate(milliseconds) === text ? (text as PlainDate) : undefined
}

/** The date that our own data or a test holds; anything else is a fault and throws. */
export function asPlainDate(text: string): PlainDate {
  const date = parsePlainDate(text)
  if (!date) throw new RangeError('not a date of the form YYYY-MM-DD')
  return date
}

/** The date that somebody typed in three boxes, if it exists. */
export function plainDateFromParts(
  day: number,
  month: number,
  year: number,
): PlainDate | undefined {
  if (![day, month, year].every(Number.isInteger)) return undefined
  return parsePlainDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)
}

/** Day, month and year of a date as numbers. */
export function partsOf(date: PlainDate): DateParts {
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  }
}

/** The year of a date as a number. */
export function yearOf(date: PlainDate): number {
  return Number(date.slice(0, 4))
}

/** The date so many calendar days later, or earlier when `days` is negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return isoDate(Date.parse(date) + days * millisecondsADay) as PlainDate
}

/** The same day of a later (or earlier) month; where that month has no such day, its last day. It does not roll to a working day. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = partsOf(date)
  const index = year * 12 + (month - 1) + months
  const toYear = Math.floor(index / 12)
  const toMonth = index - toYear * 12 + 1
  return firstExisting(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)))
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Calendar days from one date to another; negative when `to` is the earlier one. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / millisecondsADay)
}

/** The day of the week, 1 for Monday to 7 for Sunday. */
export function weekday(date: PlainDate): Weekday {
  const sinceSunday = new Date(Date.parse(date)).getUTCDay()
  return (sinceSunday === 0 ? 7 : sinceSunday) as Weekday
}

/** Below 0 when `a` is earlier, 0 when it is the same day, above 0 when it is later: for sorting. */
export function compareDates(a: PlainDate, b: PlainDate): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Reads a moment in ISO 8601 with its offset, and writes it in UTC to the millisecond. */
export function parseInstant(text: string): Instant | undefined {
  const match = instantForm.exec(text)
  if (match?.[1] === undefined || parsePlainDate(match[1]) === undefined) return undefined
  const milliseconds = Date.parse(text)
  return Number.isNaN(milliseconds) ? undefined : instantFromMilliseconds(milliseconds)
}

/** The moment that a clock, a driver or our own data holds; anything else is a fault and throws. */
export function asInstant(value: Date | string): Instant {
  if (typeof value !== 'string') return instantFromMilliseconds(value.getTime())
  const moment = parseInstant(value)
  if (!moment) throw new RangeError('not a moment in ISO 8601 with an offset')
  return moment
}

/** The moment so many milliseconds after 1 January 1970, UTC. */
export function instantFromMilliseconds(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant
}

/** Milliseconds since 1 January 1970, UTC. */
export function millisecondsOf(moment: Instant): number {
  return Date.parse(moment)
}

/** Below 0 when `a` is earlier, 0 when it is the same moment, above 0 when it is later: for sorting. */
export function compareInstants(a: Instant, b: Instant): number {
  return Date.parse(a) - Date.parse(b)
}

/** Milliseconds from one moment to another; negative when `to` is the earlier one. */
export function millisecondsBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from)
}

/** The moment so many milliseconds later, or earlier when the number is negative. */
export function addMilliseconds(moment: Instant, milliseconds: number): Instant {
  return instantFromMilliseconds(Date.parse(moment) + milliseconds)
}

/** The date in London at this moment. */
export function londonToday(moment: Instant): PlainDate {
  return londonTime(moment).date
}

/** What a clock in London shows at this moment, summer time included. */
export function londonTime(moment: Instant): LondonTime {
  const zoned = Temporal.Instant.from(moment).toZonedDateTimeISO(london)
  return {
    date: zoned.toPlainDate().toString() as PlainDate,
    hour: zoned.hour,
    minute: zoned.minute,
  }
}

/** The first moment of a day in London. */
export function startOfLondonDay(date: PlainDate): Instant {
  const start = Temporal.PlainDate.from(date).toZonedDateTime(london)
  return instantFromMilliseconds(start.epochMilliseconds)
}

/** The last second of a day in London, 23:59:59: a deadline is met until then. */
export function endOfLondonDay(date: PlainDate): Instant {
  return addMilliseconds(startOfLondonDay(addDays(date, 1)), -1000)
}

function firstExisting(year: number, month: number, day: number): PlainDate {
  return isoDate(Date.parse(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)) as PlainDate
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
