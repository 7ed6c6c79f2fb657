import { addDays, daysBetween, weekday, yearOf } from './dates.ts'
import type { PlainDate } from './dates.ts'
import { no, ok } from './result.ts'
import type { Result } from './result.ts'

/** The bank holidays of a part of the United Kingdom, complete for every year from `firstYear` to `lastYear`. */
export type HolidayList = {
  readonly name: string
  readonly source: string
  readonly firstYear: number
  readonly lastYear: number
  readonly days: ReadonlySet<PlainDate>
}

/** Why no working day can be named: the date lies in a year for which the bank holidays are not known. */
export type CalendarRefusal =
  | { readonly code: 'past-holiday-list'; readonly lastYear: number }
  | { readonly code: 'before-holiday-list'; readonly firstYear: number }

/**
 * Whether this is a working day: not Saturday, Sunday or a bank holiday, Christmas Day and Good Friday included
 * (the definition of SI 2006/1738, taken because SI 2018/789 gives none).
 */
export function isWorkingDay(
  date: PlainDate,
  holidays: HolidayList,
): Result<boolean, CalendarRefusal> {
  const refusal = outside(date, holidays)
  return refusal ? no(refusal) : ok(works(date, holidays))
}

/**
 * The n-th working day after the anchor, or before it when `n` is negative. The anchor is day 0 even when it is not a
 * working day; day 1 is the next working day.
 */
export function addWorkingDays(
  anchor: PlainDate,
  n: number,
  holidays: HolidayList,
): Result<PlainDate, CalendarRefusal> {
  const step = n < 0 ? -1 : 1
  let date = anchor
  let refusal = outside(date, holidays)
  for (let left = Math.abs(n); left > 0 && !refusal;) {
    date = addDays(date, step)
    refusal = outside(date, holidays)
    if (works(date, holidays)) left -= 1
  }
  return refusal ? no(refusal) : ok(date)
}

/** As `addWorkingDays`, with `n` whole working days left clear between the two dates: one day more. */
export function addClearWorkingDays(
  anchor: PlainDate,
  n: number,
  holidays: HolidayList,
): Result<PlainDate, CalendarRefusal> {
  return addWorkingDays(anchor, n + Math.sign(n), holidays)
}

/**
 * Working days from one date to another, the first not counted and the last counted; negative when `to` is earlier.
 * So `addWorkingDays(from, workingDaysBetween(from, to))` is `to` whenever `to` is a working day.
 */
export function workingDaysBetween(
  from: PlainDate,
  to: PlainDate,
  holidays: HolidayList,
): Result<number, CalendarRefusal> {
  const refusal = outside(from, holidays) ?? outside(to, holidays)
  if (refusal) return no(refusal)
  if (from <= to) return ok(workingDaysAfter(from, to, holidays))
  return ok(-workingDaysAfter(addDays(to, -1), addDays(from, -1), holidays))
}

// Counted in weeks and not day by day: a deadline that was missed years ago is reckoned on every page that shows it.
function workingDaysAfter(from: PlainDate, to: PlainDate, holidays: HolidayList): number {
  const days = daysBetween(from, to)
  const begins = weekday(from)
  let count = Math.floor(days / 7) * 5
  for (let rest = 1; rest <= days % 7; rest += 1) {
    if ((begins + rest - 1) % 7 < 5) count += 1
  }
  for (const holiday of holidays.days) {
    if (holiday > from && holiday <= to && weekday(holiday) <= 5) count -= 1
  }
  return count
}

/** The last working day before this date, the date itself not counted: what a warning about a weekend names. */
export function lastWorkingDayBefore(
  date: PlainDate,
  holidays: HolidayList,
): Result<PlainDate, CalendarRefusal> {
  return addWorkingDays(date, -1, holidays)
}

function works(date: PlainDate, holidays: HolidayList): boolean {
  return weekday(date) <= 5 && !holidays.days.has(date)
}

function outside(date: PlainDate, holidays: HolidayList): CalendarRefusal | undefined {
  const year = yearOf(date)
  if (year > holidays.lastYear) return { code: 'past-holiday-list', lastYear: holidays.lastYear }
  if (year < holidays.firstYear)
    return { code: 'before-holiday-list', firstYear: holidays.firstYear }
  return undefined
}
