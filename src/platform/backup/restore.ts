import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg, { type Client, type ClientConfig } from 'pg'
import { copyIn, copyOut } from '#platform/db/copy.ts'
import { migrate } from '#platform/db/migrate.ts'
import { refuseToRun } from '#platform/lifecycle-errors.ts'
import { summer, type ArchiveEntry, type Manifest } from './archive.ts'
import { checkKey, listFiles } from './backup.ts'
import {
  copyStatement,
  exactly,
  listExtensions,
  listSchemas,
  listTables,
  quoted,
  type TableOf,
} from './catalog.ts'
import { readArchive, sameSum } from './read-archive.ts'

/** What is restored from where to where. */
export type RestoreOptions = {
  /** The deployment's role, for the migrations. */
  readonly migrateAs: ClientConfig
  /** heed_migrate, or a superuser: a role that may set session_replication_role, so that no trigger writes rows anew. */
  readonly loadAs: ClientConfig
  readonly filesFolder: string
  readonly migrations: string
  readonly from: string
  readonly key: Buffer
  /** Makes what is not in the migrations, such as the tables of the job queue. */
  readonly prepare?: (connect: ClientConfig) => Promise<void>
  /** Whether the keys are there that the backup needs; throws when not, before anything is made. */
  readonly checkKeys?: (manifest: Manifest) => void
  /** Checks the audit of what was restored; throws when it does not hold. Nothing is opened before. */
  readonly verifyAudit: (connect: ClientConfig, manifest: Manifest) => Promise<void>
  /** Opens something of each kind that is encrypted; throws when a key does not fit. */
  readonly openContents?: (connect: ClientConfig, filesFolder: string) => Promise<void>
  /** The manifest, where the backup has been examined already. */
  readonly examined?: Manifest
}

/** Reads the whole backup without doing anything, so that a damaged one or a missing key leaves no trace. */
export async function examine(
  options: Pick<RestoreOptions, 'from' | 'key' | 'checkKeys'>,
): Promise<Manifest> {
  checkKey(options.key)
  const manifest = await readArchive(options.from, options.key)
  options.checkKeys?.(manifest)
  return manifest
}

/**
 * Restores a backup into an empty database and an empty files folder: the schema at the backup's own level, then
 * every row, file and sequence, then counts and digests compared, then the audit. What fails leaves both empty again.
 */
export async function restore(options: RestoreOptions): Promise<Manifest> {
  await refuseIfUsed(options)
  const manifest = options.examined ?? (await examine(options))
  const before = await withClient(options.loadAs, listMade)
  try {
    await makeSchema(options, manifest)
    await withClient(options.loadAs, async (client) => await load(client, options))
    await provenAudit(options, manifest)
    await options.openContents?.(options.loadAs, options.filesFolder)
    return manifest
  } catch (error) {
    await rm(options.filesFolder, { recursive: true, force: true })
    await withClient(options.loadAs, async (client) => await empty(client, before))
    if (isForbidden(error)) return refuseToRun('restore-not-allowed', { cause: error })
    throw error
  }
}

/** PostgreSQL's "insufficient privilege", also where a migration ran into it. */
function isForbidden(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === '42501') || isForbidden(error.cause)
}

async function provenAudit(options: RestoreOptions, manifest: Manifest): Promise<void> {
  try {
    await options.verifyAudit(options.loadAs, manifest)
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    refuseToRun('restore-audit-broken', { detail, cause })
  }
}

async function refuseIfUsed(options: RestoreOptions): Promise<void> {
  if ((await listFiles(options.filesFolder)).length > 0) {
    refuseToRun('restore-target-not-empty', { folder: options.filesFolder })
  }
  const tables = await withClient(options.loadAs, listTables)
  if (tables.length > 0) refuseToRun('restore-target-not-empty', { folder: 'The database' })
}

async function makeSchema(options: RestoreOptions, manifest: Manifest): Promise<void> {
  const wanted = manifest.head.migrations
  const until = wanted.at(-1)?.name ?? ''
  await migrate({ connect: options.migrateAs, folder: options.migrations, until })
  await options.prepare?.(options.migrateAs)
  const made = await withClient(
    options.migrateAs,
    async (client) =>
      await client.query<{ name: string; digest: string }>(
        'select name, digest from migration.applied order by name',
      ),
  )
  const differs = wanted.find((step, at) => made.rows[at]?.digest !== step.digest)
  if (differs !== undefined || made.rows.length !== wanted.length) {
    refuseToRun('restore-other-release', { detail: differs?.name ?? until })
  }
}

/** One transaction: either every row of the backup is there and proven to be the same, or none is. */
async function load(client: Client, options: RestoreOptions): Promise<void> {
  await client.query(`begin; ${exactly}`)
  await withoutTriggers(client)
  const tables = await listTables(client)
  const names = tables.map((table) => quoted(table.schema, table.name))
  const lent = await lendRights(client, names)
  if (names.length > 0) await client.query(`truncate ${names.join(', ')}`)
  const manifest = await readArchive(options.from, options.key, {
    onEntry: async (entry, bytes) => await takeEntry({ client, options, tables }, entry, bytes),
  })
  for (const { schema, name, value, called } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [
      quoted(schema, name),
      value,
      called,
    ])
  }
  await compare(client, manifest)
  for (const right of lent) await client.query(`revoke ${right} from current_user`)
  await client.query('commit')
}

/**
 * The owner of the audit gave up the right to empty its tables. To load a copy into the new and empty ones, the
 * deployment's role, which stands for every owner, lends it to itself until the end of this transaction.
 */
async function lendRights(client: Client, names: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ right: string }>(
    `select format('%s on %s', wanted, name) as right
      from unnest($1::text[]) as name, unnest(array['insert', 'truncate']) as wanted
      where not has_table_privilege(name, wanted)`,
    [names],
  )
  const lent = rows.map(({ right }) => right)
  for (const right of lent) await client.query(`grant ${right} to current_user`)
  return lent
}

/** Rows are restored with what their triggers once wrote, so the triggers must not write it again. */
async function withoutTriggers(client: Client): Promise<void> {
  try {
    await client.query('set local session_replication_role = replica')
  } catch (cause) {
    refuseToRun('restore-not-allowed', { cause })
  }
}

type Target = {
  readonly client: Client
  readonly options: RestoreOptions
  readonly tables: readonly TableOf[]
}

async function takeEntry(
  target: Target,
  entry: ArchiveEntry,
  bytes: AsyncIterable<Buffer>,
): Promise<void> {
  if (entry.kind === 'file') return await takeFile(target.options.filesFolder, entry.path, bytes)
  const known = target.tables.find(
    (table) => table.schema === entry.schema && table.name === entry.name,
  )
  if (known === undefined || known.columns.join() !== entry.columns.join()) {
    return refuseToRun('restore-other-release', { detail: `${entry.schema}.${entry.name}` })
  }
  await copyIn(target.client, copyStatement(entry, 'from stdin'), bytes)
}

async function takeFile(folder: string, name: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  const file = path.join(folder, name)
  if (!file.startsWith(path.join(folder, path.sep))) refuseToRun('backup-unreadable')
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await pipeline(bytes, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }))
}

/** Reads every table back and compares it with the backup, row for row. */
async function compare(client: Client, manifest: Manifest): Promise<void> {
  const wanted = manifest.entries.filter(({ entry }) => entry.kind === 'table')
  const tables = await listTables(client)
  for (const table of tables) {
    const name = `${table.schema}.${table.name}`
    const found = wanted.find(
      ({ entry }) => entry.kind === 'table' && `${entry.schema}.${entry.name}` === name,
    )
    const total = summer('table')
    for await (const piece of copyOut(client, copyStatement(table, 'to stdout'))) total.add(piece)
    if (found === undefined || !sameSum(found.sum, total.sum())) {
      refuseToRun('restore-differs', { detail: name })
    }
  }
  if (tables.length !== wanted.length)
    refuseToRun('restore-differs', { detail: 'a table is missing' })
}

type Made = { readonly schemas: readonly string[]; readonly extensions: readonly string[] }

async function listMade(client: Client): Promise<Made> {
  return { schemas: await listSchemas(client), extensions: await listExtensions(client) }
}

/** Takes away what a failed restore made; the database was empty, so nothing else can be lost. */
async function empty(client: Client, before: Made): Promise<void> {
  const now = await listMade(client)
  for (const name of now.schemas.filter((one) => !before.schemas.includes(one))) {
    await client.query(`drop schema "${name}" cascade`)
  }
  for (const name of now.extensions.filter((one) => !before.extensions.includes(one))) {
    await client.query(`drop extension if exists "${name}"`)
  }
}

async function withClient<T>(
  connect: ClientConfig,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(connect)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
