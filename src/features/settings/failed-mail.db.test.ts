import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sendMail } from '#platform/mail/send-mail.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody, TestPartnership } from '#tests/support/house.ts'
import { testJobs } from '#tests/support/jobs.ts'
import { pages } from './pages.tsx'

const house = await testHouse({ routes: pages })
const jobs = testJobs(house, [sendMail])
const list = '/settings/failed-mail'
let here: TestPartnership
let administrator: Somebody
let manager: Somebody
let elsewhere: Somebody
let reader: Somebody

beforeAll(async () => {
  here = await house.addPartnership()
  administrator = await house.signIn(here, { role: 'administrator' })
  manager = await house.signIn(here, { role: 'business-manager' })
  elsewhere = await house.signIn(await house.addPartnership(), { role: 'administrator' })
})

beforeEach(async () => {
  await house.sql('delete from app.mail')
  reader = await house.signIn(here, { role: 'action-owner' })
})

async function giveAddress(who: Somebody): Promise<void> {
  const form = { address: 'owner@aldermere.example' }
  expect((await house.post(who, '/settings/mail-address', form)).status).toBe(303)
}

async function failed(state: 'failed' | 'no-address', attempts: number): Promise<string> {
  const [mail] = await house.sql<{ uid: string }>(
    `insert into app.mail (partnership_id, to_principal_id, template, reference, path, state, attempts, settled_at)
     values ($1, $2, 'due-soon', '2026-03', '/actions', $3, $4, now()) returning uid`,
    [here.id, reader.id, state, attempts],
  )
  return mail?.uid ?? ''
}

const again = (uid: string) => `${list}/${uid}/retry`
const stateOf = async (uid: string) =>
  (await house.sql<{ state: string }>('select state from app.mail where uid = $1', [uid]))[0]?.state

describe('the messages that were not sent', () => {
  it('are told with reference, account, reason and tries, and nothing of what they said', async () => {
    await giveAddress(reader)
    await failed('failed', 14)
    const page = await house.get(administrator, list)
    expect(page.status).toBe(200)
    for (const words of ['2026-03', reader.name, 'The mail server did not take it', '14 times'])
      expect(page.body).toContain(words)
    for (const words of ['owner@aldermere.example', 'href="/actions"', 'is due soon'])
      expect(page.body).not.toContain(words)
    expect((await house.audited('failed-mail-list.viewed')).at(-1)).toMatchObject({
      actor: administrator.uid,
      n: 1,
    })
  })

  it('say calmly when there is none', async () => {
    expect((await house.get(administrator, list)).body).toContain('Every message was sent')
  })

  it('are not for others, nor for other partnerships, nor for visitors', async () => {
    await giveAddress(reader)
    const uid = await failed('failed', 14)
    expect((await house.get(manager, list)).status).toBe(404)
    expect((await house.get(manager, '/settings')).body).not.toContain(list)
    expect((await house.get(administrator, '/settings')).body).toContain(list)
    expect((await house.post(manager, again(uid), {})).status).toBe(404)
    expect((await house.get(elsewhere, list)).body).toContain('Every message was sent')
    expect((await house.post(elsewhere, again(uid), {})).status).toBe(404)
    expect((await house.get(undefined, list)).status).toBe(303)
    expect(await stateOf(uid)).toBe('failed')
  })
})

describe('trying again', () => {
  it('sends the message, says so in the audit, and takes it from the list', async () => {
    await giveAddress(reader)
    const uid = await failed('failed', 14)
    const answer = await house.post(administrator, again(uid), {})
    expect(answer.status).toBe(303)
    expect((await house.get(administrator, answer.location ?? '')).body).toContain(
      'The message is tried once more within a minute.',
    )
    expect((await house.audited('mail.retried')).at(-1)).toMatchObject({
      outcome: 'done',
      actor: administrator.uid,
      object: uid,
    })
    await jobs.runDue()
    expect(await stateOf(uid)).toBe('sent')
    expect((await house.get(administrator, list)).body).toContain('Every message was sent')
  })

  it('waits for an address where there is none', async () => {
    const uid = await failed('no-address', 1)
    const page = await house.get(administrator, list)
    expect(page.body).toContain('The account has no mail address')
    expect(page.body).toContain('Not tried')
    expect(page.body).not.toContain('Try again')
    const refused = await house.post(administrator, again(uid), {})
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('its account still has no mail address')
    await giveAddress(reader)
    expect((await house.get(administrator, list)).body).toContain('it has one now')
    expect((await house.post(administrator, again(uid), {})).status).toBe(303)
    expect(await stateOf(uid)).toBe('waiting')
  })

  it('does nothing for a message that waits already, and knows none that there never was', async () => {
    await giveAddress(reader)
    const uid = await failed('failed', 14)
    expect((await house.post(administrator, again(uid), {})).status).toBe(303)
    expect((await house.post(administrator, again(uid), {})).status).toBe(422)
    expect((await house.post(administrator, again(randomUUID()), {})).status).toBe(404)
  })
})
