import type { Client } from 'pg'
import type { Insertable } from 'kysely'
import { copyIn } from '#platform/db/copy.ts'
import type { Tables } from '#platform/db/schema.generated.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { Chance } from './chance.ts'

/** The rows of `access` that a volume of sample data needs; the rest of that schema is written by functions alone. */
interface AccessTables {
  'access.principal': {
    kind: 'person' | 'post'
    name: string
    agency_id: number
    invented: boolean
    created_at: Instant
  }
  'access.acting': { principal_id: number; as_principal_id: number; valid: string }
  'access.role_held': { principal_id: number; role: string; valid: string }
  'access.scope': {
    kind: 'case' | 'recommendation'
    parent_id: number | null
    opened_at: Instant
    opened_by: number
  }
  'access.scope_grant': {
    scope_id: number
    principal_id: number
    clearance: number
    may_write: boolean
    valid: string
    path: 'owner' | 'member'
    reason: string
    granted_at: Instant
    granted_by: number
  }
}

type Given<T extends TableName> = T extends keyof AccessTables
  ? AccessTables[T]
  : T extends keyof Tables
    ? Omit<Insertable<Tables[T]>, 'partnership_id' | 'uid'>
    : never

/** A table that the volume is written to. */
export type TableName = keyof AccessTables | keyof Tables

/** What a new row is known by. */
export interface Placed {
  readonly id: number
  readonly uid: Uid
}

/** The rows of one partnership, gathered by table until they are copied. */
export interface Sheets {
  /** Adds a row; its partnership, id and uid are filled in. */
  readonly put: <T extends TableName>(table: T, row: Given<T>) => Placed
  /** Copies what was gathered, in the order in which the tables were first used; answers how many rows. */
  readonly copy: (client: Client) => Promise<number>
}

/** What the database says of its tables (which number themselves, which carry an outer identity), and which were filled. */
export interface Catalog {
  readonly nextId: Map<string, number>
  readonly withUid: ReadonlySet<string>
  readonly filled: Set<string>
}

const numbered = `
  select c.table_schema || '.' || c.table_name as name, c.is_identity = 'YES' as numbers, c.column_name as column
  from information_schema.columns c
  where c.table_schema in ('access', 'app') and (c.is_identity = 'YES' or c.column_name = 'uid')`

/** Reads where the numbering of each table stands. */
export async function readCatalog(client: Client): Promise<Catalog> {
  const { rows } = await client.query<{ name: string; numbers: boolean; column: string }>(numbered)
  const nextId = new Map<string, number>()
  for (const { name } of rows.filter((row) => row.numbers)) {
    const last = await client.query<{ last: string | null }>(
      `select pg_sequence_last_value(pg_get_serial_sequence($1, 'id'))::text as last`,
      [name],
    )
    nextId.set(name, Number(last.rows[0]?.last ?? 0) + 1)
  }
  return {
    nextId,
    withUid: new Set(rows.filter((row) => row.column === 'uid').map((row) => row.name)),
    filled: new Set(),
  }
}

/** Tells the database how far each table was numbered. */
export async function keepNumbering(client: Client, { nextId }: Catalog): Promise<void> {
  for (const [name, next] of nextId) {
    if (next === 1) continue
    await client.query(`select setval(pg_get_serial_sequence($1, 'id'), $2)`, [name, next - 1])
  }
}

type Cell = string | number | boolean | null | readonly (string | number)[]

function inArray(value: string | number): string {
  return typeof value === 'number' ? String(value) : `"${value.replaceAll(/["\\]/g, '\\$&')}"`
}

/** A value in the text form of `copy`. */
function cellOf(value: Cell | undefined): string {
  if (value === null || value === undefined) return '\\N'
  const text = Array.isArray(value) ? `{${value.map(inArray).join(',')}}` : String(value)
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n')
}

function lineOf(columns: readonly string[], row: Readonly<Record<string, Cell>>): string {
  return `${columns.map((column) => cellOf(row[column])).join('\t')}\n`
}

function* piecesOf(lines: Iterable<string>): Generator<Buffer> {
  let piece = ''
  for (const line of lines) {
    piece += line
    if (piece.length < 128 * 1024) continue
    yield Buffer.from(piece)
    piece = ''
  }
  yield Buffer.from(piece)
}

/** Feeds lines in the text form of `copy` to the table. */
function copyLines(
  client: Client,
  into: { table: string; columns: readonly string[] },
  lines: Iterable<string>,
): Promise<number> {
  const statement = `copy ${into.table} (${into.columns.join(', ')}) from stdin`
  return copyIn(client, statement, piecesOf(lines))
}

/** Begins the sheets of a partnership. */
export function sheetsFor(
  partnershipId: number,
  using: { catalog: Catalog; chance: Chance },
): Sheets {
  const { nextId, withUid, filled } = using.catalog
  const sheets = new Map<string, Record<string, Cell>[]>()
  return {
    put(table, given) {
      const id = nextId.get(table)
      const uid = using.chance.uid()
      if (id !== undefined) nextId.set(table, id + 1)
      const row = {
        partnership_id: partnershipId,
        ...(id !== undefined && { id }),
        ...(withUid.has(table) && { uid }),
        // The types of the columns are checked where the row is given; here they are only written down.
        ...(given as Record<string, Cell>),
      }
      const rows = sheets.get(table)
      if (rows === undefined) sheets.set(table, [row])
      else rows.push(row)
      return { id: id ?? 0, uid: uid as Uid }
    },
    async copy(client) {
      let copied = 0
      for (const [table, rows] of sheets) {
        const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
        const lines = rows.map((row) => lineOf(columns, row))
        copied += await copyLines(client, { table, columns }, lines)
        filled.add(table)
      }
      sheets.clear()
      return copied
    },
  }
}
