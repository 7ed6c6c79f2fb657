import { describe, expect, test } from 'vitest'
import { auditedDatabase, opened, record, scratchFolder } from '#tests/audit/audited.ts'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { appendSql } from './append-sql.ts'
import { auditCoverage } from './verify/index.ts'

const { root, app, database, partnerships, member } = await auditedDatabase()
const [aldermere] = partnerships
const ann = await member(aldermere)
const changed = { event: 'thing.changed', outcome: 'done' } as const
const connect = database.connect.auditor
const since = '2000-01-01T00:00:00Z'
const scratch = scratchFolder()

await root.query(`
  set role heed_migrate; begin; set local role heed_owner;
  create table app.thing (partnership_id bigint not null, id bigint generated always as identity, title text, primary key (partnership_id, id));
  create table app.thing_tag (partnership_id bigint not null, thing_id bigint, tag text, primary key (partnership_id, thing_id, tag));
  grant select, insert, update, delete on app.thing, app.thing_tag to heed_app;
  select audit.keep_history('app.thing'); select audit.keep_history('app.thing_tag');
  commit; reset role`)

async function versions(table: string) {
  const { rows } = await root.query(
    `select row_key, change, image, principal_id::integer, txid::text from audit.row_version where table_name = $1 order by id`,
    [table],
  )
  return rows
}

describe('every version of a row', () => {
  test('is kept with what it said, who wrote it and in which transaction', async () => {
    await app.query(opened(ann.token))
    await app.query(
      `insert into app.thing (partnership_id, title) values (${aldermere}, 'one'), (${aldermere}, 'two')`,
    )
    await app.query(`update app.thing set title = title || '!'`)
    const { rows } = await app.query('select pg_current_xact_id()::text as txid')
    await app.query(`${appendSql(changed)}; commit`)
    const kept = await versions('app.thing')
    expect(kept.map(({ row_key, change, image }) => [row_key, change, image.title])).toEqual([
      ['1', 'insert', 'one'],
      ['2', 'insert', 'two'],
      ['1', 'update', 'one!'],
      ['2', 'update', 'two!'],
    ])
    for (const { principal_id, txid } of kept)
      expect([principal_id, txid]).toEqual([ann.id, rows[0].txid])
  })

  test('is not kept when the act is undone', async () => {
    const before = (await versions('app.thing')).length
    await app.query(`${opened(ann.token)} update app.thing set title = 'never'; rollback`)
    expect(await versions('app.thing')).toHaveLength(before)
  })

  test('has the whole key, and a row that goes leaves the fact that it went', async () => {
    await app.query(
      `${opened(ann.token)} insert into app.thing_tag values (${aldermere}, 7, 'late')`,
    )
    await app.query(`delete from app.thing_tag; ${appendSql(changed)}; commit`)
    expect(await versions('app.thing_tag')).toMatchObject([
      { row_key: '7,late', change: 'insert', image: { tag: 'late' } },
      { row_key: '7,late', change: 'delete', image: null },
    ])
  })

  test('a table without a key of its own is refused in the migration', async () => {
    await root.query('create table app.keyless (partnership_id bigint primary key)')
    await expect(root.query(`select audit.keep_history('app.keyless')`)).rejects.toThrow(
      'no primary key',
    )
    await root.query('drop table app.keyless')
  })
})

describe('coverage', () => {
  test('is whole while every change has its entry', async () => {
    const { code, lines } = await auditCoverage({ connect, since })
    expect(lines.at(-1)).toBe('0: covered')
    expect(code).toBe(0)
  })

  test('names the row that changed in a transaction without an entry', async () => {
    await app.query(
      `${opened(ann.token)} insert into app.thing (partnership_id, title) values (${aldermere}, 'unseen'); commit`,
    )
    const { code, lines } = await auditCoverage({ connect, since })
    expect(code).toBe(5)
    expect(lines[0]).toMatch(
      /^5: chain \d+: app\.thing \d+ changed in transaction \d+, which left no entry$/,
    )
    await root.query(
      'set session_replication_role = replica; delete from audit.row_version where txid in (select txid from audit.row_version order by id desc limit 1); reset session_replication_role',
    )
  })

  test('names the answer that left without an entry, and the entry of a request that never came in', async () => {
    const [recorded, unrecorded, empty] = [randomUUID(), randomUUID(), randomUUID()]
    await app.query(`${opened(ann.token, recorded)} ${appendSql(changed)}; commit`)
    const { rows } = await root.query(`select said ->> 'request' as request from audit.entry`)
    const came = rows.map(({ request }) => ({ request, content: true }))
    const ingress = join(scratch, 'ingress.jsonl')
    const lines = [...came, { request: empty, content: false }]
    writeFileSync(ingress, lines.map((line) => JSON.stringify(line)).join('\n'))
    expect((await auditCoverage({ connect, since, ingress })).code).toBe(0)
    writeFileSync(
      ingress,
      [...lines.filter((line) => line.request !== recorded), { request: unrecorded, content: true }]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    )
    const answer = await auditCoverage({ connect, since, ingress })
    expect(answer.code).toBe(5)
    expect(answer.lines[0]).toContain(
      `request ${unrecorded} was answered with content and left no entry`,
    )
    expect(answer.lines[1]).toContain(`request ${recorded} never came in`)
  })

  test('names an entry of the web server that belongs to no request', async () => {
    await app.query(`begin; set local heed.session = '${ann.token}'; ${appendSql(changed)}; commit`)
    const { code, lines } = await auditCoverage({ connect, since })
    expect(code).toBe(5)
    expect(lines[0]).toContain('thing.changed belongs to no request')
  })

  test('asks only about the time since', async () => {
    expect(await record(app, ann.token, changed)).toBeGreaterThan(0)
    expect((await auditCoverage({ connect, since: '2999-01-01T00:00:00Z' })).code).toBe(0)
  })
})
