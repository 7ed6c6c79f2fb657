import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { askAll, askOne } from './ask.ts'

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
