import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectFolder } from '#platform/db/data-folder.ts'
import { embedded, startEmbedded } from '#platform/db/embedded.ts'
import { buildAll } from '../../tools/build.mjs'
import { freePort } from './running-heed.ts'

// What `npm start` runs, on a PostgreSQL that Heed did not start: the oldest that it takes, where this machine has it.
// (`npm` itself is walked by fresh-clone.test.ts.)

const folder = mkdtempSync(path.join(tmpdir(), 'heed-external-'))
const hasOldest = existsSync(path.join(projectFolder(), 'node_modules', 'pg15-linux-x64'))
const server = await startEmbedded({
  dataFolder: path.join(folder, 'server'),
  major: hasOldest ? 15 : 18,
  log: () => undefined,
})
const superuser = new pg.Client(server.connection(embedded.superuser, 'postgres'))
const started: ChildProcess[] = []
beforeAll(async () => {
  await buildAll()
  await superuser.connect()
  // As the README says: the roles once (they are there already, and it is safe again), then an empty database.
  await superuser.query(readFileSync(path.join(projectFolder(), 'db', 'roles.sql'), 'utf8'))
  await superuser.query('create database outside owner heed_migrate')
})
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  await superuser.end()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

function addresses(): Record<string, string> {
  const { host = '', port = 0 } = server.connection('heed_app')
  const at = (role: string): string =>
    `postgresql://heed_${role}@localhost:${port}/outside?host=${encodeURIComponent(host)}`
  return {
    DATABASE_URL: at('app'),
    DATABASE_MIGRATE_URL: at('migrate'),
    DATABASE_PUBLIC_URL: at('public'),
    DATABASE_AUDITOR_URL: at('auditor'),
    DATABASE_JOBS_URL: at('jobs'),
    DATABASE_BACKUP_URL: at('backup'),
  }
}

interface Running {
  readonly child: ChildProcess
  readonly port: number
  readonly publicPort: number
}

async function start(name: string): Promise<Running> {
  const [port, publicPort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, [path.join('tools', 'tasks.mjs'), 'start'], {
    cwd: projectFolder(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HEED_DATA: path.join(folder, name),
      // One database, one set of keys: a host with keys of its own is refused.
      HEED_KEYS: path.join(folder, 'keys'),
      HEED_SAMPLE: 'no',
      PORT: String(port),
      PUBLIC_PORT: String(publicPort),
      LOG_LEVEL: 'error',
      ...addresses(),
    },
  })
  started.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const lines = ['Heed is at', 'The public site is at', 'The worker does the jobs']
  while (!lines.every((line) => said.includes(line)) || partsOf(child).length < 3) {
    if (child.exitCode !== null) throw new Error(`Heed did not start: ${said}`)
    await wait(50)
  }
  return { child, port, publicPort }
}

/** The processes that were started by this one, and which script each runs. */
function partsOf(child: ChildProcess): { pid: number; script: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
        const script = /dist\/(\w+\.js)/.exec(readFileSync(`/proc/${name}/cmdline`, 'utf8'))?.[1]
        return parent === child.pid && script !== undefined ? [{ pid: Number(name), script }] : []
      } catch {
        // It has ended in the meantime.
        return []
      }
    })
}

async function answerOf(port: number, page: string): Promise<number> {
  const { status } = await fetch(`http://localhost:${port}${page}`, { redirect: 'manual' })
  return status
}

/** Puts a job into the queue and waits until the worker has taken it out again. */
async function doJob(): Promise<void> {
  const client = new pg.Client(server.connection(embedded.superuser, 'outside'))
  await client.connect()
  try {
    const added = await client.query<{ id: string }>(
      `select id::text from graphile_worker.add_job('audit.checkpoint', '{}')`,
    )
    for (;;) {
      const { rows } = await client.query<{ last_error: string | null }>(
        'select last_error from graphile_worker._private_jobs where id = $1::bigint',
        [added.rows[0]?.id],
      )
      if (rows.length === 0) return
      if (rows[0]?.last_error) throw new Error(rows[0].last_error)
      await wait(50)
    }
  } finally {
    await client.end()
  }
}

async function connections(): Promise<number> {
  const { rows } = await superuser.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = 'outside'`,
  )
  return rows[0]?.n ?? -1
}

async function settled(): Promise<number> {
  for (let turn = 0; turn < 100 && (await connections()) > 0; turn += 1) await wait(50)
  return connections()
}

test('one start brings up the site, the public site and the worker, and Ctrl-C ends all three', async () => {
  const heed = await start('first')
  expect(
    partsOf(heed.child)
      .map(({ script }) => script)
      .sort(),
  ).toEqual(['main.js', 'public.js', 'worker.js'])
  expect(await answerOf(heed.port, '/sign-in')).toBe(200)
  expect(await answerOf(heed.publicPort, '/')).toBeLessThan(400)
  await doJob()
  const gone = once(heed.child, 'exit')
  heed.child.kill('SIGINT')
  expect(await gone).toEqual([0, null])
  expect(partsOf(heed.child)).toEqual([])
  expect(await settled()).toBe(0)
})

test('when the worker dies, everything ends with it, and the exit code says so', async () => {
  const heed = await start('second')
  const worker = partsOf(heed.child).find(({ script }) => script === 'worker.js')
  const gone = once(heed.child, 'exit')
  process.kill(worker?.pid ?? 0, 'SIGKILL')
  expect(await gone).toEqual([137, null])
  expect(await settled()).toBe(0)
})
