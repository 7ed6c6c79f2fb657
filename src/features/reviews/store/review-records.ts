import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { AnonymisationReading } from '../anonymisation.ts'
import type { CaseReviewEvent } from '../case-review.ts'
import type { Delay, LegalRestriction, PartnerSignature, Reviewer } from '../model.ts'
import { reviewColumns } from './case-reviews.ts'
import type { InReview } from './case-reviews.ts'
import { listSignatures, who, whoColumns } from './rapid-content.ts'
import type { SaidSignature } from './rapid-content.ts'
import { actorOf, saidOf } from './shared.ts'
import type { Said, WhoColumns } from './shared.ts'

/** A delay with its outer identity and who recorded it. */
export type StoredDelay = Delay & {
  readonly id: number
  readonly uid: Uid
  readonly reviewId: number
  readonly said: Said
}
/** A restriction with its outer identity and who recorded it. */
export type StoredRestriction = LegalRestriction & {
  readonly id: number
  readonly uid: Uid
  readonly liftedBecause: string | null
  readonly said: Said
}
/** Method and terms of reference as they stand. */
export interface Terms {
  readonly method: string
  readonly terms: string
  readonly said: Said
}
/** What a reader found. */
export type StoredReading = AnonymisationReading & {
  readonly note: string | null
  readonly said: Said
}

/** All that is recorded about a review beside its frame, as far as it is open to the caller. */
export interface ReviewRecords {
  readonly terms: Terms | null
  readonly reviewer:
    (Reviewer & { readonly organisation: string | null; readonly said: Said }) | null
  readonly signatures: readonly SaidSignature[]
  readonly readings: readonly StoredReading[]
  readonly delays: readonly StoredDelay[]
  readonly restrictions: readonly StoredRestriction[]
}

async function lastTerms(tx: Reader, id: number): Promise<Terms | null> {
  const { rows } = await sql<WhoColumns & { method: string; terms: string }>`
    select r.method, r.terms, ${whoColumns} from app.case_review_terms r ${who}
    where r.review_id = ${id} order by r.id desc limit 1`.execute(tx)
  const row = rows[0]
  return row ? { method: row.method, terms: row.terms, said: saidOf(row) } : null
}

async function lastReviewer(tx: Reader, id: number): Promise<ReviewRecords['reviewer']> {
  const { rows } = await sql<
    WhoColumns & Reviewer & { organisation: string | null; declared: PlainDate }
  >`
    select r.name, r.organisation, r.conflict_declaration as "conflictDeclaration", r.declared_on as declared, ${whoColumns}
    from app.case_reviewer r ${who} where r.review_id = ${id} order by r.id desc limit 1`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) return null
  const { name, organisation, conflictDeclaration, declared } = row
  return { name, organisation, conflictDeclaration, declaredOn: declared, said: saidOf(row) }
}

async function listReadings(tx: Reader, id: number): Promise<StoredReading[]> {
  const { rows } = await sql<
    WhoColumns & { draft: number; verdict: 'clear' | 'not-clear'; note: string | null }
  >`
    select r.draft, r.verdict, r.note, ${whoColumns} from app.anonymisation_reading r ${who}
    where r.review_id = ${id} order by r.id`.execute(tx)
  return rows.map((row) => ({
    draft: row.draft,
    verdict: row.verdict,
    note: row.note,
    by: idOf(row.by_uid),
    said: saidOf(row),
  }))
}

/** The delays of these reviews, in the order in which they were recorded. */
export async function listDelays(tx: Reader, reviewIds: readonly number[]): Promise<StoredDelay[]> {
  const { rows } = await sql<WhoColumns & Omit<StoredDelay, 'recordedBy' | 'said'>>`
    select r.id, r.uid, r.review_id as "reviewId", r.because, r.reason, r.foreseen_on as "foreseenOn", r.panel_told_on as "panelToldOn",
      r.ended_on as "endedOn", ${whoColumns}
    from app.case_review_delay r ${who} where r.review_id = any (${[...reviewIds]}::bigint[]) order by r.id`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, recordedBy: actorOf(row), said: saidOf(row) }))
}

async function listRestrictions(tx: Reader, id: number): Promise<StoredRestriction[]> {
  const { rows } = await sql<WhoColumns & Omit<StoredRestriction, 'said'>>`
    select r.id, r.uid, r.words as text, r.until_on as until, r.lifted_on as "liftedOn",
      r.lifted_because as "liftedBecause", ${whoColumns}
    from app.case_review_restriction r ${who} where r.review_id = ${id} order by r.id`.execute(tx)
  return rows.map((row) => ({ ...row, said: saidOf(row) }))
}

/** All that is recorded about a review beside its frame. */
export async function loadRecords(tx: Reader, id: number): Promise<ReviewRecords> {
  return {
    terms: await lastTerms(tx, id),
    reviewer: await lastReviewer(tx, id),
    signatures: await listSignatures(tx, { table: 'case_review_signature', id }),
    readings: await listReadings(tx, id),
    delays: await listDelays(tx, [id]),
    restrictions: await listRestrictions(tx, id),
  }
}

/** One event of a review as it is kept. */
export type ReviewEventRow = Omit<CaseReviewEvent, 'by'> & WhoColumns

/** The life of a review as its events tell it, the oldest first. */
export async function listReviewEvents(tx: Reader, id: number): Promise<ReviewEventRow[]> {
  const { rows } = await sql<ReviewEventRow>`
    select r.act, r.from_status as "from", r.to_status as "to", r.draft, r.happened_on as "on", r.reason, ${whoColumns}
    from app.case_review_event r ${who} where r.review_id = ${id} order by r.id`.execute(tx)
  return rows
}

/** Keeps method and terms of reference; the ones before stay. */
export async function insertTerms(
  tx: Tx,
  at: InReview,
  terms: { method: string; terms: string },
): Promise<void> {
  await tx
    .insertInto('app.case_review_terms')
    .values({ ...reviewColumns(at), ...terms })
    .execute()
}

/** Keeps who writes the review; the ones before stay. */
export async function insertReviewer(
  tx: Tx,
  at: InReview,
  reviewer: Reviewer & { organisation: string | null },
): Promise<void> {
  await tx
    .insertInto('app.case_reviewer')
    .values({
      ...reviewColumns(at),
      name: reviewer.name,
      organisation: reviewer.organisation,
      conflict_declaration: reviewer.conflictDeclaration,
      declared_on: reviewer.declaredOn,
    })
    .execute()
}

/** Keeps a partner's signature or dissent. */
export async function insertReviewSignature(
  tx: Tx,
  at: InReview,
  signature: PartnerSignature,
): Promise<void> {
  const { partner, view, reasons, draft } = signature
  await tx
    .insertInto('app.case_review_signature')
    .values({ ...reviewColumns(at), partner, view, reasons, draft })
    .execute()
}

/** Keeps what a reader found in a draft. */
export async function insertReading(
  tx: Tx,
  at: InReview,
  reading: { draft: number; verdict: 'clear' | 'not-clear'; note: string | null },
): Promise<void> {
  await tx
    .insertInto('app.anonymisation_reading')
    .values({ ...reviewColumns(at), ...reading })
    .execute()
}

/** Keeps a delay. */
export async function insertDelay(
  tx: Tx,
  at: InReview,
  delay: Pick<Delay, 'because' | 'reason' | 'foreseenOn' | 'panelToldOn'>,
): Promise<void> {
  await tx
    .insertInto('app.case_review_delay')
    .values({
      ...reviewColumns(at),
      because: delay.because,
      reason: delay.reason,
      foreseen_on: delay.foreseenOn,
      panel_told_on: delay.panelToldOn,
    })
    .execute()
}

/** Keeps that the Panel was told of a delay, or that it ended. */
export async function saveDelay(
  tx: Tx,
  id: number,
  delay: Pick<Delay, 'panelToldOn' | 'endedOn'>,
): Promise<void> {
  await tx
    .updateTable('app.case_review_delay')
    .set({ panel_told_on: delay.panelToldOn, ended_on: delay.endedOn })
    .where('id', '=', id)
    .execute()
}

/** Keeps a legal restriction. */
export async function insertRestriction(
  tx: Tx,
  at: InReview,
  restriction: { words: string; until: PlainDate | null },
): Promise<void> {
  await tx
    .insertInto('app.case_review_restriction')
    .values({ ...reviewColumns(at), words: restriction.words, until_on: restriction.until })
    .execute()
}

/** Keeps that a restriction was lifted. */
export async function saveRestriction(
  tx: Tx,
  id: number,
  lifted: { on: PlainDate; because: string },
): Promise<void> {
  await tx
    .updateTable('app.case_review_restriction')
    .set({ lifted_on: lifted.on, lifted_because: lifted.because })
    .where('id', '=', id)
    .execute()
}

/** The one with this outer identity, or not found. */
export function pick<T extends { readonly uid: Uid }>(from: readonly T[], uid: Uid | undefined): T {
  const found = from.find((each) => each.uid === uid)
  if (found === undefined) throw new Failure('not-found')
  return found
}
