import type { Instant, PlainDate } from '#shared/dates.ts'
import type { UidOf } from '#shared/ids.ts'
import type { Actor, AgencyId, PostId, PrincipalId } from '#features/cases/model.ts'
import type { CaseReviewId } from '#features/reviews/model.ts'

/** The outside id of a finding. */
export type FindingId = UidOf<'finding'>
/** The outside id of a recommendation. */
export type RecommendationId = UidOf<'recommendation'>
/** The outside id of an action. */
export type ActionId = UidOf<'action'>
/** The outside id of a piece of evidence. */
export type EvidenceId = UidOf<'evidence'>
/** The outside id of a claim that a statement makes. */
export type ClaimId = UidOf<'claim'>

/** What a review concludes over all; that practice was sound is a conclusion like any other. */
export type OverallConclusion = {
  readonly review: CaseReviewId | null
  readonly verdict: 'practice-sound' | 'sound-with-learning' | 'shortfalls' | 'cannot-tell'
  readonly text: string
  /** Where the report says it. */
  readonly place: string
}

/** What a review found. Good practice is a finding, and can spread. */
export const findingKinds = [
  'good-practice',
  'learning-point',
  'systemic-finding',
  'question',
] as const
/** One kind of finding. */
export type FindingKind = (typeof findingKinds)[number]

/** What a finding rests on. What the family said is evidence too, in their words and with their consent. */
export type FindingEvidence =
  | {
      readonly kind: 'report-paragraph' | 'episode' | 'practitioner-words' | 'document'
      readonly place: string
    }
  | {
      readonly kind: 'family-words'
      readonly words: string
      readonly consent: {
        readonly givenOn: PlainDate
        readonly withdrawnOn: PlainDate | null
      } | null
    }

/** An agency that took up a good practice. */
export type Adoption = {
  readonly agency: AgencyId
  readonly since: PlainDate
  readonly how: string
}

/** One finding of a review. */
export type Finding = {
  readonly id: FindingId
  readonly kind: FindingKind
  readonly text: string
  readonly underlyingReason: string
  readonly themes: readonly string[]
  readonly agencies: readonly AgencyId[]
  readonly evidence: readonly FindingEvidence[]
  readonly adoptions: readonly Adoption[]
}

/** The evidence ladder: 0 statement only, 1 activity, 2 quality, 3 changed practice, 4 difference for children. */
export type EvidenceLevel = 0 | 1 | 2 | 3 | 4
/** A rung that a recommendation can be set to; a statement alone achieves nothing. */
export type Rung = Exclude<EvidenceLevel, 0>

/** To whom a recommendation is made. */
export type Addressees =
  | { readonly kind: 'agencies'; readonly agencies: readonly AgencyId[] }
  | { readonly kind: 'partnership' }
  | { readonly kind: 'national' }

/** Where a recommendation stands (domain reference 5.4); each way to end has its own name. */
export type RecommendationStatus =
  | 'draft'
  | 'quality-checked'
  | 'agreed'
  | 'agreed-changed'
  | 'already-met'
  | 'in-delivery'
  | 'delivered'
  | 'assured'
  | 'achieved'
  | 'rejected'
  | 'superseded'
  | 'overtaken'
  | 'done-not-measurable'
  | 'reopened'

/** A rung that was set, by whom and why; the last one counts. */
export type RungSetting = {
  readonly rung: Rung
  readonly by: Actor
  readonly at: Instant
  readonly reason: string
}

/** What a review asks of somebody. */
export type Recommendation = {
  readonly id: RecommendationId
  readonly number: string
  /** Null where a statement mentions a recommendation whose text is not held. */
  readonly text: string | null
  readonly source:
    | 'local-review'
    | 'rapid-review'
    | 'national-review'
    | 'coroner'
    | 'inspection'
    | 'audit'
    | 'section-11'
  readonly findings: readonly FindingId[]
  readonly addressees: Addressees
  readonly byWhen: PlainDate | null
  readonly intendedOutcome: string
  readonly measure: string
  readonly status: RecommendationStatus
  /** Each reopening begins a new round, which asks for new evidence and a new judgement. */
  readonly round: number
  readonly rungs: readonly RungSetting[]
  readonly supersededBy: RecommendationId | null
  readonly similarTo: readonly RecommendationId[]
  readonly version: number
}

/** What an agency answers to a recommendation. */
export type AnswerKind = 'accepted' | 'accepted-with-change' | 'already-done' | 'rejected'

/** How an answer came: from the agency itself, or recorded on its behalf until it confirms. */
export type AnswerOrigin =
  | { readonly kind: 'own'; readonly by: Actor; readonly at: Instant }
  | {
      readonly kind: 'on-behalf'
      readonly receivedFrom: string
      readonly how: 'letter' | 'e-mail' | 'meeting' | 'telephone'
      readonly receivedOn: PlainDate
      readonly document: string
      readonly recordedBy: Actor
      readonly at: Instant
      readonly confirmed: { readonly by: Actor; readonly at: Instant } | null
    }

/** One agency's answer to one recommendation; a later one stands, the earlier are kept. */
export type Answer = {
  readonly agency: AgencyId
  readonly kind: AnswerKind
  readonly reasons: string
  readonly change: string
  readonly evidence: readonly EvidenceId[]
  readonly origin: AnswerOrigin
}

/** How far the doing has come (domain reference 5.5). Overdue is reckoned, never typed. */
export type Delivery =
  | 'not-started'
  | 'on-track'
  | 'at-risk'
  | 'off-track'
  | 'delivered'
  | 'evidence-accepted'
  | 'cancelled'
  | 'transferred'

/** Whether it made a difference (domain reference 5.5): a scale of its own. */
export type Impact =
  | 'not-yet-due'
  | 'no-evidence'
  | 'activity-only'
  | 'some-change'
  | 'embedded'
  | 'not-embedded'
  | 'not-measurable'

/** A due date with every later move; the first is never overwritten. */
export type DueDate = {
  readonly original: PlainDate
  readonly moves: readonly {
    readonly to: PlainDate
    readonly reason: string
    readonly approvedBy: Actor
    readonly at: Instant
  }[]
}

/** Who owned an action from when: a post first, a person second. */
export type OwnerSpell = {
  readonly agency: AgencyId
  readonly post: PostId
  readonly person: PrincipalId | null
  readonly from: PlainDate
  readonly because: 'named' | 'reassigned' | 'successor'
  readonly reason: string
  readonly by: Actor
}

/** A step of an action with its own date. */
export type Milestone = {
  readonly text: string
  readonly due: DueDate
  readonly doneOn: PlainDate | null
}

/** Something that somebody has to do for a recommendation or several. */
export type Action = {
  readonly id: ActionId
  readonly recommendations: readonly RecommendationId[]
  readonly text: string
  /** The oldest first; the last one owns it now. */
  readonly owners: readonly [OwnerSpell, ...OwnerSpell[]]
  readonly due: DueDate
  readonly milestones: readonly Milestone[]
  readonly delivery: Delivery
  readonly deliveredOn: PlainDate | null
  readonly impact: Impact
  readonly version: number
}

/** What somebody without a stake said about a piece of evidence. */
export type EvidenceJudgement = {
  readonly outcome: 'accepted' | 'returned'
  /** The level that it reaches in the judge's view, never above what was claimed. */
  readonly level: EvidenceLevel
  readonly reason: string
  readonly by: Actor
  readonly at: Instant
}

/** Proof that something was done, done well, changed practice or made a difference. */
export type Evidence = {
  readonly id: EvidenceId
  readonly recommendation: RecommendationId
  readonly actions: readonly ActionId[]
  readonly round: number
  readonly kind:
    | 'statement'
    | 'policy'
    | 'minutes'
    | 'training-numbers'
    | 'audit'
    | 'dip-sample'
    | 'survey'
    | 'data'
    | 'practitioner-words'
    | 'family-words'
    | 'case-example'
  readonly summary: string
  readonly claimedLevel: EvidenceLevel
  readonly providedBy: Actor
  readonly givenOn: PlainDate
  /** From this day on it has to be given anew to count. */
  readonly freshUntil: PlainDate | null
  /** The last one stands. */
  readonly judgements: readonly EvidenceJudgement[]
}

/** What an assurance group may decide. */
export type AssuranceOutcome =
  'rung-reached' | 'delivery-accepted' | 'not-yet' | 'not-held' | 'not-measurable'

/** Why somebody may not judge. */
export type Stake =
  'member-of-owning-agency' | 'owns-an-action' | 'gave-evidence' | 'declared-interest'

/** A decision of an assurance group, with who judged and who stood aside. */
export type AssuranceDecision = {
  readonly group: string
  readonly meeting: string
  readonly on: PlainDate
  readonly round: number
  readonly outcome: AssuranceOutcome
  readonly rung: Rung
  /** The highest level of the evidence that counted. */
  readonly reached: EvidenceLevel | null
  readonly reasons: string
  readonly judges: readonly Actor[]
  readonly stoodAside: readonly { readonly member: Actor; readonly stakes: readonly Stake[] }[]
}

/** What a check found some months after the evidence. */
export type ImpactJudgement = 'improved' | 'some' | 'none' | 'worse' | 'cannot-tell'

/** A planned look at whether the change lasted. */
export type ImpactCheck = {
  readonly number: number
  readonly due: PlainDate
  readonly round: number
  readonly result: {
    readonly on: PlainDate
    readonly by: Actor
    readonly method: string
    readonly sampleSize: number | null
    readonly againstBaseline: string
    readonly judgement: ImpactJudgement
    readonly reasons: string
    readonly unintended: string
  } | null
}

/** An accepted claim of a statement, tied to what can show what became of it. */
export type ClaimTie = {
  readonly claim: ClaimId
  readonly to:
    | { readonly kind: 'recommendation'; readonly id: RecommendationId }
    | { readonly kind: 'action'; readonly id: ActionId }
    | { readonly kind: 'evidence'; readonly id: EvidenceId }
  readonly by: Actor
  readonly at: Instant
}
