import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { refuseStart, type Plan } from './embedded-cluster.ts'
import { launch, watchOver } from './embedded-process.ts'
import { serverSettings } from './embedded-settings.ts'

/** The server's process once it accepts connections. */
export type RunningServer = {
  readonly pid: number | undefined
  /** Settles only when the server ends without having been asked, with its last words. */
  readonly ended: Promise<string>
  readonly stop: () => Promise<void>
}

/**
 * After a kill, the dead server's lock file can stand until the system has buried its process, and a server that
 * lost its parent first writes out what it holds. The server itself judges its lock file; we only ask it again.
 */
const patience = { lingering: 20_000, between: 100 }

/** Starts the server on its files and waits until it accepts connections; recovery after a kill is the server's own. */
export async function startServer(plan: Plan): Promise<RunningServer> {
  const since = performance.now()
  for (;;) {
    const attempt = await tryStart(plan)
    if (attempt.running) return attempt.running
    const waited = performance.now() - since
    if (!isHeld(attempt.lines) || waited >= patience.lingering) {
      return refuseStart(plan.folder, attempt.lines)
    }
    await wait(patience.between)
  }
}

/** The lock file of another server stands, or its shared memory is in use still. */
function isHeld(lines: readonly string[]): boolean {
  return lines.some((line) =>
    /lock file ".*" already exists|pre-existing shared memory block/.test(line),
  )
}

type Attempt = { running?: RunningServer; lines: string[] }

async function tryStart(plan: Plan): Promise<Attempt> {
  const lines: string[] = []
  let ready = false
  const settings = Object.entries(serverSettings(plan.address, plan.settings))
  const child = launch(
    plan.runner,
    [
      plan.binaries.postgres,
      '-D',
      plan.folder.postgres,
      ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      libraries: plan.binaries.libraries,
      onLine: (line) => {
        lines.push(line)
        if (lines.length > 50) lines.shift()
        if (ready && / (WARNING|ERROR|FATAL|PANIC): /.test(line)) plan.log(line)
      },
    },
  )
  if (!plan.runner.diesWithParent) watchOver(child)
  ready = await isReady(child)
  if (!ready) return { lines }
  return { lines, running: runningServer(plan, child, lines) }
}

function runningServer(plan: Plan, child: ChildProcess, lines: readonly string[]): RunningServer {
  let asked = false
  const ended = new Promise<string>((resolve) => {
    child.once('close', () => {
      if (!asked) resolve(lines.at(-1) ?? 'it was ended from outside')
    })
  })
  async function stop(): Promise<void> {
    asked = true
    await stopServer(plan, child)
  }
  return { pid: child.pid, ended, stop }
}

async function isReady(child: ChildProcess): Promise<boolean> {
  return await new Promise((resolve) => {
    child.stderr?.on('data', (words: Buffer) => {
      if (words.includes('ready to accept connections')) resolve(true)
    })
    child.once('error', () => resolve(false))
    child.once('close', () => resolve(false))
  })
}

/** Ends open transactions, writes everything out and waits; what takes longer is left to recovery at the next start. */
async function stopServer(plan: Plan, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  if (process.platform === 'win32') {
    spawn(plan.binaries.pgCtl, ['stop', '-D', plan.folder.postgres, '-m', 'fast'], {
      stdio: 'ignore',
    })
  } else {
    child.kill('SIGINT')
  }
  const late = setTimeout(() => child.kill('SIGQUIT'), 30_000)
  await gone
  clearTimeout(late)
}
