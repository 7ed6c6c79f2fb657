import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody, TestAgency, TestPartnership } from '#tests/support/house.ts'
import { asInstant } from '#shared/dates.ts'

const house = await testHouse()
let here: TestPartnership
let council: TestAgency
let police: TestAgency
let manager: Somebody
let notifier: Somebody
let inspector: Somebody
let scrutineer: Somebody
let owner: Somebody
let administrator: Somebody
let stranger: Somebody

beforeAll(async () => {
  house.setClock(asInstant('2025-09-12T10:00:00.000Z'))
  here = await house.addPartnership()
  council = await house.addAgency(here, 'Aldermere Council', { partner: 'local-authority' })
  police = await house.addAgency(here, 'Aldermere Police', { partner: 'police' })
  manager = await house.signIn(here, { role: 'business-manager', agency: council })
  notifier = await house.signIn(here, { role: 'la-notifier', agency: council })
  inspector = await house.signIn(here, { role: 'delegated-partner', agency: police })
  scrutineer = await house.signIn(here, { role: 'scrutineer', agency: council })
  owner = await house.signIn(here, { role: 'action-owner', agency: police })
  administrator = await house.signIn(here, { role: 'administrator', agency: council })
  stranger = await house.signIn(await house.addPartnership(), { role: 'business-manager' })
})

const date = (name: string, iso: string) => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

const incident = () => ({
  nature: 'death',
  abuseSuspected: 'yes',
  areaCouncil: council.uid,
  summary: 'A baby was found unresponsive.',
  ...date('incidentOn', '2025-09-09'),
  ...date('laAwareOn', '2025-09-10'),
})

async function record(): Promise<string> {
  const answer = await house.post(manager, '/cases/new', incident())
  expect(answer.status).toBe(303)
  return (answer.location ?? '').split('?')[0] ?? ''
}

describe('recording an incident', () => {
  it('starts the clock for notifying from the day on which the council became aware', async () => {
    const page = await house.get(manager, await record())
    expect(page.status).toBe(200)
    expect(page.body).toContain('Wednesday 17 September 2025')
    expect(page.body).toContain('In 3 working days')
    expect(page.body).toContain('Children Act 2004 s.16C(1)')
  })

  it('needs no child, no name and no date', async () => {
    const bare = { nature: 'other', abuseSuspected: 'not-asked', areaCouncil: council.uid }
    const answer = await house.post(manager, '/cases/new', bare)
    const page = await house.get(manager, answer.location ?? '')
    expect(page.body).toContain('No child is recorded yet')
    expect(page.body).toContain('Not started')
  })

  it('offers councils only, and takes none for one that is not', async () => {
    const form = (await house.get(manager, '/cases/new')).body
    const select = form.slice(
      form.indexOf('name="areaCouncil"'),
      form.indexOf('name="homeCouncil"'),
    )
    expect(select).toContain('Not known yet')
    expect(select).toContain('Aldermere Council')
    expect(select).not.toContain('Aldermere Police')
    const wrong = { ...incident(), areaCouncil: police.uid }
    const answer = await house.post(manager, '/cases/new', wrong)
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Choose a council. Leave it open if it is not known')
  })

  it('waits for no council: its clocks run, and the council is named when it is known', async () => {
    const answer = await house.post(manager, '/cases/new', { ...incident(), areaCouncil: '' })
    const path = (answer.location ?? '').split('?')[0] ?? ''
    const page = await house.get(manager, path)
    expect(page.body).toContain('Not known yet')
    expect(page.body).toContain('In 3 working days')
    expect((await house.get(manager, '/cases')).body).toContain(path)
    const form = { _version: '1', areaCouncil: council.uid, homeCouncil: '' }
    for (const who of [scrutineer, owner, administrator, stranger])
      expect([403, 404]).toContain((await house.post(who, `${path}/councils`, form)).status)
    const wrong = { ...form, areaCouncil: police.uid }
    expect((await house.post(manager, `${path}/councils`, wrong)).status).toBe(422)
    expect((await house.post(manager, `${path}/councils`, form)).status).toBe(303)
    expect((await house.get(manager, path)).body).toContain('Aldermere Council')
    expect((await house.audited('case-councils.named')).at(-1)).toMatchObject({ outcome: 'done' })
    expect((await house.post(manager, `${path}/councils`, form)).status).toBe(409)
  })

  it('leads to adding a council where there is none yet', async () => {
    const partnership = await house.addPartnership()
    const team = await house.addAgency(partnership, 'Partnership Team')
    const alone = await house.signIn(partnership, { role: 'business-manager', agency: team })
    const form = await house.get(alone, '/cases/new')
    expect(form.body).toContain('href="/organisations/new"')
    expect(form.body).not.toContain('name="areaCouncil"')
    const bare = { nature: 'death', abuseSuspected: 'yes' }
    expect((await house.post(alone, '/cases/new', bare)).status).toBe(303)
  })

  it('refuses dates that cannot be true together and keeps what was typed', async () => {
    const answer = await house.post(manager, '/cases/new', {
      ...incident(),
      ...date('laAwareOn', '2025-09-01'),
    })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('cannot be before')
    expect(answer.body).toContain('A baby was found unresponsive.')
  })

  it('gives each case a neutral reference of its own, also to several people at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => house.post(manager, '/cases/new', incident())),
    )
    expect(answers.every((answer) => answer.status === 303)).toBe(true)
    const rows = await house.sql<{ reference: string }>(
      'select reference from app.serious_case where partnership_id = $1',
      [here.id],
    )
    expect(new Set(rows.map((row) => row.reference)).size).toBe(rows.length)
    expect(rows.every((row) => /^2025-\d{2,}$/.test(row.reference))).toBe(true)
  })

  it('does not exist for those who may not', async () => {
    for (const who of [owner, administrator, scrutineer]) {
      expect((await house.get(who, '/cases/new')).status).toBe(404)
      expect((await house.post(who, '/cases/new', incident())).status).toBe(404)
    }
  })
})

describe('a case', () => {
  it('is hidden from action owners, administrators and other partnerships like one that does not exist', async () => {
    const path = await record()
    for (const who of [owner, administrator, stranger]) {
      const hidden = await house.get(who, path)
      const missing = await house.get(who, `/cases/${randomUUID()}`)
      expect(hidden.status).toBe(404)
      expect(hidden.body).toBe(missing.body)
    }
    expect((await house.get(scrutineer, path)).status).toBe(200)
  })

  it('shows what happened in words only to those who are cleared for it', async () => {
    const path = await record()
    expect((await house.get(manager, path)).body).toContain('A baby was found unresponsive.')
    expect((await house.get(scrutineer, path)).body).not.toContain('A baby was found unresponsive.')
  })

  it('closes to whoever declares a conflict, on every page and in every list, though the role is wide', async () => {
    const path = await record()
    const uid = path.split('/')[2] ?? ''
    const colleague = await house.signIn(here, { role: 'business-manager', agency: council })
    expect((await house.get(colleague, '/cases')).body).toContain(uid)
    const declared = await house.post(colleague, `${path}/conflict`, {
      basis: 'My sister is the mother',
    })
    expect(declared.status).toBe(303)
    expect((await house.get(colleague, path)).status).toBe(404)
    expect((await house.get(colleague, '/cases')).body).not.toContain(uid)
    expect((await house.get(manager, path)).status).toBe(200)
  })
})

/** The line under the heading, without its markup. */
const topOf = (html: string) =>
  (/<p class="govuk-body-l heed-top__state">(.*?)<\/p>/.exec(html)?.[1] ?? '').replace(
    /<[^>]+>/g,
    '',
  )

describe('the line under the title of a case', () => {
  it('says which duty of law or guidance is next, on which day, and how far that is', async () => {
    const top = topOf((await house.get(manager, await record())).body)
    expect(top).toBe(
      'Recorded, not yet considered. Next: notify the Panel, due Wednesday 17 September 2025 In 3 working days',
    )
  })

  it('says that it was due, and how late it is', async () => {
    const path = await record()
    house.setClock(asInstant('2025-09-19T10:00:00.000Z'))
    const top = topOf((await house.get(manager, path)).body)
    house.setClock(asInstant('2025-09-12T10:00:00.000Z'))
    expect(top).toContain(
      'notify the Panel, was due Wednesday 17 September 2025 2 working days late',
    )
  })

  it('says that nothing is asked by a date when no clock has begun, and not that all is done', async () => {
    const bare = { nature: 'other', abuseSuspected: 'not-asked', areaCouncil: council.uid }
    const answer = await house.post(manager, '/cases/new', bare)
    expect(topOf((await house.get(manager, answer.location ?? '')).body)).toBe(
      'Recorded, not yet considered. Law and guidance ask for nothing by a date now',
    )
  })
})

describe('a corrected date', () => {
  it('reckons the clock anew and keeps the former date with the reason', async () => {
    const path = await record()
    const reason = 'The letter came a day later'
    const form = {
      name: 'laAwareOn',
      known: 'exactly',
      ...date('on', '2025-09-11'),
      reason,
      _version: '1',
    }
    expect((await house.post(manager, `${path}/dates`, form)).status).toBe(303)
    const page = await house.get(manager, path)
    expect(page.body).toContain('Thursday 18 September 2025')
    expect(page.body).toContain('Was 17 September 2025')
    expect(page.body).toContain(reason)
  })

  it('is refused without a reason', async () => {
    const path = await record()
    const form = { name: 'laAwareOn', known: 'exactly', ...date('on', '2025-09-11') }
    const answer = await house.post(manager, `${path}/dates`, form)
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Give the reason')
  })
})

describe('the decision to notify', () => {
  it('is the council’s, with reasons, and starts the clock of the rapid review; missing views stop nothing', async () => {
    const path = await record()
    const form = {
      decision: 'notify',
      reasons: 'The criteria are met',
      ...date('notifiedOn', '2025-09-12'),
      _version: '1',
    }
    const answer = await house.post(notifier, `${path}/notification/decision`, form)
    expect(answer.status).toBe(303)
    const page = await house.get(manager, path)
    expect(page.body).toContain('Notified to the Panel')
    expect(page.body).toContain('Friday 3 October 2025')
    expect(page.body).toContain('Not yet given; nothing waits for it')
    expect(page.body).toContain('Kept, 12 September 2025')
    expect(page.body).toContain('it is not on record whether the child was looked after')
  })

  it('is open to nobody else: the police give their view beside it', async () => {
    const path = await record()
    const form = { decision: 'notify', reasons: 'We think so', ...date('notifiedOn', '2025-09-12') }
    expect((await house.post(inspector, `${path}/notification/decision`, form)).status).toBe(404)
    const view = { view: 'do-not-notify', reasons: 'No sign of abuse' }
    expect((await house.post(inspector, `${path}/notification/view`, view)).status).toBe(303)
    expect((await house.get(manager, path)).body).toContain('No sign of abuse')
  })

  it('can be not to notify, with reasons', async () => {
    const path = await record()
    const bare = await house.post(notifier, `${path}/notification/decision`, {
      decision: 'do-not-notify',
      reasons: '',
    })
    expect(bare.status).toBe(422)
    expect(bare.body).toContain('Give the reasons, whichever way it is decided')
    const form = { decision: 'do-not-notify', reasons: 'No abuse is suspected any more' }
    expect((await house.post(notifier, `${path}/notification/decision`, form)).status).toBe(303)
    expect((await house.get(manager, path)).body).toContain('Not notified')
  })
})

describe('people in a case', () => {
  const child = {
    part: 'child',
    childPart: 'died',
    disability: 'not-asked',
    lookedAfter: 'no',
    protectionPlan: 'no',
  }

  it('stand under labels, and the name is in the vault alone', async () => {
    const path = await record()
    const added = await house.post(manager, `${path}/people/new`, {
      ...child,
      name: 'Rowan Invented',
    })
    expect(added.status).toBe(303)
    expect((await house.get(manager, path)).body).toContain('Child A')
    expect((await house.get(manager, path)).body).not.toContain('Rowan Invented')
    expect((await house.get(manager, `${path}/people`)).body).toContain('Rowan Invented')
    const seen = (await house.audited('vault.viewed')).at(-1)
    expect(seen).toMatchObject({ outcome: 'shown', actor: manager.uid, fields: ['name'] })
    expect(seen?.people).toHaveLength(1)
  })

  it('may be a child without a name', async () => {
    const path = await record()
    expect((await house.post(manager, `${path}/people/new`, child)).status).toBe(303)
    expect((await house.get(manager, path)).body).toContain('Child A')
  })

  it('never get a label made from initials', async () => {
    const path = await record()
    const answer = await house.post(manager, `${path}/people/new`, {
      ...child,
      label: 'RI',
      name: 'Rowan Invented',
    })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('looks like initials')
  })

  it('keep their vault closed to the scrutineer, though the case is open', async () => {
    const path = await record()
    expect((await house.get(scrutineer, `${path}/people`)).status).toBe(404)
  })
})

describe('a duty', () => {
  it('keeps its first date when it gets a later one, and shows both', async () => {
    const path = await record()
    const form = {
      what: 'later',
      ...date('on', '2025-09-24'),
      reason: 'The portal was down',
      told: ['panel'],
    }
    expect((await house.post(manager, `${path}/deadlines/notification`, form)).status).toBe(303)
    const page = await house.get(manager, path)
    expect(page.body).toContain('Wednesday 24 September 2025')
    expect(page.body).toContain('First due 17 September 2025')
  })
})
