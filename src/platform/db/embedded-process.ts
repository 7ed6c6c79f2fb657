import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lchownSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { refuseToRun } from '../lifecycle-errors.ts'
import type { Binaries } from './embedded-binaries.ts'
import type { DataFolder } from './data-folder.ts'

/** How the server's programs are started here: words before the command, and the user to become. */
export type Runner = {
  readonly prefix: readonly string[]
  readonly user: User | undefined
  /** Whether the system itself ends the server when this process dies. */
  readonly diesWithParent: boolean
}

/** PostgreSQL's programs must not see settings of the surrounding shell, such as PGDATA or PGPORT. */
const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** The environment of the server's programs; on Windows the system's own. */
export function cleanEnvironment(libraries: string | undefined): NodeJS.ProcessEnv | undefined {
  if (process.platform === 'win32') return undefined
  return {
    PATH: systemPath,
    LC_ALL: 'C',
    TZ: 'UTC',
    ...(libraries && { LD_LIBRARY_PATH: libraries, DYLD_LIBRARY_PATH: libraries }),
  }
}

/**
 * Chooses how to run the server. It refuses to be root, so root first looks like nobody inside a user namespace
 * (files stay root's, closed folders stay reachable), and where the system forbids that becomes another user.
 */
export function chooseRunner(binaries: Binaries, folder: DataFolder): Runner {
  const withSignal = succeeds(['setpriv', '--pdeathsig', 'INT', 'true'])
  const dies = withSignal ? ['setpriv', '--pdeathsig', 'INT'] : []
  const plain = { prefix: dies, user: undefined, diesWithParent: withSignal }
  if (process.getuid?.() !== 0) return plain

  const asNobody = ['unshare', '-U', '--map-user=65534', '--map-group=65534']
  const probe = [...asNobody, ...dies, binaries.postgres, '--version']
  if (users().some((user) => user.uid === 65534) && succeeds(probe, binaries.libraries)) {
    handOver(folder, { uid: 0, gid: 0 })
    return { ...plain, prefix: [...asNobody, ...dies] }
  }
  return { ...plain, user: becomeOrdinaryUser(binaries, folder) }
}

type User = { readonly uid: number; readonly gid: number }

/** Only the database's own folders change hands; the other user passes through the data folder without reading it. */
function becomeOrdinaryUser(binaries: Binaries, folder: DataFolder): User {
  const known = users()
  const user =
    known.find((one) => one.name === 'postgres') ?? known.find((one) => one.name === 'nobody')
  const program = [binaries.postgres, '--version']
  if (user === undefined || !succeeds(program, binaries.libraries, user)) {
    return refuseToRun('root-refused', { folder: path.dirname(binaries.postgres) })
  }
  chmodSync(folder.root, 0o711)
  handOver(folder, user)
  if (!succeeds(['test', '-w', folder.sockets], undefined, user)) {
    return refuseToRun('root-refused', { folder: folder.root })
  }
  return { uid: user.uid, gid: user.gid }
}

function users(): { name: string; uid: number; gid: number }[] {
  if (!existsSync('/etc/passwd')) return []
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  return lines.map((line) => {
    const [name = '', , uid, gid] = line.split(':')
    return { name, uid: Number(uid), gid: Number(gid) }
  })
}

function succeeds(command: readonly string[], libraries?: string, user?: User): boolean {
  const [program = '', ...rest] = command
  const env = cleanEnvironment(libraries)
  const who = user && { uid: user.uid, gid: user.gid }
  const done = spawnSync(program, rest, { stdio: 'ignore', cwd: '/', ...(env && { env }), ...who })
  return done.status === 0
}

/** The server insists that its files are its own, also when it runs as another user than the last time. */
function handOver(folder: DataFolder, user: User): void {
  for (const own of [folder.postgres, folder.sockets]) {
    if (existsSync(own) && statSync(own).uid !== user.uid) giveAll(own, user)
  }
}

function giveAll(place: string, user: User): void {
  lchownSync(place, user.uid, user.gid)
  if (!lstatSync(place).isDirectory()) return
  for (const name of readdirSync(place)) giveAll(path.join(place, name), user)
}

/** Starts one of the server's programs in a session of its own, so that Ctrl-C reaches Heed first. */
export function launch(
  runner: Runner,
  command: readonly string[],
  options: { libraries: string | undefined; onLine: (line: string) => void },
): ChildProcess {
  const [program = '', ...rest] = [...runner.prefix, ...command]
  const env = cleanEnvironment(options.libraries)
  const child = spawn(program, rest, {
    cwd: process.platform === 'win32' ? undefined : '/',
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    ...(env && { env }),
    ...runner.user,
  })
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', options.onLine)
  }
  return child
}

/** Where the system offers no signal at a parent's death, a second small process waits for the end of a pipe instead. */
export function watchOver(child: ChildProcess): void {
  const script = `process.stdin.resume();process.stdin.on('end',()=>{try{process.kill(${child.pid},'SIGINT')}catch{}})`
  const watcher = spawn(process.execPath, ['-e', script], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  })
  watcher.on('error', () => undefined)
  child.once('exit', () => watcher.kill('SIGKILL'))
  watcher.unref()
}
