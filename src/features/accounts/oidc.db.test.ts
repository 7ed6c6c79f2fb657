import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Somebody, TestPartnership } from '#tests/support/house.ts'
import { newSubject, startProvider } from '#tests/support/oidc-provider.ts'
import type { CookieJar, TestProvider } from '#tests/support/oidc-provider.ts'
import { seal } from './secrets/seal.ts'
import { cookieOf, origin, problemsOn, signInWorld, tokenOf } from './test-world.ts'

const world = await signInWorld()
let provider: TestProvider
let here: TestPartnership
let providerUid: string

beforeAll(async () => {
  provider = await startProvider(`${origin}/sign-in/return`)
  here = await world.addPartnership()
  providerUid = await addProvider(here)
})

afterAll(() => provider.stop())

async function addProvider(
  partnership: TestPartnership,
  name = 'Aldermere Trust',
): Promise<string> {
  const { clientId, clientSecret, issuer } = provider
  const sealed = seal(world.fieldKey, clientSecret, `provider ${issuer} ${clientId}`)
  const [row] = await world.sql<{ uid: string }>(
    `insert into access.identity_provider (partnership_id, name, issuer, client_id, sealed_secret, assurance, high_acr, added_at)
     values ($1, $2, $3, $4, $5, 2, '{high}', now()) returning uid`,
    [partnership.id, name, issuer, clientId, sealed],
  )
  return row?.uid ?? ''
}

interface Left {
  readonly browser: Somebody
  readonly address: string
}

const nobody = { id: 0, uid: '', name: '' }

/** Leaves for the provider from some form, and finds the address that the page leads to. */
async function leaveFrom(who: Somebody | undefined, form: string, fields = {}): Promise<Left> {
  const sent = await world.post(who, form, { provider: providerUid, ...fields })
  expect(sent.status).toBe(303)
  const browser = cookieOf(sent) === '' && who ? who : { ...nobody, token: tokenOf(sent) }
  const page = await world.get(browser, sent.location ?? '')
  const address = /data-go-on[^>]*href="([^"]*)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&')
  return { browser, address: address ?? '' }
}

/** Comes back to Heed with what the provider sent. */
async function comeBack(browser: Somebody | undefined, at: URL): Promise<Answer> {
  const page = await world.get(browser, `${at.pathname}${at.search}`)
  expect(page.status).toBe(200)
  const form = Object.fromEntries(
    [...page.body.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)]
      .filter(([, name]) => name !== '_key')
      .map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
  )
  return world.post(browser, '/sign-in/return', form)
}

/** A person who set up the provider with a one-time link. */
async function enrolThere(
  cookies?: CookieJar,
): Promise<{ subject: string; uid: string; token: string }> {
  const subject = newSubject()
  provider.now(subject)
  const { path, uid } = await world.invite(here)
  const { address, browser } = await leaveFrom(undefined, `${path}/provider`)
  const answer = await comeBack(browser, await provider.visit(address, cookies))
  expect(answer.status).toBe(303)
  return { subject, uid, token: tokenOf(answer) }
}

async function enter(subject: string, cookies?: CookieJar): Promise<Answer> {
  provider.now(subject)
  const { address, browser } = await leaveFrom(undefined, '/sign-in/provider')
  return comeBack(browser, await provider.visit(address, cookies))
}

describe('signing in through an organisation', () => {
  it('asks it with PKCE, state, nonce and the oldest sign-in that Heed takes', async () => {
    const { address } = await leaveFrom(undefined, '/sign-in/provider')
    const asked = new URL(address).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: provider.clientId,
      scope: 'openid',
      code_challenge_method: 'S256',
      redirect_uri: `${origin}/sign-in/return`,
      max_age: '43200',
      acr_values: 'high',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked.get(name)?.length).toBeGreaterThan(30)
    }
  })

  it('is set up once with a link and works from then on', async () => {
    const person = await enrolThere()
    const answer = await enter(person.subject)
    expect(answer.location).toBe('/?done=sign-in.returned')
    const me = { ...nobody, token: tokenOf(answer) }
    expect((await world.get(me, '/account')).status).toBe(200)
    expect((await world.get(me, '/account/sign-in')).body).toContain('Aldermere Trust')
    expect(await world.audited('sign-in.returned')).toContainEqual(
      expect.objectContaining({ outcome: 'done', actor: person.uid, reason: 'sign-in' }),
    )
  })

  it('knows a person by issuer and subject, never by a mail address', async () => {
    await enrolThere()
    const answer = await enter(newSubject())
    expect(answer.status).toBe(422)
    expect(problemsOn(answer)).toContain('Heed does not yet')
    expect(cookieOf(answer)).toBe('')
    expect(await world.lastRefusal('sign-in.returned')).toBe('person-not-known-here')
  })

  it('knows nobody through the same organisation in another partnership', async () => {
    const person = await enrolThere()
    const elsewhere = await world.addPartnership()
    const other = await addProvider(elsewhere, 'Elsewhere')
    const left = await leaveFrom(undefined, '/sign-in/provider', { provider: other })
    provider.now(person.subject)
    const answer = await comeBack(left.browser, await provider.visit(left.address))
    expect(answer.status).toBe(422)
    await world.sql('update access.identity_provider set active = false where uid = $1', [other])
  })

  it('does not tie one account there to two people here', async () => {
    const person = await enrolThere()
    provider.now(person.subject)
    const { path } = await world.invite(here)
    const { address, browser } = await leaveFrom(undefined, `${path}/provider`)
    const answer = await comeBack(browser, await provider.visit(address))
    expect(problemsOn(answer)).toContain('belongs to somebody in Heed already')
    // The link was not used up by it.
    expect((await world.get(undefined, path)).body).toContain('Hello')
  })

  it('ends in the browser that began it and in no other', async () => {
    const person = await enrolThere()
    provider.now(person.subject)
    const { address, browser } = await leaveFrom(undefined, '/sign-in/provider')
    const at = await provider.visit(address)
    const stranger = { ...nobody, token: Buffer.alloc(32, 7).toString('base64url') }
    for (const other of [undefined, stranger]) {
      const answer = await comeBack(other, at)
      expect(answer.status).toBe(422)
      expect(cookieOf(answer)).toBe('')
    }
    expect(await world.lastRefusal('sign-in.returned')).toBe('flow-unknown')
    expect((await comeBack(browser, at)).status).toBe(303)
  })

  it('works once', async () => {
    const person = await enrolThere()
    provider.now(person.subject)
    const { address, browser } = await leaveFrom(undefined, '/sign-in/provider')
    const at = await provider.visit(address)
    expect((await comeBack(browser, at)).status).toBe(303)
    expect((await comeBack(browser, at)).status).toBe(422)
  })

  it('is refused when state, code or issuer were changed on the way', async () => {
    const person = await enrolThere()
    for (const [name, value] of [
      ['state', 'x'.repeat(43)],
      ['code', 'forged'],
      ['iss', 'https://evil.example'],
    ] as const) {
      provider.now(person.subject)
      const { address, browser } = await leaveFrom(undefined, '/sign-in/provider')
      const at = await provider.visit(address)
      at.searchParams.set(name, value)
      const answer = await comeBack(browser, at)
      expect(answer.status).toBe(422)
      expect(cookieOf(answer)).toBe('')
    }
  })

  it('says so when the person said no there', async () => {
    const { address, browser } = await leaveFrom(undefined, '/sign-in/provider')
    const state = new URL(address).searchParams.get('state') ?? ''
    const at = new URL(`${origin}/sign-in/return`)
    at.search = new URLSearchParams({
      error: 'access_denied',
      state,
      iss: provider.issuer,
    }).toString()
    const answer = await comeBack(browser, at)
    expect(problemsOn(answer)).toContain('did not confirm who you are')
  })

  it('is refused when the organisation answers for another client, or is not reached', async () => {
    const [wrong] = await world.sql<{ uid: string }>(
      `insert into access.identity_provider (partnership_id, name, issuer, client_id, assurance, added_at)
       values ($1, 'Not there', 'http://127.0.0.1:9', 'heed', 2, now()) returning uid`,
      [here.id],
    )
    const answer = await world.post(undefined, '/sign-in/provider', { provider: wrong?.uid ?? '' })
    expect(answer.status).toBe(422)
    expect(problemsOn(answer)).toContain('does not answer')
    await world.sql('update access.identity_provider set active = false where uid = $1', [
      wrong?.uid,
    ])
  })

  it('is as sure as the organisation says that it was', async () => {
    const person = await enrolThere()
    const assurance = async (answer: Answer) => {
      const [row] = await world.sql<{ assurance: number }>(
        `select assurance from access.session where token_digest = sha256(convert_to($1, 'UTF8'))`,
        [tokenOf(answer)],
      )
      return row?.assurance
    }
    expect(await assurance(await enter(person.subject))).toBe(2)
    provider.now(person.subject, 'high')
    const { address, browser } = await leaveFrom(undefined, '/sign-in/provider')
    expect(await assurance(await comeBack(browser, await provider.visit(address)))).toBe(3)
  })

  it('leads to no page but ours and that of the organisation', async () => {
    const page = await world.get(
      undefined,
      `/sign-in/leave?via=${encodeURIComponent('https://evil.example')}`,
    )
    expect(page.body).not.toContain('evil.example')
    expect(page.body).toContain('open for too long')
    const answer = await world.post(undefined, '/sign-in/provider', {
      provider: '00000000-0000-4000-8000-000000000000',
    })
    expect(answer.status).toBe(404)
  })
})

describe('confirming through an organisation', () => {
  it('makes the person sign in there again, and comes back to where they were', async () => {
    const cookies: CookieJar = new Map()
    const person = await enrolThere(cookies)
    const me = { ...nobody, token: person.token }
    const before = provider.signIns()
    const left = await leaveFrom(me, '/confirm/provider', { to: '/account/passkeys/new' })
    expect(new URL(left.address).searchParams.get('max_age')).toBe('0')
    const answer = await comeBack(me, await provider.visit(left.address, cookies))
    expect(provider.signIns()).toBe(before + 1)
    expect(answer.location).toBe('/account/passkeys/new?done=sign-in.returned')
    expect(
      (await world.get({ ...nobody, token: tokenOf(answer) }, '/account/passkeys/new')).status,
    ).toBe(200)
    expect((await world.get(me, '/account')).status).toBe(303)
  })

  it('is needed when the sign-in there is old, although the session here is new', async () => {
    const cookies: CookieJar = new Map()
    const person = await enrolThere(cookies)
    await world.sql(
      `update access.session set stepped_up_at = null where token_digest = sha256(convert_to($1, 'UTF8'))`,
      [person.token],
    )
    const gate = await world.get({ ...nobody, token: person.token }, '/account/passkeys/new')
    expect(gate.location).toBe('/confirm?to=%2Faccount%2Fpasskeys%2Fnew')
  })

  it('is refused as somebody else', async () => {
    const person = await enrolThere()
    const other = await enrolThere()
    const me = { ...nobody, token: person.token }
    const left = await leaveFrom(me, '/confirm/provider')
    provider.now(other.subject)
    const answer = await comeBack(me, await provider.visit(left.address))
    expect(answer.status).toBe(422)
    expect(await world.lastRefusal('sign-in.returned')).toBe('identity-of-another')
  })
})

describe('signing out of Heed', () => {
  const goOn = (page: Answer) =>
    /data-go-on[^>]*href="([^"]*)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? ''

  it('leads on to the organisation, where the session ends too, and back to our door', async () => {
    const cookies: CookieJar = new Map()
    const person = await enrolThere(cookies)
    const me = { ...nobody, token: person.token }
    const before = provider.signIns()
    // Signed in there: nobody has to sign in again.
    const again = await enter(person.subject, cookies)
    expect(provider.signIns()).toBe(before)
    const out = await world.post({ ...nobody, token: tokenOf(again) }, '/sign-out', {})
    expect(out.status).toBe(303)
    expect(out.location).toMatch(/^\/sign-out\/at-organisation\?via=.*&done=session\.ended$/)
    expect(out.headers['clear-site-data']).toBe('"cache", "storage"')
    expect((await world.get({ ...nobody, token: tokenOf(again) }, '/account')).status).toBe(303)
    const page = await world.get(undefined, out.location ?? '')
    expect(page.body).toContain('You are signed out.')
    const address = new URL(goOn(page))
    expect(address.origin).toBe(provider.issuer)
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: provider.clientId,
      post_logout_redirect_uri: `${origin}/sign-in`,
      logout_hint: person.subject,
    })
    const back = await provider.signOut(address.href, cookies)
    expect(`${back.origin}${back.pathname}`).toBe(`${origin}/sign-in`)
    await enter(person.subject, cookies)
    expect(provider.signIns()).toBe(before + 1)
    // The other session here began there as well and is its own.
    expect((await world.get(me, '/account')).status).toBe(200)
  })

  it('is done with where the session began here, or the organisation does not answer any more', async () => {
    expect((await world.post(undefined, '/sign-out', {})).location).toContain('/sign-in?')
    const person = await enrolThere()
    await world.sql(`update access.identity_provider set issuer = $1 where uid = $2`, [
      'http://127.0.0.1:9',
      providerUid,
    ])
    const out = await world.post({ ...nobody, token: person.token }, '/sign-out', {})
    await world.sql(`update access.identity_provider set issuer = $1 where uid = $2`, [
      provider.issuer,
      providerUid,
    ])
    expect(out).toMatchObject({ status: 303, location: '/sign-in?done=session.ended' })
    expect((await world.get({ ...nobody, token: person.token }, '/account')).status).toBe(303)
  })

  it('leads nowhere that we did not seal for it', async () => {
    const evil = encodeURIComponent('https://evil.example')
    const page = await world.get(undefined, `/sign-out/at-organisation?via=${evil}`)
    expect(page.body).not.toContain('evil.example')
    expect(page.body).toContain('open for too long')
    // What was sealed for leaving to sign in is not taken for signing out.
    const { location = '' } = await world.post(undefined, '/sign-in/provider', {
      provider: providerUid,
    })
    const via = new URLSearchParams(location.split('?')[1]).get('via') ?? ''
    const other = await world.get(
      undefined,
      `/sign-out/at-organisation?via=${encodeURIComponent(via)}`,
    )
    expect(goOn(other)).toBe('')
  })
})

describe('when the organisation signs somebody out', () => {
  async function sidOf(token: string): Promise<string> {
    const [row] = await world.sql<{ sid: string }>(
      `select o.sid from access.outside_session o join access.session s on s.id = o.session_id
       where s.token_digest = sha256(convert_to($1, 'UTF8'))`,
      [token],
    )
    return row?.sid ?? ''
  }

  const logOut = (token: string, at = providerUid) =>
    world.server.inject({
      method: 'POST',
      url: `/api/back-channel-logout/${at}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ logout_token: token }).toString(),
    })

  it('that session ends here at once, and no other', async () => {
    const person = await enrolThere()
    const second = tokenOf(await enter(person.subject))
    const told = await provider.logOut(person.subject, await sidOf(person.token))
    const answer = await logOut(told)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({ ended: 1 })
    expect((await world.get({ ...nobody, token: person.token }, '/account')).status).toBe(303)
    expect((await world.get({ ...nobody, token: second }, '/account')).status).toBe(200)
    expect(await world.audited('session.ended-elsewhere')).toContainEqual(
      expect.objectContaining({ outcome: 'done', object: providerUid }),
    )
  })

  it('the same order is not followed twice', async () => {
    const person = await enrolThere()
    const told = await provider.logOut(person.subject, await sidOf(person.token))
    expect((await logOut(told)).statusCode).toBe(200)
    expect((await logOut(told)).statusCode).toBe(400)
    expect(await world.lastRefusal('session.ended-elsewhere')).toBe('logout-token-used')
  })

  it('an order that was changed, or that is none, ends nothing', async () => {
    const person = await enrolThere()
    const told = await provider.logOut(person.subject, await sidOf(person.token))
    const [head, body, signature] = told.split('.')
    const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >
    const other = Buffer.from(JSON.stringify({ ...claims, jti: 'other' })).toString('base64url')
    for (const token of [`${head}.${other}.${signature}`, `${head}.${body}.`, 'nonsense']) {
      expect((await logOut(token)).statusCode).toBe(400)
    }
    expect((await logOut(told, '00000000-0000-4000-8000-000000000000')).statusCode).toBe(404)
    expect((await world.get({ ...nobody, token: person.token }, '/account')).status).toBe(200)
  })
})
