import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { askAll, askOne } from './ask.ts'
import type { ScopeKind } from './role.ts'

/** Where a conflict of interest comes from: the person's own word, two identifiers that agree, or a part in the events. */
export type ConflictKind = 'declared' | 'matched' | 'subject'
/** Suspected and confirmed both close the scope; cleared opens it until a day. */
export type ConflictState = 'suspected' | 'confirmed' | 'cleared'

/** One person's word that a conflict may be cleared, with the day until which they would clear it. */
export interface ClearingWord {
  readonly principalId: number
  readonly name: string
  readonly agencyId: number
  readonly reason: string
  readonly at: Instant
  readonly until: Instant | null
}

/** A conflict as those see it who settle it: who and which scope, no content. */
export interface ConflictLine {
  readonly id: number
  readonly uid: Uid
  readonly scopeUid: Uid
  readonly scopeKind: ScopeKind
  readonly principalId: number
  readonly principalName: string
  readonly agencyId: number | null
  readonly kind: ConflictKind
  readonly state: ConflictState
  readonly basis: string
  readonly raisedAt: Instant
  readonly clearedUntil: Instant | null
  readonly version: number
  /** Neutral reference of what is closed, where it has one. */
  readonly reference: string | null
  readonly raisedBy: string | null
  readonly settledAt: Instant | null
  readonly settledBy: string | null
  readonly settledBecause: string | null
  /** The words given for clearing it as it stands, or with which it was cleared. */
  readonly words: readonly ClearingWord[]
}

/** The actor declares a conflict of interest and is shut out from the next statement on. */
export function declareConflict(tx: Tx, scopeId: number, basis: string): Promise<number | null> {
  return askOne(tx, sql`select access.declare_conflict(${scopeId}, ${basis}) as answer`)
}

/** Raises somebody else's conflict: matched ones are suspected, a part in the events is confirmed. Null: it stood already. */
export function raiseConflict(
  tx: Tx,
  raised: {
    scopeId: number
    principalId: number
    kind: Exclude<ConflictKind, 'declared'>
    basis: string
  },
): Promise<number | null> {
  const { scopeId, principalId, kind, basis } = raised
  return askOne(
    tx,
    sql`select access.raise_conflict(${scopeId}, ${principalId}, ${kind}, ${basis}) as answer`,
  )
}

/** Conflicts that the actor may settle; never the own, nor one on a scope that the own closes. */
export function listConflicts(tx: Reader): Promise<readonly ConflictLine[]> {
  return askAll(
    tx,
    sql<ConflictLine>`select id, uid, scope_uid as "scopeUid", scope_kind as "scopeKind", principal_id as "principalId",
      principal_name as "principalName", agency_id as "agencyId", kind, state, basis, raised_at as "raisedAt",
      cleared_until as "clearedUntil", version, reference, raised_by as "raisedBy", settled_at as "settledAt",
      settled_by as "settledBy", settled_because as "settledBecause", words from access.list_conflicts()`,
  )
}

/** Confirms a conflict, or gives one of the two words of two agencies that clearing it until a day needs. */
export function settleConflict(
  tx: Tx,
  conflictId: number,
  verdict: { confirm: string } | { clear: string; until: Instant },
): Promise<'confirmed' | 'waits-for-second' | 'cleared'> {
  const clears = 'clear' in verdict
  return askOne(
    tx,
    sql`select access.settle_conflict(${conflictId}, ${clears ? 'cleared' : 'confirmed'},
      ${clears ? verdict.clear : verdict.confirm}, ${clears ? verdict.until : null}::timestamptz) as answer`,
  )
}
