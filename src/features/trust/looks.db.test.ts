import { describe, expect, it } from 'vitest'
import type { Answer } from '#tests/support/house.ts'
import { trustWorld } from './test-world.ts'

const world = await trustWorld()
const { house, manager, auditor, councilPartner, stranger, signIn, police } = world

/** The lines of the table, each as one text. */
function lines(answer: Answer): string[] {
  return [...answer.body.matchAll(/<tr class="govuk-table__row[\s\S]*?<\/tr>/g)]
    .map(([row]) => row.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '))
    .slice(1)
}

function older(answer: Answer): string {
  const href = /href="([^"]*before=[^"]*)"/.exec(answer.body)?.[1] ?? ''
  return href.replaceAll('&amp;', '&')
}

describe('the page of the audit', () => {
  it('says who, when, what, about which record and how it ended, and never what stood there', async () => {
    const kase = await world.record()
    await house.get(councilPartner, `/cases/${kase.uid}`)
    const page = await house.get(auditor, '/audit')
    expect(page.status).toBe(200)
    const line = lines(page).find((each) => each.includes('Case viewed'))
    expect(line).toContain(`${councilPartner.name}, Aldermere Council`)
    expect(line).toContain(`Case ${kase.reference}`)
    expect(line).toContain(kase.uid)
    expect(line).toContain('Seen')
    expect(page.body).not.toContain('A baby was found')
  })

  it('is narrowed by person, by reference, by day and by outcome', async () => {
    const kase = await world.record()
    const other = await world.record()
    const partner = await signIn('delegated-partner', police)
    await house.get(partner, `/cases/${kase.uid}`)
    await house.get(manager, `/cases/${other.uid}`)
    const byPerson = lines(await house.get(auditor, `/audit?person=${partner.uid}`))
    expect(byPerson.length).toBeGreaterThan(0)
    expect(byPerson.filter((line) => !line.includes(partner.name))).toEqual([])
    const byRecord = lines(await house.get(auditor, `/audit?reference=Case+${kase.reference}`))
    expect(byRecord.length).toBeGreaterThan(0)
    expect(byRecord.filter((line) => !line.includes(`Case ${kase.reference}`))).toEqual([])
    await house.post(manager, `/cases/${kase.uid}/pause`, { reason: '' })
    const refused = lines(await house.get(auditor, '/audit?outcome=refused'))
    expect(refused[0]).toContain('Case paused')
    expect(refused.filter((line) => !line.includes('Refused: '))).toEqual([])
    expect(lines(await house.get(auditor, '/audit?day=23+11+2019'))).toEqual([])
    expect((await house.get(auditor, '/audit?day=23+11+2019')).body).toContain('No entries to show')
  })

  it('says what is wrong with a day or a reference, and keeps what was typed', async () => {
    const page = await house.get(auditor, '/audit?day=31+2+2026&reference=2019-77')
    expect(page.body).toContain('Enter a real date')
    expect(page.body).toContain('No record of this reference is open to you')
    expect(page.body).toContain('value="2019-77"')
    expect((await house.get(auditor, '/audit?person=x&outcome=y&before=z')).status).toBe(200)
  })

  it('goes on by key, each entry once', async () => {
    const kase = await world.record()
    for (let at = 0; at < 60; at += 1) await house.get(manager, `/cases/${kase.uid}`)
    const first = await house.get(auditor, `/audit?reference=${kase.reference}`)
    expect(lines(first)).toHaveLength(50)
    const second = await house.get(auditor, older(first))
    expect(lines(second).length).toBeGreaterThanOrEqual(11)
    expect(second.body).toContain('Back to the newest')
    expect(lines(second).filter((line) => !line.includes(kase.reference))).toEqual([])
  })

  it('is an entry itself', async () => {
    const before = (await house.audited('audit.listed')).length
    await house.get(auditor, '/audit')
    const after = await house.audited('audit.listed')
    expect(after).toHaveLength(before + 1)
    expect(after.at(-1)).toMatchObject({ actor: auditor.uid, outcome: 'shown' })
  })

  it('leaves no trace of a case that a conflict closes to the auditor', async () => {
    const kase = await world.record()
    const colleague = await signIn('auditor', police)
    await house.get(manager, `/cases/${kase.uid}`)
    await house.post(manager, `/cases/${kase.uid}/conflict/other`, {
      person: colleague.uid,
      kind: 'subject',
      basis: 'A witness',
    })
    expect((await house.get(auditor, '/audit')).body).toContain(kase.reference)
    const page = await house.get(colleague, '/audit')
    expect(page.body).not.toContain(kase.reference)
    expect(page.body).not.toContain(kase.uid)
    const asked = await house.get(colleague, `/audit?reference=${kase.reference}`)
    expect(asked.body).toContain('No record of this reference is open to you')
  })

  it('does not exist for others, and shows nothing of another partnership', async () => {
    expect((await house.get(manager, '/audit')).status).toBe(404)
    const elsewhere = await house.addPartnership()
    const foreign = await house.signIn(elsewhere, { role: 'auditor' })
    expect((await house.get(foreign, '/audit')).body).not.toContain(manager.name)
  })
})

describe('who looked at a case', () => {
  it('is told to those who answer for it, with who changed it', async () => {
    const kase = await world.record()
    const scrutineer = await signIn('scrutineer', police)
    await house.get(scrutineer, `/cases/${kase.uid}`)
    await house.post(manager, `/cases/${kase.uid}/pause`, {
      because: 'criminal',
      reason: 'The police are investigating',
      _version: '1',
    })
    const links = await house.get(manager, `/cases/${kase.uid}`)
    expect(links.body).toContain(`/cases/${kase.uid}/readers`)
    const page = await house.get(manager, `/cases/${kase.uid}/readers`)
    const all = lines(page)
    expect(all.some((line) => line.includes(`${scrutineer.name}, Wendshire Police`))).toBe(true)
    expect(all.some((line) => line.includes('Case paused') && line.includes('Done'))).toBe(true)
    expect(page.body).not.toContain('The police are investigating')
    expect((await house.audited('audit.listed')).at(-1)).toMatchObject({
      actor: manager.uid,
      scope: kase.scopeUid,
    })
  })

  it('holds who looked at a recommendation that came of it, as far as that is open', async () => {
    const kase = await world.record()
    const drafted = await house.post(manager, '/recommendations/new', {
      case: kase.uid,
      source: 'audit',
      sourceTitle: 'An invented audit',
      text: 'Ask each parent where the baby sleeps.',
      addressedTo: 'partnership',
      outcome: 'Babies sleep safely',
      measure: 'An audit of twenty records',
    })
    const path = (drafted.location ?? '').split('?')[0] ?? ''
    await house.get(councilPartner, path)
    const readers = `/cases/${kase.uid}/readers`
    const heading = (each: string) => each.includes('Recommendation')
    const seen = lines(await house.get(manager, readers)).filter(heading)
    expect(seen.some((line) => line.includes(councilPartner.name))).toBe(true)
    expect(seen.some((line) => line.includes('Recommendation drafted'))).toBe(true)
    // Closed to another partner who answers for the case: then nothing there tells of it.
    const partner = await signIn('delegated-partner', police)
    expect(lines(await house.get(partner, readers)).filter(heading).length).toBeGreaterThan(0)
    await house.sql(
      `insert into access.conflict (partnership_id, scope_id, principal_partnership_id, principal_id, kind, state, basis)
       select r.partnership_id, r.scope_id, r.partnership_id, $2, 'declared', 'suspected', 'A cousin' from app.recommendation r where r.uid = $1`,
      [path.split('/').at(-1), partner.id],
    )
    expect(lines(await house.get(partner, readers)).filter(heading)).toEqual([])
  })

  it('does not exist for a reader with a conflict, for those who only read, nor elsewhere', async () => {
    const kase = await world.record()
    const path = `/cases/${kase.uid}/readers`
    const partner = await signIn('delegated-partner', police)
    await house.post(partner, `/cases/${kase.uid}/conflict`, { basis: 'My sister' })
    expect((await house.get(partner, path)).status).toBe(404)
    expect((await house.get(await signIn('scrutineer', police), path)).status).toBe(404)
    expect((await house.get(stranger, path)).status).toBe(404)
    expect((await house.get(auditor, path)).status).toBe(404)
  })

  it('is not told to a partner who reads it by a share', async () => {
    const kase = await world.record()
    await house.sql(
      `insert into access.share (partnership_id, scope_id, to_partnership_id, clearance, valid, purpose, basis)
       select $1, $2, p.partnership_id, 1, tstzrange(now(), now() + interval '1 day'), 'moves there', 'Children Act 2004'
       from access.principal p where p.id = $3`,
      [world.here.id, kase.scopeId, stranger.id],
    )
    expect((await house.get(stranger, `/cases/${kase.uid}`)).status).toBe(200)
    expect((await house.get(stranger, `/cases/${kase.uid}/readers`)).status).toBe(404)
  })
})
