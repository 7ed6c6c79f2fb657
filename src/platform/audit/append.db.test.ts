import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { auditedDatabase, opened, record } from '#tests/audit/audited.ts'
import { appendSql } from './append-sql.ts'
import type { AuditEntry } from './audit-entry.ts'
import { idsDigest } from './ids-digest.ts'

const { root, app, database, partnerships, member, client } = await auditedDatabase()
const [aldermere, brackwater] = partnerships
const ann = await member(aldermere)
const shown: AuditEntry = { event: 'case.shown', outcome: 'shown' }

async function lastEntry(chain: number) {
  const { rows } = await root.query(
    `select seq::integer, payload, encode(hash, 'hex') as hash from audit.entry where chain = $1 order by entry.seq desc limit 1`,
    [chain],
  )
  return { ...rows[0], said: JSON.parse(rows[0].payload) }
}

async function size(chain: number): Promise<number> {
  const { rows } = await root.query(
    'select count(*)::integer as n from audit.entry where chain = $1',
    [chain],
  )
  return rows[0].n
}

describe('an entry', () => {
  test('says who, when, from which session, request and transaction, without being told', async () => {
    const request = randomUUID()
    const uid = randomUUID()
    await app.query(opened(ann.token, request))
    const { rows } = await app.query('select pg_current_xact_id()::text as txid')
    await app.query(
      `${appendSql({ ...shown, scopeUid: uid, people: [uid], listed: [uid] })}; commit`,
    )
    const { said } = await lastEntry(aldermere)
    expect(said).toMatchObject({
      event: 'case.shown',
      actor: ann.uid,
      actorKind: 'person',
      assurance: 3,
      scope: uid,
      people: [uid],
      n: 1,
      idsDigest: idsDigest([uid]),
      request,
      login: 'heed_app',
      txid: Number(rows[0].txid),
      session: createHash('sha256').update(ann.token).digest('hex').slice(0, 32),
    })
    expect(said.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
  })

  test('follows from the one before it by a hash that anybody can work out', async () => {
    const before = await lastEntry(aldermere)
    await record(app, ann.token, shown)
    const after = await lastEntry(aldermere)
    const bytes = Buffer.concat([
      Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, aldermere]),
      Buffer.from(before.hash, 'hex'),
      Buffer.from(after.payload),
    ])
    expect(after.seq).toBe(before.seq + 1)
    expect(after.hash).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  test('stands in the chain of the partnership of whoever acts', async () => {
    const bea = await member(brackwater)
    const [here, there] = [await size(aldermere), await size(brackwater)]
    await record(app, bea.token, shown)
    expect([await size(aldermere), await size(brackwater)]).toEqual([here, there + 1])
  })

  test('never claims a time of recording before the entry in front of it, even when the clock is set back', async () => {
    await root.query(
      `update audit.head set recorded_at = now() + interval '1 hour' where chain = $1`,
      [aldermere],
    )
    await record(app, ann.token, shown)
    const first = (await lastEntry(aldermere)).said.recordedByServerAt
    await record(app, ann.token, shown)
    expect((await lastEntry(aldermere)).said.recordedByServerAt).toBe(first)
    expect(Date.parse(first)).toBeGreaterThan(
      Date.parse((await lastEntry(aldermere)).said.at) + 3_500_000,
    )
  })
})

describe('whoever is not known', () => {
  test('leaves a refusal in the chain of the installation', async () => {
    const before = await size(0)
    await record(app, undefined, { ...shown, outcome: 'refused', reason: 'signed-out' })
    await record(app, 'no-such-token', { ...shown, outcome: 'refused', reason: 'signed-out' })
    expect(await size(0)).toBe(before + 2)
    expect((await lastEntry(0)).said).toMatchObject({ actorKind: 'unknown', reason: 'signed-out' })
  })

  test('can have seen or done nothing', async () => {
    for (const outcome of ['done', 'shown'] as const) {
      await expect(record(app, undefined, { ...shown, outcome })).rejects.toThrow('nobody is known')
    }
    await record(app, undefined, { event: 'sign-in.begun', outcome: 'done' })
    expect((await lastEntry(0)).said.event).toBe('sign-in.begun')
  })

  test('a session that was ended still says whose it was when it is tried again, and can do nothing more', async () => {
    const cem = await member(aldermere)
    await app.query(opened(cem.token))
    await app.query(`select access.end_all_sessions($1)`, [cem.id])
    await app.query(`${appendSql({ event: 'session.ended', outcome: 'done' })}; commit`)
    expect((await lastEntry(aldermere)).said).toMatchObject({
      event: 'session.ended',
      actor: cem.uid,
    })
    await record(app, cem.token, { ...shown, outcome: 'refused', reason: 'signed-out' })
    expect((await lastEntry(aldermere)).said).toMatchObject({ outcome: 'refused', actor: cem.uid })
    await expect(record(app, cem.token, shown)).rejects.toThrow('nobody is known')
  })
})

describe('content has no key to stand in', () => {
  test.each([
    { event: 'case.shown', outcome: 'shown', name: 'Ann Example' },
    { event: 'case.shown', outcome: 'shown', actor: '00000000-0000-4000-8000-000000000000' },
    { event: 'case.shown', outcome: 'shown', at: '2020-01-01T00:00:00Z' },
    { event: 'case.shown', outcome: 'shown', txid: 1 },
    { event: 'case.shown', outcome: 'shown', recordedByServerAt: '2020-01-01T00:00:00.000000Z' },
    { event: 'case.shown', outcome: 'shown', reason: 'she moved to 4 Mill Lane' },
    { event: 'case.shown', outcome: 'shown', scope: 'Ann Example' },
    { event: 'case.shown', outcome: 'shown', scope: null },
    { event: 'case.shown', outcome: 'shown', people: ['Ann Example'] },
    { event: 'case.shown', outcome: 'shown', people: [{ name: 'Ann' }] },
    { event: 'case.shown', outcome: 'shown', fields: ['name is Ann'] },
    { event: 'case.shown', outcome: 'shown', fields: { name: 'Ann' } },
    { event: 'case.shown', outcome: 'shown', n: -1 },
    { event: 'case.shown', outcome: 'shown', path: '/cases?name=Ann' },
    { event: 'case.shown', outcome: 'shown', build: 'Ann "of" it' },
    { event: 'shown', outcome: 'shown' },
    { event: 'case.shown', outcome: 'seen' },
    { event: 'case.shown' },
    { 0: 'case.shown' },
  ])('%j is refused, and the refusal does not repeat it', async (entry) => {
    const before = await size(aldermere)
    await app.query(opened(ann.token))
    const answer = app.query('select audit.append($1::jsonb)', [JSON.stringify(entry)])
    await expect(answer).rejects.toThrow(/^the audit refuses this entry: (?!.*(Ann|Mill))/)
    await app.query('rollback')
    expect(await size(aldermere)).toBe(before)
  })
})

describe('the chain is written whole or not at all', () => {
  test('an act that fails after its entry was appended leaves no entry, and the next one takes its place', async () => {
    const before = await size(aldermere)
    await app.query(opened(ann.token))
    await app.query(appendSql(shown))
    await expect(app.query('select 1 / 0')).rejects.toThrow('division by zero')
    await app.query('commit')
    expect(await size(aldermere)).toBe(before)
    expect(await record(app, ann.token, shown)).toBe(before + 1)
  })

  test('sixteen writers, some of whom change their minds, leave no gap', async () => {
    const writers = await Promise.all(
      Array.from({ length: 16 }, () => client(database.connect.app)),
    )
    const before = await size(aldermere)
    let kept = 0
    await Promise.all(
      writers.map(async (writer, n) => {
        for (let turn = 0; turn < 40; turn++) {
          const keep = (turn * 7 + n) % 5 !== 0
          await writer.query(
            `${opened(ann.token)} ${appendSql(shown)}; ${keep ? 'commit' : 'rollback'}`,
          )
          if (keep) kept += 1
        }
      }),
    )
    const { rows } = await root.query(
      'select count(*)::integer as n, max(seq)::integer as last from audit.entry where chain = $1',
      [aldermere],
    )
    expect(rows[0]).toEqual({ n: before + kept, last: before + kept })
  })

  test('when the head stays locked, the act gives up, nothing is kept, and the next one goes on', async () => {
    const [holder, waiter] = [
      await client(database.connect.app),
      await client(database.connect.app),
    ]
    const before = await size(aldermere)
    await holder.query(`${opened(ann.token)} ${appendSql(shown)}`)
    await waiter.query(`${opened(ann.token)} set local lock_timeout = 100`)
    await expect(waiter.query(`${appendSql(shown)}; commit`)).rejects.toMatchObject({
      code: '55P03',
    })
    await waiter.query('rollback')
    await holder.query('commit')
    expect(await record(app, ann.token, shown)).toBe(before + 2)
  })

  test('where nothing can be written, nothing can be recorded, and so nothing is shown', async () => {
    await app.query(`${opened(ann.token)} set transaction read only`)
    await expect(app.query(`${appendSql(shown)}; commit`)).rejects.toMatchObject({ code: '25006' })
    await app.query('rollback')
  })
})

describe('nobody changes or removes what is there', () => {
  const attempts = [
    `update audit.entry set payload = '{}'`,
    `delete from audit.entry`,
    `truncate audit.entry`,
    `insert into audit.entry (chain, seq, hash, payload) values (1, 99999, sha256(''), '{}')`,
    `update audit.head set seq = 0`,
    `delete from audit.head`,
    `update audit.row_version set image = '{}'`,
    `delete from audit.row_version`,
    `truncate audit.row_version`,
    `alter table audit.entry disable trigger all`,
    `alter table audit.entry disable row level security`,
    `alter function audit.append(jsonb) security invoker`,
    `drop function audit.append(jsonb)`,
    `set role heed_audit`,
    `set session_replication_role = replica`,
  ]
  test.each(attempts)('the web server cannot: %s', async (attempt) => {
    await expect(app.query(attempt)).rejects.toMatchObject({ code: '42501' })
  })

  test.each(attempts.slice(0, 9))('the auditor cannot either: %s', async (attempt) => {
    const auditor = await client(database.connect.auditor)
    await expect(auditor.query(attempt)).rejects.toMatchObject({ code: '42501' })
  })

  test.each([
    'select * from audit.entry',
    'select * from audit.head',
    'select * from audit.row_version',
  ])('the web server reads no table of it: %s', async (attempt) => {
    await expect(app.query(attempt)).rejects.toMatchObject({ code: '42501' })
  })

  test('the auditor never reads what stood in a row', async () => {
    const auditor = await client(database.connect.auditor)
    await expect(auditor.query('select image from audit.row_version')).rejects.toMatchObject({
      code: '42501',
    })
    await auditor.query('select * from audit.row_change')
  })

  test('the public site can record nothing and read nothing', async () => {
    const visitor = await client(database.connect.public)
    await expect(visitor.query(appendSql(shown))).rejects.toMatchObject({ code: '42501' })
  })

  test('not even the owner of the audit changes an entry without breaking a lock that everybody can see', async () => {
    const migrate = await client(database.connect.migrate)
    await migrate.query('begin; set local role heed_audit')
    await expect(migrate.query(`update audit.entry set payload = '{}'`)).rejects.toMatchObject({
      code: '42501',
    })
    await migrate.query('rollback')
    await expect(root.query(`update audit.entry set payload = '{}' where false`)).rejects.toThrow(
      'never changed',
    )
  })
})
