import { describe, expect, it } from 'vitest'
import { dateFields, trustWorld } from './test-world.ts'

const world = await trustWorld()
const { house, manager, councilPartner, healthPartner, stranger, auditor, signIn } = world
const { police, health, council } = world

async function sealed() {
  const kase = await world.record()
  expect((await house.post(manager, `/cases/${kase.uid}/seal`, { sure: 'yes' })).status).toBe(303)
  return { kase, path: `/cases/${kase.uid}/seal` }
}

const naming = (person: string, until = '2099-06-01') => ({
  person,
  ...dateFields('until', until),
  reason: 'Works on it',
})

describe('sealing a case', () => {
  it('closes it to all but whoever sealed it', async () => {
    const { kase, path } = await sealed()
    expect((await house.get(councilPartner, `/cases/${kase.uid}`)).status).toBe(404)
    const page = await house.get(manager, path)
    expect(page.body).toContain('Sealed: it opens to named persons only')
    expect(page.body).toContain(manager.name)
    expect((await house.get(manager, `/cases/${kase.uid}/why`)).body).toContain('It is sealed')
    expect((await house.audited('case.sealed')).at(-1)).toMatchObject({
      actor: manager.uid,
      scope: kase.scopeUid,
    })
    const again = await house.post(manager, path, { sure: 'yes' })
    expect(again.status).toBe(422)
    expect(again.body).toContain('sealed already')
  })

  it('opens to a named person until a day, and closes again', async () => {
    const { kase, path } = await sealed()
    const names = `${path}/names`
    expect((await house.post(manager, names, naming(manager.uid))).body).toContain(
      'Nobody opens a seal for themselves',
    )
    expect(
      (await house.post(manager, names, naming(councilPartner.uid, '2020-01-01'))).body,
    ).toContain('Enter today or a day to come')
    expect((await house.post(manager, names, naming(''))).body).toContain('Choose the person')
    expect((await house.post(manager, names, naming(councilPartner.uid))).status).toBe(303)
    expect((await house.get(councilPartner, `/cases/${kase.uid}`)).status).toBe(200)
    expect((await house.get(manager, path)).body).toContain('1 June 2099')
    const [row] = await house.sql<{ uid: string }>(
      'select uid from access.seal_grant where scope_id = $1 and principal_id = $2',
      [kase.scopeId, councilPartner.id],
    )
    const end = `${names}/${row?.uid ?? ''}/end`
    expect((await house.post(manager, end, {})).status).toBe(303)
    expect((await house.get(councilPartner, `/cases/${kase.uid}`)).status).toBe(404)
    expect((await house.post(manager, end, {})).status).toBe(404)
  })

  it('is released by two named people of two agencies', async () => {
    const { kase, path } = await sealed()
    const because = { because: 'The danger has passed' }
    const colleague = await signIn('delegated-partner', council)
    for (const who of [councilPartner, colleague, healthPartner])
      await house.post(manager, `${path}/names`, naming(who.uid))
    expect((await house.post(manager, `${path}/release`, because)).status).toBe(403)
    expect((await house.post(councilPartner, `${path}/release`, { because: '' })).body).toContain(
      'Say why the seal is no longer needed',
    )
    await house.post(councilPartner, `${path}/release`, because)
    const waiting = await house.get(healthPartner, path)
    expect(waiting.body).toContain('It waits for the second person')
    expect(waiting.body).toContain('The danger has passed')
    expect((await house.post(councilPartner, `${path}/release`, because)).body).toContain(
      'You have agreed already',
    )
    expect((await house.post(colleague, `${path}/release`, because)).body).toContain(
      'must be of another agency than the first',
    )
    expect((await house.post(healthPartner, `${path}/release`, because)).status).toBe(303)
    expect((await house.get(healthPartner, path)).body).toContain('Not sealed')
    expect((await house.get(await signIn('scrutineer', police), `/cases/${kase.uid}`)).status).toBe(
      200,
    )
    const unsealed = await house.post(manager, `${path}/names`, naming(councilPartner.uid))
    expect(unsealed.body).toContain('This case is not sealed')
  })

  it('needs a fresh sign-in, the permission, and a case of the own partnership', async () => {
    const kase = await world.record()
    const path = `/cases/${kase.uid}/seal`
    const tired = await signIn('business-manager', health)
    await house.sql('update access.session set stepped_up_at = null where principal_id = $1', [
      tired.id,
    ])
    expect((await house.get(tired, path)).location).toContain('/confirm')
    expect((await house.get(await signIn('scrutineer', police), path)).status).toBe(404)
    expect((await house.get(stranger, path)).status).toBe(404)
    expect((await house.post(stranger, path, { sure: 'yes' })).status).toBe(404)
    expect((await house.get(auditor, path)).status).toBe(404)
    const unsure = await house.post(manager, path, {})
    expect(unsure.status).toBe(422)
    expect(unsure.body).toContain('Confirm that the case is to close')
    expect((await house.get(manager, path)).body).toContain('Not sealed')
  })
})
