import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody, TestAgency, TestPartnership } from '#tests/support/house.ts'

const house = await testHouse()
let here: TestPartnership
let elsewhere: TestPartnership
let council: TestAgency
let manager: Somebody
let owner: Somebody
let stranger: Somebody

beforeAll(async () => {
  here = await house.addPartnership()
  elsewhere = await house.addPartnership()
  council = await house.addAgency(here, 'Aldermere Council', { partner: 'local-authority' })
  manager = await house.signIn(here, { role: 'business-manager', agency: council })
  owner = await house.signIn(here, { role: 'action-owner', agency: council })
  stranger = await house.signIn(elsewhere, { role: 'business-manager' })
})

const newAgency = {
  name: 'Fernbank Trust',
  kind: 'nhs-trust',
  statutoryPartner: 'none',
  'activeFrom-day': '1',
  'activeFrom-month': '7',
  'activeFrom-year': '2022',
}

describe('the list of organisations', () => {
  it('shows the agencies of the own partnership to whoever works in it', async () => {
    const answer = await house.get(owner, '/organisations')
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('Aldermere Council')
    expect(answer.body).not.toContain('Add an agency')
  })

  it('shows nothing of another partnership', async () => {
    const answer = await house.get(stranger, '/organisations')
    expect(answer.status).toBe(200)
    expect(answer.body).not.toContain('Aldermere Council')
  })

  it('asks a visitor to sign in and comes back afterwards', async () => {
    const answer = await house.get(undefined, '/organisations')
    expect(answer).toMatchObject({ status: 303, location: '/sign-in?to=%2Forganisations' })
  })

  it('leaves an audit row for each showing', async () => {
    const before = await house.audited('organisation-list.viewed')
    await house.get(owner, '/organisations')
    const after = await house.audited('organisation-list.viewed')
    expect(after.length).toBe(before.length + 1)
    expect(after.at(-1)).toMatchObject({ outcome: 'shown', actor: owner.uid })
  })
})

describe('adding an agency', () => {
  it('is done by the business manager and shown', async () => {
    const answer = await house.post(manager, '/organisations/new', newAgency)
    expect(answer.status).toBe(303)
    const page = await house.get(manager, answer.location ?? '')
    expect(page.body).toContain('Fernbank Trust')
    expect(page.body).toContain('The agency is in the list.')
  })

  it('keeps what was typed and says what to put right', async () => {
    const answer = await house.post(manager, '/organisations/new', {
      ...newAgency,
      name: '',
      'activeFrom-day': '31',
      'activeFrom-month': '2',
    })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Enter the name of the agency')
    expect(answer.body).toContain('Enter a real date, like 27 3 2026')
    expect(answer.body).toContain('value="2022"')
  })

  it('refuses a name that is taken, in any case of letters', async () => {
    const answer = await house.post(manager, '/organisations/new', {
      ...newAgency,
      name: 'ALDERMERE council',
    })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('An agency of this name is in the list already')
  })

  it('does not exist for an action owner', async () => {
    const answer = await house.post(owner, '/organisations/new', newAgency)
    expect(answer.status).toBe(404)
    const refused = (await house.audited('organisation.added')).filter(
      (row) => row.outcome === 'refused',
    )
    expect(refused.at(-1)).toMatchObject({ actor: owner.uid, reason: 'permission' })
  })

  it('takes effect once when the same form is sent twice', async () => {
    const form = { ...newAgency, name: 'Sent Twice Trust', _key: randomUUID() }
    const first = await house.post(manager, '/organisations/new', form)
    const second = await house.post(manager, '/organisations/new', form)
    expect(second.location).toBe(first.location)
    expect(
      await house.sql(`select 1 from app.agency where name = 'Sent Twice Trust'`),
    ).toHaveLength(1)
  })

  it('is refused when another site sends it', async () => {
    const reply = await house.server.inject({
      method: 'POST',
      url: '/organisations/new',
      headers: {
        cookie: `heed=${manager.token}`,
        origin: 'https://elsewhere.invalid',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: 'name=X',
    })
    expect(reply.statusCode).toBe(403)
  })
})

describe('an agency that is not visible', () => {
  it('answers the same bytes as one that does not exist', async () => {
    const hidden = await house.get(stranger, `/organisations/${council.uid}`)
    const missing = await house.get(stranger, `/organisations/${randomUUID()}`)
    const noId = await house.get(stranger, `/organisations/xyz`)
    expect(hidden.status).toBe(404)
    expect(hidden.body).toBe(missing.body)
    expect(noId.body).toBe(missing.body)
    const { date: _a, ...hiddenHeaders } = hidden.headers
    const { date: _b, ...missingHeaders } = missing.headers
    expect(hiddenHeaders).toEqual(missingHeaders)
  })
})

describe('ending an agency', () => {
  it('moves its posts, their holders and what was open to them to the successor', async () => {
    const old = await house.addAgency(here, 'Old Commissioning Group')
    const heir = await house.addAgency(here, 'New Care Board')
    const holder = await house.signIn(here, { role: 'action-owner', agency: old })
    const post = await house.addPost(here, old, { title: 'Designated nurse', holder })
    const form = {
      'lastDay-day': '30',
      'lastDay-month': '6',
      'lastDay-year': '2022',
      successor: heir.uid,
      _version: '1',
    }
    const answer = await house.post(manager, `/organisations/${old.uid}/end`, form)
    expect(answer.status).toBe(303)
    const page = await house.get(manager, `/organisations/${heir.uid}`)
    expect(page.body).toContain('Designated nurse')
    expect(page.body).toContain(holder.name)
    expect(page.body).toContain('Old Commissioning Group')
    expect(page.body).toContain('whose last day was 30 June 2022')
    const former = (await house.get(manager, `/organisations/${old.uid}`)).body
    expect(former).toContain('Ended on 30 June 2022; New Care Board took over')
    expect(former).toContain('Worked with the partnership')
    expect(former).toMatch(/from \d+ \w+ \d{4} to 30 June 2022/)
    expect(former).not.toContain('since ')
    expect((await house.get(manager, '/organisations')).body).toContain(
      'Taken over by New Care Board',
    )
    const [moved] = await house.sql<{ moved_to_id: string }>(
      'select moved_to_id from app.post where id = $1',
      [post.id],
    )
    expect(moved?.moved_to_id).not.toBeNull()
  })

  it('shows the form again to whoever had an older version before their eyes', async () => {
    const agency = await house.addAgency(here, 'Changing Trust')
    const heir = await house.addAgency(here, 'Other Trust')
    const form = {
      'lastDay-day': '1',
      'lastDay-month': '1',
      'lastDay-year': '2026',
      successor: heir.uid,
      _version: '7',
    }
    const answer = await house.post(manager, `/organisations/${agency.uid}/end`, form)
    expect(answer.status).toBe(409)
    expect(answer.body).toContain('Somebody changed this while you were working on it')
    expect(answer.body).toContain('value="2026"')
  })
})
