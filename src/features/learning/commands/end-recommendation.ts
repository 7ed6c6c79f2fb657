import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { Failure } from '#shared/failure.ts'
import type { RecommendationRefusal } from '../recommendation.ts'
import type { EndForm, ReopenForm } from '../schemas/recommendation-forms.ts'
import * as store from '../store/recommendations.ts'
import { moveLocked } from './move-recommendation.ts'

/** Why a recommendation cannot be ended so. */
export type EndRefusal = RecommendationRefusal | { readonly code: 'superseded-by-itself' }

/**
 * Ends a recommendation under its own name: achieved (only on evidence at its rung), replaced, overtaken, or done with an
 * impact that cannot be measured.
 */
export async function endRecommendation(
  ctx: ActContext,
  uid: Uid,
  input: EndForm,
): Promise<Result<Uid, EndRefusal>> {
  const stored = await store.lockRecommendation(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  const by = input.act === 'supersede' ? input.supersededBy : undefined
  if (by === uid) return no({ code: 'superseded-by-itself' })
  const successor = by === undefined ? undefined : await store.findRecommendation(ctx.tx, by)
  if (by !== undefined && successor === undefined) throw new Failure('not-found')
  const moved = await moveLocked(ctx, stored, {
    act: input.act,
    reason: input.reason,
    supersededBy: successor?.uid,
    change: successor === undefined ? {} : { supersededById: successor.id },
  })
  return moved.ok ? ok(uid) : moved
}

/** Opens a recommendation again, with the reason: a new round begins, in which nothing old counts. */
export async function reopenRecommendation(
  ctx: ActContext,
  uid: Uid,
  input: ReopenForm,
): Promise<Result<Uid, RecommendationRefusal>> {
  const stored = await store.lockRecommendation(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  const moved = await moveLocked(ctx, stored, { act: 'reopen', reason: input.reason })
  return moved.ok ? ok(uid) : moved
}

/** Why a recommendation cannot be marked as recorded in error. */
export type WithdrawRefusal = { readonly code: 'not-a-draft' }

/**
 * Marks a draft as recorded in error: it leaves every list and keeps its row and its reason. What was agreed ends under the
 * name of its end instead.
 */
export async function withdrawRecommendation(
  ctx: ActContext,
  uid: Uid,
  reason: string,
): Promise<Result<Uid, WithdrawRefusal>> {
  const stored = await store.lockRecommendation(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  if (stored.status !== 'draft') return no({ code: 'not-a-draft' })
  await store.markInError(ctx.tx, stored, { reason, by: ctx.actor.principalId })
  return ok(uid)
}
