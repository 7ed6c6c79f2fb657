import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { syncPolicy } from '#platform/access/sync-policy.ts'
import { migrate } from '#platform/db/migrate.ts'
import { testDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { now, worlds } from './world.ts'
import type { Scope, Session, Span, World } from './world.ts'

// A database that holds nothing but access control, two tables under it, and many worlds side by side.

export const tables = [
  { table: 'app.matrix_case', kind: 'case' },
  { table: 'app.matrix_recommendation', kind: 'recommendation' },
] as const
export type Table = (typeof tables)[number]

const projectFolder = path.join(import.meta.dirname, '..', '..')
/** The access migrations that came after those of the features. */
const laterMigrations = ['0081-tie-scopes.sql', '0084-review-emergency-access.sql'].map((name) =>
  path.join(projectFolder, 'db', 'migrations', name),
)
export const clock = new Date(now).toISOString()

/** An own database with the access migrations and the policy files, without what features add. */
export async function accessDatabase(): Promise<TestDatabase> {
  const database = await testDatabase({ empty: true })
  const connect = database.connect.migrate
  await migrate({
    connect,
    folder: path.join(projectFolder, 'db', 'migrations'),
    until: '0009',
  })
  const client = await open(connect)
  await syncPolicy(client)
  await client.query(`insert into access.installation (kind) values ('test')`)
  for (const file of [...laterMigrations, path.join(import.meta.dirname, 'matrix.sql')]) {
    await client.query(`begin; ${await readFile(file, 'utf8')}; commit`)
  }
  await client.end()
  return database
}

export async function open(connect: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...connect, options: '-c TimeZone=UTC' })
  await client.connect()
  return client
}

/** As many worlds as asked for, each with ids of its own. */
export function drawWorlds(seed: number, count: number): World[] {
  return Array.from({ length: count }, (_, index) => {
    const [world] = fc.sample(worlds(1000 * (index + 1)), { seed: seed + index, numRuns: 1 })
    if (!world) throw new Error('fast-check drew nothing')
    return world
  })
}

function range(span: Span): string {
  const to = span.to === undefined ? '' : new Date(span.to).toISOString()
  return `[${new Date(span.from).toISOString()},${to})`
}

function at(moment: number | undefined): string | null {
  return moment === undefined ? null : new Date(moment).toISOString()
}

/** Rows for each table of a world, in the order in which foreign keys want them. */
function images(world: World): Record<string, Record<string, unknown>[]> {
  const reach = (one: { scope: Scope; span: Span }) => ({
    partnership_id: one.scope.partnership,
    scope_id: one.scope.id,
    valid: range(one.span),
  })
  const content = (kind: Scope['kind']) =>
    world.rows
      .filter((row) => row.scope.kind === kind)
      .map((row) => ({
        partnership_id: row.scope.partnership,
        uid: row.uid,
        scope_id: row.scope.id,
        sensitivity: row.level,
        compartment_agency_id: row.compartment ?? null,
        body: 'as it was',
      }))
  return {
    'access.partnership': world.partnerships.map((id) => ({ id, name: `P${id}`, slug: `p${id}` })),
    'access.principal': world.principals.map(({ partnership, agency, ...rest }) => ({
      ...rest,
      partnership_id: partnership,
      agency_id: agency ?? null,
      name: `Principal ${rest.id}`,
    })),
    'access.acting': world.acting.map(({ person, post, span }) => ({
      partnership_id: person.partnership,
      principal_id: person.id,
      as_principal_id: post.id,
      valid: range(span),
    })),
    'access.role_held': world.roles.map(({ holder, role, span }) => ({
      partnership_id: holder.partnership,
      principal_id: holder.id,
      role,
      valid: range(span),
    })),
    'access.session': world.sessions.map((one) => ({
      partnership_id: one.principal.partnership,
      principal_id: one.principal.id,
      token: one.token,
      assurance: 3,
      started_at: at(one.seen),
      seen_at: at(one.seen),
      idle_limit: `${one.idleMinutes} minutes`,
      expires_at: at(one.expires),
      revoked_at: one.revoked ? at(now) : null,
    })),
    'access.scope': world.scopes.map(({ partnership, parent, beside: _beside, ...rest }) => ({
      ...rest,
      partnership_id: partnership,
      parent_id: parent?.id ?? null,
    })),
    'access.scope_tie': world.scopes.flatMap(({ partnership, id, beside }) =>
      beside.map((other) => ({ partnership_id: partnership, scope_id: id, beside_id: other.id })),
    ),
    'access.scope_grant': world.grants.map((one) => ({
      ...reach(one),
      principal_id: one.to.id,
      clearance: one.level,
      may_write: one.writes,
      reason: 'matrix',
    })),
    'access.conflict': world.conflicts.map((one) => ({
      partnership_id: one.scope.partnership,
      scope_id: one.scope.id,
      principal_partnership_id: one.of.partnership,
      principal_id: one.of.id,
      kind: 'declared',
      state: one.state,
      basis: 'matrix',
      settled_at: at(now),
      cleared_until: at(one.clearedUntil),
    })),
    'access.seal_grant': world.sealGrants.map((one) => ({
      ...reach(one),
      principal_id: one.person.id,
      reason: 'matrix',
    })),
    'access.emergency_access': world.emergencies.map((one) => ({
      ...reach(one),
      principal_id: one.person.id,
      clearance: one.level,
      reason_code: 'matrix',
      reason: 'a reason of twenty characters',
      used_at: at(now),
    })),
    'access.share': world.shares.map((one) => ({
      ...reach(one),
      to_partnership_id: one.toPartnership ?? null,
      to_agency_id: one.toAgency ?? null,
      clearance: one.level,
      purpose: 'matrix',
      basis: 'matrix',
    })),
    'app.matrix_case': content('case'),
    'app.matrix_recommendation': content('recommendation'),
  }
}

/** Puts worlds into the database, as the deployment would: past row security, not past constraints and triggers. */
export async function load(client: pg.Client, all: readonly World[]): Promise<void> {
  await client.query('begin')
  for (const world of all) {
    for (const [table, rows] of Object.entries(images(world))) {
      const [first] = rows
      if (first === undefined) continue
      const columns = Object.keys(first)
      const into = columns.map((column) => (column === 'token' ? 'token_digest' : column))
      const from = columns.map((column) =>
        column === 'token' ? `sha256(convert_to(x.token, 'UTF8'))` : `x.${column}`,
      )
      const types: string[] = []
      for (const column of columns) {
        types.push(`${column} ${column === 'token' ? 'text' : await typeOf(client, table, column)}`)
      }
      await client.query(
        `insert into ${table} (${into.join(', ')}) overriding system value
         select ${from.join(', ')} from jsonb_to_recordset($1) as x (${types.join(', ')})`,
        [JSON.stringify(rows)],
      )
    }
  }
  await client.query('commit')
  await client.query('analyze')
}

const known = new Map<string, string>()

async function typeOf(client: pg.Client, table: string, column: string): Promise<string> {
  const name = `${table}.${column}`
  const found = known.get(name)
  if (found !== undefined) return found
  const { rows } = await client.query<{ type: string }>(
    `select format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = $1::regclass and attname = $2`,
    [table, column],
  )
  const type = rows[0]?.type
  if (type === undefined) throw new Error(`no column ${name}`)
  known.set(name, type)
  return type
}

/** Runs statements in a transaction with this session, and takes everything back. */
export async function inSession<T>(
  app: pg.Client,
  token: string,
  work: () => Promise<T>,
  how: 'remembering' | 'anew' = 'anew',
): Promise<T> {
  const who = how === 'remembering' ? '; select access.current_principal()' : ''
  await app.query(
    `begin; set local heed.clock = '${clock}'; set local heed.session = '${token}'${who}`,
  )
  try {
    return await work()
  } finally {
    await app.query('rollback')
  }
}

/** Who this is, in a sentence that helps to find a mismatch again. */
export function nameOf(session: Session): string {
  return `${session.principal.kind} ${session.principal.id} of partnership ${session.principal.partnership}`
}
