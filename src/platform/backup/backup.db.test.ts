import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { backup, listFiles } from './backup.ts'
import { exactly, listSequences, listTables, quoted } from './catalog.ts'
import { restore } from './restore.ts'

const source = await testDatabase({ empty: true })
const folder = mkdtempSync(path.join(tmpdir(), 'heed-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const key = randomBytes(32)
const migrations = path.join(folder, 'migrations')
const files = path.join(folder, 'files')
const saved = path.join(folder, 'saved.heed')

async function query<T extends pg.QueryResultRow>(
  connect: pg.ClientConfig,
  text: string,
): Promise<T[]> {
  const client = new pg.Client(connect)
  await client.connect()
  try {
    const answer = await client.query<T>(text)
    return answer.rows
  } finally {
    await client.end()
  }
}

/** Rows of every awkward kind: nulls, line feeds, backslashes, bytes, generated columns, identities, triggers. */
const first = `
  create schema app; create schema audit;
  create table app.agency (id bigint generated always as identity primary key, name text not null, former bigint references app.agency);
  create table app.note (id bigint generated always as identity primary key, agency_id bigint not null references app.agency,
    body text, raw bytea, said_on date, weight double precision, facts jsonb, span interval, valid tstzrange,
    length int generated always as (length(body)) stored, seen_at timestamptz not null default clock_timestamp());
  create table app.note_history (id bigint generated always as identity primary key, image jsonb not null);
  create table audit.entry (chain bigint, seq bigint, payload text, primary key (chain, seq));
  create table app.rule (code text primary key, words text not null);
  insert into app.rule values ('seeded', 'This row comes with the schema.');
  create function app.keep() returns trigger language plpgsql as $$ begin insert into app.note_history (image) values (to_jsonb(new)); return new; end $$;
  create trigger keep after insert or update on app.note for each row execute function app.keep();
  create function audit.refuse() returns trigger language plpgsql as $$ begin raise exception 'never'; end $$;
  grant usage, create on schema audit to heed_audit; alter table audit.entry owner to heed_audit;
  revoke update, delete, truncate on audit.entry from heed_audit;
  insert into audit.entry values (9, 9, 'This row comes with the schema.');
  create trigger refuse before update or delete or truncate on audit.entry for each statement execute function audit.refuse();
  alter table app.note enable row level security; alter table app.note force row level security;
`
const rows = `
  insert into app.agency (name) values ('Aldermere Council'), (E'Two\\nlines\\tand a \\\\ and "quotes"'), ('Hedge & Hollow 🙂');
  update app.agency set former = 3 where id = 2;
  insert into app.note (agency_id, body, raw, said_on, weight, facts, span, valid)
    select 1 + n % 3, case when n % 7 = 0 then null when n % 7 = 1 then '' when n % 7 = 2 then '\\N' else repeat('ä' || chr(10) || n, n % 40) end,
      case when n % 5 = 0 then null else decode(md5(n::text), 'hex') end, date '2026-01-01' + n % 400, n / 3.0,
      jsonb_build_object('n', n, 'nested', array[n, n + 1]), make_interval(days => n % 60, secs => n / 7.0),
      tstzrange(timestamptz '2026-01-01' + n * interval '1 hour', null) from generate_series(1, 5000) n;
  update app.note set body = body || '!' where id % 11 = 0;
  delete from app.note where id % 13 = 0;
  alter table audit.entry disable trigger refuse; delete from audit.entry; alter table audit.entry enable trigger refuse;
  insert into audit.entry select 1, n, repeat('payload', n % 5) from generate_series(1, 300) n;
  update app.rule set words = 'A partnership changed it.';
  create sequence app.case_number start 100; select nextval('app.case_number');
`

async function prepareSource(): Promise<void> {
  mkdirSync(migrations)
  writeFileSync(path.join(migrations, '0001-make-tables.sql'), first)
  writeFileSync(
    path.join(migrations, '0002-make-sequence.sql'),
    'create sequence if not exists app.case_number start 100;',
  )
  const { migrate } = await import('#platform/db/migrate.ts')
  await migrate({ connect: source.connect.migrate, folder: migrations })
  await query(
    source.connect.superuser,
    rows.replace('create sequence app.case_number start 100;', ''),
  )
  mkdirSync(path.join(files, 'ab', 'cd'), { recursive: true })
  writeFileSync(path.join(files, 'ab', 'cd', 'large'), randomBytes(3 * 1024 * 1024 + 17))
  writeFileSync(path.join(files, 'empty'), '')
}
await prepareSource()

/** Every row of every table in a form that two databases can be compared by, whatever order the rows lie in. */
async function contents(connect: pg.ClientConfig): Promise<Record<string, string[]>> {
  const client = new pg.Client(connect)
  await client.connect()
  await client.query(`begin; ${exactly}`)
  const all: Record<string, string[]> = {}
  for (const table of await listTables(client)) {
    const name = quoted(table.schema, table.name)
    const found = await client.query<{ row: string }>(
      `select t::text as row from ${name} t order by 1`,
    )
    all[name] = found.rows.map((one) => one.row)
  }
  all['sequences'] = (await listSequences(client)).map((one) => JSON.stringify(one))
  await client.end()
  return all
}

function digests(place: string, names: readonly string[]): string[] {
  return names.map((name) =>
    createHash('sha256')
      .update(readFileSync(path.join(place, name)))
      .digest('hex'),
  )
}

function into(
  target: Awaited<ReturnType<typeof testDatabase>>,
  name: string,
): Parameters<typeof restore>[0] {
  return {
    migrateAs: target.connect.migrate,
    loadAs: target.connect.superuser,
    filesFolder: path.join(folder, name),
    migrations,
    from: saved,
    key,
    verifyAudit: () => Promise.resolve(),
  }
}

test('a restored backup holds every row, every sequence and every file exactly as they were', async () => {
  const manifest = await backup({
    connect: source.connect.superuser,
    filesFolder: files,
    to: saved,
    key,
  })
  const target = await testDatabase({ empty: true })
  await restore(into(target, 'restored'))
  const before = await contents(source.connect.superuser)
  expect(before['"app"."note"']).toHaveLength(5000 - Math.floor(5000 / 13))
  expect(await contents(target.connect.superuser)).toEqual(before)
  const names = await listFiles(files)
  expect(names).toEqual(['ab/cd/large', 'empty'])
  expect(digests(path.join(folder, 'restored'), names)).toEqual(digests(files, names))
  expect(manifest.entries.map(({ sum }) => sum.rows).reduce((a, b) => a + b)).toBeGreaterThan(
    10_000,
  )
})

test('the deployment’s role restores without a superuser, and keeps no right that the audit gave up', async () => {
  const target = await testDatabase({ empty: true })
  await restore({ ...into(target, 'as-migrate'), loadAs: target.connect.migrate })
  expect(await contents(target.connect.superuser)).toEqual(await contents(source.connect.superuser))
  const [mayEmpty] = await query<{ held: boolean }>(
    target.connect.migrate,
    `select has_table_privilege('audit.entry', 'truncate') as held`,
  )
  expect(mayEmpty?.held).toBe(false)
})

test('a role that may not make the schema is told so, and leaves nothing behind', async () => {
  const target = await testDatabase({ empty: true })
  const attempt = restore({ ...into(target, 'as-app'), migrateAs: target.connect.app })
  await expect(attempt).rejects.toMatchObject({ code: 'restore-not-allowed' })
  expect(await contents(target.connect.superuser)).toEqual({ sequences: [] })
})

test('a backup into a folder that does not exist is refused', async () => {
  const to = path.join(folder, 'nowhere', 'saved.heed')
  const attempt = backup({ connect: source.connect.superuser, filesFolder: files, to, key })
  await expect(attempt).rejects.toMatchObject({ code: 'backup-target-missing' })
})

test('rows written while the backup runs are not in it, and it stays whole', async () => {
  const to = path.join(folder, 'during.heed')
  let writing = true
  const writer = (async () => {
    while (writing)
      await query(
        source.connect.superuser,
        `insert into app.note (agency_id, body) values (1, 'late')`,
      )
  })()
  const manifest = await backup({ connect: source.connect.superuser, filesFolder: files, to, key })
  writing = false
  await writer
  const target = await testDatabase({ empty: true })
  await restore({ ...into(target, 'during'), from: to })
  const [found] = await query<{ n: string }>(
    target.connect.superuser,
    'select count(*) as n from app.note',
  )
  const notes = manifest.entries.find(
    ({ entry }) => entry.kind === 'table' && entry.name === 'note',
  )
  expect(Number(found?.n)).toBe(notes?.sum.rows)
})

test('a backup never overwrites another', async () => {
  const again = backup({ connect: source.connect.superuser, filesFolder: files, to: saved, key })
  await expect(again).rejects.toMatchObject({ code: 'backup-target-in-use' })
})

test('a restore refuses a database or a files folder that is not empty', async () => {
  await expect(restore(into(source, 'other'))).rejects.toMatchObject({
    code: 'restore-target-not-empty',
  })
  const target = await testDatabase({ empty: true })
  await expect(restore(into(target, 'files'))).rejects.toMatchObject({
    code: 'restore-target-not-empty',
  })
})

test('a backup that was changed, cut short or made with another key is refused before anything is made', async () => {
  const target = await testDatabase({ empty: true })
  const whole = readFileSync(saved)
  const bad = path.join(folder, 'bad.heed')
  const pieceOnDisk = 1024 * 1024 + 16
  const flipped = Buffer.from(whole)
  flipped.writeUInt8((flipped.at(-1000) ?? 0) ^ 1, flipped.length - 1000)
  const cuts = [
    flipped,
    whole.subarray(0, -1),
    whole.subarray(0, 39 + pieceOnDisk),
    whole.subarray(0, 39),
    whole.subarray(0, 20),
  ]
  for (const cut of cuts) {
    writeFileSync(bad, cut)
    const attempt = restore({ ...into(target, 'bad'), from: bad })
    await expect(attempt).rejects.toMatchObject({ code: 'backup-unreadable' })
  }
  const other = restore({ ...into(target, 'bad'), key: randomBytes(32) })
  await expect(other).rejects.toMatchObject({ code: 'backup-key-wrong' })
  expect(await contents(target.connect.superuser)).toEqual({ sequences: [] })
})

test('a backup whose audit does not hold is not opened and is taken away again', async () => {
  const target = await testDatabase({ empty: true })
  const attempt = restore({
    ...into(target, 'unaudited'),
    verifyAudit: () => Promise.reject(new Error('broken at 17')),
  })
  await expect(attempt).rejects.toMatchObject({ code: 'restore-audit-broken' })
  await expect(attempt).rejects.toThrow('broken at 17')
  expect(await contents(target.connect.superuser)).toEqual({ sequences: [] })
  expect(await listFiles(path.join(folder, 'unaudited'))).toEqual([])
})

test('a backup of a later release is refused by name of the step that is missing here', async () => {
  const target = await testDatabase({ empty: true })
  const fewer = path.join(folder, 'fewer')
  mkdirSync(fewer)
  writeFileSync(path.join(fewer, '0001-make-tables.sql'), first)
  const attempt = restore({ ...into(target, 'older'), migrations: fewer })
  await expect(attempt).rejects.toMatchObject({ code: 'restore-other-release' })
  expect(await contents(target.connect.superuser)).toEqual({ sequences: [] })
})

test('the backup file shows nothing of what it holds', () => {
  const bytes = readFileSync(saved).toString('latin1')
  for (const word of ['Aldermere', 'agency', 'payload', 'migrations'])
    expect(bytes).not.toContain(word)
})
