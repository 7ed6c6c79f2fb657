import type { Instant, PlainDate } from '#shared/dates.ts'
import type { UidOf } from '#shared/ids.ts'
import type { NeutralReference } from '#shared/neutral-reference.ts'

/** The outside id of a case. */
export type CaseId = UidOf<'case'>
/** The outside id of a body that works with the partnership. */
export type AgencyId = UidOf<'agency'>
/** The outside id of a post, which outlives the person who holds it. */
export type PostId = UidOf<'post'>
/** The outside id of whoever acts: a person, a link holder, a service or a job. */
export type PrincipalId = UidOf<'principal'>

/** Who did something, for which agency, and by virtue of which post. */
export type Actor = {
  readonly principal: PrincipalId
  readonly agency: AgencyId
  readonly post: PostId | null
}

/** The three safeguarding partners (Children Act 2004 s.16E; Working Together 2023): equal, and each asked for its view. */
export const statutoryPartners = ['local-authority', 'integrated-care-board', 'police'] as const
/** One of the three safeguarding partners. */
export type StatutoryPartner = (typeof statutoryPartners)[number]

/** What happened, in the words of the national notification service. */
export const caseNatures = [
  'death',
  'serious-harm',
  'other',
  'looked-after-death',
  'care-leaver-death',
] as const
/** What happened. */
export type CaseNature = (typeof caseNatures)[number]

/** Kinds of harm; a case may have several. A first list: a partnership may add its own. */
export const harmTypes = [
  'physical-abuse',
  'emotional-abuse',
  'sexual-abuse',
  'neglect',
  'sexual-exploitation',
  'criminal-exploitation',
  'domestic-abuse',
  'serious-violence',
  'sudden-unexpected-death',
  'suicide-or-self-harm',
  'perplexing-presentation',
  'online-harm',
  'other',
] as const
/** One kind of harm. */
export type HarmType = (typeof harmTypes)[number]

/** Unknown is a value with a reason: not asked is never shown as no. */
export type UnknownBecause = 'not-yet-happened' | 'not-asked' | 'asked-not-known' | 'declined'

/** Yes, no, or not known and why. */
export type Answered = 'yes' | 'no' | UnknownBecause

/** A date with what is known of it. */
export type CaseDate =
  | { readonly known: 'exactly'; readonly on: PlainDate }
  | { readonly known: 'about'; readonly earliest: PlainDate; readonly latest: PlainDate }
  | { readonly known: 'no'; readonly because: UnknownBecause }

/** A value that a date had before somebody corrected it. */
export type FormerDate = {
  readonly was: CaseDate
  readonly changedAt: Instant
  readonly by: Actor
  readonly reason: string
}

/** A date as it stands, with every value it had before, the oldest first. */
export type DatedFact = { readonly now: CaseDate; readonly before: readonly FormerDate[] }

/** The four dates that are kept apart, in the order in which they can happen. */
export const caseDateNames = ['incidentOn', 'discoveredOn', 'laAwareOn', 'notifiedOn'] as const
/** One of the four dates. */
export type CaseDateName = (typeof caseDateNames)[number]
/** When it happened, when somebody found it, when the council became aware, when the Panel was told. */
export type CaseDates = Readonly<Record<CaseDateName, DatedFact>>

/** A child of the case under a label of our own; the name, if there is one, lives in the vault. */
export type CaseChild = {
  readonly id: UidOf<'case-child'>
  readonly label: string
  /** A notification without an identified child is allowed, and a newborn may have no name. */
  readonly named: boolean
  readonly ageBand: string | null
  readonly sex: string | null
  readonly ethnicity: string | null
  readonly disability: Answered
  readonly lookedAfter: Answered
  readonly protectionPlan: Answered
  /** The child died or was harmed, or is a sibling who needs to be thought of. */
  readonly part: 'died' | 'harmed' | 'sibling' | 'other'
}

/** Where a case stands (domain reference 5.1). */
export type CaseStatus =
  | 'referred'
  | 'considering'
  | 'not-notified'
  | 'notified'
  | 'rapid-review'
  | 'awaiting-panel'
  | 'in-review'
  | 'national'
  | 'closed-learning-only'
  | 'closed-after-review'
  | 'criteria-not-met'
  | 'closed-notification-only'

/** A pause for proceedings elsewhere; it is shown, and no clock stops for it. */
export type CasePause = {
  readonly since: Instant
  readonly by: Actor
  readonly because: 'criminal' | 'inquest' | 'care-proceedings' | 'other'
  readonly reason: string
}

/** A serious incident with one child or more, as the learning record holds it: no names. */
export type Case = {
  readonly id: CaseId
  readonly reference: NeutralReference
  readonly status: CaseStatus
  readonly pause: CasePause | null
  readonly nature: CaseNature
  readonly harms: readonly HarmType[]
  readonly abuseSuspected: Answered
  readonly dates: CaseDates
  readonly children: readonly CaseChild[]
  /** The council where it happened: it notifies and runs the rapid review. Null while it is not known. */
  readonly areaCouncil: AgencyId | null
  /** The council where the child lives, when that is another one. */
  readonly homeCouncil: AgencyId | null
  readonly decisions: readonly NotificationDecision[]
  readonly version: number
}

/** What one partner thinks about notifying; it stands beside the council's decision and never in its way. */
export type PartnerView = {
  readonly partner: StatutoryPartner
  readonly view: 'notify' | 'do-not-notify' | 'no-view'
  readonly reasons: string
  readonly givenBy: Actor
  readonly at: Instant
}

/** The council's decision to notify the Panel or not (Children Act 2004 s.16C(1)), with reasons either way. */
export type NotificationDecision = {
  readonly decision: 'notify' | 'do-not-notify'
  readonly reasons: string
  readonly decidedBy: Actor
  readonly at: Instant
  readonly proposedBy: Actor | null
  readonly discussedOn: PlainDate | null
  /** The views on the table when the decision was made. */
  readonly views: readonly PartnerView[]
}
