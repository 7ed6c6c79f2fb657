import { getCaseKeys } from '#features/cases/index.ts'
import { findAgencyId } from '#features/organisations/index.ts'
import { getReviewKeys } from '#features/reviews/index.ts'
import { openScope } from '#platform/access/scopes.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { RecommendationId } from '../model.ts'
import type { DraftRecommendationForm } from '../schemas/recommendation-forms.ts'
import * as addressees from '../store/addressees.ts'
import { insertRecommendationFindings } from '../store/findings.ts'
import * as store from '../store/recommendations.ts'
import type { RecommendationText } from '../store/recommendations.ts'

/** Why a draft cannot be kept so. */
export type DraftRefusal =
  | { readonly code: 'text-or-not-held' }
  | { readonly code: 'text-is-held' }
  | { readonly code: 'not-a-draft' }

function refusalOf(input: DraftRecommendationForm): DraftRefusal | undefined {
  if (input.notHeld === 'yes')
    return input.text === undefined ? undefined : { code: 'text-is-held' }
  return input.text === undefined ? { code: 'text-or-not-held' } : undefined
}

function textOf(input: DraftRecommendationForm): RecommendationText {
  return {
    number: input.number ?? null,
    source: input.source,
    sourceTitle: input.sourceTitle ?? null,
    sourcePlace: input.sourcePlace ?? null,
    text: input.text ?? null,
    addressedTo: input.addressedTo,
    asks: input.asks,
    dueOn: input.dueOn ?? null,
    outcome: input.outcome ?? '',
    measure: input.measure ?? '',
  }
}

async function agencyIdOf(ctx: ActContext, uid: Uid): Promise<number> {
  const id = await findAgencyId(ctx, uid)
  if (id === undefined) throw new Failure('not-found')
  return id
}

/** Names whom a draft asks, as the form says: who is new is added, who is left out is asked no longer. */
async function keepAddressees(
  ctx: ActContext,
  at: addressees.InRecommendation,
  input: DraftRecommendationForm,
): Promise<void> {
  const wanted = new Set(input.addressedTo === 'national' ? [] : input.agencies)
  const named = (await addressees.loadAddressees(ctx.tx, [at.id])).get(at.id) ?? []
  for (const each of named) {
    if (!wanted.delete(each.agency)) await addressees.endAddressee(ctx.tx, each.id)
  }
  for (const uid of wanted) {
    await addressees.insertAddressee(ctx.tx, at, await agencyIdOf(ctx, uid))
  }
}

interface Source {
  readonly caseId: number | null
  readonly reviewId: number | null
  readonly scopeId: number | undefined
}

const nowhere: Source = { caseId: null, reviewId: null, scopeId: undefined }

async function fromReview(ctx: ActContext, uid: Uid | undefined): Promise<Source> {
  if (uid === undefined) return nowhere
  const { id, scopeId, cases } = await getReviewKeys(ctx, uid)
  return { caseId: cases[0]?.id ?? null, reviewId: id, scopeId }
}

/** The case and the review from which it comes; a review without a named case brings its first. */
async function sourceOf(ctx: ActContext, input: DraftRecommendationForm): Promise<Source> {
  const source = await fromReview(ctx, input.review)
  if (input.case === undefined) return source
  const { id, scopeId } = await getCaseKeys(ctx, input.case)
  return { ...source, caseId: id, scopeId }
}

/**
 * Drafts a recommendation in a scope of its own, under that of its case when it comes from one: whoever is asked later sees
 * the recommendation and nothing of the case.
 */
export async function draftRecommendation(
  ctx: ActContext,
  input: DraftRecommendationForm,
): Promise<Result<RecommendationId, DraftRefusal>> {
  const refusal = refusalOf(input)
  if (refusal) return no(refusal)
  const from = await sourceOf(ctx, input)
  const scopeId = await openScope(ctx.tx, 'recommendation', from.scopeId)
  const uid = ctx.newUid<'recommendation'>()
  const id = await store.insertRecommendation(ctx.tx, {
    ...textOf(input),
    uid,
    scopeId,
    reference: await store.nextReference(ctx.tx, ctx.today),
    caseId: from.caseId,
    reviewId: from.reviewId,
  })
  await keepAddressees(ctx, { id, scopeId }, input)
  await insertRecommendationFindings(ctx.tx, { id, scopeId }, input.findings)
  return ok(uid)
}

/** Changes the words of a draft; what has been checked is taken back to draft first. */
export async function changeDraft(
  ctx: ActContext,
  uid: Uid,
  input: DraftRecommendationForm,
): Promise<Result<Uid, DraftRefusal>> {
  const stored = await store.lockRecommendation(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  if (stored.status !== 'draft') return no({ code: 'not-a-draft' })
  const refusal = refusalOf(input)
  if (refusal) return no(refusal)
  await store.saveWords(ctx.tx, stored, textOf(input))
  await keepAddressees(ctx, stored, input)
  await insertRecommendationFindings(ctx.tx, stored, input.findings)
  return ok(uid)
}
