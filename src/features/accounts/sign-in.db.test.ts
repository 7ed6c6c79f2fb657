import { beforeAll, describe, expect, it } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import type { TestPartnership } from '#tests/support/house.ts'
import { softAuthenticator } from '#tests/support/virtual-authenticator.ts'
import { cookieOf, optionsOn, problemsOn, signInWorld, tokenOf } from './test-world.ts'
import type { Enrolled } from './test-world.ts'

const world = await signInWorld()
let here: TestPartnership
let priya: Enrolled

beforeAll(async () => {
  here = await world.addPartnership()
  priya = await world.enrol(here, { name: 'Priya Invented' })
})

describe('a one-time link', () => {
  it('names the person and asks for a passkey that knows them', async () => {
    const { path } = await world.invite(here, { name: 'Owen Invented' })
    const page = await world.get(undefined, path)
    expect(page.status).toBe(200)
    expect(page.body).toContain('Hello Owen Invented')
    expect(JSON.parse(optionsOn(page))).toMatchObject({
      rp: { id: 'localhost' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
  })

  it('signs the person in and is dead afterwards, also for a second device', async () => {
    const { path, uid } = await world.invite(here)
    const asked = optionsOn(await world.get(undefined, path))
    const form = { response: softAuthenticator('http://localhost:3000').make(asked), name: 'Phone' }
    const first = await world.post(undefined, `${path}/passkey`, form)
    expect(first).toMatchObject({ status: 303, location: '/?done=invitation.used-for-passkey' })
    const page = await world.get(undefined, path)
    expect(page.body).toContain('This link was used. It works once.')
    const other = { ...form, response: softAuthenticator('http://localhost:3000').make(asked) }
    const second = await world.post(undefined, `${path}/passkey`, other)
    expect(second.status).toBe(422)
    expect(cookieOf(second)).toBe('')
    const rows = await world.audited('invitation.used-for-passkey')
    expect(rows).toContainEqual(
      expect.objectContaining({ outcome: 'done', actor: uid, object: uid }),
    )
    expect(await world.lastRefusal('invitation.used-for-passkey')).toBe('link-dead')
  })

  it('dies after three days', async () => {
    world.setClock(asInstant('2026-03-02T09:00:00.000Z'))
    const { path } = await world.invite(here)
    await world.sql(
      `update access.enrolment set created_at = '2026-03-02 09:00Z', expires_at = '2026-03-05 09:00Z' where used_at is null`,
    )
    world.setClock(asInstant('2026-03-05T08:59:00.000Z'))
    expect((await world.get(undefined, path)).body).toContain('Hello')
    world.setClock(asInstant('2026-03-05T09:00:00.000Z'))
    expect((await world.get(undefined, path)).body).toContain('more than three days old')
    world.setClock(undefined)
  })

  it('that was never given is a page that does not exist', async () => {
    const answer = await world.get(undefined, '/enrol/AAAAAAAAAAAAAAAAAAAAAA')
    const nothing = await world.get(undefined, '/no-such-page')
    expect(answer.status).toBe(404)
    expect(answer.body).toBe(nothing.body)
    expect((await world.get(undefined, '/enrol/short')).status).toBe(404)
  })

  it('is kept as a digest only', async () => {
    const { path } = await world.invite(here)
    const code = path.split('/').at(-1) ?? ''
    const rows = await world.sql('select * from access.enrolment')
    expect(JSON.stringify(rows)).not.toContain(code)
    const [kept] = await world.sql<{ n: number }>(
      `select count(*)::int as n from access.enrolment where code_digest = sha256(convert_to($1, 'UTF8'))`,
      [code],
    )
    expect(kept?.n).toBe(1)
  })
})

describe('signing in with a passkey', () => {
  it('begins a session of 256 bits, of which only a digest is kept, and says so in the audit', async () => {
    const answer = await world.usePasskey(priya.device)
    expect(answer).toMatchObject({ status: 303, location: '/?done=sign-in.passkey-used' })
    expect(cookieOf(answer)).toMatch(/HttpOnly; SameSite=Lax/)
    const token = tokenOf(answer)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const sessions = await world.sql('select * from access.session')
    expect(JSON.stringify(sessions)).not.toContain(token)
    const done = { outcome: 'done', actor: priya.uid, object: priya.uid }
    expect(await world.audited('sign-in.passkey-used')).toContainEqual(
      expect.objectContaining(done),
    )
  })

  it('gives another token each time', async () => {
    const first = tokenOf(await world.usePasskey(priya.device))
    const second = tokenOf(await world.usePasskey(priya.device))
    expect(first).not.toBe(second)
  })

  it('comes back to the page that was asked for', async () => {
    const asked = await world.get(undefined, '/account/sessions?tab=1')
    expect(asked.location).toBe('/sign-in?to=%2Faccount%2Fsessions%3Ftab%3D1')
    const page = await world.get(undefined, asked.location ?? '')
    expect(page.body).toContain('name="to" value="/account/sessions?tab=1"')
    const answer = await world.usePasskey(priya.device, { to: '/account/sessions?tab=1' })
    expect(answer.location).toBe('/account/sessions?tab=1&done=sign-in.passkey-used')
  })

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/sign-out'])(
    'never leads to %s',
    async (to) => {
      const answer = await world.usePasskey(priya.device, { to })
      expect(answer.location).toBe('/?done=sign-in.passkey-used')
      const page = await world.get(undefined, `/sign-in?to=${encodeURIComponent(to)}`)
      expect(page.body).toContain('name="to" value="/"')
      expect(page.body).not.toContain('evil.example')
    },
  )

  it('ends the session that the browser had before', async () => {
    const before = tokenOf(await world.usePasskey(priya.device))
    const page = await world.get(undefined, '/sign-in')
    const response = priya.device.use(optionsOn(page))
    const answer = await world.post({ ...priya, token: before }, '/sign-in/passkey', { response })
    expect(answer.status).toBe(303)
    expect((await world.get({ ...priya, token: before }, '/account')).status).toBe(303)
    expect((await world.get({ ...priya, token: tokenOf(answer) }, '/account')).status).toBe(200)
  })

  it.each([
    ['on another site', { origin: 'https://heed.example.evil' }, 'passkey-not-verified'],
    ['without finger, face or PIN', { unverified: true }, 'passkey-not-verified'],
    ['with a signature of something else', { forged: true }, 'passkey-not-verified'],
    ['with a count that went back, as a copy would have', { count: 1 }, 'passkey-not-verified'],
  ])('is refused %s', async (how, misconduct, reason) => {
    const answer = await world.usePasskey(priya.device, misconduct)
    expect(answer.status).toBe(422)
    expect(problemsOn(answer)).toContain('This passkey did not open Heed')
    expect(cookieOf(answer)).toBe('')
    expect(await world.lastRefusal('sign-in.passkey-used')).toBe(reason)
    // The count that the copy claimed was not kept: the person still gets in.
    expect((await world.usePasskey(priya.device, { count: 1000 + how.length })).status).toBe(303)
  })

  it('is refused with a device that nobody set up', async () => {
    const stranger = softAuthenticator('http://localhost:3000')
    stranger.make(optionsOn(await world.get(undefined, (await world.invite(here)).path)))
    const answer = await world.usePasskey(stranger)
    expect(answer.status).toBe(422)
    expect(await world.lastRefusal('sign-in.passkey-used')).toBe('passkey-unknown')
  })

  it('is refused when the same answer is sent again', async () => {
    const owen = await world.enrol(here)
    const page = await world.get(undefined, '/sign-in')
    const response = owen.device.use(optionsOn(page), { count: 0 })
    await world.sql('update access.passkey set sign_count = 0 where principal_id = $1', [owen.id])
    expect((await world.post(undefined, '/sign-in/passkey', { response })).status).toBe(303)
    const again = await world.post(undefined, '/sign-in/passkey', { response })
    expect(again.status).toBe(422)
    expect(await world.lastRefusal('sign-in.passkey-used')).toBe('challenge-used')
  })

  it('is refused when the page was open for more than ten minutes', async () => {
    world.setClock(asInstant('2026-03-02T09:00:00.000Z'))
    const page = await world.get(undefined, '/sign-in')
    world.setClock(asInstant('2026-03-02T09:10:00.000Z'))
    const response = priya.device.use(optionsOn(page), { count: 5000 })
    const answer = await world.post(undefined, '/sign-in/passkey', { response })
    world.setClock(undefined)
    expect(answer.status).toBe(422)
  })

  it('is refused without an answer, with nonsense, and with a field that Heed does not know', async () => {
    for (const response of ['', 'nonsense', '{}', '{"id":1}', '[]']) {
      const answer = await world.post(undefined, '/sign-in/passkey', { response })
      expect(answer.status).toBe(422)
      expect(problemsOn(answer)).not.toBe('')
    }
    const extra = { response: '', admin: 'yes' }
    expect((await world.post(undefined, '/sign-in/passkey', extra)).status).toBe(422)
  })

  it('is refused to somebody whose account has ended, at once', async () => {
    const leaver = await world.enrol(here)
    expect((await world.get(leaver, '/account')).status).toBe(200)
    await world.sql('update access.principal set active = false where id = $1', [leaver.id])
    expect((await world.get(leaver, '/account')).location).toBe('/sign-in?to=%2Faccount')
    expect((await world.usePasskey(leaver.device)).status).toBe(422)
  })
})

describe('a session', () => {
  async function enterAt(moment: string, shared = false): Promise<Enrolled> {
    world.setClock(asInstant(moment))
    const entered = await world.usePasskey(priya.device, { shared, count: 0 })
    return { ...priya, token: tokenOf(entered) }
  }

  beforeAll(async () => {
    // A device that does not count leaves these tests free to go back in time.
    await world.sql('update access.passkey set sign_count = 0 where principal_id = $1', [priya.id])
  })

  it('ends when it was not used for fifteen minutes', async () => {
    const person = await enterAt('2026-03-02T09:00:00.000Z')
    world.setClock(asInstant('2026-03-02T09:14:59.000Z'))
    expect((await world.get(person, '/account')).status).toBe(200)
    world.setClock(asInstant('2026-03-02T09:29:58.000Z'))
    expect((await world.get(person, '/account')).status).toBe(200)
    world.setClock(asInstant('2026-03-02T09:44:59.000Z'))
    expect((await world.get(person, '/account')).location).toBe('/sign-in?to=%2Faccount')
    world.setClock(undefined)
  })

  it('ends after twelve hours however much it is used', async () => {
    const person = await enterAt('2026-03-02T09:00:00.000Z')
    for (let minute = 10; minute < 720; minute += 10) {
      world.setClock(asInstant(new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString()))
      expect((await world.get(person, '/account')).status).toBe(200)
    }
    world.setClock(asInstant('2026-03-02T21:00:00.000Z'))
    expect((await world.get(person, '/account')).status).toBe(303)
    world.setClock(undefined)
  })

  it('ends after five minutes on a shared computer', async () => {
    const person = await enterAt('2026-03-02T09:00:00.000Z', true)
    world.setClock(asInstant('2026-03-02T09:04:59.000Z'))
    expect((await world.get(person, '/account')).status).toBe(200)
    world.setClock(asInstant('2026-03-02T09:10:00.000Z'))
    expect((await world.get(person, '/account')).status).toBe(303)
    world.setClock(undefined)
  })

  it('is kept from ending by saying that one is still there', async () => {
    const person = await enterAt('2026-03-02T09:00:00.000Z')
    world.setClock(asInstant('2026-03-02T09:14:00.000Z'))
    const kept = await world.post(person, '/session/extend', {})
    expect(kept.status).toBe(200)
    expect(JSON.parse(kept.body)).toEqual({ endsAt: '2026-03-02T21:00:00.000Z' })
    world.setClock(asInstant('2026-03-02T09:28:00.000Z'))
    expect((await world.get(person, '/account')).status).toBe(200)
    world.setClock(asInstant('2026-03-02T10:30:00.000Z'))
    expect((await world.post(person, '/session/extend', {})).status).toBe(401)
    world.setClock(undefined)
  })

  it('is listed with its device and can be ended from another one, between two requests', async () => {
    const one = { ...priya, token: tokenOf(await world.usePasskey(priya.device, { count: 0 })) }
    const two = { ...priya, token: tokenOf(await world.usePasskey(priya.device, { count: 0 })) }
    expect((await world.get(one, '/account')).status).toBe(200)
    const list = await world.get(two, '/account/sessions')
    expect(list.body).toContain('Firefox on Linux (this one)')
    const [session] = await world.sql<{ uid: string }>(
      `select uid from access.session where token_digest = sha256(convert_to($1, 'UTF8'))`,
      [one.token],
    )
    const ended = await world.post(two, `/account/sessions/${session?.uid}/end`, {})
    expect(ended.location).toBe('/account/sessions?done=session.ended-from-list')
    expect((await world.get(one, '/account')).status).toBe(303)
    expect((await world.get(two, '/account')).status).toBe(200)
  })

  it('of somebody else is a session that does not exist', async () => {
    const other = await world.enrol(here)
    const [session] = await world.sql<{ uid: string }>(
      'select uid from access.session where principal_id = $1',
      [other.id],
    )
    const me = { ...priya, token: tokenOf(await world.usePasskey(priya.device, { count: 0 })) }
    const answer = await world.post(me, `/account/sessions/${session?.uid}/end`, {})
    expect(answer.status).toBe(404)
    expect((await world.get(other, '/account')).status).toBe(200)
  })

  it('goes on when all others are ended at once', async () => {
    const one = { ...priya, token: tokenOf(await world.usePasskey(priya.device, { count: 0 })) }
    const two = { ...priya, token: tokenOf(await world.usePasskey(priya.device, { count: 0 })) }
    expect((await world.post(two, '/account/sessions/end-others', {})).status).toBe(303)
    expect((await world.get(one, '/account')).status).toBe(303)
    expect((await world.get(two, '/account')).status).toBe(200)
  })

  it('ends when the person signs out, and the browser forgets', async () => {
    const me = { ...priya, token: tokenOf(await world.usePasskey(priya.device, { count: 0 })) }
    const out = await world.post(me, '/sign-out', {})
    expect(out).toMatchObject({ status: 303, location: '/sign-in?done=session.ended' })
    expect(out.headers['clear-site-data']).toBe('"cache", "storage"')
    expect((await world.get(me, '/account')).status).toBe(303)
    expect((await world.get(undefined, '/sign-in?done=session.ended')).body).toContain(
      'You are signed out.',
    )
    expect((await world.post(undefined, '/sign-out', {})).status).toBe(303)
  })

  it('is not started by a statement that does not know the sign-in secret', async () => {
    const { openPool } = await import('#platform/db/connection.ts')
    const pool = openPool(world.database.connect.app, 1)
    const attempts = [
      `select access.start_session(${here.id}, ${priya.id}, sha256('x'), 3)`,
      `select access.start_sample_session('${priya.uid}', sha256('x'), '', 'guess')`,
      `select * from access.passkey_for(sha256('x'), 'guess')`,
      `select access.add_passkey(${here.id}, ${priya.id}, sha256('x'), sha256('x'), 0, '{}', 'n', false, null)`,
      `select access.operator_invites('x', 'y', 'administrator', sha256('x'))`,
      `select sealed from access.authenticator`,
      `insert into access.session (partnership_id) values (1)`,
    ]
    for (const attempt of attempts) {
      await expect(pool.query(attempt)).rejects.toThrow(/only sign-in|permission denied/)
    }
    await pool.end()
  })
})
