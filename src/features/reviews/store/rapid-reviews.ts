import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { RapidReviewTable } from '#platform/db/schema.generated.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import type {
  CriterionAnswer,
  PanelReply,
  PartnerSignature,
  RapidReviewSection,
  RapidReviewStatus,
  ReviewDecision,
  SectionAnswer,
} from '../model.ts'
import type { RapidReviewEvent } from '../rapid-review.ts'

/** The frame of a rapid review with its inner keys. */
export interface RapidFrame {
  readonly id: number
  readonly uid: Uid
  readonly scopeId: number
  readonly caseId: number
  readonly status: RapidReviewStatus
  readonly draft: number
  readonly sentOn: PlainDate | null
  readonly version: number
}

/** Where something of a rapid review is kept, and for which agency it was made. */
export interface InRapid {
  readonly id: number
  readonly scopeId: number
  readonly agencyId: number
}

function toFrame(row: Selectable<RapidReviewTable>): RapidFrame {
  return {
    id: row.id,
    uid: row.uid,
    scopeId: row.scope_id,
    caseId: row.case_id,
    status: row.status,
    draft: row.draft,
    sentOn: row.sent_on,
    version: row.version,
  }
}

function columnsOf(at: InRapid) {
  return { rapid_review_id: at.id, scope_id: at.scopeId, agency_id: at.agencyId }
}

/** Keeps a new rapid review. */
export async function insertRapidReview(
  tx: Tx,
  made: { uid: UidOf<'rapid-review'>; caseId: number; scopeId: number },
): Promise<void> {
  await tx
    .insertInto('app.rapid_review')
    .values({
      uid: made.uid,
      case_id: made.caseId,
      scope_id: made.scopeId,
      status: 'requested',
    })
    .execute()
}

/** The rapid review of a case, if it has one. */
export async function findRapidOfCase(tx: Reader, caseId: number): Promise<RapidFrame | undefined> {
  const row = await tx
    .selectFrom('app.rapid_review')
    .selectAll()
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row && toFrame(row)
}

/** A rapid review; not found when it is not open to the caller. */
export async function getRapidFrame(tx: Reader, uid: Uid): Promise<RapidFrame> {
  const row = await tx
    .selectFrom('app.rapid_review')
    .selectAll()
    .where('uid', '=', uid)
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return toFrame(row)
}

/** A rapid review, locked for a change. */
export async function lockRapidReview(tx: Tx, uid: Uid): Promise<RapidFrame> {
  const row = await tx
    .selectFrom('app.rapid_review')
    .selectAll()
    .where('uid', '=', uid)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return refuseLock(tx, uid)
  return toFrame(row)
}

// Whoever may read but not write finds no row to lock: they are told so, all others that there is nothing.
async function refuseLock(tx: Tx, uid: Uid): Promise<never> {
  await getRapidFrame(tx, uid)
  throw new Failure('forbidden', 'read-only')
}

/** Keeps where a rapid review stands now; its version moves on. */
export async function saveRapidFrame(tx: Tx, frame: RapidFrame): Promise<void> {
  await tx
    .updateTable('app.rapid_review')
    .set({
      status: frame.status,
      draft: frame.draft,
      sent_on: frame.sentOn,
      version: frame.version + 1,
    })
    .where('id', '=', frame.id)
    .execute()
}

/** Adds an event to the life of a rapid review. */
export async function insertRapidEvent(
  tx: Tx,
  at: InRapid,
  event: RapidReviewEvent & { on: PlainDate },
): Promise<void> {
  await tx
    .insertInto('app.rapid_review_event')
    .values({
      ...columnsOf(at),
      act: event.act,
      from_status: event.from,
      to_status: event.to,
      draft: event.draft,
      unsigned: [...event.unsigned],
      happened_on: event.on,
      reason: event.reason,
    })
    .execute()
}

/** Keeps an answer; the ones before it stay. */
export async function insertAnswer(
  tx: Tx,
  at: InRapid,
  said: { section: RapidReviewSection } & SectionAnswer,
): Promise<void> {
  await tx
    .insertInto('app.rapid_review_answer')
    .values({ ...columnsOf(at), section: said.section, answer: said.answer, words: said.text })
    .execute()
}

/** Keeps the answer to a criterion; the ones before it stay. */
export async function insertCriterion(tx: Tx, at: InRapid, answer: CriterionAnswer): Promise<void> {
  await tx
    .insertInto('app.review_criterion')
    .values({ ...columnsOf(at), ...answer })
    .execute()
}

/** Keeps a decision; the ones before it stay. */
export async function insertDecision(tx: Tx, at: InRapid, decision: ReviewDecision): Promise<void> {
  await tx
    .insertInto('app.review_decision')
    .values({
      ...columnsOf(at),
      outcome: decision.outcome,
      reasons: decision.reasons,
      view_on_national: decision.viewOnNational,
      decided_on: decision.decidedOn,
    })
    .execute()
}

/** Keeps a partner's signature or dissent. */
export async function insertRapidSignature(
  tx: Tx,
  at: InRapid,
  signature: PartnerSignature,
): Promise<void> {
  const { partner, view, reasons, draft } = signature
  await tx
    .insertInto('app.rapid_review_signature')
    .values({ ...columnsOf(at), partner, view, reasons, draft })
    .execute()
}

/** Keeps what the Panel answered. */
export async function insertReply(tx: Tx, at: InRapid, reply: PanelReply): Promise<void> {
  await tx
    .insertInto('app.panel_reply')
    .values({
      ...columnsOf(at),
      received_on: reply.receivedOn,
      outcome: reply.outcome,
      words: reply.text,
    })
    .execute()
}

/** The life of a rapid review as its events tell it, the oldest first. */
export async function listRapidEvents(tx: Reader, id: number): Promise<RapidEventRow[]> {
  const { rows } = await sql<RapidEventRow>`
    select e.act, e.from_status as "from", e.to_status as "to", e.draft, e.unsigned, e.happened_on as "on", e.reason, e.at,
      p.uid as by_uid, p.name as by_name, a.uid as agency_uid, a.name as agency_name
    from app.rapid_review_event e
    join access.principal p on p.partnership_id = e.partnership_id and p.id = e.by_principal
    join app.agency a on a.partnership_id = e.partnership_id and a.id = e.agency_id
    where e.rapid_review_id = ${id} order by e.id`.execute(tx)
  return rows
}

/** One event as it is kept. */
export interface RapidEventRow extends Omit<RapidReviewEvent, 'by'> {
  readonly on: PlainDate
  readonly by_uid: Uid
  readonly by_name: string
  readonly agency_uid: Uid
  readonly agency_name: string
}
