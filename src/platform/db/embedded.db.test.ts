import { Client } from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'

const database = await testDatabase()

test('each test file has a database of its own, reached by every role of the installation', async () => {
  for (const config of Object.values(database.connect)) {
    const client = new Client(config)
    await client.connect()
    const { rows } = await client.query<{ name: string; who: string }>(
      'select current_database() as name, session_user as who',
    )
    await client.end()
    expect(rows[0]?.name).toBe(database.name)
    expect(rows[0]?.who).toBe(config.user)
  }
})

test('the roles that serve requests are neither owners nor above row security', async () => {
  const client = new Client(database.connect.superuser)
  await client.connect()
  const { rows } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname in ('heed_app', 'heed_jobs', 'heed_public', 'heed_training', 'heed_auditor')
       and not rolsuper and not rolbypassrls and not rolcreatedb and not rolcreaterole and not rolinherit`,
  )
  await client.end()
  expect(rows).toHaveLength(5)
})
