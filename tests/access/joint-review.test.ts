import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Somebody } from '#tests/support/house.ts'
import { date, reviewWorld } from '../../src/features/reviews/test-world.ts'

// A review of several cases: a conflict of interest or a seal in any of them closes all that it makes.

const world = await reviewWorld()
const { manager, done } = world
const uidOf = (path: string) => path.split('/').at(-1) ?? ''

interface Made {
  readonly review: string
  readonly finding: string
  readonly findingOfOther: string
  readonly shared: string
  readonly recommendation: string
  readonly crossing: string
  readonly publication: string
  readonly publicationBefore: string
}

let first: string
let other: string
let before: { readonly finding: string; readonly recommendation: string }
let made: Made

async function finding(kase: string): Promise<string> {
  return done(manager, `${kase}/findings/new`, {
    kind: 'learning-point',
    text: 'Nobody asked where the baby sleeps',
    evidenceKind: 'report-paragraph',
    place: 'Paragraph 4.2',
  })
}

async function recommendation(from: Readonly<Record<string, string>>): Promise<string> {
  return done(manager, '/recommendations/new', {
    source: 'local-review',
    text: 'The partnership should give every family a written sleep plan by 1 February 2099',
    addressedTo: 'partnership',
    ...from,
  })
}

async function publication(kase: string): Promise<string> {
  return done(manager, '/publications/new', {
    case: uidOf(kase),
    kind: 'full-report',
    title: 'What was learned',
    slug: `review-${randomUUID().slice(0, 8)}`,
  })
}

async function share(path: string): Promise<string> {
  const post = await world.addPost(world.here, world.council, {
    title: 'Lead',
    holder: await world.signIn(world.here, { role: 'agency-lead', agency: world.council }),
  })
  await done(manager, `${path}/agree`, { _version: '1' })
  const form = { text: 'Ask where the baby sleeps', posts: post.uid, _version: '2' }
  expect((await world.post(manager, `${path}/share`, form)).status).toBe(303)
  const [row] = await world.sql<{ uid: string }>(
    `select s.uid from app.shared_finding s join app.finding f on f.id = s.finding_id where f.uid = $1`,
    [uidOf(path)],
  )
  return `/findings/${row?.uid ?? ''}`
}

beforeAll(async () => {
  first = (await world.review()).kase
  other = (await world.review()).kase
  before = {
    finding: await finding(first),
    recommendation: await recommendation({ case: uidOf(first) }),
  }
  const publicationBefore = await publication(first)
  const review = await done(manager, `${first}/reviews/new`, {
    kind: 'thematic',
    ...date('decidedOn', '2025-09-22'),
    others: uidOf(other),
  })
  const found = await finding(first)
  const findingOfOther = await finding(other)
  made = {
    review,
    finding: found,
    findingOfOther,
    shared: await share(found),
    recommendation: await recommendation({ review: uidOf(review) }),
    crossing: await recommendation({ findings: uidOf(findingOfOther) }),
    publication: await publication(first),
    publicationBefore,
  }
})

async function statuses(who: Somebody): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const [name, path] of Object.entries(made)) found[name] = (await world.get(who, path)).status
  return found
}

/** What the first case's findings rest on, as the database shows it in somebody's session. */
async function evidenceSeenBy(who: Somebody): Promise<number> {
  const client = new Client(world.database.connect.app)
  await client.connect()
  await client.query(`begin; set local heed.session = '${who.token}';
    set local heed.clock = '2025-09-22T10:00:00Z'`)
  const { rowCount } = await client.query(
    'select from app.finding_evidence where scope_id = (select scope_id from app.serious_case where uid = $1)',
    [uidOf(first)],
  )
  await client.end()
  return rowCount ?? 0
}

const all = (status: number) => Object.fromEntries(Object.keys(made).map((name) => [name, status]))

describe('what a review of several cases makes', () => {
  test.each([
    ['the second case', () => other],
    ['the first case', () => first],
  ])('is closed to whoever has a conflict of interest in %s', async (_which, kase) => {
    const cousin = await world.signIn(world.here, { role: 'business-manager' })
    expect(await statuses(cousin)).toEqual(all(200))
    await done(cousin, `${kase()}/conflict`, { basis: 'A cousin.' })
    expect(await statuses(cousin)).toEqual(all(404))
    const hidden = await world.get(cousin, made.recommendation)
    expect(hidden.body).toBe((await world.get(cousin, `/recommendations/${randomUUID()}`)).body)
    for (const list of ['/recommendations', '/findings', '/publications', '/reviews', '/']) {
      const { body } = await world.get(cousin, list)
      for (const path of Object.values(made)) expect(body).not.toContain(path)
    }
    expect(await statuses(manager)).toEqual(all(200))
  })

  test('leaves open what the first case had before it, for whom only the second case is closed', async () => {
    const cousin = await world.signIn(world.here, { role: 'business-manager' })
    await done(cousin, `${other}/conflict`, { basis: 'A cousin.' })
    expect((await world.get(cousin, first)).status).toBe(200)
    expect((await world.get(cousin, before.finding)).status).toBe(200)
    expect((await world.get(cousin, before.recommendation)).status).toBe(200)
  })

  test('is closed to somebody who was let into the recommendation by name', async () => {
    const owner = await world.signIn(world.here, { role: 'action-owner', agency: world.council })
    await world.sql(
      `insert into access.scope_grant (partnership_id, scope_id, principal_id, clearance, may_write, valid, reason)
       select partnership_id, scope_id, $2, 1, true, '[2020-01-01,)', 'test' from app.recommendation where uid = $1`,
      [uidOf(made.recommendation), owner.id],
    )
    expect((await world.get(owner, made.recommendation)).status).toBe(200)
    await world.sql(
      `insert into access.conflict (partnership_id, scope_id, principal_partnership_id, principal_id, kind, state, basis)
       select partnership_id, scope_id, partnership_id, $2, 'subject', 'suspected', 'test' from app.serious_case where uid = $1`,
      [uidOf(other), owner.id],
    )
    expect((await world.get(owner, made.recommendation)).status).toBe(404)
  })

  test('takes its evidence and agencies along, row by row', async () => {
    const cousin = await world.signIn(world.here, { role: 'business-manager' })
    expect(await evidenceSeenBy(cousin)).toBe(2)
    await done(cousin, `${other}/conflict`, { basis: 'A cousin.' })
    expect(await evidenceSeenBy(cousin)).toBe(1)
  })

  test('is closed by a seal on the second case, and opens again for those who are named', async () => {
    const [kase] = await world.sql<{ scope_id: string; partnership_id: string }>(
      'select scope_id, partnership_id from app.serious_case where uid = $1',
      [uidOf(other)],
    )
    await world.sql('update access.scope set sealed = true where id = $1', [kase?.scope_id])
    expect(await statuses(manager)).toEqual(all(404))
    expect((await world.get(manager, before.finding)).status).toBe(200)
    await world.sql(
      `insert into access.seal_grant (partnership_id, scope_id, principal_id, valid, reason)
       values ($1, $2, $3, '[2020-01-01,2030-01-01)', 'test')`,
      [kase?.partnership_id, kase?.scope_id, manager.id],
    )
    expect(await statuses(manager)).toEqual(all(200))
    await world.sql('update access.scope set sealed = false where id = $1', [kase?.scope_id])
  })
})
