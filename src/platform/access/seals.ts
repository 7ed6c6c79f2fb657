import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { askAll, askOne } from './ask.ts'

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

/** Somebody for whom a sealed scope opens, until when and why. */
export interface SealName {
  readonly uid: Uid
  readonly id: number
  readonly principalId: number
  readonly principalName: string
  readonly agencyId: number | null
  readonly ends: Instant
  readonly reason: string
  readonly grantedBy: string | null
}

/** For whom a sealed scope opens now; nothing for those who may not name them. */
export function listSealNames(tx: Reader, scopeId: number): Promise<readonly SealName[]> {
  return askAll(
    tx,
    sql<SealName>`select uid, id, principal_id as "principalId", principal_name as "principalName", agency_id as "agencyId",
      ends, reason, granted_by as "grantedBy" from access.seal_grants_on(${scopeId})`,
  )
}

/** One person's word that the seal may be released. */
export interface ReleaseWord {
  readonly principalId: number
  readonly name: string
  readonly agencyId: number
  readonly reason: string
  readonly at: Instant
}

/** The words given so far for releasing the seal as it stands. */
export function listReleaseWords(tx: Reader, scopeId: number): Promise<readonly ReleaseWord[]> {
  return askAll(
    tx,
    sql<ReleaseWord>`select principal_id as "principalId", name, agency_id as "agencyId", reason, given_at as at
      from access.release_words_on(${scopeId})`,
  )
}
