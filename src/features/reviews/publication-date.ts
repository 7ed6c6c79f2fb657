import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import {
  addClearWorkingDays,
  addWorkingDays,
  isWorkingDay,
  lastWorkingDayBefore,
} from '#shared/working-days.ts'
import type { CalendarRefusal } from '#shared/working-days.ts'
import type { PrepublicationRule } from './model.ts'

/** Why a day cannot be the day of publication. */
export type PublicationDateRefusal =
  | {
      readonly code: 'too-soon-for-the-copy'
      /** The last day on which the copy could have gone out for that day. */
      readonly copyBy: PlainDate
      readonly earliest: PlainDate
    }
  | CalendarRefusal

/** A day of publication that can be kept. */
export type PublicationDate = {
  readonly publishOn: PlainDate
  readonly copyBy: PlainDate
  /** The last working day before a planned day that is none: to be thought over, not refused. */
  readonly warning: {
    readonly code: 'not-a-working-day'
    readonly lastWorkingDay: PlainDate
  } | null
}

/**
 * The last day on which the Panel, the Secretary of State and Ofsted can receive their copy for this day of publication:
 * at least 7 working days before (Working Together; wording not confirmed), one more where whole days must lie between.
 */
export function latestCopyDay(
  publishOn: PlainDate,
  rule: PrepublicationRule,
): Result<PlainDate, CalendarRefusal> {
  const add = rule.clearDays ? addClearWorkingDays : addWorkingDays
  return add(publishOn, -rule.workingDays, rule.holidays)
}

/**
 * The first working day on which a report can be published when its copy goes out on this day. (A weekend just before it
 * can satisfy the count as well; it is not proposed, and is kept with a warning when somebody chooses it.)
 */
export function earliestPublication(
  copyOn: PlainDate,
  rule: PrepublicationRule,
): Result<PlainDate, CalendarRefusal> {
  const add = rule.clearDays ? addClearWorkingDays : addWorkingDays
  let day = add(copyOn, rule.workingDays, rule.holidays)
  // A copy that goes out at a weekend counts only from the next working day, so the count back can fall one short.
  while (day.ok && isTooSoon(day.value, copyOn, rule))
    day = addWorkingDays(day.value, 1, rule.holidays)
  return day
}

function isTooSoon(publishOn: PlainDate, copyOn: PlainDate, rule: PrepublicationRule): boolean {
  const copyBy = latestCopyDay(publishOn, rule)
  return copyBy.ok && copyBy.value < copyOn
}

/** Checks a day of publication against the day on which the copy went out, or against today while it has not. */
export function choosePublicationDate(
  publishOn: PlainDate,
  copyOn: PlainDate,
  rule: PrepublicationRule,
): Result<PublicationDate, PublicationDateRefusal> {
  const copyBy = latestCopyDay(publishOn, rule)
  const earliest = earliestPublication(copyOn, rule)
  if (!copyBy.ok) return copyBy
  if (!earliest.ok) return earliest
  if (copyBy.value < copyOn)
    return no({
      code: 'too-soon-for-the-copy',
      copyBy: copyBy.value,
      earliest: earliest.value,
    })
  return ok({ publishOn, copyBy: copyBy.value, warning: warningFor(publishOn, rule) })
}

function warningFor(day: PlainDate, { holidays }: PrepublicationRule): PublicationDate['warning'] {
  const works = isWorkingDay(day, holidays)
  if (!works.ok || works.value) return null
  const before = lastWorkingDayBefore(day, holidays)
  return before.ok ? { code: 'not-a-working-day', lastWorkingDay: before.value } : null
}
