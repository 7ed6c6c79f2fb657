// The trial of row security with scopes, partnerships and shares. Run it against a scratch server that may be written to:
//   node tests/benchmarks/access-trial/trial.ts <socket folder or host> <port> <partnerships> [rounds]
// It makes the database heed_access_trial_<partnerships> when it is not there yet, and prints one line of figures for each cell.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { syncPolicy } from '#platform/access/sync-policy.ts'
import { migrate } from '#platform/db/migrate.ts'
import { forms } from './forms.ts'

const here = import.meta.dirname
const [host = '/tmp', port = '5432', partnerships = '1', rounds = '200'] = process.argv.slice(2)
const database = `heed_access_trial_${partnerships}`

const readers = { owner: 1, manager: 2, shared: 3, conflicted: 4 } as const
type Reader = keyof typeof readers

const tables = [
  { table: 'app.trial_note', kind: 'case' },
  { table: 'app.trial_action', kind: 'recommendation' },
]

/** What a query adds on top of row security, so that the planner starts where the reader's rows are. */
const starts = {
  none: 'true',
  keys: 'acl_key = any (array(select access.read_keys()))',
  own: 'partnership_id = (select access.partnership())',
} as const

/** Which starts are tried for whom; "own" would hide what others share, so the reader with shares goes without. */
const startsOf: Record<Reader, readonly (keyof typeof starts)[]> = {
  owner: ['none', 'keys'],
  manager: ['none', 'own'],
  shared: ['none'],
  conflicted: ['none', 'own'],
}

const queries = {
  newest: (start: string) =>
    `select id, scope_id, created_at from app.trial_action where ${start} order by created_at desc, id desc limit 50`,
  count: (start: string) => `select count(*) from app.trial_action where ${start}`,
  page: (start: string) =>
    `select id, due_on, body from app.trial_action where ${start} and state = 'open' and (due_on, id) > (date '2023-06-01', 0) order by due_on, id limit 50`,
  point: (start: string) => `select id, body from app.trial_action where ${start} and uid = $1`,
} as const

async function make(): Promise<void> {
  const server = new pg.Client({ host, port: Number(port), user: 'postgres', database: 'postgres' })
  await server.connect()
  const { rowCount } = await server.query('select from pg_database where datname = $1', [database])
  if (rowCount === 0) {
    await server.query(`create database ${database} owner heed_migrate`)
    await load()
  }
  await server.end()
}

async function load(): Promise<void> {
  const connect = { host, port: Number(port), user: 'heed_migrate', database }
  const folder = path.join(here, '..', '..', '..', 'db', 'migrations')
  await migrate({ connect, folder, until: '0004-give-access.sql' })
  const client = new pg.Client(connect)
  await client.connect()
  await syncPolicy(client)
  const world = await readFile(path.join(here, 'world.sql'), 'utf8')
  await client.query(`begin; ${world.replaceAll(':partnerships', partnerships)}; commit`)
  await client.query('vacuum analyze')
  await client.end()
}

async function putForm(client: pg.Client, form: (typeof forms)[number]): Promise<void> {
  await client.query('begin; set local role heed_owner')
  for (const { table, kind } of tables) {
    const { rows } = await client.query<{ polname: string }>(
      `select polname from pg_policy where polrelid = $1::regclass`,
      [table],
    )
    for (const { polname } of rows) await client.query(`drop policy ${polname} on ${table}`)
    await client.query(
      `alter table ${table} enable row level security; alter table ${table} force row level security`,
    )
    for (const statement of form.policies(table, kind)) await client.query(statement)
  }
  await client.query('commit')
}

/** A session for each reader, alive as long as the trial runs. */
async function signIn(client: pg.Client): Promise<void> {
  await client.query(`
    delete from access.session;
    insert into access.session (partnership_id, principal_id, token_digest, assurance, started_at, seen_at, idle_limit, expires_at)
    select 1, n, sha256(convert_to('trial' || n, 'UTF8')), 3, now(), now(), '12 hours', now() + interval '12 hours' from generate_series(1, 4) n`)
}

/** Uids that this reader may read, spread over their rows. */
async function uidsFor(client: pg.Client, reader: Reader): Promise<string[]> {
  await client.query(`begin; set local heed.session = 'trial${readers[reader]}'`)
  const { rows } = await client.query<{ uid: string }>(
    'select uid from (select uid, row_number() over () as n from app.trial_action) t where n % 7 = 0 limit 100',
  )
  await client.query('commit')
  return rows.map((row) => row.uid)
}

interface Cell {
  form: string
  reader: Reader
  query: keyof typeof queries
  start: keyof typeof starts
}

async function measure(
  client: pg.Client,
  cell: Cell,
  { uids, rounds }: { uids: readonly string[]; rounds: number },
): Promise<string> {
  const text = queries[cell.query](starts[cell.start])
  const name = `${cell.form}-${cell.query}-${cell.start}`.replaceAll(' ', '-')
  const times: number[] = []
  let rowsSeen = 0
  for (let round = -10; round < rounds; round++) {
    await client.query(
      `begin; set local statement_timeout = 20000; set local heed.session = 'trial${readers[cell.reader]}'; select access.current_principal()`,
    )
    const from = performance.now()
    const answer = await client.query({
      name,
      text,
      values: cell.query === 'point' ? [uids[Math.abs(round) % uids.length]] : [],
    })
    const took = performance.now() - from
    await client.query('commit')
    rowsSeen = cell.query === 'count' ? Number(answer.rows[0]?.count) : (answer.rowCount ?? 0)
    if (round >= 0) times.push(took)
    if (took > 2000 && round >= 3) break
  }
  times.sort((a, b) => a - b)
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(2)
  return [
    partnerships,
    cell.form,
    cell.reader,
    cell.query,
    cell.start,
    rowsSeen,
    times.length,
    at(0.5),
    at(0.95),
  ].join('\t')
}

interface Bench {
  readonly owner: pg.Client
  readonly rounds: number
}

/** Every reader, query and start on one form of the policy. */
async function tryForm({ owner, rounds }: Bench, form: (typeof forms)[number]): Promise<void> {
  await putForm(owner, form)
  const app = new pg.Client({
    host,
    port: Number(port),
    user: 'heed_app',
    database,
    options: '-c plan_cache_mode=force_custom_plan -c TimeZone=UTC',
  })
  await app.connect()
  for (const reader of Object.keys(readers) as Reader[]) {
    const uids = await uidsFor(app, reader)
    for (const query of Object.keys(queries) as (keyof typeof queries)[]) {
      for (const start of startsOf[reader]) {
        console.log(await measure(app, { form: form.name, reader, query, start }, { uids, rounds }))
      }
    }
  }
  await app.end()
}

async function run(): Promise<void> {
  await make()
  const owner = new pg.Client({ host, port: Number(port), user: 'heed_migrate', database })
  await owner.connect()
  await signIn(owner)
  console.log('partnerships\tform\treader\tquery\tstart\trows\tn\tp50 ms\tp95 ms')
  const only = process.argv[6]?.split(',')
  for (const form of forms.filter((one) => only === undefined || only.includes(one.name))) {
    await tryForm({ owner, rounds: Number(rounds) }, form)
  }
  await owner.end()
}

await run()
