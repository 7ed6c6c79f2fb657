import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { FindingEvidenceTable, FindingTable } from '#platform/db/schema.generated.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { Theme } from '../finding-words.ts'
import type { FindingEvidence, FindingId, FindingKind, OverallConclusion } from '../model.ts'
import type { InRecommendation } from './addressees.ts'

/** What a finding says. */
export interface FindingWords {
  readonly kind: FindingKind
  readonly text: string
  readonly underlyingReason: string
  readonly themes: readonly Theme[]
}

/** A finding as it is stored, with its inner keys. */
export interface StoredFinding extends FindingWords {
  readonly id: number
  readonly uid: FindingId
  readonly scopeId: number
  readonly caseId: number
  readonly status: 'draft' | 'agreed'
  readonly recordedAt: Instant
  readonly agreedAt: Instant | null
  readonly version: number
}

/** A row of `app.finding` as the rules know it. */
export function toFinding(row: Selectable<FindingTable>): StoredFinding {
  return {
    id: row.id,
    uid: idOf(row.uid),
    scopeId: row.scope_id,
    caseId: row.case_id,
    kind: row.kind,
    text: row.text,
    underlyingReason: row.underlying_reason,
    // Our own command wrote them, from the list of themes.
    themes: row.themes as Theme[],
    status: row.status,
    recordedAt: row.recorded_at,
    agreedAt: row.agreed_at,
    version: row.version,
  }
}

/** The finding, if it is open to the caller and was not recorded in error. */
export async function findFinding(tx: Reader, uid: Uid): Promise<StoredFinding | undefined> {
  const row = await tx
    .selectFrom('app.finding')
    .selectAll()
    .where('uid', '=', uid)
    .where('in_error_at', 'is', null)
    .executeTakeFirst()
  return row && toFinding(row)
}

/** The finding, locked for a change. */
export async function lockFinding(tx: Tx, uid: Uid): Promise<StoredFinding> {
  const row = await tx
    .selectFrom('app.finding')
    .selectAll()
    .where('uid', '=', uid)
    .where('in_error_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return toFinding(row)
}

/** Where something of a case is kept. */
export interface InCase {
  readonly caseId: number
  readonly scopeId: number
}

/** Keeps what the review concludes over all, beside what it concluded before. */
export async function insertConclusion(
  tx: Tx,
  at: InCase & { agencyId: number },
  made: { verdict: OverallConclusion['verdict']; text: string; place: string | null },
): Promise<void> {
  await tx
    .insertInto('app.conclusion')
    .values({ scope_id: at.scopeId, case_id: at.caseId, agency_id: at.agencyId, ...made })
    .execute()
}

/** Keeps a new finding; answers its inner key. */
export async function insertFinding(
  tx: Tx,
  at: InCase,
  made: FindingWords & { uid: FindingId; agencyIds: readonly number[] },
): Promise<number> {
  const { id } = await tx
    .insertInto('app.finding')
    .values({
      uid: made.uid,
      scope_id: at.scopeId,
      case_id: at.caseId,
      kind: made.kind,
      text: made.text,
      underlying_reason: made.underlyingReason,
      themes: [...made.themes],
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const agencyId of made.agencyIds) {
    await tx
      .insertInto('app.finding_agency')
      .values({ scope_id: at.scopeId, finding_id: id, agency_id: agencyId })
      .execute()
  }
  return id
}

/** Keeps other words for a finding. */
export async function saveFindingWords(
  tx: Tx,
  stored: StoredFinding,
  words: FindingWords,
): Promise<void> {
  await tx
    .updateTable('app.finding')
    .set({
      kind: words.kind,
      text: words.text,
      underlying_reason: words.underlyingReason,
      themes: [...words.themes],
      version: stored.version + 1,
    })
    .where('id', '=', stored.id)
    .execute()
}

/** The finding is agreed: from now on it can be shared. */
export async function saveAgreed(tx: Tx, stored: StoredFinding, by: number): Promise<void> {
  await tx
    .updateTable('app.finding')
    .set({
      status: 'agreed',
      agreed_at: sql`access.now()`,
      agreed_by: by,
      version: stored.version + 1,
    })
    .where('id', '=', stored.id)
    .execute()
}

/** The finding was recorded in error: it leaves the lists and keeps its row. */
export async function markFindingInError(
  tx: Tx,
  stored: StoredFinding,
  why: { reason: string; by: number },
): Promise<void> {
  await tx
    .updateTable('app.finding')
    .set({
      in_error_at: sql`access.now()`,
      in_error_by: why.by,
      in_error_reason: why.reason,
      version: stored.version + 1,
    })
    .where('id', '=', stored.id)
    .execute()
}

/** A piece of evidence for a finding, with its keys. */
export type StoredFindingEvidence = FindingEvidence & {
  readonly id: number
  readonly uid: Uid
  readonly consentFrom: string | null
}

function toEvidence(row: Selectable<FindingEvidenceTable>): StoredFindingEvidence {
  const keys = { id: row.id, uid: row.uid, consentFrom: row.consent_from }
  if (row.kind !== 'family-words') return { ...keys, kind: row.kind, place: row.place ?? '' }
  const consent =
    row.consent_given_on === null
      ? null
      : { givenOn: row.consent_given_on, withdrawnOn: row.consent_withdrawn_on }
  return { ...keys, kind: row.kind, words: row.words ?? '', consent }
}

/** What a finding rests on, in the order in which it was recorded. */
export async function loadEvidence(
  tx: Reader,
  findingId: number,
): Promise<StoredFindingEvidence[]> {
  const rows = await tx
    .selectFrom('app.finding_evidence')
    .selectAll()
    .where('finding_id', '=', findingId)
    .orderBy('id')
    .execute()
  return rows.map(toEvidence)
}

/** Keeps one thing that a finding rests on. */
export async function insertEvidence(
  tx: Tx,
  at: { findingId: number; scopeId: number },
  made: { evidence: FindingEvidence; consentFrom: string | null },
): Promise<void> {
  const { evidence } = made
  const family = evidence.kind === 'family-words' ? evidence : null
  await tx
    .insertInto('app.finding_evidence')
    .values({
      scope_id: at.scopeId,
      finding_id: at.findingId,
      kind: evidence.kind,
      place: evidence.kind === 'family-words' ? null : evidence.place,
      words: family?.words ?? null,
      consent_given_on: family?.consent?.givenOn ?? null,
      consent_from: family === null ? null : made.consentFrom,
    })
    .execute()
}

/** The family took their consent back. */
export async function endConsent(tx: Tx, evidenceId: number, on: PlainDate): Promise<void> {
  await tx
    .updateTable('app.finding_evidence')
    .set({ consent_withdrawn_on: on })
    .where('id', '=', evidenceId)
    .execute()
}

/** Ties a recommendation to the findings on which it rests; those that are tied already stay. */
export async function insertRecommendationFindings(
  tx: Tx,
  at: InRecommendation,
  findings: readonly Uid[],
): Promise<void> {
  for (const uid of findings) {
    const finding = await findFinding(tx, uid)
    if (finding === undefined) throw new Failure('not-found')
    await tx
      .insertInto('app.recommendation_finding')
      .values({ scope_id: at.scopeId, recommendation_id: at.id, finding_id: finding.id })
      .onConflict((conflict) =>
        conflict.columns(['partnership_id', 'recommendation_id', 'finding_id']).doNothing(),
      )
      .execute()
  }
}
