/**
 * The kinds of thing that a statement says, as `reviews.md` 15 tells them apart: a conclusion, a
 * fact of the past, something done, something under way, a commitment, or what everybody knows.
 */
export const claimKindNames = [
  'conclusion',
  'past-fact',
  'done',
  'under-way',
  'commitment',
  'general-knowledge',
] as const
/** One kind of thing that a statement says. */
export type ClaimKind = (typeof claimKindNames)[number]

/** Where words stand: the block of the statement and the offsets into its text, end not included. */
export type ClaimPlace = { readonly blockId: string; readonly start: number; readonly end: number }

/** Who, in the statement's own words, the claim is about; `not-said` where a sentence names nobody. */
export type ClaimSubject =
  'publisher' | 'other-body' | 'review' | 'family' | 'practitioners' | 'not-said'

/** Whose doing or view a claim reports, with the words that say so. */
export type Attribution = { readonly about: ClaimSubject; readonly words?: string }

/** The rule that found a claim, kept with it so that a reader can ask why. */
export type FoundBy = { readonly rule: string; readonly version: number; readonly because: string }

/** A claim that the rules propose; nothing holds until a person accepts it. */
export type ProposedClaim = {
  readonly place: ClaimPlace
  readonly words: string
  readonly kind: ClaimKind
  readonly attribution: Attribution
  readonly foundBy: FoundBy
}

/** What the words of each kind are called on the page. */
export const claimKindLabels: Readonly<Record<ClaimKind, string>> = {
  conclusion: 'Conclusion of the review',
  'past-fact': 'What happened',
  done: 'Said to be done',
  'under-way': 'Said to be under way',
  commitment: 'Promised',
  'general-knowledge': 'General knowledge, not followed up',
}

/** Whether anybody can be asked what became of it: what research shows is nobody's promise. */
export function isTrackable(kind: ClaimKind): boolean {
  return kind !== 'general-knowledge'
}
