import { sql } from 'kysely'
import type { Tx } from '#platform/db/transaction.ts'
import { Failure } from '#shared/failure.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { Received } from '../action-part.ts'
import type { Figure } from '../evidence-giving.ts'
import type { Evidence, EvidenceId, EvidenceJudgement, EvidenceLevel } from '../model.ts'
import { findEvidence } from './evidence-records.ts'
import type { EvidenceRecord } from './evidence-records.ts'
import { lockRecommendation } from './recommendations.ts'
import type { StoredRecommendation } from './recommendations.ts'

/** A piece of evidence whose recommendation is locked, so that two who judge at once come one after the other. */
export async function lockEvidence(
  tx: Tx,
  uid: Uid,
): Promise<{ evidence: EvidenceRecord; recommendation: StoredRecommendation }> {
  const seen = await findEvidence(tx, uid)
  if (seen === undefined) throw new Failure('not-found')
  const recommendation = await lockRecommendation(tx, seen.recommendation)
  const evidence = await findEvidence(tx, uid)
  if (evidence === undefined || evidence.inError !== null) throw new Failure('not-found')
  return { evidence, recommendation }
}

/** What a new piece of evidence is made of. */
export interface NewEvidence {
  readonly uid: EvidenceId
  readonly kind: Evidence['kind']
  readonly summary: string
  readonly figure: Figure | null
  readonly claimedLevel: EvidenceLevel
  readonly givenOn: PlainDate
  readonly freshUntil: PlainDate | null
  readonly restricted: boolean
  readonly agencyId: number
  readonly received: Received<PlainDate> | null
}

function figureColumns(figure: Figure | null) {
  if (figure === null) return {}
  return { counted: figure.counted, counted_of: figure.of, counted_what: figure.what }
}

function receivedColumns(received: Received<PlainDate> | null) {
  if (received === null) return {}
  return { received_from: received.from, received_how: received.how, received_on: received.on }
}

/** Keeps a new piece of evidence; answers its inner key. */
export async function insertEvidence(
  tx: Tx,
  of: StoredRecommendation,
  made: NewEvidence,
): Promise<number> {
  const { id } = await tx
    .insertInto('app.evidence')
    .values({
      uid: made.uid,
      scope_id: of.scopeId,
      sensitivity: made.restricted ? 2 : 1,
      recommendation_id: of.id,
      round: of.round,
      kind: made.kind,
      summary: made.summary,
      ...figureColumns(made.figure),
      claimed_level: made.claimedLevel,
      given_on: made.givenOn,
      fresh_until: made.freshUntil,
      agency_id: made.agencyId,
      ...receivedColumns(made.received),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Where something of a piece of evidence is kept. */
export interface InEvidence {
  readonly id: number
  readonly scopeId: number
  readonly restricted: boolean
}

/** Says for which actions the evidence speaks. */
export async function linkActions(
  tx: Tx,
  at: InEvidence,
  actionIds: readonly number[],
): Promise<void> {
  if (actionIds.length === 0) return
  await tx
    .insertInto('app.evidence_action')
    .values(
      actionIds.map((action_id) => ({
        scope_id: at.scopeId,
        sensitivity: at.restricted ? 2 : 1,
        evidence_id: at.id,
        action_id,
      })),
    )
    .execute()
}

/** Keeps the row of a paper whose content is in the file store already. */
export async function insertPaper(
  tx: Tx,
  at: InEvidence,
  paper: {
    fileUid: Uid
    name: string
    kind: string
    bytes: number
    sha256: string
    agencyId: number
  },
): Promise<void> {
  await tx
    .insertInto('app.evidence_file')
    .values({
      scope_id: at.scopeId,
      sensitivity: at.restricted ? 2 : 1,
      evidence_id: at.id,
      file_uid: paper.fileUid,
      name: paper.name,
      kind: paper.kind,
      bytes: paper.bytes,
      sha256: paper.sha256,
      agency_id: paper.agencyId,
    })
    .execute()
}

/** Keeps a judgement beside the earlier ones, and what it says now. */
export async function saveJudgement(
  tx: Tx,
  evidence: EvidenceRecord,
  judgement: { given: EvidenceJudgement; agencyId: number },
): Promise<void> {
  const { given, agencyId } = judgement
  await tx
    .insertInto('app.evidence_judgement')
    .values({
      scope_id: evidence.scopeId,
      sensitivity: evidence.restricted ? 2 : 1,
      evidence_id: evidence.key,
      outcome: given.outcome,
      level: given.level,
      reason: given.reason,
      agency_id: agencyId,
    })
    .execute()
  await tx
    .updateTable('app.evidence')
    .set({
      status: given.outcome,
      accepted_level: given.outcome === 'accepted' ? given.level : null,
      version: evidence.version + 1,
    })
    .where('id', '=', evidence.key)
    .execute()
}

/** The agency says that what was given on its behalf is its evidence. */
export async function saveConfirmed(tx: Tx, evidence: EvidenceRecord, by: number): Promise<void> {
  await tx
    .updateTable('app.evidence')
    .set({ confirmed_at: sql`access.now()`, confirmed_by: by, version: evidence.version + 1 })
    .where('id', '=', evidence.key)
    .execute()
}

/** Marks a piece of evidence as recorded in error: it counts no more and keeps its row. */
export async function markEvidenceInError(
  tx: Tx,
  evidence: EvidenceRecord,
  why: { by: number; reason: string },
): Promise<void> {
  await tx
    .updateTable('app.evidence')
    .set({
      in_error_at: sql`access.now()`,
      in_error_by: why.by,
      in_error_reason: why.reason,
      version: evidence.version + 1,
    })
    .where('id', '=', evidence.key)
    .execute()
}
