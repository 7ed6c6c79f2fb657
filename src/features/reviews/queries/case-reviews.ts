import type { CaseKeys, Deadline } from '#features/cases/index.ts'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import type { PlainDate } from '#shared/dates.ts'
import { anonymisationOf } from '../anonymisation.ts'
import { caseReviewActsFrom, caseReviewTransition } from '../case-review.ts'
import type { CaseReviewAct } from '../case-review.ts'
import { unmetNeeds } from '../case-review-guards.ts'
import type { CaseReviewFacts, CaseReviewNeed, GuardRefusal } from '../case-review-guards.ts'
import type { CaseReviewStatus, ReviewKind } from '../model.ts'
import { choosePublicationDate } from '../publication-date.ts'
import type { PublicationDate } from '../publication-date.ts'
import * as store from '../store/case-reviews.ts'
import type { ReviewFrame } from '../store/case-reviews.ts'
import { listReviewEvents, loadRecords } from '../store/review-records.ts'
import type { ReviewEventRow, ReviewRecords } from '../store/review-records.ts'
import { casesOf, scopeUidOf } from './keys.ts'
import { deadlinesOfReviews } from './deadlines.ts'
import { getPrepublicationRule } from './prepublication.ts'
import { reviewsPerPage } from './rapid-reviews.ts'
import type { ListFilter } from './rapid-reviews.ts'

/** One act that the table knows from here, with what it still waits for. */
export interface OpenAct {
  readonly act: CaseReviewAct
  readonly reasonNeeded: boolean
  readonly unmet: readonly { readonly need: CaseReviewNeed; readonly refusal: GuardRefusal }[]
}

/** All that the page of a review shows. */
export interface ReviewPage extends ReviewFrame {
  readonly scopeUid: Uid
  readonly cases: readonly CaseKeys[]
  readonly records: ReviewRecords
  readonly acts: readonly OpenAct[]
  readonly deadlines: readonly Deadline[]
  readonly publication: PublicationDate | null
  readonly events: readonly ReviewEventRow[]
}

function openActs(frame: ReviewFrame, facts: CaseReviewFacts, today: PlainDate): OpenAct[] {
  return caseReviewActsFrom(frame.status).map((act) => {
    const transition = caseReviewTransition(frame.status, act)
    return {
      act,
      reasonNeeded: transition?.reason === 'required',
      unmet: unmetNeeds(transition?.needs ?? [], facts, { today, draft: frame.draft }),
    }
  })
}

/** The page of a review; not found when it is not open to the caller. */
export async function getReviewPage(ctx: ReadContext, uid: Uid): Promise<ReviewPage> {
  const frame = await store.getReviewFrame(ctx.tx, uid)
  const records = await loadRecords(ctx.tx, frame.id)
  const prepublication = await getPrepublicationRule(ctx)
  const anonymisation = anonymisationOf(records.readings, frame.draft)
  const facts = { ...frame, ...records, anonymisation, prepublication }
  const from = frame.copySentOn ?? ctx.today
  const chosen = frame.publishOn && choosePublicationDate(frame.publishOn, from, prepublication)
  return {
    ...frame,
    scopeUid: await scopeUidOf(ctx, frame.scopeId),
    cases: (await casesOf(ctx, [frame.id])).get(frame.id) ?? [],
    records,
    acts: openActs(frame, facts, ctx.today),
    deadlines: (await deadlinesOfReviews(ctx, [{ frame, delays: records.delays }]))[0] ?? [],
    publication: chosen?.ok ? chosen.value : null,
    events: await listReviewEvents(ctx.tx, frame.id),
  }
}

/** One review in a list. */
export interface ReviewRow {
  readonly uid: Uid
  readonly reference: string
  readonly kind: ReviewKind
  readonly status: CaseReviewStatus
  readonly cases: readonly CaseKeys[]
  readonly deadline: Deadline | undefined
}

const endedStatuses: readonly CaseReviewStatus[] = [
  'published',
  'improvements-published',
  'withheld',
  'archived',
]

async function rowsOf(ctx: ReadContext, frames: readonly ReviewFrame[]): Promise<ReviewRow[]> {
  const cases = await casesOf(
    ctx,
    frames.map((frame) => frame.id),
  )
  const deadlines = await deadlinesOfReviews(
    ctx,
    frames.map((frame) => ({ frame, delays: [] })),
  )
  return frames.map((frame, at) => ({
    uid: frame.uid,
    reference: frame.reference,
    kind: frame.kind,
    status: frame.status,
    cases: cases.get(frame.id) ?? [],
    deadline: deadlines[at]?.find(({ rule }) => rule.id === 'review-publication'),
  }))
}

/** Reviews that are open to the caller, the newest first. */
export async function listReviews(
  ctx: ReadContext,
  filter: ListFilter<CaseReviewStatus>,
): Promise<{ rows: ReviewRow[]; next: number | undefined }> {
  let query = ctx.tx
    .selectFrom('app.case_review as review')
    .selectAll()
    .where(withinReach(ctx.actor, 'case', 'review'))
    .orderBy('id', 'desc')
    .limit(reviewsPerPage + 1)
  if (filter.status === 'open') query = query.where('status', 'not in', endedStatuses)
  else if (filter.status !== 'all') query = query.where('status', '=', filter.status)
  if (filter.before !== undefined) query = query.where('id', '<', filter.before)
  const found = await query.execute()
  const shown = found.slice(0, reviewsPerPage).map(store.toReviewFrame)
  return {
    rows: await rowsOf(ctx, shown),
    next: found.length > reviewsPerPage ? shown.at(-1)?.id : undefined,
  }
}

/** The reviews of one case that are open to the caller, the newest first. */
export async function listReviewsOfCase(ctx: ReadContext, caseId: number): Promise<ReviewRow[]> {
  const found = await ctx.tx
    .selectFrom('app.case_review as review')
    .innerJoin('app.review_case as link', (join) =>
      join
        .onRef('link.partnership_id', '=', 'review.partnership_id')
        .onRef('link.review_id', '=', 'review.id'),
    )
    .selectAll('review')
    .where('link.case_id', '=', caseId)
    .orderBy('review.id', 'desc')
    .execute()
  return rowsOf(ctx, found.map(store.toReviewFrame))
}

/** How many reviews of a case are not ended yet. */
export async function countOpenReviews(ctx: ReadContext, caseId: number): Promise<number> {
  return store.countOpenReviews(ctx.tx, caseId)
}
