import type { VNode } from 'preact'
import { z } from 'zod'
import type { ZodType } from 'zod'
import type { Permission } from '#platform/access/permission.ts'
import type { ActContext, ReadContext } from '#platform/context.ts'
import { optionalUid, uid } from '#platform/fields.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { explain } from '../explain.ts'
import { caseReviewStatusWords } from '../labels.ts'
import { paths } from '../paths.ts'
import { getReviewPage } from '../queries/case-reviews.ts'
import type { ReviewPage } from '../queries/case-reviews.ts'
import { getReviewKeys } from '../queries/keys.ts'
import { aboutReview, sayDeadline } from './frame.tsx'

/** The review in the address, and the delay or restriction where the address names one. */
const ReviewParams = z.object({ uid: uid(), part: optionalUid() })
/** The review in the address, and the delay or restriction where the address names one. */
export type ReviewParams = z.output<typeof ReviewParams>

/** The one line of state under the heading of a review. */
export function reviewState(found: ReviewPage): string {
  const clock = found.deadlines.find(({ rule }) => rule.id === 'review-publication')
  const words = caseReviewStatusWords[found.status]
  return `${words}${found.publishedOn === null ? sayDeadline(clock) : ''}`
}

/** One form about a review: its page, and the act that it sends. */
export interface ReviewFormSpec<B extends ZodType> {
  readonly path: `/reviews/:uid/${string}`
  readonly can: Permission
  readonly audit: `${string}.${string}`
  readonly title: string
  readonly said: string
  readonly stepUp?: boolean
  readonly body: B
  view(
    at: { ctx: ReadContext; found: ReviewPage; part: Uid | undefined },
    form: PageForm,
  ): VNode | Promise<VNode>
  handle(
    ctx: ActContext,
    where: ReviewParams,
    body: z.output<B>,
  ): Promise<Result<Uid, { readonly code: string }>>
}

/** The two routes of a form about a review. */
export function reviewForm<B extends ZodType>(spec: ReviewFormSpec<B>): Route[] {
  const { path, said, body, audit } = spec
  return [
    page({
      path,
      can: spec.can,
      audit: 'review.viewed',
      params: ReviewParams,
      handle: async (ctx, { params, form }) => {
        const found = await getReviewPage(ctx, params.uid)
        const text = `Review ${found.reference}`
        return {
          title: spec.title,
          caption: text,
          state: reviewState(found),
          back: { href: paths.show(found.uid), text },
          body: await spec.view({ ctx, found, part: params.part }, form),
          about: aboutReview('review', found),
        }
      },
    }),
    act({
      path,
      page: path,
      can: spec.can,
      audit,
      said,
      params: ReviewParams,
      body,
      explain,
      ...(spec.stepUp && { stepUp: true }),
      handle: async (ctx, input) => {
        const done = await spec.handle(ctx, input.params, input.body)
        if (!done.ok) return done
        const found = await getReviewKeys(ctx, input.params.uid)
        return ok({ to: paths.show(found.uid), about: aboutReview('review', found) })
      },
    }),
  ]
}
