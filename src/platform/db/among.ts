import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/**
 * Rows that belong to one of these keys. A single key is asked for by equality: a plan that is kept for a list of unknown
 * length expects ten, and then reads whole tables for one thing or is made anew each time.
 */
export function among(column: string, keys: readonly number[]): RawBuilder<boolean> {
  const [only] = keys
  return keys.length === 1
    ? sql<boolean>`${sql.ref(column)} = ${only}::bigint`
    : sql<boolean>`${sql.ref(column)} = any (${[...keys]}::bigint[])`
}
