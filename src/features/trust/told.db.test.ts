import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RoleName } from '#platform/access/role.ts'
import { housekeeping } from '#platform/jobs/housekeeping.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody, TestAgency, TestPartnership } from '#tests/support/house.ts'
import { testJobs } from '#tests/support/jobs.ts'

const house = await testHouse()
const jobs = testJobs(house, housekeeping)
let here: TestPartnership
let council: TestAgency
let trust: TestAgency
let police: TestAgency
let manager: Somebody
let member: Somebody
let auditor: Somebody
let officer: Somebody
let lead: Somebody
let otherLead: Somebody
let stranger: Somebody

const secretReason = 'Katherine MacLeod is alone with him tonight'

beforeAll(async () => {
  here = await house.addPartnership()
  council = await house.addAgency(here, 'Aldermere Council', { partner: 'local-authority' })
  trust = await house.addAgency(here, 'Fernbank Trust', { kind: 'nhs-trust' })
  police = await house.addAgency(here, 'Aldermere Police', { partner: 'police' })
  const as = (role: RoleName, agency: TestAgency) => house.signIn(here, { role, agency })
  manager = await as('business-manager', council)
  member = await as('case-group-member', trust)
  auditor = await as('auditor', council)
  officer = await as('conflict-officer', police)
  lead = await as('agency-lead', trust)
  otherLead = await as('agency-lead', police)
  stranger = await house.signIn(await house.addPartnership(), { role: 'business-manager' })
})
beforeEach(() => house.sql('delete from app.mail'))

interface Kase {
  readonly uid: string
  readonly scope_id: string
  readonly scope_uid: string
  readonly reference: string
}

async function newCase(): Promise<Kase> {
  const answer = await house.post(manager, '/cases/new', {
    nature: 'death',
    abuseSuspected: 'yes',
    areaCouncil: council.uid,
    summary: 'A baby was found unresponsive.',
  })
  const uid = answer.location?.split('?')[0]?.split('/').at(-1)
  const [found] = await house.sql<Kase>(
    `select c.uid, c.scope_id, s.uid as scope_uid, c.reference
     from app.serious_case c join access.scope s on s.id = c.scope_id where c.uid = $1`,
    [uid],
  )
  if (found === undefined) throw new Error('no case')
  return found
}

/** A use in somebody's own session; `keep` commits it. */
async function use(who: Somebody, kase: Kase, keep = true): Promise<unknown[]> {
  const client = new Client(house.database.connect.app)
  await client.connect()
  try {
    await client.query(`begin; set local heed.session = '${who.token}'`)
    const { rows } = await client.query(
      `select * from access.use_emergency_access($1, 'child-at-risk', $2)`,
      [kase.scope_uid, secretReason],
    )
    await client.query(keep ? 'commit' : 'rollback')
    return rows
  } finally {
    await client.end()
  }
}

/** Whoever was told lately, and nobody twice. */
async function told(): Promise<string[]> {
  const rows = await house.sql<{ name: string; template: string; reference: string; path: string }>(
    `select p.name, m.template, m.reference, m.path from app.mail m join access.principal p on p.id = m.to_principal_id`,
  )
  for (const row of rows) {
    expect(row).toMatchObject({ template: 'emergency-access-used', path: '/emergency-access/told' })
    expect(row.reference).toMatch(/^\d{4}-E\d{2,}$/)
  }
  return rows.map((row) => row.name).toSorted()
}
const names = (...people: Somebody[]) => people.map(({ name }) => name).toSorted()
const reviewAll = () =>
  house.sql(
    `update access.emergency_access set reviewed_at = now(), verdict = 'justified' where reviewed_at is null`,
  )
/** A line of more than 76 letters arrives broken (quoted-printable, RFC 2045). */
const plain = (letter: string) => letter.replaceAll('=\n', '')
const letters = () =>
  existsSync(jobs.outbox)
    ? readdirSync(jobs.outbox).map((name) =>
        plain(readFileSync(path.join(jobs.outbox, name), 'utf8')),
      )
    : []

describe('when emergency access is used', () => {
  it('those who write the case, the auditor, the duty officer and the lead of the user’s agency are told at once', async () => {
    const kase = await newCase()
    await use(member, kase)
    expect(await told()).toEqual(names(manager, auditor, officer, lead))
    await reviewAll()
  })

  it('the named owner of a case is told in place of all who write by role, and the lead of the owner’s agency', async () => {
    const kase = await newCase()
    const owner = await house.signIn(here, { role: 'action-owner', agency: police })
    await house.sql(
      `insert into access.scope_grant (partnership_id, scope_id, principal_id, clearance, may_write, valid, path, reason)
       values ($1, $2, $3, 1, true, '[2020-01-01,)', 'owner', 'test')`,
      [here.id, kase.scope_id, owner.id],
    )
    await use(member, kase)
    expect(await told()).toEqual(names(owner, auditor, officer, lead, otherLead))
    await reviewAll()
  })

  it('the mail lies in the outbox, and holds nothing but a neutral reference of the use and a link', async () => {
    const kase = await newCase()
    for (const who of [manager, auditor])
      await house.sql(
        `insert into app.mail_address (partnership_id, principal_id, address, changed_by) values ($1, $2, $3, $2)`,
        [here.id, who.id, `p${who.id}@aldermere.example`],
      )
    await use(member, kase)
    await jobs.runDue()
    expect(letters()).toHaveLength(2)
    for (const letter of letters()) {
      expect(letter).toContain('Emergency access was used in Heed')
      expect(letter).toContain('https://heed.example/emergency-access/told')
      const secrets = [kase.uid, kase.reference, 'Katherine', 'MacLeod', 'child-at-risk']
      for (const secret of [...secrets, member.name, manager.name, auditor.name, 'Fernbank'])
        expect(letter).not.toContain(secret)
    }
    await reviewAll()
  })

  it('nobody with a conflict of interest is told, by mail or on a page, whatever their part', async () => {
    const kase = await newCase()
    await house.sql(
      `insert into access.conflict (partnership_id, scope_id, principal_partnership_id, principal_id, kind, state, basis)
       values ($1, $2, $1, $3, 'subject', 'suspected', 'test')`,
      [here.id, kase.scope_id, officer.id],
    )
    await use(member, kase)
    expect(await told()).toEqual(names(manager, auditor, lead))
    await house.sql(
      `insert into access.conflict (partnership_id, scope_id, principal_partnership_id, principal_id, kind, state, basis)
       values ($1, $2, $1, $3, 'subject', 'suspected', 'test')`,
      [here.id, kase.scope_id, lead.id],
    )
    const reference = (
      await house.sql<{ reference: string }>('select reference from app.mail limit 1')
    )[0]?.reference
    expect((await house.get(manager, '/')).body).toContain(reference)
    for (const who of [officer, lead])
      for (const at of ['/', '/emergency-access/told'])
        expect((await house.get(who, at)).body).not.toContain(reference)
    await reviewAll()
  })

  it('nobody is told of a use that was refused or taken back', async () => {
    const kase = await newCase()
    await use(member, kase, false)
    expect(await told()).toEqual([])
    await house.sql('update access.scope set sealed = true where id = $1', [kase.scope_id])
    await expect(use(member, kase)).rejects.toThrow()
    expect(await told()).toEqual([])
  })
})

describe('the line on the home page', () => {
  it('stands once for whoever answers for the case, and as a line that is due for who answers for it only since', async () => {
    const kase = await newCase()
    await use(member, kase)
    const readers = `/cases/${kase.uid}/emergency`
    const home = (await house.get(manager, '/')).body
    expect(home.split('Emergency access was used')).toHaveLength(2)
    expect(home.split(readers)).toHaveLength(2)
    const successor = await house.signIn(here, { role: 'business-manager', agency: council })
    const later = (await house.get(successor, '/')).body
    expect(later).toContain('Emergency access was used; its review is due')
    expect(later.split(readers)).toHaveLength(2)
    await reviewAll()
    const afterwards = (await house.get(manager, '/')).body
    expect(afterwards).toContain('Emergency access was used')
    expect(afterwards).not.toContain(readers)
  })

  it('says who and when to those who were told, and leads to the case only those to whom it is open', async () => {
    const kase = await newCase()
    await use(member, kase)
    for (const who of [manager, auditor, officer, lead]) {
      const home = await house.get(who, '/')
      expect(home.body).toContain('Emergency access was used')
      expect(home.body).toContain(member.name)
      const page = await house.get(who, '/emergency-access/told')
      expect(page.status).toBe(200)
      expect(page.body).toContain('A child is at risk now')
      expect(page.body).not.toContain('MacLeod')
      expect(page.body.includes(`/cases/${kase.uid}`)).toBe(who === manager)
    }
    const [entry] = (await house.audited('emergency-access.viewed')).slice(-1)
    expect(entry).toMatchObject({ actor: lead.uid, outcome: 'shown' })
    await reviewAll()
  })

  it('does not exist for anybody else', async () => {
    const kase = await newCase()
    await use(member, kase)
    const newLead = await house.signIn(here, { role: 'agency-lead', agency: police })
    for (const who of [newLead, stranger, member]) {
      expect((await house.get(who, '/')).body).not.toContain('Emergency access was used')
      expect((await house.get(who, '/emergency-access/told')).body).toContain(
        'You have not been told of any use',
      )
    }
    expect((await house.get(undefined, '/emergency-access/told')).location).toContain('/sign-in')
    await reviewAll()
  })
})
