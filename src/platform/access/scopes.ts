import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { askAll, askOne } from './ask.ts'
import type { ScopeKind, Sensitivity } from './role.ts'

/** As what somebody was let into a scope. */
export type GrantPath = 'member' | 'owner' | 'opener' | 'reviewer' | 'link'

/** A scope opened to somebody by name. */
export interface Grant {
  readonly scopeId: number
  readonly principalId: number
  readonly clearance: Sensitivity
  readonly mayWrite: boolean
  readonly reason: string
  readonly path: GrantPath
  readonly starts?: Instant | undefined
  readonly ends?: Instant | undefined
}

/** A grant as the list "who can see this" shows it. */
export interface GrantLine extends Grant {
  readonly id: number
  readonly uid: Uid
  readonly grantedBy: number | null
}

/** Opens a scope for a new case, recommendation and so on; its content rows carry the id. */
export function openScope(tx: Tx, kind: ScopeKind, parentId?: number): Promise<number> {
  return askOne(tx, sql`select access.open_scope(${kind}, ${parentId ?? null}::bigint) as answer`)
}

/** Opens a scope to somebody else, never above the giver's own clearance. */
export function grantAccess(tx: Tx, grant: Grant): Promise<number> {
  const { scopeId, principalId, clearance, mayWrite, reason, path, starts, ends } = grant
  return askOne(
    tx,
    sql`select access.grant_access(${scopeId}, ${principalId}, ${clearance}, ${mayWrite}, ${reason},
      ${ends ?? null}::timestamptz, ${path}, ${starts ?? null}::timestamptz) as answer`,
  )
}

/** Ends a grant now; false when it had ended before. */
export function endGrant(tx: Tx, grantId: number, reason: string): Promise<boolean> {
  return askOne(tx, sql`select access.end_grant(${grantId}, ${reason}) as answer`)
}

/** To whom a scope is open by name now; nothing for those who cannot read it. */
export function listGrants(tx: Reader, scopeId: number): Promise<readonly GrantLine[]> {
  return askAll(
    tx,
    sql<GrantLine>`select id, uid, ${scopeId}::bigint as "scopeId", principal_id as "principalId", clearance,
      may_write as "mayWrite", path, reason, starts, ends, granted_by as "grantedBy" from access.grants_on(${scopeId})`,
  )
}

/** How much of a scope the actor may read; undefined for what is closed or not there. */
export async function readClearance(tx: Reader, scopeId: number): Promise<Sensitivity | undefined> {
  const clearance = await askOne<Sensitivity | null>(
    tx,
    sql`select access.read_clearance(${scopeId}) as answer`,
  )
  return clearance ?? undefined
}

/** How much of a scope the actor may write; undefined for what is closed, read only or not there. */
export async function writeClearance(
  tx: Reader,
  scopeId: number,
  kind: ScopeKind,
): Promise<Sensitivity | undefined> {
  const clearance = await askOne<Sensitivity | null>(
    tx,
    sql`select access.write_clearance(${scopeId}, ${kind}) as answer`,
  )
  return clearance ?? undefined
}
