import type { Client } from 'pg'
import { addDays, startOfLondonDay } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { copyTrail, trailOf } from './audit-trail.ts'
import { addCases } from './cases.ts'
import { chanceFrom } from './chance.ts'
import type { Chance } from './chance.ts'
import { addAction, addAssurance, openToOwner } from './delivery.ts'
import type { Action } from './delivery.ts'
import { addOffice } from './frame.ts'
import type { Desk, Office, Person, Post } from './frame.ts'
import { addRecommendations, turnsOf } from './recommendations.ts'
import type { Recommendation } from './recommendations.ts'
import { keepNumbering, readCatalog, sheetsFor } from './sheets.ts'
import type { Catalog } from './sheets.ts'

/** The volume that the design is measured at: what one partnership writes in a year. */
export const volume = {
  recommendationsPerYear: 40,
  actionsPerYear: 120,
  auditRowsPerYear: 60_000,
} as const

/** How much is to be loaded. */
export interface ScaleOptions {
  /** A connection as the deployment's role, which row security does not hold back. */
  readonly client: Client
  readonly partnerships: number
  readonly seed: string
  /** The day on which the years end; the same day and seed give the same rows. */
  readonly today: PlainDate
  readonly years?: number
  /** Fewer than the volume says, where the disk is small; the benchmark then says so. */
  readonly auditRowsPerYear?: number
  readonly log?: (line: string) => void
}

/** Somebody whom the benchmark signs in, with what is open to them. */
export interface ScalePartnership {
  readonly id: number
  readonly uid: string
  /** Sees every case and recommendation of the partnership. */
  readonly manager: Person
  /** Fills one post, which owns actions of twenty-five recommendations after ten years. */
  readonly owner: Person
  readonly ownerPostId: number
}

/** What was loaded, and how fast. */
export interface ScaleLoaded {
  readonly partnerships: readonly ScalePartnership[]
  readonly rows: number
  readonly auditRows: number
  readonly seconds: number
  readonly rowsPerSecond: number
}

/** Each partnership has a chance of its own, so that one more changes none of the others. */
const chanceOf = (seed: string, place: number): Chance => chanceFrom(`${seed}/${place}`)

type Load = Required<Omit<ScaleOptions, 'log'>> & { readonly catalog: Catalog }

/** The actions of a partnership; those of the newest recommendations, which are only drafts, go to the last one in work. */
function addActions(desk: Desk, recommendations: readonly Recommendation[]): Action[] {
  const isOpen = ({ status }: Recommendation) => status !== 'draft' && status !== 'quality-checked'
  const lastOpen = recommendations.findLast(isOpen)
  return recommendations.flatMap((each) => {
    const of = isOpen(each) ? each : (lastOpen ?? each)
    for (const post of each.posts) openToOwner(desk, of, post)
    return each.posts.map((post) => addAction(desk, of, post))
  })
}

function ownerOf(office: Office): Post {
  const post = office.posts[3]
  if (post === undefined) throw new Error('an office has posts')
  return post
}

async function loadOne(
  load: Load,
  place: number,
): Promise<ScalePartnership & { rows: number; auditRows: number }> {
  const { client, catalog, today, years } = load
  const chance = chanceOf(load.seed, place)
  const firstDay = addDays(today, -Math.round(365.25 * years))
  const begin = (id: number) => sheetsFor(id, { catalog, chance })
  const { office, sheets } = await addOffice(client, { begin, chance, firstDay })
  const desk: Desk = { office, sheets, chance, firstDay, today }
  const cases = addCases(desk)
  const count = volume.recommendationsPerYear * years
  const recommendations = addRecommendations(desk, { cases, count, turns: turnsOf(desk) })
  const actions = addActions(desk, recommendations)
  for (const recommendation of recommendations) addAssurance(desk, recommendation)
  const rows = await sheets.copy(client)
  const trail = trailOf(desk, { cases, recommendations, actions }, load.auditRowsPerYear * years)
  const auditRows = await copyTrail(
    client,
    { chain: office.id, now: startOfLondonDay(today) },
    trail,
  )
  const { id, uid, manager } = office
  const post = ownerOf(office)
  return { id, uid, manager, owner: post.holder, ownerPostId: post.id, rows: rows + 1, auditRows }
}

const auditIndexes = `
  select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
  where indrelid = 'audit.entry'::regclass and not indisprimary`

/** An index is built faster over all rows than row by row; nobody sees the table without it, because it is one transaction. */
async function withoutIndexes(
  { client, log }: { client: Client; log: (line: string) => void },
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(auditIndexes)
  for (const { name } of rows) await client.query(`drop index ${name}`)
  await work()
  log('Building the indexes of the audit')
  await client.query(`set local maintenance_work_mem = '512MB'`)
  for (const { definition } of rows) await client.query(definition)
}

/** Where the roles were made by this release: to pack the pages of new indexes for the log takes longer than to write them. */
async function leaveLogUnpacked(client: Client): Promise<void> {
  await client.query(
    `select set_config('wal_compression', 'off', true) where has_parameter_privilege('wal_compression', 'set')`,
  )
}

/**
 * Counts what was filled before the commit and not after it: rows that were committed are marked as such by whoever
 * reads them first, and with checksums each page that is marked goes into the log whole.
 */
async function analyze(client: Client, { filled }: Catalog): Promise<void> {
  const tables = [...filled, 'audit.entry', 'audit.row_version']
  await client.query(`analyze ${tables.join(', ')}`)
}

/** The load cannot be done; the sentence says why. */
export class ScaleRefusal extends Error {}

async function mustBeInvented(client: Client): Promise<void> {
  const { rows } = await client.query<{ kind: string }>('select kind from access.installation')
  const kind = rows[0]?.kind
  if (kind !== 'sample' && kind !== 'test') {
    throw new ScaleRefusal(
      'Only a database that was made as a sample can be filled with a volume of invented data.',
    )
  }
}

/** The first that a partnership takes from its chance is its uid. */
async function mustBeNew({ client, seed }: Pick<Load, 'client' | 'seed'>): Promise<void> {
  const uid = chanceOf(seed, 1).uid()
  const { rowCount } = await client.query('select from access.partnership where uid = $1', [uid])
  if (rowCount !== 0) {
    throw new ScaleRefusal(
      `The partnerships of the seed "${seed}" are in this database already; another --seed makes others.`,
    )
  }
}

type Total = Pick<ScaleLoaded, 'partnerships' | 'rows' | 'auditRows'>

async function loadAll(load: Load, log: (line: string) => void): Promise<Total> {
  const partnerships: ScalePartnership[] = []
  const total = { rows: 0, auditRows: 0 }
  for (let place = 1; place <= load.partnerships; place += 1) {
    const { rows, auditRows, ...made } = await loadOne(load, place)
    partnerships.push(made)
    total.rows += rows + auditRows
    total.auditRows += auditRows
    log(
      `Partnership ${place} of ${load.partnerships}: ${rows} rows of content and people, ${auditRows} of the audit`,
    )
  }
  return { partnerships, ...total }
}

/**
 * Fills a sample database with so many partnerships of ten years each, by `copy`, in one transaction: all of it or nothing.
 * The audit of each is one chain that verifies; its entries say that a bulk load wrote them.
 */
export async function loadScale(options: ScaleOptions): Promise<ScaleLoaded> {
  const { client, log = () => undefined, years = 10 } = options
  const { auditRowsPerYear = volume.auditRowsPerYear } = options
  await mustBeInvented(client)
  await mustBeNew(options)
  const began = performance.now()
  await client.query('begin')
  try {
    await leaveLogUnpacked(client)
    const catalog = await readCatalog(client)
    let total: Total = { partnerships: [], rows: 0, auditRows: 0 }
    await withoutIndexes({ client, log }, async () => {
      total = await loadAll({ ...options, years, auditRowsPerYear, catalog }, log)
      await keepNumbering(client, catalog)
    })
    await analyze(client, catalog)
    const entry = { event: 'sample.loaded', outcome: 'done', n: options.partnerships }
    await client.query('select audit.append($1::jsonb)', [JSON.stringify(entry)])
    await client.query('commit')
    const seconds = (performance.now() - began) / 1000
    const rowsPerSecond = Math.round(total.rows / seconds)
    log(`${total.rows} rows in ${seconds.toFixed(1)} seconds, ${rowsPerSecond} a second`)
    return { ...total, seconds, rowsPerSecond }
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
