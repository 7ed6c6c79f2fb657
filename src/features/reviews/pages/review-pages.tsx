import { sayAnchor, sayStanding } from '#features/cases/index.ts'
import type { Deadline } from '#features/cases/index.ts'
import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import { page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { isCaseReviewEnded } from '../case-review.ts'
import { needWords } from '../labels.ts'
import { paths } from '../paths.ts'
import { getReviewPage } from '../queries/case-reviews.ts'
import type { ReviewPage as ReviewPageData } from '../queries/case-reviews.ts'
import { isReadable, isSignedNow } from '../review-work.ts'
import { missingSignatures } from '../signatures.ts'
import type { OpenLink } from '../views/parts.tsx'
import { ReviewPage } from '../views/review-page.tsx'
import type { ReviewDuty, ReviewPageModel } from '../views/review-page.tsx'
import { aboutReview } from './frame.tsx'
import { ownPartner } from './own-partner.ts'
import { reviewRecordPages } from './review-record-pages.tsx'
import { reviewState } from './review-form.tsx'

const hidden: ReadonlySet<string> = new Set(['not-started', 'not-applicable'])

function dutyOf(deadline: Deadline): ReviewDuty {
  const { rule, due, state } = deadline
  const notes = rule.certainty === 'unconfirmed' ? ' (not confirmed)' : ''
  return {
    title: rule.title,
    due,
    rule: `${rule.inWords}${notes}`,
    standing: sayStanding(state, sayAnchor(deadline)),
  }
}

function openActs(
  found: ReviewPageData,
  may: { readonly write: boolean; readonly manage: boolean; readonly sign: boolean },
): OpenLink[] {
  const { uid, status } = found
  const open = !isCaseReviewEnded(status)
  return [
    { open: may.sign, href: paths.sign(uid), text: 'Sign, or dissent with reasons' },
    {
      open: may.manage && found.acts.length > 0,
      href: paths.move(uid),
      text: 'Record what happens next',
    },
    {
      open: may.write && isReadable(status),
      href: paths.reading(uid),
      text: 'Record what you found reading for identifiers',
    },
    { open: may.manage && open, href: paths.publication(uid), text: 'Set the day of publication' },
    { open: may.manage && open, href: paths.reviewer(uid), text: 'Name the reviewer' },
    {
      open: may.write && open,
      href: paths.terms(uid),
      text: 'Write the method and terms of reference',
    },
    { open: may.manage, href: paths.addDelay(uid), text: 'Record why it takes longer' },
    { open: may.manage, href: paths.addRestriction(uid), text: 'Record a legal restriction' },
  ]
}

async function modelOf(ctx: ReadContext, found: ReviewPageData): Promise<ReviewPageModel> {
  const { actor } = ctx
  const own = await ownPartner(ctx)
  const missing = missingSignatures(found.records.signatures, found.draft)
  const asked = own !== null && missing.includes(own) && isSignedNow(found.status)
  const manage = can(actor, 'review:manage')
  const sign = can(actor, 'review:sign') && asked
  return {
    ...found,
    ...found.records,
    copyBy: found.publication?.copyBy ?? null,
    notWorking: found.publication?.warning?.lastWorkingDay ?? null,
    duties: found.deadlines.filter(({ state }) => !hidden.has(state.state)).map(dutyOf),
    waiting: found.acts.map(({ act, unmet }) => ({
      act,
      waitsFor: unmet.map(({ need }) => needWords[need]),
    })),
    events: found.events.toReversed(),
    acts: openActs(found, { write: can(actor, 'review:write'), manage, sign }),
    mayManage: manage,
  }
}

/** A review and the acts on it. */
export const reviewPages: readonly Route[] = [
  page({
    path: '/reviews/:uid',
    can: 'review:read',
    audit: 'review.viewed',
    params: UidParams,
    handle: async (ctx, { params }) => {
      const found = await getReviewPage(ctx, params.uid)
      return {
        title: `Review ${found.reference}`,
        state: reviewState(found),
        back: { href: paths.list, text: 'Reviews' },
        layout: 'wide',
        body: <ReviewPage model={await modelOf(ctx, found)} />,
        about: aboutReview('review', found),
      }
    },
  }),
  ...reviewRecordPages,
]
