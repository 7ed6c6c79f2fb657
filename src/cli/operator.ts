import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { signInSecret } from '#features/accounts/index.ts'
import { actorFrom } from '#platform/access/actor.ts'
import type { RoleName } from '#platform/access/role.ts'
import { appendSql } from '#platform/audit/append-sql.ts'
import type { AuditEntry } from '#platform/audit/audit-entry.ts'
import type { ActContext, AuditSubject } from '#platform/context.ts'
import { inTransaction } from '#platform/db/transaction.ts'
import { contextOf } from '#platform/http/in-session.ts'
import type { House } from '#platform/http/house.ts'
import type { Installation } from '#platform/installation.ts'
import { withClient } from '#platform/jobs/with-client.ts'
import { WrongUse } from './command.ts'
import type { Cli } from './command.ts'

/** Does what an operator does on the deployment's connection, in one transaction that ends with its audit row. */
export async function asOperator<T>(
  cli: Cli,
  installation: Installation,
  work: (client: Client) => Promise<{ result: T; entry: Omit<AuditEntry, 'outcome' | 'build'> }>,
): Promise<T> {
  return withClient(installation.connect('migrate'), async (client) => {
    await client.query('begin')
    await client.query(`select set_config('heed.request', $1, true)`, [randomUUID()])
    const { result, entry } = await work(client)
    await client.query(appendSql({ ...entry, outcome: 'done', build: cli.root.build }))
    await client.query('commit')
    return result
  })
}

/** The inner key of a partnership by its name in addresses. */
export async function partnershipId(client: Client, slug: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'select id::text from access.partnership where slug = $1',
    [slug],
  )
  const [row] = rows
  if (row === undefined) throw new WrongUse(`There is no partnership "${slug}".`)
  return row.id
}

/** The name in addresses of the partnership, where the installation has one alone. */
export async function onlyPartnership(client: Client): Promise<string> {
  const { rows } = await client.query<{ slug: string }>(
    'select slug from access.partnership order by slug',
  )
  const [first, ...others] = rows.map(({ slug }) => slug)
  if (first === undefined) throw new WrongUse('There is no partnership yet: heed partnership add.')
  if (others.length === 0) return first
  throw new WrongUse(`Say --partnership, one of: ${[first, ...others].join(', ')}.`)
}

async function agencyIdOf(client: Client, partnership: string, name: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'select id::text from app.agency where partnership_id = $1 and name = $2 and active_to is null',
    [partnership, name],
  )
  const [row] = rows
  if (row === undefined) throw new WrongUse(`There is no agency "${name}" in this partnership.`)
  return row.id
}

/** A session of a principal of kind service, for so long. */
export interface ServiceSession {
  readonly partnership: string
  readonly name: string
  readonly role: RoleName
  /** The agency for which it acts, if it acts for one. */
  readonly agency?: string | undefined
  /** How long it lives, as PostgreSQL says it. */
  readonly lifetime: string
}

/** Starts a session for a service, which is added with its one role when it is new. Answers its token and its uid. */
export async function startService(
  client: Client,
  fieldKey: Buffer,
  service: ServiceSession,
): Promise<{ token: string; uid: string }> {
  const partnership = await partnershipId(client, service.partnership)
  const agencyId =
    service.agency === undefined ? null : await agencyIdOf(client, partnership, service.agency)
  const found = await client.query<{ id: string; uid: string; agency_id: string | null }>(
    `with known as (
       select id, uid, agency_id from access.principal where partnership_id = $1 and kind = 'service' and name = $2
     ), added as (
       insert into access.principal (partnership_id, kind, name, agency_id)
       select $1, 'service', $2, $3 where not exists (select from known) returning id, uid, agency_id
     ) select id::text, uid, agency_id::text from known union all select id::text, uid, agency_id::text from added`,
    [partnership, service.name, agencyId],
  )
  const [principal] = found.rows
  if (principal === undefined) throw new Error('the service was not added')
  if (principal.agency_id !== agencyId)
    throw new WrongUse(
      `The service "${service.name}" acts for another agency. Choose another name.`,
    )
  await client.query(
    `insert into access.role_held (partnership_id, principal_id, role, valid)
     select $1, $2, $3, tstzrange(now(), now() + $4::interval)
      where not exists (select from access.role_held h
        where h.partnership_id = $1 and h.principal_id = $2 and h.role = $3 and h.valid @> now() + $4::interval)
     on conflict do nothing`,
    [partnership, principal.id, service.role, service.lifetime],
  )
  const token = randomBytes(32).toString('base64url')
  await client.query(
    `select access.start_session($1, $2, $3, 1, $4::interval, $4::interval, 'service', $5)`,
    [
      partnership,
      principal.id,
      createHash('sha256').update(token).digest(),
      service.lifetime,
      signInSecret(fieldKey),
    ],
  )
  return { token, uid: principal.uid }
}

/** What a command does in the name of its own service principal. */
export interface Doing<T> {
  readonly event: AuditEntry['event']
  readonly outcome: 'done' | 'shown'
  work(ctx: ActContext): Promise<{ result: T; about: AuditSubject }>
}

/** Does one act through the same transaction, rights and audit as a request. */
export async function actWith<T>(house: House, token: string, doing: Doing<T>): Promise<T> {
  const requestId = randomUUID()
  const opening = { token, requestId, clock: house.clock.forced }
  return inTransaction(house.pool, opening, async (tx, principal) => {
    const actor = actorFrom(principal)
    if (actor === undefined) throw new Error('the session of the command is not live')
    // The context is made for whoever acts; here that is known to be somebody.
    const ctx = contextOf(
      house,
      { token, requestId },
      { tx, actor, version: undefined },
    ) as ActContext
    const { result, about } = await doing.work(ctx)
    const { event, outcome } = doing
    return { result, audit: appendSql({ event, outcome, build: house.build, ...about }) }
  })
}
