import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { copyIn, copyOut } from './copy.ts'

const database = await testDatabase({ empty: true })
const client = new pg.Client(database.connect.superuser)
await client.connect()
afterAll(async () => await client.end())
await client.query('create table line (n int primary key, words text)')

async function* rows(from: number, to: number): AsyncGenerator<Buffer> {
  for (let n = from; n < to; n += 1) yield Buffer.from(`${n}\t${'word'.repeat(n % 50)}\n`)
  await Promise.resolve()
}

async function all(statement: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of copyOut(client, statement)) pieces.push(piece)
  return Buffer.concat(pieces)
}

test('rows that are copied in come out as they were', async () => {
  expect(await copyIn(client, 'copy line from stdin', rows(0, 50_000))).toBe(50_000)
  const expected: Buffer[] = []
  for await (const row of rows(0, 50_000)) expected.push(row)
  const found = await all('copy (select * from line order by n) to stdout')
  expect(found.equals(Buffer.concat(expected))).toBe(true)
})

test('an empty table gives nothing, and nothing copied in is no row', async () => {
  expect(await all('copy (select where false) to stdout')).toHaveLength(0)
  expect(await copyIn(client, 'copy line from stdin', rows(0, 0))).toBe(0)
})

test('a row that the database refuses ends the copy with its error, and the connection is good for more', async () => {
  const twice = copyIn(client, 'copy line from stdin', rows(49_999, 60_000))
  await expect(twice).rejects.toMatchObject({ code: '23505' })
  await expect(copyIn(client, 'copy nowhere from stdin', rows(0, 1))).rejects.toMatchObject({ code: '42P01' })
  await expect(all('copy nowhere to stdout')).rejects.toMatchObject({ code: '42P01' })
  const { rows: found } = await client.query<{ n: number }>('select count(*)::int as n from line')
  expect(found).toEqual([{ n: 50_000 }])
})

test('a source that fails keeps none of its rows and tells its own error', async () => {
  async function* failing(): AsyncGenerator<Buffer> {
    yield* rows(60_000, 60_010)
    throw new Error('the file ended in the middle')
  }
  await expect(copyIn(client, 'copy line from stdin', failing())).rejects.toThrow('in the middle')
  const { rows: found } = await client.query<{ n: number }>('select count(*)::int as n from line')
  expect(found).toEqual([{ n: 50_000 }])
})

test('a slow reader gets every row, and the rest waits at the server meanwhile', async () => {
  const statement = `copy (select repeat('x', 1000) from generate_series(1, 60000)) to stdout`
  const slow = new pg.Client(database.connect.superuser)
  await slow.connect()
  const socket: Socket = Reflect.get(Reflect.get(slow, 'connection') as object, 'stream')
  let [bytes, taken] = [0, 0]
  for await (const piece of copyOut(slow, statement)) {
    if (bytes === 0) {
      await wait(500)
      taken = socket.bytesRead
    }
    bytes += piece.length
  }
  await slow.end()
  expect(bytes).toBe(60_000 * 1001)
  expect(taken).toBeLessThan(16 * 1024 * 1024)
})
