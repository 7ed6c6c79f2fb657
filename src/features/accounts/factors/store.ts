import { sql } from 'kysely'
import type { Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { MadePasskey, StoredPasskey, UsedPasskey } from './passkey.ts'

/** A passkey with whose it is. */
export interface OwnedPasskey extends StoredPasskey {
  readonly uid: Uid
  readonly partnershipId: number
  readonly principalId: number
}

/** The passkey that a device names, locked while its use is checked. */
export async function findPasskey(
  tx: Tx,
  credentialId: Buffer,
  secret: string,
): Promise<OwnedPasskey | undefined> {
  const { rows } = await sql<Omit<OwnedPasskey, 'credentialId'>>`
    select uid, partnership_id as "partnershipId", principal_id as "principalId", principal_uid as "ownerUid",
      public_key as "publicKey", sign_count as "signCount", transports
    from access.passkey_for(${credentialId}, ${secret})`.execute(tx)
  return rows[0] && { ...rows[0], credentialId }
}

/** Notes the use of a passkey, with the device's own count. */
export async function notePasskeyUse(
  tx: Tx,
  passkey: Uid,
  at: { used: UsedPasskey; secret: string },
): Promise<void> {
  const { used, secret } = at
  await sql`select access.note_passkey_use(${passkey}::uuid, ${used.signCount}::bigint, ${used.backedUp}, ${secret})`.execute(
    tx,
  )
}

/** Keeps a passkey; false where this one is kept already. */
export async function addPasskey(
  tx: Tx,
  owner: { partnershipId: number; principalId: number },
  at: { made: MadePasskey; name: string; secret: string },
): Promise<boolean> {
  const { made, name, secret } = at
  const { rows } = await sql<{ uid: Uid | null }>`
    select access.add_passkey(${owner.partnershipId}::bigint, ${owner.principalId}::bigint, ${made.credentialId}, ${made.publicKey},
      ${made.signCount}::bigint, ${[...made.transports]}::text[], ${name}, ${made.backedUp}, ${secret}) as uid`.execute(
    tx,
  )
  return rows[0]?.uid !== null
}

/** Renames an own passkey. */
export async function renamePasskey(tx: Tx, passkey: Uid, name: string): Promise<boolean> {
  const { rows } = await sql<{ renamed: boolean }>`
    select access.rename_passkey(${passkey}::uuid, ${name}) as renamed`.execute(tx)
  return rows[0]?.renamed === true
}

/** What became of removing an own way to sign in. */
export type Removal = 'removed' | 'last' | 'missing'

/** Removes an own way to sign in, never the last. */
export async function removeWay(tx: Tx, way: Uid): Promise<Removal> {
  const { rows } = await sql<{ answer: Removal }>`
    select access.remove_way(${way}::uuid) as answer`.execute(tx)
  return rows[0]?.answer ?? 'missing'
}

/** An authenticator with whose it is and how its attempts stand. */
export interface OwnedAuthenticator {
  readonly id: number
  readonly partnershipId: number
  readonly principalId: number
  readonly principalUid: Uid
  readonly sealed: Buffer
  readonly lastStep: number
  readonly failures: number
  readonly lockedUntil: Instant | null
}

/** The authenticator of a sign-in name, or of the caller where none is given; locked while an attempt is counted. */
export async function findAuthenticator(
  tx: Tx,
  signInName: string | undefined,
  secret: string,
): Promise<OwnedAuthenticator | undefined> {
  const { rows } = await sql<OwnedAuthenticator>`
    select id, partnership_id as "partnershipId", principal_id as "principalId", principal_uid as "principalUid", sealed,
      last_step as "lastStep", failures, locked_until as "lockedUntil"
    from access.authenticator_for(${signInName ?? null}, ${secret})`.execute(tx)
  return rows[0]
}

/** Counts an attempt before its code is looked at. */
export async function noteCodeAttempt(
  tx: Tx,
  of: Pick<OwnedAuthenticator, 'partnershipId' | 'id'>,
  at: { failures: number; lockedUntil: Instant | undefined; secret: string },
): Promise<void> {
  await sql`select access.note_code_attempt(${of.partnershipId}::bigint, ${of.id}::bigint, ${at.failures}::integer,
    ${at.lockedUntil ?? null}::timestamptz, ${at.secret})`.execute(tx)
}

/** Takes a right code; false where it was taken before. */
export async function noteCodeUse(
  tx: Tx,
  of: Pick<OwnedAuthenticator, 'partnershipId' | 'id'>,
  at: { step: number; secret: string },
): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select access.note_code_use(${of.partnershipId}::bigint, ${of.id}::bigint, ${at.step}::bigint, ${at.secret}) as taken`.execute(
    tx,
  )
  return rows[0]?.taken === true
}

/** Keeps an authenticator in the place of an earlier one; false where its sign-in name is taken. */
export async function addAuthenticator(
  tx: Tx,
  owner: { partnershipId: number; principalId: number },
  at: { signInName: string; sealed: Buffer; step: number; secret: string },
): Promise<boolean> {
  const { rows } = await sql<{ added: boolean }>`
    select access.add_authenticator(${owner.partnershipId}::bigint, ${owner.principalId}::bigint, ${at.signInName}, ${at.sealed},
      ${at.step}::bigint, ${at.secret}) as added`.execute(tx)
  return rows[0]?.added === true
}
