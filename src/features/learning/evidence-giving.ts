import type { PlainDate } from '#shared/dates.ts'
import type { Evidence, EvidenceLevel, RecommendationStatus } from './model.ts'
import { isRecommendationEnded } from './recommendation.ts'

/** A figure that carries evidence: how many, out of how many, of what. */
export type Figure = {
  readonly counted: number
  readonly of: number | null
  readonly what: string
}

/** Why evidence cannot be given so. */
export type GivingRefusal =
  | { readonly code: 'recommendation-takes-no-evidence' }
  | { readonly code: 'statement-claims-more'; readonly claimed: EvidenceLevel }
  | { readonly code: 'given-in-the-future' }
  | { readonly code: 'fresh-until-too-early' }
  | { readonly code: 'figure-incomplete' }
  | { readonly code: 'more-than-all'; readonly of: number }
  | { readonly code: 'received-in-the-future' }

/** What is given, as far as its form can be checked without knowing who has a stake. */
export type Giving = {
  readonly kind: Evidence['kind']
  readonly claimedLevel: EvidenceLevel
  readonly givenOn: PlainDate
  readonly freshUntil: PlainDate | null
  readonly figure: {
    readonly counted: number | undefined
    readonly of: number | undefined
    readonly what: string | undefined
  }
  readonly receivedOn: PlainDate | null
}

/** Whether evidence can be given to a recommendation that stands so: once it has been checked, until it ends. */
export function takesEvidence(status: RecommendationStatus): boolean {
  return status !== 'draft' && !isRecommendationEnded(status)
}

/** Checks what is given. That somebody says so is level 0 of the ladder and no more. */
export function checkGiving(
  giving: Giving,
  about: { readonly status: RecommendationStatus; readonly today: PlainDate },
): GivingRefusal | undefined {
  if (!takesEvidence(about.status)) return { code: 'recommendation-takes-no-evidence' }
  if (giving.kind === 'statement' && giving.claimedLevel > 0)
    return { code: 'statement-claims-more', claimed: giving.claimedLevel }
  return dateRefusal(giving, about.today) ?? figureRefusal(giving.figure)
}

/** The figure, when it is whole. */
export function figureOf({ counted, of, what }: Giving['figure']): Figure | null {
  if (counted === undefined || what === undefined) return null
  return { counted, of: of ?? null, what }
}

function dateRefusal(giving: Giving, today: PlainDate): GivingRefusal | undefined {
  if (giving.givenOn > today) return { code: 'given-in-the-future' }
  if (giving.receivedOn !== null && giving.receivedOn > today)
    return { code: 'received-in-the-future' }
  const { freshUntil } = giving
  return freshUntil !== null && freshUntil <= giving.givenOn
    ? { code: 'fresh-until-too-early' }
    : undefined
}

function figureRefusal({ counted, of, what }: Giving['figure']): GivingRefusal | undefined {
  if ((counted === undefined) !== (what === undefined)) return { code: 'figure-incomplete' }
  if (counted === undefined && of !== undefined) return { code: 'figure-incomplete' }
  return counted !== undefined && of !== undefined && counted > of
    ? { code: 'more-than-all', of }
    : undefined
}
