import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { projectFolder } from '#platform/db/data-folder.ts'
import { embedded, openEmbedded } from '#platform/db/embedded.ts'

/** Heed as a process of its own on a data folder, as `npm start` runs it. */
export type RunningHeed = {
  readonly url: string
  readonly dataFolder: string
  readonly child: ChildProcess
  /** What it wrote for its administrator when it could not start. */
  readonly said: () => string
  /** Milliseconds from its start until it answered. */
  readonly readyMs: number
  /** Runs a statement past row security, to set up a world or to look at what is stored. */
  readonly sql: <R extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<R[]>
  /** Asks it to stop, as Ctrl-C does, and answers its exit code and how long it took. */
  readonly stop: () => Promise<{ code: number | null; ms: number }>
  /** Kills the web server and every process of the database without a warning. */
  readonly kill: (order: KillOrder) => Promise<void>
}

/** Which of the two dies first. */
export type KillOrder = 'web first' | 'database first' | 'web only' | 'database only'

const main = path.join(projectFolder(), 'dist', 'main.js')

/** A port that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/** Starts the process without waiting for it. */
export function launchHeed(
  dataFolder: string,
  port: number,
): { child: ChildProcess; said: () => string } {
  let said = ''
  const child = spawn(process.execPath, ['--enable-source-maps', main], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: true,
    env: {
      PATH: process.env['PATH'],
      HEED_DATA: dataFolder,
      HEED_SAMPLE: 'no',
      PORT: String(port),
      PUBLIC_PORT: '0',
      LOG_LEVEL: 'silent',
      REQUESTS_PER_MINUTE: '10000000',
    },
  })
  child.stderr?.on('data', (bytes: Buffer) => {
    said += bytes.toString()
  })
  return { child, said: () => said }
}

/** Starts Heed and waits until it answers. */
export async function startHeed(dataFolder: string): Promise<RunningHeed> {
  const from = performance.now()
  const port = await freePort()
  const { child, said } = launchHeed(dataFolder, port)
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => message === 'ready' && resolve())
    child.on('exit', () => reject(new Error(`Heed did not start: ${said()}`)))
  })
  const readyMs = performance.now() - from
  const server = await openEmbedded({ dataFolder, log: () => undefined })
  const client = new pg.Client(server.connection(embedded.superuser))
  client.on('error', () => undefined)
  await client.connect()
  return {
    url: `http://localhost:${port}`,
    dataFolder,
    child,
    said,
    readyMs,
    sql: async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await client.query<R>(text, [...values])).rows,
    stop: async () => {
      await client.end().catch(() => undefined)
      return await stopChild(child)
    },
    kill: async (order) => await killAll(child, dataFolder, order),
  }
}

/** Stops a process as Ctrl-C does. */
export async function stopChild(child: ChildProcess): Promise<{ code: number | null; ms: number }> {
  const from = performance.now()
  const gone = once(child, 'exit')
  child.kill('SIGINT')
  await gone
  return { code: child.exitCode, ms: performance.now() - from }
}

/** Nothing here waits between the decision and the kill: a pause would let every open request finish. */
async function killAll(child: ChildProcess, dataFolder: string, order: KillOrder): Promise<void> {
  const web = child.pid === undefined ? [] : [child.pid]
  const database = databaseProcesses(dataFolder)
  const gone = child.exitCode === null ? once(child, 'exit') : undefined
  const victims = {
    'web first': [...web, ...database],
    'database first': [...database, ...web],
    'web only': web,
    'database only': database,
  }[order]
  for (const pid of victims) killQuietly(pid)
  await gone
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended in the meantime, which is what was wanted.
  }
}

/** The postmaster of this data folder and all its children, from the list of processes. */
export function databaseProcesses(dataFolder: string): number[] {
  const processes = readdirSync('/proc').flatMap((name) => describeProcess(Number(name)))
  const parent = processes.find((one) => one.command.includes(`-D\0${dataFolder}/postgres\0`))
  if (parent === undefined) return []
  return [parent.pid, ...processes.flatMap((one) => (one.parent === parent.pid ? [one.pid] : []))]
}

function describeProcess(pid: number): { pid: number; parent: number; command: string }[] {
  if (!Number.isInteger(pid)) return []
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    return [{ pid, parent, command }]
  } catch {
    return []
  }
}

/** Somebody who may write, with a session that outlives the test; answers the session's token. */
export async function addWriter(heed: RunningHeed): Promise<string> {
  const one = async (text: string, values: readonly unknown[]) => {
    const [row] = await heed.sql<{ id: number }>(text, values)
    if (row === undefined) throw new Error('the statement answered no row')
    return row.id
  }
  await heed.sql(`insert into access.installation (kind) values ('test') on conflict do nothing`)
  const slug = `aldermere-${randomBytes(3).toString('hex')}`
  const partnership = await one(
    `insert into access.partnership (name, slug) values ('Aldermere', $1) returning id`,
    [slug],
  )
  const person = await one(
    `insert into access.principal (partnership_id, kind, name) values ($1, 'person', 'Invented Manager') returning id`,
    [partnership],
  )
  await heed.sql(
    `insert into access.role_held (partnership_id, principal_id, role, valid) values ($1, $2, 'business-manager', tstzrange('2010-01-01', null))`,
    [partnership, person],
  )
  const token = randomBytes(32).toString('base64url')
  await heed.sql(
    `insert into access.session (partnership_id, principal_id, token_digest, assurance, stepped_up_at, started_at, seen_at, idle_limit, expires_at)
      values ($1, $2, $3, 2, '2100-01-01', '2010-01-01', '2100-01-01', interval '50 years', '2100-01-01')`,
    [partnership, person, createHash('sha256').update(token).digest()],
  )
  return token
}
