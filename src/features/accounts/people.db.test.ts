import { beforeAll, describe, expect, it } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import type { Answer, Somebody, TestAgency, TestPartnership } from '#tests/support/house.ts'
import { softAuthenticator } from '#tests/support/virtual-authenticator.ts'
import { optionsOn, origin, problemsOn, signInWorld, tokenOf } from './test-world.ts'

const world = await signInWorld()
let here: TestPartnership
let elsewhere: TestPartnership
let council: TestAgency
let anna: Somebody
let ben: Somebody
let manager: Somebody
let stranger: Somebody
let auditor: Somebody

beforeAll(async () => {
  here = await world.addPartnership()
  elsewhere = await world.addPartnership()
  council = await world.addAgency(here, 'Aldermere Council', { partner: 'local-authority' })
  anna = await world.signIn(here, { role: 'administrator', name: 'Anna Administrator' })
  ben = await world.signIn(here, { role: 'administrator', name: 'Ben Administrator' })
  manager = await world.signIn(here, { role: 'business-manager', name: 'Marian Manager' })
  auditor = await world.signIn(here, { role: 'auditor' })
  stranger = await world.signIn(elsewhere, { role: 'administrator' })
})

const invitation = { name: 'Owen Owner', agency: '', role: 'action-owner' }

/** Invites somebody and answers who they are, with the link that the page shows. */
async function invite(
  by: Somebody,
  fields = {},
): Promise<{ uid: string; link: string; page: Answer }> {
  const sent = await world.post(by, '/accounts/new', { ...invitation, ...fields })
  expect(sent.status).toBe(303)
  const page = await world.get(by, sent.location ?? '')
  const link = /http:\/\/localhost:3000(\/enrol\/[\w-]{22})/.exec(page.body)?.[1] ?? ''
  return { uid: /\/accounts\/([0-9a-f-]{36})\//.exec(sent.location ?? '')?.[1] ?? '', link, page }
}

async function enrolBy(link: string): Promise<Answer> {
  const page = await world.get(undefined, link)
  const response = softAuthenticator(origin).make(optionsOn(page))
  return world.post(undefined, `${link}/passkey`, { response, name: 'Phone' })
}

/** A person who was invited and can sign in. */
async function colleague(role = 'action-owner'): Promise<Somebody> {
  const { link, uid } = await invite(anna, { name: 'Invented Colleague', role })
  const answer = await enrolBy(link)
  const [row] = await world.sql<{ id: number }>(
    'select id::int from access.principal where uid = $1',
    [uid],
  )
  return { id: row?.id ?? 0, uid, name: 'Invented Colleague', token: tokenOf(answer) }
}

describe('the list of people who sign in', () => {
  it('is for administrators and auditors, and shows nothing of another partnership', async () => {
    const answer = await world.get(anna, '/accounts')
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('Marian Manager')
    expect(answer.body).toContain('Partnership business manager')
    expect((await world.get(auditor, '/accounts')).body).not.toContain('Invite a person')
    expect((await world.get(stranger, '/accounts')).body).not.toContain('Marian Manager')
    expect(await world.audited('account-list.viewed')).toContainEqual(
      expect.objectContaining({ outcome: 'shown', actor: anna.uid }),
    )
  })

  it('does not exist for anybody else', async () => {
    expect((await world.get(manager, '/accounts')).status).toBe(404)
    expect((await world.get(undefined, '/accounts')).location).toBe('/sign-in?to=%2Faccounts')
  })

  it('is searched by part of a name, in which signs mean themselves', async () => {
    expect((await world.get(anna, '/accounts?name=mari')).body).toContain('Marian Manager')
    for (const name of ['zzz', '%25', '_', 'Mari%25n']) {
      expect((await world.get(anna, `/accounts?name=${name}`)).body).not.toContain('Marian Manager')
    }
  })

  it('is paged by key: each person stands on one page', async () => {
    const busy = await world.addPartnership()
    const admin = await world.signIn(busy, { role: 'administrator', name: 'Zoe' })
    await world.sql(
      `insert into access.principal (partnership_id, kind, name)
       select $1, 'person', 'Person ' || (n % 7) from generate_series(1, 120) n`,
      [busy.id],
    )
    const seen: string[] = []
    let href: string | undefined = '/accounts'
    while (href !== undefined) {
      const page: Answer = await world.get(admin, href)
      seen.push(
        ...[...page.body.matchAll(/href="\/accounts\/([0-9a-f-]{36})"/g)].map(
          ([, uid = '']) => uid,
        ),
      )
      href = /href="(\/accounts\?[^"]*afterUid[^"]*)"/
        .exec(page.body)?.[1]
        ?.replaceAll('&amp;', '&')
    }
    expect(seen).toHaveLength(121)
    expect(new Set(seen).size).toBe(121)
  })
})

describe('inviting somebody', () => {
  it('shows a link once, which lets that person in', async () => {
    const { link, page, uid } = await invite(anna, { agency: council.uid })
    expect(page.body).toContain('Give Owen Owner this link')
    const entered = await enrolBy(link)
    expect(entered.status).toBe(303)
    const person = await world.get(anna, `/accounts/${uid}`)
    expect(person.body).toContain('Aldermere Council')
    expect(person.body).toContain('Action owner')
    expect(person.body).toContain('Passkey')
    expect(await world.audited('account.invited')).toContainEqual(
      expect.objectContaining({ outcome: 'done', actor: anna.uid, object: uid }),
    )
  })

  it('shows the link to nobody else, and not for long', async () => {
    world.setClock(asInstant('2026-03-02T09:00:00.000Z'))
    const sent = await world.post(anna, '/accounts/new', invitation)
    const place = sent.location ?? ''
    expect((await world.get(ben, place)).body).not.toContain('/enrol/')
    expect((await world.get(anna, place)).body).toContain('/enrol/')
    world.setClock(asInstant('2026-03-02T09:10:00.000Z'))
    expect((await world.get(anna, place)).body).not.toContain('/enrol/')
    world.setClock(undefined)
    const kept = JSON.stringify(await world.sql('select * from app.command_key'))
    expect(kept).not.toContain('/enrol/')
  })

  it('takes effect once when the form is sent twice', async () => {
    const form = {
      ...invitation,
      name: 'Twice Invented',
      _key: '6f4e2c1a-1111-4222-8333-444455556666',
    }
    const first = await world.post(anna, '/accounts/new', form)
    const second = await world.post(anna, '/accounts/new', form)
    expect(second.location).toBe(first.location)
    const [row] = await world.sql(
      `select count(*)::int as n from access.principal where name = 'Twice Invented'`,
    )
    expect(row).toEqual({ n: 1 })
  })

  it('is refused without a name or a role, and keeps what was typed', async () => {
    const answer = await world.post(anna, '/accounts/new', { ...invitation, name: '', role: '' })
    expect(answer.status).toBe(422)
    expect(problemsOn(answer)).toContain('Enter the name of the person')
    const typed = await world.post(anna, '/accounts/new', { ...invitation, role: 'king' })
    expect(problemsOn(typed)).toContain('Choose a role from the list')
    expect(typed.body).toContain('value="Owen Owner"')
    const agency = { ...invitation, agency: '00000000-0000-4000-8000-000000000000' }
    expect(problemsOn(await world.post(anna, '/accounts/new', agency))).toContain(
      'Choose an agency',
    )
  })

  it('is not for those who work with cases, nor for auditors', async () => {
    expect((await world.post(manager, '/accounts/new', invitation)).status).toBe(404)
    expect((await world.post(auditor, '/accounts/new', invitation)).status).toBe(404)
    expect((await world.get(manager, '/accounts/new')).status).toBe(404)
  })

  it('needs a fresh confirmation', async () => {
    const admin = await world.signIn(here, { role: 'administrator' })
    await world.sql('update access.session set stepped_up_at = null where principal_id = $1', [
      admin.id,
    ])
    expect((await world.get(admin, '/accounts/new')).location).toBe('/confirm?to=%2Faccounts%2Fnew')
    const sent = await world.post(admin, '/accounts/new', { ...invitation, name: 'Never Made' })
    expect(sent.location).toBe('/confirm?to=%2Faccounts%2Fnew')
    expect(await world.sql(`select 1 from access.principal where name = 'Never Made'`)).toEqual([])
    const page = await world.get(admin, `/accounts/${manager.uid}`)
    expect(page.body).toContain('Change something')
    expect(page.body).not.toContain('Give a role')
  })
})

describe('a role', () => {
  const asked = (role: string) => ({ role, 'ends-day': '', 'ends-month': '', 'ends-year': '' })
  const held = async (who: Somebody) =>
    (
      await world.sql<{ role: string }>(
        'select role from access.role_held where principal_id = $1 and valid @> now() order by role',
        [who.id],
      )
    ).map((row) => row.role)

  it('that opens nothing by itself is held at once', async () => {
    const person = await colleague()
    const answer = await world.post(anna, `/accounts/${person.uid}/role`, asked('lead-reviewer'))
    expect(answer.location).toBe(`/accounts/${person.uid}?done=role.asked-for`)
    expect(await held(person)).toEqual(['action-owner', 'lead-reviewer'])
  })

  it('that opens cases waits for a second administrator', async () => {
    const person = await colleague()
    await world.post(anna, `/accounts/${person.uid}/role`, asked('business-manager'))
    expect(await held(person)).toEqual(['action-owner'])
    const page = await world.get(ben, `/accounts/${person.uid}`)
    expect(page.body).toContain('asked for by Anna Administrator')
    const agree = /action="([^"]*\/agree)"/.exec(page.body)?.[1] ?? ''
    expect((await world.get(anna, `/accounts/${person.uid}`)).body).not.toContain('/agree"')
    const alone = await world.post(anna, agree, {})
    expect(problemsOn(alone)).toContain('another administrator has to agree')
    expect(await held(person)).toEqual(['action-owner'])
    expect((await world.post(ben, agree, {})).status).toBe(303)
    expect(await held(person)).toEqual(['action-owner', 'business-manager'])
    expect((await world.post(ben, agree, {})).status).toBe(404)
    expect(await world.audited('role.agreed')).toContainEqual(
      expect.objectContaining({
        outcome: 'done',
        actor: ben.uid,
        object: person.uid,
        reason: 'business-manager',
      }),
    )
  })

  it('that waits can be taken back', async () => {
    const person = await colleague()
    await world.post(anna, `/accounts/${person.uid}/role`, asked('scrutineer'))
    const page = await world.get(anna, `/accounts/${person.uid}`)
    const refuse = /action="([^"]*\/refuse)"/.exec(page.body)?.[1] ?? ''
    expect((await world.post(anna, refuse, {})).status).toBe(303)
    expect((await world.get(ben, `/accounts/${person.uid}`)).body).not.toContain(
      'Waits for a second',
    )
    expect(await held(person)).toEqual(['action-owner'])
  })

  it('with case content and one that administers are never held together, and the page says why', async () => {
    const person = await colleague()
    const answer = await world.post(anna, `/accounts/${person.uid}/role`, asked('administrator'))
    expect(answer.status).toBe(422)
    expect(problemsOn(answer)).toContain(
      '“Administrator” and “Action owner” are never held together',
    )
    expect(await held(person)).toEqual(['action-owner'])
    expect(await world.lastRefusal('role.asked-for')).toBe('content-and-administration')
    const other = await world.post(anna, `/accounts/${ben.uid}/role`, asked('business-manager'))
    expect(problemsOn(other)).toContain('never held together')
  })

  it('that somebody holds is not given again, and none ends before it begins', async () => {
    const person = await colleague()
    const twice = await world.post(anna, `/accounts/${person.uid}/role`, asked('action-owner'))
    expect(problemsOn(twice)).toContain('holds “Action owner” already')
    const past = { role: 'lead-reviewer', 'ends-day': '1', 'ends-month': '2', 'ends-year': '2020' }
    const answer = await world.post(anna, `/accounts/${person.uid}/role`, past)
    expect(problemsOn(answer)).toContain('today or later')
  })

  it('ends at the end of its last day', async () => {
    const person = await colleague()
    const form = { role: 'lead-reviewer', 'ends-day': '30', 'ends-month': '6', 'ends-year': '2099' }
    await world.post(anna, `/accounts/${person.uid}/role`, form)
    const [row] = await world.sql<{ ends: string }>(
      `select to_char(upper(valid) at time zone 'Europe/London', 'YYYY-MM-DD HH24:MI') as ends
       from access.role_held where principal_id = $1 and role = 'lead-reviewer'`,
      [person.id],
    )
    expect(row?.ends).toBe('2099-07-01 00:00')
  })

  it('is ended by an administrator, and what it opened closes at once', async () => {
    const person = await colleague('administrator')
    expect((await world.get(person, '/accounts')).status).toBe(200)
    const answer = await world.post(anna, `/accounts/${person.uid}/roles/administrator/end`, {})
    expect(answer.status).toBe(303)
    expect((await world.get(person, '/accounts')).status).toBe(404)
  })

  it('is never given or ended by its holder', async () => {
    const given = await world.post(anna, `/accounts/${anna.uid}/role`, asked('auditor'))
    expect(problemsOn(given)).toContain('Nobody does this to their own account')
    const ended = await world.post(anna, `/accounts/${anna.uid}/roles/administrator/end`, {})
    expect(ended.status).toBe(422)
    expect((await world.get(anna, `/accounts/${anna.uid}`)).body).not.toContain('Give a role')
  })

  it('of somebody in another partnership is that of nobody', async () => {
    const sent = await world.post(stranger, `/accounts/${manager.uid}/role`, asked('auditor'))
    expect(sent.status).toBe(404)
    expect((await world.get(stranger, `/accounts/${manager.uid}`)).status).toBe(404)
    const nobody = await world.get(anna, '/accounts/00000000-0000-4000-8000-000000000000')
    expect((await world.get(stranger, `/accounts/${manager.uid}`)).body).toBe(nobody.body)
  })
})

describe('a new link for somebody who can sign in', () => {
  it('works only after a second administrator has agreed, who is told to speak with the person', async () => {
    const person = await colleague()
    const sent = await world.post(anna, `/accounts/${person.uid}/link`, {})
    const page = await world.get(anna, sent.location ?? '')
    const link = /(\/enrol\/[\w-]{22})/.exec(page.body)?.[1] ?? ''
    expect(page.body).toContain('only after a second administrator has agreed')
    expect((await world.get(undefined, link)).body).toContain(
      'works as soon as a second administrator',
    )
    const alone = await world.post(anna, `/accounts/${person.uid}/link/agree`, {})
    expect(problemsOn(alone)).toContain('another administrator has to agree')
    expect((await world.get(ben, `/accounts/${person.uid}`)).body).toContain(
      'agree only when you have spoken',
    )
    expect((await world.post(ben, `/accounts/${person.uid}/link/agree`, {})).status).toBe(303)
    expect((await enrolBy(link)).status).toBe(303)
  })

  it('kills the one before it', async () => {
    const first = await invite(anna)
    const sent = await world.post(anna, `/accounts/${first.uid}/link`, {})
    const second =
      /(\/enrol\/[\w-]{22})/.exec((await world.get(anna, sent.location ?? '')).body)?.[1] ?? ''
    expect((await world.get(undefined, first.link)).body).toContain('does not work any more')
    expect((await world.get(undefined, second)).body).toContain('Hello')
  })

  it('is never made for oneself', async () => {
    const answer = await world.post(anna, `/accounts/${anna.uid}/link`, {})
    expect(problemsOn(answer)).toContain('Nobody does this to their own account')
  })
})

describe('name and agency', () => {
  it('are changed by an administrator, for the version that they saw', async () => {
    const person = await colleague()
    const form = { name: 'Owen Renamed', agency: council.uid, _version: '1' }
    const answer = await world.post(anna, `/accounts/${person.uid}/details`, form)
    expect(answer.location).toBe(`/accounts/${person.uid}?done=account.changed`)
    expect((await world.get(anna, `/accounts/${person.uid}`)).body).toContain('Owen Renamed')
    const stale = await world.post(ben, `/accounts/${person.uid}/details`, {
      ...form,
      name: 'Stale',
    })
    expect(stale.status).toBe(409)
    expect((await world.get(anna, `/accounts/${person.uid}`)).body).not.toContain('Stale')
  })
})

describe('the end of an account', () => {
  it('ends sessions, roles, posts and links at once, and what was recorded stays', async () => {
    const person = await colleague()
    await world.addPost(here, council, { title: 'Named nurse', holder: person })
    expect((await world.get(person, '/account')).status).toBe(200)
    const page = await world.get(anna, `/accounts/${person.uid}/end`)
    expect(page.body).toContain('is signed out everywhere at once')
    expect((await world.post(anna, `/accounts/${person.uid}/end`, {})).status).toBe(303)
    expect((await world.get(person, '/account')).status).toBe(303)
    const open = await world.sql(
      `select 'role' as what from access.role_held where principal_id = $1 and valid @> now()
       union all select 'post' from access.acting where principal_id = $1 and valid @> now()
       union all select 'session' from access.session where principal_id = $1 and revoked_at is null`,
      [person.id],
    )
    expect(open).toEqual([])
    expect((await world.get(anna, `/accounts/${person.uid}`)).body).toContain(
      'This account has ended',
    )
    const again = await world.post(anna, `/accounts/${person.uid}/role`, { role: 'lead-reviewer' })
    expect(problemsOn(again)).toContain('This account has ended')
  })

  it('can be undone, but roles and ways to sign in do not come back by themselves', async () => {
    const person = await colleague()
    await world.post(anna, `/accounts/${person.uid}/end`, {})
    expect((await world.post(anna, `/accounts/${person.uid}/open`, {})).status).toBe(303)
    expect((await world.get(person, '/account')).status).toBe(303)
    const page = await world.get(anna, `/accounts/${person.uid}`)
    expect(page.body).toContain('Nothing yet')
    const sent = await world.post(anna, `/accounts/${person.uid}/link`, {})
    const link =
      /(\/enrol\/[\w-]{22})/.exec((await world.get(anna, sent.location ?? '')).body)?.[1] ?? ''
    expect((await world.get(undefined, link)).body).toContain('Hello')
  })

  it('is never one’s own', async () => {
    expect((await world.post(anna, `/accounts/${anna.uid}/end`, {})).status).toBe(422)
    expect((await world.get(anna, '/accounts')).status).toBe(200)
  })
})

describe('the sessions of somebody else', () => {
  it('are ended by an administrator, between two requests', async () => {
    const person = await colleague()
    expect((await world.get(person, '/account')).status).toBe(200)
    expect((await world.get(anna, `/accounts/${person.uid}`)).body).toContain(
      'Signed in in one place now',
    )
    expect((await world.post(anna, `/accounts/${person.uid}/sessions/end`, {})).status).toBe(303)
    expect((await world.get(person, '/account')).location).toBe('/sign-in?to=%2Faccount')
    expect(await world.audited('session.all-ended')).toContainEqual(
      expect.objectContaining({ outcome: 'done', actor: anna.uid, object: person.uid }),
    )
  })

  it('are not ended by those who do not administer', async () => {
    const answer = await world.post(manager, `/accounts/${ben.uid}/sessions/end`, {})
    expect(answer.status).toBe(404)
    expect((await world.get(ben, '/accounts')).status).toBe(200)
  })
})

describe('organisations that people sign in through', () => {
  const organisation = {
    name: 'Aldermere Trust',
    issuer: 'https://sign-in.trust.example',
    clientId: 'heed',
    clientSecret: 'a-secret-of-the-trust',
    assurance: '2',
    highAcr: 'high higher',
  }

  it('are added and offered, their secret encrypted', async () => {
    const answer = await world.post(anna, '/accounts/organisations/new', organisation)
    expect(answer.location).toBe('/accounts/organisations?done=identity-provider.added')
    expect((await world.get(undefined, '/sign-in')).body).toContain('Sign in with Aldermere Trust')
    const [row] = await world.sql<{ sealed_secret: Buffer; high_acr: string[]; uid: string }>(
      'select uid, sealed_secret, high_acr from access.identity_provider where partnership_id = $1',
      [here.id],
    )
    expect(row?.high_acr).toEqual(['high', 'higher'])
    expect(row?.sealed_secret.toString('latin1')).not.toContain('a-secret-of-the-trust')
    const list = await world.get(anna, '/accounts/organisations')
    expect(list.body).toContain('https://sign-in.trust.example')
    expect(list.body).not.toContain('a-secret-of-the-trust')
    await world.post(anna, `/accounts/organisations/${row?.uid}/stop`, {})
    expect((await world.get(undefined, '/sign-in')).body).not.toContain('Aldermere Trust')
  })

  it('are refused twice, and over a connection that others can read', async () => {
    const twice = await world.post(anna, '/accounts/organisations/new', organisation)
    expect(problemsOn(twice)).toContain('in the list already')
    const open = { ...organisation, issuer: 'http://sign-in.trust.example' }
    const answer = await world.post(anna, '/accounts/organisations/new', open)
    expect(problemsOn(answer)).toContain('begins with https://')
    expect(
      (await world.post(anna, '/accounts/organisations/new', { ...open, issuer: 'x' })).status,
    ).toBe(422)
  })

  it('are not for those who work with cases, and those of others do not exist', async () => {
    expect((await world.get(manager, '/accounts/organisations')).status).toBe(404)
    expect((await world.get(stranger, '/accounts/organisations')).body).not.toContain(
      'Aldermere Trust',
    )
    const [row] = await world.sql<{ uid: string }>(
      'select uid from access.identity_provider limit 1',
    )
    const answer = await world.post(stranger, `/accounts/organisations/${row?.uid}/offer`, {})
    expect(answer.status).toBe(404)
  })
})
