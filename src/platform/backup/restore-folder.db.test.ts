import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { embedded, startEmbedded } from '#platform/db/embedded.ts'
import { projectFolder, unfinishedRestore } from '#platform/db/data-folder.ts'
import { migrate } from '#platform/db/migrate.ts'
import { backup } from './backup.ts'
import { restoreFolder } from './restore-folder.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'heed-folder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const key = randomBytes(32)
const migrations = path.join(projectFolder(), 'db', 'migrations')
const saved = path.join(folder, 'saved.heed')
const log = () => undefined

async function makeInstallation(): Promise<void> {
  const server = await startEmbedded({ dataFolder: path.join(folder, 'data'), log })
  await migrate({ connect: server.connection('heed_migrate'), folder: migrations })
  const client = new pg.Client(server.connection(embedded.superuser))
  await client.connect()
  await client.query(
    `insert into access.partnership (name, slug) values ('Aldermere', 'aldermere')`,
  )
  await client.end()
  writeFileSync(path.join(server.folder.files, 'paper'), 'encrypted bytes')
  await backup({
    connect: server.connection('heed_migrate'),
    filesFolder: server.folder.files,
    to: saved,
    key,
  })
  await server.stop()
}
await makeInstallation()

function options(dataFolder: string, verifyAudit = () => Promise.resolve()) {
  return { dataFolder, from: saved, key, migrations, log, verifyAudit }
}

test('a data folder is restored whole, and Heed starts on it', async () => {
  const dataFolder = path.join(folder, 'restored')
  await restoreFolder(options(dataFolder))
  const server = await startEmbedded({ dataFolder, log })
  const client = new pg.Client(server.connection('heed_migrate'))
  await client.connect()
  const { rows } = await client.query('select slug from access.partnership')
  await client.end()
  await server.stop()
  expect(rows).toEqual([{ slug: 'aldermere' }])
  expect(readdirSync(path.join(dataFolder, 'files'))).toEqual(['paper'])
})

test('a data folder that is not empty is left alone', async () => {
  const dataFolder = path.join(folder, 'used')
  mkdirSync(dataFolder)
  writeFileSync(path.join(dataFolder, 'anything'), '')
  const attempt = restoreFolder(options(dataFolder))
  await expect(attempt).rejects.toMatchObject({ code: 'restore-target-not-empty' })
  expect(readdirSync(dataFolder)).toEqual(['anything'])
})

test('a restore that is refused leaves no folder that was not there before', async () => {
  const above = path.join(folder, 'unproven')
  const broken = () => Promise.reject(new Error('a gap at 3'))
  const attempt = restoreFolder(options(path.join(above, 'deeper'), broken))
  await expect(attempt).rejects.toMatchObject({ code: 'restore-audit-broken' })
  expect(existsSync(above)).toBe(false)
  mkdirSync(above)
  const again = restoreFolder(options(above, broken))
  await expect(again).rejects.toMatchObject({ code: 'restore-audit-broken' })
  expect(readdirSync(above)).toEqual([])
  const wrong = restoreFolder({ ...options(path.join(above, 'key')), key: randomBytes(32) })
  await expect(wrong).rejects.toMatchObject({ code: 'backup-key-wrong' })
  expect(readdirSync(above)).toEqual([])
})

test('Heed does not open a folder in which a restore was interrupted', async () => {
  const dataFolder = path.join(folder, 'interrupted')
  mkdirSync(path.join(dataFolder, unfinishedRestore), { recursive: true })
  const attempt = startEmbedded({ dataFolder, log })
  await expect(attempt).rejects.toMatchObject({ code: 'restore-unfinished' })
  expect(existsSync(path.join(dataFolder, 'postgres'))).toBe(false)
})
