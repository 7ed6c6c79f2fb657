import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { KeptTable } from '#platform/files/read-table.ts'
import type { Instant } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import type { Mapping } from '../import-mapping.ts'
import type { RowProblem } from '../row-problems.ts'
import type { StoredPart } from './parts.ts'

/** What a dry run found. */
export interface ImportReport {
  /** Rows that would become new entries. */
  readonly fresh: number
  /** Rows that are in the part already, or twice in the file. */
  readonly repeated: number
  /** Rows that cannot be taken. */
  readonly refused: number
  readonly empty: number
  /** The first of what is wrong; `problems` counts them all. */
  readonly first: readonly RowProblem[]
  readonly problems: number
}

/** A spreadsheet on its way into a part. */
export interface StoredImport {
  readonly id: number
  readonly uid: UidOf<'chronology-import'>
  readonly partUid: Uid
  readonly fileName: string
  readonly fileBytes: number
  readonly rowsFileId: Uid
  readonly sheetRows: number
  readonly formulas: number
  readonly dateSystem: '1900' | '1904'
  readonly mapping: Mapping
  readonly report: ImportReport | null
  readonly status: 'read' | 'checked' | 'taken' | 'dropped'
  readonly added: number | null
  readonly repeated: number | null
  readonly leftOut: number | null
  readonly at: Instant
  readonly by: string
  readonly version: number
}

const ofImport = sql`i.id, i.uid, p.uid as "partUid", i.file_name as "fileName", i.file_bytes as "fileBytes", i.rows_file_id as "rowsFileId",
  i.sheet_rows as "sheetRows", i.formulas, i.date_system as "dateSystem", i.mapping, i.report, i.status, i.added, i.repeated,
  i.left_out as "leftOut", i.at, coalesce(w.name, '') as by, i.version`
const fromImport = sql`app.chronology_import i
  join app.chronology_part p on p.partnership_id = i.partnership_id and p.id = i.part_id
  left join access.principal w on w.partnership_id = i.partnership_id and w.id = i.by_principal`

/** Keeps a spreadsheet that was read. */
export async function insertImport(
  tx: Tx,
  part: StoredPart,
  made: { uid: UidOf<'chronology-import'>; table: KeptTable; mapping: Mapping },
): Promise<void> {
  const { table, mapping } = made
  await tx
    .insertInto('app.chronology_import')
    .values({
      uid: made.uid,
      scope_id: part.scopeId,
      part_id: part.id,
      agency_id: part.agencyId,
      file_name: table.name,
      file_kind: table.kind,
      file_bytes: table.file.bytes,
      file_sha256: table.file.sha256,
      file_id: table.file.id,
      rows_file_id: table.rows.id,
      sheet_rows: table.read.rows.length,
      formulas: table.read.formulas,
      date_system: table.read.dateSystem,
      mapping: JSON.stringify(mapping),
    })
    .execute()
}

/** A spreadsheet of a part that is open to the caller. */
export async function getImport(
  tx: Reader,
  at: { part: Uid; uid: Uid },
  lock = false,
): Promise<StoredImport> {
  const { rows } = await sql<StoredImport>`
    select ${ofImport} from ${fromImport} where i.uid = ${at.uid} and p.uid = ${at.part}
    ${lock ? sql`for update of i` : sql``}`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Failure('not-found')
  return row
}

/** The spreadsheets of a part, the newest first. */
export async function listImports(tx: Reader, partId: number): Promise<StoredImport[]> {
  const { rows } = await sql<StoredImport>`
    select ${ofImport} from ${fromImport} where i.part_id = ${partId} order by i.id desc limit 50`.execute(
    tx,
  )
  return rows
}

/** Keeps how a spreadsheet is read, and what the dry run found. */
export async function saveCheck(
  tx: Tx,
  stored: StoredImport,
  checked: { mapping: Mapping; report: ImportReport },
): Promise<void> {
  await tx
    .updateTable('app.chronology_import')
    .set({
      mapping: JSON.stringify(checked.mapping),
      report: JSON.stringify(checked.report),
      status: 'checked',
      version: stored.version + 1,
    })
    .where('id', '=', stored.id)
    .execute()
}

/** Keeps what became of a spreadsheet. */
export async function saveOutcome(
  tx: Tx,
  stored: StoredImport,
  outcome:
    { status: 'taken'; added: number; repeated: number; leftOut: number } | { status: 'dropped' },
): Promise<void> {
  const numbers =
    outcome.status === 'taken'
      ? { added: outcome.added, repeated: outcome.repeated, left_out: outcome.leftOut }
      : {}
  await tx
    .updateTable('app.chronology_import')
    .set({ status: outcome.status, ...numbers, version: stored.version + 1 })
    .where('id', '=', stored.id)
    .execute()
}
