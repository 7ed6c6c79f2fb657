import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { trustWorld } from './test-world.ts'

const world = await trustWorld()
const { house, manager, auditor, stranger, signIn, police } = world

describe('why can I see this?', () => {
  it('names the role that opens the case, how far it reaches, and has no end', async () => {
    const kase = await world.record()
    expect((await house.get(manager, `/cases/${kase.uid}`)).body).toContain(
      `/cases/${kase.uid}/why`,
    )
    const page = await house.get(manager, `/cases/${kase.uid}/why`)
    expect(page.body).toContain('Your role “Partnership business manager” opens every case')
    expect(page.body).toContain('Also names and addresses')
    expect(page.body).toContain('No end is set')
    expect((await house.audited('access.explained')).at(-1)).toMatchObject({
      actor: manager.uid,
      scope: kase.scopeUid,
    })
  })

  it('names a grant and emergency access with their ends', async () => {
    const kase = await world.record()
    const member = await signIn('case-group-member', police)
    await house.sql(
      `insert into access.scope_grant (partnership_id, scope_id, principal_id, clearance, may_write, valid, reason)
       values ($1, $2, $3, 1, false, tstzrange(now(), '2099-06-01 12:00+01'), 'works on it')`,
      [world.here.id, kase.scopeId, member.id],
    )
    const page = await house.get(member, `/cases/${kase.uid}/why`)
    expect(page.body).toContain('It was opened to you by name')
    expect(page.body).toContain('1 June 2099')
    expect(page.body).toContain('to read only')
  })

  it('explains a recommendation', async () => {
    const path = `/recommendations/${await world.recommend()}`
    expect((await house.get(manager, path)).body).toContain(`${path}/why`)
    expect((await house.get(manager, `${path}/why`)).body).toContain('opens every recommendation')
  })

  it('tells nobody why they cannot see something', async () => {
    const kase = await world.record()
    const missing = await house.get(stranger, `/cases/${randomUUID()}/why`)
    const hidden = await house.get(stranger, `/cases/${kase.uid}/why`)
    expect(hidden.status).toBe(404)
    expect(hidden.body).toBe(missing.body)
    expect((await house.get(auditor, `/cases/${kase.uid}/why`)).status).toBe(404)
    expect((await house.get(manager, '/cases/xyz/why')).status).toBe(404)
  })
})
