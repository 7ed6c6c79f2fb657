import type { Instant, PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Actor } from '#features/cases/model.ts'
import { unmetNeeds } from './case-review-guards.ts'
import type { CaseReviewFacts, CaseReviewNeed, GuardRefusal } from './case-review-guards.ts'
import type { CaseReviewStatus } from './model.ts'

/** What can be done to a review that moves it on. */
export type CaseReviewAct =
  | 'commission'
  | 'agree-terms'
  | 'gather-information'
  | 'analyse'
  | 'draft'
  | 'check-accuracy'
  | 'show-family-and-practitioners'
  | 'check-anonymisation'
  | 'seek-sign-off'
  | 'return-to-draft'
  | 'send-prepublication'
  | 'publish'
  | 'publish-improvements'
  | 'withhold'
  | 'archive'
  | 'reopen'

/** One cell of the table. */
export type CaseReviewTransition = {
  readonly to: CaseReviewStatus
  readonly reason?: 'required'
  /** What must be there first, in the order in which a refusal names it. */
  readonly needs?: readonly CaseReviewNeed[]
}

const publishing = [
  'copy-sent-in-time',
  'publication-day-reached',
  'no-legal-restriction',
  'anonymised',
  'partners-signed',
] as const satisfies readonly CaseReviewNeed[]

/**
 * The life of a review (domain reference 5.3). Going back to draft is always open before publication; what was withheld
 * or published in part can be taken up again. A delay is an overlay and no state.
 */
export const caseReviewTransitions = {
  initiated: { commission: { to: 'commissioning' } },
  commissioning: { 'agree-terms': { to: 'terms-agreed', needs: ['reviewer-declared'] } },
  'terms-agreed': { 'gather-information': { to: 'information' } },
  information: { analyse: { to: 'analysis' } },
  analysis: {
    draft: { to: 'draft' },
    'gather-information': { to: 'information', reason: 'required' },
  },
  draft: {
    'check-accuracy': { to: 'accuracy-check' },
    analyse: { to: 'analysis', reason: 'required' },
  },
  'accuracy-check': {
    'show-family-and-practitioners': { to: 'family-and-practitioner-sight' },
    'return-to-draft': { to: 'draft', reason: 'required' },
  },
  'family-and-practitioner-sight': {
    'check-anonymisation': { to: 'anonymisation-check' },
    'return-to-draft': { to: 'draft', reason: 'required' },
  },
  'anonymisation-check': {
    'seek-sign-off': { to: 'partners-sign-off', needs: ['anonymised'] },
    'return-to-draft': { to: 'draft', reason: 'required' },
  },
  'partners-sign-off': {
    'send-prepublication': {
      to: 'prepublication-sent',
      needs: ['publication-day-kept', 'anonymised'],
    },
    withhold: { to: 'withheld', reason: 'required', needs: ['panel-told-of-withholding'] },
    'return-to-draft': { to: 'draft', reason: 'required' },
  },
  'prepublication-sent': {
    publish: { to: 'published', needs: publishing },
    'publish-improvements': {
      to: 'improvements-published',
      reason: 'required',
      needs: publishing,
    },
    withhold: { to: 'withheld', reason: 'required', needs: ['panel-told-of-withholding'] },
    'return-to-draft': { to: 'draft', reason: 'required' },
  },
  published: { archive: { to: 'archived', needs: ['public-for-a-year'] } },
  'improvements-published': {
    archive: { to: 'archived', needs: ['public-for-a-year'] },
    reopen: { to: 'partners-sign-off', reason: 'required' },
  },
  withheld: { reopen: { to: 'partners-sign-off', reason: 'required' } },
  archived: {},
} as const satisfies Record<CaseReviewStatus, Partial<Record<CaseReviewAct, CaseReviewTransition>>>

/** The words on the button of each act. */
export const caseReviewActLabels: Readonly<Record<CaseReviewAct, string>> = {
  commission: 'Start commissioning',
  'agree-terms': 'Record the agreed terms of reference',
  'gather-information': 'Gather information',
  analyse: 'Start the analysis',
  draft: 'Start the draft',
  'check-accuracy': 'Send for the accuracy check',
  'show-family-and-practitioners': 'Show to family and practitioners',
  'check-anonymisation': 'Start the anonymisation check',
  'seek-sign-off': 'Put to the partners for sign-off',
  'return-to-draft': 'Take back to draft',
  'send-prepublication': 'Record the pre-publication copy as sent',
  publish: 'Publish the report',
  'publish-improvements': 'Publish the improvements only',
  withhold: 'Withhold from publication',
  archive: 'Archive',
  reopen: 'Take up again',
}

/** Somebody's wish to move a review on. */
export type CaseReviewStep = {
  readonly act: CaseReviewAct
  readonly by: Actor
  readonly at: Instant
  /** The day on which it happened, in London. */
  readonly on: PlainDate
  readonly reason: string | null
}

/** What happened to a review; the present state can be rebuilt from these. */
export type CaseReviewEvent = CaseReviewStep & {
  readonly from: CaseReviewStatus
  readonly to: CaseReviewStatus
  /** The draft number after the act: going back to draft begins a new one, which asks for new checks and signatures. */
  readonly draft: number
}

/** The part of a review that its life cycle moves. */
export type CaseReviewLife = { readonly status: CaseReviewStatus; readonly draft: number }

/** Where every review begins. */
export const newCaseReviewLife: CaseReviewLife = { status: 'initiated', draft: 1 }

/** Why a review cannot be moved so. */
export type CaseReviewRefusal =
  | {
      readonly code: 'not-from-here'
      readonly status: CaseReviewStatus
      readonly act: CaseReviewAct
    }
  | { readonly code: 'reason-required' }
  | GuardRefusal

/** The acts that the table knows from this status. */
export function caseReviewActsFrom(status: CaseReviewStatus): readonly CaseReviewAct[] {
  // Object.keys gives strings; the keys of a row are acts by the table's type.
  return Object.keys(caseReviewTransitions[status]) as CaseReviewAct[]
}

/** The cell of the table, if there is one. */
export function caseReviewTransition(
  status: CaseReviewStatus,
  act: CaseReviewAct,
): CaseReviewTransition | undefined {
  const row: Partial<Record<CaseReviewAct, CaseReviewTransition>> = caseReviewTransitions[status]
  return row[act]
}

/** May the review be moved so, and what is then written into its history? */
export function moveCaseReview(
  life: CaseReviewLife,
  step: CaseReviewStep,
  facts: CaseReviewFacts,
): Result<CaseReviewEvent, CaseReviewRefusal> {
  const transition = caseReviewTransition(life.status, step.act)
  if (!transition) return no({ code: 'not-from-here', status: life.status, act: step.act })
  if (transition.reason === 'required' && !step.reason?.trim())
    return no({ code: 'reason-required' })
  const moment = { today: step.on, draft: life.draft }
  const [unmet] = unmetNeeds(transition.needs ?? [], facts, moment)
  if (unmet) return no(unmet.refusal)
  return ok({
    ...step,
    from: life.status,
    to: transition.to,
    draft: step.act === 'return-to-draft' ? life.draft + 1 : life.draft,
  })
}

/** The review after one event of its history. */
export function applyCaseReviewEvent(
  _life: CaseReviewLife,
  event: CaseReviewEvent,
): CaseReviewLife {
  return { status: event.to, draft: event.draft }
}

/** The present state, rebuilt from the history. */
export function replayCaseReview(events: readonly CaseReviewEvent[]): CaseReviewLife {
  return events.reduce(applyCaseReviewEvent, newCaseReviewLife)
}

/** Whether nothing more is expected of this review, so that its case may close. */
export function isCaseReviewEnded(status: CaseReviewStatus): boolean {
  return ['published', 'improvements-published', 'withheld', 'archived'].includes(status)
}
