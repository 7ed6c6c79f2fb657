import type { CaseRefusal } from '#features/cases/index.ts'
import type { ActContext } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { applyRapidReviewEvent, moveRapidReview } from '../rapid-review.ts'
import type { RapidReviewAct, RapidReviewRefusal } from '../rapid-review.ts'
import { isSignable } from '../rapid-review-work.ts'
import type { MoveRapidForm, ReplyForm, SendForm, SignForm } from '../schemas.ts'
import { missingSignatures, sign } from '../signatures.ts'
import type { SignatureRefusal } from '../signatures.ts'
import { loadContent } from '../store/rapid-content.ts'
import * as store from '../store/rapid-reviews.ts'
import { openRapid } from './rapid-review.ts'
import type { WriteRefusal } from './rapid-review.ts'
import { keepCaseDuties, moveCaseOnSending } from './with-case.ts'

type Open = Awaited<ReturnType<typeof openRapid>>

interface Step {
  readonly act: RapidReviewAct
  readonly on: PlainDate
  readonly reason: string | undefined
}

async function keep(
  ctx: ActContext,
  { frame, at, acting }: Open,
  step: Step,
): Promise<Result<store.RapidFrame, RapidReviewRefusal>> {
  const { content } = await loadContent(ctx.tx, frame)
  const wish = { act: step.act, by: acting.by, at: ctx.now, reason: step.reason ?? null }
  const moved = moveRapidReview(frame, wish, content)
  if (!moved.ok) return moved
  await store.insertRapidEvent(ctx.tx, at, { ...moved.value, on: step.on })
  const life = applyRapidReviewEvent(frame, moved.value)
  const sentOn = step.act === 'send' ? step.on : frame.sentOn
  await store.saveRapidFrame(ctx.tx, { ...frame, ...life, sentOn })
  return ok(frame)
}

/** Moves a rapid review on: the table of its states says what is open from here. */
export async function moveRapid(
  ctx: ActContext,
  uid: Uid,
  input: MoveRapidForm,
): Promise<Result<Uid, RapidReviewRefusal>> {
  const open = await openRapid(ctx, uid)
  const moved = await keep(ctx, open, { ...input, reason: input.reason, on: ctx.today })
  return moved.ok ? ok(uid) : moved
}

/**
 * Records that the rapid review went to the Panel. A signature that is missing is recorded with the sending and does not
 * hold it; the first sending stops the clock of the case, and a later one does not start it anew.
 */
export async function sendRapidReview(
  ctx: ActContext,
  uid: Uid,
  { sentOn }: SendForm,
): Promise<Result<Uid, RapidReviewRefusal | WriteRefusal | CaseRefusal>> {
  if (sentOn > ctx.today) return no({ code: 'in-the-future', date: 'sentOn' })
  const open = await openRapid(ctx, uid)
  const sent = await keep(ctx, open, { act: 'send', on: sentOn, reason: undefined })
  if (!sent.ok) return sent
  const { caseId } = open.frame
  if (open.frame.sentOn === null) {
    const clocks = ['rapid-review', 'rapid-review-sending'] as const
    await keepCaseDuties(ctx, caseId, { clocks, on: sentOn })
  }
  const moved = await moveCaseOnSending(ctx, caseId)
  return moved.ok ? ok(uid) : moved
}

/** Records what the Panel answered. */
export async function recordReply(
  ctx: ActContext,
  uid: Uid,
  input: ReplyForm,
): Promise<Result<Uid, RapidReviewRefusal | WriteRefusal>> {
  const { receivedOn, outcome } = input
  if (receivedOn > ctx.today) return no({ code: 'in-the-future', date: 'receivedOn' })
  const open = await openRapid(ctx, uid)
  const first = (await loadContent(ctx.tx, open.frame)).replies.length === 0
  const moved = await keep(ctx, open, { act: 'record-reply', on: receivedOn, reason: undefined })
  if (!moved.ok) return moved
  await store.insertReply(ctx.tx, open.at, { receivedOn, outcome, text: input.text ?? '' })
  if (first)
    await keepCaseDuties(ctx, open.frame.caseId, { clocks: ['panel-reply'], on: receivedOn })
  return ok(uid)
}

/** Why a partner cannot sign. */
export type SignRefusal =
  SignatureRefusal | RapidReviewRefusal | { readonly code: 'not-to-sign-now' } | NotAPartner
interface NotAPartner {
  readonly code: 'not-a-partner'
}

/** Signs for the own partner, or dissents with reasons; with the third signature the rapid review is signed. */
export async function signRapidReview(
  ctx: ActContext,
  uid: Uid,
  input: SignForm,
): Promise<Result<Uid, SignRefusal>> {
  const open = await openRapid({ ...ctx, version: undefined }, uid)
  const { frame, at, acting } = open
  const partner = acting.agency.statutoryPartner
  if (partner === null) return no({ code: 'not-a-partner' })
  if (!isSignable(frame.status)) return no({ code: 'not-to-sign-now' })
  const { content } = await loadContent(ctx.tx, frame)
  const given = {
    partner,
    view: input.view,
    reasons: input.reasons ?? '',
    by: acting.by,
    at: ctx.now,
    draft: input.draft,
  }
  const signed = sign(content.signatures, {
    signature: given,
    mayFor: partner,
    currentDraft: frame.draft,
  })
  if (!signed.ok) return signed
  await store.insertRapidSignature(ctx.tx, at, given)
  if (frame.status !== 'partners-review') return ok(uid)
  if (missingSignatures(signed.value, frame.draft).length > 0) return ok(uid)
  const done = await keep(ctx, open, {
    act: 'complete-signing',
    on: ctx.today,
    reason: undefined,
  })
  if (!done.ok) return done
  const clocks = ['rapid-review-sign-off'] as const
  await keepCaseDuties(ctx, frame.caseId, { clocks, on: ctx.today })
  return ok(uid)
}
