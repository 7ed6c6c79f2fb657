import { beforeAll, describe, expect, it } from 'vitest'
import type { TestPartnership } from '#tests/support/house.ts'
import { softAuthenticator } from '#tests/support/virtual-authenticator.ts'
import { optionsOn, origin, problemsOn, signInWorld, tokenOf } from './test-world.ts'
import type { Enrolled } from './test-world.ts'

const world = await signInWorld()
let here: TestPartnership
let priya: Enrolled

beforeAll(async () => {
  here = await world.addPartnership()
  priya = await world.enrol(here, { name: 'Priya Invented' })
})

async function wayOf(person: Enrolled): Promise<string> {
  const [row] = await world.sql<{ uid: string }>(
    'select uid from access.passkey where principal_id = $1 and removed_at is null order by id limit 1',
    [person.id],
  )
  return row?.uid ?? ''
}

async function addSecond(person: Enrolled) {
  const device = softAuthenticator(origin)
  const page = await world.get(person, '/account/passkeys/new')
  const response = device.make(optionsOn(page))
  return {
    device,
    answer: await world.post(person, '/account/passkeys/new', { response, name: 'Key' }),
  }
}

describe('the own account', () => {
  it('shows who one is here, and is audited', async () => {
    const answer = await world.get(priya, '/account')
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('Priya Invented')
    expect(answer.body).toContain('Action owner')
    const rows = await world.audited('own-account.viewed')
    expect(rows.at(-1)).toMatchObject({ outcome: 'shown', actor: priya.uid, object: priya.uid })
  })

  it('is for nobody who has not signed in', async () => {
    for (const page of ['/account', '/account/sign-in', '/account/sessions', '/confirm']) {
      const answer = await world.get(undefined, page)
      expect(answer.location).toBe(`/sign-in?to=${encodeURIComponent(page)}`)
    }
  })
})

describe('several passkeys', () => {
  it('each open the account, and are listed by their names', async () => {
    const owen = await world.enrol(here)
    const { answer, device } = await addSecond(owen)
    expect(answer.location).toBe('/account/sign-in?done=passkey.added')
    expect((await world.usePasskey(device)).status).toBe(303)
    expect((await world.usePasskey(owen.device)).status).toBe(303)
    const list = await world.get(owen, '/account/sign-in')
    expect(list.body).toContain('Phone')
    expect(list.body).toContain('Key')
  })

  it('are not set up twice on the same device', async () => {
    const owen = await world.enrol(here)
    const page = await world.get(owen, '/account/passkeys/new')
    expect(JSON.parse(optionsOn(page))).toMatchObject({
      excludeCredentials: [{ type: 'public-key' }],
    })
    const response = owen.device.make(optionsOn(page))
    const answer = await world.post(owen, '/account/passkeys/new', { response, name: 'Again' })
    expect(problemsOn(answer)).toContain('has a passkey for Heed already')
  })

  it('can be renamed', async () => {
    const owen = await world.enrol(here)
    const way = await wayOf(owen)
    const empty = await world.post(owen, `/account/passkeys/${way}`, { name: '' })
    expect(problemsOn(empty)).toContain('Give the passkey a name')
    const answer = await world.post(owen, `/account/passkeys/${way}`, { name: 'Blue phone' })
    expect(answer.location).toBe('/account/sign-in?done=passkey.renamed')
    expect((await world.get(owen, '/account/sign-in')).body).toContain('Blue phone')
  })

  it('can be removed, but never the last', async () => {
    const owen = await world.enrol(here)
    const way = await wayOf(owen)
    const last = await world.post(owen, `/account/sign-in/${way}/remove`, {})
    expect(last.status).toBe(422)
    expect(problemsOn(last)).toContain('This is your only way to sign in')
    expect((await world.usePasskey(owen.device)).status).toBe(303)
    await addSecond(owen)
    expect((await world.post(owen, `/account/sign-in/${way}/remove`, {})).status).toBe(303)
    expect((await world.usePasskey(owen.device)).status).toBe(422)
    expect(await world.audited('sign-in-way.removed')).toContainEqual(
      expect.objectContaining({ outcome: 'done', actor: owen.uid, object: way }),
    )
  })

  it('are never both removed by two presses at once', async () => {
    const owen = await world.enrol(here)
    await addSecond(owen)
    const rows = await world.sql<{ uid: string }>(
      'select uid from access.passkey where principal_id = $1',
      [owen.id],
    )
    const answers = await Promise.all(
      rows.map((row) => world.post(owen, `/account/sign-in/${row.uid}/remove`, {})),
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303, 422]))
  })

  it('of somebody else are passkeys that do not exist', async () => {
    const owen = await world.enrol(here)
    const way = await wayOf(owen)
    for (const address of [`/account/passkeys/${way}`, `/account/sign-in/${way}/remove`]) {
      expect((await world.get(priya, address)).status).toBe(404)
      expect((await world.post(priya, address, { name: 'Mine' })).status).not.toBe(303)
    }
    expect((await world.get(owen, '/account/sign-in')).body).toContain('Phone')
  })

  it('are changed only by somebody who has just confirmed that it is them', async () => {
    const owen = await world.enrol(here)
    const way = await wayOf(owen)
    await world.sql(
      `update access.session set stepped_up_at = now() - interval '6 minutes' where principal_id = $1`,
      [owen.id],
    )
    for (const address of [
      '/account/passkeys/new',
      `/account/passkeys/${way}`,
      `/account/sign-in/${way}/remove`,
    ]) {
      const gate = await world.get(owen, address)
      expect(gate.location).toBe(`/confirm?to=${encodeURIComponent(address)}`)
    }
    const sent = await world.post(owen, `/account/passkeys/${way}`, { name: 'Stolen' })
    expect(sent.location).toBe(`/confirm?to=${encodeURIComponent(`/account/passkeys/${way}`)}`)
    expect((await world.get(owen, '/account/sign-in')).body).not.toContain('Stolen')
  })
})

describe('confirming with a passkey', () => {
  it('comes back to where one was, under another token', async () => {
    const owen = await world.enrol(here)
    const page = await world.get(owen, '/confirm?to=%2Faccount%2Fpasskeys%2Fnew')
    const response = owen.device.use(optionsOn(page))
    const form = { response, to: '/account/passkeys/new' }
    const answer = await world.post(owen, '/confirm/passkey', form)
    expect(answer.location).toBe('/account/passkeys/new?done=session.confirmed-by-passkey')
    expect((await world.get(owen, '/account')).status).toBe(303)
    expect((await world.get({ ...owen, token: tokenOf(answer) }, '/account')).status).toBe(200)
    expect(await world.audited('session.confirmed-by-passkey')).toContainEqual(
      expect.objectContaining({ outcome: 'done', actor: owen.uid }),
    )
  })

  it('is refused with the passkey of somebody else, and with an answer made for signing in', async () => {
    const owen = await world.enrol(here)
    const page = await world.get(owen, '/confirm')
    const borrowed = priya.device.use(optionsOn(page), { count: 9000 })
    expect((await world.post(owen, '/confirm/passkey', { response: borrowed })).status).toBe(422)
    expect(await world.lastRefusal('session.confirmed-by-passkey')).toBe('passkey-of-another')
    const entering = owen.device.use(optionsOn(await world.get(undefined, '/sign-in')))
    expect((await world.post(owen, '/confirm/passkey', { response: entering })).status).toBe(422)
    expect(await world.lastRefusal('session.confirmed-by-passkey')).toBe('passkey-not-verified')
  })
})
