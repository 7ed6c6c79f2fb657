import { randomBytes } from 'node:crypto'
import { Client, type ClientConfig } from 'pg'
import { afterAll, inject } from 'vitest'

/** The roles of `db/roles.sql` that sign in, by the names that tests use. */
export const roles = {
  migrate: 'heed_migrate',
  app: 'heed_app',
  jobs: 'heed_jobs',
  public: 'heed_public',
  training: 'heed_training',
  auditor: 'heed_auditor',
  backup: 'heed_backup',
} as const

/** How the test server is reached by its superuser. */
export type Reach = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
}

/** What the global set-up tells each test file. */
export type DatabaseFacts = Reach & {
  readonly template: string
  readonly rolePassword: string | undefined
}

/** A database of this test file's own. */
export type TestDatabase = {
  readonly name: string
  /** Connection settings by role. */
  readonly connect: Readonly<Record<keyof typeof roles | 'superuser', ClientConfig>>
  /** Takes the database away before the file ends; it goes by itself after the last test. */
  readonly drop: () => Promise<void>
}

/**
 * A fresh copy of the migrated template for this test file; it is dropped after the file's last test.
 * Call it once at the top of the file: `const database = await testDatabase()`.
 */
export async function testDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const facts = inject('database')
  const name = `heed_test_${randomBytes(6).toString('hex')}`
  const source = options.empty ? 'template0' : facts.template
  await run(facts, `create database ${name} template ${source} owner heed_migrate`)
  const drop = async () => await run(facts, `drop database if exists ${name} with (force)`)
  afterAll(drop)
  return { name, connect: connections(facts, name), drop }
}

function connections(facts: DatabaseFacts, database: string): TestDatabase['connect'] {
  const { host, port, user, password, rolePassword } = facts
  function as(role: keyof typeof roles): ClientConfig {
    const secret = rolePassword === undefined ? {} : { password: rolePassword }
    return { host, port, database, user: roles[role], ...secret }
  }
  return {
    superuser: { host, port, database, user, ...(password !== undefined && { password }) },
    migrate: as('migrate'),
    app: as('app'),
    jobs: as('jobs'),
    public: as('public'),
    training: as('training'),
    auditor: as('auditor'),
    backup: as('backup'),
  }
}

async function run(facts: DatabaseFacts, statement: string): Promise<void> {
  const { host, port, user, password } = facts
  const secret = password === undefined ? {} : { password }
  const client = new Client({ host, port, user, ...secret, database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
