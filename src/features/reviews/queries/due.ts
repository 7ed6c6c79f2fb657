import { sql } from 'kysely'
import { listCaseKeys, loadDeadlinesOf, openDuties } from '#features/cases/index.ts'
import type { Deadline, OpenDeadline } from '#features/cases/index.ts'
import { getActingFor } from '#features/organisations/index.ts'
import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import type { ChangeItem, DueItem } from '#platform/due/due-item.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { CaseReviewAct } from '../case-review.ts'
import { delaysToTell } from '../delays.ts'
import { caseReviewActDoneWords, rapidReviewActDoneWords } from '../labels.ts'
import { paths } from '../paths.ts'
import type { RapidReviewAct } from '../rapid-review.ts'
import { toReviewFrame } from '../store/case-reviews.ts'
import type { ReviewFrame } from '../store/case-reviews.ts'
import { listDelays } from '../store/review-records.ts'
import type { StoredDelay } from '../store/review-records.ts'
import { deadlinesOfReviews } from './deadlines.ts'

/** More open reviews at once than any partnership has; beyond it the list of reviews is the place to look. */
const mostReviews = 200

async function ownPartner(ctx: ReadContext) {
  return ctx.actor.agencyId === undefined ? null : (await getActingFor(ctx)).statutoryPartner
}

async function rapidToSign(ctx: ReadContext): Promise<DueItem[]> {
  const partner = await ownPartner(ctx)
  if (!can(ctx.actor, 'rapid-review:sign') || partner === null) return []
  const { rows } = await sql<{ uid: Uid; case_id: number; status: string }>`
    select r.uid, r.case_id, r.status from app.rapid_review r
    where r.status in ('partners-review', 'sent', 'replied') and not exists (
      select from app.rapid_review_signature s where s.partnership_id = r.partnership_id
        and s.rapid_review_id = r.id and s.draft = r.draft and s.partner = ${partner})
    order by r.id desc limit ${mostReviews}`.execute(ctx.tx)
  const ids = rows.map((row) => row.case_id)
  const cases = await listCaseKeys(ctx, ids)
  const deadlines = await loadDeadlinesOf(ctx, ids)
  return rows.map((row) => {
    const clock = deadlines.get(row.case_id)?.find(({ rule }) => rule.id === 'rapid-review')
    return {
      key: `rapid-review:${row.uid}:signature`,
      section: 'to-sign',
      title: 'Sign the rapid review, or dissent',
      reference: `Case ${cases.get(row.case_id)?.reference ?? ''}`,
      href: paths.signRapid(row.uid),
      // Once it has gone to the Panel no day is asked for any more; the signature is.
      dueOn: row.status === 'partners-review' ? (clock?.due ?? null) : null,
    }
  })
}

async function reviewsToSign(ctx: ReadContext): Promise<DueItem[]> {
  const partner = await ownPartner(ctx)
  if (!can(ctx.actor, 'review:sign') || partner === null) return []
  const { rows } = await sql<{ uid: Uid; reference: string; publish_on: PlainDate | null }>`
    select r.uid, r.reference, r.publish_on from app.case_review r
    where r.status in ('partners-sign-off', 'prepublication-sent') and not exists (
      select from app.case_review_signature s where s.partnership_id = r.partnership_id
        and s.review_id = r.id and s.draft = r.draft and s.partner = ${partner})
    order by r.id desc limit ${mostReviews}`.execute(ctx.tx)
  return rows.map((row) => ({
    key: `review:${row.uid}:signature`,
    section: 'to-sign',
    title: 'Sign the review, or dissent',
    reference: `Review ${row.reference}`,
    href: paths.sign(row.uid),
    dueOn: row.publish_on,
  }))
}

function placeOf(frame: ReviewFrame, delays: readonly StoredDelay[], deadline: Deadline): string {
  const untold = delays.find((delay) => delaysToTell([delay]).length > 0)
  const isNotice = deadline.rule.id === 'review-delay-notice'
  return isNotice && untold ? paths.delay(frame.uid, untold.uid) : paths.move(frame.uid)
}

interface OpenReview {
  readonly frame: ReviewFrame
  readonly delays: readonly StoredDelay[]
  /** What is still to be done, the most pressing first. */
  readonly open: readonly Deadline[]
}

async function openReviews(ctx: ReadContext): Promise<OpenReview[]> {
  const rows = await ctx.tx
    .selectFrom('app.case_review')
    .selectAll()
    .where('status', 'not in', ['published', 'improvements-published', 'withheld', 'archived'])
    .orderBy('id', 'desc')
    .limit(mostReviews)
    .execute()
  const frames = rows.map(toReviewFrame)
  const all = await listDelays(
    ctx.tx,
    frames.map((frame) => frame.id),
  )
  const known = frames.map((frame) => ({
    frame,
    delays: all.filter(({ reviewId }) => reviewId === frame.id),
  }))
  const deadlines = await deadlinesOfReviews(ctx, known)
  return known.map((each, at) => ({ ...each, open: openDuties(deadlines[at] ?? []) }))
}

const keyOf = (frame: ReviewFrame, { rule }: Deadline) => `review:${frame.uid}:${rule.id}`

async function duties(ctx: ReadContext): Promise<DueItem[]> {
  if (!can(ctx.actor, 'review:manage')) return []
  return (await openReviews(ctx)).flatMap(({ frame, delays, open }) =>
    open.map((deadline) => ({
      key: keyOf(frame, deadline),
      section: 'to-do' as const,
      title: deadline.rule.title,
      reference: `Review ${frame.reference}`,
      href: placeOf(frame, delays, deadline),
      dueOn: deadline.due,
    })),
  )
}

/** The duties that are still to be done in the reviews that are open to the reader, and whether there may be more of them. */
export async function listOpenReviewDeadlines(
  ctx: ReadContext,
): Promise<{ deadlines: readonly OpenDeadline[]; isWhole: boolean }> {
  if (!can(ctx.actor, 'review:read')) return { deadlines: [], isWhole: true }
  const reviews = await openReviews(ctx)
  const deadlines = reviews.flatMap(({ frame, open }) =>
    open.map((deadline) => ({
      key: keyOf(frame, deadline),
      reference: `Review ${frame.reference}`,
      subject: frame.uid,
      href: paths.show(frame.uid),
      deadline,
    })),
  )
  return { deadlines, isWhole: reviews.length < mostReviews }
}

/** What waits for the reader in rapid reviews and reviews: signatures, and the duties of a review. */
export async function listReviewDuties(ctx: ReadContext): Promise<DueItem[]> {
  return [...(await rapidToSign(ctx)), ...(await reviewsToSign(ctx)), ...(await duties(ctx))]
}

interface EventRow {
  readonly uid: Uid
  readonly of_uid: Uid
  readonly at: Instant
  readonly by: string
}

async function rapidChanges(ctx: ReadContext, since: Instant): Promise<ChangeItem[]> {
  if (!can(ctx.actor, 'rapid-review:read')) return []
  const { rows } = await sql<EventRow & { case_id: number; act: RapidReviewAct }>`
    select e.uid, r.uid as of_uid, r.case_id, e.act, e.at, p.name as by
    from app.rapid_review_event e
    join app.rapid_review r on r.partnership_id = e.partnership_id and r.id = e.rapid_review_id
    join access.principal p on p.partnership_id = e.partnership_id and p.id = e.by_principal
    where e.at > ${since} and e.by_principal <> ${ctx.actor.principalId}
    order by e.id desc limit 50`.execute(ctx.tx)
  const cases = await listCaseKeys(
    ctx,
    rows.map((row) => row.case_id),
  )
  return rows.map((row) => ({
    key: `rapid-review-event:${row.uid}`,
    title: rapidReviewActDoneWords[row.act],
    reference: `Rapid review of case ${cases.get(row.case_id)?.reference ?? ''}`,
    href: paths.rapid(row.of_uid),
    at: row.at,
    by: row.by,
  }))
}

async function reviewChanges(ctx: ReadContext, since: Instant): Promise<ChangeItem[]> {
  if (!can(ctx.actor, 'review:read')) return []
  const { rows } = await sql<EventRow & { reference: string; act: CaseReviewAct }>`
    select e.uid, r.uid as of_uid, r.reference, e.act, e.at, p.name as by
    from app.case_review_event e
    join app.case_review r on r.partnership_id = e.partnership_id and r.id = e.review_id
    join access.principal p on p.partnership_id = e.partnership_id and p.id = e.by_principal
    where e.at > ${since} and e.by_principal <> ${ctx.actor.principalId}
    order by e.id desc limit 50`.execute(ctx.tx)
  return rows.map((row) => ({
    key: `review-event:${row.uid}`,
    title: caseReviewActDoneWords[row.act],
    reference: `Review ${row.reference}`,
    href: paths.show(row.of_uid),
    at: row.at,
    by: row.by,
  }))
}

/** What others did to rapid reviews and reviews since then. */
export async function listReviewChanges(ctx: ReadContext, since: Instant): Promise<ChangeItem[]> {
  return [...(await rapidChanges(ctx, since)), ...(await reviewChanges(ctx, since))]
}
