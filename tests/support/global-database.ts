import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client, type ClientConfig } from 'pg'
import type { TestProject } from 'vitest/node'
import { syncPolicy } from '#platform/access/sync-policy.ts'
import { projectFolder } from '#platform/db/data-folder.ts'
import { embedded, startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { roles, type DatabaseFacts, type Reach } from './database.ts'

/** Everybody's database is copied from this one, which is migrated once in a run. */
const template = 'heed_template'

/** Speed instead of safety: a test server's data are thrown away with it. */
const fast = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '200',
}

/** Starts the database server of a test run (or uses the one in TEST_DATABASE_URL) and makes the template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env['TEST_DATABASE_URL']
  const server = url === undefined ? await startOwn() : await useExternal(url)
  try {
    await makeTemplate(server.superuser, server.password)
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('database', { ...server.superuser, template, rolePassword: server.password })
  return server.stop
}

type TestServer = {
  superuser: Reach
  password: string | undefined
  stop: () => Promise<void>
}

async function startOwn(): Promise<TestServer> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'heed-test-'))
  const server = await startEmbedded({
    dataFolder,
    major: process.env['TEST_POSTGRES'] === '15' ? 15 : 18,
    settings: fast,
    log: () => undefined,
  })
  const { host, port, user, password } = server.connection(embedded.superuser)
  return {
    superuser: reach({ host, port, user, password }),
    password: typeof password === 'string' ? password : undefined,
    stop: async () => {
      await server.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** On a server that others use too, only what a run made is taken away again; the roles stay. */
async function useExternal(url: string): Promise<TestServer> {
  const { hostname, port, username, password } = new URL(url)
  const superuser = reach({
    host: decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  })
  const rolePassword = randomBytes(24).toString('base64url')
  const client = new Client({ ...superuser, database: 'postgres' })
  await client.connect()
  try {
    await client.query(readFileSync(path.join(projectFolder(), 'db', 'roles.sql'), 'utf8'))
    for (const role of Object.values(roles)) {
      await client.query(`alter role ${role} password '${rolePassword}'`)
    }
  } finally {
    await client.end()
  }
  return {
    superuser,
    password: rolePassword,
    stop: async () =>
      await asSuperuser(superuser, `drop database if exists ${template} with (force)`),
  }
}

function reach(config: ClientConfig): Reach {
  const { host = 'localhost', port = 5432, user = 'postgres', password } = config
  return {
    host,
    port,
    user,
    ...(typeof password === 'string' && password !== '' && { password }),
  }
}

async function makeTemplate(superuser: Reach, rolePassword: string | undefined): Promise<void> {
  await asSuperuser(superuser, `drop database if exists ${template} with (force)`)
  await asSuperuser(superuser, `create database ${template} template template0 owner heed_migrate`)
  await migrate({
    connect: {
      ...superuser,
      user: roles.migrate,
      database: template,
      ...(rolePassword !== undefined && { password: rolePassword }),
    },
    folder: path.join(projectFolder(), 'db', 'migrations'),
  })
  await withPolicy({
    ...superuser,
    user: roles.migrate,
    database: template,
    ...(rolePassword !== undefined && { password: rolePassword }),
  })
  // Nobody may open the template from here on: a copy can be made only while it is closed.
  await asSuperuser(superuser, `alter database ${template} allow_connections false`)
}

/** The policy files are part of what is migrated, as at the start of a server. */
async function withPolicy(connect: ClientConfig): Promise<void> {
  const client = new Client(connect)
  await client.connect()
  try {
    await syncPolicy(client)
  } finally {
    await client.end()
  }
}

async function asSuperuser(superuser: Reach, statement: string): Promise<void> {
  const client = new Client({ ...superuser, database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    database: DatabaseFacts
  }
}
