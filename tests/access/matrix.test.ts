import { beforeAll, afterAll, expect, test } from 'vitest'
import type pg from 'pg'
import { accessDatabase, drawWorlds, inSession, load, open, tables } from './arena.ts'
import { compareSession } from './compare.ts'
import type { Tally } from './compare.ts'
import type { World } from './world.ts'

const seed = Number(process.env['HEED_ACCESS_SEED'] ?? 20261124)
const count = Number(process.env['HEED_ACCESS_WORLDS'] ?? 20)
const leastCells = 200_000

const database = await accessDatabase()
let app: pg.Client
let all: World[]

beforeAll(async () => {
  all = drawWorlds(seed, count)
  const deployment = await open(database.connect.migrate)
  await load(deployment, all)
  await deployment.end()
  app = await open(database.connect.app)
})

afterAll(async () => {
  await app.end()
})

test('in random worlds the database lets each session read, list, count, change and add exactly what the plain predicate says', async () => {
  const tally: Tally = { cells: 0, mismatches: [] }
  for (const world of all) {
    for (const session of world.sessions) {
      const one = { app, world, session, tally }
      await compareSession(one, { oneByOne: true, adds: true, reads: true, how: 'anew' })
      await compareSession(one, { oneByOne: false, adds: false, reads: true, how: 'remembering' })
    }
  }
  console.log(
    `access matrix: ${tally.cells} cells, ${tally.mismatches.length} mismatches, ${count} worlds from seed ${seed}`,
  )
  expect(tally.mismatches.slice(0, 20)).toEqual([])
  if (count >= 20) expect(tally.cells).toBeGreaterThanOrEqual(leastCells)
}, 600_000)

test('the worlds are not trivial: enough is seen, hidden, changed and closed in them', async () => {
  let seen = 0
  let hidden = 0
  for (const world of all.slice(0, 8)) {
    for (const session of world.sessions) {
      const { rows } = await inSession(app, session.token, () =>
        app.query<{ n: number }>(`select count(*)::integer as n from ${tables[0].table}`),
      )
      const n = rows[0]?.n ?? 0
      seen += n
      hidden += 36 - n
    }
  }
  expect(seen).toBeGreaterThan(300)
  expect(hidden).toBeGreaterThan(500)
})

test('a transaction without a session, with a wrong or an empty one, sees and adds nothing', async () => {
  for (const token of ['', 'nobody', `token-${all[0]?.sessions[0]?.principal.id} `]) {
    await inSession(app, token, async () => {
      for (const { table } of tables) {
        const { rows } = await app.query<{ n: number }>(
          `select count(*)::integer as n from ${table}`,
        )
        expect(rows[0]?.n).toBe(0)
      }
      const { rows } = await app.query<{ who: unknown }>('select access.current_principal() as who')
      expect(rows[0]?.who).toBeNull()
    })
  }
})
