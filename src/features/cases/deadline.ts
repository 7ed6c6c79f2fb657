import type { Instant, PlainDate } from '#shared/dates.ts'
import type { CalendarRefusal } from '#shared/working-days.ts'
import type { Actor, DatedFact } from './model.ts'

/** Statutory, guidance and local targets are three classes; only the first two are reported as compliance. */
export type ClockClass = 'statutory' | 'guidance' | 'local'

/** Whether the rule was read at its source, or is general knowledge that a partnership has to confirm. */
export type Certainty = 'confirmed' | 'unconfirmed'

/** The clocks of the national catalogue (domain reference 3.4). */
export const nationalClocks = [
  'notification',
  'notification-to-partners',
  'looked-after-death',
  'care-leaver-death',
  'rapid-review',
  'rapid-review-sending',
  'rapid-review-summaries',
  'rapid-review-reading',
  'rapid-review-sign-off',
  'panel-reply',
  'review-publication',
  'review-delay-notice',
  'prepublication',
  'keep-public',
  'prevention-report-response',
  'yearly-report',
  'yearly-report-copies',
  'section-11',
  'action',
  'impact-1',
  'impact-2',
  'impact-3',
] as const
/** The name of a clock: a national one, or one that a partnership added. */
export type ClockId = (typeof nationalClocks)[number] | `local-${string}`

/** The event that starts a clock. */
export type AnchorName =
  | 'incidentOn'
  | 'discoveredOn'
  | 'laAwareOn'
  | 'notifiedOn'
  | 'rapidReviewSignedOn'
  | 'rapidReviewSentOn'
  | 'reviewDecidedOn'
  | 'delayForeseenOn'
  | 'publishOn'
  | 'publishedOn'
  | 'preventionReportReceivedOn'
  | 'yearEndedOn'
  | 'yearlyReportPublishedOn'
  | 'lastSection11On'
  | 'actionDueOn'
  | 'actionEvidencedOn'

/** How far the due date lies from its anchor. A negative count reckons backwards from a planned date. */
export type Term =
  | { readonly unit: 'working-days' | 'days' | 'months'; readonly count: number }
  | { readonly unit: 'with-clock'; readonly clock: ClockId }

/** Why a clock does not run for this case. */
export type ExemptReason =
  | 'decided-not-to-notify'
  | 'no-abuse-suspected'
  | 'not-a-looked-after-death'
  | 'not-a-care-leaver-death'
  | 'criteria-not-met'
  | 'no-rule-set-then'

/** Why it is not known whether a duty applies; not knowing is never shown as fulfilled, and never as not needed. */
export type DoubtReason = 'not-known-whether-looked-after'

/** One rule of a rule set: what has to be done by when, counted from what, and who says so. */
export type ClockRule = {
  readonly id: ClockId
  /** The row of the catalogue in the domain reference. */
  readonly catalogue: string
  readonly subject: 'case' | 'review' | 'action' | 'partnership'
  readonly title: string
  readonly anchor: AnchorName
  /** Other anchors that some areas or older texts use; shown as information when they are stricter. */
  readonly otherAnchors: readonly AnchorName[]
  readonly term: Term
  /** `by`: to be done on that day at the latest. `keep-until`: to be kept up until that day at least. */
  readonly kind: 'by' | 'keep-until'
  readonly inWords: string
  readonly source: string
  readonly class: ClockClass
  readonly certainty: Certainty
  /** Set where guidance relaxed the time limit: the date is shown, lateness is not counted. */
  readonly relaxed: string | null
}

/** The rules that were in force in a period. Rule sets are rows with dates; a version never changes. */
export type RuleSet = {
  readonly id: string
  readonly title: string
  readonly validFrom: PlainDate
  readonly validTo: PlainDate | null
  /** Whether the two dates of validity were read at a source. */
  readonly validityIs: Certainty
  readonly rules: readonly ClockRule[]
}

/** A rule set as the reader of the rules sees it. */
export interface ListedRuleSet extends RuleSet {
  /** Shipped with Heed for all partnerships, or added by this one. */
  readonly origin: 'national' | 'local'
  readonly inForce: boolean
}

/** A later date for a duty, which never overwrites the first one. */
export type RevisedDue = {
  readonly to: PlainDate
  readonly reason: string
  readonly approvedBy: Actor
  readonly at: Instant
  readonly told: readonly ('panel' | 'secretary-of-state' | 'ofsted' | 'partners')[]
}

/** A due date that stood until its anchor was corrected. */
export type FormerDue = {
  readonly anchoredOn: PlainDate
  readonly due: PlainDate | null
  readonly changedAt: Instant
  readonly by: Actor
  readonly reason: string
}

/** How a duty stands on a day. Lateness once happened stays visible for ever. */
export type DeadlineState =
  | { readonly state: 'not-started'; readonly missing: AnchorName }
  | {
      readonly state: 'running' | 'due-soon' | 'overdue'
      readonly days: number
      readonly workingDays: number | null
    }
  | { readonly state: 'due-today' }
  | { readonly state: 'met'; readonly on: PlainDate }
  | { readonly state: 'met-late'; readonly on: PlainDate; readonly days: number }
  | { readonly state: 'cut-short'; readonly on: PlainDate; readonly days: number }
  | { readonly state: 'suspended'; readonly because: string }
  | { readonly state: 'not-applicable'; readonly because: ExemptReason }
  | { readonly state: 'not-known-whether'; readonly because: DoubtReason }
  | { readonly state: 'cannot-be-calculated'; readonly because: CalendarRefusal }

/** A due date reckoned from another anchor, shown because it is stricter or because the proper anchor is missing. */
export type StricterReading = {
  readonly anchor: AnchorName
  readonly anchoredOn: PlainDate
  readonly due: PlainDate
}

/** One duty of one case with everything a reader may ask about it. */
export type Deadline = {
  readonly rule: ClockRule
  readonly ruleSet: string
  readonly anchoredOn: PlainDate | null
  /** False when the anchor is known only roughly: the clock then runs from the earliest day it can have been. */
  readonly anchorIsExact: boolean
  readonly originalDue: PlainDate | null
  readonly revisedDues: readonly RevisedDue[]
  /** The date that counts now: the last revised one, or the original. */
  readonly due: PlainDate | null
  readonly formerDues: readonly FormerDue[]
  readonly state: DeadlineState
  /** The same duty held against its original date, however often it was extended. */
  readonly stateAgainstOriginal: DeadlineState
  readonly stricter: StricterReading | null
  /** The last working day before a due date that is none. */
  readonly warning: {
    readonly code: 'not-a-working-day'
    readonly lastWorkingDay: PlainDate
  } | null
}

/** What the clocks need to know about a case, a review, an action or the partnership. */
export type ClockSubject = {
  readonly anchors: Partial<Record<AnchorName, DatedFact>>
  /** When each duty was done; for `keep-until`, when it ceased to be kept. */
  readonly doneOn: Partial<Record<ClockId, PlainDate>>
  readonly revised: Partial<Record<ClockId, readonly RevisedDue[]>>
  readonly exempt: Partial<Record<ClockId, ExemptReason>>
  readonly doubtful: Partial<Record<ClockId, DoubtReason>>
}
