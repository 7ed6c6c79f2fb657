import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { dateFields, learningWorld, pathOf } from './test-house.ts'
import { eventsWithoutScope } from '#tests/audit/without-scope.ts'

const world = await learningWorld()
const { house, manager, partner, lead, outsider, scrutineer, stranger, casePath } = world

const finding = {
  kind: 'good-practice',
  text: 'The health visitor asked the father where the baby sleeps by day',
  evidenceKind: 'report-paragraph',
  place: 'Paragraph 4.2',
  themes: ['fathers', 'safer-sleep'],
  agencies: [world.trust.uid],
}

async function record(more: Record<string, string | string[]> = {}): Promise<string> {
  const answer = await house.post(manager, `${casePath}/findings/new`, { ...finding, ...more })
  expect(answer.body).toBe('')
  return pathOf(answer)
}

async function share(path: string): Promise<string> {
  expect((await house.post(manager, `${path}/agree`, { _version: '1' })).status).toBe(303)
  const answer = await house.post(manager, `${path}/share`, {
    text: 'Ask each parent where the baby sleeps by day too',
    posts: [world.leadPost.uid],
    _version: '2',
  })
  expect(answer.status).toBe(303)
  const [row] = await house.sql<{ uid: string }>(
    `select s.uid from app.shared_finding s join app.finding f on f.id = s.finding_id where f.uid = $1`,
    [path.split('/').at(-1)],
  )
  return `/findings/${row?.uid ?? ''}`
}

describe('the overall conclusion', () => {
  it('may be that practice was sound, and an earlier one stays on record', async () => {
    expect((await house.get(manager, `${casePath}/findings`)).body).toContain(
      'Heed presumes nothing',
    )
    const form = { verdict: 'cannot-tell', text: 'Too early' }
    expect((await house.post(manager, `${casePath}/conclusion`, form)).status).toBe(303)
    await house.post(manager, `${casePath}/conclusion`, {
      verdict: 'practice-sound',
      text: 'Everybody did what could be expected',
    })
    const page = await house.get(manager, `${casePath}/findings`)
    expect(page.body).toContain('Practice was sound')
    expect(page.body).toContain('Before: it cannot be told')
  })

  it('needs words, and is for those who write findings', async () => {
    const bare = await house.post(manager, `${casePath}/conclusion`, { verdict: 'shortfalls' })
    expect(bare.status).toBe(422)
    expect(bare.body).toContain('Give the conclusion in words')
    for (const who of [lead, scrutineer, stranger])
      expect((await house.get(who, `${casePath}/conclusion`)).status).toBe(404)
  })
})

describe('a finding', () => {
  it('is recorded with what it rests on, good practice like any other', async () => {
    const path = await record()
    const page = await house.get(manager, path)
    expect(page.body).toContain('Paragraph 4.2')
    expect(page.body).toContain('Fernbank Trust')
    expect((await house.get(manager, '/good-practice')).body).toContain(path)
    expect((await house.get(manager, `${casePath}/findings`)).body).toContain(path)
  })

  it('is refused without what it rests on', async () => {
    const answer = await house.post(manager, `${casePath}/findings/new`, { ...finding, place: '' })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Say where it is found, or what was said')
  })

  it('quotes the family only with their consent, and no longer once they take it back', async () => {
    const family = { evidenceKind: 'family-words', place: '', words: 'Nobody asked me' }
    const bare = await house.post(manager, `${casePath}/findings/new`, { ...finding, ...family })
    expect(bare.status).toBe(422)
    expect(bare.body).toContain('used only with their consent')
    const path = await record({
      ...family,
      consentFrom: 'the father, in a meeting',
      ...dateFields('consentGivenOn', '2026-01-05'),
    })
    expect((await house.get(manager, path)).body).toContain('“Nobody asked me”')
    const [row] = await house.sql<{ uid: string }>(
      `select e.uid from app.finding_evidence e join app.finding f on f.id = e.finding_id where f.uid = $1`,
      [path.split('/').at(-1)],
    )
    const consent = `${path}/evidence/${row?.uid ?? ''}/consent`
    const early = await house.post(manager, consent, dateFields('on', '2026-01-04'))
    expect(early.body).toContain('must not be before the consent was given')
    expect((await house.post(manager, consent, dateFields('on', '2026-02-01'))).status).toBe(303)
    const after = await house.get(manager, path)
    expect(after.body).not.toContain('Nobody asked me')
    expect(after.body).toContain('taken back on 1 February 2026')
  })

  it('is hidden like one that does not exist from those who do not see its case', async () => {
    const path = await record()
    for (const who of [lead, scrutineer, stranger]) {
      const hidden = await house.get(who, path)
      expect(hidden.status).toBe(404)
      expect(hidden.body).toBe((await house.get(who, `/findings/${randomUUID()}`)).body)
      expect((await house.get(who, '/findings')).body).not.toContain(path)
    }
    expect((await house.get(partner, path)).status).toBe(200)
  })

  it('is agreed once, and its words are then no longer changed', async () => {
    const path = await record()
    const words = { kind: 'learning-point', text: 'Other words' }
    expect((await house.post(manager, `${path}/words`, words)).status).toBe(303)
    expect((await house.get(manager, path)).body).toContain('Other words')
    expect((await house.post(partner, `${path}/agree`, {})).status).toBe(303)
    expect((await house.post(partner, `${path}/agree`, {})).status).toBe(422)
    expect((await house.post(manager, `${path}/words`, words)).body).toContain(
      'This finding is agreed',
    )
    expect((await house.post(scrutineer, `${path}/agree`, {})).status).toBe(404)
  })

  it('recorded in error leaves every list, and what was shared of it is taken back', async () => {
    const path = await record()
    const shared = await share(path)
    const gone = await house.post(manager, `${path}/in-error`, { reason: 'Another case' })
    expect(gone.status).toBe(303)
    expect((await house.get(manager, path)).status).toBe(404)
    expect((await house.get(lead, shared)).status).toBe(404)
    expect((await house.get(manager, '/findings')).body).not.toContain(path)
  })
})

describe('sharing a finding', () => {
  it('waits for its agreement and not for the report', async () => {
    const path = await record()
    const early = await house.post(manager, `${path}/share`, { text: 'Words' })
    expect(early.status).toBe(422)
    expect(early.body).toContain('Agree the finding before it is shared')
    expect((await house.get(partner, `${path}/share`)).status).toBe(404)
  })

  it('opens its own words to the chosen posts, and nothing of the case', async () => {
    const path = await record()
    const shared = await share(path)
    const page = await house.get(lead, shared)
    expect(page.status).toBe(200)
    expect(page.body).toContain('Ask each parent where the baby sleeps by day too')
    expect(page.body).not.toContain('health visitor asked the father')
    expect((await house.get(lead, '/good-practice')).body).toContain(shared)
    expect((await house.get(lead, path)).status).toBe(404)
    expect((await house.get(outsider, shared)).status).toBe(404)
    expect((await house.get(outsider, '/findings')).body).toContain('No findings yet')
    expect((await house.get(manager, '/findings')).body).not.toContain(shared)
  })

  it('closes with the case to whoever has a conflict of interest in it', async () => {
    const shared = await share(await record())
    const inspector = await house.signIn(world.here, {
      role: 'delegated-partner',
      agency: world.police,
    })
    expect((await house.get(inspector, shared)).status).toBe(200)
    await house.post(inspector, `${casePath}/conflict`, { basis: 'An uncle' })
    expect((await house.get(inspector, shared)).status).toBe(404)
    expect((await house.get(inspector, '/findings')).body).toContain('No findings yet')
  })

  it('can be taken back, with the reason', async () => {
    const shared = await share(await record())
    expect((await house.get(lead, `${shared}/share/withdraw`)).status).toBe(404)
    const bare = await house.post(manager, `${shared}/share/withdraw`, { reason: '' })
    expect(bare.status).toBe(422)
    const taken = await house.post(manager, `${shared}/share/withdraw`, { reason: 'Too plain' })
    expect(taken.status).toBe(303)
    expect((await house.get(lead, shared)).status).toBe(404)
  })
})

describe('good practice spreads', () => {
  it('when agencies take it up: each says so for itself, the partnership for any', async () => {
    const path = await record()
    const shared = await share(path)
    const form = { how: 'A line on the visit sheet', ...dateFields('since', '2026-03-01') }
    const page = await house.get(lead, `${shared}/adoptions/new`)
    expect(page.body).toContain('Fernbank Trust')
    expect(page.body).not.toContain('Millbrook School')
    const other = await house.post(lead, `${shared}/adoptions/new`, {
      ...form,
      agency: world.school.uid,
    })
    expect(other.status).toBe(422)
    expect(other.body).toContain('Choose your own agency')
    const own = { ...form, agency: world.trust.uid }
    expect((await house.post(lead, `${shared}/adoptions/new`, own)).status).toBe(303)
    expect((await house.post(lead, `${shared}/adoptions/new`, own)).body).toContain(
      'It is recorded already',
    )
    await house.post(manager, `${shared}/adoptions/new`, { ...form, agency: world.school.uid })
    expect((await house.get(manager, path)).body).toContain('A line on the visit sheet')
    expect((await house.get(manager, '/good-practice')).body).toContain('By 2 agencies')
    expect((await house.get(outsider, `${shared}/adoptions/new`)).status).toBe(404)
  })

  it('only from good practice', async () => {
    const shared = await share(await record({ kind: 'learning-point' }))
    expect((await house.get(manager, `${shared}/adoptions/new`)).status).toBe(404)
  })
})

describe('a recommendation', () => {
  it('names the findings on which it rests, to those who see them', async () => {
    const path = await record()
    const form = await house.get(manager, `/recommendations/new?case=${world.caseUid}`)
    expect(form.body).toContain('Findings on which it rests')
    const drafted = await house.post(manager, '/recommendations/new', {
      case: world.caseUid,
      source: 'local-review',
      text: 'Ask both parents',
      addressedTo: 'partnership',
      agencies: [world.trust.uid],
      findings: [String(path.split('/').at(-1))],
    })
    const page = await house.get(manager, pathOf(drafted))
    expect(page.body).toContain(path)
    expect((await house.get(scrutineer, pathOf(drafted))).body).not.toContain(path)
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
