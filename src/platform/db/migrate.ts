import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Client, ClientConfig } from 'pg'
import { makeQueue } from '#platform/jobs/queue-schema.ts'

/** Any number that no other program uses as its lock: two deployers wait for each other on it. */
const migrationLock = 4_815_162_342

interface Migration {
  name: string
  text: string
  digest: string
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.*\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name, text, digest: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function applied(client: Client): Promise<Map<string, string>> {
  await client.query(`
    create schema if not exists migration;
    create table if not exists migration.applied (
      name text primary key, digest text not null, at timestamptz not null default now())`)
  const { rows } = await client.query<{ name: string; digest: string }>(
    'select name, digest from migration.applied',
  )
  return new Map(rows.map((row) => [row.name, row.digest]))
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query('insert into migration.applied (name, digest) values ($1, $2)', [
      migration.name,
      migration.digest,
    ])
    await client.query(migration.text)
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new Error(`migration ${migration.name} did not apply`, { cause })
  }
}

/**
 * Brings the database forward: each file of `folder` once, in order, each in its own transaction.
 * `until` stops after that file. A file that was applied and has changed since is refused.
 * Answers the names that were applied now.
 */
export async function migrate(options: {
  connect: ClientConfig
  folder: string
  until?: string
}): Promise<string[]> {
  const client = new pg.Client(options.connect)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    const done = await applied(client)
    await makeQueue(options.connect)
    const files = await readMigrations(options.folder)
    const names: string[] = []
    for (const file of files) {
      if (options.until !== undefined && file.name > options.until) break
      const before = done.get(file.name)
      if (before === file.digest) continue
      if (before !== undefined) throw new Error(`migration ${file.name} was changed after it ran`)
      await apply(client, file)
      names.push(file.name)
    }
    return names
  } finally {
    await client.end()
  }
}
