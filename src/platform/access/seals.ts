import { sql } from 'kysely'
import type { Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import { askOne } from './ask.ts'

/** Seals a scope with its children; whoever seals it is named for thirty days and names the others. */
export async function sealScope(tx: Tx, scopeId: number): Promise<void> {
  await askOne(tx, sql`select access.seal_scope(${scopeId}) as answer`)
}

/** Names a person for whom a sealed scope counts as open until a day; a path to it is still needed. */
export function grantSeal(
  tx: Tx,
  scopeId: number,
  grant: { principalId: number; ends: Instant; reason: string },
): Promise<number> {
  return askOne(
    tx,
    sql`select access.grant_seal(${scopeId}, ${grant.principalId}, ${grant.ends}::timestamptz, ${grant.reason}) as answer`,
  )
}

/** Ends a seal grant now. */
export function endSealGrant(tx: Tx, sealGrantId: number): Promise<boolean> {
  return askOne(tx, sql`select access.end_seal_grant(${sealGrantId}) as answer`)
}

/** One of the two words, of two agencies, that releasing a seal needs. */
export function releaseSeal(
  tx: Tx,
  scopeId: number,
  reason: string,
): Promise<'waits-for-second' | 'released'> {
  return askOne(tx, sql`select access.release_seal(${scopeId}, ${reason}) as answer`)
}
