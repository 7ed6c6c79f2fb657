import { z } from 'zod'
import { getCaseKeys, listCaseChoices } from '#features/cases/index.ts'
import type { CaseKeys } from '#features/cases/index.ts'
import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { beginReview, closeCase } from '../commands/case-review.ts'
import { beginRapidReview } from '../commands/rapid-review.ts'
import { explain } from '../explain.ts'
import { caseReviewStatusWords, rapidReviewStatusWords } from '../labels.ts'
import type { CaseReviewStatus, RapidReviewStatus } from '../model.ts'
import { paths } from '../paths.ts'
import { countOpenReviews, listReviews, listReviewsOfCase } from '../queries/case-reviews.ts'
import type { ReviewRow } from '../queries/case-reviews.ts'
import { getReviewKeys } from '../queries/keys.ts'
import { findRapidRow, listRapidReviews } from '../queries/rapid-reviews.ts'
import type { RapidRow } from '../queries/rapid-reviews.ts'
import { BeginReviewForm, CloseCaseForm, NothingMore } from '../schemas.ts'
import { RapidList, ReviewList } from '../views/lists.tsx'
import { BeginReview, CloseCase, ReviewsOfCase } from '../views/of-case.tsx'
import type { OfCaseModel } from '../views/of-case.tsx'
import { aboutReview, standingOf } from './frame.tsx'
import { backTo } from './rapid-form.tsx'

const rapidStatuses = Object.keys(rapidReviewStatusWords) as RapidReviewStatus[]
const reviewStatuses = Object.keys(caseReviewStatusWords) as CaseReviewStatus[]
const before = z.coerce.number().int().positive().optional().catch(undefined)

const RapidQuery = z.object({
  status: z.enum(['open', 'all', ...rapidStatuses]).catch('open'),
  before,
})
const ReviewQuery = z.object({
  status: z.enum(['open', 'all', ...reviewStatuses]).catch('open'),
  before,
})

const rapidRow = (row: RapidRow) => ({ ...row, standing: standingOf(row.deadline) })
const reviewRow = (row: ReviewRow) => ({ ...row, standing: standingOf(row.deadline) })

const aboutCase = (kase: CaseKeys) => ({
  object: { type: 'case', uid: kase.uid },
  scopeUid: kase.scopeUid,
})
const frameOf = (kase: CaseKeys) => ({
  caption: `Case ${kase.reference}`,
  back: { href: paths.ofCase(kase.uid), text: 'Rapid review and reviews' },
  about: aboutCase(kase),
})

const coverable: ReadonlySet<string> = new Set(['awaiting-panel', 'in-review'])
const closable: ReadonlySet<string> = new Set(['in-review', 'national'])

async function modelOf(ctx: ReadContext, kase: CaseKeys): Promise<OfCaseModel> {
  const { actor } = ctx
  const mayReadRapid = can(actor, 'rapid-review:read')
  const rapid = mayReadRapid ? await findRapidRow(ctx, kase) : undefined
  const reviews = await listReviewsOfCase(ctx, kase.id)
  const open = await countOpenReviews(ctx, kase.id)
  return {
    uid: kase.uid,
    rapid: rapid && rapidRow(rapid),
    reviews: reviews.map(reviewRow),
    mayReadRapid,
    canBeginRapid: kase.status === 'notified' && can(actor, 'rapid-review:write'),
    canBeginReview: coverable.has(kase.status) && can(actor, 'review:manage'),
    canClose: closable.has(kase.status) && open === 0 && can(actor, 'case:update'),
  }
}

async function otherCases(ctx: ReadContext, uid: Uid) {
  const found = await listCaseChoices(ctx, ['awaiting-panel', 'in-review'])
  return found
    .filter((each) => each.uid !== uid)
    .map((each) => ({ uid: each.uid, text: `Case ${each.reference}` }))
}

const listPages: readonly Route[] = [
  page({
    path: paths.rapidList,
    can: 'rapid-review:read',
    audit: 'rapid-review-list.viewed',
    query: RapidQuery,
    handle: async (ctx, { query }) => {
      const { rows, next } = await listRapidReviews(ctx, query)
      return {
        title: 'Rapid reviews',
        back: { href: paths.list, text: 'Reviews' },
        layout: 'wide',
        body: (
          <RapidList
            rows={rows.map(rapidRow)}
            status={query.status}
            next={next}
            mayReadReviews={can(ctx.actor, 'review:read')}
          />
        ),
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: paths.list,
    can: 'review:read',
    audit: 'review-list.viewed',
    query: ReviewQuery,
    handle: async (ctx, { query }) => {
      const { rows, next } = await listReviews(ctx, query)
      return {
        title: 'Reviews',
        layout: 'wide',
        body: (
          <ReviewList
            rows={rows.map(reviewRow)}
            status={query.status}
            next={next}
            mayReadRapid={can(ctx.actor, 'rapid-review:read')}
          />
        ),
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
]

/** The lists, the reviews of one case, and what begins or ends there. */
export const casePages: readonly Route[] = [
  ...listPages,
  page({
    path: '/cases/:uid/reviews',
    can: 'review:read',
    audit: 'case-reviews.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const kase = await getCaseKeys(ctx, params.uid)
      return {
        title: 'Rapid review and reviews',
        caption: `Case ${kase.reference}`,
        back: { href: paths.case(kase.uid), text: `Case ${kase.reference}` },
        layout: 'wide',
        body: <ReviewsOfCase model={await modelOf(ctx, kase)} form={form} />,
        about: aboutCase(kase),
      }
    },
  }),
  act({
    path: '/cases/:uid/reviews/rapid',
    page: '/cases/:uid/reviews',
    can: 'rapid-review:write',
    audit: 'rapid-review.begun',
    said: 'The rapid review is begun.',
    params: UidParams,
    body: NothingMore,
    explain,
    handle: async (ctx, { params }) => {
      const begun = await beginRapidReview(ctx, params.uid)
      if (!begun.ok) return begun
      return ok(await backTo(ctx, begun.value))
    },
  }),
  page({
    path: '/cases/:uid/reviews/new',
    can: 'review:manage',
    audit: 'case-reviews.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const kase = await getCaseKeys(ctx, params.uid)
      const others = await otherCases(ctx, kase.uid)
      return {
        title: 'Begin a review',
        ...frameOf(kase),
        body: <BeginReview form={form} uid={kase.uid} others={others} />,
      }
    },
  }),
  act({
    path: '/cases/:uid/reviews/new',
    page: '/cases/:uid/reviews/new',
    can: 'review:manage',
    audit: 'review.begun',
    said: 'The review is begun. Six months to publication count from the decision.',
    params: UidParams,
    body: BeginReviewForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const begun = await beginReview(ctx, params.uid, body)
      if (!begun.ok) return begun
      const about = aboutReview('review', await getReviewKeys(ctx, begun.value))
      return ok({ to: paths.show(begun.value), about })
    },
  }),
  page({
    path: '/cases/:uid/reviews/close-case',
    can: 'case:update',
    module: 'reviews',
    audit: 'case-reviews.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const kase = await getCaseKeys(ctx, params.uid)
      return {
        title: 'Close the case',
        ...frameOf(kase),
        body: <CloseCase form={form} uid={kase.uid} />,
      }
    },
  }),
  act({
    path: '/cases/:uid/reviews/close-case',
    page: '/cases/:uid/reviews/close-case',
    can: 'case:update',
    module: 'reviews',
    audit: 'case.closed',
    said: 'The case is closed. What was learned from it goes on.',
    params: UidParams,
    body: CloseCaseForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const closed = await closeCase(ctx, params.uid, body)
      if (!closed.ok) return closed
      const about = aboutCase(await getCaseKeys(ctx, params.uid))
      return ok({ to: paths.case(params.uid), about })
    },
  }),
]
