import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { addMilliseconds, asInstant } from '#shared/dates.ts'
import type { Somebody } from '#tests/support/house.ts'
import { trustWorld } from './test-world.ts'

const world = await trustWorld()
const { house, manager, officer, auditor, stranger, signIn, police, health } = world
const begun = asInstant('2026-11-23T10:00:00.000Z')
const minutes = (count: number) => addMilliseconds(begun, count * 60_000)

afterEach(() => house.setClock(undefined))

const asked = (reference: string) => ({
  reference,
  reasonCode: 'child-at-risk',
  reason: 'The brother is at school and nobody answers',
})

async function used(by?: Somebody) {
  const who = by ?? (await signIn('case-group-member', police))
  const kase = await world.record()
  const answer = await house.post(who, '/emergency-access', asked(kase.reference))
  return { who, kase, answer }
}

async function useOf(who: Somebody): Promise<string> {
  const [row] = await house.sql<{ uid: string }>(
    'select uid from access.emergency_access where principal_id = $1 order by id desc limit 1',
    [who.id],
  )
  return row?.uid ?? ''
}

describe('emergency access', () => {
  it('opens one case for an hour, read only, with a banner on every page', async () => {
    house.setClock(begun)
    const member = await signIn('case-group-member', police)
    const kase = await world.record()
    expect((await house.get(member, `/cases/${kase.uid}`)).status).toBe(404)
    expect((await house.get(member, '/cases')).body).toContain('/emergency-access')
    const answer = await house.post(member, '/emergency-access', asked(`Case ${kase.reference}`))
    expect(answer.location).toContain(`/cases/${kase.uid}`)
    const page = await house.get(member, `/cases/${kase.uid}`)
    expect(page.status).toBe(200)
    const banner = `Emergency access to case ${kase.reference} until`
    expect(page.body).toContain(banner)
    expect((await house.get(member, '/recommendations')).body).toContain(banner)
    expect((await house.get(manager, '/')).body).not.toContain(banner)
    house.setClock(minutes(60))
    expect((await house.get(member, `/cases/${kase.uid}`)).status).toBe(404)
    expect((await house.get(member, '/cases')).body).not.toContain(banner)
  })

  it('leaves the audit with the case and the reason code, not the words', async () => {
    const { who, kase } = await used()
    const entry = (await house.audited('emergency-access.used')).at(-1)
    expect(entry).toMatchObject({
      outcome: 'done',
      actor: who.uid,
      scope: kase.scopeUid,
      reason: 'child-at-risk',
    })
    expect(JSON.stringify(entry)).not.toContain('brother')
  })

  it('lets nothing be written in the case', async () => {
    const { who, kase } = await used()
    expect((await house.get(who, `/cases/${kase.uid}/findings`)).status).toBe(200)
    const answer = await house.post(who, `/cases/${kase.uid}/conclusion`, {
      verdict: 'cannot-tell',
      text: 'Too early',
    })
    expect(answer.status).toBe(403)
    const rows = await house.sql('select 1 from app.conclusion where scope_id = $1', [kase.scopeId])
    expect(rows).toHaveLength(0)
  })

  it('hands out no file and no data while it runs', async () => {
    const lead = await signIn('agency-lead', health)
    expect((await house.get(lead, '/recommendations/export')).status).toBe(200)
    expect((await house.get(lead, '/api/recommendations')).status).toBe(200)
    await used(lead)
    const file = await house.get(lead, '/recommendations/export')
    expect(file.status).toBe(403)
    expect(file.body).toContain('nothing can be downloaded')
    expect((await house.get(lead, '/api/recommendations')).status).toBe(403)
  })

  it('answers a case that is sealed, closed by a conflict or not there with one sentence', async () => {
    const member = await signIn('case-group-member', police)
    const sealed = await world.record()
    const closed = await world.record()
    await house.sql('update access.scope set sealed = true where id = $1', [sealed.scopeId])
    await house.sql(
      `insert into access.conflict (partnership_id, scope_id, principal_partnership_id, principal_id, kind, state, basis)
       values ($1, $2, $1, $3, 'subject', 'confirmed', 'A witness')`,
      [world.here.id, closed.scopeId, member.id],
    )
    for (const reference of [sealed.reference, closed.reference, '2020-99', 'nonsense']) {
      const answer = await house.post(member, '/emergency-access', asked(reference))
      expect(answer.status).toBe(422)
      expect(answer.body).toContain(
        'There is no case of this reference that emergency access opens',
      )
      expect(answer.body).toContain('nobody answers')
    }
  })

  it('asks for a reason of twenty characters, and says when a case is open already', async () => {
    const kase = await world.record()
    const short = { ...asked(kase.reference), reason: 'urgent', reasonCode: '' }
    const answer = await house.post(manager, '/emergency-access', short)
    expect(answer.body).toContain('Say in at least 20 characters')
    expect(answer.body).toContain('Choose why you need it')
    const open = await house.post(manager, '/emergency-access', asked(kase.reference))
    expect(open.body).toContain('This case is open to you already')
  })

  it('is refused in words after two uses that wait, and when a review is overdue', async () => {
    house.setClock(begun)
    const { who } = await used()
    await used(who)
    const third = await used(who)
    expect(third.answer.status).toBe(422)
    expect(third.answer.body).toContain('twice within seven days')
    house.setClock(asInstant('2026-11-26T10:00:00.000Z'))
    const late = await used(who)
    expect(late.answer.body).toContain('waited more than two working days')
  })

  it('needs a fresh sign-in and the permission', async () => {
    const tired = await signIn('case-group-member', police)
    await house.sql('update access.session set stepped_up_at = null where principal_id = $1', [
      tired.id,
    ])
    expect((await house.get(tired, '/emergency-access')).location).toContain('/confirm')
    expect((await used(tired)).answer.location).toContain('/confirm')
    expect((await used(auditor)).answer.status).toBe(404)
    expect((await house.get(auditor, '/emergency-access')).status).toBe(404)
  })
})

describe('reviewing emergency access', () => {
  const found = { verdict: 'justified', note: 'The brother was seen that evening' }

  it('stands on the page of reviewers and of those who answer for the case, until it is done', async () => {
    const { who, kase } = await used()
    const uid = await useOf(who)
    const path = `/emergency-access/reviews/${uid}`
    expect((await house.get(officer, '/')).body).toContain(path)
    const owners = await house.get(manager, '/')
    expect(owners.body).toContain('Emergency access was used')
    expect(owners.body).toContain(`/cases/${kase.uid}/emergency`)
    expect((await house.get(manager, `/cases/${kase.uid}/emergency`)).body).toContain(
      'The brother is at school and nobody answers',
    )
    const empty = await house.post(officer, path, { verdict: '', note: '' })
    expect(empty.status).toBe(422)
    expect(empty.body).toContain('Say whether it was justified')
    expect((await house.post(officer, path, found)).status).toBe(303)
    expect((await house.get(officer, '/')).body).not.toContain(path)
    expect((await house.get(manager, '/')).body).not.toContain(`/cases/${kase.uid}/emergency`)
    expect((await house.get(who, '/emergency-access')).body).toContain('The brother was seen')
    const again = await house.post(officer, path, found)
    expect(again.status).toBe(422)
    expect(again.body).toContain('Somebody has reviewed this already')
  })

  it('is not for the person, nor for others, nor for another partnership', async () => {
    const partner = await signIn('delegated-partner', health)
    const kase = await world.record()
    // Nobody is told of it: whoever may use it is told of by the test beside the mails.
    await house.sql(
      `do $$ begin
         set local session_replication_role = replica;
         insert into access.emergency_access (partnership_id, scope_id, principal_id, valid, reason_code, reason, used_at)
         values (${world.here.id}, ${kase.scopeId}, ${partner.id}, tstzrange(now(), now() + interval '60 minutes'), 'child-at-risk',
                 'A reason of twenty letters', now());
       end $$`,
    )
    const path = `/emergency-access/reviews/${await useOf(partner)}`
    const missing = await house.get(partner, `/emergency-access/reviews/${randomUUID()}`)
    expect((await house.get(partner, path)).body).toBe(missing.body)
    expect((await house.post(partner, path, found)).status).toBe(404)
    expect((await house.get(manager, path)).status).toBe(404)
    expect((await house.get(stranger, path)).status).toBe(404)
    expect((await house.get(stranger, `/cases/${kase.uid}/emergency`)).status).toBe(404)
    const member = await signIn('case-group-member', police)
    expect((await house.get(member, `/cases/${kase.uid}/emergency`)).status).toBe(404)
  })
})
