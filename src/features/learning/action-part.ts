import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { AgencyId } from '#features/cases/model.ts'
import { deliveryActsFrom, deliveryTransition, isActionEnded } from './action.ts'
import type { DeliveryAct } from './action.ts'
import type { Delivery, RecommendationStatus } from './model.ts'
import { isRecommendationEnded } from './recommendation.ts'

/** What somebody may do with actions at all, by his or her roles. */
export type ActionRights = {
  readonly report: boolean
  readonly assign: boolean
  readonly redate: boolean
  readonly end: boolean
  readonly judge: boolean
  readonly recordFor: boolean
}

/** How somebody stands to one action: fills its post, or works for the agency that owns it. */
export type ActionPart = {
  readonly fillsThePost: boolean
  readonly ofTheAgency: boolean
}

/** In whose voice somebody reports: the owner's own, or recorded on its behalf. */
export type Voice = 'own' | 'on-behalf'

/** Why somebody has no say in an action. */
export type PartRefusal =
  | { readonly code: 'not-your-action' }
  | { readonly code: 'not-your-agency'; readonly agency: AgencyId }
  | { readonly code: 'where-from-missing' }

/**
 * Who speaks for an action: whoever fills its post, the lead of its agency, and, marked as such, whoever records what came
 * in from an agency that does not sign in. Another agency's lead does not, however much is open to him or her.
 */
export function voiceFor(part: ActionPart, rights: ActionRights): Voice | undefined {
  if (rights.report && (part.fillsThePost || (part.ofTheAgency && rights.assign))) return 'own'
  return rights.report && rights.recordFor ? 'on-behalf' : undefined
}

/** From whom something came that is recorded for an agency, how and when. */
export type WhereFrom<Day> = {
  readonly receivedFrom: string | undefined
  readonly receivedHow?: 'letter' | 'e-mail' | 'meeting' | 'telephone' | undefined
  readonly receivedOn: Day | undefined
}

/** What is kept of a report that came in from outside. */
export type Received<Day> = {
  readonly from: string
  readonly how: 'letter' | 'e-mail' | 'meeting' | 'telephone'
  readonly on: Day
}

/** The report in its voice: one on behalf of an agency says from whom it came, how and when; one's own says nothing of it. */
export function reportedIn<Day>(
  voice: Voice | undefined,
  said: WhereFrom<Day>,
): Result<Received<Day> | null, PartRefusal> {
  if (voice === undefined) return no({ code: 'not-your-action' })
  if (voice === 'own') return ok(null)
  const { receivedFrom, receivedHow, receivedOn } = said
  if (!receivedFrom?.trim() || receivedHow === undefined || receivedOn === undefined)
    return no({ code: 'where-from-missing' })
  return ok({ from: receivedFrom, how: receivedHow, on: receivedOn })
}

/** Whether the actions of this agency are for this person to give away: everybody's for the partnership, else the own. */
export function mayAssignWithin(ofTheAgency: boolean, rights: ActionRights): boolean {
  return rights.assign && (ofTheAgency || rights.recordFor)
}

/** Whether something can still be planned for a recommendation that stands so. */
export function takesActions(status: RecommendationStatus): boolean {
  return !isRecommendationEnded(status) && status !== 'draft' && status !== 'quality-checked'
}

/** Who takes a step with an action that is not the owner's: people without a stake judge it, the partnership ends it. */
export type Taker = 'assurance' | 'partnership'

/** The steps that these take from here. */
export function stepsOf(taker: Taker, delivery: Delivery): readonly DeliveryAct[] {
  return deliveryActsFrom(delivery).filter((act) => deliveryTransition(delivery, act)?.by === taker)
}

/** Whether progress can be reported: work has not been said done, and nothing has ended. */
export function takesReports(delivery: Delivery): boolean {
  return !isActionEnded(delivery) && delivery !== 'delivered'
}

/** Why an action cannot be marked as recorded in error. */
export type ActionInErrorRefusal = { readonly code: 'work-has-begun' }

/**
 * Only an action on which nothing was done yet can be recorded in error; afterwards it is cancelled, with the reason, so
 * that whoever worked on it keeps a stake in it.
 */
export function checkActionInError(action: {
  readonly delivery: Delivery
  readonly hasEvidence: boolean
}): ActionInErrorRefusal | undefined {
  const untouched = action.delivery === 'not-started' && !action.hasEvidence
  return untouched ? undefined : { code: 'work-has-begun' }
}

/** From how many days before its date an action is called due soon: four weeks, as neighbouring plans do (domain reference 6). */
export const actionDueSoonDays = 28
