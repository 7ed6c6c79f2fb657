import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { askAll, askOne } from './ask.ts'
import type { ScopeKind } from './role.ts'

/** Why emergency access is refused to somebody who may use it. */
export interface EmergencyRefusal {
  readonly code: 'review-overdue' | 'two-uses-wait-for-review'
}

/** One use of emergency access, for the person who used it and for those who review it. */
export interface EmergencyLine {
  readonly id: number
  readonly uid: Uid
  readonly scopeUid: Uid
  readonly principalId: number
  readonly principalName: string
  readonly usedAt: Instant
  readonly endsAt: Instant
  readonly reasonCode: string
  readonly reason: string
  readonly reviewedAt: Instant | null
  readonly verdict: 'justified' | 'not-justified' | null
  readonly scopeId: number
  readonly scopeKind: ScopeKind
  /** Neutral reference of what was opened. */
  readonly reference: string | null
  readonly agencyId: number | null
  readonly reviewedBy: string | null
  readonly note: string | null
  /** The reader's own use. */
  readonly own: boolean
  /** The reader may give the verdict. */
  readonly toReview: boolean
  /** The reader answers for what was opened. */
  readonly answersFor: boolean
}

/** Emergency access of the actor that runs now. */
export interface RunningEmergency {
  readonly reference: string | null
  readonly scopeKind: ScopeKind
  readonly endsAt: Instant
}

/** Opens one scope for an hour, read only, never the vault. What is sealed, conflicted or absent is not found. */
export async function useEmergencyAccess(
  tx: Tx,
  use: { scopeUid: Uid; reasonCode: string; reason: string },
): Promise<Result<number, EmergencyRefusal>> {
  return answerOf(
    await askAll(
      tx,
      sql<GivenOrRefused>`
      select id, refusal from access.use_emergency_access(${use.scopeUid}::uuid, ${use.reasonCode}, ${use.reason})`,
    ),
  )
}

interface GivenOrRefused {
  readonly id: number | null
  readonly refusal: EmergencyRefusal['code'] | null
}

function answerOf([row]: readonly GivenOrRefused[]): Result<number, EmergencyRefusal> {
  if (row === undefined || (row.id === null && row.refusal === null)) {
    throw new Error('emergency access was neither given nor refused')
  }
  return row.id === null ? no({ code: row.refusal ?? 'review-overdue' }) : ok(row.id)
}

/** The same for the case with this neutral reference. */
export async function useEmergencyAccessOn(
  tx: Tx,
  use: { reference: string; reasonCode: string; reason: string },
): Promise<Result<number, EmergencyRefusal>> {
  return answerOf(
    await askAll(
      tx,
      sql<GivenOrRefused>`select id, refusal
        from access.use_emergency_access_on(${use.reference}, ${use.reasonCode}, ${use.reason})`,
    ),
  )
}

/** The verdict of somebody else on one use. */
export function reviewEmergencyAccess(
  tx: Tx,
  usedId: number,
  verdict: { verdict: 'justified' | 'not-justified'; note: string },
): Promise<boolean> {
  return askOne(
    tx,
    sql`select access.review_emergency_access(${usedId}, ${verdict.verdict}, ${verdict.note}) as answer`,
  )
}

/** Own uses, and all uses for those who review them. */
export function listEmergencyAccess(tx: Reader): Promise<readonly EmergencyLine[]> {
  return askAll(
    tx,
    sql<EmergencyLine>`select id, uid, scope_uid as "scopeUid", principal_id as "principalId",
      principal_name as "principalName", used_at as "usedAt", ends_at as "endsAt", reason_code as "reasonCode", reason,
      reviewed_at as "reviewedAt", verdict, scope_id as "scopeId", scope_kind as "scopeKind", reference, agency_id as "agencyId",
      reviewed_by as "reviewedBy", note, own, to_review as "toReview", answers_for as "answersFor"
      from access.list_emergency_access()`,
  )
}

/** The actor's emergency access that runs now; asked on every page of those who may use it. */
export function listRunningEmergency(tx: Reader): Promise<readonly RunningEmergency[]> {
  return askAll(
    tx,
    sql<RunningEmergency>`select reference, scope_kind as "scopeKind", ends_at as "endsAt" from access.running_emergency_access()`,
  )
}

/** A use of emergency access as those who were told of it see it: who, when and for what kind of reason. */
export interface EmergencyTold {
  readonly uid: Uid
  /** A reference of the use, not of the case. */
  readonly reference: string
  readonly scopeId: number
  readonly by: string
  readonly usedAt: Instant
  readonly endsAt: Instant
  readonly reasonCode: string
  readonly reviewedAt: Instant | null
}

/** The uses that the reader was told of, the newest first; the database tells them the moment that access is used. */
export function listEmergenciesTold(tx: Reader): Promise<readonly EmergencyTold[]> {
  return askAll(
    tx,
    sql<EmergencyTold>`select uid, reference, scope_id as "scopeId", by_name as by, used_at as "usedAt", ends_at as "endsAt",
      reason_code as "reasonCode", reviewed_at as "reviewedAt" from access.emergencies_told()`,
  )
}
