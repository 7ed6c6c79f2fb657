import type { ActContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { checkReading } from '../anonymisation.ts'
import type { ReadingRefusal } from '../anonymisation.ts'
import { isCaseReviewEnded } from '../case-review.ts'
import { endDelay, recordDelay } from '../delays.ts'
import type { DelayRefusal } from '../delays.ts'
import { choosePublicationDate } from '../publication-date.ts'
import type { PublicationDateRefusal } from '../publication-date.ts'
import { getPrepublicationRule } from '../queries/prepublication.ts'
import { isReadable, isSignedNow } from '../review-work.ts'
import type {
  ChangeDelayForm,
  DelayForm,
  LiftForm,
  PublicationDayForm,
  ReadingForm,
  RestrictionForm,
  ReviewerForm,
  SignForm,
  TermsForm,
} from '../schemas.ts'
import { sign } from '../signatures.ts'
import type { SignatureRefusal } from '../signatures.ts'
import { saveReview } from '../store/case-reviews.ts'
import * as store from '../store/review-records.ts'
import { openReview } from './case-review.ts'
import { letReviewerIn } from './let-reviewer-in.ts'
import type { NoReviewerRefusal } from './let-reviewer-in.ts'

/** The review is ended. */
export interface EndedRefusal {
  readonly code: 'ended'
}
/** A day that has not come yet. */
export interface FutureRefusal {
  readonly code: 'in-the-future'
  readonly date: string
}

/** Records method and terms of reference; the ones before stay. */
export async function recordTerms(
  ctx: ActContext,
  uid: Uid,
  input: TermsForm,
): Promise<Result<Uid, EndedRefusal>> {
  const { frame, at } = await openReview(ctx, uid)
  if (isCaseReviewEnded(frame.status)) return no({ code: 'ended' })
  await store.insertTerms(ctx.tx, at, input)
  await saveReview(ctx.tx, frame)
  return ok(uid)
}

/**
 * Names the reviewer with what was declared about conflicts of interest; the ones before stay on record. A reviewer who
 * signs in is let into the review.
 */
export async function nameReviewer(
  ctx: ActContext,
  uid: Uid,
  input: ReviewerForm,
): Promise<Result<Uid, EndedRefusal | FutureRefusal | NoReviewerRefusal>> {
  const { frame, at } = await openReview(ctx, uid)
  if (isCaseReviewEnded(frame.status)) return no({ code: 'ended' })
  if (input.declaredOn > ctx.today) return no({ code: 'in-the-future', date: 'declaredOn' })
  const { account, organisation, ...reviewer } = input
  const letIn = await letReviewerIn(ctx, at.scopeId, account)
  if (!letIn.ok) return letIn
  await store.insertReviewer(ctx.tx, at, { ...reviewer, organisation: organisation ?? null })
  await saveReview(ctx.tx, frame)
  return ok(uid)
}

/** Sets the day of publication; it must leave the time that the copy needs. */
export async function setPublicationDay(
  ctx: ActContext,
  uid: Uid,
  { publishOn }: PublicationDayForm,
): Promise<Result<Uid, EndedRefusal | PublicationDateRefusal>> {
  const { frame } = await openReview(ctx, uid)
  if (isCaseReviewEnded(frame.status)) return no({ code: 'ended' })
  const rule = await getPrepublicationRule(ctx)
  const chosen = choosePublicationDate(publishOn, frame.copySentOn ?? ctx.today, rule)
  if (!chosen.ok) return chosen
  await saveReview(ctx.tx, { ...frame, publishOn })
  return ok(uid)
}

/** Records what a reader found in the draft. */
export async function recordReading(
  ctx: ActContext,
  uid: Uid,
  input: ReadingForm,
): Promise<Result<Uid, ReadingRefusal | { readonly code: 'not-to-read-now' }>> {
  const { frame, at } = await openReview({ ...ctx, version: undefined }, uid)
  if (!isReadable(frame.status)) return no({ code: 'not-to-read-now' })
  const checked = checkReading(input, input.note ?? '', frame.draft)
  if (!checked.ok) return checked
  await store.insertReading(ctx.tx, at, { ...input, note: input.note ?? null })
  return ok(uid)
}

/** Signs for the own partner, or dissents with reasons. */
export async function signReview(
  ctx: ActContext,
  uid: Uid,
  input: SignForm,
): Promise<
  Result<
    Uid,
    SignatureRefusal | { readonly code: 'not-to-sign-now' } | { readonly code: 'not-a-partner' }
  >
> {
  const { frame, at, acting } = await openReview({ ...ctx, version: undefined }, uid)
  const partner = acting.agency.statutoryPartner
  if (partner === null) return no({ code: 'not-a-partner' })
  if (!isSignedNow(frame.status)) return no({ code: 'not-to-sign-now' })
  const { view, draft } = input
  const given = {
    partner,
    view,
    draft,
    reasons: input.reasons ?? '',
    by: acting.by,
    at: ctx.now,
  }
  const { signatures } = await store.loadRecords(ctx.tx, frame.id)
  const signed = sign(signatures, {
    signature: given,
    mayFor: partner,
    currentDraft: frame.draft,
  })
  if (!signed.ok) return signed
  await store.insertReviewSignature(ctx.tx, at, given)
  return ok(uid)
}

/** Lays a delay over the review. Its state stays, its clocks run on. */
export async function addDelay(
  ctx: ActContext,
  uid: Uid,
  input: DelayForm,
): Promise<Result<Uid, DelayRefusal | FutureRefusal>> {
  const { frame, at, acting } = await openReview(ctx, uid)
  const panelToldOn = input.panelToldOn ?? null
  if (input.foreseenOn > ctx.today) return no({ code: 'in-the-future', date: 'foreseenOn' })
  if (panelToldOn !== null && panelToldOn > ctx.today)
    return no({ code: 'in-the-future', date: 'panelToldOn' })
  const { delays } = await store.loadRecords(ctx.tx, frame.id)
  const delay = { ...input, panelToldOn, recordedBy: acting.by, endedOn: null }
  const recorded = recordDelay(delays, delay)
  if (!recorded.ok) return recorded
  await store.insertDelay(ctx.tx, at, delay)
  await saveReview(ctx.tx, frame)
  return ok(uid)
}

/** Records that the Panel was told of a delay, or that it ended. */
export async function changeDelay(
  ctx: ActContext,
  where: { uid: Uid; part?: Uid | undefined },
  input: ChangeDelayForm,
): Promise<Result<Uid, DelayRefusal | FutureRefusal | { readonly code: 'nothing-changed' }>> {
  const { frame } = await openReview(ctx, where.uid)
  const { delays } = await store.loadRecords(ctx.tx, frame.id)
  const delay = store.pick(delays, where.part)
  const { panelToldOn, endedOn } = input
  if (panelToldOn === undefined && endedOn === undefined) return no({ code: 'nothing-changed' })
  if (panelToldOn !== undefined && panelToldOn > ctx.today)
    return no({ code: 'in-the-future', date: 'panelToldOn' })
  if (endedOn !== undefined) {
    if (endedOn > ctx.today) return no({ code: 'in-the-future', date: 'endedOn' })
    const ended = endDelay(delays, delays.indexOf(delay), endedOn)
    if (!ended.ok) return ended
  }
  await store.saveDelay(ctx.tx, delay.id, {
    panelToldOn: panelToldOn ?? delay.panelToldOn,
    endedOn: endedOn ?? delay.endedOn,
  })
  await saveReview(ctx.tx, frame)
  return ok(where.uid)
}

/** Records a legal restriction; while it is in force nothing is published. */
export async function addRestriction(
  ctx: ActContext,
  uid: Uid,
  input: RestrictionForm,
): Promise<Result<Uid, never>> {
  const { frame, at } = await openReview(ctx, uid)
  await store.insertRestriction(ctx.tx, at, {
    words: input.words,
    until: input.until ?? null,
  })
  await saveReview(ctx.tx, frame)
  return ok(uid)
}

/** Records that a restriction was lifted, and by what. */
export async function liftRestriction(
  ctx: ActContext,
  where: { uid: Uid; part?: Uid | undefined },
  input: LiftForm,
): Promise<Result<Uid, FutureRefusal | { readonly code: 'already-lifted' }>> {
  const { frame } = await openReview(ctx, where.uid)
  const { restrictions } = await store.loadRecords(ctx.tx, frame.id)
  const restriction = store.pick(restrictions, where.part)
  if (restriction.liftedOn !== null) return no({ code: 'already-lifted' })
  if (input.liftedOn > ctx.today) return no({ code: 'in-the-future', date: 'liftedOn' })
  await store.saveRestriction(ctx.tx, restriction.id, {
    on: input.liftedOn,
    because: input.because,
  })
  await saveReview(ctx.tx, frame)
  return ok(where.uid)
}
