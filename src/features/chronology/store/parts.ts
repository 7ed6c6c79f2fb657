import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import type { Mapping } from '../import-mapping.ts'
import type { MarkSettings } from '../mark-rules.ts'
import type { ChronologyUid, PartStatus, PartUid } from '../model.ts'

/** The chronology of a case as a whole. */
export interface StoredChronology {
  readonly id: number
  readonly uid: ChronologyUid
  readonly scopeId: number
  readonly caseId: number
  readonly caseReference: string
  readonly periodFrom: PlainDate | null
  readonly periodTo: PlainDate | null
  readonly settings: MarkSettings
  readonly marksAt: Instant | null
  readonly marksCut: boolean
  readonly version: number
}

const ofChronology = sql`id, uid, scope_id as "scopeId", case_id as "caseId", case_reference as "caseReference",
  period_from as "periodFrom", period_to as "periodTo", parameters as settings, marks_at as "marksAt", marks_cut as "marksCut", version`

/** The chronology of a case, if it was begun and is open to the caller. */
export async function findChronology(
  tx: Reader,
  caseId: number,
): Promise<StoredChronology | undefined> {
  const { rows } = await sql<StoredChronology>`
    select ${ofChronology} from app.chronology where case_id = ${caseId}`.execute(tx)
  return rows[0]
}

/** The chronology, locked, so that its marks are worked out by one at a time. */
export async function lockChronology(tx: Tx, id: number): Promise<StoredChronology> {
  const { rows } = await sql<StoredChronology>`
    select ${ofChronology} from app.chronology where id = ${id} for update`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Failure('not-found')
  return row
}

/** Begins the chronology of a case. */
export async function insertChronology(
  tx: Tx,
  made: { uid: ChronologyUid; scopeId: number; caseId: number; caseReference: string },
): Promise<void> {
  await tx
    .insertInto('app.chronology')
    .values({
      uid: made.uid,
      scope_id: made.scopeId,
      case_id: made.caseId,
      case_reference: made.caseReference,
    })
    .execute()
}

/** Keeps the period that agencies are asked about, and what the rules are set to. */
export async function saveSettings(
  tx: Tx,
  stored: StoredChronology,
  set: Pick<StoredChronology, 'periodFrom' | 'periodTo' | 'settings'>,
): Promise<void> {
  await tx
    .updateTable('app.chronology')
    .set({
      period_from: set.periodFrom,
      period_to: set.periodTo,
      parameters: JSON.stringify(set.settings),
      version: stored.version + 1,
    })
    .where('id', '=', stored.id)
    .execute()
}

/** One agency's part. */
export interface StoredPart {
  readonly id: number
  readonly uid: PartUid
  readonly scopeId: number
  readonly scopeUid: Uid
  readonly chronologyId: number
  readonly caseReference: string
  readonly agencyId: number
  readonly agencyUid: Uid
  readonly agency: string
  readonly askedOn: PlainDate
  readonly dueOn: PlainDate | null
  readonly status: PartStatus
  readonly submittedAt: Instant | null
  readonly acceptedAt: Instant | null
  readonly returnedReason: string | null
  readonly version: number
}

const ofPart = sql`p.id, p.uid, p.scope_id as "scopeId", access.scope_uid(p.scope_id) as "scopeUid", p.chronology_id as "chronologyId",
  p.case_reference as "caseReference", p.agency_id as "agencyId", a.uid as "agencyUid", a.name as agency, p.asked_on as "askedOn", p.due_on as "dueOn", p.status,
  p.submitted_at as "submittedAt", p.accepted_at as "acceptedAt", p.returned_reason as "returnedReason", p.version`

const fromPart = sql`app.chronology_part p join app.agency a on a.partnership_id = p.partnership_id and a.id = p.agency_id`

/** A part that is open to the caller. */
export async function getPart(tx: Reader, uid: Uid): Promise<StoredPart> {
  const { rows } = await sql<StoredPart>`
    select ${ofPart} from ${fromPart} where p.uid = ${uid}`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Failure('not-found')
  return row
}

/** The part to which an entry belongs, locked against its being sent in meanwhile. */
export async function lockPart(tx: Tx, uid: Uid): Promise<StoredPart> {
  const { rows } = await sql<StoredPart>`
    select ${ofPart} from ${fromPart} where p.uid = ${uid} for update of p`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Failure('not-found')
  return row
}

/** The parts of a chronology that are open to the caller. */
export async function listPartsOf(tx: Reader, chronologyId: number): Promise<StoredPart[]> {
  const { rows } = await sql<StoredPart>`
    select ${ofPart} from ${fromPart} where p.chronology_id = ${chronologyId} order by lower(a.name)`.execute(
    tx,
  )
  return rows
}

/** The parts of the caller's own agency, the newest first. */
export async function listPartsOfAgency(tx: Reader, agencyId: number): Promise<StoredPart[]> {
  const { rows } = await sql<StoredPart>`
    select ${ofPart} from ${fromPart} where p.agency_id = ${agencyId} order by p.id desc limit 200`.execute(
    tx,
  )
  return rows
}

/** Asks an agency for its part; false when it was asked before. */
export async function insertPart(
  tx: Tx,
  made: {
    uid: PartUid
    scopeId: number
    chronologyId: number
    caseReference: string
    agencyId: number
    askedOn: PlainDate
    dueOn: PlainDate | null
  },
): Promise<void> {
  await tx
    .insertInto('app.chronology_part')
    .values({
      uid: made.uid,
      scope_id: made.scopeId,
      chronology_id: made.chronologyId,
      case_reference: made.caseReference,
      agency_id: made.agencyId,
      asked_on: made.askedOn,
      due_on: made.dueOn,
    })
    .execute()
}

/** Whether an agency was asked already. */
export async function hasPart(
  tx: Reader,
  of: { chronologyId: number; agencyId: number },
): Promise<boolean> {
  const row = await tx
    .selectFrom('app.chronology_part')
    .select('id')
    .where('chronology_id', '=', of.chronologyId)
    .where('agency_id', '=', of.agencyId)
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps where a part stands now. */
export async function savePart(
  tx: Tx,
  part: StoredPart,
  moved: { status: PartStatus; by: number; at: Instant; reason: string | null },
): Promise<void> {
  const { status, by, at, reason } = moved
  await tx
    .updateTable('app.chronology_part')
    .set({
      status,
      version: part.version + 1,
      ...(status === 'submitted' && { submitted_at: at, submitted_by: by, returned_reason: null }),
      ...(status === 'accepted' && { accepted_at: at, accepted_by: by }),
      ...(status === 'open' && { returned_reason: reason }),
    })
    .where('id', '=', part.id)
    .execute()
}

/** How this agency's spreadsheets were read the last time. */
export async function findMapping(tx: Reader, agencyId: number): Promise<Mapping | undefined> {
  const row = await tx
    .selectFrom('app.chronology_mapping')
    .select('mapping')
    .where('agency_id', '=', agencyId)
    .executeTakeFirst()
  // Our own store wrote it, so it has this shape.
  return row && (row.mapping as unknown as Mapping)
}

/** Keeps how this agency's spreadsheets are read. */
export async function saveMapping(
  tx: Tx,
  of: { agencyId: number; mapping: Mapping; at: Instant },
): Promise<void> {
  const mapping = JSON.stringify(of.mapping)
  await tx
    .insertInto('app.chronology_mapping')
    .values({ agency_id: of.agencyId, mapping, changed_at: of.at })
    .onConflict((conflict) =>
      conflict.columns(['partnership_id', 'agency_id']).doUpdateSet({ mapping, changed_at: of.at }),
    )
    .execute()
}
