import { listCaseKeys, loadDeadlinesOf } from '#features/cases/index.ts'
import type { CaseKeys, Deadline } from '#features/cases/index.ts'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import type { RapidReviewStatus } from '../model.ts'
import { checkSending, rapidReviewActsFrom } from '../rapid-review.ts'
import type { RapidReviewAct, SendCheck } from '../rapid-review.ts'
import { isSignable, isWritable } from '../rapid-review-work.ts'
import { loadContent } from '../store/rapid-content.ts'
import type { RapidContent } from '../store/rapid-content.ts'
import * as store from '../store/rapid-reviews.ts'
import type { RapidEventRow, RapidFrame } from '../store/rapid-reviews.ts'
import { scopeUidOf } from './keys.ts'

/** How many rows a page of a list holds. */
export const reviewsPerPage = 25

/** All that the page of a rapid review shows. */
export interface RapidPage extends RapidFrame {
  readonly kase: CaseKeys
  /** The clock of the case for sending it. */
  readonly deadline: Deadline | undefined
  /** The clock of the case for the Panel's reply. */
  readonly reply: Deadline | undefined
  readonly said: RapidContent
  readonly check: SendCheck
  readonly acts: readonly RapidReviewAct[]
  readonly writable: boolean
  readonly signable: boolean
  readonly events: readonly RapidEventRow[]
}

/** The case of a rapid review; both lie in one scope, so whoever sees one sees the other. */
export async function caseOf(ctx: ReadContext, caseId: number): Promise<CaseKeys> {
  const keys = (await listCaseKeys(ctx, [caseId])).get(caseId)
  if (keys === undefined) throw new Failure('not-found')
  return keys
}

async function clockOf(
  ctx: ReadContext,
  caseId: number,
  clock: 'rapid-review' | 'panel-reply' = 'rapid-review',
): Promise<Deadline | undefined> {
  const deadlines = (await loadDeadlinesOf(ctx, [caseId])).get(caseId) ?? []
  return deadlines.find((deadline) => deadline.rule.id === clock)
}

/** The page of a rapid review; not found when it is not open to the caller. */
export async function getRapidPage(ctx: ReadContext, uid: Uid): Promise<RapidPage> {
  const frame = await store.getRapidFrame(ctx.tx, uid)
  const said = await loadContent(ctx.tx, frame)
  return {
    ...frame,
    kase: await caseOf(ctx, frame.caseId),
    deadline: await clockOf(ctx, frame.caseId),
    reply: await clockOf(ctx, frame.caseId, 'panel-reply'),
    said,
    check: checkSending(said.content),
    acts: rapidReviewActsFrom(frame.status),
    writable: isWritable(frame.status),
    signable: isSignable(frame.status),
    events: await store.listRapidEvents(ctx.tx, frame.id),
  }
}

/** The outer identity of the scope of a rapid review, for the audit; not found when it is not open to the caller. */
export async function getRapidScopeUid(ctx: ReadContext, uid: Uid): Promise<Uid> {
  return scopeUidOf(ctx, (await store.getRapidFrame(ctx.tx, uid)).scopeId)
}

/** What a list may be narrowed to: those still to be worked on, all, or one state. */
export interface ListFilter<Status extends string> {
  readonly status: Status | 'open' | 'all'
  /** Older than this one: the key of the page before. */
  readonly before?: number | undefined
}

/** One rapid review in a list. */
export interface RapidRow {
  readonly uid: Uid
  readonly status: RapidReviewStatus
  readonly kase: CaseKeys
  readonly deadline: Deadline | undefined
}

const openStatuses: readonly RapidReviewStatus[] = [
  'requested',
  'gathering',
  'drafting',
  'partners-review',
  'signed',
]

/** Rapid reviews that are open to the caller, the newest first. */
export async function listRapidReviews(
  ctx: ReadContext,
  filter: ListFilter<RapidReviewStatus>,
): Promise<{ rows: RapidRow[]; next: number | undefined }> {
  let query = ctx.tx
    .selectFrom('app.rapid_review as rapid')
    .select(['id', 'uid', 'status', 'case_id'])
    .where(withinReach(ctx.actor, 'case', 'rapid'))
    .orderBy('id', 'desc')
    .limit(reviewsPerPage + 1)
  if (filter.status === 'open') query = query.where('status', 'in', openStatuses)
  else if (filter.status !== 'all') query = query.where('status', '=', filter.status)
  if (filter.before !== undefined) query = query.where('id', '<', filter.before)
  const found = await query.execute()
  const shown = found.slice(0, reviewsPerPage)
  const ids = shown.map((row) => row.case_id)
  const cases = await listCaseKeys(ctx, ids)
  const deadlines = await loadDeadlinesOf(ctx, ids)
  const rows = shown.flatMap((row) => {
    const kase = cases.get(row.case_id)
    if (kase === undefined) return []
    const deadline = deadlines.get(row.case_id)?.find(({ rule }) => rule.id === 'rapid-review')
    return [{ uid: row.uid, status: row.status, kase, deadline }]
  })
  return { rows, next: found.length > reviewsPerPage ? shown.at(-1)?.id : undefined }
}

/** The rapid review of a case in a line, if it has one. */
export async function findRapidRow(
  ctx: ReadContext,
  kase: CaseKeys,
): Promise<RapidRow | undefined> {
  const frame = await store.findRapidOfCase(ctx.tx, kase.id)
  if (frame === undefined) return undefined
  const { uid, status } = frame
  return { uid, status, kase, deadline: await clockOf(ctx, kase.id) }
}
