import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Somebody, TestAgency } from '#tests/support/house.ts'
import { inDelivery } from './test-house.ts'
import { withAction, workWorld } from './test-work.ts'
import { eventsWithoutScope } from '#tests/audit/without-scope.ts'

const world = await workWorld()
const { house, here, manager, owner, administrator, stranger, scrutineer, casePath } = world
const recommendation = await inDelivery(world)
const action = await withAction(world, recommendation)
const uidIn = (path: string) => path.split('/').at(-1) ?? ''

async function read(who: Somebody | undefined, url: string) {
  const answer = await house.get(who, url)
  return { status: answer.status, json: JSON.parse(answer.body) as Record<string, unknown> }
}

/** A service that gives evidence for an agency, as the command line makes it. */
async function service(agency: TestAgency): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await house.sql(
    `with service as (insert into access.principal (partnership_id, kind, name, agency_id) values ($1, 'service', $3, $4) returning id),
          held as (insert into access.role_held (partnership_id, principal_id, role, valid)
            select $1, id, 'evidence-service', tstzrange('2010-01-01', null) from service)
     insert into access.session (partnership_id, principal_id, token_digest, assurance, started_at, seen_at, idle_limit, expires_at)
     select $1, id, $2, 1, now(), now(), interval '90 days', now() + interval '90 days' from service`,
    [here.id, createHash('sha256').update(token).digest(), `Records of ${agency.name}`, agency.id],
  )
  return token
}

async function give(token: string, actions: readonly string[]) {
  const reply = await house.server.inject({
    method: 'POST',
    url: `/api${recommendation}/evidence`,
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
    payload: {
      actions,
      kind: 'data',
      summary: '18 of 20 sheets held a plan',
      level: '2',
      givenOn: '2026-02-10',
    },
  })
  return { status: reply.statusCode, json: reply.json<Record<string, unknown>>() }
}

const lists = ['/api/cases', '/api/actions', '/api/recommendations'] as const
const ones = [`/api${casePath}`, `/api${action}`, `/api${recommendation}/answers`] as const

describe('what is read as JSON', () => {
  it('holds what the pages hold, for those who may read them', async () => {
    const cases = await read(manager, '/api/cases')
    expect(JSON.stringify(cases.json)).toContain(uidIn(casePath))
    expect(JSON.stringify(cases.json)).toContain('"clock":"notification"')
    const one = await read(manager, `/api${casePath}`)
    expect(one.json).toMatchObject({ areaCouncil: 'Aldermere Council', nature: 'death' })
    expect(one.json).not.toHaveProperty('summary')
    const actions = await read(owner, '/api/actions?whose=mine&state=open')
    expect(JSON.stringify(actions.json)).toContain(uidIn(action))
    expect((await read(owner, `/api${action}`)).json).toMatchObject({
      agency: 'Fernbank Trust',
      post: 'Ward manager',
      dueOn: '2099-01-15',
      milestones: [],
    })
    const answers = await read(manager, `/api${recommendation}/answers`)
    expect(answers.json).toMatchObject({
      asked: [{ name: 'Fernbank Trust', state: 'waiting' }],
      answers: [],
    })
    expect((await house.audited('action.viewed')).at(-1)).toMatchObject({ outcome: 'shown' })
  })

  it.each([...lists, ...ones])(
    '%s is refused to the administrator and to visitors',
    async (url) => {
      expect((await read(administrator, url)).status).toBe(404)
      expect((await read(undefined, url)).status).toBe(401)
    },
  )

  it('is not there for another partnership', async () => {
    for (const url of lists)
      expect(JSON.stringify((await read(stranger, url)).json)).not.toContain(uidIn(casePath))
    for (const url of ones) expect((await read(stranger, url)).status).toBe(404)
  })

  it.each([
    ['/api/recommendations?status=foo', 'status'],
    ['/api/cases?status=foo', 'status'],
    ['/api/cases?before=x', 'before'],
    ['/api/actions?state=foo', 'state'],
  ])('%s names the field that is wrong, to those who may read it', async (url, field) => {
    const answer = await read(manager, url)
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ code: 'invalid', issue: [{ expression: field }] })
    expect((await read(administrator, url)).status).toBe(404)
    expect((await read(undefined, url)).status).toBe(401)
  })
})

describe('a service of an agency', () => {
  it('gives evidence for the actions of its agency, which waits like any other', async () => {
    const given = await give(await service(world.trust), [uidIn(action)])
    expect(given.status).toBe(200)
    const [row] = await house.sql<{ status: string; name: string; by: string }>(
      `select e.status, a.name, p.name as by from app.evidence e
       join app.agency a on a.id = e.agency_id join access.principal p on p.id = e.by_principal where e.uid = $1`,
      [String(given.json['uid'])],
    )
    expect(row).toEqual({
      status: 'waiting',
      name: 'Fernbank Trust',
      by: 'Records of Fernbank Trust',
    })
    expect((await house.audited('evidence.given')).at(-1)).toMatchObject({ outcome: 'done' })
  })

  it('gives none for another agency’s action, reports on none, and judges nothing', async () => {
    const token = await service(world.school)
    expect(await give(token, [uidIn(action)])).toMatchObject({
      status: 422,
      json: { issue: [{ code: 'not-your-action' }] },
    })
    expect((await give(token, [])).status).toBe(422)
    const headers = { authorization: `Bearer ${token}` }
    for (const url of [`${action}/progress`, '/cases', `/api${casePath}`]) {
      const reply = await house.server.inject({ method: 'GET', url, headers })
      expect([url, reply.statusCode]).toEqual([url, 404])
    }
  })

  it('is no role of a person: who only reads gives nothing', async () => {
    const form = { actions: [uidIn(action)], kind: 'data', summary: 'x', level: '1' }
    const answer = await house.post(scrutineer, `${recommendation}/evidence/new`, form)
    expect([403, 404]).toContain(answer.status)
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
