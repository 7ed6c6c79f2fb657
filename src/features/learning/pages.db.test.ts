import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  asked,
  dateFields,
  draft,
  goodDraft,
  inDelivery,
  learningWorld,
  step,
} from './test-house.ts'
import { eventsWithoutScope } from '#tests/audit/without-scope.ts'

const world = await learningWorld()
const { house, manager, partner, lead, outsider, scrutineer, administrator, stranger } = world

describe('drafting a recommendation', () => {
  it('gives advice on its wording that blocks nothing and stays on record', async () => {
    const path = await draft(world, {
      text: 'The trust should ensure that staff know',
      measure: '',
    })
    const page = await house.get(manager, path)
    expect(page.body).toContain('“ensure” asks for nothing that could be seen to be done')
    await step(world, { path, to: 'check' }, { strength: 'weak' })
    expect((await house.get(manager, path)).body).toContain(
      '2 pieces of advice were left as they were',
    )
  })

  it('keeps what was typed and says what to put right', async () => {
    const answer = await house.post(manager, '/recommendations/new', {
      ...goodDraft(world),
      text: '',
      source: '',
    })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Choose what kind of work recommends it')
    expect(answer.body).toContain('Dip sample of 20 discharge sheets a quarter')
    const bare = await house.post(manager, '/recommendations/new', {
      ...goodDraft(world),
      text: '',
    })
    expect(bare.status).toBe(422)
    expect(bare.body).toContain('or tick that the words are not held')
  })

  it('can say that the words are not held, and then invents none', async () => {
    const path = await draft(world, { text: '', notHeld: 'yes' })
    expect((await house.get(manager, path)).body).toContain('Text not held')
  })

  it('does not exist for those who may not draft', async () => {
    for (const who of [lead, scrutineer, administrator]) {
      expect((await house.get(who, '/recommendations/new')).status).toBe(404)
      expect((await house.post(who, '/recommendations/new', goodDraft(world))).status).toBe(404)
    }
  })

  it('may be changed until it is checked, and no more afterwards', async () => {
    const path = await draft(world)
    const changed = { ...goodDraft(world), case: '', text: 'The trust must audit its sheets' }
    await step(world, { path, to: 'words' }, changed)
    expect((await house.get(manager, path)).body).toContain('The trust must audit its sheets')
    await step(world, { path, to: 'check' }, { strength: 'strong' })
    const late = await house.post(manager, `${path}/words`, changed)
    expect(late.status).toBe(422)
    expect(late.body).toContain('Only a draft can be changed')
  })

  it('takes effect once when the same form is sent twice', async () => {
    const form = { ...goodDraft(world), text: 'Sent twice', _key: randomUUID() }
    const first = await house.post(manager, '/recommendations/new', form)
    const second = await house.post(manager, '/recommendations/new', form)
    expect(second.location).toBe(first.location)
    expect(
      await house.sql(`select 1 from app.recommendation where text = 'Sent twice'`),
    ).toHaveLength(1)
  })

  it('recorded in error leaves the lists and keeps its page with the reason', async () => {
    const path = await draft(world, { text: 'Typed into the wrong case altogether' })
    await step(world, { path, to: 'in-error' }, { reason: 'It belongs to another case' })
    const page = await house.get(manager, path)
    expect(page.body).toContain('Recorded in error: It belongs to another case')
    expect(page.body).not.toContain('Change the draft')
    expect((await house.get(manager, '/recommendations')).body).not.toContain(
      'wrong case altogether',
    )
    expect((await house.get(manager, `${path}/check`)).status).toBe(404)
  })
})

describe('who sees a recommendation', () => {
  it('is decided by being asked: the lead of the trust sees it and nothing of its case', async () => {
    const path = await draft(world)
    expect((await house.get(lead, path)).status).toBe(404)
    await step(world, { path, to: 'check' }, { strength: 'medium' })
    await step(
      world,
      { path, to: 'ask' },
      { posts: [world.leadPost.uid], ...dateFields('dueOn', '2098-01-31') },
    )
    const page = await house.get(lead, path)
    expect(page.status).toBe(200)
    expect(page.body).toContain('Answer for your agency')
    expect(page.body).not.toContain(world.casePath)
    expect((await house.get(lead, world.casePath)).status).toBe(404)
  })

  it('answers those who may not see it like one that does not exist', async () => {
    const path = await asked(world)
    for (const who of [outsider, administrator, stranger]) {
      const hidden = await house.get(who, path)
      const missing = await house.get(who, `/recommendations/${randomUUID()}`)
      expect(hidden.status).toBe(404)
      expect(hidden.body).toBe(missing.body)
    }
    expect((await house.get(scrutineer, path)).status).toBe(200)
  })

  it('is closed by a conflict of interest in its case, on the page, in the list, in the file and in the API', async () => {
    const path = await asked(world)
    const uid = path.split('/').at(-1)
    const inspector = await house.signIn(world.here, {
      role: 'delegated-partner',
      agency: world.police,
    })
    expect((await house.get(inspector, path)).status).toBe(200)
    await house.post(inspector, `${world.casePath}/conflict`, { basis: 'A neighbour' })
    for (const address of [path, `${path}/rung`, `/api${path}`])
      expect((await house.get(inspector, address)).status).toBe(404)
    for (const list of ['/recommendations', '/recommendations/export', '/api/recommendations'])
      expect((await house.get(inspector, list)).body).not.toContain(String(uid))
    expect((await house.get(partner, path)).status).toBe(200)
  })

  it('leaves an audit row with its scope for each showing', async () => {
    const path = await asked(world)
    await house.get(lead, path)
    const [row] = (await house.audited('recommendation.viewed')).slice(-1)
    expect(row).toMatchObject({ outcome: 'shown', actor: lead.uid })
    expect(JSON.stringify(row)).toContain(String(path.split('/').at(-1)))
  })
})

describe('asking the agencies', () => {
  it('waits for the quality check', async () => {
    const path = await draft(world)
    const early = await house.post(manager, `${path}/ask`, dateFields('dueOn', '2098-01-31'))
    expect(early.status).toBe(422)
    expect(early.body).toContain('Record the quality check before the agencies are asked')
  })

  it('lets in posts of the agencies that are asked, and no others', async () => {
    const path = await draft(world)
    await step(world, { path, to: 'check' }, { strength: 'medium' })
    const other = await house.addPost(world.here, world.school, { title: 'Head', holder: outsider })
    const answer = await house.post(manager, `${path}/ask`, {
      posts: other.uid,
      ...dateFields('dueOn', '2098-01-31'),
    })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Choose posts of the agencies that are asked')
    expect((await house.get(outsider, path)).status).toBe(404)
  })

  it('is not for those who may not give access', async () => {
    const path = await asked(world)
    expect((await house.get(lead, `${path}/ask`)).status).toBe(404)
    expect((await house.post(scrutineer, `${path}/ask`, {})).status).toBe(404)
  })
})

describe('the rung and the decision', () => {
  it('come in this order: nothing is agreed before it is said what has to be shown', async () => {
    const path = await asked(world)
    const early = await house.post(partner, `${path}/decision`, { act: 'agree' })
    expect(early.status).toBe(422)
    expect(early.body).toContain('Set first what has to be shown')
    await step(world, { path, to: 'rung' }, { rung: '3', reason: 'It changes practice' })
    await step(world, { who: partner, path, to: 'decision' }, { act: 'agree' })
    const page = await house.get(partner, path)
    expect(page.body).toContain('Agreed, not yet begun')
    expect(page.body).toContain('3 of 4. Changed practice')
  })

  it('keeps both wordings when it is agreed with a change', async () => {
    const path = await asked(world)
    await step(world, { path, to: 'rung' }, { rung: '2', reason: 'A plan is enough' })
    const form = { act: 'agree-changed', reason: 'The trust has no ward for it' }
    const bare = await house.post(manager, `${path}/decision`, form)
    expect(bare.body).toContain('Enter what is agreed instead')
    await step(world, { path, to: 'decision' }, { ...form, agreedText: 'The trust writes a plan' })
    const page = await house.get(manager, path)
    expect(page.body).toContain('The trust writes a plan')
    expect(page.body).toContain('As first made: The trust should give every family')
  })

  it('keeps a rejection with its reason', async () => {
    const path = await asked(world)
    const bare = await house.post(manager, `${path}/decision`, { act: 'reject' })
    expect(bare.status).toBe(422)
    expect(bare.body).toContain('Give the reason')
    await step(world, { path, to: 'decision' }, { act: 'reject', reason: 'Not lawful' })
    expect((await house.get(manager, path)).body).toContain('Not accepted')
  })

  it('is not open to the agency that is asked', async () => {
    const path = await asked(world)
    for (const page of ['rung', 'decision', 'delivery', 'end', 'reopen']) {
      expect((await house.get(lead, `${path}/${page}`)).status).toBe(404)
      expect((await house.post(lead, `${path}/${page}`, {})).status).toBe(404)
    }
  })

  it('is refused to a stale form, with both versions in sight', async () => {
    const path = await asked(world)
    const stale = await house.post(manager, `${path}/rung`, {
      rung: '3',
      reason: 'Proportion',
      _version: '1',
    })
    expect(stale.status).toBe(409)
  })
})

describe('closing a recommendation', () => {
  it('as achieved is refused without accepted evidence at its rung', async () => {
    const path = await inDelivery(world)
    const early = await house.post(manager, `${path}/end`, { act: 'achieve' })
    expect(early.status).toBe(422)
    expect(early.body).toContain('is not open while the recommendation stands at')
    await step(world, { path, to: 'delivery' }, { act: 'claim-delivered' })
    const assured = await house.post(manager, `${path}/delivery`, { act: 'assure' })
    expect(assured.status).toBe(422)
    expect(assured.body).toContain('The assurance group has not found that the rung is reached')
    const stored = await house.sql('select status from app.recommendation where uid = $1', [
      path.split('/').at(-1),
    ])
    expect(stored).toEqual([{ status: 'delivered' }])
  })

  it('as impact not measurable asks for the group’s agreement', async () => {
    const path = await inDelivery(world)
    await step(world, { path, to: 'delivery' }, { act: 'claim-delivered' })
    const answer = await house.post(manager, `${path}/end`, {
      act: 'end-not-measurable',
      reason: 'Too few families',
    })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('has not agreed that its impact cannot be measured')
  })

  it('as replaced names what replaces it, and not itself', async () => {
    const path = await inDelivery(world)
    const later = await asked(world)
    const form = { act: 'supersede', reason: 'Merged' }
    const bare = await house.post(manager, `${path}/end`, form)
    expect(bare.body).toContain('Choose the recommendation that replaces it')
    const itself = await house.post(manager, `${path}/end`, {
      ...form,
      supersededBy: String(path.split('/').at(-1)),
    })
    expect(itself.body).toContain('Choose another recommendation than this one')
    await step(
      world,
      { path, to: 'end' },
      { ...form, supersededBy: String(later.split('/').at(-1)) },
    )
    const page = await house.get(manager, path)
    expect(page.body).toContain('Replaced by a later recommendation')
    expect(page.body).toContain(later)
  })

  it('as overtaken can be opened again, with the reason, in a new round', async () => {
    const path = await inDelivery(world)
    await step(world, { path, to: 'end' }, { act: 'overtake', reason: 'The ward closed' })
    const bare = await house.post(manager, `${path}/reopen`, { reason: '' })
    expect(bare.status).toBe(422)
    await step(world, { path, to: 'reopen' }, { reason: 'The ward opened again' })
    const page = await house.get(manager, path)
    expect(page.body).toContain('Open again')
    expect(page.body).toContain('earlier evidence does not count in this round')
  })

  it('rebuilds from its history', async () => {
    const path = await inDelivery(world)
    const events = await house.sql<{ to_status: string }>(
      `select e.to_status from app.recommendation_event e join app.recommendation r on r.id = e.recommendation_id
       where r.uid = $1 order by e.id`,
      [path.split('/').at(-1)],
    )
    expect(events.map((each) => each.to_status)).toEqual([
      'quality-checked',
      'agreed',
      'in-delivery',
    ])
  })
})

it('told the audit of each act in which scope it was done', async () => {
  expect(
    await eventsWithoutScope(house, [
      'recommendation',
      'action',
      'evidence',
      'answer',
      'impact-check',
      'finding',
      'case',
    ]),
  ).toEqual([])
})
