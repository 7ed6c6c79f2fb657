import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'

/** The names of these agencies of the own partnership, by inner key. */
export async function agencyNames(ctx: ReadContext): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from app.agency`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The inner key of a person who works here now. */
export async function findPersonId(ctx: ReadContext, uid: Uid): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from access.principal where uid = ${uid} and kind = 'person' and active`.execute(
    ctx.tx,
  )
  return rows[0]?.id
}
