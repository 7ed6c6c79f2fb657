import { beforeAll, describe, expect, it } from 'vitest'
import type { Somebody, TestPartnership } from '#tests/support/house.ts'
import { dateFields, trustWorld } from './test-world.ts'

const world = await trustWorld()
const { house, manager, councilPartner, stranger, auditor, signIn, police, health } = world
let there: TestPartnership
let neighbour: Somebody

beforeAll(async () => {
  there = await house.addPartnership('Wendmouth')
  neighbour = await house.signIn(there, { role: 'business-manager' })
})

const share = (more: Record<string, string>) => ({
  to: 'agency',
  agency: '',
  partnership: '',
  reach: '1',
  ...dateFields('until', '2099-06-01'),
  purpose: 'The family moves there',
  basis: 'Children Act 2004 s.11',
  ...more,
})

async function shareOf(scopeId: number): Promise<string> {
  const [row] = await house.sql<{ uid: string }>(
    'select uid from access.share where scope_id = $1 order by id desc limit 1',
    [scopeId],
  )
  return row?.uid ?? ''
}

describe('sharing a case', () => {
  it('opens it to the safeguarding leads of an agency until it is ended', async () => {
    const kase = await world.record()
    const path = `/cases/${kase.uid}/shares`
    const lead = await signIn('agency-lead', health)
    expect((await house.get(lead, `/cases/${kase.uid}`)).status).toBe(404)
    expect((await house.get(manager, `/cases/${kase.uid}`)).body).toContain(path)
    expect((await house.post(manager, path, share({ agency: health.uid }))).status).toBe(303)
    expect((await house.get(lead, `/cases/${kase.uid}`)).status).toBe(200)
    expect((await house.get(lead, `/cases/${kase.uid}/why`)).body).toContain(
      'It is shared with your agency',
    )
    const list = await house.get(manager, path)
    expect(list.body).toContain('Wend Care Board')
    expect(list.body).toContain('Until 1 June 2099')
    expect(list.body).toContain('Children Act 2004 s.11')
    const end = `${path}/${await shareOf(kase.scopeId)}/end`
    expect((await house.post(manager, end, {})).status).toBe(303)
    expect((await house.get(lead, `/cases/${kase.uid}`)).status).toBe(404)
    expect((await house.get(manager, path)).body).toContain(`by ${manager.name}`)
    const again = await house.post(manager, end, {})
    expect(again.status).toBe(422)
    expect(again.body).toContain('This has ended already')
  })

  it('opens it to another partnership, which finds it and cannot pass it on', async () => {
    const kase = await world.record()
    const path = `/cases/${kase.uid}/shares`
    const form = share({ to: 'partnership', partnership: there.uid })
    expect((await house.post(manager, path, form)).status).toBe(303)
    const list = await house.get(neighbour, '/shared')
    expect(list.body).toContain(`Case ${kase.reference}`)
    expect(list.body).toContain('The family moves there')
    const page = await house.get(neighbour, `/cases/${kase.uid}`)
    expect(page.status).toBe(200)
    expect(page.body).not.toContain(path)
    expect((await house.get(neighbour, path)).status).toBe(404)
    expect((await house.post(neighbour, path, form)).status).toBe(404)
    expect((await house.get(neighbour, `/cases/${kase.uid}/seal`)).status).toBe(404)
    expect((await house.get(stranger, '/shared')).body).not.toContain(kase.reference)
    await house.post(manager, `${path}/${await shareOf(kase.scopeId)}/end`, {})
    expect((await house.get(neighbour, '/shared')).body).not.toContain(kase.reference)
  })

  it('is refused in words without somebody, a day to come, a purpose or a basis', async () => {
    const kase = await world.record()
    const path = `/cases/${kase.uid}/shares`
    expect((await house.post(manager, path, share({}))).body).toContain('Choose the agency')
    expect((await house.post(manager, path, share({ to: 'partnership' }))).body).toContain(
      'Choose the partnership',
    )
    const passed = { agency: health.uid, ...dateFields('until', '2020-01-01') }
    expect((await house.post(manager, path, share(passed))).body).toContain(
      'Enter today or a day to come',
    )
    const empty = await house.post(manager, path, share({ purpose: '', basis: '', reach: '3' }))
    expect(empty.status).toBe(422)
    expect(empty.body).toContain('Say what it is shared for')
    expect(empty.body).toContain('Name the basis in law')
    expect(empty.body).toContain('Say how much they see')
    await house.post(manager, `/cases/${kase.uid}/seal`, { sure: 'yes' })
    expect((await house.get(manager, path)).body).toContain('what is sealed is not shared')
    const sealed = await house.post(manager, path, share({ agency: health.uid }))
    expect(sealed.body).toContain('It is sealed')
  })

  it('does not exist for those who may not', async () => {
    const kase = await world.record()
    const path = `/cases/${kase.uid}/shares`
    expect((await house.get(await signIn('scrutineer', police), path)).status).toBe(404)
    expect((await house.get(stranger, path)).status).toBe(404)
    expect((await house.get(auditor, '/shared')).status).toBe(404)
  })
})

describe('sharing a recommendation', () => {
  it('opens it to another partnership until its end', async () => {
    const uid = await world.recommend()
    const path = `/recommendations/${uid}/shares`
    expect((await house.get(manager, `/recommendations/${uid}`)).body).toContain(path)
    const form = share({ to: 'partnership', partnership: there.uid })
    expect((await house.post(councilPartner, path, form)).status).toBe(303)
    expect((await house.get(neighbour, '/shared')).body).toContain(`/recommendations/${uid}`)
    const page = await house.get(neighbour, `/recommendations/${uid}`)
    expect(page.status).toBe(200)
    expect(page.body).toContain('Ask each parent where the baby sleeps')
    expect(page.body).not.toContain(path)
    expect((await house.audited('recommendation-share.given')).at(-1)).toMatchObject({
      actor: councilPartner.uid,
      object: uid,
    })
  })
})
