import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Somebody } from '#tests/support/house.ts'
import { dateFields, trustWorld } from './test-world.ts'

const world = await trustWorld()
const { house, manager, officer, councilPartner, healthPartner, stranger, signIn } = world
const { council, police, health } = world

async function conflictOf(kase: { scopeId: number }, who: Somebody): Promise<string> {
  const [row] = await house.sql<{ uid: string }>(
    'select uid from access.conflict where scope_id = $1 and principal_id = $2',
    [kase.scopeId, who.id],
  )
  return row?.uid ?? ''
}

async function declared(by = manager) {
  const kase = await world.record()
  const answer = await house.post(by, `/cases/${kase.uid}/conflict`, { basis: 'My own brother' })
  expect(answer.status).toBe(303)
  return { kase, uid: await conflictOf(kase, by) }
}

const clear = (until = '2100-01-01') => ({
  ...dateFields('until', until),
  because: 'Another family of the same name',
})

describe('a declared conflict', () => {
  it('names on its page whom to call, shuts the person out, and stands on the officer’s page', async () => {
    const kase = await world.record()
    const form = await house.get(manager, `/cases/${kase.uid}/conflict`)
    expect(form.body).toContain(`${officer.name}, Wendshire Police`)
    await house.post(manager, `/cases/${kase.uid}/conflict`, { basis: 'My own brother' })
    expect((await house.get(manager, `/cases/${kase.uid}`)).status).toBe(404)
    const home = await house.get(officer, '/')
    expect(home.body).toContain('A conflict was declared')
    expect(home.body).toContain(`Case ${kase.reference}`)
  })

  it('leaves no line and no page for the person, nor for another partnership', async () => {
    const partner = await signIn('delegated-partner', health)
    const { uid } = await declared(partner)
    expect((await house.get(partner, '/')).body).not.toContain(uid)
    expect((await house.get(partner, '/conflicts')).body).not.toContain(uid)
    const hidden = await house.get(partner, `/conflicts/${uid}`)
    const missing = await house.get(partner, `/conflicts/${randomUUID()}`)
    expect(hidden.status).toBe(404)
    expect(hidden.body).toBe(missing.body)
    expect((await house.get(stranger, `/conflicts/${uid}`)).status).toBe(404)
    expect((await house.get(manager, '/conflicts')).status).toBe(404)
  })

  it('is told with a neutral reference, without a word of the case', async () => {
    const { kase, uid } = await declared(await signIn('business-manager', council))
    const page = await house.get(officer, `/conflicts/${uid}`)
    expect(page.body).toContain(`Case ${kase.reference}`)
    expect(page.body).toContain('My own brother')
    expect(page.body).not.toContain('A baby was found')
  })
})

describe('settling a conflict', () => {
  it('confirms it with a reason, and the line goes', async () => {
    const { kase, uid } = await declared(await signIn('business-manager', council))
    const empty = await house.post(officer, `/conflicts/${uid}/confirm`, { reason: '' })
    expect(empty.status).toBe(422)
    expect(empty.body).toContain('Say why it is a conflict')
    const done = await house.post(officer, `/conflicts/${uid}/confirm`, { reason: 'He said so' })
    expect(done.status).toBe(303)
    expect((await house.get(officer, '/')).body).not.toContain(`/conflicts/${uid}`)
    const page = await house.get(officer, `/conflicts/${uid}`)
    expect(page.body).toContain('Confirmed')
    expect(page.body).toContain('He said so')
    expect((await house.audited('conflict.confirmed')).at(-1)).toMatchObject({
      outcome: 'done',
      actor: officer.uid,
      scope: kase.scopeUid,
    })
  })

  it('clears it with two people of two agencies, until the earlier day', async () => {
    const person = await signIn('business-manager', council)
    const { kase, uid } = await declared(person)
    await house.post(officer, `/conflicts/${uid}/clear`, clear('2099-06-01'))
    expect((await house.get(officer, `/conflicts/${uid}`)).body).toContain(
      'waits for a second person',
    )
    expect((await house.get(person, `/cases/${kase.uid}`)).status).toBe(404)
    expect((await house.get(officer, '/')).body).not.toContain(`/conflicts/${uid}`)
    expect((await house.get(healthPartner, '/')).body).toContain(
      'Clearing a conflict waits for a second person',
    )
    const again = await house.post(officer, `/conflicts/${uid}/clear`, clear())
    expect(again.status).toBe(422)
    expect(again.body).toContain('You have agreed already')
    const second = await house.post(healthPartner, `/conflicts/${uid}/clear`, clear())
    expect(second.status).toBe(303)
    expect((await house.get(healthPartner, `/conflicts/${uid}`)).body).toContain(
      'Cleared until 1 June 2099',
    )
    expect((await house.get(person, `/cases/${kase.uid}`)).status).toBe(200)
    expect((await house.get(healthPartner, '/')).body).not.toContain(`/conflicts/${uid}`)
  })

  it('is refused in words to the agency of the person, and twice to one agency', async () => {
    const { uid } = await declared(await signIn('business-manager', council))
    const own = await house.post(councilPartner, `/conflicts/${uid}/clear`, clear())
    expect(own.status).toBe(422)
    expect(own.body).toContain('Somebody of another agency than that of the person')
    expect(own.body).toContain('Another family of the same name')
    await house.post(officer, `/conflicts/${uid}/clear`, clear())
    const colleague = await signIn('conflict-officer', police)
    const second = await house.post(colleague, `/conflicts/${uid}/clear`, clear())
    expect(second.status).toBe(422)
    expect(second.body).toContain('must be of another agency than the first')
  })

  it('refuses a day that has passed, and one that is none', async () => {
    const { uid } = await declared(await signIn('business-manager', council))
    const passed = await house.post(officer, `/conflicts/${uid}/clear`, clear('2020-01-01'))
    expect(passed.body).toContain('Enter today or a day to come')
    const none = await house.post(officer, `/conflicts/${uid}/clear`, clear('2027-02-31'))
    expect(none.body).toContain('Enter a real date')
  })

  it('needs a fresh sign-in', async () => {
    const { uid } = await declared(await signIn('business-manager', council))
    const tired = await signIn('conflict-officer', police)
    await house.sql('update access.session set stepped_up_at = null where principal_id = $1', [
      tired.id,
    ])
    const page = await house.get(tired, `/conflicts/${uid}`)
    expect(page.status).toBe(303)
    expect(page.location).toContain('/confirm')
    const sent = await house.post(tired, `/conflicts/${uid}/confirm`, { reason: 'Words' })
    expect(sent.status).toBe(303)
    expect(sent.location).toContain('/confirm')
  })

  it('does not exist for the manager', async () => {
    const { uid } = await declared(await signIn('business-manager', council))
    const sent = await house.post(manager, `/conflicts/${uid}/confirm`, { reason: 'Words' })
    expect(sent.status).toBe(404)
  })
})

describe('naming somebody else’s conflict', () => {
  const named = { kind: 'matched', basis: 'The same surname and street' }

  it('closes the case to them and tells the officer', async () => {
    const kase = await world.record()
    const person = await signIn('delegated-partner', health)
    expect((await house.get(manager, `/cases/${kase.uid}`)).body).toContain(
      'Somebody else is too close to this case',
    )
    const sent = await house.post(manager, `/cases/${kase.uid}/conflict/other`, {
      person: person.uid,
      ...named,
    })
    expect(sent.status).toBe(303)
    expect((await house.get(person, `/cases/${kase.uid}`)).status).toBe(404)
    expect((await house.get(officer, '/')).body).toContain('A conflict of somebody was named')
    const again = await house.post(manager, `/cases/${kase.uid}/conflict/other`, {
      person: person.uid,
      kind: 'subject',
      basis: 'A witness',
    })
    expect(again.status).toBe(303)
    const third = await house.post(manager, `/cases/${kase.uid}/conflict/other`, {
      person: person.uid,
      kind: 'subject',
      basis: 'A witness',
    })
    expect(third.status).toBe(422)
    expect(third.body).toContain('closed to this person already')
  })

  it('is refused for oneself and without a person', async () => {
    const kase = await world.record()
    const path = `/cases/${kase.uid}/conflict/other`
    const own = await house.post(manager, path, { person: manager.uid, ...named })
    expect(own.body).toContain('Declare your own conflict')
    const nobody = await house.post(manager, path, { person: '', ...named })
    expect(nobody.body).toContain('Choose the person')
  })

  it('does not exist for those who may not, nor for a case that is not open', async () => {
    const kase = await world.record()
    const path = `/cases/${kase.uid}/conflict/other`
    const scrutineer = await signIn('scrutineer', council)
    expect((await house.get(scrutineer, path)).status).toBe(404)
    const hidden = await house.post(stranger, path, { person: manager.uid, ...named })
    expect(hidden.status).toBe(404)
  })
})
