import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { fileStore } from '#platform/files/file-store.ts'
import { contentOf, keepFile } from '#platform/files/keep-file.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody, TestPartnership } from '#tests/support/house.ts'
import { testJobs } from '#tests/support/jobs.ts'
import { housekeeping, knownFiles } from './housekeeping.ts'

const house = await testHouse()
const jobs = testJobs(house, housekeeping)
let here: TestPartnership
let somebody: Somebody

beforeAll(async () => {
  here = await house.addPartnership()
  somebody = await house.signIn(here, { role: 'business-manager' })
})

async function run(name: string): Promise<void> {
  const job = housekeeping.find((each) => each.name === name)
  if (job?.kind !== 'house') throw new Error(`there is no job ${name}`)
  await job.run(jobs.jobHouse)
}

async function count(table: string): Promise<number> {
  return (await house.sql(`select from ${table}`)).length
}

it('signs the audit with the time of the machine', async () => {
  await house.get(somebody, '/organisations')
  await run('audit.checkpoint')
  expect(readdirSync(jobs.jobHouse.signing.folder)).not.toEqual([])
})

it('raises the alarm in the log, and signs nothing, when the audit was tampered with', async () => {
  await house.get(somebody, '/organisations')
  await house.sql('alter table audit.entry disable trigger user')
  await house.sql(
    `update audit.entry set payload = replace(payload, 'shown', 'dones') where chain = $1`,
    [here.id],
  )
  await house.sql('alter table audit.entry enable trigger user')
  await house.sql(`select 1`)
  const alarm = vi.spyOn(house.house.log, 'error')
  // A checkpoint is due only a minute after the last; a new folder has none.
  const job = housekeeping.find((each) => each.name === 'audit.checkpoint')
  if (job?.kind !== 'house') throw new Error('there is no such job')
  const { signing } = jobs.jobHouse
  await job.run({ ...jobs.jobHouse, signing: { ...signing, folder: `${signing.folder}-anew` } })
  expect(alarm).toHaveBeenCalledWith(
    expect.objectContaining({ alarm: 'audit', chain: here.id, reason: 'broken-link' }),
    expect.any(String),
  )
})

it('removes keys after 7 days, drafts after 30 and sessions 30 days after their end, and nothing younger', async () => {
  for (const age of ['6 days', '8 days'])
    await house.sql(
      `insert into app.command_key (partnership_id, principal_id, key, route, digest, at) values ($1, $2, $3, '/x', '\\x00', now() - $4::interval)`,
      [here.id, somebody.id, randomUUID(), age],
    )
  for (const age of ['29 days', '31 days'])
    await house.sql(
      `insert into app.draft (partnership_id, principal_id, form, sealed, at) values ($1, $2, $3::text, '\\x00', now() - $3::text::interval)`,
      [here.id, somebody.id, age],
    )
  await house.sql(
    `insert into access.session (partnership_id, principal_id, token_digest, assurance, started_at, seen_at, idle_limit, expires_at)
     select $1, $2, sha256(convert_to(age, 'UTF8')), 2, now() - interval '99 days', now() - age::interval, interval '15 minutes', now()
       from unnest(array['29 days', '31 days']) as age`,
    [here.id, somebody.id],
  )
  const sessions = await count('access.session')
  const keys = await count('app.command_key')
  await run('house.sweep')
  expect(await count('app.command_key')).toBe(keys - 1)
  expect(await house.sql('select form from app.draft')).toEqual([{ form: '29 days' }])
  expect(await count('access.session')).toBe(sessions - 1)
})

const folder = mkdtempSync(path.join(tmpdir(), 'heed-sweep-'))
const files = fileStore({ folder, key: randomBytes(32) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function keep(text: string): Promise<string> {
  const kept = await keepFile(files, { name: 'a.txt', content: Buffer.from(text) })
  if (!kept.ok) throw new Error(kept.refusal.code)
  return kept.value.id
}

function age(id: string): void {
  const file = path.join(folder, id.slice(0, 2), id)
  const yesterday = new Date(Date.now() - 25 * 60 * 60_000)
  utimesSync(file, yesterday, yesterday)
}

it('removes the files of yesterday that no row names, and keeps the others', async () => {
  const [known, orphan, young] = [await keep('known'), await keep('orphan'), await keep('young')]
  await house.sql('create table app.paper (partnership_id bigint, file_uid uuid not null)')
  await house.sql('grant select on app.paper to heed_backup')
  await house.sql('insert into app.paper values ($1, $2)', [here.id, known])
  for (const id of [known, orphan]) age(id)
  const sweep = housekeeping.find((each) => each.name === 'file.sweep')
  if (sweep?.kind !== 'house') throw new Error('there is no such job')
  await sweep.run({ ...jobs.jobHouse, web: { ...house.house, files } })
  expect((await contentOf(files, known as never)).toString()).toBe('known')
  expect((await contentOf(files, young as never)).toString()).toBe('young')
  await expect(contentOf(files, orphan as never)).rejects.toThrow()
})

it('removes no file when it cannot be sure to see every row', async () => {
  const client = new Client(house.database.connect.app)
  await client.connect()
  try {
    await expect(knownFiles(client)).rejects.toThrow(/row-level security|permission denied/)
  } finally {
    await client.end()
  }
})
