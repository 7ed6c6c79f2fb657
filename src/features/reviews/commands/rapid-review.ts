import { actingNow, getCaseKeys, moveCase } from '#features/cases/index.ts'
import type { CaseRefusal } from '#features/cases/index.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { ReviewCriterion, RapidReviewSection } from '../model.ts'
import { isWritable } from '../rapid-review-work.ts'
import { decideOnReview } from '../review-decision.ts'
import type { DecisionRefusal } from '../review-decision.ts'
import type { AnswerForm, CriterionForm, DecisionForm } from '../schemas.ts'
import { loadContent } from '../store/rapid-content.ts'
import * as store from '../store/rapid-reviews.ts'
import { towardsCase } from './with-case.ts'

/** Why something cannot be written into a rapid review. */
export type WriteRefusal =
  { readonly code: 'with-the-partners' } | { readonly code: 'in-the-future'; readonly date: string }

interface Open {
  readonly frame: store.RapidFrame
  readonly at: store.InRapid
  readonly acting: Awaited<ReturnType<typeof actingNow>>
}

/** The rapid review, locked, with who acts; the sender had this very version before their eyes. */
export async function openRapid(ctx: ActContext, uid: Uid): Promise<Open> {
  const frame = await store.lockRapidReview(ctx.tx, uid)
  sameVersion(ctx, frame.version)
  const acting = await actingNow(ctx)
  return {
    frame,
    acting,
    at: { id: frame.id, scopeId: frame.scopeId, agencyId: acting.agency.id },
  }
}

/** Begins the rapid review of a case that was notified. A case that comes back finds its rapid review again. */
export async function beginRapidReview(
  ctx: ActContext,
  caseUid: Uid,
): Promise<Result<Uid, CaseRefusal>> {
  const kase = await getCaseKeys(ctx, caseUid)
  const moved = await moveCase(towardsCase(ctx), caseUid, {
    act: 'begin-rapid-review',
    reason: undefined,
  })
  if (!moved.ok) return moved
  const before = await store.findRapidOfCase(ctx.tx, kase.id)
  if (before !== undefined) return ok(before.uid)
  const uid = ctx.newUid<'rapid-review'>()
  await store.insertRapidReview(ctx.tx, { uid, caseId: kase.id, scopeId: kase.scopeId })
  return ok(uid)
}

/** Answers one of the questions. The answers before stay on record. */
export async function answerQuestion(
  ctx: ActContext,
  where: { uid: Uid; section: RapidReviewSection },
  input: AnswerForm,
): Promise<Result<Uid, WriteRefusal>> {
  const { frame, at } = await openRapid(ctx, where.uid)
  if (!isWritable(frame.status)) return no({ code: 'with-the-partners' })
  await store.insertAnswer(ctx.tx, at, { section: where.section, ...input })
  await store.saveRapidFrame(ctx.tx, frame)
  return ok(where.uid)
}

/** Answers one criterion; answers which one is still open. */
export async function answerCriterion(
  ctx: ActContext,
  where: { uid: Uid; criterion: ReviewCriterion },
  input: CriterionForm,
): Promise<Result<Uid, WriteRefusal>> {
  const { frame, at } = await openRapid(ctx, where.uid)
  if (!isWritable(frame.status)) return no({ code: 'with-the-partners' })
  await store.insertCriterion(ctx.tx, at, { criterion: where.criterion, ...input })
  await store.saveRapidFrame(ctx.tx, frame)
  return ok(where.uid)
}

/** Records the partners' decision with its reasons, once every criterion is answered. */
export async function decide(
  ctx: ActContext,
  uid: Uid,
  input: DecisionForm,
): Promise<Result<Uid, WriteRefusal | DecisionRefusal>> {
  const { frame, at, acting } = await openRapid(ctx, uid)
  if (!isWritable(frame.status)) return no({ code: 'with-the-partners' })
  if (input.decidedOn > ctx.today) return no({ code: 'in-the-future', date: 'decidedOn' })
  const { criteria } = await loadContent(ctx.tx, frame)
  const decision = {
    ...input,
    viewOnNational: input.viewOnNational ?? '',
    criteria,
    decidedBy: acting.by,
  }
  const decided = decideOnReview(decision)
  if (!decided.ok) return decided
  await store.insertDecision(ctx.tx, at, decided.value)
  await store.saveRapidFrame(ctx.tx, frame)
  return ok(uid)
}
