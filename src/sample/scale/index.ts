import type { Client } from 'pg'
import { addDays, startOfLondonDay } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { copyTrail, trailOf } from './audit-trail.ts'
import { addCases } from './cases.ts'
import { chanceFrom } from './chance.ts'
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
  const chance = chanceFrom(`${load.seed}/${place}`)
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
async function withoutIndexes(client: Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(auditIndexes)
  for (const { name } of rows) await client.query(`drop index ${name}`)
  await work()
  await client.query(`set local maintenance_work_mem = '512MB'`)
  for (const { definition } of rows) await client.query(definition)
}

async function mustBeInvented(client: Client): Promise<void> {
  const { rows } = await client.query<{ kind: string }>('select kind from access.installation')
  const kind = rows[0]?.kind
  if (kind !== 'sample' && kind !== 'test') {
    throw new Error(
      'Only a database that was made as a sample can be filled with a volume of invented data.',
    )
  }
}

/**
 * Fills a sample database with so many partnerships of ten years each, by `copy`, in one transaction: all of it or nothing.
 * The audit of each is one chain that verifies; its entries say that a bulk load wrote them.
 */
export async function loadScale(options: ScaleOptions): Promise<ScaleLoaded> {
  const { client, log = () => undefined, years = 10 } = options
  const { auditRowsPerYear = volume.auditRowsPerYear } = options
  await mustBeInvented(client)
  const began = performance.now()
  const partnerships: ScalePartnership[] = []
  const total = { rows: 0, auditRows: 0 }
  await client.query('begin')
  try {
    const catalog = await readCatalog(client)
    await withoutIndexes(client, async () => {
      for (let place = 1; place <= options.partnerships; place += 1) {
        const { rows, auditRows, ...made } = await loadOne(
          { ...options, years, auditRowsPerYear, catalog },
          place,
        )
        partnerships.push(made)
        total.rows += rows + auditRows
        total.auditRows += auditRows
        log(
          `Partnership ${place} of ${options.partnerships}: ${rows} rows of content and people, ${auditRows} of the audit`,
        )
      }
      await keepNumbering(client, catalog)
    })
    const entry = { event: 'sample.loaded', outcome: 'done', n: options.partnerships }
    await client.query('select audit.append($1::jsonb)', [JSON.stringify(entry)])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  await client.query('analyze')
  const seconds = (performance.now() - began) / 1000
  const rowsPerSecond = Math.round(total.rows / seconds)
  log(`${total.rows} rows in ${seconds.toFixed(1)} seconds, ${rowsPerSecond} a second`)
  return { partnerships, ...total, seconds, rowsPerSecond }
}
