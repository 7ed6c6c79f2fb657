import { beforeAll, describe, expect, it } from 'vitest'
import type { RoleName } from '#platform/access/role.ts'
import { asInstant } from '#shared/dates.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody, TestAgency, TestPartnership } from '#tests/support/house.ts'

const house = await testHouse()
let here: TestPartnership
let council: TestAgency
let manager: Somebody
let partner: Somebody
let scrutineer: Somebody
let owner: Somebody
let administrator: Somebody
let relative: Somebody
let stranger: Somebody

beforeAll(async () => {
  house.setClock(asInstant('2026-09-12T10:00:00.000Z'))
  here = await house.addPartnership()
  council = await house.addAgency(here, 'Aldermere Council', { partner: 'local-authority' })
  const as = (role: RoleName) => house.signIn(here, { role, agency: council })
  manager = await as('business-manager')
  partner = await as('delegated-partner')
  scrutineer = await as('scrutineer')
  owner = await as('action-owner')
  administrator = await as('administrator')
  relative = await as('business-manager')
  stranger = await house.signIn(await house.addPartnership(), { role: 'business-manager' })
})

/** A case with nobody in it yet. */
async function newCase(): Promise<string> {
  const answer = await house.post(manager, '/cases/new', {
    nature: 'death',
    abuseSuspected: 'yes',
    areaCouncil: council.uid,
  })
  return (answer.location ?? '').split('?')[0] ?? ''
}

const facts = { sex: 'female', identified: 'yes' }

async function add(
  kase: string,
  label: string,
  more: Record<string, string> = {},
): Promise<string> {
  const form = { part: 'other-relative', label, ...facts, ...more }
  const answer = await house.post(manager, `${kase}/genogram/people`, form)
  expect([answer.status, label]).toEqual([303, label])
  const [row] = await house.sql<{ uid: string }>(
    `select p.uid from app.person p join app.serious_case c on c.scope_id = p.scope_id and c.partnership_id = p.partnership_id
     where c.uid = $1 and p.label = $2`,
    [kase.slice('/cases/'.length), label],
  )
  return row?.uid ?? ''
}

const relationForm = (one: string, kind: string, other: string) => ({ one, kind, other })

async function relate(kase: string, one: string, kind: string, other: string): Promise<string> {
  const answer = await house.post(
    manager,
    `${kase}/genogram/relations`,
    relationForm(one, kind, other),
  )
  expect([answer.status, kind]).toEqual([303, kind])
  const [row] = await house.sql<{ uid: string }>(
    'select uid from app.relation order by id desc limit 1',
  )
  return row?.uid ?? ''
}

const page = async (who: Somebody, kase: string) => house.get(who, `${kase}/genogram`)

describe('the genogram of a case', () => {
  it('says what to do while nobody is in it', async () => {
    const kase = await newCase()
    expect((await page(manager, kase)).body).toContain('Nobody is drawn yet')
    expect((await page(scrutineer, kase)).body).toContain('none is open to you')
    expect((await house.get(manager, kase)).body).toContain(`${kase}/genogram`)
  })

  it('shows everybody and every relation as a drawing and in words, and leaves a row in the audit', async () => {
    const kase = await newCase()
    const [mother, child] = [await add(kase, 'Mother of Child Q'), await add(kase, 'Child Q')]
    await relate(kase, mother, 'birth-parent', child)
    const { body } = await page(scrutineer, kase)
    const drawing = body.slice(body.indexOf('<svg'), body.indexOf('</svg>'))
    expect(drawing).toContain('role="img"')
    expect(drawing).toContain('<title')
    expect(drawing).toContain('Mother of Child')
    expect(body).toContain('Mother of Child Q, female')
    expect(body).toContain('Children, other parent not recorded')
    expect((await house.audited('genogram.viewed')).at(-1)).toMatchObject({ outcome: 'shown' })
  })

  it('is drawn with names for those who may open the vault, who are recorded, and for nobody else', async () => {
    const kase = await newCase()
    await add(kase, 'Mother', { name: 'Sorrel Invented' })
    expect((await page(manager, kase)).body).not.toContain('Sorrel')
    const named = await house.get(manager, `${kase}/genogram/names`)
    expect(named.body).toContain('Sorrel Invented (Mother)')
    expect((await house.audited('vault.viewed')).at(-1)).toMatchObject({ outcome: 'shown' })
    for (const who of [partner, scrutineer, owner, administrator, stranger]) {
      expect((await house.get(who, `${kase}/genogram/names`)).status).toBe(404)
      expect((await page(who, kase)).body).not.toContain('Sorrel')
    }
  })

  it('goes out as a file with labels, never with names', async () => {
    const kase = await newCase()
    await add(kase, 'Mother', { name: 'Sorrel Invented' })
    const file = await house.get(scrutineer, `${kase}/genogram/picture`)
    expect(file.status).toBe(200)
    expect(file.headers['content-type']).toContain('image/svg+xml')
    expect(file.body).toContain('xmlns="http://www.w3.org/2000/svg"')
    expect(file.body).toContain('Mother')
    expect(file.body).not.toContain('Sorrel')
    expect((await house.audited('genogram.exported')).at(-1)).toMatchObject({ outcome: 'shown' })
  })

  it('does not exist for those to whom the case does not, in the same bytes as a case that is not there', async () => {
    const kase = await newCase()
    const one = await add(kase, 'Mother')
    const other = await add(kase, 'Grandmother')
    const relation = await relate(kase, other, 'birth-parent', one)
    await house.post(relative, `${kase}/conflict`, { basis: 'The mother is my cousin' })
    const missing = '/cases/3f6f7e0a-9d53-4a5e-8f0e-0b6f7c1f2a11'
    for (const rest of ['', '/names', '/picture', `/people/${one}`, `/relations/${relation}`]) {
      for (const who of [relative, stranger, owner, administrator]) {
        const hidden = await house.get(who, `${kase}/genogram${rest}`)
        const gone = await house.get(who, `${missing}/genogram${rest}`)
        expect([rest, hidden.status, hidden.body]).toEqual([rest, 404, gone.body])
      }
    }
    const form = relationForm(one, 'married', other)
    for (const who of [relative, stranger, owner, administrator])
      expect((await house.post(who, `${kase}/genogram/relations`, form)).status).toBe(404)
    expect((await house.post(scrutineer, `${kase}/genogram/relations`, form)).status).toBe(403)
  })
})

describe('somebody of the family', () => {
  it('gets a label by the part they have when none was typed', async () => {
    const kase = await newCase()
    for (const part of ['mother', 'grandparent', 'grandparent', 'other'])
      await house.post(manager, `${kase}/genogram/people`, { part, ...facts })
    const { body } = await page(manager, kase)
    for (const label of ['Mother', 'Grandparent', 'Grandparent 2', 'Person'])
      expect(body).toContain(`>${label}</th>`)
  })

  it('is refused with what was typed still there when the facts contradict each other', async () => {
    const kase = await newCase()
    const wrong = {
      part: 'sibling',
      label: 'First baby',
      ...facts,
      life: 'stillborn',
      bornYear: '2020',
    }
    const answer = await house.post(manager, `${kase}/genogram/people`, wrong)
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Leave the year of birth out')
    expect(answer.body).toContain('value="First baby"')
    expect(answer.body).toContain('<details class="govuk-details heed-form-details" open')
    expect((await page(manager, kase)).body).toContain('Nobody is drawn yet')
  })

  it('keeps a date as well as it is known, and refuses one that is none', async () => {
    const kase = await newCase()
    const died = { life: 'died', 'lifeOn-month': '3', 'lifeOn-year': '2024' }
    await add(kase, 'Grandfather', died)
    expect((await page(manager, kase)).body).toContain('died March 2024')
    const wrong = {
      part: 'other',
      ...facts,
      life: 'died',
      'lifeOn-day': '31',
      'lifeOn-year': '2024',
    }
    const answer = await house.post(manager, `${kase}/genogram/people`, wrong)
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('leave out the day, or the day and the month')
  })

  it('is changed by nobody who saw an older version', async () => {
    const kase = await newCase()
    const uncle = await add(kase, 'Uncle')
    const form = { ...facts, sex: 'male', _version: '1' }
    expect((await house.post(manager, `${kase}/genogram/people/${uncle}`, form)).status).toBe(303)
    expect((await page(manager, kase)).body).toContain('>male<')
    expect((await house.post(manager, `${kase}/genogram/people/${uncle}`, form)).status).toBe(409)
  })

  it('is left out with a reason once nothing leads to them, and put back', async () => {
    const kase = await newCase()
    const [aunt, mother] = [await add(kase, 'Aunt'), await add(kase, 'Mother')]
    const relation = await relate(kase, aunt, 'full-sibling', mother)
    const reason = { reason: 'Entered twice' }
    const out = () => house.post(manager, `${kase}/genogram/people/${aunt}/leave-out`, reason)
    const refused = await out()
    expect([refused.status, refused.body.includes('still has relations')]).toEqual([422, true])
    await house.post(manager, `${kase}/genogram/relations/${relation}/remove`, { reason: 'Wrong' })
    expect((await out()).status).toBe(303)
    const without = (await page(manager, kase)).body
    expect(without).toContain('Entered twice')
    expect(without).not.toContain('>Aunt</text>')
    const lonely = await house.post(manager, `${kase}/genogram/relations/${relation}/restore`, {})
    expect([lonely.status, lonely.body.includes('Put them back first')]).toEqual([422, true])
    expect((await house.post(manager, `${kase}/genogram/people/${aunt}/restore`, {})).status).toBe(
      303,
    )
    expect((await page(manager, kase)).body).toContain('>Aunt</text>')
  })

  it('has a name only from somebody who may record in the vault', async () => {
    const kase = await newCase()
    const form = { part: 'mother', ...facts, name: 'Sorrel Invented' }
    expect((await house.post(partner, `${kase}/genogram/people`, form)).status).toBe(403)
    const [stored] = await house.sql<{ count: number }>(
      `select count(*)::int as count from app.vault_entry v join app.serious_case c on c.scope_id = v.scope_id
       where c.uid = $1`,
      [kase.slice('/cases/'.length)],
    )
    expect(stored?.count).toBe(0)
  })
})

describe('a relation', () => {
  it('is refused when somebody would become their own ancestor, and nothing is stored', async () => {
    const kase = await newCase()
    const [a, b, c] = [
      await add(kase, 'A one'),
      await add(kase, 'B two'),
      await add(kase, 'C three'),
    ]
    await relate(kase, a, 'birth-parent', b)
    await relate(kase, b, 'birth-parent', c)
    const form = relationForm(c, 'step-parent', a)
    const answer = await house.post(manager, `${kase}/genogram/relations`, form)
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('their own ancestor')
    expect(answer.body).toContain(`<option value="${c}" selected`)
    expect((await page(manager, kase)).body).toContain('3 people, 2 relations')
  })

  it('is one relation when two people record it at the same moment', async () => {
    const kase = await newCase()
    const [a, b] = [await add(kase, 'Mother'), await add(kase, 'Father')]
    const sent = await Promise.all(
      ['married', 'separated', 'living-together'].map((kind) =>
        house.post(manager, `${kase}/genogram/relations`, relationForm(a, kind, b)),
      ),
    )
    expect(sent.map(({ status }) => `${status}`).toSorted()).toEqual(['303', '422', '422'])
  })

  it('of another case is not found, nor somebody of another case', async () => {
    const [kase, elsewhere] = [await newCase(), await newCase()]
    const [a, b] = [await add(kase, 'Mother'), await add(kase, 'Father')]
    const relation = await relate(kase, a, 'married', b)
    const other = await add(elsewhere, 'Mother')
    expect((await house.get(manager, `${elsewhere}/genogram/relations/${relation}`)).status).toBe(
      404,
    )
    expect((await house.get(manager, `${elsewhere}/genogram/people/${a}`)).status).toBe(404)
    const form = relationForm(a, 'full-sibling', other)
    expect((await house.post(manager, `${kase}/genogram/relations`, form)).status).toBe(404)
  })

  it('ends in life and stays drawn, is put right, is taken away and put back', async () => {
    const kase = await newCase()
    const [a, b] = [await add(kase, 'Mother'), await add(kase, 'Father')]
    const relation = `${kase}/genogram/relations/${await relate(kase, a, 'married', b)}`
    const blank = await house.post(manager, `${relation}/end`, { _version: '1' })
    expect([blank.status, blank.body.includes('Say how they are apart')]).toEqual([422, true])
    const future = { how: 'divorced', 'endedOn-year': '2027', _version: '1' }
    const early = await house.post(manager, `${relation}/end`, future)
    expect([early.status, early.body.includes('id="endedOn-date-error"')]).toEqual([422, true])
    const end = { how: 'divorced', 'endedOn-year': '2024', _version: '1' }
    expect((await house.post(manager, `${relation}/end`, end)).status).toBe(303)
    expect((await page(manager, kase)).body).toContain('is divorced from')
    expect((await page(manager, kase)).body).toContain('until 2024')
    expect((await house.post(manager, `${relation}/end`, { ...end, _version: '2' })).status).toBe(
      422,
    )
    const right = { ...relationForm(a, 'separated', b), 'since-year': '2020', _version: '2' }
    expect((await house.post(manager, relation, right)).status).toBe(303)
    expect((await house.post(manager, relation, right)).status).toBe(409)
    expect((await page(manager, kase)).body).toContain('is separated from')
    const remove = { reason: 'Never a couple', _version: '3' }
    expect((await house.post(manager, `${relation}/remove`, remove)).status).toBe(303)
    expect((await page(manager, kase)).body).toContain('Never a couple')
    expect((await house.get(manager, relation)).status).toBe(404)
    expect((await house.post(manager, `${relation}/restore`, { _version: '4' })).status).toBe(303)
    expect((await page(manager, kase)).body).toContain('2 people, 1 relation,')
  })

  it('is not put back beside one that has taken its place', async () => {
    const kase = await newCase()
    const [a, b] = [await add(kase, 'Mother'), await add(kase, 'Father')]
    const relation = `${kase}/genogram/relations/${await relate(kase, a, 'married', b)}`
    await house.post(manager, `${relation}/remove`, { reason: 'They live together' })
    await relate(kase, b, 'living-together', a)
    const back = await house.post(manager, `${relation}/restore`, {})
    expect([back.status, back.body.includes('related in this way already')]).toEqual([422, true])
  })
})

describe('a home', () => {
  it('has an address that only those see who may open the vault', async () => {
    const kase = await newCase()
    const mother = await add(kase, 'Mother')
    const value = { kind: 'address', value: '12 Invented Rise', person: '' }
    await house.post(manager, `${kase}/people/values/new`, value)
    const [entry] = await house.sql<{ uid: string }>(
      'select uid from app.vault_entry order by id desc limit 1',
    )
    const form = { address: entry?.uid ?? '', members: mother }
    expect((await house.post(manager, `${kase}/genogram/homes`, form)).status).toBe(303)
    const shown = (await page(scrutineer, kase)).body
    expect(shown).toContain('Home A: Mother')
    expect(shown).not.toContain('Invented Rise')
    const named = (await house.get(manager, `${kase}/genogram/names`)).body
    expect(named).toContain('12 Invented Rise')
  })

  it('keeps who lived there before, and refuses a name that is taken', async () => {
    const kase = await newCase()
    const [mother, father] = [await add(kase, 'Mother'), await add(kase, 'Father')]
    await house.post(manager, `${kase}/genogram/homes`, { members: [mother, father] })
    await house.post(manager, `${kase}/genogram/homes`, { homeName: 'Home of the father' })
    const list = (await page(manager, kase)).body
    const [first = '', second = ''] = list.match(/\/cases\/[\w-]+\/genogram\/homes\/[\w-]+/g) ?? []
    const opened = (await house.get(manager, first)).body
    const members = opened.match(/\/homes\/[\w-]+\/people\/[\w-]+/g) ?? []
    const left = `${kase}/genogram${members[1] ?? ''}`
    expect((await house.post(manager, `${left}/leave`, {})).status).toBe(422)
    const when = { 'leftOn-year': '2025' }
    expect((await house.post(manager, `${left}/leave`, when)).status).toBe(303)
    expect((await house.post(manager, `${second}/people`, { person: father })).status).toBe(303)
    expect((await house.post(manager, `${second}/people`, { person: father })).status).toBe(422)
    const words = (await page(manager, kase)).body
    expect(words).toContain('Home A: Mother; lived here before: Father (until 2025)')
    expect(words).toContain('Home of the father: Father')
    const taken = await house.post(manager, second, { homeName: 'home a' })
    expect([taken.status, taken.body.includes('has this name')]).toEqual([422, true])
    const mistaken = await house.post(manager, `${left}/remove`, { reason: 'Never lived here' })
    expect(mistaken.status).toBe(303)
    expect((await page(manager, kase)).body).not.toContain('lived here before')
  })
})

describe('the family as JSON', () => {
  it('has labels and relations, no names, and does not exist for those who may not', async () => {
    const kase = await newCase()
    const [mother, child] = [
      await add(kase, 'Mother', { name: 'Sorrel Invented' }),
      await add(kase, 'Child Q'),
    ]
    await relate(kase, mother, 'birth-parent', child)
    const answer = await house.get(scrutineer, `/api${kase}/genogram`)
    expect(answer.status).toBe(200)
    expect(answer.body).not.toContain('Sorrel')
    expect(JSON.parse(answer.body)).toMatchObject({
      people: [{ label: 'Mother' }, { label: 'Child Q' }],
      relations: [{ kind: 'birth-parent', one: mother, other: child }],
      homes: [],
    })
    expect((await house.get(stranger, `/api${kase}/genogram`)).status).toBe(404)
  })
})
