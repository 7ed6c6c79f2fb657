import { existsSync, readFileSync } from 'node:fs'
import { open, readdir, rename, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import pg, { type Client, type ClientConfig } from 'pg'
import { projectFolder } from '#platform/db/data-folder.ts'
import { copyOut } from '#platform/db/copy.ts'
import { refuseToRun } from '#platform/lifecycle-errors.ts'
import { encrypt } from './archive-cipher.ts'
import {
  summer,
  writeFrame,
  type ArchiveEntry,
  type ArchiveHead,
  type ArchiveSum,
  type Manifest,
} from './archive.ts'
import { copyStatement, exactly, listSequences, listTables } from './catalog.ts'

/** What is copied and where to; the key is 32 bytes that are kept apart from the data and from the copy. */
export type BackupOptions = {
  /** A role that may read every table: heed_backup, heed_migrate or a superuser. */
  readonly connect: ClientConfig
  readonly filesFolder: string
  readonly to: string
  readonly key: Buffer
  /** Fingerprints of the keys that open what is encrypted in the rows and files, by their names. */
  readonly keys?: Readonly<Record<string, string>>
}

/**
 * Makes an exact copy of all rows and files in one encrypted file, while Heed runs: all rows as they were at one
 * moment. Files are written before the row that names them and never changed, so copying them afterwards misses none.
 */
export async function backup(options: BackupOptions): Promise<Manifest> {
  checkKey(options.key)
  checkTarget(options.to)
  const client = new pg.Client(options.connect)
  await client.connect()
  const part = `${options.to}.part`
  try {
    const done: { manifest?: Manifest } = {}
    await writeWhole(part, encrypt(archive(client, options, done), options.key))
    if (done.manifest === undefined) throw new Error('the backup ended without its manifest')
    await rename(part, options.to)
    await syncFolder(path.dirname(options.to))
    return done.manifest
  } catch (error) {
    await rm(part, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

function checkTarget(file: string): void {
  if (existsSync(file)) refuseToRun('backup-target-in-use', { folder: file })
  const folder = path.dirname(file)
  if (!existsSync(folder)) refuseToRun('backup-target-missing', { folder })
}

/** A key of another length would be stretched silently, and nobody could say later what opens the copy. */
export function checkKey(key: Buffer): void {
  if (key.length !== 32) refuseToRun('backup-key-unusable')
}

async function* archive(
  client: Client,
  { filesFolder, keys = {} }: Pick<BackupOptions, 'filesFolder' | 'keys'>,
  done: { manifest?: Manifest },
): AsyncGenerator<Buffer> {
  await client.query(`begin isolation level repeatable read read only; ${exactly}`)
  const head = await readHead(client)
  yield writeFrame({ kind: 'head', head })
  const entries: Manifest['entries'] = []
  for (const table of await listTables(client)) {
    const entry = { kind: 'table' as const, ...table, columns: [...table.columns] }
    const rows = copyOut(client, copyStatement(table, 'to stdout'))
    entries.push({ entry, sum: yield* writeEntry(entry, rows) })
  }
  for (const file of await listFiles(filesFolder)) {
    const opened = await openIfThere(path.join(filesFolder, file))
    if (opened === undefined) continue
    const entry = { kind: 'file' as const, path: file }
    entries.push({ entry, sum: yield* writeEntry(entry, opened.createReadStream()) })
  }
  const sequences = await listSequences(client)
  await client.query('commit')
  const manifest = { head, keys: { ...keys }, entries, sequences }
  yield writeFrame({ kind: 'manifest', manifest })
  done.manifest = manifest
}

async function* writeEntry(
  entry: ArchiveEntry,
  content: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, ArchiveSum> {
  const total = summer(entry.kind)
  yield writeFrame({ kind: 'start', entry })
  for await (const bytes of content) {
    total.add(bytes)
    yield writeFrame({ kind: 'data', bytes })
  }
  const sum = total.sum()
  yield writeFrame({ kind: 'end', sum })
  return sum
}

async function readHead(client: Client): Promise<ArchiveHead> {
  const { rows } = await client.query<{ name: string; digest: string }>(
    'select name, digest from migration.applied order by name',
  )
  const now = await client.query<{ at: string; server: string }>(
    `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, current_setting('server_version') as server`,
  )
  const { at = '', server = '' } = now.rows[0] ?? {}
  return { format: 1, heed: heedVersion(), server, takenAt: at, migrations: rows }
}

function heedVersion(): string {
  const text = readFileSync(path.join(projectFolder(), 'package.json'), 'utf8')
  const found: unknown = JSON.parse(text)
  const known = typeof found === 'object' && found !== null && 'version' in found
  return known ? String(found.version) : 'unknown'
}

/** A file that goes while we copy had no row: only such files are ever swept. */
async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** All files below the folder in a fixed order, with `/` between folders on every system. */
export async function listFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((one) => one.isFile())
    .map((one) => path.relative(folder, path.join(one.parentPath, one.name)))
    .map((name) => name.split(path.sep).join('/'))
    .sort()
}

/** Written, and on the disk: a backup that a power cut could still take back is not one. */
async function writeWhole(file: string, content: AsyncIterable<Buffer>): Promise<void> {
  const handle = await open(file, 'w', 0o600)
  try {
    for await (const bytes of content) await handle.appendFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
