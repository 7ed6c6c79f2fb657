import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import { dateFields, inDelivery } from './test-house.ts'
import {
  assured,
  does,
  saidDone,
  send,
  sitting,
  standing,
  withAction,
  workWorld,
} from './test-work.ts'
import { eventsWithoutScope } from '#tests/audit/without-scope.ts'

const world = await workWorld()
const { house, here, manager, partner, owner, lead, judges, insider, scrutineer, administrator } =
  world
const { stranger } = world
const [judge] = judges
const accept = { outcome: 'accepted', level: '3' }

describe('the assurance queue', () => {
  it('shows what waits, and beside each why the reader stands aside', async () => {
    const { recommendation } = await saidDone(world)
    const mine = await house.get(judge, '/assurance')
    expect(mine.body).toContain('18 of 20 sheets held a plan')
    expect(mine.body).toContain(`href="${recommendation}/assurance/new"`)
    const aside = await house.get(insider, '/assurance')
    expect(aside.body).toContain('You stand aside: works for an agency that was asked')
    expect(aside.body).not.toContain(`href="${recommendation}/assurance/new"`)
    expect((await house.get(scrutineer, '/assurance')).status).toBe(200)
    expect((await house.get(stranger, '/assurance')).body).not.toContain('18 of 20')
    expect((await house.get(administrator, '/assurance')).status).toBe(404)
  })

  it('is paged by key', async () => {
    const recommendation = await inDelivery(world)
    const action = await withAction(world, recommendation)
    const form = {
      actions: [action.split('/').at(-1) ?? ''],
      kind: 'minutes',
      level: '1',
      ...dateFields('givenOn', '2026-02-10'),
    }
    for (let at = 1; at <= 30; at += 1)
      await does(
        world,
        { who: owner, path: recommendation, to: 'evidence/new' },
        { ...form, summary: `Minutes no ${at}.` },
      )
    const numbers = (body: string) =>
      [...body.matchAll(/Minutes no (\d+)\./g)].map((found) => Number(found[1]))
    let url: string | undefined = '/assurance'
    const seen: number[] = []
    while (url !== undefined && seen.length < 100) {
      const { body } = await house.get(judge, url)
      seen.push(...numbers(body))
      url = /href="(\/assurance\?evidence=[^"]*)"/.exec(body)?.[1]
    }
    expect(seen).toEqual(Array.from({ length: 30 }, (_, at) => at + 1))
  })
})

describe('a sitting', () => {
  it('sets aside the members with a stake, names them, and moves the recommendation', async () => {
    const { recommendation } = await assured(world)
    expect(await standing(world, recommendation)).toBe('assured')
    const page = await house.get(manager, recommendation)
    expect(page.body).toContain('The level that was set is reached')
    expect(page.body).toContain(`Stood aside: ${insider.name}, Fernbank Trust`)
    expect(page.body).toContain(`Judged by ${judge.name}, Aldermere Police`)
    const members = await house.sql<{ stakes: string[] }>(
      `select m.stakes from app.assurance_member m join app.assurance_sitting s on s.id = m.sitting_id
       join app.recommendation r on r.id = s.recommendation_id where r.uid = $1 and m.principal_id = $2`,
      [recommendation.split('/').at(-1), insider.id],
    )
    expect(members[0]?.stakes).toEqual(['member-of-owning-agency'])
  })

  it('plans the looks at whether it lasted, after 3, 6 and 12 months', async () => {
    const { recommendation } = await assured(world)
    const checks = await house.sql<{ due: string }>(
      `select c.due_on::text as due from app.impact_check c join app.recommendation r on r.id = c.recommendation_id
       where r.uid = $1 order by c.number`,
      [recommendation.split('/').at(-1)],
    )
    expect(checks.map((check) => check.due)).toEqual(['2026-06-02', '2026-09-02', '2027-03-02'])
  })

  it('decides nothing without enough judges, however many stand aside beside them', async () => {
    const { recommendation, evidence } = await saidDone(world)
    await does(world, { who: judge, path: evidence, to: 'judgement' }, accept)
    const at = { who: judge, path: recommendation, to: 'assurance/new' }
    const answer = await send(world, at, sitting([judges[0], judges[1], insider]))
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Without those who stand aside there were 2 judges of 2 agencies')
    expect(await standing(world, recommendation)).toBe('delivered')
  })

  it('is written down by one of the judges, never by somebody who stands aside or was not there', async () => {
    const { recommendation, evidence } = await saidDone(world)
    await does(world, { who: judge, path: evidence, to: 'judgement' }, accept)
    const at = { path: recommendation, to: 'assurance/new' }
    const all = sitting([...judges, insider])
    const aside = await send(world, { who: insider, ...at }, all)
    expect(aside.body).toContain('You stand aside in this')
    const other = await house.signIn(here, { role: 'assurance-group-member', agency: world.police })
    const absent = await send(world, { who: other, ...at }, all)
    expect(absent.body).toContain('You are not among those present')
    for (const who of [manager, partner, owner, lead, scrutineer, stranger, administrator])
      expect((await send(world, { who, ...at }, all)).status).toBe(404)
  })

  it('does not find the rung reached without accepted evidence at it', async () => {
    const { recommendation, evidence } = await saidDone(world)
    const at = { who: judge, path: recommendation, to: 'assurance/new' }
    expect((await send(world, at, sitting(judges))).body).toContain(
      'accepted evidence reaches none',
    )
    await does(
      world,
      { who: judge, path: evidence, to: 'judgement' },
      { outcome: 'accepted', level: '1', reason: 'Activity only' },
    )
    expect((await send(world, at, sitting(judges))).body).toContain(
      'accepted evidence reaches “Activity',
    )
    expect(await standing(world, recommendation)).toBe('delivered')
  })

  it('sends it back with reasons, and keeps what was typed when something is missing', async () => {
    const { recommendation } = await saidDone(world)
    const at = { who: judge, path: recommendation, to: 'assurance/new' }
    const bare = await send(world, at, sitting([], { reasons: '' }))
    expect(bare.status).toBe(422)
    expect(bare.body).toContain('Give the reasons')
    expect(bare.body).toContain('March meeting, item 4')
    const nobody = await send(world, at, sitting([]))
    expect(nobody.body).toContain('Choose who was present')
    const late = await send(world, at, sitting(judges, dateFields('on', '2199-01-01')))
    expect(late.body).toContain('The day must be today or earlier')
    await does(world, at, sitting(judges, { outcome: 'not-yet', reasons: 'One ward only' }))
    expect(await standing(world, recommendation)).toBe('in-delivery')
  })

  it('is not open while the recommendation is being worked on', async () => {
    const recommendation = await inDelivery(world)
    const at = { who: judge, path: recommendation, to: 'assurance/new' }
    expect((await send(world, at, sitting(judges))).body).toContain('cannot be decided while')
  })

  it('of two that decide at once keeps one', async () => {
    const { recommendation, evidence } = await saidDone(world)
    await does(world, { who: judge, path: evidence, to: 'judgement' }, accept)
    const [row] = await house.sql<{ version: number }>(
      'select version from app.recommendation where uid = $1',
      [recommendation.split('/').at(-1)],
    )
    const form = { _version: String(row?.version), ...sitting(judges) }
    const url = `${recommendation}/assurance/new`
    const answers = await Promise.all([
      house.post(judges[0], url, form),
      house.post(judges[1], url, form),
    ])
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([303, 409])
  })
})

describe('closing as achieved', () => {
  it('goes through accepted evidence and the group, and no other way', async () => {
    const { recommendation } = await saidDone(world)
    const end = { who: manager, path: recommendation, to: 'end' }
    expect((await send(world, end, { act: 'achieve' })).status).toBe(422)
    const through = await assured(world)
    await does(world, { ...end, path: through.recommendation }, { act: 'achieve' })
    expect(await standing(world, through.recommendation)).toBe('achieved')
  })

  it('asks for evidence from each agency that is asked, and names the one that has shown nothing', async () => {
    const agencies = [world.trust.uid, world.council.uid]
    const { recommendation, evidence } = await saidDone(world, { agencies })
    await does(world, { who: judge, path: evidence, to: 'judgement' }, accept)
    const sit = { who: judge, path: recommendation, to: 'assurance/new' }
    const refused = await send(world, sit, sitting(judges))
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('is missing from: Aldermere Council')
    expect(await standing(world, recommendation)).toBe('delivered')
    expect((await house.get(manager, recommendation)).body).toContain('Not shown yet by')
  })

  it('leaves nothing open: an action that is not done or ended stands in its way', async () => {
    const { recommendation } = await assured(world)
    const more = await withAction(world, recommendation)
    const end = { who: manager, path: recommendation, to: 'end' }
    const refused = await send(world, end, { act: 'achieve' })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('An action is still open')
    const cancel = { act: 'cancel', reason: 'Asked twice' }
    await does(world, { who: manager, path: more, to: 'end' }, cancel)
    await does(world, end, { act: 'achieve' })
  })

  it('is stopped when a judge turns out to have had a stake', async () => {
    const { recommendation } = await assured(world)
    await does(
      world,
      { who: judge, path: recommendation, to: 'interest' },
      { reason: 'My sister runs the ward' },
    )
    const answer = await send(
      world,
      { who: manager, path: recommendation, to: 'end' },
      { act: 'achieve' },
    )
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Somebody who judged has a stake in it by now')
  })
})

async function checksOf(recommendation: string): Promise<string[]> {
  const rows = await house.sql<{ uid: string }>(
    `select c.uid from app.impact_check c join app.recommendation r on r.id = c.recommendation_id where r.uid = $1
     order by c.round, c.number`,
    [recommendation.split('/').at(-1)],
  )
  return rows.map((row) => `/impact-checks/${row.uid}`)
}

const found = (judgement: string) => ({
  ...dateFields('on', '2026-06-02'),
  method: 'Dip sample of discharge sheets',
  sampleSize: '20',
  againstBaseline: '6 of 20, where it was 6 of 20 before',
  judgement,
  reasons: 'The sheet went out of use',
})

describe('an impact check', () => {
  const later = asInstant('2026-07-01T09:00:00.000Z')

  it('that failed opens the recommendation again, and a new round begins in which nothing old counts', async () => {
    const { recommendation, action } = await assured(world)
    await does(
      world,
      { who: judge, path: action, to: 'impact' },
      { impact: 'some-change', reasons: 'Seen' },
    )
    await does(world, { who: manager, path: recommendation, to: 'end' }, { act: 'achieve' })
    const [first = ''] = await checksOf(recommendation)
    house.setClock(later)
    await does(world, { who: judge, path: first }, found('none'))
    house.setClock(undefined)
    expect(await standing(world, recommendation)).toBe('reopened')
    const page = await house.get(manager, recommendation)
    expect(page.body).toContain('Impact check 1: nothing is different. The sheet went out of use')
    expect(page.body).toContain('Of an earlier round; it counts no more')
    expect((await house.get(owner, action)).body).toContain('Not embedded')
    const again = await send(
      world,
      { who: judge, path: recommendation, to: 'assurance/new' },
      sitting(judges),
    )
    expect(again.status).toBe(422)
    const [, second = ''] = await checksOf(recommendation)
    house.setClock(later)
    const old = await send(world, { who: judge, path: second }, found('improved'))
    house.setClock(undefined)
    expect(old.body).toContain('This belongs to an earlier round')
  })

  it('that held leaves it closed; one that cannot tell is followed by another', async () => {
    const { recommendation } = await assured(world)
    await does(world, { who: manager, path: recommendation, to: 'end' }, { act: 'achieve' })
    const [first = '', second = ''] = await checksOf(recommendation)
    house.setClock(later)
    await does(world, { who: judge, path: first }, found('improved'))
    const twice = await send(world, { who: judge, path: first }, found('none'))
    expect(twice.body).toContain('What this check found is recorded already')
    await does(world, { who: judge, path: second }, found('cannot-tell'))
    house.setClock(undefined)
    expect(await standing(world, recommendation)).toBe('achieved')
    expect(await checksOf(recommendation)).toHaveLength(4)
    expect((await house.get(judge, first)).body).toContain('6 of 20, where it was 6 of 20 before')
  })

  it('is due on the queue, and recorded by nobody with a stake', async () => {
    const { recommendation } = await assured(world)
    const [first = ''] = await checksOf(recommendation)
    house.setClock(asInstant('2026-06-10T09:00:00.000Z'))
    const queue = await house.get(judge, '/assurance')
    const aside = await send(world, { who: insider, path: first }, found('improved'))
    const bare = await send(
      world,
      { who: judge, path: first },
      { ...found('improved'), method: '' },
    )
    const early = await send(
      world,
      { who: judge, path: first },
      { ...found('improved'), ...dateFields('on', '2026-12-01') },
    )
    house.setClock(undefined)
    expect(queue.body).toContain(`href="${first}"`)
    expect(queue.body).toContain('Was due 2 June 2026')
    expect(aside.body).toContain('You have a stake in this')
    expect(bare.body).toContain('Say how you looked')
    expect(early.body).toContain('The day must be today or earlier')
    // Owner and lead see the check, and may not record it; for the others it does not exist.
    for (const [who, status] of [
      [owner, 403],
      [lead, 403],
      [stranger, 404],
      [administrator, 404],
    ] as const)
      expect((await send(world, { who, path: first }, found('improved'))).status).toBe(status)
    expect((await house.get(insider, first)).body).toContain('You stand aside in this')
    expect((await house.get(stranger, first)).body).toBe(
      (await house.get(stranger, `/impact-checks/${randomUUID()}`)).body,
    )
  })

  it('can be planned on top, not in the past and not before anything is done', async () => {
    const { recommendation } = await assured(world)
    const at = { who: manager, path: recommendation, to: 'checks/new' }
    expect((await send(world, at, dateFields('dueOn', '2020-01-01'))).body).toContain(
      'today or later',
    )
    await does(world, at, dateFields('dueOn', '2028-03-02'))
    expect(await checksOf(recommendation)).toHaveLength(4)
    const early = await inDelivery(world)
    expect(
      (await send(world, { ...at, path: early }, dateFields('dueOn', '2028-03-02'))).status,
    ).toBe(422)
    for (const who of [owner, lead, scrutineer, stranger])
      expect((await send(world, { ...at, who }, dateFields('dueOn', '2028-03-02'))).status).toBe(
        404,
      )
  })
})

describe('the rules of the group', () => {
  it('are set by the administrator and count from the next sitting on', async () => {
    const rules = { judges: '2', agencies: '2', months: '2, 4' }
    for (const who of [manager, judge, owner, stranger])
      expect((await house.post(who, '/assurance/rules', rules)).status).toBe(404)
    const bad = await house.post(administrator, '/assurance/rules', {
      ...rules,
      agencies: '3',
      months: 'soon',
    })
    expect(bad.status).toBe(422)
    expect(bad.body).toContain('Enter the months as numbers with commas')
    expect((await house.post(administrator, '/assurance/rules', rules)).status).toBe(303)
    expect((await house.get(administrator, '/assurance/rules')).body).toContain('value="2, 4"')
    const { recommendation, evidence } = await saidDone(world)
    await does(world, { who: judge, path: evidence, to: 'judgement' }, accept)
    await does(
      world,
      { who: judge, path: recommendation, to: 'assurance/new' },
      sitting([judges[0], judges[1]]),
    )
    expect(await checksOf(recommendation)).toHaveLength(2)
    await house.post(administrator, '/assurance/rules', {
      judges: '3',
      agencies: '2',
      months: '3, 6, 12',
    })
  })
})

describe('the page of a recommendation', () => {
  it('asks the database as often for much work as for little', async () => {
    let statements = 0
    const { pool } = house.house
    const counted = new WeakSet<object>()
    pool.on('acquire', (client) => {
      if (counted.has(client)) return
      counted.add(client)
      const query = client.query.bind(client)
      client.query = ((...sent: Parameters<typeof query>) => {
        statements += 1
        return query(...sent)
      }) as typeof client.query
    })
    const cost = async (path: string) => {
      const before = statements
      const page = await house.get(manager, path)
      expect(page.body).toContain('Did it last?')
      return statements - before
    }
    const { recommendation } = await assured(world)
    const little = await cost(recommendation)
    for (let at = 0; at < 12; at += 1) {
      const action = await withAction(world, recommendation, { text: `Step ${at}` })
      await does(
        world,
        { who: owner, path: recommendation, to: 'evidence/new' },
        {
          actions: [action.split('/').at(-1) ?? ''],
          kind: 'audit',
          summary: `Audit ${at}`,
          level: '2',
          ...dateFields('givenOn', '2026-02-10'),
        },
      )
    }
    expect(little).toBeGreaterThan(5)
    expect(await cost(recommendation)).toBe(little)
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
