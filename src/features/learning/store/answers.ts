import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { among } from '#platform/db/among.ts'
import type { AnswerTable } from '#platform/db/schema.generated.ts'
import type { FileKind } from '#platform/files/file-kind.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { idOf } from '#shared/ids.ts'
import type { Answer, AnswerOrigin } from '../model.ts'
import type { InRecommendation } from './addressees.ts'

/** A paper that was attached to an answer. */
export interface Paper {
  readonly uid: Uid
  readonly name: string
  readonly kind: FileKind
  readonly bytes: number
  readonly sha256: string
}

/** An answer as it is stored, with the names that pages show. */
export interface StoredAnswer extends Answer {
  readonly id: number
  readonly uid: UidOf<'answer'>
  readonly agencyName: string
  readonly givenAt: Instant
  readonly givenBy: string
  readonly givenFor: string
  readonly confirmedBy: string | null
  readonly paper: Paper | null
  readonly inError: { readonly at: Instant; readonly reason: string } | null
}

type Row = Selectable<AnswerTable> & {
  agency_uid: Uid
  agency_name: string
  by_uid: Uid
  by_name: string
  for_uid: Uid
  for_name: string
  confirmer_uid: Uid | null
  confirmer_name: string | null
}

function originOf(row: Row): AnswerOrigin {
  const by = {
    principal: idOf<'principal'>(row.by_uid),
    agency: idOf<'agency'>(row.for_uid),
    post: null,
  }
  const { received_from: receivedFrom, received_how: how, received_on: receivedOn, document } = row
  if (receivedFrom === null || how === null || receivedOn === null || document === null)
    return { kind: 'own', by, at: row.given_at }
  const confirmed =
    row.confirmed_at === null || row.confirmer_uid === null
      ? null
      : {
          by: {
            principal: idOf<'principal'>(row.confirmer_uid),
            agency: idOf<'agency'>(row.agency_uid),
            post: null,
          },
          at: row.confirmed_at,
        }
  return {
    kind: 'on-behalf',
    receivedFrom,
    how,
    receivedOn,
    document,
    recordedBy: by,
    at: row.given_at,
    confirmed,
  }
}

function paperOf(row: Row): Paper | null {
  const { paper_uid: uid, paper_name: name } = row
  const { paper_bytes: bytes, paper_sha256: sha256 } = row
  if (uid === null || sha256 === null) return null
  // Our own command wrote the kind, from what the check found.
  const kind = row.paper_type as FileKind
  return { uid, name: name ?? 'paper', kind, bytes: bytes ?? 0, sha256 }
}

function toAnswer(row: Row): StoredAnswer {
  return {
    id: row.id,
    uid: idOf(row.uid),
    agency: idOf(row.agency_uid),
    agencyName: row.agency_name,
    kind: row.kind,
    reasons: row.reasons,
    change: row.change,
    evidence: row.evidence_uids.map((uid) => idOf<'evidence'>(uid)),
    origin: originOf(row),
    givenAt: row.given_at,
    givenBy: row.by_name,
    givenFor: row.for_name,
    confirmedBy: row.confirmer_name,
    paper: paperOf(row),
    inError:
      row.in_error_at === null ? null : { at: row.in_error_at, reason: row.in_error_reason ?? '' },
  }
}

/** Every answer to each of these recommendations, the oldest first; those recorded in error are among them. */
export async function loadAnswers(
  tx: Reader,
  recommendationIds: readonly number[],
): Promise<Map<number, StoredAnswer[]>> {
  const { rows } = await sql<Row>`
    select n.*, a.uid as agency_uid, a.name as agency_name, p.uid as by_uid, p.name as by_name, f.uid as for_uid, f.name as for_name,
      c.uid as confirmer_uid, c.name as confirmer_name
    from app.answer n
    join app.agency a on a.partnership_id = n.partnership_id and a.id = n.agency_id
    join app.agency f on f.partnership_id = n.partnership_id and f.id = n.given_for_id
    join access.principal p on p.partnership_id = n.partnership_id and p.id = n.given_by
    left join access.principal c on c.partnership_id = n.partnership_id and c.id = n.confirmed_by
    where ${among('n.recommendation_id', recommendationIds)} order by n.id`.execute(tx)
  const grouped = Map.groupBy(rows, (row) => row.recommendation_id)
  return new Map([...grouped].map(([id, own]) => [id, own.map(toAnswer)]))
}

/** One answer of a recommendation; not found when there is none, or it was recorded in error. */
export async function getAnswer(tx: Reader, at: InRecommendation, uid: Uid): Promise<StoredAnswer> {
  const found = (await loadAnswers(tx, [at.id])).get(at.id)?.find((each) => each.uid === uid)
  if (found === undefined || found.inError !== null) throw new Failure('not-found')
  return found
}

const noReceipt = { received_from: null, received_how: null, received_on: null, document: null }

function receiptOf(origin: AnswerOrigin) {
  if (origin.kind === 'own') return noReceipt
  const { receivedFrom, how, receivedOn, document } = origin
  return {
    received_from: receivedFrom,
    received_how: how,
    received_on: receivedOn,
    document,
  }
}

function paperColumns(paper: Paper | null) {
  if (paper === null) return {}
  return {
    paper_uid: paper.uid,
    paper_name: paper.name,
    paper_type: paper.kind,
    paper_bytes: paper.bytes,
    paper_sha256: paper.sha256,
  }
}

/** Keeps an answer beside the earlier ones. */
export async function insertAnswer(
  tx: Tx,
  at: InRecommendation,
  made: {
    uid: UidOf<'answer'>
    answer: Answer
    agencyId: number
    givenForId: number
    paper: Paper | null
  },
): Promise<void> {
  const { answer } = made
  await tx
    .insertInto('app.answer')
    .values({
      uid: made.uid,
      scope_id: at.scopeId,
      recommendation_id: at.id,
      agency_id: made.agencyId,
      kind: answer.kind,
      reasons: answer.reasons,
      change: answer.change,
      evidence_uids: [...answer.evidence],
      origin: answer.origin.kind,
      ...receiptOf(answer.origin),
      given_for_id: made.givenForId,
      ...paperColumns(made.paper),
    })
    .execute()
}

/** The agency says that what was recorded on its behalf is its answer. */
export async function confirm(tx: Tx, answerId: number, by: number): Promise<void> {
  await tx
    .updateTable('app.answer')
    .set({ confirmed_at: sql`access.now()`, confirmed_by: by })
    .where('id', '=', answerId)
    .execute()
}

/** The answer was recorded in error: it no longer stands, and keeps its row. */
export async function markAnswerInError(
  tx: Tx,
  answerId: number,
  why: { reason: string; by: number },
): Promise<void> {
  await tx
    .updateTable('app.answer')
    .set({ in_error_at: sql`access.now()`, in_error_by: why.by, in_error_reason: why.reason })
    .where('id', '=', answerId)
    .execute()
}
