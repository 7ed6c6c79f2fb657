import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { embedded, startEmbedded } from './embedded.ts'

const database = await testDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'heed-embedded-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

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

test('a server that is killed says so, keeps what was confirmed, and starts again by itself', async () => {
  const options = { dataFolder: path.join(folder, 'killed'), log: () => undefined }
  const first = await startEmbedded(options)
  const writer = new Client(first.connection(embedded.superuser))
  writer.on('error', () => undefined)
  await writer.connect()
  await writer.query('create table kept (n int); insert into kept values (7)')
  process.kill(first.pid ?? 0, 'SIGKILL')
  expect(await first.ended).not.toBe('')
  await first.stop()

  const again = await startEmbedded(options)
  const reader = new Client(again.connection(embedded.superuser))
  await reader.connect()
  const { rows } = await reader.query('select n from kept')
  await reader.end()
  await again.stop()
  expect(rows).toEqual([{ n: 7 }])
})

test('the server writes to the disk before it confirms, and checks each page that it reads', async () => {
  const options = { dataFolder: path.join(folder, 'settings'), log: () => undefined }
  const server = await startEmbedded(options)
  const client = new Client(server.connection(embedded.superuser))
  await client.connect()
  const { rows } = await client.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit',
       'data_checksums', 'listen_addresses', 'TimeZone', 'server_encoding', 'log_min_error_statement')`,
  )
  await client.end()
  await server.stop()
  expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    data_checksums: 'on',
    listen_addresses: process.platform === 'win32' ? '127.0.0.1' : '',
    TimeZone: 'UTC',
    server_encoding: 'UTF8',
    log_min_error_statement: 'panic',
  })
})
