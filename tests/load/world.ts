import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { syncPolicy } from '#platform/access/sync-policy.ts'
import { projectFolder } from '#platform/db/data-folder.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { londonToday } from '#shared/dates.ts'
import { systemClock } from '#platform/clock.ts'
import { loadScale } from '../../src/sample/scale/index.ts'
import type { ScaleLoaded, ScalePartnership } from '../../src/sample/scale/index.ts'

/** Somebody whom the benchmark acts as, in as many sessions as there are requests at a time. */
export interface Persona {
  readonly name: 'action owner' | 'business manager'
  readonly tokens: readonly string[]
  readonly cases: readonly string[]
  readonly recommendations: readonly string[]
  /** A recommendation that takes evidence, with an action of it that the persona may speak for. */
  readonly evidence: readonly {
    readonly recommendation: string
    readonly action: string | undefined
  }[]
}

/** A database on the disk that was filled for the benchmark. */
export interface World {
  readonly scale: number
  readonly dataFolder: string
  readonly loaded: ScaleLoaded
  readonly partnership: ScalePartnership
  readonly personas: readonly Persona[]
  readonly bytes: number
}

const sessionsEach = 16

async function signIn(
  client: pg.Client,
  at: ScalePartnership,
  principalId: number,
): Promise<string[]> {
  const tokens = Array.from({ length: sessionsEach }, () => randomBytes(32).toString('base64url'))
  for (const token of tokens) {
    await client.query(
      `insert into access.session (partnership_id, principal_id, token_digest, assurance, started_at, seen_at, idle_limit, expires_at, agent)
       values ($1, $2, $3, 2, now(), now(), '12 hours', now() + interval '12 hours', 'bench')`,
      [at.id, principalId, createHash('sha256').update(token).digest()],
    )
  }
  return tokens
}

const takesEvidence = `r.status in ('agreed', 'in-delivery', 'delivered', 'assured', 'reopened')`

async function personasOf(client: pg.Client, at: ScalePartnership): Promise<Persona[]> {
  async function column(text: string, values: readonly unknown[]): Promise<string[]> {
    const { rows } = await client.query<{ uid: string }>(text, [...values])
    return rows.map((row) => row.uid)
  }
  async function evidence(more: string, values: readonly unknown[]): Promise<Persona['evidence']> {
    const { rows } = await client.query<{ recommendation: string; action: string }>(
      `select r.uid as recommendation, a.uid as action from app.action a
       join app.recommendation r on r.partnership_id = a.partnership_id and r.id = a.recommendation_id
       where a.partnership_id = $1 and ${takesEvidence} and ${more} order by a.id`,
      [at.id, ...values],
    )
    return rows
  }
  const all = await column(
    'select uid from app.recommendation where partnership_id = $1 order by id',
    [at.id],
  )
  const own = await column(
    `select distinct r.uid from app.action a
     join app.recommendation r on r.partnership_id = a.partnership_id and r.id = a.recommendation_id
     where a.partnership_id = $1 and a.owner_post_id = $2 order by 1`,
    [at.id, at.ownerPostId],
  )
  const forAll = await evidence('true', [])
  return [
    {
      name: 'action owner',
      tokens: await signIn(client, at, at.owner.id),
      cases: [],
      recommendations: own,
      evidence: await evidence('a.owner_post_id = $2', [at.ownerPostId]),
    },
    {
      name: 'business manager',
      tokens: await signIn(client, at, at.manager.id),
      cases: await column(
        'select uid from app.serious_case where partnership_id = $1 order by id',
        [at.id],
      ),
      recommendations: all,
      // For the own agency and without naming an action, as the manager may.
      evidence: forAll.map(({ recommendation }) => ({ recommendation, action: undefined })),
    },
  ]
}

/** Makes a cluster with everything on the disk, fills it, and lets it go again. */
export async function makeWorld(given: {
  folder: string
  scale: number
  auditRowsPerYear: number
  log: (line: string) => void
}): Promise<World> {
  const { scale, auditRowsPerYear, log } = given
  const dataFolder = path.join(given.folder, `scale-${scale}`)
  mkdirSync(dataFolder, { recursive: true })
  const server = await startEmbedded({ dataFolder, log })
  const client = new pg.Client(server.connection('heed_migrate'))
  try {
    await migrate({
      connect: server.connection('heed_migrate'),
      folder: path.join(projectFolder(), 'db', 'migrations'),
    })
    await client.connect()
    await client.query(`insert into access.installation (kind) values ('test')`)
    await syncPolicy(client)
    const today = londonToday(systemClock.now())
    const loaded = await loadScale({
      client,
      partnerships: scale,
      seed: 'heed',
      today,
      auditRowsPerYear,
      log,
    })
    // In the middle of the archive, so that nobody is measured on the first or the last rows of a table.
    const partnership = loaded.partnerships[Math.floor(scale / 2)]
    if (partnership === undefined) throw new Error('nothing was loaded')
    const personas = await personasOf(client, partnership)
    await client.query('vacuum (analyze) app.recommendation, app.action, app.evidence, audit.entry')
    const { rows } = await client.query<{ bytes: string }>(
      'select pg_database_size(current_database()) as bytes',
    )
    return { scale, dataFolder, loaded, partnership, personas, bytes: Number(rows[0]?.bytes ?? 0) }
  } finally {
    await client.end()
    await server.stop()
  }
}
