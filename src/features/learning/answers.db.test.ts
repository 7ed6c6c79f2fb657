import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { api } from '#platform/http/route.ts'
import { asInstant } from '#shared/dates.ts'
import { ok } from '#shared/result.ts'
import { listAnswersDue, listRecommendationChanges } from './index.ts'
import { asked, dateFields, draft, learningWorld, step } from './test-house.ts'
import { eventsWithoutScope } from '#tests/audit/without-scope.ts'

// What home asks of this feature, as this person gets it.
const due = api({
  method: 'GET',
  path: '/api/test-due',
  can: 'signed-in',
  audit: { none: 'a test' },
  summary: 'What waits for the caller.',
  answer: z.array(z.unknown()),
  handle: async (ctx) => ok({ answer: await listAnswersDue(ctx), about: {} }),
})
const changes = api({
  method: 'GET',
  path: '/api/test-changes',
  can: 'signed-in',
  audit: { none: 'a test' },
  summary: 'What others did.',
  answer: z.array(z.unknown()),
  handle: async (ctx) =>
    ok({
      answer: await listRecommendationChanges(ctx, asInstant('2020-01-01T00:00:00.000Z')),
      about: {},
    }),
})

const world = await learningWorld([due, changes])
const { house, manager, lead, outsider, scrutineer } = world

const letter = {
  agency: world.trust.uid,
  kind: 'accepted',
  receivedFrom: 'Head of safeguarding',
  receivedHow: 'letter',
  document: 'Letter of 3 March 2026, in the office file',
  ...dateFields('receivedOn', '2026-03-03'),
}

async function answerUid(path: string): Promise<string> {
  const [row] = await house.sql<{ uid: string }>(
    `select a.uid from app.answer a join app.recommendation r on r.id = a.recommendation_id where r.uid = $1 order by a.id desc`,
    [path.split('/').at(-1)],
  )
  return row?.uid ?? ''
}

describe('an agency answers', () => {
  it('for itself, and its silence is at an end', async () => {
    const path = await asked(world)
    expect((await house.get(manager, path)).body).toContain('Answer due 31 January 2098')
    await step(world, { who: lead, path, to: 'answer' }, { kind: 'accepted' })
    const page = await house.get(manager, path)
    expect(page.body).toContain('Answered')
    expect(page.body).toContain(lead.name)
    expect(page.body).not.toContain('Answer due')
  })

  it('with what its kind of answer asks for', async () => {
    const path = await asked(world)
    const changed = await house.post(lead, `${path}/answer`, { kind: 'accepted-with-change' })
    expect(changed.status).toBe(422)
    expect(changed.body).toContain('Say what would be done instead')
    expect(changed.body).toContain('Give the reasons')
    const done = await house.post(lead, `${path}/answer`, { kind: 'already-done' })
    expect(done.status).toBe(422)
    expect(done.body).toContain('Choose the evidence that shows it')
    expect((await house.post(lead, `${path}/answer`, {})).body).toContain('Choose the answer')
  })

  it('again: the later answer stands, the earlier is kept', async () => {
    const path = await asked(world)
    await step(world, { who: lead, path, to: 'answer' }, { kind: 'accepted' })
    await step(
      world,
      { who: lead, path, to: 'answer' },
      { kind: 'rejected', reasons: 'Not ours to do' },
    )
    const page = await house.get(manager, path)
    expect(page.body).toContain('Not ours to do')
    expect(page.body).toContain('Earlier answers, kept on record')
  })

  it('only when it is asked, and only for itself', async () => {
    const path = await asked(world)
    expect((await house.post(outsider, `${path}/answer`, { kind: 'accepted' })).status).toBe(404)
    expect((await house.post(manager, `${path}/answer`, { kind: 'accepted' })).status).toBe(404)
    expect((await house.post(scrutineer, `${path}/answer`, { kind: 'accepted' })).status).toBe(404)
  })

  it('not before anybody was asked', async () => {
    const path = await draft(world)
    await step(world, { path, to: 'check' }, { strength: 'medium' })
    const early = await house.post(manager, `${path}/answer-for`, letter)
    expect(early.status).toBe(422)
    expect(early.body).toContain('No agency has been asked yet')
  })
})

describe('silence', () => {
  it('is visible from the day after the answer was due, on the page and in the list', async () => {
    const path = await asked(world)
    house.setClock(asInstant('2098-02-02T10:00:00.000Z'))
    const page = await house.get(manager, path)
    const list = await house.get(manager, '/recommendations?late=silent')
    house.setClock(undefined)
    expect(page.body).toContain('Not yet received, due 31 January 2098 (2 days ago)')
    expect(list.body).toContain(path)
    expect((await house.get(manager, '/recommendations?late=silent')).body).not.toContain(path)
  })
})

describe('an answer on an agency’s behalf', () => {
  it('says from whom, how and when it came, and is marked until the agency confirms it', async () => {
    const path = await asked(world)
    await step(world, { path, to: 'answer-for' }, letter)
    const before = await house.get(manager, path)
    expect(before.body).toContain('Answer recorded for it, not yet confirmed')
    expect(before.body).toContain('Received from Head of safeguarding by letter on 3 March 2026')
    const confirm = `${path}/answers/${await answerUid(path)}/confirm`
    expect((await house.get(lead, confirm)).body).toContain('Confirm: this is our answer')
    expect((await house.post(lead, confirm, {})).status).toBe(303)
    const after = await house.get(manager, path)
    expect(after.body).toContain(`Confirmed by ${lead.name}`)
    expect(after.body).not.toContain('not yet confirmed')
    const again = await house.post(lead, confirm, {})
    expect(again.status).toBe(422)
    expect(again.body).toContain('There is nothing to confirm')
  })

  it('keeps the paper itself, checked, and hands it out to those who see the recommendation', async () => {
    const path = await asked(world)
    const paper = { name: 'letter.txt', content: Buffer.from('The trust accepts.') }
    const wrong = { name: 'letter.pdf', content: Buffer.from('no PDF') }
    const refused = await house.upload(manager, `${path}/answer-for`, { ...letter, paper: wrong })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('Head of safeguarding')
    expect(refused.body).toContain('There is a problem')
    const kept = await house.upload(manager, `${path}/answer-for`, { ...letter, paper })
    expect(kept.status).toBe(303)
    const fetched = `${path}/answers/${await answerUid(path)}/paper`
    expect((await house.get(lead, path)).body).toContain(fetched)
    expect((await house.get(lead, fetched)).body).toBe('The trust accepts.')
    expect((await house.get(outsider, fetched)).status).toBe(404)
    const [theirs, refusal] = (await house.audited('answer-paper.fetched')).slice(-2)
    expect(theirs).toMatchObject({ actor: lead.uid, outcome: 'shown' })
    expect(refusal).toMatchObject({ actor: outsider.uid })
    expect(refusal?.outcome).not.toBe('shown')
  })

  it('tells the audit for whom it was recorded', async () => {
    const path = await asked(world)
    await step(world, { path, to: 'answer-for' }, letter)
    expect((await house.audited('answer.recorded-for')).at(-1)).toMatchObject({
      outcome: 'done',
      actor: manager.uid,
      onBehalfOf: world.trust.uid,
    })
  })

  it('needs from whom it came and what shows it, and no day to come', async () => {
    const path = await asked(world)
    const bare = await house.post(manager, `${path}/answer-for`, {
      ...letter,
      receivedFrom: '',
      document: '',
    })
    expect(bare.status).toBe(422)
    expect(bare.body).toContain('Say from whom it came')
    expect(bare.body).toContain('Name the letter, mail or note that shows it')
    const future = await house.post(manager, `${path}/answer-for`, {
      ...letter,
      ...dateFields('receivedOn', '2090-01-01'),
    })
    expect(future.body).toContain('The day must be today or earlier')
    const other = await house.post(manager, `${path}/answer-for`, {
      ...letter,
      agency: world.school.uid,
    })
    expect(other.body).toContain('This agency is not asked to answer')
  })

  it('is confirmed by nobody of another agency', async () => {
    const path = await asked(world)
    await step(world, { path, to: 'answer-for' }, letter)
    const confirm = `${path}/answers/${await answerUid(path)}/confirm`
    expect((await house.get(outsider, confirm)).status).toBe(404)
    expect((await house.post(manager, confirm, {})).status).toBe(404)
  })

  it('recorded in error stands no longer, and once confirmed only the agency speaks', async () => {
    const path = await asked(world)
    await step(world, { path, to: 'answer-for' }, letter)
    const answer = await answerUid(path)
    const wrong = `${path}/answers/${answer}/in-error`
    expect((await house.get(lead, wrong)).status).toBe(404)
    expect((await house.post(manager, wrong, { reason: 'Another letter' })).status).toBe(303)
    const page = await house.get(manager, path)
    expect(page.body).toContain('Recorded in error: Another letter')
    expect(page.body).toContain('Answer due 31 January 2098')
    await step(world, { path, to: 'answer-for' }, letter)
    const second = await answerUid(path)
    await house.post(lead, `${path}/answers/${second}/confirm`, {})
    const refused = await house.post(manager, `${path}/answers/${second}/in-error`, {
      reason: 'Changed our mind',
    })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('nobody else takes it back')
  })
})

describe('a body that is abolished', () => {
  it('leaves its place and its answer to its successor, whose post sees the recommendation', async () => {
    const old = await house.addAgency(world.here, 'Old Health Board')
    const heir = await house.addAgency(world.here, 'New Health Board')
    const nurse = await house.signIn(world.here, { role: 'agency-lead', agency: old })
    const post = await house.addPost(world.here, old, { title: 'Nurse', holder: nurse })
    const path = await draft(world, { agencies: [old.uid] })
    await step(world, { path, to: 'check' }, { strength: 'medium' })
    const due = dateFields('dueOn', '2098-01-31')
    await step(world, { path, to: 'ask' }, { posts: [post.uid], ...due })
    await step(world, { who: nurse, path, to: 'answer' }, { kind: 'accepted' })
    const ended = await house.post(manager, `/organisations/${old.uid}/end`, {
      ...dateFields('lastDay', '2025-06-30'),
      successor: heir.uid,
      _version: '1',
    })
    expect(ended.status).toBe(303)
    const page = await house.get(manager, path)
    expect(page.body).toContain('New Health Board (took over from Old Health Board)')
    expect(page.body).toContain('Answered')
    expect((await house.get(nurse, path)).status).toBe(200)
    const list = await house.get(manager, `/recommendations?agency=${heir.uid}`)
    expect(list.body).toContain(path)
  })
})

describe('what waits for a person', () => {
  it('goes when it is done: the answer, the word on one recorded for the agency, the decision', async () => {
    const path = await asked(world)
    const titles = async (who: typeof lead) => (await house.get(who, '/api/test-due')).body
    expect(await titles(lead)).toContain(`${path}/answer"`)
    await step(world, { path, to: 'answer-for' }, letter)
    const confirm = `${path}/answers/${await answerUid(path)}/confirm`
    const waiting = await titles(lead)
    expect(waiting).not.toContain(`${path}/answer"`)
    expect(waiting).toContain(confirm)
    expect(await titles(manager)).toContain(`${path}/decision`)
    await house.post(lead, confirm, {})
    expect(await titles(lead)).not.toContain(confirm)
    await step(world, { path, to: 'decision' }, { act: 'reject', reason: 'Not lawful' })
    expect(await titles(manager)).not.toContain(`${path}/decision`)
    expect(await titles(outsider)).not.toContain(path)
  })

  it('says what others did, to those who see the recommendation, and not what they did themselves', async () => {
    const path = await asked(world)
    await step(world, { who: lead, path, to: 'answer' }, { kind: 'accepted' })
    const told = async (who: typeof lead) => (await house.get(who, '/api/test-changes')).body
    const managers = JSON.parse(await told(manager)).filter(
      (each: { href: string }) => each.href === path,
    )
    expect(managers).toEqual([
      expect.objectContaining({ title: 'Fernbank Trust: accepted', by: lead.name }),
    ])
    expect(await told(lead)).toContain('Quality checked')
    expect(await told(outsider)).not.toContain(path)
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
