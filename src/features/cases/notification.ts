import type { Instant, PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { ClockId, DoubtReason, ExemptReason } from './deadline.ts'
import { statutoryPartners } from './model.ts'
import type {
  Actor,
  Answered,
  CaseChild,
  CaseNature,
  NotificationDecision,
  PartnerView,
  StatutoryPartner,
} from './model.ts'

/** What the council puts on record when it decides to notify or not. */
export type NotificationInput = {
  readonly decision: 'notify' | 'do-not-notify'
  readonly reasons: string
  readonly decidedBy: Actor
  /** The partner whose duty the decider carries out, if any. */
  readonly decidedFor: StatutoryPartner | null
  readonly at: Instant
  readonly proposedBy: Actor | null
  readonly discussedOn: PlainDate | null
}

/** Why a decision on notifying cannot be recorded. Views of partners are never among the reasons. */
export type NotificationRefusal =
  | { readonly code: 'council-decides'; readonly decidedFor: StatutoryPartner | null }
  | { readonly code: 'reasons-required' }

/** Why a partner's view cannot be recorded. */
export type ViewRefusal = { readonly code: 'reasons-required' }

/** What stands beside the decision: to be shown and chased, never a hindrance. */
export type NotificationAdvice<V> = {
  readonly missing: readonly StatutoryPartner[]
  readonly differing: readonly V[]
}

/**
 * The council decides whether to notify the Panel (Children Act 2004 s.16C(1): the duty is the local authority's; the
 * partners should agree, the authority has the last word). Reasons are required both ways, views are not.
 */
export function decideNotification(
  input: NotificationInput,
  views: readonly PartnerView[],
): Result<NotificationDecision, NotificationRefusal> {
  const { decidedFor, ...decision } = input
  if (decidedFor !== 'local-authority') return no({ code: 'council-decides', decidedFor })
  if (!decision.reasons.trim()) return no({ code: 'reasons-required' })
  return ok({ ...decision, views: standingViews(views) })
}

/** Checks a partner's view; only `no-view` needs no reasons. */
export function recordView(view: PartnerView): Result<PartnerView, ViewRefusal> {
  if (view.view !== 'no-view' && !view.reasons.trim()) return no({ code: 'reasons-required' })
  return ok(view)
}

/** The latest view of each partner, in the partners' order. */
export function standingViews<V extends Pick<PartnerView, 'partner'>>(
  views: readonly V[],
): readonly V[] {
  return statutoryPartners.flatMap((partner) => {
    const latest = views.findLast((view) => view.partner === partner)
    return latest ? [latest] : []
  })
}

/** Which partners have not given a view, and which see it differently from the council. */
export function notificationAdvice<V extends Pick<PartnerView, 'partner' | 'view'>>(
  decision: NotificationDecision['decision'],
  views: readonly V[],
): NotificationAdvice<V> {
  const standing = standingViews(views)
  return {
    missing: statutoryPartners.filter(
      (partner) =>
        partner !== 'local-authority' && !standing.some((view) => view.partner === partner),
    ),
    differing: standing.filter((view) => view.view !== 'no-view' && view.view !== decision),
  }
}

/** What decides which clocks run for a case. */
export type DutyFacts = {
  readonly nature: CaseNature
  readonly abuseSuspected: Answered
  /** The council's latest decision, if there is one. */
  readonly decision: NotificationDecision['decision'] | null
  readonly criteriaNotMet: boolean
  readonly children: readonly ChildFacts[]
}

/** What of a child decides whether a duty applies. */
export type ChildFacts = Pick<CaseChild, 'part' | 'lookedAfter'>

const panelClocks: readonly ClockId[] = ['notification', 'notification-to-partners']
const rapidReviewClocks: readonly ClockId[] = [
  'rapid-review',
  'rapid-review-sending',
  'rapid-review-summaries',
  'rapid-review-reading',
  'rapid-review-sign-off',
  'panel-reply',
]

/**
 * The clocks that do not run for a case, and why. What is not known lets a clock run: only an answer takes it away.
 */
export function exemptClocks(facts: DutyFacts): Partial<Record<ClockId, ExemptReason>> {
  return {
    ...(lookedAfterDeath(facts) === 'no'
      ? exempt(['looked-after-death'], 'not-a-looked-after-death')
      : {}),
    ...(facts.nature === 'care-leaver-death'
      ? {}
      : exempt(['care-leaver-death'], 'not-a-care-leaver-death')),
    ...panelExemption(facts),
    ...(facts.criteriaNotMet ? exempt(rapidReviewClocks, 'criteria-not-met') : {}),
  }
}

/** The clocks of which nobody has said yet whether they apply to the case, and what has to be asked. */
export function doubtfulClocks(facts: DutyFacts): Partial<Record<ClockId, DoubtReason>> {
  return lookedAfterDeath(facts) === 'not-known'
    ? { 'looked-after-death': 'not-known-whether-looked-after' }
    : {}
}

/** What one message to the national service keeps on the day on which the Panel is told. */
const toldWithTheNotification: readonly ClockId[] = [
  'notification',
  'looked-after-death',
  'care-leaver-death',
]

/** The duties that the notification itself kept: those of its clocks that apply to the case, and no others. */
export function keptByNotifying(facts: DutyFacts): readonly ClockId[] {
  const exempt = exemptClocks(facts)
  const doubtful = doubtfulClocks(facts)
  return toldWithTheNotification.filter(
    (clock) => exempt[clock] === undefined && doubtful[clock] === undefined,
  )
}

// The nature of the case says it, or else the children who died: one who was looked after, or all of whom it is known
// that they were not. A death without a child on record is not known.
function lookedAfterDeath({ nature, children }: DutyFacts): 'yes' | 'no' | 'not-known' {
  if (nature === 'looked-after-death') return 'yes'
  if (nature === 'care-leaver-death') return 'no'
  const died = children.filter(({ part }) => part === 'died')
  if (died.some(({ lookedAfter }) => lookedAfter === 'yes')) return 'yes'
  if (nature !== 'death' && died.length === 0) return 'no'
  const isKnown = died.length > 0 && died.every(({ lookedAfter }) => lookedAfter === 'no')
  return isKnown ? 'no' : 'not-known'
}

function panelExemption(facts: DutyFacts): Partial<Record<ClockId, ExemptReason>> {
  const withoutAbuse =
    (facts.nature === 'looked-after-death' || facts.nature === 'care-leaver-death') &&
    facts.abuseSuspected === 'no'
  if (withoutAbuse) return exempt([...panelClocks, ...rapidReviewClocks], 'no-abuse-suspected')
  if (facts.decision === 'do-not-notify')
    return exempt([...panelClocks, ...rapidReviewClocks], 'decided-not-to-notify')
  return {}
}

function exempt(
  clocks: readonly ClockId[],
  because: ExemptReason,
): Partial<Record<ClockId, ExemptReason>> {
  return Object.fromEntries(clocks.map((clock) => [clock, because]))
}
