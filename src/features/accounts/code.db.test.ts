import { generate } from 'otplib'
import { beforeAll, describe, expect, it } from 'vitest'
import { asInstant, millisecondsOf } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'
import type { Answer, Somebody, TestPartnership } from '#tests/support/house.ts'
import { cookieOf, problemsOn, signInWorld, tokenOf } from './test-world.ts'

const world = await signInWorld()
const morning = asInstant('2026-03-02T09:00:00.000Z')
let here: TestPartnership

beforeAll(async () => {
  here = await world.addPartnership()
})

const at = (time: string): Instant => asInstant(`2026-03-02T${time}.000Z`)

function codeAt(secret: string, moment: Instant): Promise<string> {
  return generate({ secret, epoch: Math.floor(millisecondsOf(moment) / 1000) })
}

function shownOn(page: Answer) {
  const hidden = /name="sealed" value="([^"]*)"/.exec(page.body)?.[1] ?? ''
  const link = /href="(otpauth:[^"]*)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const url = new URL(link)
  const signInName = decodeURIComponent(url.pathname).split(':').at(-1) ?? ''
  return { sealed: hidden, signInName, secret: url.searchParams.get('secret') ?? '' }
}

interface WithCode extends Somebody {
  readonly signInName: string
  readonly secret: string
}

/** Somebody who set up an authenticator app at nine in the morning. */
async function enrolWithCode(): Promise<WithCode> {
  world.setClock(morning)
  const { path, uid } = await world.invite(here)
  await world.sql(
    `update access.enrolment set created_at = '2026-03-02', expires_at = '2026-03-04' where used_at is null`,
  )
  const page = await world.get(undefined, `${path}/authenticator`)
  const shown = shownOn(page)
  const form = { sealed: shown.sealed, code: await codeAt(shown.secret, morning) }
  const answer = await world.post(undefined, `${path}/authenticator`, form)
  expect(answer.location).toBe('/?done=invitation.used-for-code')
  const [row] = await world.sql<{ id: number; name: string }>(
    'select id::int, name from access.principal where uid = $1',
    [uid],
  )
  if (row === undefined) throw new Error('nobody was added')
  return { ...row, uid, token: tokenOf(answer), ...shown }
}

async function enter(
  person: WithCode,
  moment: Instant,
  typed: Record<string, string> = {},
): Promise<Answer> {
  world.setClock(moment)
  const code = await codeAt(person.secret, moment)
  return world.post(undefined, '/sign-in/code', { signInName: person.signInName, code, ...typed })
}

describe('setting up an authenticator app', () => {
  it('shows the same key again after a mistyped code, and never after that', async () => {
    world.setClock(morning)
    const { path } = await world.invite(here)
    await world.sql(
      `update access.enrolment set created_at = '2026-03-02', expires_at = '2026-03-04' where used_at is null`,
    )
    const first = shownOn(await world.get(undefined, `${path}/authenticator`))
    const wrong = { sealed: first.sealed, code: '000000' }
    const again = await world.post(undefined, `${path}/authenticator`, wrong)
    expect(again.status).toBe(422)
    expect(problemsOn(again)).toContain('The code is wrong')
    expect(shownOn(again)).toEqual(first)
    const right = { sealed: first.sealed, code: await codeAt(first.secret, morning) }
    expect((await world.post(undefined, `${path}/authenticator`, right)).status).toBe(303)
    const later = await world.get(undefined, `${path}/authenticator`)
    expect(later.body).not.toContain('otpauth')
  })

  it('keeps the secret encrypted, with a key that is not in the database', async () => {
    const person = await enrolWithCode()
    const rows = await world.sql<{ sealed: Buffer }>('select sealed from access.authenticator')
    for (const row of rows) expect(row.sealed.toString('latin1')).not.toContain(person.secret)
    const everything = JSON.stringify(await world.sql('select payload from audit.entry'))
    expect(everything).not.toContain(person.secret)
    expect(everything).not.toContain(person.signInName)
  })

  it('is refused with a key that was made for another link', async () => {
    world.setClock(morning)
    const one = await world.invite(here)
    const two = await world.invite(here)
    await world.sql(
      `update access.enrolment set created_at = '2026-03-02', expires_at = '2026-03-04' where used_at is null`,
    )
    const shown = shownOn(await world.get(undefined, `${one.path}/authenticator`))
    const form = { sealed: shown.sealed, code: await codeAt(shown.secret, morning) }
    const answer = await world.post(undefined, `${two.path}/authenticator`, form)
    expect(answer.status).toBe(422)
    expect(problemsOn(answer)).toContain('open for too long')
  })
})

describe('signing in with a code', () => {
  it('works with the name as people type it', async () => {
    const person = await enrolWithCode()
    const typed = { signInName: person.signInName.toLowerCase().replace('-', ' ') }
    const answer = await enter(person, at('09:01:00'), typed)
    expect(answer.location).toBe('/?done=sign-in.code-used')
    expect((await world.get({ ...person, token: tokenOf(answer) }, '/account')).status).toBe(200)
    const done = { outcome: 'done', actor: person.uid, object: person.uid }
    expect(await world.audited('sign-in.code-used')).toContainEqual(expect.objectContaining(done))
  })

  it('takes each code once, also the one with which the app was set up', async () => {
    const person = await enrolWithCode()
    const setUp = await enter(person, morning)
    expect(problemsOn(setUp)).toContain('This code was used')
    expect((await enter(person, at('09:01:00'))).status).toBe(303)
    const replay = await enter(person, at('09:01:05'))
    expect(replay.status).toBe(422)
    expect(await world.lastRefusal('sign-in.code-used')).toBe('code-taken')
  })

  it('says the same of an unknown name as of a wrong code', async () => {
    const person = await enrolWithCode()
    const wrong = await enter(person, at('09:01:00'), { code: '000000' })
    const unknown = await enter(person, at('09:01:00'), { signInName: 'ZZZZ-ZZZZ' })
    expect(wrong.status).toBe(422)
    expect(problemsOn(unknown)).toBe(problemsOn(wrong))
    expect(await world.lastRefusal('sign-in.code-used')).toBe('sign-in-name-unknown')
  })

  it('is locked after five wrong codes, also for the right one, and the wait grows', async () => {
    const person = await enrolWithCode()
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await enter(person, at('09:01:00'), { code: '000000' })).status).toBe(422)
    }
    const locked = await enter(person, at('09:01:30'))
    expect(problemsOn(locked)).toContain('Try again after 9.02am')
    expect(cookieOf(locked)).toBe('')
    expect(await world.lastRefusal('sign-in.code-used')).toBe('codes-locked')
    expect((await enter(person, at('09:02:00'), { code: '000000' })).status).toBe(422)
    expect(problemsOn(await enter(person, at('09:03:00')))).toContain('Try again after 9.04am')
    expect((await enter(person, at('09:04:00'))).status).toBe(303)
    const [kept] = await world.sql(
      'select failures, locked_until from access.authenticator where principal_id = $1',
      [person.id],
    )
    expect(kept).toEqual({ failures: 0, locked_until: null })
  })

  it('counts an attempt although the act is refused and rolled back', async () => {
    const person = await enrolWithCode()
    await enter(person, at('09:01:00'), { code: '000000' })
    await enter(person, at('09:01:00'), { code: '000000' })
    const [kept] = await world.sql(
      'select failures from access.authenticator where principal_id = $1',
      [person.id],
    )
    expect(kept).toEqual({ failures: 2 })
  })

  it('cannot be guessed by many at once', async () => {
    const person = await enrolWithCode()
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => enter(person, at('09:01:00'), { code: '000000' })),
    )
    expect(answers.every((answer) => answer.status === 422)).toBe(true)
    const locked = answers.filter((answer) => problemsOn(answer).includes('Too many codes'))
    expect(locked).toHaveLength(7)
  })

  it('is refused without six figures', async () => {
    const person = await enrolWithCode()
    const answer = await enter(person, at('09:01:00'), { code: 'abc' })
    expect(problemsOn(answer)).toContain('Enter the six figures that your app shows')
    expect(answer.body).toContain(`value="${person.signInName}"`)
  })
})

describe('confirming with a code', () => {
  it('opens what needs a fresh sign-in, under another token', async () => {
    const person = await enrolWithCode()
    world.setClock(at('09:06:00'))
    const gate = await world.get(person, '/account/passkeys/new')
    expect(gate.location).toBe('/confirm?to=%2Faccount%2Fpasskeys%2Fnew')
    const page = await world.get(person, gate.location ?? '')
    expect(page.body).toContain('Confirm with the code')
    const code = await codeAt(person.secret, at('09:06:00'))
    const answer = await world.post(person, '/confirm/code', { code, to: '/account/passkeys/new' })
    expect(answer.location).toBe('/account/passkeys/new?done=session.confirmed-by-code')
    const now = { ...person, token: tokenOf(answer) }
    expect((await world.get(now, '/account/passkeys/new')).status).toBe(200)
    expect((await world.get(person, '/account')).status).toBe(303)
    world.setClock(at('09:11:01'))
    expect((await world.get(now, '/account/passkeys/new')).status).toBe(303)
  })

  it('shares its count of wrong codes with signing in', async () => {
    const person = await enrolWithCode()
    world.setClock(at('09:02:00'))
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await world.post(person, '/confirm/code', { code: '000000', to: '/' })
    }
    expect(problemsOn(await enter(person, at('09:02:30')))).toContain('Too many codes')
  })

  it('never leads to another site', async () => {
    const person = await enrolWithCode()
    world.setClock(at('09:02:00'))
    const code = await codeAt(person.secret, at('09:02:00'))
    const answer = await world.post(person, '/confirm/code', { code, to: '//evil.example' })
    expect(answer.location).toBe('/?done=session.confirmed-by-code')
  })
})
