import { daysBetween, londonTime, partsOf, weekday, yearOf } from './dates.ts'
import type { Instant, PlainDate } from './dates.ts'

/** The months as people write them, January first. */
export const monthNames: readonly string[] =
  'January February March April May June July August September October November December'.split(' ')

const weekdayNames: readonly string[] =
  'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')

/** "Monday 6 October 2025": the date in full, where the day of the week helps. */
export function sayDateInFull(date: PlainDate): string {
  return `${weekdayNames[weekday(date) - 1] ?? ''} ${sayDate(date)}`
}

/** "6 October 2025". */
export function sayDate(date: PlainDate): string {
  const { year, month, day } = partsOf(date)
  return `${day} ${sayMonth(year, month)}`
}

/** "October 2025". */
export function sayMonth(year: number, month: number): string {
  return `${monthNames[month - 1] ?? ''} ${year}`
}

/** "6 October", with the year only when it is not the present one. */
export function sayDateNear(date: PlainDate, today: PlainDate): string {
  const { month, day } = partsOf(date)
  return yearOf(date) === yearOf(today) ? `${day} ${monthNames[month - 1] ?? ''}` : sayDate(date)
}

/** "today", "tomorrow", "yesterday", else the date as `sayDateNear` says it. */
export function sayDay(date: PlainDate, today: PlainDate): string {
  const away = daysBetween(today, date)
  if (away === 0) return 'today'
  if (away === 1) return 'tomorrow'
  return away === -1 ? 'yesterday' : sayDateNear(date, today)
}

/** "3 working days", "1 working day". */
export function sayWorkingDays(count: number): string {
  return count === 1 ? '1 working day' : `${count} working days`
}

/** "in 3 working days", "today", "2 working days late": how far a due date is, counted in working days from today. */
export function sayWorkingDaysLeft(left: number): string {
  if (left === 0) return 'today'
  return left > 0 ? `in ${sayWorkingDays(left)}` : `${sayWorkingDays(-left)} late`
}

/** "9.15am", "9am", "midday", "midnight": the time on a clock in London. */
export function sayTime(moment: Instant): string {
  const { hour, minute } = londonTime(moment)
  if (minute === 0 && hour % 12 === 0) return hour === 0 ? 'midnight' : 'midday'
  const minutes = minute === 0 ? '' : `.${String(minute).padStart(2, '0')}`
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`
}

/** "at 9.15am on Monday 6 October 2025". */
export function sayMoment(moment: Instant): string {
  return `at ${sayTime(moment)} on ${sayDateInFull(londonTime(moment).date)}`
}

/** "at 9.15am today", "at 9.15am on 3 March": a moment close to now. */
export function sayMomentNear(moment: Instant, today: PlainDate): string {
  const day = sayDay(londonTime(moment).date, today)
  return `at ${sayTime(moment)} ${/\d/.test(day) ? 'on ' : ''}${day}`
}
