import { caseActsFrom } from './case-states.ts'
import type { CaseAct } from './case-states.ts'
import type { CaseStatus } from './model.ts'

const byDecision: ReadonlySet<CaseAct> = new Set(['notify', 'decide-not-to-notify'])
const byReviews: ReadonlySet<CaseAct> = new Set([
  'begin-rapid-review',
  'send-rapid-review',
  'begin-review',
  'close-after-review',
])

/**
 * Whether a step is recorded on the page for steps. The decision to notify has a page of its own; the steps of a rapid
 * review and a review come from those themselves, wherever the partnership uses that part of Heed.
 */
export function isPlainStep(act: CaseAct, reviewsAreOn: boolean): boolean {
  return !byDecision.has(act) && !(reviewsAreOn && byReviews.has(act))
}

/** The plain steps that are open from here. */
export function openSteps(status: CaseStatus, reviewsAreOn: boolean): readonly CaseAct[] {
  return caseActsFrom(status).filter((act) => isPlainStep(act, reviewsAreOn))
}
