import { actingNow, getCaseKeys, moveCase } from '#features/cases/index.ts'
import type { CaseRefusal } from '#features/cases/index.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { anonymisationOf } from '../anonymisation.ts'
import { applyCaseReviewEvent, moveCaseReview } from '../case-review.ts'
import type { CaseReviewAct, CaseReviewRefusal } from '../case-review.ts'
import type { CaseReviewFacts } from '../case-review-guards.ts'
import { getPrepublicationRule } from '../queries/prepublication.ts'
import type { BeginReviewForm, CloseCaseForm, MoveReviewForm } from '../schemas.ts'
import * as store from '../store/case-reviews.ts'
import { loadRecords } from '../store/review-records.ts'
import { towardsCase } from './with-case.ts'

/** Why a review cannot begin. */
export type BeginRefusal =
  | CaseRefusal
  | { readonly code: 'case-not-ready'; readonly reference: string }
  | { readonly code: 'in-the-future'; readonly date: string }

const coverable: ReadonlySet<string> = new Set(['awaiting-panel', 'in-review'])

/** Begins a review of a case, alone or with others; each case that waits for the decision moves into review. */
export async function beginReview(
  ctx: ActContext,
  caseUid: Uid,
  input: BeginReviewForm,
): Promise<Result<Uid, BeginRefusal>> {
  if (input.decidedOn > ctx.today) return no({ code: 'in-the-future', date: 'decidedOn' })
  const cases = []
  for (const each of new Set([caseUid, ...input.others])) {
    const keys = await getCaseKeys(ctx, each)
    if (!coverable.has(keys.status))
      return no({ code: 'case-not-ready', reference: keys.reference })
    cases.push(keys)
  }
  const uid = ctx.newUid<'case-review'>()
  const reference = await store.nextReviewReference(ctx.tx, ctx.today)
  const { kind, decidedOn } = input
  await store.insertReview(ctx.tx, { uid, reference, kind, decidedOn, cases })
  for (const each of cases.filter(({ status }) => status === 'awaiting-panel')) {
    const step = { act: 'begin-review', reason: undefined } as const
    const moved = await moveCase(towardsCase(ctx), each.uid, step)
    if (!moved.ok) return moved
  }
  return ok(uid)
}

/** Closes a case whose reviews are all ended. */
export async function closeCase(
  ctx: ActContext,
  caseUid: Uid,
  { reason }: CloseCaseForm,
): Promise<Result<Uid, CaseRefusal>> {
  const { id } = await getCaseKeys(ctx, caseUid)
  const reviewsStillOpen = await store.countOpenReviews(ctx.tx, id)
  const step = { act: 'close-after-review', reason, reviewsStillOpen } as const
  return moveCase(towardsCase(ctx), caseUid, step)
}

/** The review, locked, with who acts; the sender had this very version before their eyes. */
export async function openReview(ctx: ActContext, uid: Uid) {
  const frame = await store.lockReview(ctx.tx, uid)
  sameVersion(ctx, frame.version)
  const acting = await actingNow(ctx)
  const at = { id: frame.id, scopeId: frame.scopeId, agencyId: acting.agency.id }
  return { frame, acting, at }
}

async function factsOf(ctx: ActContext, frame: store.ReviewFrame): Promise<CaseReviewFacts> {
  const { reviewer, restrictions, readings, signatures } = await loadRecords(ctx.tx, frame.id)
  return {
    ...frame,
    reviewer,
    restrictions,
    signatures,
    anonymisation: anonymisationOf(readings, frame.draft),
    prepublication: await getPrepublicationRule(ctx),
  }
}

// What a step leaves on the frame beside the state: each day is the day on which it happened.
function daysAfter(
  act: CaseReviewAct,
  frame: store.ReviewFrame,
  on: store.ReviewFrame['decidedOn'],
): Partial<store.ReviewFrame> {
  if (act === 'send-prepublication') return { copySentOn: on }
  if (act === 'publish' || act === 'publish-improvements') return { publishedOn: on }
  if (act === 'return-to-draft') return { copySentOn: null }
  if (act === 'reopen') return { copySentOn: null, panelToldOfWithholdingOn: null }
  return { panelToldOfWithholdingOn: frame.panelToldOfWithholdingOn }
}

/** Why a review cannot be moved on. */
export type MoveRefusal =
  | CaseReviewRefusal
  | { readonly code: 'in-the-future'; readonly date: string }
  | { readonly code: 'before-the-decision' }

/** Moves a review on: the table of its states and its guards say what is open from here. */
export async function moveReview(
  ctx: ActContext,
  uid: Uid,
  input: MoveReviewForm,
): Promise<Result<Uid, MoveRefusal>> {
  const { frame: stored, acting, at } = await openReview(ctx, uid)
  const on = input.on ?? ctx.today
  if (on > ctx.today) return no({ code: 'in-the-future', date: 'on' })
  if (on < stored.decidedOn) return no({ code: 'before-the-decision' })
  const told = input.act === 'withhold' ? input.panelToldOn : undefined
  if (told !== undefined && told > ctx.today)
    return no({ code: 'in-the-future', date: 'panelToldOn' })
  const frame = {
    ...stored,
    panelToldOfWithholdingOn: told ?? stored.panelToldOfWithholdingOn,
  }
  const step = { act: input.act, by: acting.by, at: ctx.now, on, reason: input.reason ?? null }
  const moved = moveCaseReview(frame, step, await factsOf(ctx, frame))
  if (!moved.ok) return moved
  await store.insertReviewEvent(ctx.tx, at, moved.value)
  const life = applyCaseReviewEvent(frame, moved.value)
  await store.saveReview(ctx.tx, { ...frame, ...life, ...daysAfter(input.act, frame, on) })
  return ok(uid)
}
