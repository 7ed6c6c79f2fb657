import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { SessionLimits } from './session-limits.ts'
import type { Enrolment } from './model.ts'

/** A session that is to begin. */
export interface NewSession {
  readonly partnershipId: number
  readonly principalId: number
  readonly tokenDigest: Buffer
  readonly assurance: 2 | 3
  readonly limits: SessionLimits
  readonly agent: string
}

/** Begins a session; the token itself stays outside. */
export async function startSession(tx: Tx, made: NewSession, secret: string): Promise<Uid> {
  const { limits } = made
  const { rows } = await sql<{ uid: Uid }>`
    select access.start_session(${made.partnershipId}::bigint, ${made.principalId}::bigint, ${made.tokenDigest},
      ${made.assurance}::integer, make_interval(mins => ${limits.idleMinutes}::integer),
      make_interval(hours => ${limits.lifetimeHours}::integer), ${made.agent}, ${secret}) as uid`.execute(
    tx,
  )
  return one(rows).uid
}

/** Signs in as an invented person; the database refuses where it holds real data. */
export async function startSampleSession(
  tx: Tx,
  made: { who: Uid; tokenDigest: Buffer; agent: string },
  secret: string,
): Promise<void> {
  await sql`select access.start_sample_session(${made.who}::uuid, ${made.tokenDigest}, ${made.agent}, ${secret})`.execute(
    tx,
  )
}

/** From here on this transaction is the new session's: what follows, the audit too, knows who it is. */
export async function continueAs(tx: Tx, token: string): Promise<void> {
  await sql`select set_config('heed.session', ${token}, true)`.execute(tx)
}

/** Notes that the person confirmed that it is them, and gives the session another token. */
export async function rotateSession(
  tx: Tx,
  made: { tokenDigest: Buffer; assurance: 2 | 3 },
  secret: string,
): Promise<void> {
  await sql`select access.rotate_session(${made.tokenDigest}, ${made.assurance}::integer, ${secret})`.execute(
    tx,
  )
}

/** Ends the session of this transaction, if there is one. */
export async function endOwnSession(tx: Tx): Promise<void> {
  await sql`select access.end_own_session()`.execute(tx)
}

/** Ends one session: an own one, or another's for an administrator. */
export async function endSession(tx: Tx, session: Uid): Promise<boolean> {
  const { rows } = await sql<{ ended: boolean }>`
    select access.end_session(${session}::uuid) as ended`.execute(tx)
  return one(rows).ended
}

/** Ends every session of somebody, or all but this one. Answers how many. */
export async function endAllSessions(
  tx: Tx,
  principalId: number,
  butThis: boolean,
): Promise<number> {
  const { rows } = await sql<{ ended: number }>`
    select access.end_all_sessions(${principalId}::bigint, ${butThis}) as ended`.execute(tx)
  return one(rows).ended
}

/** Whether a challenge or a logout token comes for the first time. */
export async function takeOnce(tx: Tx, digest: Buffer, expiresAt: Instant): Promise<boolean> {
  const { rows } = await sql<{ first: boolean }>`
    select access.take_once(${digest}, ${expiresAt}::timestamptz) as first`.execute(tx)
  return one(rows).first
}

/** Whom a one-time link lets in. */
export async function findEnrolment(
  tx: Reader,
  codeDigest: Buffer,
  secret: string,
): Promise<Enrolment | undefined> {
  const { rows } = await sql<Enrolment>`
    select uid, partnership_id as "partnershipId", partnership_name as "partnershipName", principal_id as "principalId",
      principal_uid as "principalUid", name, state, expires_at as "expiresAt"
    from access.enrolment_for(${codeDigest}, ${secret})`.execute(tx)
  return rows[0]
}

/** Uses up a one-time link; false where it is dead. */
export async function useEnrolment(
  tx: Tx,
  used: { enrolment: Uid; usedFor: 'passkey' | 'code' | 'provider' },
  secret: string,
): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select access.use_enrolment(${used.enrolment}::uuid, ${used.usedFor}, ${secret}) as taken`.execute(
    tx,
  )
  return one(rows).taken
}

/** A one-time link that was just made. */
export interface MadeEnrolment {
  readonly uid: Uid
  readonly expiresAt: Instant
  readonly waits: boolean
}

/** Makes a one-time link for somebody else; earlier ones die. */
export async function makeEnrolment(
  tx: Tx,
  principalId: number,
  codeDigest: Buffer,
): Promise<MadeEnrolment> {
  const { rows } = await sql<MadeEnrolment>`
    select uid, expires_at as "expiresAt", waits
    from access.make_enrolment(${principalId}::bigint, ${codeDigest})`.execute(tx)
  return one(rows)
}

/** The second administrator agrees to a link for somebody who can sign in already. */
export async function agreeEnrolment(tx: Tx, enrolment: Uid): Promise<boolean> {
  const { rows } = await sql<{ agreed: boolean }>`
    select access.agree_enrolment(${enrolment}::uuid) as agreed`.execute(tx)
  return one(rows).agreed
}

/** Adds a person who will sign in. */
export async function addPerson(
  tx: Tx,
  name: string,
  agencyId: number | undefined,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select access.add_principal('person', ${name}, ${agencyId ?? null}::bigint) as id`.execute(tx)
  return one(rows).id
}

/** Changes the name and the agency of a person. */
export async function changePerson(
  tx: Tx,
  principalId: number,
  to: { name: string; agencyId: number | undefined },
): Promise<void> {
  await sql`select access.change_principal(${principalId}::bigint, ${to.name}, ${to.agencyId ?? null}::bigint, true)`.execute(
    tx,
  )
}

/** What became of asking for a role: held at once, waiting for a second administrator, or held already. */
export type RoleAnswer = 'given' | 'waits' | 'held'

/** Gives a role; one that opens cases waits for a second administrator. */
export async function askForRole(
  tx: Tx,
  principalId: number,
  asked: { role: string; endsAt: Instant | undefined },
): Promise<RoleAnswer> {
  const { rows } = await sql<{ answer: RoleAnswer }>`
    select access.ask_for_role(${principalId}::bigint, ${asked.role}, ${asked.endsAt ?? null}::timestamptz) as answer`.execute(
    tx,
  )
  return one(rows).answer
}

/** Agrees to a role that waits, or takes the asking back. */
export async function settleRole(
  tx: Tx,
  ask: Uid,
  agree: boolean,
): Promise<'given' | 'refused' | 'missing'> {
  const { rows } = await sql<{ answer: 'given' | 'refused' | 'missing' }>`
    select access.settle_role(${ask}::uuid, ${agree}) as answer`.execute(tx)
  return one(rows).answer
}

/** Ends a role now. */
export async function endRole(tx: Tx, principalId: number, role: string): Promise<boolean> {
  const { rows } = await sql<{ ended: boolean }>`
    select access.end_role(${principalId}::bigint, ${role}) as ended`.execute(tx)
  return one(rows).ended
}

/** Ends an account with all that hangs on it, or opens it again with nothing. */
export async function switchAccount(tx: Tx, principalId: number, open: boolean): Promise<boolean> {
  const { rows } = await (open
    ? sql<{
        changed: boolean
      }>`select access.open_account(${principalId}::bigint) as changed`.execute(tx)
    : sql<{
        changed: boolean
      }>`select access.end_account(${principalId}::bigint) as changed`.execute(tx))
  return one(rows).changed
}

function one<T>(rows: readonly T[]): T {
  const [row] = rows
  if (row === undefined) throw new Error('the database answered without a row')
  return row
}
