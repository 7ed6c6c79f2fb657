import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authenticatorPurpose } from '#features/accounts/commands/use-code.ts'
import { digestOf, signInSecret } from '#features/accounts/index.ts'
import { seal } from '#features/accounts/secrets/seal.ts'
import { checkpoint } from '#platform/audit/checkpoint.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import type { Config } from '#platform/config.ts'
import { openEmbedded, startEmbedded } from '#platform/db/embedded.ts'
import { sealDraft } from '#platform/drafts/seal-draft.ts'
import { fileStore } from '#platform/files/file-store.ts'
import { withClient } from '#platform/jobs/with-client.ts'
import { keyFrom } from '#platform/keys.ts'
import { filesFolder, signingKeyFile } from '#platform/places.ts'
import { addMilliseconds } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { testDatabase } from '#tests/support/database.ts'
import { root } from '../cli-root.ts'
import { runCli } from './run-cli.ts'

// A small installation with a stored file and a draft is saved, lost and brought back, as it is typed.

const folder = mkdtempSync(path.join(tmpdir(), 'heed-cli-restore-'))
const place = (name: string): string => path.join(folder, name)
const data = (name: string, more: Record<string, string> = {}): Config =>
  readConfig({ HEED_DATA: place(name), ...more })
const config = data('data')
const saved = place('saved.heed')
const statement = 'Aldermere\n\nStatement on the review\n\nWe have trained 40 practitioners.\n'

async function heed(words: string, how: Config = config) {
  const said: string[] = []
  const complained: string[] = []
  const cli = {
    config: how,
    root,
    say: (line: string) => void said.push(line),
    complain: (line: string) => void complained.push(line),
  }
  const code = await runCli(cli, words.split(' '))
  return { code, said: said.join('\n'), complained: complained.join('\n') }
}

async function sql(how: Config, words: string, values: unknown[] = []) {
  const server = await openEmbedded({ dataFolder: how.dataFolder, log: () => undefined })
  try {
    return await withClient(server.connection('heed_migrate'), async (client) => {
      const { rows } = await client.query<Record<string, unknown>>(words, values)
      return rows
    })
  } finally {
    await server.stop()
  }
}

beforeAll(async () => {
  const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const { dataFolder } = config
  const server = await startEmbedded({ dataFolder, settings: fast, log: () => undefined })
  await heed('migrate')
  const digest = digestOf(signInSecret(keyFrom(config.keyFolder, 'field')))
  await sql(config, `insert into access.installation (kind, sign_in_digest) values ('test', $1)`, [
    digest,
  ])
  await heed('partnership add --name Aldermere --slug aldermere')
  writeFileSync(place('statement.txt'), statement)
  const file = place('statement.txt')
  await heed(`import-statement ${file} --partnership aldermere --title Fern --publisher Aldermere`)
  const [writer] = await sql(config, `select id, uid from access.principal limit 1`)
  const owner = { principalUid: String(writer?.['uid']), form: '/cases/new' }
  const sealed = sealDraft(keyFrom(config.keyFolder, 'drafts'), owner, '{"title":"half a word"}')
  await sql(
    config,
    `insert into app.draft (partnership_id, principal_id, form, sealed, at)
     select partnership_id, id, $2, $3, now() from access.principal where id = $1`,
    [writer?.['id'], owner.form, sealed],
  )
  const secret = seal(
    keyFrom(config.keyFolder, 'field'),
    'JBSWY3DPEHPK3PXP',
    authenticatorPurpose(owner.principalUid),
  )
  await sql(
    config,
    `insert into access.authenticator (partnership_id, principal_id, sign_in_name, sealed, last_step, added_at)
     select partnership_id, id, 'ABCD-1234', $2, 0, now() from access.principal where id = $1`,
    [writer?.['id'], secret],
  )
  await heed('audit checkpoint')
  await heed(`backup ${saved}`)
  await server.stop()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function keysWithout(...names: string[]): string {
  const copy = mkdtempSync(place('keys-'))
  cpSync(config.keyFolder, copy, { recursive: true })
  for (const name of names) rmSync(path.join(copy, name))
  return copy
}

async function storedText(how: Config): Promise<string> {
  const [row] = await sql(how, 'select file_uid from app.statement')
  const store = fileStore({ folder: filesFolder(how), key: keyFrom(how.keyFolder, 'files') })
  return text(store.openFile(row?.['file_uid'] as Uid))
}

/** Signs what the audit holds as if so much time had gone by; a checkpoint is due once a minute. */
async function signLater(how: Config, milliseconds: number): Promise<void> {
  const server = await openEmbedded({ dataFolder: how.dataFolder, log: () => undefined })
  try {
    const now = addMilliseconds(systemClock.now(), milliseconds)
    const at = { keyFile: signingKeyFile(how), folder: how.anchorFolder, now }
    await withClient(server.connection('heed_auditor'), async (client) => {
      const signed = await checkpoint({ client, ...at })
      expect(signed.map((one) => one.outcome)).toContain('signed')
    })
  } finally {
    await server.stop()
  }
}

/** Nothing of the target may be there after a refusal. */
function expectNoTrace(how: Config): void {
  for (const each of [how.dataFolder, how.keyFolder, how.anchorFolder]) {
    expect(existsSync(each)).toBe(false)
  }
}

describe('a restore with the whole key folder', () => {
  it('opens one piece of each kind for proof, and puts the keys where Heed looks for them', async () => {
    const target = data('whole')
    const words = `restore ${saved} --keys ${config.keyFolder} --anchors ${config.anchorFolder}`
    const restored = await heed(words, target)
    expect(restored).toMatchObject({ code: 0, complained: '' })
    expect(restored.said).toMatch(/^Restored \d+ tables and 1 file, each compared/)
    expect(restored.said).toContain(
      'Opened for proof: 1 of 1 stored file, 1 of 1 authenticator, 1 of 1 draft.',
    )
    expect(restored.said).toMatch(/The audit agrees with the [12] checkpoints? of its time\./)
    expect(await storedText(target)).toBe(statement)
    const digests = (where: Config) =>
      readdirSync(where.keyFolder)
        // The gate's secret closes no content; each installation makes its own and notes its digest when it starts.
        .filter((name) => name !== 'gate.key')
        .toSorted()
        .map((name) => {
          const bytes = readFileSync(path.join(where.keyFolder, name))
          return [name, createHash('sha256').update(bytes).digest('hex')]
        })
    expect(digests(target)).toEqual(digests(config))
  })

  it('says that no checkpoint witnessed the audit when none is named', async () => {
    const restored = await heed(`restore ${saved} --keys ${config.keyFolder}`, data('unwitnessed'))
    expect(restored.code).toBe(0)
    expect(restored.said).toContain('it was held against no checkpoint')
    expect(restored.said).not.toContain('agrees')
    expect(restored.said).not.toContain('HEED_ANCHORS')
  })

  it('finds the keys by itself where they outlived the data', async () => {
    const target = data('again', { HEED_KEYS: keysWithout(), HEED_ANCHORS: config.anchorFolder })
    const restored = await heed(`restore ${saved}`, target)
    expect(restored.said).toContain('The audit agrees')
    expect(await storedText(target)).toBe(statement)
  })
})

describe('a restore whose keys are not there', () => {
  it('is refused by their names, and leaves everything as it was', async () => {
    const target = data('alone')
    const key = path.join(config.keyFolder, 'backup.key')
    const refused = await heed(`restore ${saved} --key ${key}`, target)
    expect(refused).toMatchObject({ code: 78, said: '' })
    expect(refused.complained).toContain('needs files.key, field.key, drafts.key')
    expect(refused.complained).toContain('--keys')
    expectNoTrace(target)
  })

  it('says before it is over what stays closed when the keys are lost', async () => {
    const target = data('lost')
    const keys = keysWithout('files.key', 'drafts.key')
    expect(await heed(`restore ${saved} --keys ${keys}`, target)).toMatchObject({ code: 78 })
    const restored = await heed(`restore ${saved} --keys ${keys} --without-keys`, target)
    expect(restored.code).toBe(0)
    expect(restored.said).toContain('Closed without files.key: 1 stored file.')
    expect(restored.said).toContain('Closed without drafts.key: 1 draft.')
    expect(existsSync(path.join(target.keyFolder, 'files.key'))).toBe(false)
  })

  it('lets the installation go on with a new key for signing in only when the old one is lost', async () => {
    const known = async (target: Config) =>
      (await sql(target, 'select sign_in_digest is not null as known from access.installation'))[0]
    expect(await known(data('lost'))).toEqual({ known: true })
    const target = data('lost-field')
    const keys = keysWithout('field.key')
    expect((await heed(`restore ${saved} --keys ${keys} --without-keys`, target)).code).toBe(0)
    expect(await known(target)).toEqual({ known: false })
  })

  it('is refused when another key of the same name is given or lies there already', async () => {
    const keys = keysWithout()
    copyFileSync(path.join(keys, 'field.key'), path.join(keys, 'files.key'))
    const given = await heed(`restore ${saved} --keys ${keys}`, data('given'))
    expect(given).toMatchObject({ code: 78 })
    expect(given.complained).toContain(path.join(keys, 'files.key'))
    expectNoTrace(data('given'))
    const own = data('own', { HEED_KEYS: keys })
    const refused = await heed(`restore ${saved} --keys ${config.keyFolder}`, own)
    expect(refused.complained).toContain(path.join(keys, 'files.key'))
    expect(existsSync(own.dataFolder)).toBe(false)
  })

  it('is told in a sentence that the key of the backup is not one', async () => {
    const target = data('no-key')
    const short = place('short.key')
    writeFileSync(short, 'c2hvcnQ=')
    for (const [words, says] of [
      [`restore ${saved}`, 'there is no such file'],
      [`restore ${saved} --key ${place('nothing')}`, 'there is no such file'],
      [`restore ${saved} --key ${folder}`, 'it is a folder'],
      [`restore ${saved} --key ${short}`, 'it must hold 32 bytes'],
    ] as const) {
      expect(await heed(words, target)).toMatchObject({
        code: 78,
        complained: expect.stringContaining(says),
      })
    }
    const other = path.join(config.keyFolder, 'files.key')
    const wrong = await heed(`restore ${saved} --key ${other}`, target)
    expect(wrong.complained).toContain('--keys')
    expect((await heed(`restore ${folder}`, target)).complained).toContain('There is no file')
    expectNoTrace(target)
  })
})

describe('a restore beside the checkpoints of what came after the backup', () => {
  it('says that a new checkpoint folder is wanted, and so does the signer', async () => {
    await heed('partnership add --name Brackwater --slug brackwater')
    await signLater(config, 2 * 60_000)
    const target = data('behind', { HEED_KEYS: keysWithout(), HEED_ANCHORS: config.anchorFolder })
    const restored = await heed(`restore ${saved}`, target)
    const says = 'name a new checkpoint folder with HEED_ANCHORS'
    expect(restored).toMatchObject({ code: 0, said: expect.stringContaining(says) })
    const signed = await heed('audit checkpoint', target)
    expect(signed.code).toBe(3)
    expect(signed.complained).toContain('chain-shorter-than-checkpoint')
    expect(signed.complained).toContain(says)
  })
})

describe('a restore into a database that others run', () => {
  it('works as the deployment’s role, and a second one is refused', async () => {
    const database = await testDatabase({ empty: true })
    const { host, port, user, password } = database.connect.migrate
    const address = new URL('postgresql://localhost')
    address.username = String(user)
    if (typeof password === 'string') address.password = password
    address.pathname = database.name
    address.port = String(port)
    if (host?.startsWith('/')) address.searchParams.set('host', host)
    else address.hostname = String(host)
    const target = data('outside', {
      DATABASE_URL: address.href,
      DATABASE_MIGRATE_URL: address.href,
    })
    const words = `restore ${saved} --keys ${config.keyFolder}`
    expect(await heed(words, target)).toMatchObject({ code: 0, complained: '' })
    const client = new Client(database.connect.migrate)
    await client.connect()
    const { rows } = await client.query('select slug from access.partnership')
    await client.end()
    expect(rows).toEqual([{ slug: 'aldermere' }])
    expect(readdirSync(filesFolder(target))).toHaveLength(1)
    expect(await heed(words, target)).toMatchObject({ code: 77 })
  })
})
