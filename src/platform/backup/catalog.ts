import type { ClientBase } from 'pg'

/** A table as a backup knows it; columns that the database computes by itself are left out. */
export type TableOf = {
  readonly schema: string
  readonly name: string
  readonly columns: readonly string[]
}

const ours = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

/** All tables of the database that hold rows, in a fixed order. */
export async function listTables(client: ClientBase): Promise<TableOf[]> {
  const { rows } = await client.query<TableOf>(
    `select n.nspname as schema, c.relname as name,
        coalesce((select json_agg(a.attname order by a.attnum) from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '[]') as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and c.relpersistence <> 't' and ${ours} order by 1, 2`,
  )
  return rows
}

/** Where a sequence stands; read after the rows, it is never behind a number that a row carries. */
export type SequenceOf = {
  readonly schema: string
  readonly name: string
  readonly value: string
  readonly called: boolean
}

/** All sequences with where they stand. */
export async function listSequences(client: ClientBase): Promise<SequenceOf[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and ${ours} order by 1, 2`,
  )
  const found: SequenceOf[] = []
  for (const { schema, name } of rows) {
    const state = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quoted(schema, name)}`,
    )
    for (const { value, called } of state.rows) found.push({ schema, name, value, called })
  }
  return found
}

/** The schemas that are not the system's own. */
export async function listSchemas(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_(toast|temp)'`,
  )
  return rows.map((row) => row.name)
}

/** The extensions that are installed. */
export async function listExtensions(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select extname as name from pg_extension')
  return rows.map((row) => row.name)
}

/** A name of two parts as SQL writes it. */
export function quoted(schema: string, name: string): string {
  return `${quote(schema)}.${quote(name)}`
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The statement that writes a table's rows out, or takes them in. */
export function copyStatement(table: TableOf, direction: 'to stdout' | 'from stdin'): string {
  const columns = table.columns.map(quote).join(', ')
  return `copy ${quoted(table.schema, table.name)} (${columns}) ${direction}`
}

/** One way of writing every value, whatever the server or the role is set to, and rows in the order they lie in. */
export const exactly = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC';
  set local extra_float_digits = 3; set local bytea_output = 'hex'; set local client_encoding = 'UTF8';
  set local synchronize_seqscans = off; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  set local lock_timeout = 0; set local row_security = off;`
