import type { Instant, PlainDate } from '#shared/dates.ts'
import type { UidOf } from '#shared/ids.ts'
import type { HolidayList } from '#shared/working-days.ts'
import type {
  Actor,
  CaseId,
  PrincipalId,
  StatutoryPartner,
  UnknownBecause,
} from '#features/cases/model.ts'

/** The outside id of a rapid review. */
export type RapidReviewId = UidOf<'rapid-review'>
/** The outside id of a review. */
export type CaseReviewId = UidOf<'case-review'>

/** Where a rapid review stands (domain reference 5.2). */
export type RapidReviewStatus =
  'requested' | 'gathering' | 'drafting' | 'partners-review' | 'signed' | 'sent' | 'replied'

/** Where a review stands (domain reference 5.3). */
export type CaseReviewStatus =
  | 'initiated'
  | 'commissioning'
  | 'terms-agreed'
  | 'information'
  | 'analysis'
  | 'draft'
  | 'accuracy-check'
  | 'family-and-practitioner-sight'
  | 'anonymisation-check'
  | 'partners-sign-off'
  | 'prepublication-sent'
  | 'published'
  | 'improvements-published'
  | 'withheld'
  | 'archived'

/** One partner's signature under one draft: agreement, or dissent with its reasons. Both count as signed. */
export type PartnerSignature = {
  readonly partner: StatutoryPartner
  readonly view: 'agrees' | 'dissents'
  readonly reasons: string
  readonly by: Actor
  readonly at: Instant
  /** The draft that was signed; a new draft asks for new signatures, the old ones are kept. */
  readonly draft: number
}

/** An answer to a question that may be answered no, with why, but never left blank. */
export type SectionAnswer = { readonly answer: 'yes' | 'no'; readonly text: string }

/** What partners may decide after a rapid review. */
export const reviewOutcomes = [
  'no-further-action',
  'single-agency-learning',
  'other-multi-agency-learning',
  'review',
  'joint-review',
  'combined-review',
  'national-review-suggested',
] as const
/** One of the decisions after a rapid review. */
export type ReviewOutcome = (typeof reviewOutcomes)[number]

/** What partners weigh when they decide on a review (SI 2018/789 reg. 11 by its explanatory note; wording not confirmed). */
export const reviewCriteria = [
  'improvements-needed',
  'recurring-themes',
  'agencies-working-together',
  'panel-sees-it-local',
  'one-agency-only',
  'no-agency-involved',
  'several-areas',
  'institutional-setting',
] as const
/** One of the criteria. */
export type ReviewCriterion = (typeof reviewCriteria)[number]

/** How one criterion was answered, and why. */
export type CriterionAnswer = {
  readonly criterion: ReviewCriterion
  readonly answer: 'yes' | 'no' | UnknownBecause
  readonly reasons: string
}

/** The partners' decision on what follows a rapid review. */
export type ReviewDecision = {
  readonly outcome: ReviewOutcome
  readonly reasons: string
  readonly criteria: readonly CriterionAnswer[]
  /** What the partners think about a national review. */
  readonly viewOnNational: string
  readonly decidedOn: PlainDate
  readonly decidedBy: Actor
}

/** The questions that a rapid review answers in words. */
export const rapidReviewSections = ['equality', 'immediate-safety', 'earlier-learning'] as const
/** One of the questions that a rapid review answers in words. */
export type RapidReviewSection = (typeof rapidReviewSections)[number]

/** What a rapid review has to say before it goes to the Panel. */
export type RapidReviewContent = {
  readonly draft: number
  readonly decision: ReviewDecision | null
  /** Did racism or other inequality play a part in the child's life or in practice? Explored, or why not. */
  readonly equality: SectionAnswer | null
  /** Does any child need protection now? */
  readonly immediateSafety: SectionAnswer | null
  /** Was earlier learning, here and nationally, looked at? "Found before?" is one of the legal criteria. */
  readonly earlierLearning: SectionAnswer | null
  readonly signatures: readonly PartnerSignature[]
}

/** The first local review of a case, which goes to the national Panel. */
export type RapidReview = {
  readonly id: RapidReviewId
  readonly case: CaseId
  readonly status: RapidReviewStatus
  readonly content: RapidReviewContent
  readonly sentOn: PlainDate | null
  readonly panelReply: PanelReply | null
  readonly version: number
}

/** What the Panel answered. */
export type PanelReply = {
  readonly receivedOn: PlainDate
  readonly outcome: 'agrees' | 'queries-decision' | 'comments' | 'national-use'
  readonly text: string
}

/** Why a review takes longer; an overlay that moves no state and stops no clock. */
export type Delay = {
  readonly because:
    | 'criminal'
    | 'inquest'
    | 'reviewer'
    | 'agency-late'
    | 'family'
    | 'legal'
    | 'capacity'
    | 'pandemic'
  readonly reason: string
  readonly foreseenOn: PlainDate
  readonly recordedBy: Actor
  readonly panelToldOn: PlainDate | null
  readonly endedOn: PlainDate | null
}

/** A court order or other rule on what may be said, and until when. */
export type LegalRestriction = {
  readonly text: string
  readonly until: PlainDate | null
  readonly liftedOn: PlainDate | null
}

/** What the anonymisation check found for one draft. */
export type AnonymisationState = {
  readonly draft: number
  readonly openBlockers: number
  /** Who read it and found it clear. */
  readonly clearedBy: readonly PrincipalId[]
}

/** How long before publication the Panel, the Secretary of State and Ofsted receive their copy: from the rule set of the day. */
export type PrepublicationRule = {
  readonly workingDays: number
  readonly clearDays: boolean
  readonly holidays: HolidayList
}

/** Who writes the review, and what was declared about conflicts of interest. */
export type Reviewer = {
  readonly name: string
  readonly conflictDeclaration: string
  readonly declaredOn: PlainDate
}

/** What kind of review it is. */
export const reviewKinds = ['local', 'joint', 'combined', 'thematic', 'other'] as const
/** One kind of review. */
export type ReviewKind = (typeof reviewKinds)[number]

/** A local child safeguarding practice review of one case or several. */
export type CaseReview = {
  readonly id: CaseReviewId
  readonly cases: readonly CaseId[]
  readonly status: CaseReviewStatus
  readonly decidedOn: PlainDate
  readonly draft: number
  readonly method: string
  readonly termsOfReference: string
  readonly reviewer: Reviewer | null
  readonly publishOn: PlainDate | null
  readonly copySentOn: PlainDate | null
  readonly publishedOn: PlainDate | null
  readonly panelToldOfWithholdingOn: PlainDate | null
  readonly restrictions: readonly LegalRestriction[]
  readonly anonymisation: AnonymisationState | null
  readonly signatures: readonly PartnerSignature[]
  readonly delays: readonly Delay[]
  readonly version: number
}
