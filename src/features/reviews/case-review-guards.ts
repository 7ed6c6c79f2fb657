import { addMonths } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { StatutoryPartner } from '#features/cases/model.ts'
import type { CaseReview, PrepublicationRule } from './model.ts'
import { choosePublicationDate, latestCopyDay } from './publication-date.ts'
import type { PublicationDateRefusal } from './publication-date.ts'
import { missingSignatures } from './signatures.ts'

/** What must be there before an act on a review. */
export type CaseReviewNeed =
  | 'reviewer-declared'
  | 'anonymised'
  | 'publication-day-kept'
  | 'copy-sent-in-time'
  | 'publication-day-reached'
  | 'no-legal-restriction'
  | 'partners-signed'
  | 'panel-told-of-withholding'
  | 'public-for-a-year'

/** What of a review the guards look at. */
export type CaseReviewFacts = Pick<
  CaseReview,
  | 'reviewer'
  | 'publishOn'
  | 'copySentOn'
  | 'publishedOn'
  | 'panelToldOfWithholdingOn'
  | 'restrictions'
  | 'anonymisation'
  | 'signatures'
> & { readonly prepublication: PrepublicationRule }

/** The day on which a guard is asked, and the draft that it is asked for. */
export type GuardMoment = { readonly today: PlainDate; readonly draft: number }

/** What a guard says no with. */
export type GuardRefusal =
  | { readonly code: 'reviewer-not-named' }
  | { readonly code: 'reviewer-conflict-not-declared' }
  | { readonly code: 'anonymisation-not-done' }
  | { readonly code: 'anonymisation-blocked'; readonly blockers: number }
  | { readonly code: 'second-reader-needed' }
  | { readonly code: 'no-publication-day' }
  | { readonly code: 'copy-not-sent' }
  | { readonly code: 'publication-day-not-reached'; readonly publishOn: PlainDate }
  | { readonly code: 'legal-restriction'; readonly count: number }
  | { readonly code: 'signatures-missing'; readonly partners: readonly StatutoryPartner[] }
  | { readonly code: 'panel-not-told' }
  | { readonly code: 'not-public-for-a-year'; readonly until: PlainDate }
  | { readonly code: 'not-published' }
  | PublicationDateRefusal

type Guard = (facts: CaseReviewFacts, moment: GuardMoment) => GuardRefusal | undefined

const guards: Readonly<Record<CaseReviewNeed, Guard>> = {
  'reviewer-declared': reviewerDeclared,
  anonymised,
  'publication-day-kept': publicationDayKept,
  'copy-sent-in-time': copySentInTime,
  'publication-day-reached': publicationDayReached,
  'no-legal-restriction': noLegalRestriction,
  'partners-signed': partnersSigned,
  'panel-told-of-withholding': ({ panelToldOfWithholdingOn }) =>
    panelToldOfWithholdingOn === null ? { code: 'panel-not-told' } : undefined,
  'public-for-a-year': publicForAYear,
}

/** Every need that is not met, in the order given: what a page lists before somebody tries. */
export function unmetNeeds(
  needs: readonly CaseReviewNeed[],
  facts: CaseReviewFacts,
  moment: GuardMoment,
): readonly { readonly need: CaseReviewNeed; readonly refusal: GuardRefusal }[] {
  return needs.flatMap((need) => {
    const refusal = guards[need](facts, moment)
    return refusal ? [{ need, refusal }] : []
  })
}

function reviewerDeclared({ reviewer }: CaseReviewFacts): GuardRefusal | undefined {
  if (!reviewer) return { code: 'reviewer-not-named' }
  return reviewer.conflictDeclaration.trim()
    ? undefined
    : { code: 'reviewer-conflict-not-declared' }
}

// Four eyes: two different people read this very draft and found it clear.
function anonymised(
  { anonymisation }: CaseReviewFacts,
  { draft }: GuardMoment,
): GuardRefusal | undefined {
  if (!anonymisation || anonymisation.draft !== draft) return { code: 'anonymisation-not-done' }
  if (anonymisation.openBlockers > 0)
    return { code: 'anonymisation-blocked', blockers: anonymisation.openBlockers }
  return new Set(anonymisation.clearedBy).size < 2 ? { code: 'second-reader-needed' } : undefined
}

function publicationDayKept(
  { publishOn, prepublication }: CaseReviewFacts,
  { today }: GuardMoment,
): GuardRefusal | undefined {
  if (publishOn === null) return { code: 'no-publication-day' }
  const chosen = choosePublicationDate(publishOn, today, prepublication)
  return chosen.ok ? undefined : chosen.refusal
}

function copySentInTime({
  publishOn,
  copySentOn,
  prepublication,
}: CaseReviewFacts): GuardRefusal | undefined {
  if (publishOn === null) return { code: 'no-publication-day' }
  if (copySentOn === null) return { code: 'copy-not-sent' }
  const copyBy = latestCopyDay(publishOn, prepublication)
  if (copyBy.ok && copySentOn <= copyBy.value) return undefined
  const chosen = choosePublicationDate(publishOn, copySentOn, prepublication)
  return chosen.ok ? undefined : chosen.refusal
}

function publicationDayReached(
  { publishOn }: CaseReviewFacts,
  { today }: GuardMoment,
): GuardRefusal | undefined {
  if (publishOn === null) return { code: 'no-publication-day' }
  return today < publishOn ? { code: 'publication-day-not-reached', publishOn } : undefined
}

function noLegalRestriction(
  { restrictions }: CaseReviewFacts,
  { today }: GuardMoment,
): GuardRefusal | undefined {
  const count = restrictions.filter(
    ({ liftedOn, until }) => liftedOn === null && (until === null || until >= today),
  ).length
  return count > 0 ? { code: 'legal-restriction', count } : undefined
}

function partnersSigned(
  { signatures }: CaseReviewFacts,
  { draft }: GuardMoment,
): GuardRefusal | undefined {
  const partners = missingSignatures(signatures, draft)
  return partners.length > 0 ? { code: 'signatures-missing', partners } : undefined
}

// Reports stay public for at least a year (SI 2018/789 Part 3 as areas repeat it; number not confirmed).
function publicForAYear(
  { publishedOn }: CaseReviewFacts,
  { today }: GuardMoment,
): GuardRefusal | undefined {
  if (publishedOn === null) return { code: 'not-published' }
  const until = addMonths(publishedOn, 12)
  return today < until ? { code: 'not-public-for-a-year', until } : undefined
}
