import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client, type ClientConfig } from 'pg'
import { afterAll } from 'vitest'
import { appendSql } from '#platform/audit/append-sql.ts'
import type { AuditEntry } from '#platform/audit/audit-entry.ts'
import { testDatabase, type TestDatabase } from '#tests/support/database.ts'

/** Somebody who is signed in, with what the tests need to know of them. */
export type Member = { readonly token: string; readonly id: number; readonly uid: string }

/** A database with two partnerships and a few people, and clients of its roles that close by themselves. */
export type Audited = {
  readonly database: TestDatabase
  readonly root: Client
  readonly app: Client
  readonly auditor: Client
  readonly partnerships: readonly [number, number]
  readonly member: (partnership: number, role?: string) => Promise<Member>
  readonly scope: (partnership: number) => Promise<{ id: number; uid: string }>
  readonly client: (config: ClientConfig) => Promise<Client>
}

/** Sets up a database in which somebody can act; it goes with the file's last test. */
export async function auditedDatabase(): Promise<Audited> {
  const database = await testDatabase()
  const clients: Client[] = []
  afterAll(() => Promise.all(clients.map((one) => one.end())))
  async function client(config: ClientConfig): Promise<Client> {
    const one = new Client(config)
    one.on('error', () => undefined)
    await one.connect()
    clients.push(one)
    return one
  }
  const root = await client(database.connect.superuser)
  const app = await client(database.connect.app)
  const auditor = await client(database.connect.auditor)
  await root.query(
    `insert into access.installation (kind) select 'test' where not exists (select from access.installation)`,
  )
  const first = await partnership(root, 'aldermere')
  const second = await partnership(root, 'brackwater')
  return {
    database,
    root,
    app,
    auditor,
    partnerships: [first, second],
    member: (where, role) => member(root, where, role),
    scope: (where) => scope(root, where),
    client,
  }
}

async function partnership(root: Client, slug: string): Promise<number> {
  const { rows } = await root.query(
    'insert into access.partnership (name, slug) values ($1, $1) returning id::integer',
    [slug],
  )
  return rows[0].id
}

async function member(
  root: Client,
  partnershipId: number,
  role: string | undefined,
): Promise<Member> {
  const token = randomBytes(32).toString('base64url')
  const { rows } = await root.query(
    `insert into access.principal (partnership_id, kind, name) values ($1, 'person', 'Someone') returning id::integer, uid`,
    [partnershipId],
  )
  const { id, uid } = rows[0]
  await root.query(
    `insert into access.session (partnership_id, principal_id, token_digest, assurance, started_at, seen_at, idle_limit, expires_at)
     values ($1, $2, sha256(convert_to($3, 'UTF8')), 3, now(), now(), '1 day', now() + interval '1 day')`,
    [partnershipId, id, token],
  )
  if (role !== undefined) {
    await root.query(
      `insert into access.role_held (partnership_id, principal_id, role, valid) values ($1, $2, $3, tstzrange(now() - interval '1 day', null))`,
      [partnershipId, id, role],
    )
  }
  return { token, id, uid }
}

async function scope(root: Client, partnershipId: number): Promise<{ id: number; uid: string }> {
  const { rows } = await root.query(
    `insert into access.scope (partnership_id, kind) values ($1, 'case') returning id::integer, uid`,
    [partnershipId],
  )
  return rows[0]
}

/** The statements that open a request's transaction for a session. */
export function opened(token: string | undefined, request: string = randomUUID()): string {
  const session = token === undefined ? '' : `set local heed.session = '${token}';`
  return `begin; ${session} set local heed.request = '${request}';`
}

/** One whole request that is recorded: the place of its entry. */
export async function record(
  client: Client,
  token: string | undefined,
  entry: AuditEntry,
): Promise<number> {
  try {
    const answers = await client.query(`${opened(token)} ${appendSql(entry)}; commit`)
    return Number((answers as unknown as { rows: { append: string }[] }[]).at(-2)?.rows[0]?.append)
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** A folder that goes with the file's last test; to be called at the top of the file. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'heed-audit-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
