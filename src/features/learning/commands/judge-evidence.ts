import { actingNow } from '#features/cases/index.ts'
import type { Acting } from '#features/cases/index.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { can } from '#platform/access/can.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { DeliveryAct } from '../action.ts'
import { judgeEvidence as decideJudgement } from '../evidence.ts'
import type { EvidenceRefusal } from '../evidence.ts'
import type { RecommendationStatus } from '../model.ts'
import { isRecommendationEnded } from '../recommendation.ts'
import type { JudgeEvidenceForm } from '../schemas/work-forms.ts'
import * as actions from '../store/actions.ts'
import type { StoredAction } from '../store/actions.ts'
import * as store from '../store/evidence.ts'
import type { EvidenceRecord } from '../store/evidence-records.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'
import { moveLockedAction } from './move-action.ts'
import { acceptedFor, standingWork } from './standing-work.ts'

/** Why evidence cannot be judged so. */
export type JudgeRefusal =
  | EvidenceRefusal
  | { readonly code: 'recommendation-ended'; readonly status: RecommendationStatus }
  | { readonly code: 'of-an-earlier-round'; readonly round: number }

function notNow(
  evidence: EvidenceRecord,
  { status, round }: StoredRecommendation,
): JudgeRefusal | undefined {
  if (isRecommendationEnded(status)) return { code: 'recommendation-ended', status }
  return evidence.round === round
    ? undefined
    : { code: 'of-an-earlier-round', round: evidence.round }
}

type Follow = {
  readonly recommendation: StoredRecommendation
  readonly evidence: EvidenceRecord
  readonly acting: Acting
  readonly because: string
}

// What the owner said is done is done in the eyes of others once its evidence is accepted, and no longer when none is left.
function followOf(
  action: StoredAction,
  accepted: boolean,
): Extract<DeliveryAct, 'accept-evidence' | 'reopen'> | undefined {
  if (action.delivery === 'delivered' && accepted) return 'accept-evidence'
  return action.delivery === 'evidence-accepted' && !accepted ? 'reopen' : undefined
}

async function followActions(ctx: ActContext, { recommendation, ...by }: Follow): Promise<void> {
  const standing = await standingWork(ctx, recommendation)
  const moment = { round: recommendation.round, today: ctx.today }
  const linked = standing.work.records.filter((one) => by.evidence.actions.includes(one.uid))
  const ids = linked.map((action) => action.id)
  for (const action of await actions.lockActionsOf(ctx.tx, recommendation.id, { ids })) {
    const accepted = (acceptedFor(action.uid, standing, moment) ?? 0) >= 1
    const act = followOf(action, accepted)
    if (act === undefined) continue
    const at = { action, recommendation, standing }
    // A refusal leaves the action where it is: the judgement of the evidence stands by itself.
    await moveLockedAction(ctx, at, { act, reason: by.because, acting: by.acting })
  }
}

/** Accepts a piece of evidence or returns it with reasons. Nobody who gave it or has a stake in it does. */
export async function judgeEvidence(
  ctx: ActContext,
  uid: Uid,
  input: JudgeEvidenceForm,
): Promise<Result<Uid, JudgeRefusal>> {
  const { evidence, recommendation } = await store.lockEvidence(ctx.tx, uid)
  sameVersion(ctx, evidence.version)
  const refusal = notNow(evidence, recommendation)
  if (refusal) return no(refusal)
  const { holders } = await standingWork(ctx, recommendation)
  const acting = await actingNow(ctx)
  const { outcome, level, reason = '' } = input
  const given = { outcome, level, reason, by: acting.by, at: ctx.now }
  const decided = decideJudgement(evidence, given, holders)
  if (!decided.ok) return decided
  await store.saveJudgement(ctx.tx, evidence, { given, agencyId: acting.agency.id })
  const because =
    outcome === 'accepted' ? 'The evidence was accepted' : `The evidence was returned: ${reason}`
  await followActions(ctx, { recommendation, evidence, acting, because })
  return ok(uid)
}

/** Why evidence cannot be marked as recorded in error. */
export type WithdrawRefusal =
  | Extract<JudgeRefusal, { readonly code: 'recommendation-ended' }>
  | { readonly code: 'not-your-evidence' }

/** Marks evidence as recorded in error: by whoever gave it, or by those who record for others. It counts no more. */
export async function withdrawEvidence(
  ctx: ActContext,
  uid: Uid,
  reason: string,
): Promise<Result<Uid, WithdrawRefusal>> {
  const { evidence, recommendation } = await store.lockEvidence(ctx.tx, uid)
  sameVersion(ctx, evidence.version)
  const { status } = recommendation
  if (isRecommendationEnded(status)) return no({ code: 'recommendation-ended', status })
  const acting = await actingNow(ctx)
  const isGiver = evidence.providedBy.principal === acting.by.principal
  if (!isGiver && !can(ctx.actor, 'answer:record-for')) return no({ code: 'not-your-evidence' })
  await store.markEvidenceInError(ctx.tx, evidence, { by: ctx.actor.principalId, reason })
  const because = `Its evidence was recorded in error: ${reason}`
  await followActions(ctx, { recommendation, evidence, acting, because })
  return ok(uid)
}
