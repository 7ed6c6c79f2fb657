import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { CaseReviewTable } from '#platform/db/schema.generated.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import { yearOf } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { neutralReferenceOf } from '#shared/neutral-reference.ts'
import { isCaseReviewEnded } from '../case-review.ts'
import type { CaseReviewEvent } from '../case-review.ts'
import type { CaseReviewStatus, ReviewKind } from '../model.ts'

/** The frame of a review with its inner keys. */
export interface ReviewFrame {
  readonly id: number
  readonly uid: Uid
  readonly scopeId: number
  readonly reference: string
  readonly kind: ReviewKind
  readonly status: CaseReviewStatus
  readonly draft: number
  readonly decidedOn: PlainDate
  readonly publishOn: PlainDate | null
  readonly copySentOn: PlainDate | null
  readonly publishedOn: PlainDate | null
  readonly panelToldOfWithholdingOn: PlainDate | null
  readonly version: number
}

/** Where something of a review is kept, and for which agency it was made. */
export interface InReview {
  readonly id: number
  readonly scopeId: number
  readonly agencyId: number
}

/** A row of `app.case_review` as the rules know it. */
export function toReviewFrame(row: Selectable<CaseReviewTable>): ReviewFrame {
  return {
    id: row.id,
    uid: row.uid,
    scopeId: row.scope_id,
    reference: row.reference,
    kind: row.kind,
    status: row.status,
    draft: row.draft,
    decidedOn: row.decided_on,
    publishOn: row.publish_on,
    copySentOn: row.copy_sent_on,
    publishedOn: row.published_on,
    panelToldOfWithholdingOn: row.panel_told_of_withholding_on,
    version: row.version,
  }
}

/** The columns that every row of a review carries. */
export function reviewColumns(at: InReview) {
  return { review_id: at.id, scope_id: at.scopeId, agency_id: at.agencyId }
}

/** The next neutral reference of a review in a year; the row of the year is locked, so no two reviews share one. */
export async function nextReviewReference(tx: Tx, today: PlainDate): Promise<string> {
  const year = yearOf(today)
  const row = await tx
    .insertInto('app.review_reference')
    .values({ year, last_serial: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['partnership_id', 'year'])
        .doUpdateSet({ last_serial: sql<number>`app.review_reference.last_serial + 1` }),
    )
    .returning('last_serial')
    .executeTakeFirstOrThrow()
  return `R${neutralReferenceOf(year, row.last_serial)}`
}

/** What a new review is made of; the first case gives it its scope. */
export interface NewReview {
  readonly uid: UidOf<'case-review'>
  readonly reference: string
  readonly kind: ReviewKind
  readonly decidedOn: PlainDate
  readonly cases: readonly { readonly id: number; readonly scopeId: number }[]
}

/** Keeps a new review with the cases that it covers. */
export async function insertReview(tx: Tx, made: NewReview): Promise<void> {
  const [first] = made.cases
  if (first === undefined) throw new Error('a review covers at least one case')
  const { id } = await tx
    .insertInto('app.case_review')
    .values({
      uid: made.uid,
      reference: made.reference,
      kind: made.kind,
      status: 'initiated',
      decided_on: made.decidedOn,
      scope_id: first.scopeId,
      case_scope_ids: made.cases.map((each) => each.scopeId),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('app.review_case')
    .values(made.cases.map((each) => ({ review_id: id, case_id: each.id, scope_id: each.scopeId })))
    .execute()
}

/** A review; not found when it is not open to the caller. */
export async function getReviewFrame(tx: Reader, uid: Uid): Promise<ReviewFrame> {
  const row = await tx
    .selectFrom('app.case_review')
    .selectAll()
    .where('uid', '=', uid)
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return toReviewFrame(row)
}

/** A review, locked for a change. */
export async function lockReview(tx: Tx, uid: Uid): Promise<ReviewFrame> {
  const row = await tx
    .selectFrom('app.case_review')
    .selectAll()
    .where('uid', '=', uid)
    .forUpdate()
    .executeTakeFirst()
  if (row !== undefined) return toReviewFrame(row)
  // Whoever may read but not write finds no row to lock: they are told so, all others that there is nothing.
  await getReviewFrame(tx, uid)
  throw new Failure('forbidden', 'read-only')
}

/** Keeps where a review stands now; its version moves on. */
export async function saveReview(tx: Tx, frame: ReviewFrame): Promise<void> {
  await tx
    .updateTable('app.case_review')
    .set({
      status: frame.status,
      draft: frame.draft,
      publish_on: frame.publishOn,
      copy_sent_on: frame.copySentOn,
      published_on: frame.publishedOn,
      panel_told_of_withholding_on: frame.panelToldOfWithholdingOn,
      version: frame.version + 1,
    })
    .where('id', '=', frame.id)
    .execute()
}

/** Adds an event to the life of a review. */
export async function insertReviewEvent(
  tx: Tx,
  at: InReview,
  event: CaseReviewEvent,
): Promise<void> {
  await tx
    .insertInto('app.case_review_event')
    .values({
      ...reviewColumns(at),
      act: event.act,
      from_status: event.from,
      to_status: event.to,
      draft: event.draft,
      happened_on: event.on,
      reason: event.reason,
    })
    .execute()
}

/** The inner keys of the cases that a review covers, as far as they are open to the caller. */
export async function listCaseIds(tx: Reader, reviewIds: readonly number[]) {
  return tx
    .selectFrom('app.review_case')
    .select(['review_id', 'case_id'])
    .where('review_id', 'in', reviewIds.length === 0 ? [0] : [...reviewIds])
    .orderBy('id')
    .execute()
}

/** How many reviews of a case are not ended; one that the caller cannot see counts as open. */
export async function countOpenReviews(tx: Reader, caseId: number): Promise<number> {
  const { rows } = await sql<{ status: CaseReviewStatus | null }>`
    select r.status from app.review_case c
    left join app.case_review r on r.partnership_id = c.partnership_id and r.id = c.review_id
    where c.case_id = ${caseId}`.execute(tx)
  return rows.filter(({ status }) => status === null || !isCaseReviewEnded(status)).length
}
