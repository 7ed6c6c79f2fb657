import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { askAll, askOne } from './ask.ts'
import type { ScopeKind } from './role.ts'

/** A share to be given: one scope without its children, read only, up to restricted, until a day. */
export interface Share {
  readonly scopeId: number
  readonly to: { readonly partnershipUid: Uid } | { readonly agencyId: number }
  readonly clearance: 0 | 1 | 2
  readonly ends: Instant
  readonly purpose: string
  /** Basis in law. */
  readonly basis: string
}

/** Shares a scope with another partnership, or with one agency of the own. */
export function giveShare(tx: Tx, share: Share): Promise<number> {
  const partnership = 'partnershipUid' in share.to ? share.to.partnershipUid : null
  const agency = 'agencyId' in share.to ? share.to.agencyId : null
  return askOne(
    tx,
    sql`select access.give_share(${share.scopeId}, ${partnership}::uuid, ${agency}::bigint, ${share.clearance},
      ${share.ends}::timestamptz, ${share.purpose}, ${share.basis}) as answer`,
  )
}

/** Ends a share now. */
export function endShare(tx: Tx, shareId: number): Promise<boolean> {
  return askOne(tx, sql`select access.end_share(${shareId}) as answer`)
}

/** Partnerships that something can be shared with. */
export function listOtherPartnerships(
  tx: Reader,
): Promise<readonly { readonly uid: Uid; readonly name: string }[]> {
  return askAll(
    tx,
    sql<{ uid: Uid; name: string }>`select uid, name from access.other_partnerships()`,
  )
}

/** A share of a scope, as those see it who give shares. */
export interface ShareLine {
  readonly uid: Uid
  readonly id: number
  readonly partnership: string | null
  readonly agencyId: number | null
  readonly clearance: 0 | 1 | 2
  readonly starts: Instant
  readonly ends: Instant
  readonly purpose: string
  readonly basis: string
  readonly sharedBy: string | null
  readonly endedBy: string | null
}

/** With whom a scope is and was shared; nothing for those who give no shares. */
export function listShares(tx: Reader, scopeId: number): Promise<readonly ShareLine[]> {
  return askAll(
    tx,
    sql<ShareLine>`select uid, id, partnership, agency_id as "agencyId", clearance, starts, ends, purpose, basis,
      shared_by as "sharedBy", ended_by as "endedBy" from access.shares_on(${scopeId})`,
  )
}

/** What another partnership shares with the actor's, by its neutral reference. */
export interface ReceivedShare {
  readonly uid: Uid
  readonly scopeId: number
  readonly scopeUid: Uid
  readonly scopeKind: ScopeKind
  readonly reference: string | null
  readonly partnership: string
  readonly clearance: 0 | 1 | 2
  readonly ends: Instant
  readonly purpose: string
  readonly basis: string
}

/** What other partnerships share with the actor's now. */
export function listReceivedShares(tx: Reader): Promise<readonly ReceivedShare[]> {
  return askAll(
    tx,
    sql<ReceivedShare>`select uid, scope_id as "scopeId", scope_uid as "scopeUid", scope_kind as "scopeKind", reference,
      partnership, clearance, ends, purpose, basis from access.shares_received()`,
  )
}
