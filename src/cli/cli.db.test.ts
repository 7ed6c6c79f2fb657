import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '#platform/config.ts'
import type { Config } from '#platform/config.ts'
import { openEmbedded, startEmbedded } from '#platform/db/embedded.ts'
import { withClient } from '#platform/jobs/with-client.ts'
import { root } from '../cli-root.ts'
import { runCli } from './run-cli.ts'

// The commands run as they are typed, on an embedded database of their own that a server holds open.

const folder = mkdtempSync(path.join(tmpdir(), 'heed-cli-'))
const data = (name: string): Config => readConfig({ HEED_DATA: path.join(folder, name) })
const config = data('data')

async function heed(words: string, how: Config = config) {
  const said: string[] = []
  const complained: string[] = []
  const cli = {
    config: how,
    root,
    say: (line: string) => void said.push(line),
    complain: (line: string) => void complained.push(line),
  }
  const args = words.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? []
  const code = await runCli(cli, args)
  return { code, said: said.join('\n'), complained: complained.join('\n') }
}

let stop: () => Promise<void>
beforeAll(async () => {
  const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const server = await startEmbedded({
    dataFolder: config.dataFolder,
    settings: fast,
    log: () => undefined,
  })
  stop = server.stop
  await heed('migrate')
  await sql(`insert into access.installation (kind) values ('test')`)
})
afterAll(async () => {
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

async function sql(text: string): Promise<Record<string, unknown>[]> {
  const server = await openEmbedded({ dataFolder: config.dataFolder, log: () => undefined })
  try {
    return await withClient(server.connection('heed_migrate'), async (client) => {
      const { rows } = await client.query<Record<string, unknown>>(text)
      return rows
    })
  } finally {
    await server.stop()
  }
}

describe('the help', () => {
  it('names every command, and is shown to whoever types none', async () => {
    expect((await heed('help')).said).toContain('heed audit verify')
    expect((await heed('')).code).toBe(64)
  })

  it('says how a command is used when it was typed wrongly', async () => {
    expect(await heed('no such')).toMatchObject({ code: 64 })
    expect(await heed('audit coverage')).toMatchObject({
      code: 64,
      complained: expect.stringContaining('Say --since.'),
    })
    expect((await heed('audit coverage --since once')).complained).toContain('--since is a moment')
    expect((await heed('migrate --fast')).complained).toContain("'--fast'")
    expect((await heed('backup')).complained).toContain('Usage: npx heed backup FILE')
  })

  it('is that of one command when it is asked for beside its name', async () => {
    for (const words of ['backup --help', 'help backup']) {
      const { code, said } = await heed(words)
      expect([code, said.split('\n')[0]]).toEqual([
        0,
        'Usage: npx heed backup FILE [--key KEYFILE]',
      ])
      expect(said).not.toContain('heed restore')
    }
    const audit = (await heed('audit --help')).said
    expect(audit).toContain('heed audit coverage')
    expect(audit).not.toContain('heed backup')
  })
})

describe('a file that was named wrongly', () => {
  const nowhere = path.join(folder, 'nowhere')
  it.each([
    `backup ${nowhere}/backup.heed`,
    `backup ${folder}/other.heed --key ${nowhere}`,
    `backup ${folder}/other.heed --key ${folder}`,
    `restore ${nowhere}`,
    `audit dump ${nowhere}/audit.jsonl`,
    `audit verify --dump ${nowhere}`,
    `audit check-proof ${nowhere}`,
    `import-statement ${nowhere}`,
    `import-statement ${folder}`,
  ])('is one sentence: %s', async (words) => {
    const { code, complained, said } = await heed(words)
    expect([code > 0, said]).toEqual([true, ''])
    expect(complained).toMatch(/^[A-Z/][^\n]+\.(\nUsage: .*)?$/)
  })
})

describe('a new installation', () => {
  it('is brought forward once', async () => {
    expect((await heed('migrate')).said).toBe('Nothing to do.')
  })

  it('gets its first partnership and the link of its first administrator', async () => {
    expect((await heed('partnership add --name "Whinfell" --slug whinfell')).code).toBe(0)
    expect((await heed('partnership add --name "Whinfell" --slug whinfell')).code).toBe(64)
    const added = await heed(
      'user add --partnership whinfell --name "Ann Example" --role administrator',
    )
    expect(added.code).toBe(0)
    expect(added.said).toMatch(/^http:\/\/localhost:3000\/enrol\/[\w-]{22}$/m)
    expect(added.said).toMatch(/^It works once, until [\d.]+(am|pm) on \w+ \d+ \w+ \d{4}\. /m)
    const nowhere = await heed('user add --partnership nowhere --name A --role administrator')
    expect(nowhere.complained).toContain('There is no partnership "nowhere".')
    const king = await heed('user add --partnership whinfell --name A --role king')
    expect(king.complained).toContain('--role is one of')
  })

  it('gives a service a token and ends it', async () => {
    const given = await heed('service-token --partnership whinfell --name Dashboard --days 30')
    expect(given.said).toMatch(/^[\w-]{43}$/)
    const [held] = await sql(
      `select h.role from access.principal p join access.role_held h on h.principal_id = p.id where p.kind = 'service' and p.name = 'Dashboard'`,
    )
    expect(held).toEqual({ role: 'reading-service' })
    const second = await heed('service-token --partnership whinfell --name Dashboard')
    expect(second.said).not.toBe(given.said)
    const ended = await heed('service-token --partnership whinfell --name Dashboard --end')
    expect(ended.said).toBe('2 tokens ended.')
  })

  it('that is not a sample never becomes one', async () => {
    const refused = { code: 1, complained: expect.stringContaining('never becomes one') }
    expect(await heed('sample')).toMatchObject(refused)
    expect(await heed('sample --scale 1')).toMatchObject(refused)
    expect(await sql(`select slug from access.partnership`)).toEqual([{ slug: 'whinfell' }])
  })

  it('is filled only with a number of partnerships that makes sense', async () => {
    for (const words of ['sample --scale 0', 'sample --scale many', 'sample --seed fern'])
      expect(await heed(words)).toMatchObject({ code: 64 })
  })
})

describe('the audit', () => {
  it('is not called intact while there is no key to verify it with', async () => {
    const verified = await heed('audit verify')
    expect(verified).toMatchObject({ code: 4, complained: '' })
    expect(verified.said).toContain('no public key can be read from')
    const pub = path.join(folder, 'no.pub')
    expect(await heed(`audit verify --pub ${pub}`)).toMatchObject({ code: 4, complained: '' })
  })

  it('is signed, verified, covered and handed out with a proof', async () => {
    expect((await heed('audit checkpoint')).said).toContain('signed')
    const verified = await heed('audit verify --chain all')
    expect(verified).toMatchObject({ code: 0 })
    expect(await heed('audit coverage --since 2020-01-01T00:00:00Z')).toMatchObject({ code: 0 })
    const proof = await heed('audit prove --event 0/1')
    expect(proof.code).toBe(0)
    const file = path.join(folder, 'proof.json')
    writeFileSync(file, proof.said)
    expect((await heed(`audit check-proof ${file}`)).code).toBe(0)
    writeFileSync(file, proof.said.replace('done', 'seen'))
    expect((await heed(`audit check-proof ${file}`)).code).toBe(2)
  })

  it('has no chain of any number that is typed', async () => {
    expect(await heed('audit verify --chain 99')).toMatchObject({
      code: 2,
      said: expect.stringContaining('chain 99: there is no such chain; those that exist: 0'),
    })
  })

  it('is verified from a dump without a database', async () => {
    const file = path.join(folder, 'audit.jsonl')
    expect((await heed(`audit dump ${file}`)).code).toBe(0)
    expect((await heed(`audit verify --dump ${file}`)).code).toBe(0)
  })

  it('is called broken, with the line, when its dump is damaged or cut off', async () => {
    const whole = path.join(folder, 'whole.jsonl')
    expect((await heed(`audit dump ${whole}`)).code).toBe(0)
    const text = readFileSync(whole, 'utf8')
    const lines = text.trimEnd().split('\n')
    const file = path.join(folder, 'damaged.jsonl')
    const damaged = {
      'cut off in the middle of a line': text.slice(0, -20),
      'a line that is something else': [lines[0], '{"chain":"one"}', ...lines.slice(1)].join('\n'),
      'another file altogether': 'PNG\u0000\u0001',
    }
    for (const [how, content] of Object.entries(damaged)) {
      writeFileSync(file, content)
      for (const words of ['verify', 'prove --event 0/1']) {
        const told = await heed(`audit ${words} --dump ${file}`)
        expect([how, told.code, told.complained]).toEqual([how, 2, ''])
        expect(told.said).toMatch(/^2: line \d+ of the dump is no line of the audit/)
      }
      const json = await heed(`audit verify --json --dump ${file}`)
      expect(JSON.parse(json.said)).toMatchObject({ code: 2, entries: 0 })
    }
    // Cut off at the end of a line, it is whole to read; the head and the anchors count what is missing.
    writeFileSync(file, `${lines.slice(0, -1).join('\n')}\n`)
    expect([2, 3]).toContain((await heed(`audit verify --dump ${file}`)).code)
  })

  it('is asked by ids and moments, and says so in one sentence', async () => {
    for (const name of ['scope', 'person', 'actor']) {
      const told = await heed(`audit who --partnership whinfell --${name} 2026-04`)
      expect([told.code, told.said]).toEqual([64, ''])
      expect(told.complained).toContain(`--${name} is an id like`)
    }
    const moment = await heed('audit who --partnership whinfell --since yesterday')
    expect(moment).toMatchObject({ code: 64, said: '' })
    expect(moment.complained).toContain('--since is a moment')
  })

  it('says who did something, and records the question', async () => {
    const [service] = await sql(`select uid from access.principal where name = 'Dashboard'`)
    expect((await heed('audit who --partnership whinfell')).code).toBe(64)
    const first = await heed(`audit who --partnership whinfell --actor ${String(service?.['uid'])}`)
    expect(first.code).toBe(0)
    const [asker] = await sql(`select uid from access.principal where name = 'Command line: audit'`)
    const second = await heed(`audit who --partnership whinfell --actor ${String(asker?.['uid'])}`)
    expect(second.said).toContain('audit.listed')
  })
})

describe('a published statement', () => {
  const file = path.join(folder, 'statement.txt')
  const text = [
    'Whinfell',
    '',
    'Statement on the review of Case Fern',
    '',
    'Published 3 March 2025',
    '',
    'We have trained 40 practitioners. We will publish a new pathway by June 2025.',
  ].join('\n')

  it('is taken into the library by its file, once', async () => {
    writeFileSync(file, text)
    const head = `--title "Case Fern" --publisher "Whinfell"`
    const imported = await heed(`import-statement ${file} ${head}`)
    expect(imported).toMatchObject({ code: 0 })
    expect(imported.said).toMatch(/\/statements\/[0-9a-f-]{36}: \d+ claims? proposed\./)
    expect((await heed('partnership add --name "Hollow" --slug hollow')).code).toBe(0)
    const unsaid = await heed(`import-statement ${file} ${head}`)
    expect(unsaid).toMatchObject({
      code: 64,
      complained: expect.stringContaining('Say --partnership, one of: hollow, whinfell.'),
    })
    const again = await heed(`import-statement ${file} --partnership whinfell ${head}`)
    expect(again).toMatchObject({
      code: 1,
      complained: 'This very file is in the library already.',
    })
  })

  it('that is no document is refused in one sentence', async () => {
    const wrong = path.join(folder, 'statement.pdf')
    writeFileSync(wrong, 'no PDF')
    const refused = await heed(`import-statement ${wrong} --partnership whinfell`)
    expect(refused.code).toBe(1)
    expect(refused.complained).not.toBe('')
  })
})

describe('what Heed says of itself', () => {
  it('is every route, for people and for machines', async () => {
    expect((await heed('routes')).said).toContain('/organisations')
    const json = JSON.parse((await heed('routes --json')).said) as { path: string; can: string }[]
    expect(json.find((route) => route.path === '/organisations')?.can).toBe('organisation:read')
    const openapi = JSON.parse((await heed('routes --openapi')).said) as { openapi: string }
    expect(openapi.openapi).toBe('3.1.0')
  })

  it('is the policy as it is in the files', async () => {
    const policy = JSON.parse((await heed('policy export')).said) as Record<string, unknown>
    expect(policy['roles']).toEqual(JSON.parse(readFileSync('policy/roles.json', 'utf8')))
    expect(Object.keys(policy)).toContain('decision')
  })
})

// Last: its agency is added past the audit, which the coverage above would rightly report.
describe('a service of an agency', () => {
  it('gives a service of an agency a token that also gives evidence', async () => {
    await sql(
      `insert into app.agency (partnership_id, name, kind, active_from)
       select id, 'Whinfell Trust', 'nhs-trust', '2020-01-01' from access.partnership where slug = 'whinfell'`,
    )
    const asked = 'service-token --partnership whinfell --name Records'
    expect((await heed(`${asked} --agency Nobody`)).code).toBe(64)
    expect((await heed(`${asked} --agency "Whinfell Trust"`)).said).toMatch(/^[\w-]{43}$/)
    const held = await sql(
      `select h.role, a.name from access.principal p join access.role_held h on h.principal_id = p.id
       join app.agency a on a.id = p.agency_id where p.name = 'Records'`,
    )
    expect(held).toEqual([{ role: 'evidence-service', name: 'Whinfell Trust' }])
    expect((await heed(asked)).code).toBe(64)
  })
})
