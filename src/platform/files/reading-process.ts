import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import process from 'node:process'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { fileLimits } from './limits.ts'

/** A process that reads one file: bytes in, one JSON answer out. Its arguments say of what kind, and what is asked. */
export type ReadingProcess = ChildProcessByStdio<Writable, Readable, null>

/** Starts the reading process with as few rights as the system lets us take away. */
export function startReadingProcess(what: readonly string[]): ReadingProcess {
  const [command, ...rest] = [...withoutNetwork(), ...withinTime(), process.execPath, ...rights()]
  const child = spawn(command ?? process.execPath, [...rest, script(), ...what], {
    // Nothing of the server's environment: it may hold a database address.
    env: {},
    cwd: dirname(script()),
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  watchMemory(child)
  return child
}

/** From source the script stands beside this file; in the bundle `dist/read-document-child.js` stands beside the program. */
function script(): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  // A bundle cut into pieces keeps this code one folder deeper than the script.
  const places = [`./read-document-child.${extension}`, `../read-document-child.${extension}`]
  const paths = places.map((place) => fileURLToPath(new URL(place, import.meta.url)))
  const found = paths.find((place) => existsSync(place))
  if (found === undefined) throw new Error('the script that reads files is not part of this build')
  return found
}

/** What the reading process may do: read its own code and the libraries, in three quarters of its memory. */
export function rights(): string[] {
  const megabytes = Math.floor(fileLimits.readMemoryBytes / 2 ** 20)
  return [
    '--permission',
    ...readableFolders().map((folder) => `--allow-fs-read=${folder}`),
    `--max-old-space-size=${Math.floor(megabytes * 0.75)}`,
    '--disallow-code-generation-from-strings',
    '--no-warnings',
  ]
}

/** Its own code and the libraries; not the data folder, wherever that lies. */
function readableFolders(): string[] {
  const root = rootFolder(dirname(script()))
  const code = script().endsWith('.ts') ? [resolve(root, 'src')] : [dirname(script())]
  return [...code, resolve(root, 'node_modules'), resolve(root, 'package.json')]
}

function rootFolder(from: string): string {
  const above = dirname(from)
  return existsSync(resolve(from, 'package.json')) || above === from ? from : rootFolder(above)
}

let networkless: readonly string[] | undefined

/** On Linux a name space without a network, where the system allows one to be made; found out once. */
function withoutNetwork(): readonly string[] {
  if (networkless) return networkless
  const prefix = ['unshare', '--user', '--map-root-user', '--net']
  const works =
    process.platform === 'linux' &&
    spawnSync('unshare', [...prefix.slice(1), 'true'], { stdio: 'ignore' }).status === 0
  networkless = works ? prefix : []
  return networkless
}

/** The system itself ends a process that uses up its seconds, also when the server that started it is gone. */
function withinTime(): readonly string[] {
  if (process.platform === 'win32') return []
  const seconds = Math.ceil(fileLimits.readMilliseconds / 1000)
  return ['/bin/sh', '-c', `ulimit -t ${seconds}; exec "$@"`, 'sh']
}

/** Buffers lie outside the heap that Node limits, so on Linux the whole process is weighed ten times a second. */
function watchMemory(child: ReadingProcess): void {
  const { pid } = child
  if (process.platform !== 'linux' || pid === undefined) return
  const timer = setInterval(() => {
    if (residentBytes(pid) > fileLimits.readMemoryBytes) child.kill('SIGKILL')
  }, 100)
  child.once('exit', () => clearInterval(timer))
  child.once('error', () => clearInterval(timer))
}

function residentBytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
  } catch {
    // It ended between two looks.
    return 0
  }
}
