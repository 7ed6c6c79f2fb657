import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAll } from '../../tools/build.mjs'
import { addWriter, startHeed, type KillOrder, type RunningHeed } from './running-heed.ts'
import { send, startWriters, type Sent } from './writers.ts'

const long = process.env['HEED_TEST_LONG'] !== undefined
const rounds = long ? 100 : 5
const orders: readonly KillOrder[] = ['web first', 'database first', 'web only', 'database only']

const folder = mkdtempSync(path.join(tmpdir(), 'heed-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeAll(async () => void (await buildAll()))

type Stored = { name: string; uid: string; times: number }

async function stored(heed: RunningHeed): Promise<Map<string, Stored>> {
  const rows = await heed.sql<Stored>(
    `select name, min(uid::text) as uid, count(*)::int as times from app.agency group by name`,
  )
  return new Map(rows.map((row) => [row.name, row]))
}

/** An acknowledged write is there once, under the address that was answered. */
function checkAcknowledged(sent: readonly Sent[], found: Map<string, Stored>): void {
  for (const one of sent) {
    const row = found.get(one.name)
    expect(row?.times).toBe(1)
    expect(one.answered).toContain(row?.uid)
  }
}

/** Every chain of the audit has each number once, and says that the agency was added exactly as often as there are agencies. */
async function checkAudit(heed: RunningHeed, agencies: number): Promise<void> {
  const gaps = await heed.sql(
    `select chain from audit.entry group by chain having max(seq) <> count(*) or min(seq) <> 1`,
  )
  expect(gaps).toEqual([])
  const [added] = await heed.sql<{ n: number }>(
    `select count(distinct said ->> 'object')::int as n from audit.entry
      where said ->> 'event' = 'organisation.added' and said ->> 'outcome' = 'done'`,
  )
  expect(added?.n).toBe(agencies)
}

async function round(number: number, tally: Tally): Promise<void> {
  let heed = await startHeed(path.join(folder, 'data'))
  tally.readyMs.push(heed.readyMs)
  tally.token ??= await addWriter(heed)
  const writers = startWriters(heed, tally.token)
  await wait(300 + Math.random() * (long ? 700 : 1_200))
  await heed.kill(orders[number % orders.length] ?? 'web first')
  const sent = await writers.stop()

  heed = await startHeed(path.join(folder, 'data'))
  tally.readyMs.push(heed.readyMs)
  const acknowledged = sent.filter((one) => one.answered !== undefined)
  const doubtful = sent.filter((one) => one.answered === undefined)
  const before = await stored(heed)
  checkAcknowledged(acknowledged, before)
  tally.committed += doubtful.filter((one) => before.has(one.name)).length

  for (const one of doubtful) await send(heed, tally.token, one)
  const after = await stored(heed)
  checkAcknowledged(sent, after)
  tally.acknowledged += acknowledged.length
  tally.doubtful += doubtful.length
  tally.agencies += sent.length
  expect(after.size).toBe(tally.agencies)
  await checkAudit(heed, tally.agencies)
  const { code } = await heed.stop()
  expect(code).toBe(0)
}

type Tally = {
  token: string | undefined
  acknowledged: number
  doubtful: number
  committed: number
  agencies: number
  readonly readyMs: number[]
}

test(
  `${rounds} kills in mid-write lose no acknowledged write, and the key of each doubtful one settles it without a duplicate`,
  { timeout: rounds * 30_000 },
  async () => {
    const tally: Tally = {
      token: undefined,
      acknowledged: 0,
      doubtful: 0,
      committed: 0,
      agencies: 0,
      readyMs: [],
    }
    for (let number = 0; number < rounds; number += 1) await round(number, tally)
    const sorted = tally.readyMs.toSorted((a, b) => a - b)
    console.log(
      `${rounds} kills: ${tally.acknowledged} writes acknowledged, 0 lost; ${tally.doubtful} in doubt, of which ${tally.committed} were committed; ` +
        `ready again in ${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms (median), ${Math.round(sorted.at(-1) ?? 0)} ms (longest)`,
    )
    expect(tally.acknowledged).toBeGreaterThan(rounds * 8)
    expect(tally.doubtful).toBeGreaterThan(0)
  },
)
