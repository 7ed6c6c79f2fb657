import { daysBetween } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { workingDaysBetween } from '#shared/working-days.ts'
import type { CalendarRefusal, HolidayList } from '#shared/working-days.ts'
import type { ClockRule, DeadlineState, DoubtReason, ExemptReason } from './deadline.ts'

/** The day on which the clocks are read, and what the partnership set. */
export type ClockSetting = {
  readonly today: PlainDate
  readonly holidays: HolidayList
  /** From how many working days before its date a duty is called due soon; 3 unless the partnership says otherwise. */
  readonly dueSoonWorkingDays: number
}

/** What decides how one duty stands. */
export type Standing = {
  readonly rule: Pick<ClockRule, 'anchor' | 'kind' | 'relaxed'>
  readonly due: PlainDate | null
  readonly doneOn: PlainDate | undefined
  readonly exempt: ExemptReason | undefined
  readonly doubt: DoubtReason | undefined
  readonly calendar: CalendarRefusal | undefined
}

// A duty that some other kind of case brings was never this case's to keep, whatever was recorded beside it.
const neverApplied: ReadonlySet<ExemptReason> = new Set([
  'not-a-looked-after-death',
  'not-a-care-leaver-death',
])

/**
 * How a duty stands on a day: a duty of another kind of case does not apply; then what was done stays visible, then
 * whether the duty still applies and whether that is known, then the calendar.
 */
export function deadlineState(standing: Standing, setting: ClockSetting): DeadlineState {
  const { rule, due, doneOn, exempt, doubt } = standing
  if (exempt && neverApplied.has(exempt)) return { state: 'not-applicable', because: exempt }
  if (rule.kind === 'by' && doneOn !== undefined) return doneState(doneOn, due, rule.relaxed)
  if (exempt) return { state: 'not-applicable', because: exempt }
  if (doubt) return { state: 'not-known-whether', because: doubt }
  return undoneState(standing, setting)
}

function undoneState(standing: Standing, setting: ClockSetting): DeadlineState {
  const { rule, due, doneOn, calendar } = standing
  if (due === null)
    return calendar
      ? { state: 'cannot-be-calculated', because: calendar }
      : { state: 'not-started', missing: rule.anchor }
  if (rule.kind === 'keep-until') return keepState(due, doneOn, setting)
  if (rule.relaxed) return { state: 'suspended', because: rule.relaxed }
  return openState(due, setting)
}

function doneState(on: PlainDate, due: PlainDate | null, relaxed: string | null): DeadlineState {
  if (due === null || on <= due) return { state: 'met', on }
  return relaxed
    ? { state: 'suspended', because: relaxed }
    : { state: 'met-late', on, days: daysBetween(due, on) }
}

function keepState(
  until: PlainDate,
  endedOn: PlainDate | undefined,
  setting: ClockSetting,
): DeadlineState {
  if (endedOn !== undefined && endedOn < until)
    return { state: 'cut-short', on: endedOn, days: daysBetween(endedOn, until) }
  if (setting.today >= until) return { state: 'met', on: until }
  return { state: 'running', ...distance(setting.today, until, setting) }
}

function openState(due: PlainDate, setting: ClockSetting): DeadlineState {
  const { today } = setting
  if (today === due) return { state: 'due-today' }
  if (today > due) return { state: 'overdue', ...distance(due, today, setting) }
  const left = distance(today, due, setting)
  const isSoon = left.workingDays !== null && left.workingDays <= setting.dueSoonWorkingDays
  return { state: isSoon ? 'due-soon' : 'running', ...left }
}

function distance(
  from: PlainDate,
  to: PlainDate,
  setting: ClockSetting,
): { readonly days: number; readonly workingDays: number | null } {
  const working = workingDaysBetween(from, to, setting.holidays)
  return { days: daysBetween(from, to), workingDays: working.ok ? working.value : null }
}
