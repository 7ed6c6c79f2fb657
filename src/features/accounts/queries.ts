import { sql } from 'kysely'
import type { Reader } from '#platform/db/transaction.ts'
import type { LiveSession, OfferedProvider, SamplePerson, Way } from './model.ts'

/** The invented people; nobody where the database holds real data. */
export async function listSamplePeople(tx: Reader): Promise<readonly SamplePerson[]> {
  const { rows } = await sql<SamplePerson>`
    select partnership_name as "partnershipName", principal_uid as "principalUid", name, roles, posts
    from access.sample_people()`.execute(tx)
  return rows
}

/** Whether the database was made for real data, as a sample, or as a test. */
export async function installationKind(tx: Reader): Promise<'real' | 'sample' | 'test'> {
  const { rows } = await sql<{ kind: 'real' | 'sample' | 'test' | null }>`
    select access.installation_kind() as kind`.execute(tx)
  return rows[0]?.kind ?? 'real'
}

/** Whether one click is enough to confirm that it is the caller: an invented person of the sample, who has no device. */
export async function confirmsWithOneClick(tx: Reader): Promise<boolean> {
  const { rows } = await sql<{ invented: boolean }>`
    select p.invented from access.principal p
    where p.partnership_id = access.partnership() and p.id = access.principal_id()
      and access.installation_kind() in ('sample', 'test')`.execute(tx)
  return rows[0]?.invented ?? false
}

/** The organisations on the sign-in page. */
export async function listProviders(tx: Reader): Promise<readonly OfferedProvider[]> {
  const { rows } =
    await sql<OfferedProvider>`select uid, name from access.sign_in_providers()`.execute(tx)
  return rows
}

/** The organisations through which the caller can confirm that it is them. */
export async function listOwnProviders(tx: Reader): Promise<readonly OfferedProvider[]> {
  const { rows } = await sql<OfferedProvider>`select uid, name from access.own_providers()`.execute(
    tx,
  )
  return rows
}

/** The ways in which somebody signs in. */
export async function listWays(tx: Reader, principalId: number): Promise<readonly Way[]> {
  const { rows } = await sql<Way>`
    select kind, uid, name, added_at as "addedAt", used_at as "usedAt", backed_up as "backedUp"
    from access.ways_to_sign_in(${principalId}::bigint)`.execute(tx)
  return rows
}

/** The caller's passkeys as a device knows them. */
export async function listOwnCredentials(
  tx: Reader,
): Promise<readonly { credentialId: Buffer; transports: readonly string[] }[]> {
  const { rows } = await sql<{ credentialId: Buffer; transports: string[] }>`
    select credential_id as "credentialId", transports from access.own_credentials()`.execute(tx)
  return rows
}

/** The live sessions of somebody, the latest first. */
export async function listSessions(
  tx: Reader,
  principalId: number,
): Promise<readonly LiveSession[]> {
  const { rows } = await sql<LiveSession>`
    select uid, agent, started_at as "startedAt", seen_at as "seenAt", expires_at as "expiresAt", is_this as "isThis"
    from access.sessions_of(${principalId}::bigint)`.execute(tx)
  return rows
}

/** The name of the own agency. */
export async function findAgencyName(
  tx: Reader,
  agencyId: number | undefined,
): Promise<string | undefined> {
  if (agencyId === undefined) return undefined
  const found = tx.selectFrom('app.agency').select('name').where('id', '=', agencyId)
  return (await found.executeTakeFirst())?.name
}
