import { sayDate } from '#shared/date-words.ts'
import type { DeliveryAct } from './action.ts'
import type { Lateness } from './lateness.ts'
import type {
  AssuranceOutcome,
  Delivery,
  Evidence,
  ImpactJudgement,
  OwnerSpell,
  Stake,
} from './model.ts'
import type { PlainDate } from '#shared/dates.ts'

/** What readers call how far the doing of an action has come. */
export const deliveryWords: Readonly<Record<Delivery, string>> = {
  'not-started': 'Not started',
  'on-track': 'On track',
  'at-risk': 'At risk',
  'off-track': 'Off track',
  delivered: 'Said done, evidence not yet accepted',
  'evidence-accepted': 'Done, evidence accepted',
  cancelled: 'Cancelled',
  transferred: 'Handed to another body',
}

/** What a history says of each step of an action, once it is done. */
export const deliveryActDoneWords: Readonly<Record<DeliveryAct, string>> = {
  'report-on-track': 'Reported as on track',
  'report-at-risk': 'Reported as at risk',
  'report-off-track': 'Reported as off track',
  'claim-delivered': 'Said to be done',
  'accept-evidence': 'Evidence accepted',
  return: 'Returned to the owner',
  cancel: 'Cancelled',
  'hand-over': 'Handed over to another body',
  reopen: 'Opened again',
}

/** What readers call each kind of evidence. */
export const evidenceKindWords: Readonly<Record<Evidence['kind'], string>> = {
  statement: 'A statement that it was done',
  policy: 'A policy or procedure',
  minutes: 'Minutes',
  'training-numbers': 'Training numbers',
  audit: 'An audit',
  'dip-sample': 'A dip sample',
  survey: 'A survey',
  data: 'Data',
  'practitioner-words': 'What practitioners said',
  'family-words': 'What families said',
  'case-example': 'An example from practice',
}

/** What readers call where a piece of evidence stands. */
export const evidenceStatusWords = {
  waiting: 'Waiting to be judged',
  accepted: 'Accepted',
  returned: 'Returned with reasons',
} as const

/** What readers call each decision of the group. */
export const outcomeWords: Readonly<Record<AssuranceOutcome, string>> = {
  'rung-reached': 'The level that was set is reached',
  'delivery-accepted': 'It was done; whether it changed anything is still open',
  'not-yet': 'Not yet',
  'not-held': 'The change did not hold',
  'not-measurable': 'Done, and whether it made a difference cannot be measured',
}

/** Why somebody stands aside, in words. */
export const stakeWords: Readonly<Record<Stake, string>> = {
  'member-of-owning-agency': 'works for an agency that was asked or that owns an action',
  'owns-an-action': 'owns or owned an action',
  'gave-evidence': 'gave evidence',
  'declared-interest': 'declared an interest',
}

/** What readers call each finding of an impact check. */
export const impactJudgementWords: Readonly<Record<ImpactJudgement, string>> = {
  improved: 'It is clearly better',
  some: 'It is better in part',
  none: 'Nothing is different',
  worse: 'It is worse',
  'cannot-tell': 'One cannot tell',
}

/** Why an action came to its owner. */
export const becauseWords: Readonly<Record<OwnerSpell['because'], string>> = {
  named: 'Named as owner',
  reassigned: 'Given to this post',
  successor: 'Taken over from the body that ended',
}

/** How something came in that is recorded for an agency. */
export const receivedWords = {
  letter: 'by letter',
  'e-mail': 'by e-mail',
  meeting: 'in a meeting',
  telephone: 'by telephone',
} as const

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`
}

/** How an action stands against its date, in words and with how urgent that is. */
export function sayLateness(
  lateness: Lateness,
  due: PlainDate,
): { readonly words: string; readonly tone: 'late' | 'due-soon' | 'kept' | 'quiet' } {
  switch (lateness.state) {
    case 'ended':
      return { words: `Was due ${sayDate(due)}`, tone: 'quiet' }
    case 'due-later':
      return { words: `Due ${sayDate(due)}`, tone: 'quiet' }
    case 'due-soon':
      return { words: `Due ${sayDate(due)}, in ${days(lateness.days)}`, tone: 'due-soon' }
    case 'due-today':
      return { words: 'Due today', tone: 'due-soon' }
    case 'overdue':
      return { words: `Was due ${sayDate(due)}, ${days(lateness.days)} late`, tone: 'late' }
    case 'done-in-time':
      return { words: `Done by ${sayDate(due)}, in time`, tone: 'kept' }
    case 'done-late':
      return { words: `Done ${days(lateness.days)} after ${sayDate(due)}`, tone: 'quiet' }
  }
}

/** "18 of 20 discharge sheets": a figure with its denominator. */
export function sayFigure(figure: {
  readonly counted: number
  readonly of: number | null
  readonly what: string
}): string {
  const of = figure.of === null ? '' : ` of ${figure.of}`
  return `${figure.counted}${of} ${figure.what}`
}
