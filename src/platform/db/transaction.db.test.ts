import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { openPool } from './connection.ts'
import type { Pool } from './connection.ts'
import { inTransaction } from './transaction.ts'
import type { Opening, Tx } from './transaction.ts'

const database = await testDatabase()
const pools: Pool[] = []
// One connection, so that whatever is left over from one request would meet the next one.
let pool: Pool

beforeEach(() => {
  pool = openPool(database.connect.app, 1)
  pools.push(pool)
})

afterAll(async () => {
  await Promise.all(pools.map((each) => each.end()))
})

const opening = (): Opening => ({ token: undefined, requestId: randomUUID(), clock: undefined })

async function numbers(tx: Tx, upTo: number): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`select generate_series(1, ${upTo}::int) as n`.execute(
    tx,
  )
  return rows.map(({ n }) => n)
}

test('reads that are sent together are answered each with its own rows', async () => {
  const lengths = await inTransaction(pool, opening(), async (tx) => {
    const asked = Array.from({ length: 50 }, (_, n) => numbers(tx, n))
    const answered = await Promise.all(asked)
    return { result: answered.map((rows) => rows.length), audit: undefined }
  })
  expect(lengths).toEqual(Array.from({ length: 50 }, (_, n) => n))
})

test('of reads that are sent together one may fail: the first error is told, nothing is kept, and the connection is good for more', async () => {
  const work = inTransaction(pool, opening(), async (tx) => {
    await Promise.all([
      numbers(tx, 3),
      sql`select 1 / ${0}::int`.execute(tx),
      numbers(tx, 4).then(() => numbers(tx, 5)),
    ])
    return { result: undefined, audit: undefined }
  })
  await expect(work).rejects.toMatchObject({ code: '22012' })
  const after = await inTransaction(pool, opening(), async (tx) => ({
    result: await numbers(tx, 2),
    audit: undefined,
  }))
  expect(after).toEqual([1, 2])
})

test('a statement that comes after the end of its transaction never meets the next one', async () => {
  const late: Promise<number[]>[] = []
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>()
  const failing = inTransaction(pool, opening(), async (tx) => {
    late.push(isOver.then(() => numbers(tx, 1)))
    await Promise.reject(new Error('refused meanwhile'))
    return { result: undefined, audit: undefined }
  })
  await expect(failing).rejects.toThrow('refused meanwhile')
  const ending = inTransaction(pool, opening(), (tx) => {
    late.push(isOver.then(() => numbers(tx, 1)))
    return Promise.resolve({ result: undefined, audit: undefined })
  })
  await ending
  await inTransaction(pool, opening(), async () => {
    const settled = Promise.allSettled(late)
    end()
    const told = await settled
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    return { result: undefined, audit: undefined }
  })
})
