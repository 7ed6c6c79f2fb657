import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { choice } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import { housekeeping } from '#platform/jobs/housekeeping.ts'
import { neutralReferenceOf } from '#shared/neutral-reference.ts'
import { ok } from '#shared/result.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody, TestPartnership } from '#tests/support/house.ts'
import { testJobs } from '#tests/support/jobs.ts'
import type { Postman } from './postman.ts'
import { queueMail } from './queue-mail.ts'
import { sendMail } from './send-mail.ts'

const someCase = '6f1c2b3a-0000-4000-8000-00000000000a'
let to = 0
const paths: Record<string, string> = {
  ids: `/cases/${someCase}`,
  name: '/cases/Will-Ashdown',
  query: '/cases?child=will',
  elsewhere: '//elsewhere.example',
}
const house = await testHouse({
  routes: [
    page({
      path: '/tell',
      can: 'organisation:read',
      audit: { none: 'an empty form' },
      handle: () => Promise.resolve({ title: 'Tell', body: <p>Tell</p>, about: {} }),
    }),
    act({
      path: '/tell',
      page: '/tell',
      can: 'organisation:read',
      audit: 'person.told',
      said: 'They are told.',
      body: z.strictObject({ path: choice(['ids', 'name', 'query', 'elsewhere'], 'Choose') }),
      explain: () => [],
      handle: async (ctx, { body }) => {
        const reference = neutralReferenceOf(2026, 3)
        await queueMail(ctx, { to, template: 'due-soon', reference, path: paths[body.path] ?? '' })
        return ok({ to: '/tell', about: {} })
      },
    }),
  ],
})
const jobs = testJobs(house, housekeeping)
let here: TestPartnership
let teller: Somebody
let reader: Somebody

beforeAll(async () => {
  here = await house.addPartnership()
  teller = await house.signIn(here, { role: 'business-manager' })
})
beforeEach(async () => {
  await house.sql('delete from app.mail')
  reader = await house.signIn(here, { role: 'action-owner' })
  to = reader.id
})

const tell = (what = 'ids') => house.post(teller, '/tell', { path: what })
const giveAddress = (who: Somebody, address: string) =>
  house.sql(
    `insert into app.mail_address (partnership_id, principal_id, address, changed_by) values ($1, $2, $3, $2)`,
    [here.id, who.id, address],
  )
const states = async () =>
  (await house.sql<{ state: string }>('select state from app.mail order by id')).map(
    (row) => row.state,
  )
const letters = () =>
  existsSync(jobs.outbox)
    ? readdirSync(jobs.outbox).map((name) => readFileSync(path.join(jobs.outbox, name), 'utf8'))
    : []

async function as(who: Somebody, statement: string): Promise<unknown[]> {
  const client = new Client(house.database.connect.app)
  await client.connect()
  try {
    await client.query(`begin; set local heed.session = '${who.token}'`)
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

describe('a message', () => {
  it('says a neutral reference and a link, and nothing else', async () => {
    await giveAddress(reader, 'reader@aldermere.example')
    await tell()
    await jobs.runDue()
    expect(await states()).toEqual(['sent'])
    const letter = letters().find((one) => one.includes('reader@aldermere.example')) ?? ''
    expect(letter).toContain('Subject: Something is due soon in Heed: 2026-03')
    expect(letter).toContain(`https://heed.example/cases/${someCase}`)
    expect(letter).not.toContain(reader.name)
    expect(letter).not.toContain(teller.name)
  })

  it('lies in the outbox for its owner alone', () => {
    for (const name of readdirSync(jobs.outbox))
      expect(statSync(path.join(jobs.outbox, name)).mode & 0o077).toBe(0)
  })

  it('goes to each who fills a post now', async () => {
    const agency = await house.addAgency(here, 'Fernbank Trust')
    const post = await house.addPost(here, agency, { title: 'Safeguarding lead', holder: reader })
    const second = await house.signIn(here, { role: 'action-owner' })
    await house.sql(
      `insert into access.acting (partnership_id, principal_id, as_principal_id, valid) values ($1, $2, $3, tstzrange('2010-01-01', null))`,
      [here.id, second.id, post.principalId],
    )
    to = post.principalId
    await tell()
    expect(await states()).toEqual(['waiting', 'waiting'])
  })

  it('is settled at once when the person has no address', async () => {
    await tell()
    await jobs.runDue()
    expect(await states()).toEqual(['no-address'])
  })

  it('cannot hold a name, a query or another site in its link', async () => {
    for (const what of ['name', 'query', 'elsewhere']) await expect(tell(what)).rejects.toThrow()
    expect(await states()).toEqual([])
  })

  it('has no column in which a sentence could stand', async () => {
    for (const [column, value] of [
      ['template', 'Will Ashdown was seen'],
      ['reference', 'Will Ashdown'],
      ['path', '/cases/will ashdown'],
    ]) {
      const row = { template: 'late', reference: '2026-03', path: '/cases', [column ?? '']: value }
      await expect(
        house.sql(
          `insert into app.mail (partnership_id, to_principal_id, template, reference, path) values ($1, $2, $3, $4, $5)`,
          [here.id, reader.id, row.template, row.reference, row.path],
        ),
      ).rejects.toThrow(/check/)
    }
  })

  it('is tried again later when the mail server does not take it, and told as failed in the end', async () => {
    await giveAddress(reader, 'later@aldermere.example')
    await tell()
    const busy: Postman = { send: () => Promise.reject(new Error('busy')), close: () => undefined }
    if (sendMail.kind !== 'house') throw new Error('mail is the business of the house')
    await sendMail.run({ ...jobs.jobHouse, postman: busy })
    expect(await states()).toEqual(['waiting'])
    await jobs.runDue()
    expect(await states()).toEqual(['waiting'])
    for (let tries = 0; tries < 13; tries += 1) {
      await house.sql(`update app.mail set due_at = now() - interval '1 minute'`)
      await sendMail.run({ ...jobs.jobHouse, postman: busy })
    }
    expect(await states()).toEqual(['failed'])
  })

  it('that was being sent when Heed was killed goes again under the same id', async () => {
    await giveAddress(reader, 'again@aldermere.example')
    await tell()
    await house.sql(`update app.mail set state = 'sending', due_at = now() - interval '1 second'`)
    await jobs.runDue()
    expect(await states()).toEqual(['sent'])
  })
})

describe('an address', () => {
  it('is seen by its owner and by those who keep accounts, and by nobody else', async () => {
    await giveAddress(reader, 'own@aldermere.example')
    const administrator = await house.signIn(here, { role: 'administrator' })
    const question = `select from app.mail_address where address = 'own@aldermere.example'`
    expect(await as(reader, question)).toHaveLength(1)
    expect(await as(administrator, question)).toHaveLength(1)
    expect(await as(teller, question)).toHaveLength(0)
    const elsewhere = await house.addPartnership()
    const other = await house.signIn(elsewhere, { role: 'administrator' })
    expect(await as(other, question)).toHaveLength(0)
  })

  it('is one address, not a list and not a header', async () => {
    for (const address of ['a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', 'a@b'])
      await expect(giveAddress(reader, address)).rejects.toThrow(/check/)
  })
})
