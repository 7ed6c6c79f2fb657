import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { ClientConfig } from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { syncPolicy } from '#platform/access/sync-policy.ts'
import { testDatabase } from '#tests/support/database.ts'
import { addressVariables, readConfig } from '../config.ts'
import type { ProcessRole } from '../config.ts'
import { openInstallation } from '../installation.ts'
import { LifecycleRefusal } from '../lifecycle-errors.ts'
import { checkExternal } from './check-external.ts'
import { projectFolder } from './data-folder.ts'
import { migrate } from './migrate.ts'

const database = await testDatabase()
const empty = await testDatabase({ empty: true })
const folder = mkdtempSync(path.join(tmpdir(), 'heed-external-'))
const all = Object.keys(addressVariables) as ProcessRole[]
const serving = ['app', 'public', 'jobs', 'auditor'] as const
const made: string[] = []

async function asSuperuser(statements: string, connect = database.connect.superuser) {
  const client = new pg.Client(connect)
  await client.connect()
  try {
    await client.query(statements)
  } finally {
    await client.end()
  }
}

/** A user that somebody made beside the roles of db/roles.sql. */
async function addUser(options: string, member: string): Promise<ClientConfig> {
  const user = `x${randomBytes(5).toString('hex')}`
  await asSuperuser(`create role ${user} login ${options} password 'p'; grant ${member} to ${user}`)
  made.push(user)
  return { ...database.connect.app, user, password: 'p' }
}

afterAll(async () => {
  for (const user of made) await asSuperuser(`drop owned by ${user}; drop role ${user}`)
  rmSync(folder, { recursive: true, force: true })
})

async function refusal(work: Promise<unknown>): Promise<LifecycleRefusal> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof LifecycleRefusal)) throw new Error('it was not refused', { cause: error })
  return error
}

/** The address of a connection, as an administrator would type it. */
function address({ user, password, host = '', port = 5432, database: name }: ClientConfig): string {
  const secret = typeof password === 'string' ? `:${password}` : ''
  return `postgresql://${user}${secret}@localhost/${name}?host=${encodeURIComponent(host)}&port=${port}`
}

async function open(
  given: Partial<Record<ProcessRole, ClientConfig>>,
  uses: readonly ProcessRole[],
): Promise<void> {
  const addresses = all.flatMap((role) => {
    const connect = given[role]
    return connect === undefined ? [] : [[addressVariables[role], address(connect)]]
  })
  const config = readConfig({ HEED_DATA: folder, ...Object.fromEntries(addresses) })
  const installation = await openInstallation(config, { beside: true, log: () => undefined, uses })
  await installation.stop()
}

describe('the user of an address', () => {
  test.each(all)('%s is taken as the role that db/roles.sql made', async (role) => {
    await checkExternal(database.connect[role], { role, prepared: true })
  })

  test.each([...serving, 'migrate', 'backup'] as const)('%s is no superuser', async (role) => {
    const found = await refusal(checkExternal(database.connect.superuser, { role }))
    expect(found.code).toBe('database-user-too-strong')
    expect(found.message).toContain(addressVariables[role])
    expect(found.message).toContain('is a superuser')
  })

  test.each(serving)('%s does not pass row security', async (role) => {
    const user = await addUser('bypassrls', `heed_${role}`)
    const found = await refusal(checkExternal(user, { role }))
    expect(found.code).toBe('database-user-too-strong')
    expect(found.message).toContain('passes row security')
  })

  test.each(serving)('%s owns no table', async (role) => {
    const user = await addUser('', `heed_${role}`)
    await checkExternal(user, { role })
    const table = `app.t${randomBytes(4).toString('hex')}`
    await asSuperuser(`create table ${table} (id int); alter table ${table} owner to ${user.user}`)
    const found = await refusal(checkExternal(user, { role }))
    expect(found.code).toBe('database-user-too-strong')
    expect(found.message).toContain(`owns the table ${table}`)
  })

  test.each([
    ['noinherit', 'heed_owner', /owns/],
    ['', 'heed_migrate', /passes row security|owns/],
    ['', 'pg_read_all_data', /is a member of pg_read_all_data/],
    ['', 'heed_auditor', /is a member of heed_auditor/],
    ['createrole', 'heed_app', /may make roles/],
  ])('app may not become more: %s %s', async (options, member, why) => {
    const user = await addUser(options, 'heed_app')
    await asSuperuser(`grant ${member} to ${user.user}`)
    const found = await refusal(checkExternal(user, { role: 'app' }))
    expect(found.code).toBe('database-user-too-strong')
    expect(found.message).toMatch(why)
  })

  test('is not that of another role', async () => {
    const found = await refusal(checkExternal(database.connect.app, { role: 'public' }))
    expect(found.code).toBe('database-user-other')
    expect(found.message).toContain('it is "heed_app", not heed_public')
  })
})

describe('the addresses of a process', () => {
  const { app, migrate, superuser } = database.connect

  test('one superuser’s address alone starts nothing, and what is missing is named', async () => {
    const web = await refusal(open({ app: superuser }, ['migrate', 'app']))
    expect(web.code).toBe('database-address-missing')
    expect(web.message).toContain('not given DATABASE_MIGRATE_URL (heed_migrate)')
    const site = await refusal(open({ app: superuser }, ['public']))
    expect(site.message).toContain('DATABASE_PUBLIC_URL')
    const worker = await refusal(open({ app }, ['app', 'jobs', 'auditor', 'backup']))
    expect(worker.message).toContain('DATABASE_JOBS_URL (heed_jobs) and DATABASE_AUDITOR_URL')
  })

  test('the web server refuses a superuser as the application, whatever else is right', async () => {
    const found = await refusal(open({ app: superuser, migrate }, ['migrate', 'app']))
    expect(found.code).toBe('database-user-too-strong')
    await open({ app, migrate }, ['migrate', 'app'])
  })

  test('each is tried before anything is served, and the wrong one is named', async () => {
    const nowhere = { ...database.connect.public, database: 'heed_nowhere' }
    const found = await refusal(open({ public: nowhere }, ['public']))
    expect(found.code).toBe('database-missing')
    expect(found.message).toContain('DATABASE_PUBLIC_URL')
  })

  test('a site that starts before the database was prepared says so', async () => {
    const found = await refusal(open({ public: empty.connect.public }, ['public']))
    expect(found.code).toBe('database-not-prepared')
    await open({ app: empty.connect.app, migrate: empty.connect.migrate }, ['migrate', 'app'])
  })
})

/** What the recipe lets a superuser run in Heed's own database. */
async function runRoles(connect: ClientConfig): Promise<void> {
  await asSuperuser(readFileSync(path.join(projectFolder(), 'db', 'roles.sql'), 'utf8'), connect)
}

async function takeForward(connect: ClientConfig): Promise<void> {
  await migrate({ connect, folder: path.join(projectFolder(), 'db', 'migrations') })
  const client = new pg.Client(connect)
  await client.connect()
  await syncPolicy(client)
  await client.end()
}

describe('db/roles.sql', () => {
  test('makes an empty database of anybody one that every role opens and heed_migrate brings forward', async () => {
    const bare = await testDatabase({ empty: true })
    await asSuperuser(
      `alter database ${bare.name} owner to ${database.connect.superuser.user};
       revoke connect on database ${bare.name} from public`,
    )
    await runRoles(bare.connect.superuser)
    await checkExternal(bare.connect.migrate)
    await takeForward(bare.connect.migrate)
    for (const role of all) await checkExternal(bare.connect[role], { role, prepared: true })
    await runRoles(bare.connect.superuser)
    for (const role of all) await checkExternal(bare.connect[role], { role, prepared: true })
  })

  test('gives back what a start as superuser took from heed_migrate', async () => {
    const hurt = await testDatabase({ empty: true })
    await takeForward(hurt.connect.migrate)
    await asSuperuser(`alter database ${hurt.name} owner to ${database.connect.superuser.user}`)
    await asSuperuser(`revoke all on database ${hurt.name} from heed_migrate, public`)
    expect((await refusal(checkExternal(hurt.connect.migrate))).code).toBe('database-forbids')
    await runRoles(hurt.connect.superuser)
    await checkExternal(hurt.connect.migrate)
  })

  test('leaves the database of another program alone', async () => {
    const other = await testDatabase({ empty: true })
    await asSuperuser('create table public.invoice (id int)', other.connect.superuser)
    await expect(runRoles(other.connect.superuser)).rejects.toThrow('not Heed')
  })

  test('and the policy files never shut heed_migrate out, whoever brings them in', async () => {
    const theirs = await testDatabase({ empty: true })
    await takeForward(theirs.connect.migrate)
    await asSuperuser(`alter database ${theirs.name} owner to ${database.connect.superuser.user}`)
    const client = new pg.Client(theirs.connect.superuser)
    await client.connect()
    await syncPolicy(client)
    await client.end()
    expect((await refusal(checkExternal(theirs.connect.migrate))).code).toBe('database-owner-other')
  })
})

describe('the database of an address', () => {
  test('belongs to heed_migrate', async () => {
    const other = await testDatabase({ empty: true })
    await asSuperuser(`alter database ${other.name} owner to ${database.connect.superuser.user}`)
    const found = await refusal(checkExternal(other.connect.migrate))
    expect(found.code).toBe('database-owner-other')
    expect(found.message).toContain('db/roles.sql')
  })

  test('opens to its users, else the forbidden thing is named in one sentence', async () => {
    const shut = await testDatabase({ empty: true })
    await asSuperuser(`revoke connect on database ${shut.name} from public`)
    const found = await refusal(checkExternal(shut.connect.app, { role: 'app' }))
    expect(found.code).toBe('database-forbids')
    expect(found.message).toContain(`permission denied for database "${shut.name}"`)
    expect(found.message).toContain('DATABASE_URL')
  })

  test('holds Heed’s tables as heed_migrate made them, not as a superuser did', async () => {
    const other = await testDatabase({ empty: true })
    await asSuperuser(
      'create schema migration; create table migration.applied (name text)',
      other.connect.superuser,
    )
    const found = await refusal(checkExternal(other.connect.migrate))
    expect(found.code).toBe('database-made-by-other')
  })
})
