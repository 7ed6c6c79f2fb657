import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAll } from '../../tools/build.mjs'
import { databaseProcesses, freePort, launchHeed, startHeed } from './running-heed.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'heed-start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeAll(async () => void (await buildAll()))

/** How a start that is refused ends: what the administrator reads, and the exit code. */
async function refusedStart(
  dataFolder: string,
  port: number,
): Promise<{ said: string; code: number | null }> {
  const { child, said } = launchHeed(dataFolder, port)
  await once(child, 'close')
  return { said: said(), code: child.exitCode }
}

test('Heed stops on Ctrl-C with nothing left behind, and starts again on the same data in seconds', async () => {
  const dataFolder = path.join(folder, 'twice')
  const first = await startHeed(dataFolder)
  const [made] = await first.sql<{ oid: string }>(
    `select oid::text from pg_database where datname = 'heed'`,
  )
  const stopped = await first.stop()
  expect(stopped.code).toBe(0)
  expect(databaseProcesses(dataFolder)).toEqual([])

  const second = await startHeed(dataFolder)
  const [found] = await second.sql<{ oid: string }>(
    `select oid::text from pg_database where datname = 'heed'`,
  )
  expect(found).toEqual(made)
  const again = await second.stop()
  expect(again.code).toBe(0)
  expect(second.readyMs).toBeLessThan(15_000)
  console.log(
    `first start ${Math.round(first.readyMs)} ms, second ${Math.round(second.readyMs)} ms; stop ${Math.round(stopped.ms)} ms and ${Math.round(again.ms)} ms`,
  )
})

test('a second instance on the same data gets one clear sentence, and the first goes on', async () => {
  const dataFolder = path.join(folder, 'one')
  const first = await startHeed(dataFolder)
  const { said, code } = await refusedStart(dataFolder, await freePort())
  expect(code).toBe(71)
  expect(said.trim()).toMatch(
    /^Heed is already running on the data in .* \(process \d+\)\. Stop that one first, .*\.$/,
  )
  const answer = await fetch(first.url, { redirect: 'manual' })
  expect(answer.status).toBeLessThan(500)
  await first.stop()
})

test('a port in use gets one clear sentence, and the database is stopped again', async () => {
  const dataFolder = path.join(folder, 'port')
  const taken = createServer()
  const port = await freePort()
  await new Promise<void>((resolve) => {
    taken.listen(port, '127.0.0.1', resolve)
  })
  const { said, code } = await refusedStart(dataFolder, port)
  taken.close()
  expect(code).toBe(72)
  expect(said.trim()).toBe(
    `Port ${port} is already in use by another program. Stop that program, or choose another port with PORT.`,
  )
  expect(databaseProcesses(dataFolder)).toEqual([])
})

test('the database ends with its server even when that is killed', async () => {
  const heed = await startHeed(path.join(folder, 'orphan'))
  await heed.kill('web only')
  const from = performance.now()
  while (databaseProcesses(heed.dataFolder).length > 0 && performance.now() - from < 20_000)
    await wait(100)
  expect(databaseProcesses(heed.dataFolder)).toEqual([])
})
