import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { idOf } from '#shared/ids.ts'
import type { RecommendationRefusal } from '../recommendation.ts'
import type { CheckQualityForm, DecideForm, DeliveryForm } from '../schemas/recommendation-forms.ts'
import { loadAddressees } from '../store/addressees.ts'
import * as store from '../store/recommendations.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'
import { adviseWording } from '../wording-advice.ts'
import type { WordingAdvice } from '../wording-advice.ts'
import { moveLocked } from './move-recommendation.ts'

/** Why a recommendation cannot be decided on so. */
export type DecideRefusal = RecommendationRefusal | { readonly code: 'agreed-text-required' }

/** The advice on the wording of a recommendation as it is stored. */
export function adviceOn(
  stored: StoredRecommendation,
  agencies: readonly Uid[],
): readonly WordingAdvice[] {
  return adviseWording({
    text: stored.text,
    byWhen: stored.dueOn,
    intendedOutcome: stored.outcome,
    measure: stored.measure,
    addressees:
      stored.addressedTo === 'agencies'
        ? { kind: 'agencies', agencies: agencies.map((uid) => idOf(uid)) }
        : { kind: stored.addressedTo },
  })
}

/** Records the quality check with its finding on strength. Advice that is left as it was is kept, and blocks nothing. */
export async function checkQuality(
  ctx: ActContext,
  uid: Uid,
  input: CheckQualityForm,
): Promise<Result<Uid, RecommendationRefusal>> {
  const stored = await store.lockRecommendation(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  const asked = (await loadAddressees(ctx.tx, [stored.id])).get(stored.id) ?? []
  const advice = adviceOn(
    stored,
    asked.map((each) => each.agency),
  )
  const moved = await moveLocked(ctx, stored, {
    act: 'check-quality',
    reason: input.note,
    change: { strength: input.strength },
    advice: advice.map((each) => each.code),
  })
  return moved.ok ? ok(uid) : moved
}

/** Agrees a recommendation as it is or with a change, does not accept it, finds it met already, or takes it back to draft. */
export async function decideRecommendation(
  ctx: ActContext,
  uid: Uid,
  input: DecideForm,
): Promise<Result<Uid, DecideRefusal>> {
  const stored = await store.lockRecommendation(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  const changes = input.act === 'agree-changed'
  if (changes && input.agreedText === undefined) return no({ code: 'agreed-text-required' })
  const moved = await moveLocked(ctx, stored, {
    act: input.act,
    reason: input.reason,
    change: changes && input.agreedText !== undefined ? { agreedText: input.agreedText } : {},
  })
  return moved.ok ? ok(uid) : moved
}

/** Records how the delivery of a recommendation moves on: begun, said done, returned, assured. */
export async function moveDelivery(
  ctx: ActContext,
  uid: Uid,
  input: DeliveryForm,
): Promise<Result<Uid, RecommendationRefusal>> {
  const stored = await store.lockRecommendation(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  const moved = await moveLocked(ctx, stored, { act: input.act, reason: input.reason })
  return moved.ok ? ok(uid) : moved
}
