import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/** What a server process has used up to now. */
export interface Usage {
  readonly cpuMicroseconds: number
  readonly rss: number
}

/** A statement that a server sent to the database. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** A server in a process of its own, which can be asked what it uses. */
export interface ChildServer {
  readonly origin: string
  readonly usage: () => Promise<Usage>
  /** The statements that it sends while the work runs. */
  readonly recording: (work: () => Promise<unknown>) => Promise<readonly Statement[]>
  readonly stop: () => Promise<void>
}

const hook = path.join(import.meta.dirname, 'report-usage.mjs')

function said<T extends object>(child: ChildProcess, key: keyof T & string): Promise<T> {
  return new Promise((resolve, reject) => {
    function onMessage(message: unknown): void {
      if (typeof message !== 'object' || message === null || !(key in message)) return
      child.off('message', onMessage)
      child.off('exit', onExit)
      // The hook of our own sends it.
      resolve(message as T)
    }
    const onExit = (): void => reject(new Error('the measured server has ended'))
    child.on('message', onMessage)
    child.once('exit', onExit)
  })
}

async function askChild<T extends object>(
  child: ChildProcess,
  asked: string,
  key: keyof T & string,
): Promise<T> {
  const answer = said<T>(child, key)
  child.send(asked)
  return answer
}

/** Starts a server script and waits until it says that it is ready. */
export async function startChild(
  script: string,
  given: { port: number; env: Readonly<Record<string, string>>; log: number },
): Promise<ChildServer> {
  const child = spawn(process.execPath, ['--import', hook, script], {
    stdio: ['ignore', given.log, given.log, 'ipc'],
    env: { PATH: process.env['PATH'] ?? '', ...given.env },
  })
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message) => message === 'ready' && resolve())
    child.once('exit', () =>
      reject(new Error(`${path.basename(script)} did not start; see its log`)),
    )
  })
  return {
    origin: `http://localhost:${given.port}`,
    usage: () => askChild<Usage & object>(child, 'usage', 'cpuMicroseconds'),
    async recording(work) {
      await askChild<{ recording: boolean }>(child, 'record', 'recording')
      await work()
      const { statements } = await askChild<{ statements: Statement[] }>(
        child,
        'recorded',
        'statements',
      )
      return statements
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}
