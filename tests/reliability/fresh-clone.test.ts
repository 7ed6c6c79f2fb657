import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { projectFolder } from '#platform/db/data-folder.ts'
import { databaseProcesses, freePort } from './running-heed.ts'

const long = process.env['HEED_TEST_LONG'] !== undefined
const folder = mkdtempSync(path.join(tmpdir(), 'heed-clone-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The newcomer's own path: the Node and npm of the machine, without anything that this checkout brings. */
function newcomersPath(): string {
  const outside = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((one) => !one.includes('node_modules'))
  const npmsNode = process.env['npm_node_execpath']
  return [...(npmsNode ? [path.dirname(npmsNode)] : []), ...outside].join(path.delimiter)
}

type Started = { child: ChildProcess; ms: number; said: () => string }

async function npmStart(clone: string, port: number): Promise<Started> {
  const from = performance.now()
  let said = ''
  const child = spawn('npm', ['start'], {
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: newcomersPath(),
      HOME: homedir(),
      PORT: String(port),
      PUBLIC_PORT: String(await freePort()),
    },
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  }
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`npm start ended:\n${said}`)
    await wait(100)
  }
  return { child, ms: performance.now() - from, said: () => said }
}

async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://localhost:${port}/`, { redirect: 'manual' })
    return answer.status < 500
  } catch {
    return false
  }
}

/** As the terminal does it: the signal goes to npm and to everything that it started in the foreground. */
async function pressCtrlC(child: ChildProcess): Promise<number> {
  const from = performance.now()
  const gone = once(child, 'close')
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
  await gone
  return performance.now() - from
}

test.runIf(long)(
  'a newcomer clones, types npm start, and finds Heed; a second npm start finds its data in seconds',
  { timeout: 600_000 },
  async () => {
    const clone = path.join(folder, 'heed')
    const cloned = spawnSync('git', ['clone', '--quiet', projectFolder(), clone], {
      stdio: 'inherit',
    })
    expect(cloned.status).toBe(0)
    const port = await freePort()

    const first = await npmStart(clone, port)
    expect(first.said()).toContain(`http://localhost:${port}`)
    const stopMs = await pressCtrlC(first.child)
    const dataFolder = path.join(clone, 'data')
    expect(databaseProcesses(dataFolder)).toEqual([])
    expect(existsSync(path.join(dataFolder, 'postgres', 'postmaster.pid'))).toBe(false)

    const second = await npmStart(clone, port)
    await pressCtrlC(second.child)
    expect(databaseProcesses(dataFolder)).toEqual([])
    expect(second.said()).not.toContain('Installing')
    expect(second.ms).toBeLessThan(20_000)
    console.log(
      `fresh clone: first npm start ${Math.round(first.ms)} ms, second ${Math.round(second.ms)} ms, Ctrl-C ${Math.round(stopMs)} ms`,
    )
  },
)
