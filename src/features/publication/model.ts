import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import type { Prose } from '#shared/prose.ts'

/** The outside id of a publication. */
export type PublicationUid = UidOf<'publication'>
/** The outside id of an imported statement. */
export type StatementUid = UidOf<'statement'>

/** What is made public: the report, only the improvements where the report itself is not published, or a summary. */
export const publicationKinds = ['full-report', 'improvements-only', 'executive-summary'] as const
/** One kind of publication. */
export type PublicationKind = (typeof publicationKinds)[number]

/** What the public is told of a recommendation; the words and how they come about belong to the learning feature. */
export const publicStates = [
  'no-information-held',
  'being-considered',
  'not-yet-answered',
  'accepted-not-started',
  'under-way',
  'under-way-late',
  'said-done-evidence-not-accepted',
  'said-already-done-evidence-not-accepted',
  'activity-only',
  'evidence-accepted',
  'achieved',
  'rejected',
  'superseded',
  'overtaken',
  'done-not-measurable',
  'reopened',
] as const
/** One word of what happened next. */
export type PublicState = (typeof publicStates)[number]

/** Where the text stands: written, locked while two people look at it, or the one that is public. */
export type PublicationState = 'draft' | 'locked' | 'published'

/** Whether there is a public copy. */
export type CopyState = 'none' | 'live' | 'withdrawn'

/** A publication without its text. */
export interface Publication {
  readonly id: number
  readonly uid: PublicationUid
  readonly scopeId: number
  readonly caseScopeId: number
  readonly caseUid: Uid
  readonly kind: PublicationKind
  readonly state: PublicationState
  readonly copy: CopyState
  readonly textVersion: number
  readonly publishedVersion: number | null
  readonly firstPublishedAt: Instant | null
  readonly publishedAt: Instant | null
  readonly withdrawnAt: Instant | null
  readonly withdrawReason: string | null
  readonly version: number
}

/** One recommendation on the public page, with what happened next in one honest word and the day of that word. */
export interface PublishedRecommendation {
  readonly id: Uid
  /** The recommendation in Heed that tells what happened next; none where it was typed. */
  readonly recommendation: Uid | null
  /** None where Heed does not hold the text. */
  readonly words: string | null
  readonly addressee: string
  readonly state: PublicState
  readonly stateOn: PlainDate
}

/** One version of what a publication says. */
export interface PublicationText {
  readonly textVersion: number
  readonly title: string
  /** The last part of the public address. */
  readonly slug: string
  readonly body: Prose
  readonly recommendations: readonly PublishedRecommendation[]
  readonly documentId: number | null
}

/** A document that goes with a publication, as the reader of files found it. */
export interface AttachedDocument {
  readonly id: number
  readonly name: string
  readonly kind: 'docx' | 'txt'
  readonly bytes: number
  readonly sha256: string
  readonly images: number
  readonly words: readonly string[]
  readonly properties: readonly { readonly place: string; readonly text: string }[]
}

/** One person's word that a version may go out. */
export interface Approval {
  readonly textVersion: number
  readonly by: number
  readonly byName: string
  readonly agencyId: number
  readonly agencyName: string
  readonly at: Instant
  readonly takenBackAt: Instant | null
}

/** What a claim can be tied to. */
export type TieKind = 'recommendation' | 'action' | 'evidence'

/** A tie of a claim. */
export interface Tie {
  readonly uid: Uid
  readonly claim: Uid
  readonly kind: TieKind
  readonly to: Uid
}

/** A published statement in the library. */
export interface Statement {
  readonly id: number
  readonly uid: StatementUid
  readonly scopeId: number
  readonly title: string
  readonly publisher: string
  readonly publishedOn: PlainDate | null
  readonly weekdayDiffers: boolean
  /** Published by another body: it stays private, and nothing of ours is tied to it. */
  readonly otherBody: boolean
  readonly fileName: string
  readonly fileUid: Uid
  readonly fileKind: 'txt' | 'docx' | 'pdf'
  readonly text: Prose
  /** The blocks that say what the document is. */
  readonly head: readonly Uid[]
  readonly importedAt: Instant
  readonly version: number
}
