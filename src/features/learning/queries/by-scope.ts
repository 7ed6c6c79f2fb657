import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'

/** The recommendations of these scopes that are open to the caller, by the inner key of the scope. */
export async function findRecommendationsOf(
  ctx: ReadContext,
  scopeIds: readonly number[],
): Promise<ReadonlyMap<number, Uid>> {
  const keys = scopeIds.flatMap((id) => [0, 1, 2, 3].map((level) => id * 4 + level))
  const { rows } = await sql<{ scopeId: number; uid: Uid }>`
    select scope_id as "scopeId", uid from app.recommendation
    where acl_key = any (${keys}::bigint[]) and in_error_at is null`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.scopeId, row.uid]))
}
