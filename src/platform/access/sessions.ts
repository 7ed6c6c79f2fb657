import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { askAll, askOne } from './ask.ts'

/** A session as its owner sees it in the list of their sessions. */
export interface SessionLine {
  readonly uid: Uid
  readonly agent: string
  readonly assurance: 1 | 2 | 3
  readonly startedAt: Instant
  readonly seenAt: Instant
  readonly expiresAt: Instant
  readonly isThis: boolean
}

/** Live sessions of a principal, newest use first; of others only with `account:manage`. */
export function listSessions(tx: Reader, principalId: number): Promise<readonly SessionLine[]> {
  return askAll(
    tx,
    sql<SessionLine>`select uid, agent, assurance, started_at as "startedAt", seen_at as "seenAt",
      expires_at as "expiresAt", is_this as "isThis" from access.sessions_of(${principalId})`,
  )
}

/** Ends one session; false when there was none to end. The next statement of that session finds nobody. */
export function endSession(tx: Tx, session: Uid): Promise<boolean> {
  return askOne(tx, sql`select access.end_session(${session}::uuid) as answer`)
}

/** Ends all sessions of a principal, on request all but the one that asks. Answers how many. */
export function endAllSessions(
  tx: Tx,
  principalId: number,
  options: { butThis: boolean },
): Promise<number> {
  return askOne(
    tx,
    sql`select access.end_all_sessions(${principalId}, ${options.butThis}) as answer`,
  )
}
