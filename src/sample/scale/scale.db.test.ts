import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { syncPolicy } from '#platform/access/sync-policy.ts'
import { chainRows, emptyChain } from '#platform/audit/bulk-chain.ts'
import type { BulkEntry } from '#platform/audit/bulk-chain.ts'
import { checkpoint } from '#platform/audit/checkpoint.ts'
import { prepareSigningKey, publicKeyFile } from '#platform/audit/signing-key.ts'
import { verifyAudit } from '#platform/audit/verify/index.ts'
import { openPool } from '#platform/db/connection.ts'
import { inTransaction } from '#platform/db/transaction.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { asInstant, asPlainDate } from '#shared/dates.ts'
import { testDatabase } from '#tests/support/database.ts'
import { payloadOf } from './audit-trail.ts'
import { loadScale, ScaleRefusal, volume } from './index.ts'
import type { ScaleLoaded } from './index.ts'

const today = asPlainDate('2026-03-02')
const years = 10
const first = await testDatabase()
const second = await testDatabase()
const third = await testDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'heed-scale-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function connected(settings: object): Promise<Client> {
  const client = new Client(settings)
  await client.connect()
  afterAll(async () => await client.end())
  return client
}

const client = await connected(first.connect.migrate)
const other = await connected(second.connect.migrate)
const real = await connected(third.connect.migrate)
const pool = openPool(first.connect.app, 2)
afterAll(async () => await pool.end())

async function load(into: Client, seed: string): Promise<ScaleLoaded> {
  await into.query(`insert into access.installation (kind) values ('test') on conflict do nothing`)
  await syncPolicy(into)
  return loadScale({ client: into, partnerships: 1, seed, today, years, auditRowsPerYear: 500 })
}

const loaded = await load(client, 'aldermere')
const partnership = loaded.partnerships[0]
if (partnership === undefined) throw new Error('nothing was loaded')

async function count(statement: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${statement}`)
  return rows[0]?.n ?? -1
}

/** The indexes and constraints of the audit and of all content, as the database would write them down itself. */
async function schemaOf(from: Client): Promise<readonly string[]> {
  const { rows } = await from.query<{ line: string }>(
    `select indexdef as line from pg_indexes where schemaname in ('access', 'app', 'audit')
     union all select conrelid::regclass::text || ' ' || conname || ' ' || convalidated::text || ' ' || pg_get_constraintdef(oid) from pg_constraint
     where connamespace in ('access'::regnamespace, 'app'::regnamespace, 'audit'::regnamespace)
     union all select tgrelid::regclass::text || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal order by 1`,
  )
  return rows.map((row) => row.line)
}

/** Every row of every table that the load wrote, as one digest; what the database adds of itself (its times, its kind) is left out. */
async function digestOf(from: Client): Promise<Record<string, string>> {
  const { rows: tables } = await from.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_schema in ('access', 'app') and table_type = 'BASE TABLE' and table_name not in ('installation', 'partnership')
     union all select 'audit.entry' order by 1`,
  )
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const only = name === 'audit.entry' ? 'where chain > 0' : ''
    const { rows } = await from.query<{ digest: string }>(
      `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${name} t ${only}`,
    )
    digests[name] = rows[0]?.digest ?? ''
  }
  return digests
}

async function as<T>(principalId: number, work: (tx: Reader) => Promise<T>): Promise<T> {
  const token = randomBytes(32).toString('base64url')
  await client.query(
    `insert into access.session (partnership_id, principal_id, token_digest, assurance, started_at, seen_at, idle_limit, expires_at)
     values ($1, $2, $3, 2, now(), now(), '1 hour', now() + interval '1 hour')`,
    [partnership?.id, principalId, createHash('sha256').update(token).digest()],
  )
  const opening = { token, requestId: '00000000-0000-4000-8000-000000000001', clock: undefined }
  return inTransaction(pool, opening, async (tx) => ({ result: await work(tx), audit: undefined }))
}

async function seen(
  tx: Reader,
  table: 'app.recommendation' | 'app.action' | 'app.serious_case' | 'app.vault_entry',
): Promise<number> {
  const { n } = await tx
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

test('a partnership of ten years has the cases, recommendations, actions and people that the volume names', async () => {
  expect(await count('app.serious_case')).toBe(25)
  expect(await count('app.recommendation')).toBe(volume.recommendationsPerYear * years)
  expect(await count('app.action')).toBe(volume.actionsPerYear * years)
  expect(await count(`access.principal where kind = 'person'`)).toBe(300)
  expect(await count('audit.entry where chain > 0')).toBe(500 * years)
})

test('the states of recommendations and actions are spread as they are in life, and every history ends where its state is', async () => {
  const { rows } = await client.query<{ status: string; n: number }>(
    'select status, count(*)::int as n from app.recommendation group by 1',
  )
  expect(rows.length).toBeGreaterThan(6)
  expect(
    await count(`app.recommendation r where r.status <> coalesce((select e.to_status from app.recommendation_event e
      where e.partnership_id = r.partnership_id and e.recommendation_id = r.id order by e.id desc limit 1), 'draft')`),
  ).toBe(0)
  expect(
    await count(`app.action a where a.delivery <> coalesce((select e.to_delivery from app.action_event e
      where e.partnership_id = a.partnership_id and e.action_id = a.id order by e.id desc limit 1), 'not-started')`),
  ).toBe(0)
})

test('nothing is said to have happened after the day on which the load is told', async () => {
  for (const table of [
    'recommendation_event',
    'action_event',
    'action_note',
    'evidence',
    'case_event',
    'answer',
  ]) {
    const time = table === 'answer' ? 'given_at' : 'at'
    expect([table, await count(`app.${table} where ${time} >= '2026-03-03'`)]).toEqual([table, 0])
  }
})

test('new rows are numbered on from those that were loaded', async () => {
  await client.query('begin')
  const { rows } = await client.query<{ id: number }>(
    `insert into app.agency (partnership_id, name, kind, active_from) values ($1, 'A new body', 'other', '2026-01-01') returning id::int`,
    [partnership.id],
  )
  await client.query('rollback')
  expect(rows).toEqual([{ id: 13 }])
})

test('an action owner sees the twenty-five recommendations of the post, and no case', async () => {
  const counts = await as(partnership.owner.id, async (tx) => [
    await seen(tx, 'app.recommendation'),
    await seen(tx, 'app.action'),
    await seen(tx, 'app.serious_case'),
  ])
  expect(counts[0]).toBe(25)
  expect(counts[1]).toBeGreaterThanOrEqual(25)
  expect(counts[2]).toBe(0)
})

test('the business manager sees every case, its vault, and every recommendation', async () => {
  const counts = await as(partnership.manager.id, async (tx) => [
    await seen(tx, 'app.serious_case'),
    await seen(tx, 'app.vault_entry'),
    await seen(tx, 'app.recommendation'),
  ])
  expect(counts).toEqual([25, await count('app.vault_entry'), 400])
})

test('the audit is one chain that verifies, and the row versions of the load are covered by its own entry', async () => {
  const keyFile = path.join(folder, 'key.pem')
  prepareSigningKey(keyFile)
  const auditor = new Client(first.connect.auditor)
  await auditor.connect()
  const { rows } = await client.query<{ now: string }>(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  )
  await checkpoint({
    client: auditor,
    keyFile,
    folder: path.join(folder, 'anchors'),
    now: asInstant(rows[0]?.now ?? ''),
  })
  await auditor.end()
  const { code, lines } = await verifyAudit({
    source: { connect: first.connect.auditor },
    anchors: [path.join(folder, 'anchors')],
    pub: publicKeyFile(keyFile),
  })
  expect({ code, lines }).toMatchObject({ code: 0 })
  expect(
    await count(`audit.row_version v where not exists (
    select from audit.entry e where e.chain in (0, v.partnership_id) and (e.said ->> 'txid')::bigint = v.txid)`),
  ).toBe(0)
})

test('indexes, constraints and triggers are as in a database that was never loaded, and the planner knows the new rows', async () => {
  expect(await schemaOf(client)).toEqual(await schemaOf(real))
  const { rows } = await client.query<{ name: string; known: number }>(
    `select oid::regclass::text as name, reltuples::int as known from pg_class
     where oid in ('audit.entry'::regclass, 'audit.row_version'::regclass, 'app.action'::regclass, 'access.scope_grant'::regclass)`,
  )
  expect(rows.length).toBe(4)
  expect(rows.filter((row) => row.known < 1000)).toEqual([])
})

test('a seed that is there already is refused in a sentence, and nothing is added', async () => {
  const before = await count('audit.entry')
  await expect(load(client, 'aldermere')).rejects.toThrow(ScaleRefusal)
  expect(await count('audit.entry')).toBe(before)
})

test('the same seed gives the same rows, another seed other rows', async () => {
  await load(other, 'aldermere')
  const before = await digestOf(client)
  const { 'access.session': _own, ...rest } = before
  const { 'access.session': _other, ...same } = await digestOf(other)
  expect(same).toEqual(rest)
  await expect(load(other, 'thornwick')).resolves.toMatchObject({ auditRows: 5000 })
  const { rows } = await other.query<{ n: number }>(
    'select count(distinct uid)::int as n from app.action',
  )
  expect(rows[0]?.n).toBe(2 * volume.actionsPerYear * years)
})

test('a payload from the template is byte for byte what the general way of chaining writes', () => {
  const actor = {
    id: 7,
    uid: '0f0e0d0c-0b0a-4908-8706-050403020100' as never,
    name: 'A',
    agencyId: 12,
  }
  const entry = {
    at: '2026-01-05T09:30:00.123000Z',
    event: 'case-people.viewed',
    outcome: 'shown' as const,
    actor,
    request: '1f0e0d0c-0b0a-4908-8706-050403020100',
  }
  const object = {
    type: 'case',
    uid: '2f0e0d0c-0b0a-4908-8706-050403020100',
    scopeUid: '3f0e0d0c-0b0a-4908-8706-050403020100',
  }
  const people = ['4f0e0d0c-0b0a-4908-8706-050403020100', '5f0e0d0c-0b0a-4908-8706-050403020100']
  const bulk: BulkEntry = {
    entry: { event: 'case-people.viewed', outcome: 'shown' },
    at: entry.at,
    txid: 0,
    actor: actor.uid,
    actorKind: 'person',
    agency: 12,
    request: entry.request,
  }
  const whole: BulkEntry = {
    ...bulk,
    entry: {
      ...bulk.entry,
      object: { type: 'case', uid: object.uid },
      scopeUid: object.scopeUid,
      people,
    },
  }
  const [plain, full] = chainRows(3, emptyChain, [bulk, whole])
  expect(payloadOf(entry)).toBe(plain?.payload)
  expect(payloadOf({ ...entry, object, people })).toBe(full?.payload)
})

test('a database of real people is refused', async () => {
  await real.query(`insert into access.installation (kind) values ('real')`)
  const filling = loadScale({ client: real, partnerships: 1, seed: 'aldermere', today })
  await expect(filling).rejects.toThrow('made as a sample')
  const { rowCount } = await real.query('select from access.partnership')
  expect(rowCount).toBe(0)
})
