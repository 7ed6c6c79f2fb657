import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { addMilliseconds, asInstant } from '#shared/dates.ts'
import { auditedDatabase, opened, record, scratchFolder } from '#tests/audit/audited.ts'
import { tamperings, type Expected, type Held, type HeldRow } from '#tests/audit/tampering.ts'
import { appendSql } from './append-sql.ts'
import { checkpoint } from './checkpoint.ts'
import { prepareSigningKey, publicKeyFile } from './signing-key.ts'
import { dumpAudit, verifyAudit, type Finding, type Verdict } from './verify/index.ts'

const { root, app, auditor, database, partnerships, member } = await auditedDatabase()
const chain = partnerships[0]
const ann = await member(chain)
const shown = { event: 'case.shown', outcome: 'shown' } as const

const scratch = scratchFolder()
const anchors = join(scratch, 'anchors')
const keyFile = join(scratch, 'signing-key.pem')
const pub = publicKeyFile(keyFile)
/** Anchored at these lengths; the last ten entries are not anchored yet. */
const sizes = [40, 97, 128, 190, 230]
const size = 240
const pristine: Held = { chain, rows: [], head: { seq: 0, hash: '' } }
let now = ''

async function databaseTime() {
  const { rows } = await root.query(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  )
  return asInstant(rows[0].now)
}

beforeAll(async () => {
  prepareSigningKey(keyFile)
  const start = addMilliseconds(await databaseTime(), -4 * 60_000)
  for (const [n, length] of sizes.entries()) {
    await fill(length)
    const moment = addMilliseconds(start, n * 61_000)
    await checkpoint({ client: auditor, keyFile, folder: anchors, now: moment })
  }
  await fill(size)
  now = await databaseTime()
  const file = join(scratch, 'dump.jsonl')
  await dumpAudit({ connect: database.connect.auditor, file })
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  pristine.rows = lines
    .filter(({ seq }) => seq !== undefined)
    .map(({ seq, hash, payload }) => ({ seq, hash, payload }))
  pristine.head =
    lines
      .filter(({ head }) => head !== undefined)
      .map(({ head, hash }) => ({ seq: head, hash }))[0] ?? pristine.head
})

async function fill(to: number): Promise<void> {
  const { rows } = await root.query(
    'select coalesce(max(seq), 0)::integer as n from audit.entry where chain = $1',
    [chain],
  )
  for (let n = rows[0].n; n < to; n++) await record(app, ann.token, shown)
}

function copyOf(held: Held): Held {
  return structuredClone(held)
}

async function verifyDump(held: Held, folders = [anchors]): Promise<Verdict> {
  const dump = join(scratch, 'tampered.jsonl')
  const head = { chain: held.chain, head: held.head.seq, hash: held.head.hash }
  const rows = held.rows.map((row) => ({ chain: held.chain, ...row }))
  writeFileSync(dump, [head, ...rows].map((row) => JSON.stringify(row)).join('\n'))
  return await verifyAudit({
    source: { dump },
    chain: held.chain,
    anchors: folders,
    pub,
    now,
    json: true,
  })
}

function verifyDatabase(
  more: { from?: number; to?: number; now?: string; anchors?: string[] } = {},
): Promise<Verdict> {
  const connect = database.connect.auditor
  return verifyAudit({
    source: { connect },
    chain: 'all',
    anchors: [anchors],
    pub,
    now,
    json: true,
    ...more,
  })
}

function findingsOf({ lines }: Verdict): Finding[] {
  return JSON.parse(lines[0] ?? '').findings
}

function expectFound(verdict: Verdict, expected: Expected): void {
  expect(verdict.code).toBe(expected.code)
  const [first] = findingsOf(verdict)
  expect({ code: first?.code, seq: first?.seq, to: first?.to }).toEqual({
    to: undefined,
    ...expected,
  })
}

/** Puts a chain into the database as only a superuser can, past every lock. */
async function store(held: Held): Promise<void> {
  await root.query(
    'begin; set local session_replication_role = replica; delete from audit.entry; delete from audit.head',
  )
  await root.query(
    `insert into audit.entry (chain, seq, hash, payload)
     select $1, r.seq, decode(r.hash, 'hex'), r.payload from jsonb_to_recordset($2::jsonb) as r (seq bigint, hash text, payload text)`,
    [held.chain, JSON.stringify(held.rows)],
  )
  await root.query(`insert into audit.head values ($1, $2, decode($3, 'hex'), now())`, [
    held.chain,
    held.head.seq,
    held.head.hash,
  ])
  await root.query('commit')
}

describe('an audit that nobody touched', () => {
  test('is intact and anchored, in the database and in a dump of it', async () => {
    const fromDatabase = await verifyDatabase()
    expect([fromDatabase.code, findingsOf(fromDatabase)]).toEqual([0, []])
    expect((await verifyDump(pristine)).code).toBe(0)
    expect(pristine.rows).toHaveLength(size)
    expect(readdirSync(join(anchors, `chain-000${chain}`))).toHaveLength(sizes.length)
  })

  test('is verified from a place on, beginning at the anchor before it', async () => {
    const verdict = await verifyDatabase({ from: 150 })
    expect(verdict.code).toBe(0)
    expect(JSON.parse(verdict.lines[0] ?? '')).toMatchObject({
      entries: size - 128,
      chains: [{ startedAfter: 128, size }],
    })
    expect(JSON.parse((await verifyDatabase({ from: 100, to: 120 })).lines[0] ?? '')).toMatchObject(
      { code: 0, entries: 120 - 97 },
    )
  })

  test('says so in words, with how many entries it read in a second', async () => {
    const connect = database.connect.auditor
    const { lines } = await verifyAudit({ source: { connect }, anchors: [anchors], pub, now })
    expect(lines.at(-1)).toBe('0: intact and anchored')
    expect(lines.at(-2)).toMatch(/^240 entries in 1 chain, .* entries a second$/)
  })
})

describe('tampering is named, with the right place and the right exit code', () => {
  const rounds = 220
  test.each(tamperings)(`$name (${rounds} times)`, async ({ places, act }) => {
    for (let round = 0; round < rounds; round++) {
      const held = copyOf(pristine)
      const k = 1 + ((round * 37) % places(size, sizes.at(-1) ?? 0))
      const expected = act(held, k, sizes)
      expectFound(await verifyDump(held), expected)
    }
  })

  test.each(tamperings)('$name, in the database itself', async ({ places, act }) => {
    for (const place of [0.01, 0.4, 0.77, 1]) {
      const held = copyOf(pristine)
      const k = Math.max(1, Math.floor(place * places(size, sizes.at(-1) ?? 0)))
      const expected = act(held, k, sizes)
      await store(held)
      expectFound(await verifyDatabase(), expected)
    }
    await store(pristine)
  })

  test('a chain that was taken away as a whole is missed', async () => {
    await root.query(
      'begin; set local session_replication_role = replica; delete from audit.entry; delete from audit.head; commit',
    )
    expectFound(await verifyDatabase(), { code: 3, seq: 1 })
    await store(pristine)
  })

  test('a head that was set forward or taken away is noticed', async () => {
    await root.query('update audit.head set seq = seq + 5')
    expectFound(await verifyDatabase(), { code: 2, seq: size + 1 })
    await root.query(
      'begin; set local session_replication_role = replica; delete from audit.head; commit',
    )
    expectFound(await verifyDatabase(), { code: 2, seq: 1 })
    await store(pristine)
  })
})

describe('anchors', () => {
  function copied(name: string): string {
    const folder = join(scratch, name)
    cpSync(anchors, folder, { recursive: true })
    return folder
  }
  function files(folder: string): string[] {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .sort()
  }

  test('none at all, or none that is newer than five minutes, is exit code 4', async () => {
    const empty = join(scratch, 'empty')
    mkdirSync(empty)
    expect((await verifyDump(pristine, [empty])).code).toBe(4)
    const soon = addMilliseconds(asInstant(now), 4 * 60_000)
    const late = addMilliseconds(asInstant(now), 6 * 60_000)
    await store(pristine)
    const source = { dump: join(scratch, 'dump.jsonl') }
    expect((await verifyAudit({ source, anchors: [anchors], pub, now: soon })).code).toBe(0)
    expect((await verifyAudit({ source, anchors: [anchors], pub, now: late })).code).toBe(4)
  })

  test('one that was taken out of the middle is missed', async () => {
    const folder = copied('hole')
    rmSync(join(folder, files(folder)[2] ?? ''))
    const verdict = await verifyDump(pristine, [folder])
    expect([verdict.code, findingsOf(verdict)[0]?.seq]).toEqual([4, 190])
  })

  test('one that was changed, or signed with another key, is exit code 3', async () => {
    const folder = copied('forged')
    const file = join(folder, files(folder)[1] ?? '')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace(/\\"size\\":97/, '\\"size\\":98'))
    expect((await verifyDump(pristine, [folder])).code).toBe(3)
    writeFileSync(file, text)
    const stranger = join(scratch, 'stranger.pem')
    prepareSigningKey(stranger)
    const source = { dump: join(scratch, 'dump.jsonl') }
    expect(
      (await verifyAudit({ source, anchors: [folder], pub: publicKeyFile(stranger), now })).code,
    ).toBe(3)
  })

  test('the copy that a partner kept gives away a history that was rewritten together with its own anchors', async () => {
    const held = copyOf(pristine)
    const rewriting = tamperings.find(({ name }) => name.startsWith('the chain is rewritten'))
    rewriting?.act(held, 60, sizes)
    await store(held)
    const rewritten = join(scratch, 'rewritten')
    for (const [n, length] of sizes.entries()) {
      await store({
        ...held,
        rows: held.rows.slice(0, length),
        head: lastOf(held.rows.slice(0, length)),
      })
      const moment = addMilliseconds(asInstant(now), (n - 4) * 61_000)
      await checkpoint({ client: auditor, keyFile, folder: rewritten, now: moment })
    }
    await store(held)
    expect((await verifyDatabase({ anchors: [rewritten] })).code).toBe(0)
    expect((await verifyDatabase({ anchors: [rewritten, anchors] })).code).toBe(3)
    await store(pristine)
  })

  function lastOf(rows: readonly HeldRow[]): { seq: number; hash: string } {
    const { seq = 0, hash = '' } = rows.at(-1) ?? {}
    return { seq, hash }
  }

  test('one from a time that is still to come by the clock means that the clock was set back', async () => {
    const early = addMilliseconds(asInstant(now), -10 * 60_000)
    const verdict = await verifyDatabase({ now: early })
    expect(verdict.code).toBe(3)
    expect(findingsOf(verdict)[0]?.says).toContain('still to come')
  })
})

test('entries that go on being written while the verifier reads are no finding', async () => {
  await store(pristine)
  let going = true
  const writing = (async () => {
    while (going) await app.query(`${opened(ann.token)} ${appendSql(shown)}; commit`)
  })()
  for (let n = 0; n < 10; n++) expect((await verifyDatabase()).code).toBe(0)
  going = false
  await writing
})

// The last one, because the table is another one afterwards.
test('columns that no longer say what the payload says are exit code 6', async () => {
  await root.query(
    'begin; set local session_replication_role = replica; alter table audit.entry alter column said drop expression',
  )
  await root.query(
    `update audit.entry set said = said || '{"actor": "00000000-0000-4000-8000-000000000000"}' where seq = 77; commit`,
  )
  const verdict = await verifyDatabase()
  expect(verdict.code).toBe(6)
  expect(findingsOf(verdict)).toMatchObject([{ code: 6, chain, seq: 77 }])
})
