import { daysBetween } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { isActionEnded } from './action.ts'
import type { Action, Delivery, DueDate, Milestone } from './model.ts'

/** How an action or a milestone stands against its date: reckoned, never typed. */
export type Lateness =
  | { readonly state: 'ended' }
  | { readonly state: 'due-later' | 'due-soon' | 'overdue' | 'done-late'; readonly days: number }
  | { readonly state: 'due-today' | 'done-in-time' }

/** Why a date cannot be moved so. */
export type RedatingRefusal =
  | { readonly code: 'reason-required' }
  | { readonly code: 'not-a-change' }
  | { readonly code: 'action-ended'; readonly delivery: Delivery }

/** The day on which lateness is read, and from how many days before its date a thing is called due soon. */
export type LatenessSetting = { readonly today: PlainDate; readonly dueSoonDays: number }

/** The date that counts now. */
export function currentDue(due: DueDate): PlainDate {
  return due.moves.at(-1)?.to ?? due.original
}

/** Moves a date and keeps the old one, with who agreed and why. An earlier date is a move like a later one. */
export function redate(
  { due, delivery }: Pick<Action, 'due' | 'delivery'>,
  move: DueDate['moves'][number],
): Result<DueDate, RedatingRefusal> {
  if (isActionEnded(delivery)) return no({ code: 'action-ended', delivery })
  if (!move.reason.trim()) return no({ code: 'reason-required' })
  if (move.to === currentDue(due)) return no({ code: 'not-a-change' })
  return ok({ ...due, moves: [...due.moves, move] })
}

/** How an action stands against the date that counts now. */
export function actionLateness(
  action: Pick<Action, 'due' | 'delivery' | 'deliveredOn'>,
  setting: LatenessSetting,
): Lateness {
  if (action.delivery === 'cancelled' || action.delivery === 'transferred')
    return { state: 'ended' }
  return latenessAgainst(currentDue(action.due), action.deliveredOn, setting)
}

/** How an action stands against its first date, however often it was moved. */
export function latenessAgainstOriginal(
  action: Pick<Action, 'due' | 'delivery' | 'deliveredOn'>,
  setting: LatenessSetting,
): Lateness {
  return actionLateness({ ...action, due: { original: action.due.original, moves: [] } }, setting)
}

/** How a milestone stands. */
export function milestoneLateness(milestone: Milestone, setting: LatenessSetting): Lateness {
  return latenessAgainst(currentDue(milestone.due), milestone.doneOn, setting)
}

function latenessAgainst(
  due: PlainDate,
  doneOn: PlainDate | null,
  { today, dueSoonDays }: LatenessSetting,
): Lateness {
  if (doneOn !== null)
    return doneOn <= due
      ? { state: 'done-in-time' }
      : { state: 'done-late', days: daysBetween(due, doneOn) }
  const days = daysBetween(today, due)
  if (days < 0) return { state: 'overdue', days: -days }
  if (days === 0) return { state: 'due-today' }
  return { state: days <= dueSoonDays ? 'due-soon' : 'due-later', days }
}
