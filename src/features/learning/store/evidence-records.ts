import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { among } from '#platform/db/among.ts'
import type { EvidenceTable } from '#platform/db/schema.generated.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { Received } from '../action-part.ts'
import type { Countable } from '../evidence.ts'
import type { Figure } from '../evidence-giving.ts'
import type { ActionId, Evidence, EvidenceJudgement, EvidenceLevel } from '../model.ts'

/** A paper of a piece of evidence; its content lies in the file store. */
export interface PaperRecord {
  readonly uid: Uid
  readonly fileUid: Uid
  readonly name: string
  readonly kind: string
  readonly bytes: number
}

/** A judgement with the names that pages show. */
export type JudgementRecord = EvidenceJudgement & {
  readonly byName: string
  readonly agencyName: string
}

/** A piece of evidence as it is stored, with what pages show. */
export interface EvidenceRecord extends Evidence {
  readonly key: number
  readonly scopeId: number
  readonly recommendationId: number
  readonly restricted: boolean
  readonly figure: Figure | null
  readonly status: 'waiting' | 'accepted' | 'returned'
  readonly acceptedLevel: EvidenceLevel | null
  readonly givenByName: string
  readonly agencyName: string
  readonly received: (Received<PlainDate> & { readonly confirmed: boolean }) | null
  readonly judgements: readonly JudgementRecord[]
  readonly papers: readonly PaperRecord[]
  readonly inError: string | null
  readonly version: number
}

type Row = Selectable<EvidenceTable> & {
  recommendation: Uid
  giver: Uid
  giver_name: string
  agency: Uid
  agency_name: string
}

type Parts = {
  readonly judgements: readonly JudgementRecord[]
  readonly actions: readonly ActionId[]
  readonly papers: readonly PaperRecord[]
}

function receivedOf(row: Row): EvidenceRecord['received'] {
  const { received_from: from, received_how: how, received_on: on } = row
  if (from === null || how === null || on === null) return null
  return { from, how, on, confirmed: row.confirmed_at !== null }
}

// The checks of the table allow these levels only.
const level = (stored: number) => stored as EvidenceLevel

function toEvidence(row: Row, parts: Parts): EvidenceRecord {
  const inError = row.in_error_at !== null
  return {
    id: idOf(row.uid),
    key: row.id,
    scopeId: row.scope_id,
    recommendation: idOf(row.recommendation),
    recommendationId: row.recommendation_id,
    restricted: row.sensitivity > 1,
    actions: parts.actions,
    // Recorded in error it belongs to no round, so it counts nowhere; whoever gave it keeps a stake.
    round: inError ? 0 : row.round,
    kind: row.kind,
    summary: row.summary,
    figure:
      row.counted === null || row.counted_what === null
        ? null
        : { counted: row.counted, of: row.counted_of, what: row.counted_what },
    claimedLevel: level(row.claimed_level),
    providedBy: { principal: idOf(row.giver), agency: idOf(row.agency), post: null },
    givenOn: row.given_on,
    freshUntil: row.fresh_until,
    judgements: parts.judgements,
    status: row.status,
    acceptedLevel: row.accepted_level === null ? null : level(row.accepted_level),
    givenByName: row.giver_name,
    agencyName: row.agency_name,
    received: receivedOf(row),
    papers: parts.papers,
    inError: inError ? (row.in_error_reason ?? '') : null,
    version: row.version,
  }
}

type JudgementRow = Omit<JudgementRecord, 'by'> & { evidenceId: number; by: Uid; agency: Uid }

async function loadJudgements(tx: Reader, ids: readonly number[]) {
  const { rows } = await sql<JudgementRow>`
    select j.evidence_id as "evidenceId", j.outcome, j.level, j.reason, j.at, p.uid as by, p.name as "byName", a.uid as agency,
      a.name as "agencyName"
    from app.evidence_judgement j
    join access.principal p on p.partnership_id = j.partnership_id and p.id = j.by_principal
    join app.agency a on a.partnership_id = j.partnership_id and a.id = j.agency_id
    where ${among('j.evidence_id', ids)} order by j.id`.execute(tx)
  const records = rows.map(({ evidenceId, agency, ...row }) => ({
    evidenceId,
    judgement: {
      ...row,
      by: { principal: idOf<'principal'>(row.by), agency: idOf<'agency'>(agency), post: null },
    },
  }))
  return Map.groupBy(records, (record) => record.evidenceId)
}

async function loadLinks(tx: Reader, ids: readonly number[]) {
  const { rows } = await sql<{ evidenceId: number; uid: Uid }>`
    select l.evidence_id as "evidenceId", a.uid from app.evidence_action l
    join app.action a on a.partnership_id = l.partnership_id and a.id = l.action_id
    where ${among('l.evidence_id', ids)} order by l.id`.execute(tx)
  return Map.groupBy(rows, (row) => row.evidenceId)
}

async function loadPapers(tx: Reader, ids: readonly number[]) {
  const { rows } = await sql<PaperRecord & { evidenceId: number }>`
    select evidence_id as "evidenceId", uid, file_uid as "fileUid", name, kind, bytes from app.evidence_file
    where ${among('evidence_id', ids)} order by id`.execute(tx)
  return Map.groupBy(rows, (row) => row.evidenceId)
}

async function withParts(tx: Reader, rows: readonly Row[]): Promise<EvidenceRecord[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const [judgements, links, papers] = await Promise.all([
    loadJudgements(tx, ids),
    loadLinks(tx, ids),
    loadPapers(tx, ids),
  ])
  return rows.map((row) =>
    toEvidence(row, {
      judgements: (judgements.get(row.id) ?? []).map((each) => each.judgement),
      actions: (links.get(row.id) ?? []).map((each) => idOf(each.uid)),
      papers: papers.get(row.id) ?? [],
    }),
  )
}

const selected = sql`
  select e.*, r.uid as recommendation, p.uid as giver, p.name as giver_name, a.uid as agency, a.name as agency_name
  from app.evidence e
  join app.recommendation r on r.partnership_id = e.partnership_id and r.id = e.recommendation_id
  join access.principal p on p.partnership_id = e.partnership_id and p.id = e.by_principal
  join app.agency a on a.partnership_id = e.partnership_id and a.id = e.agency_id`

/** The evidence of these recommendations, of every round, in four statements; what was recorded in error is marked. */
export async function loadEvidenceOf(
  tx: Reader,
  recommendationIds: readonly number[],
): Promise<EvidenceRecord[]> {
  const { rows } = await sql<Row>`
    ${selected} where ${among('e.recommendation_id', recommendationIds)} order by e.id`.execute(tx)
  return withParts(tx, rows)
}

/** A piece of evidence as far as it decides what counts; of its judgements only the last one does. */
export type JudgedEvidence = Countable

interface JudgedRow {
  readonly round: number
  readonly freshUntil: PlainDate | null
  readonly giver: Uid
  readonly agency: Uid
  readonly outcome: EvidenceJudgement['outcome'] | null
  readonly level: EvidenceLevel | null
  readonly reason: string | null
  readonly at: Instant | null
  readonly by: Uid | null
  readonly byAgency: Uid | null
}

function lastOf(row: JudgedRow): EvidenceJudgement[] {
  const { outcome, at, by, byAgency } = row
  if (outcome === null || at === null || by === null || byAgency === null) return []
  const judge = { principal: idOf<'principal'>(by), agency: idOf<'agency'>(byAgency), post: null }
  // The check of the table keeps level and outcome in step.
  return [
    { outcome, level: row.level, reason: row.reason ?? '', at, by: judge } as EvidenceJudgement,
  ]
}

/** The evidence of one recommendation, as far as it decides what counts, in one statement. */
export async function loadJudged(tx: Reader, recommendationId: number): Promise<JudgedEvidence[]> {
  const { rows } = await sql<JudgedRow>`
    select case when e.in_error_at is null then e.round else 0 end as round, e.fresh_until as "freshUntil",
      p.uid as giver, a.uid as agency, j.outcome, j.level, j.reason, j.at, j.by, j."byAgency"
    from app.evidence e
    join access.principal p on p.partnership_id = e.partnership_id and p.id = e.by_principal
    join app.agency a on a.partnership_id = e.partnership_id and a.id = e.agency_id
    left join lateral (
      select s.outcome, s.level, s.reason, s.at, q.uid as by, b.uid as "byAgency"
      from app.evidence_judgement s
      join access.principal q on q.partnership_id = s.partnership_id and q.id = s.by_principal
      join app.agency b on b.partnership_id = s.partnership_id and b.id = s.agency_id
      where s.partnership_id = e.partnership_id and s.evidence_id = e.id
      order by s.id desc limit 1
    ) j on true
    where e.recommendation_id = ${recommendationId}`.execute(tx)
  return rows.map((row) => ({
    // Recorded in error it belongs to no round, so it counts nowhere; whoever gave it keeps a stake.
    round: row.round,
    freshUntil: row.freshUntil,
    judgements: lastOf(row),
    providedBy: { principal: idOf(row.giver), agency: idOf(row.agency), post: null },
  }))
}

/** One piece of evidence, if it is open to the caller. */
export async function findEvidence(tx: Reader, uid: Uid): Promise<EvidenceRecord | undefined> {
  const { rows } = await sql<Row>`${selected} where e.uid = ${uid}`.execute(tx)
  return (await withParts(tx, rows)).at(0)
}
