import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { dateFields, draft, inDelivery } from './test-house.ts'
import {
  assured,
  does,
  saidDone,
  sample,
  send,
  standing,
  versionAt,
  withAction,
  withEvidence,
  workWorld,
} from './test-work.ts'
import { eventsWithoutScope } from '#tests/audit/without-scope.ts'

const world = await workWorld()
const { house, manager, owner, colleague, lead, judges, insider, administrator, stranger } = world
const [judge, second] = judges

const accept = { outcome: 'accepted', level: '3' }

describe('giving evidence', () => {
  it('is the owner’s, with a figure and the level that it claims, and counts for nothing yet', async () => {
    const recommendation = await inDelivery(world)
    const action = await withAction(world, recommendation)
    const evidence = await withEvidence(world, { recommendation, action })
    const page = await house.get(owner, evidence)
    expect(page.body).toContain('18 of 20 discharge sheets with a sleep plan')
    expect(page.body).toContain('3 of 4. Changed practice')
    expect(page.body).toContain('Nobody has judged it yet. Until then it counts for nothing.')
    expect((await house.get(owner, action)).body).toContain('18 of 20 sheets held a plan')
    expect((await house.get(manager, recommendation)).body).toContain('Waiting to be judged')
  })

  it('says what is missing and keeps what was typed', async () => {
    const recommendation = await inDelivery(world)
    const action = await withAction(world, recommendation)
    const at = { who: owner, path: recommendation, to: 'evidence/new' }
    const answer = await send(world, at, sample(action, { summary: '', kind: '', counted: 'many' }))
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Say what it shows')
    expect(answer.body).toContain('Choose what kind of evidence it is')
    expect(answer.body).toContain('Enter the figure in digits')
    expect(answer.body).toContain('value="2026"')
    const more = await send(world, at, sample(action, { counted: '21' }))
    expect(more.body).toContain('There cannot be more than the whole')
    const future = await send(world, at, sample(action, dateFields('givenOn', '2199-01-01')))
    expect(future.body).toContain('The day must be today or earlier')
  })

  it('knows that somebody saying so is a statement and no more', async () => {
    const recommendation = await inDelivery(world)
    const action = await withAction(world, recommendation)
    const at = { who: owner, path: recommendation, to: 'evidence/new' }
    const answer = await send(world, at, sample(action, { kind: 'statement' }))
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('That somebody says so is “Statement only”')
  })

  it('is refused for actions of others and of other recommendations', async () => {
    const recommendation = await inDelivery(world)
    const foreign = await withAction(world, await inDelivery(world))
    await withAction(world, recommendation)
    const at = { who: owner, path: recommendation, to: 'evidence/new' }
    expect((await send(world, at, sample(foreign))).body).toContain('Choose actions of this')
    const holder = await house.signIn(world.here, { role: 'action-owner', agency: world.school })
    const post = await house.addPost(world.here, world.school, { title: 'Head of year', holder })
    const theirs = await withAction(world, recommendation, { post: post.uid })
    const answer = await send(world, at, sample(theirs))
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Only its owner')
    const none = await send(world, at, { ...sample(theirs), actions: [] })
    expect(none.status).toBe(422)
  })

  it('does not exist for those who may not give it, or cannot see the recommendation', async () => {
    const recommendation = await inDelivery(world)
    const action = await withAction(world, recommendation)
    for (const who of [judge, colleague, administrator, stranger]) {
      const at = { who, path: recommendation, to: 'evidence/new' }
      expect((await send(world, at, sample(action))).status).toBe(404)
      expect((await house.get(who, `${recommendation}/evidence/new`)).status).toBe(404)
    }
    expect((await house.get(owner, `${recommendation}/evidence/new`)).status).toBe(200)
  })

  it('is not taken for a draft', async () => {
    const recommendation = await draft(world)
    const at = { who: manager, path: recommendation, to: 'evidence/new' }
    const answer = await send(world, at, { ...sample(recommendation), actions: [] })
    expect(answer.body).toContain('Evidence can be given once the recommendation has been checked')
  })

  it('is recorded on behalf of an agency, which confirms it', async () => {
    const recommendation = await inDelivery(world)
    const action = await withAction(world, recommendation)
    const at = { who: manager, path: recommendation, to: 'evidence/new' }
    const form = sample(action, { agency: world.trust.uid })
    expect((await send(world, at, form)).body).toContain('say from whom it came')
    const evidence = await does(world, at, {
      ...form,
      receivedFrom: 'Head of nursing',
      receivedHow: 'letter',
      ...dateFields('receivedOn', '2026-02-11'),
    })
    expect((await house.get(lead, evidence)).body).toContain('The agency has not yet confirmed it.')
    const confirm = { path: evidence, to: 'confirm' }
    expect((await send(world, { who: manager, ...confirm }, {})).status).toBe(422)
    await does(world, { who: lead, ...confirm }, {})
    expect((await house.get(lead, evidence)).body).toContain('The agency has confirmed it.')
    expect((await send(world, { who: lead, ...confirm }, {})).body).toContain('nothing to confirm')
    const behalf = await house.audited('evidence.given')
    expect(behalf.some((row) => row.onBehalfOf === world.trust.uid)).toBe(true)
  })

  it('with personal data is restricted: the manager gives it, the owner neither gives nor sees it', async () => {
    const recommendation = await inDelivery(world)
    const action = await withAction(world, recommendation)
    const personal = sample(action, { personal: 'yes', summary: 'Mrs Invented told us' })
    const refused = await send(
      world,
      { who: owner, path: recommendation, to: 'evidence/new' },
      personal,
    )
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('hand it to the partnership’s office')
    const evidence = await does(
      world,
      { who: manager, path: recommendation, to: 'evidence/new' },
      personal,
    )
    expect((await house.get(judge, evidence)).body).toContain('Restricted')
    expect((await house.get(owner, evidence)).status).toBe(404)
    expect((await house.get(owner, recommendation)).body).not.toContain('Mrs Invented')
    expect((await house.get(owner, action)).body).not.toContain('Mrs Invented')
  })
})

describe('a paper', () => {
  const flat = (form: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(form).map(([name, value]) => [
        name,
        Array.isArray(value) ? String(value[0]) : String(value),
      ]),
    )

  it('is checked, kept and given back to those who may read the evidence', async () => {
    const recommendation = await inDelivery(world)
    const action = await withAction(world, recommendation)
    const content = Buffer.from('Of 20 sheets 18 held a plan.\n')
    const given = await house.upload(owner, `${recommendation}/evidence/new`, {
      ...flat(sample(action)),
      paper: { name: 'sample.txt', content },
    })
    expect(given.status).toBe(303)
    const evidence = (given.location ?? '').split('?')[0] ?? ''
    const page = await house.get(judge, evidence)
    expect(page.body).toContain('sample.txt')
    const paper = /href="([^"]*\/papers\/[^"]*)"/.exec(page.body)?.[1] ?? ''
    const got = await house.get(judge, paper)
    expect(got.status).toBe(200)
    expect(got.body).toBe(content.toString())
    expect(String(got.headers['content-disposition'])).toContain('attachment')
    for (const who of [colleague, stranger, administrator])
      expect((await house.get(who, paper)).status).toBe(404)
    const opened = await house.audited('evidence-paper.opened')
    expect(opened.some((row) => row.actor === judge.uid && row.outcome === 'shown')).toBe(true)
  })

  it('that is not what it says it is gets a clear refusal, and nothing is kept', async () => {
    const recommendation = await inDelivery(world)
    const action = await withAction(world, recommendation)
    const given = await house.upload(owner, `${recommendation}/evidence/new`, {
      ...flat(sample(action)),
      paper: { name: 'sample.pdf', content: Buffer.from('not a PDF at all') },
    })
    expect(given.status).toBe(422)
    expect(given.body).toContain('The file is named as a PDF, but what is in it is something else.')
    const rows = await house.sql(
      `select 1 from app.evidence e join app.recommendation r on r.id = e.recommendation_id where r.uid = $1`,
      [recommendation.split('/').at(-1)],
    )
    expect(rows).toEqual([])
  })
})

describe('judging evidence', () => {
  it('is done by somebody without a stake, and makes the action done in the eyes of others', async () => {
    const { action, evidence, recommendation } = await saidDone(world)
    await does(world, { who: judge, path: evidence, to: 'judgement' }, accept)
    expect(await standing(world, action)).toBe('evidence-accepted')
    expect((await house.get(owner, action)).body).toContain('Done, evidence accepted')
    expect((await house.get(manager, recommendation)).body).toContain('Accepted at 3 of 4')
    expect(await standing(world, recommendation)).toBe('delivered')
  })

  it('is never done by a member who works for the owning agency, and says why', async () => {
    const { action, evidence } = await saidDone(world)
    const page = await house.get(insider, evidence)
    expect(page.body).toContain('You stand aside in this')
    expect(page.body).not.toContain('Judge it')
    const answer = await send(world, { who: insider, path: evidence, to: 'judgement' }, accept)
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('You have a stake in this')
    expect(await standing(world, action)).toBe('delivered')
  })

  it('is not for owners, leads, managers or those who see nothing', async () => {
    const { evidence } = await saidDone(world)
    for (const who of [owner, lead, manager, administrator, stranger]) {
      expect((await send(world, { who, path: evidence, to: 'judgement' }, accept)).status).toBe(404)
      expect((await house.get(who, `${evidence}/judgement`)).status).toBe(404)
    }
  })

  it('asks for reasons when it returns it, or accepts less, and never gives more than was claimed', async () => {
    const { evidence, action } = await saidDone(world)
    const at = { who: judge, path: evidence, to: 'judgement' }
    expect((await send(world, at, { outcome: 'returned', level: '3' })).body).toContain(
      'Give the reason',
    )
    expect((await send(world, at, { outcome: 'accepted', level: '2' })).body).toContain(
      'Give the reason',
    )
    expect((await send(world, at, { outcome: 'accepted', level: '4' })).body).toContain(
      'The giver claims',
    )
    expect((await send(world, at, { outcome: 'accepted' })).body).toContain(
      'Choose the level that it reaches',
    )
    await does(world, at, { outcome: 'returned', level: '1', reason: 'Who drew the sample?' })
    expect((await house.get(owner, evidence)).body).toContain('Who drew the sample?')
    expect(await standing(world, action)).toBe('delivered')
  })

  it('lets one of two who judge at once through, and shows the other what changed', async () => {
    const { evidence } = await saidDone(world)
    const _version = await versionAt(world, evidence)
    const url = `${evidence}/judgement`
    const answers = await Promise.all([
      house.post(judge, url, { _version, ...accept }),
      house.post(second, url, { _version, outcome: 'returned', level: '0', reason: 'No' }),
    ])
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([303, 409])
    const kept = await house.sql(
      `select 1 from app.evidence_judgement j join app.evidence e on e.id = j.evidence_id where e.uid = $1`,
      [evidence.split('/').at(-1)],
    )
    expect(kept).toHaveLength(1)
  })

  it('takes the action back when its only evidence is returned after all, and keeps both judgements', async () => {
    const { action, evidence } = await saidDone(world)
    const at = { who: judge, path: evidence, to: 'judgement' }
    await does(world, at, accept)
    await does(
      world,
      { ...at, who: second },
      { outcome: 'returned', level: '0', reason: 'The sample was one ward' },
    )
    expect(await standing(world, action)).toBe('on-track')
    const page = await house.get(owner, evidence)
    expect(page.body).toContain('Accepted at 3 of 4')
    expect(page.body).toContain('The sample was one ward')
  })

  it('is not done by somebody who declared to be too close', async () => {
    const { evidence, recommendation } = await saidDone(world)
    await does(
      world,
      { who: judge, path: recommendation, to: 'interest' },
      { reason: 'I trained them' },
    )
    const answer = await send(world, { who: judge, path: evidence, to: 'judgement' }, accept)
    expect(answer.status).toBe(422)
    await does(world, { who: second, path: evidence, to: 'judgement' }, accept)
  })

  it('stops when the recommendation has ended', async () => {
    const { evidence, recommendation } = await assured(world)
    await does(world, { who: manager, path: recommendation, to: 'end' }, { act: 'achieve' })
    const at = { who: judge, path: evidence, to: 'judgement' }
    const answer = await send(world, at, { outcome: 'returned', level: '0', reason: 'Late doubts' })
    expect(answer.body).toContain('This recommendation has ended. Open it again first')
  })
})

describe('evidence recorded in error', () => {
  it('counts no more, and an action that rested on it is open again', async () => {
    const { action, evidence } = await saidDone(world)
    await does(world, { who: judge, path: evidence, to: 'judgement' }, accept)
    expect(
      (await send(world, { who: lead, path: evidence, to: 'in-error' }, { reason: 'x' })).status,
    ).toBe(422)
    await does(world, { who: owner, path: evidence, to: 'in-error' }, { reason: 'The wrong ward' })
    expect(await standing(world, action)).toBe('on-track')
    const page = await house.get(owner, evidence)
    expect(page.body).toContain('Recorded in error: The wrong ward')
    expect(
      (await send(world, { who: judge, path: evidence, to: 'judgement' }, accept)).status,
    ).toBe(404)
  })
})

describe('the page of evidence', () => {
  it('does not exist for those to whom the recommendation is not open', async () => {
    const { evidence } = await saidDone(world)
    const missing = await house.get(colleague, `/evidence/${randomUUID()}`)
    const hidden = await house.get(colleague, evidence)
    expect(hidden.status).toBe(404)
    expect(hidden.body).toBe(missing.body)
    for (const who of [stranger, administrator])
      expect((await house.get(who, evidence)).status).toBe(404)
  })
})

describe('accepting an action as done', () => {
  it('needs accepted evidence and somebody without a stake', async () => {
    const { action, evidence } = await saidDone(world)
    const at = { who: judge, path: action, to: 'acceptance' }
    expect((await send(world, at, { act: 'accept-evidence' })).body).toContain(
      'No evidence for this action',
    )
    const back = { act: 'return', reason: 'Nothing shows it' }
    expect((await send(world, { ...at, who: insider }, back)).body).toContain('You have a stake')
    await does(world, at, back)
    expect(await standing(world, action)).toBe('on-track')
    await does(world, { who: judge, path: evidence, to: 'judgement' }, accept)
    const report = { standing: 'done', words: 'Now every ward uses it' }
    await does(world, { who: owner, path: action, to: 'progress' }, report)
    await does(world, at, { act: 'accept-evidence' })
    expect(await standing(world, action)).toBe('evidence-accepted')
    for (const who of [owner, lead, manager])
      expect((await send(world, { who, path: action, to: 'acceptance' }, back)).status).toBe(404)
  })
})

describe('judging the impact of an action', () => {
  it('asks for evidence of changed practice, and is not the owner’s', async () => {
    const { action, evidence } = await saidDone(world)
    const at = { who: judge, path: action, to: 'impact' }
    const some = { impact: 'some-change', reasons: 'The sample shows it' }
    expect((await send(world, at, some)).body).toContain('This needs accepted evidence of at least')
    await does(world, { who: judge, path: evidence, to: 'judgement' }, accept)
    await does(world, at, some)
    expect((await house.get(owner, action)).body).toContain('Some change in practice')
    const embedded = await send(world, at, { impact: 'embedded', reasons: 'It holds' })
    expect(embedded.body).toContain('once an impact check has found that the change held')
    expect((await send(world, { ...at, who: insider }, some)).body).toContain('You have a stake')
    for (const who of [owner, lead, manager, stranger])
      expect((await send(world, { ...at, who }, some)).status).toBe(404)
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
