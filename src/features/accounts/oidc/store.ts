import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'

/** What a sign-in through a provider is for. */
export type FlowPurpose = 'sign-in' | 'enrol' | 'confirm'

/** A provider as it is kept: its secret is sealed. */
export interface KeptProvider {
  readonly uid: Uid
  readonly partnershipId: number
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly sealedSecret: Buffer | null
  readonly assurance: 2 | 3
  readonly highAcr: readonly string[]
}

/** How to reach a provider that is offered. */
export async function findProvider(
  tx: Reader,
  provider: Uid,
  secret: string,
): Promise<KeptProvider | undefined> {
  const { rows } = await sql<KeptProvider>`
    select uid, partnership_id as "partnershipId", name, issuer, client_id as "clientId", sealed_secret as "sealedSecret",
      assurance, high_acr as "highAcr"
    from access.provider_for(${provider}::uuid, ${secret})`.execute(tx)
  return rows[0]
}

/** A sign-in that leaves for a provider. */
export interface StartedFlow {
  readonly provider: Uid
  readonly purpose: FlowPurpose
  readonly enrolment: Uid | undefined
  readonly stateDigest: Buffer
  /** Of the token in this browser; left out where the transaction has a session, which is then the browser's. */
  readonly browserDigest: Buffer | undefined
  readonly sealed: Buffer
  readonly shared: boolean
  readonly goesTo: string
  readonly agent: string
}

/** Notes that a browser leaves for a provider. */
export async function startFlow(tx: Tx, flow: StartedFlow, secret: string): Promise<void> {
  await sql`
    select access.start_flow(${flow.provider}::uuid, ${flow.purpose}, ${flow.enrolment ?? null}::uuid, ${flow.stateDigest},
      ${flow.browserDigest ?? null}::bytea, ${flow.sealed}, ${flow.shared}, ${flow.goesTo}, ${flow.agent}, ${secret})`.execute(
    tx,
  )
}

/** A sign-in that came back. */
export interface TakenFlow {
  readonly providerUid: Uid
  readonly purpose: FlowPurpose
  readonly principalId: number | null
  readonly enrolmentUid: Uid | null
  readonly sealed: Buffer
  readonly shared: boolean
  readonly goesTo: string
  readonly agent: string
}

/** Takes a sign-in that came back to the browser that began it; works once. */
export async function takeFlow(
  tx: Tx,
  stateDigest: Buffer,
  secret: string,
): Promise<TakenFlow | undefined> {
  const { rows } = await sql<TakenFlow>`
    select provider_uid as "providerUid", purpose, principal_id as "principalId", enrolment_uid as "enrolmentUid", sealed, shared,
      goes_to as "goesTo", agent
    from access.take_flow(${stateDigest}, ${secret})`.execute(tx)
  return rows[0]
}

/** Who a subject of a provider is here. */
export interface KnownIdentity {
  readonly uid: Uid
  readonly partnershipId: number
  readonly principalId: number
  readonly principalUid: Uid
}

/** The person that a subject of a provider is tied to. */
export async function findIdentity(
  tx: Tx,
  at: { provider: Uid; subject: string },
  secret: string,
): Promise<KnownIdentity | undefined> {
  const { rows } = await sql<KnownIdentity>`
    select uid, partnership_id as "partnershipId", principal_id as "principalId", principal_uid as "principalUid"
    from access.identity_for(${at.provider}::uuid, ${at.subject}, ${secret})`.execute(tx)
  return rows[0]
}

/** Ties a subject to a person; false where it is tied already. */
export async function addIdentity(
  tx: Tx,
  at: { provider: Uid; principalId: number; subject: string },
  secret: string,
): Promise<boolean> {
  const { rows } = await sql<{ added: boolean }>`
    select access.add_identity(${at.provider}::uuid, ${at.principalId}::bigint, ${at.subject}, ${secret}) as added`.execute(
    tx,
  )
  return rows[0]?.added === true
}

/** Where a session began, and when the person last confirmed there that it is them. */
export interface OutsideOrigin {
  readonly session: Uid
  readonly provider: Uid
  readonly subject: string
  readonly sid: string | undefined
  readonly confirmedAt: Instant | undefined
}

/** Notes at which provider a session began. */
export async function noteOutsideSession(tx: Tx, at: OutsideOrigin, secret: string): Promise<void> {
  await sql`select access.note_outside_session(${at.session}::uuid, ${at.provider}::uuid, ${at.subject}, ${at.sid ?? null},
    ${at.confirmedAt ?? null}::timestamptz, ${secret})`.execute(tx)
}

/** The provider at which the own session began, and who one is there; undefined where it began here. */
export async function findOwnOrigin(
  tx: Reader,
): Promise<{ readonly provider: Uid; readonly subject: string } | undefined> {
  const { rows } = await sql<{ provider: Uid; subject: string }>`
    select provider, subject from access.own_outside_session()`.execute(tx)
  return rows[0]
}

/** Ends what began at a provider, for a person or for one session there. Answers how many sessions ended. */
export async function endOutsideSessions(
  tx: Tx,
  at: { provider: Uid; subject: string | undefined; sid: string | undefined },
  secret: string,
): Promise<number> {
  const { rows } = await sql<{ ended: number }>`
    select access.end_outside_sessions(${at.provider}::uuid, ${at.subject ?? null}, ${at.sid ?? null}, ${secret}) as ended`.execute(
    tx,
  )
  return rows[0]?.ended ?? 0
}

/** Adds a provider to the own partnership; undefined where it is there already. */
export async function addProvider(
  tx: Tx,
  made: Pick<
    KeptProvider,
    'name' | 'issuer' | 'clientId' | 'sealedSecret' | 'assurance' | 'highAcr'
  >,
): Promise<Uid | undefined> {
  const { rows } = await sql<{ uid: Uid | null }>`
    select access.add_identity_provider(${made.name}, ${made.issuer}, ${made.clientId}, ${made.sealedSecret}::bytea,
      ${made.assurance}::integer, ${[...made.highAcr]}::text[]) as uid`.execute(tx)
  return rows[0]?.uid ?? undefined
}

/** Offers a provider, or stops offering it. */
export async function switchProvider(tx: Tx, provider: Uid, on: boolean): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select access.switch_identity_provider(${provider}::uuid, ${on}) as changed`.execute(tx)
  return rows[0]?.changed === true
}
