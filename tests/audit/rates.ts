/**
 * Measures what the audit costs and how fast it is verified, on an embedded server with everything on the disk:
 * `node tests/audit/rates.ts [seconds for each figure] [entries to verify]`.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { appendSql } from '#platform/audit/append-sql.ts'
import { chainRows, emptyChain, type BulkEntry } from '#platform/audit/bulk-chain.ts'
import { checkpoint } from '#platform/audit/checkpoint.ts'
import { prepareSigningKey, publicKeyFile } from '#platform/audit/signing-key.ts'
import { verifyAudit } from '#platform/audit/verify/index.ts'
import { asInstant } from '#shared/dates.ts'
import { embedded, startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { loadChain } from './load-chain.ts'

const seconds = Number(process.argv[2] ?? 5)
const entries = Number(process.argv[3] ?? 300_000)
const folder = mkdtempSync(path.join(tmpdir(), 'heed-rates-'))
const server = await startEmbedded({
  dataFolder: folder,
  log: () => undefined,
  settings: { max_connections: '100' },
})

async function connected(role: string): Promise<Client> {
  const client = new Client(server.connection(role))
  await client.connect()
  return client
}

try {
  await migrate({ connect: server.connection('heed_migrate'), folder: 'db/migrations' })
  const root = await connected(embedded.superuser)
  const tokens = await people(root)
  const sql = appendSql({
    event: 'case.shown',
    outcome: 'shown',
    object: { type: 'case', uid: randomUUID() },
    scopeUid: randomUUID(),
    path: 'role:coordinator',
    build: '0.1.0',
  })
  await root.query(
    'create table public.unchained (id bigint generated always as identity primary key, at timestamptz default now(), payload text)',
  )
  await root.query(
    'grant usage on schema public to heed_app; grant insert on public.unchained to heed_app',
  )
  const plain = `insert into public.unchained (payload) values ('${'x'.repeat(550)}')`
  for (const clients of [1, 16]) {
    const nothing = await rate(clients, tokens, 'select 1')
    const unchained = await rate(clients, tokens, plain)
    const chained = await rate(clients, tokens, sql)
    console.log(
      `${clients} clients, transactions a second: no audit ${nothing.rate}, unchained row ${unchained.rate} (p50 ${unchained.p50} ms, p99 ${unchained.p99}), chained ${chained.rate} (p50 ${chained.p50} ms, p99 ${chained.p99}); chained/unchained ${(chained.rate / unchained.rate).toFixed(2)}; load ${loadavg()[0]?.toFixed(1)}`,
    )
  }
  await verifying(root)
  await root.end()
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function people(root: Client): Promise<string[]> {
  await root.query(`insert into access.installation (kind) values ('test')`)
  await root.query(
    `insert into access.partnership (name, slug) values ('Aldermere', 'aldermere'), ('Brackwater', 'brackwater')`,
  )
  const tokens = Array.from({ length: 16 }, () => randomBytes(32).toString('base64url'))
  for (const token of tokens) {
    await root.query(
      `with p as (insert into access.principal (partnership_id, kind, name) values (1, 'person', 'Someone') returning id)
       insert into access.session (partnership_id, principal_id, token_digest, assurance, started_at, seen_at, idle_limit, expires_at)
       select 1, id, sha256(convert_to($1, 'UTF8')), 3, now(), now(), '1 day', now() + interval '1 day' from p`,
      [token],
    )
  }
  return tokens
}

/** Whole requests in two round trips: open and who, then the statement with the commit. */
async function rate(clients: number, tokens: readonly string[], statement: string) {
  const times: number[] = []
  const until = performance.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: clients }, async (_, n) => {
      const client = await connected('heed_app')
      while (performance.now() < until) {
        const began = performance.now()
        await client.query(
          `begin; set local heed.session = '${tokens[n]}'; set local heed.request = '${randomUUID()}'; select access.current_principal()`,
        )
        await client.query(`${statement}; commit`)
        times.push(performance.now() - began)
      }
      await client.end()
    }),
  )
  times.sort((a, b) => a - b)
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2)
  return { rate: Math.round(times.length / seconds), p50: at(0.5), p99: at(0.99) }
}

async function verifying(root: Client): Promise<void> {
  const bulk: BulkEntry[] = Array.from({ length: entries }, (_, n) => ({
    entry: {
      event: 'case.shown',
      outcome: 'shown',
      object: { type: 'case', uid: randomUUID() },
      scopeUid: randomUUID(),
      path: 'role:coordinator',
      build: '0.1.0',
    },
    at: `2025-03-27T09:30:${String(Math.floor(n / 1_000_000)).padStart(2, '0')}.${String(n % 1_000_000).padStart(6, '0')}Z`,
    txid: n + 700,
    actor: randomUUID(),
    actorKind: 'person',
    agency: 4,
    request: randomUUID(),
  }))
  const migrating = await connected('heed_migrate')
  let began = performance.now()
  const rows = [...chainRows(2, emptyChain, bulk)]
  console.log(`${entries} entries chained in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  began = performance.now()
  await loadChain(migrating, 2, rows)
  console.log(`and loaded in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  await migrating.end()
  const keyFile = path.join(folder, 'key.pem')
  prepareSigningKey(keyFile)
  const { rows: clock } = await root.query(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  )
  const auditor = await connected('heed_auditor')
  await checkpoint({
    client: auditor,
    keyFile,
    folder: path.join(folder, 'anchors'),
    now: asInstant(clock[0].now),
  })
  await auditor.end()
  const source = { connect: server.connection('heed_auditor') }
  for (let n = 0; n < 3; n++) {
    const { lines } = await verifyAudit({
      source,
      chain: 2,
      anchors: [path.join(folder, 'anchors')],
      pub: publicKeyFile(keyFile),
    })
    console.log(lines.join('; '), `load ${loadavg()[0]?.toFixed(1)}`)
  }
}
