import type { Instant } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Actor, Answered, CaseNature, CasePause, CaseStatus } from './model.ts'

/** What can be done to a case that moves it on. */
export type CaseAct =
  | 'consider'
  | 'decide-not-to-notify'
  | 'notify'
  | 'begin-rapid-review'
  | 'send-rapid-review'
  | 'close-with-learning'
  | 'begin-review'
  | 'hand-to-national'
  | 'find-criteria-not-met'
  | 'close-as-notification-only'
  | 'close-after-review'
  | 'reopen'

/** A fact that has to be on the record before an act. */
export type CaseNeed = 'panel-told' | 'death-without-suspected-abuse' | 'reviews-ended'

/** One cell of the table: where the act leads, and what it asks for. */
export type CaseTransition = {
  readonly to: CaseStatus
  /** Must a reason be written? */
  readonly reason?: 'required'
  /** What must be on the record first? */
  readonly needs?: CaseNeed
}

/**
 * The life of a case (domain reference 5.1). Nothing here waits for a view, a signature or the Panel's answer: those are
 * shown and chased. `closed-after-review` and `reopen` are ours: a case in review has to end somewhere, and what was
 * closed comes back only by a reasoned act.
 */
export const caseTransitions = {
  referred: {
    consider: { to: 'considering' },
    notify: { to: 'notified' },
    'decide-not-to-notify': { to: 'not-notified', reason: 'required' },
  },
  considering: {
    notify: { to: 'notified' },
    'decide-not-to-notify': { to: 'not-notified', reason: 'required' },
  },
  'not-notified': { reopen: { to: 'considering', reason: 'required' } },
  notified: {
    'begin-rapid-review': { to: 'rapid-review' },
    'find-criteria-not-met': { to: 'criteria-not-met', reason: 'required', needs: 'panel-told' },
    'close-as-notification-only': {
      to: 'closed-notification-only',
      reason: 'required',
      needs: 'death-without-suspected-abuse',
    },
  },
  'rapid-review': {
    'send-rapid-review': { to: 'awaiting-panel' },
    'find-criteria-not-met': { to: 'criteria-not-met', reason: 'required', needs: 'panel-told' },
  },
  'awaiting-panel': {
    'close-with-learning': { to: 'closed-learning-only', reason: 'required' },
    'begin-review': { to: 'in-review' },
    'hand-to-national': { to: 'national', reason: 'required' },
  },
  'in-review': { 'close-after-review': { to: 'closed-after-review', needs: 'reviews-ended' } },
  national: { 'close-after-review': { to: 'closed-after-review', reason: 'required' } },
  'closed-learning-only': { reopen: { to: 'considering', reason: 'required' } },
  'closed-after-review': { reopen: { to: 'in-review', reason: 'required' } },
  'criteria-not-met': { reopen: { to: 'considering', reason: 'required' } },
  'closed-notification-only': { reopen: { to: 'considering', reason: 'required' } },
} as const satisfies Record<CaseStatus, Partial<Record<CaseAct, CaseTransition>>>

/** The words on the button of each act. */
export const caseActLabels: Readonly<Record<CaseAct, string>> = {
  consider: 'Start considering',
  'decide-not-to-notify': 'Record the decision not to notify',
  notify: 'Record the notification',
  'begin-rapid-review': 'Begin the rapid review',
  'send-rapid-review': 'Record the rapid review as sent',
  'close-with-learning': 'Close with the learning so far',
  'begin-review': 'Begin a review',
  'hand-to-national': 'Record that a national review takes it up',
  'find-criteria-not-met': 'Record that the criteria were not met',
  'close-as-notification-only': 'Close: notification only',
  'close-after-review': 'Close the case',
  reopen: 'Open again',
}

/** What is on the record when somebody wants to move the case on. */
export type CaseFacts = {
  readonly nature: CaseNature
  readonly abuseSuspected: Answered
  readonly panelToldCriteriaNotMet: boolean
  readonly reviewsStillOpen: number
}

/** Somebody's wish to move a case on. */
export type CaseStep = {
  readonly act: CaseAct
  readonly by: Actor
  readonly at: Instant
  readonly reason: string | null
}

/** What happened to a case, for its history; the present state can be rebuilt from these. */
export type CaseEvent =
  | (CaseStep & { readonly kind: 'moved'; readonly from: CaseStatus; readonly to: CaseStatus })
  | { readonly kind: 'paused'; readonly pause: CasePause }
  | {
      readonly kind: 'resumed'
      readonly by: Actor
      readonly at: Instant
      readonly reason: string
    }

/** The part of a case that its life cycle moves. */
export type CaseLife = { readonly status: CaseStatus; readonly pause: CasePause | null }

/** Where every case begins. */
export const newCaseLife: CaseLife = { status: 'referred', pause: null }

/** Why a case cannot be moved so. */
export type CaseRefusal =
  | { readonly code: 'not-from-here'; readonly status: CaseStatus; readonly act: CaseAct }
  | { readonly code: 'reason-required' }
  | { readonly code: 'panel-not-told' }
  | { readonly code: 'abuse-not-ruled-out'; readonly nature: CaseNature }
  | { readonly code: 'reviews-still-open'; readonly count: number }
  | { readonly code: 'already-paused' }
  | { readonly code: 'not-paused' }

/** The acts that the table knows from this status. */
export function caseActsFrom(status: CaseStatus): readonly CaseAct[] {
  // Object.keys gives strings; the keys of a row are acts by the table's type.
  return Object.keys(caseTransitions[status]) as CaseAct[]
}

/** The cell of the table, if there is one. */
export function caseTransition(status: CaseStatus, act: CaseAct): CaseTransition | undefined {
  const row: Partial<Record<CaseAct, CaseTransition>> = caseTransitions[status]
  return row[act]
}

/** May the case be moved so, and what is then written into its history? A pause hinders nothing. */
export function moveCase(
  life: CaseLife,
  step: CaseStep,
  facts: CaseFacts,
): Result<CaseEvent, CaseRefusal> {
  const transition = caseTransition(life.status, step.act)
  if (!transition) return no({ code: 'not-from-here', status: life.status, act: step.act })
  if (transition.reason === 'required' && !step.reason?.trim())
    return no({ code: 'reason-required' })
  const missing = transition.needs && unmet(transition.needs, facts)
  if (missing) return no(missing)
  return ok({ kind: 'moved', ...step, from: life.status, to: transition.to })
}

/** Marks a case as paused for proceedings elsewhere. Its clocks run on, and its acts stay open. */
export function pauseCase(life: CaseLife, pause: CasePause): Result<CaseEvent, CaseRefusal> {
  if (life.pause) return no({ code: 'already-paused' })
  if (!pause.reason.trim()) return no({ code: 'reason-required' })
  return ok({ kind: 'paused', pause })
}

/** Ends the pause. */
export function resumeCase(
  life: CaseLife,
  input: { readonly by: Actor; readonly at: Instant; readonly reason: string },
): Result<CaseEvent, CaseRefusal> {
  if (!life.pause) return no({ code: 'not-paused' })
  if (!input.reason.trim()) return no({ code: 'reason-required' })
  return ok({ kind: 'resumed', ...input })
}

/** The case after one event of its history. */
export function applyCaseEvent(life: CaseLife, event: CaseEvent): CaseLife {
  switch (event.kind) {
    case 'moved':
      return { ...life, status: event.to }
    case 'paused':
      return { ...life, pause: event.pause }
    case 'resumed':
      return { ...life, pause: null }
  }
}

/** The present state, rebuilt from the history. */
export function replayCase(events: readonly CaseEvent[]): CaseLife {
  return events.reduce(applyCaseEvent, newCaseLife)
}

function unmet(need: CaseNeed, facts: CaseFacts): CaseRefusal | undefined {
  switch (need) {
    case 'panel-told':
      return facts.panelToldCriteriaNotMet ? undefined : { code: 'panel-not-told' }
    case 'death-without-suspected-abuse':
      return endsWithNotification(facts)
        ? undefined
        : { code: 'abuse-not-ruled-out', nature: facts.nature }
    case 'reviews-ended':
      return facts.reviewsStillOpen === 0
        ? undefined
        : { code: 'reviews-still-open', count: facts.reviewsStillOpen }
  }
}

// The Panel does not consider the death of a looked-after child or a care leaver without suspected abuse or neglect
// (gov.uk, Report a serious child safeguarding incident).
function endsWithNotification(facts: CaseFacts): boolean {
  const nature = facts.nature === 'looked-after-death' || facts.nature === 'care-leaver-death'
  return nature && facts.abuseSuspected === 'no'
}
