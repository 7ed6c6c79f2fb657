import { actingNow } from '#features/cases/index.ts'
import type { Acting } from '#features/cases/index.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { applyDeliveryEvent, moveAction as decideMove } from '../action.ts'
import type { DeliveryAct, DeliveryRefusal } from '../action.ts'
import { checkActionInError, stepsOf } from '../action-part.ts'
import type { ActionInErrorRefusal, Taker } from '../action-part.ts'
import { judgeImpact as decideImpact } from '../impact.ts'
import type { ImpactRefusal } from '../impact.ts'
import type { JudgeImpactForm, MoveActionForm } from '../schemas/work-forms.ts'
import { closeToFormerOwner } from '../store/action-owners.ts'
import * as actions from '../store/actions.ts'
import type { StoredAction } from '../store/actions.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'
import { acceptedFor, hasHeld, standingWork } from './standing-work.ts'
import type { StandingWork } from './standing-work.ts'

/** A step with an action whose row is locked. */
export interface ActionStep {
  readonly act: DeliveryAct
  readonly reason: string | null
  readonly acting: Acting
}

/** Moves an action whose row is locked; the table of its states and the stakes say what is open. */
export async function moveLockedAction(
  ctx: ActContext,
  at: { action: StoredAction; recommendation: StoredRecommendation; standing: StandingWork },
  step: ActionStep,
): Promise<Result<StoredAction, DeliveryRefusal>> {
  const { action, recommendation, standing } = at
  const moment = { round: recommendation.round, today: ctx.today }
  const wished = {
    act: step.act,
    by: step.acting.by,
    at: ctx.now,
    on: ctx.today,
    reason: step.reason,
  }
  const decided = decideMove(action, wished, {
    holders: standing.holders,
    acceptedLevel: acceptedFor(action.uid, standing, moment),
  })
  if (!decided.ok) return decided
  const life = applyDeliveryEvent(action, decided.value)
  const agencyId = step.acting.agency.id
  await actions.saveDelivery(ctx.tx, action, { life, event: decided.value, agencyId })
  return ok({ ...action, ...life, version: action.version + 1 })
}

async function take(
  ctx: ActContext,
  at: { uid: Uid; taker: Taker },
  input: MoveActionForm,
): Promise<Result<Uid, DeliveryRefusal>> {
  const { action, recommendation } = await actions.lockAction(ctx.tx, at.uid)
  sameVersion(ctx, action.version)
  const { act } = input
  if (!stepsOf(at.taker, action.delivery).includes(act))
    return no({ code: 'not-from-here', delivery: action.delivery, act })
  const standing = await standingWork(ctx, recommendation)
  const step = { act, reason: input.reason ?? null, acting: await actingNow(ctx) }
  const moved = await moveLockedAction(ctx, { action, recommendation, standing }, step)
  return moved.ok ? ok(at.uid) : moved
}

/** Somebody without a stake accepts that an action is done, or returns it to its owner. */
export function acceptAction(
  ctx: ActContext,
  uid: Uid,
  input: MoveActionForm,
): Promise<Result<Uid, DeliveryRefusal>> {
  return take(ctx, { uid, taker: 'assurance' }, input)
}

/** The partnership cancels an action, hands it to another body, or opens it again. */
export function endAction(
  ctx: ActContext,
  uid: Uid,
  input: MoveActionForm,
): Promise<Result<Uid, DeliveryRefusal>> {
  return take(ctx, { uid, taker: 'partnership' }, input)
}

/** Judges whether an action made a difference; only people without a stake do. */
export async function judgeImpact(
  ctx: ActContext,
  uid: Uid,
  input: JudgeImpactForm,
): Promise<Result<Uid, ImpactRefusal>> {
  const { action, recommendation } = await actions.lockAction(ctx.tx, uid)
  sameVersion(ctx, action.version)
  const standing = await standingWork(ctx, recommendation)
  const { by, agency } = await actingNow(ctx)
  const { impact, reasons } = input
  const moment = { round: recommendation.round, today: ctx.today }
  const decided = decideImpact(
    { to: impact, by, reasons },
    {
      holders: standing.holders,
      acceptedLevel: acceptedFor(action.uid, standing, moment),
      checkHeld: hasHeld(standing, recommendation.round),
    },
  )
  if (!decided.ok) return decided
  await actions.saveImpact(ctx.tx, action, { impact, reasons, agencyId: agency.id })
  return ok(uid)
}

/** Marks an action on which nothing was done yet as recorded in error; it leaves the lists and keeps its row. */
export async function withdrawAction(
  ctx: ActContext,
  uid: Uid,
  reason: string,
): Promise<Result<Uid, ActionInErrorRefusal>> {
  const { action, recommendation } = await actions.lockAction(ctx.tx, uid)
  sameVersion(ctx, action.version)
  const { work } = await standingWork(ctx, recommendation)
  const hasEvidence = work.evidence.some((one) => one.actions.includes(action.uid))
  const refusal = checkActionInError({ delivery: action.delivery, hasEvidence })
  if (refusal) return no(refusal)
  await actions.markActionInError(ctx.tx, action, { by: ctx.actor.principalId, reason })
  const of = { recommendationId: recommendation.id, scopeId: action.scopeId }
  await closeToFormerOwner(ctx.tx, of, action.ownerPostId)
  return ok(uid)
}
