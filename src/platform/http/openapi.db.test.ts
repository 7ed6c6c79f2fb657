import { createHash, randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { testHouse } from '#tests/support/house.ts'
import type { TestPartnership } from '#tests/support/house.ts'

const house = await testHouse()
let here: TestPartnership
let token: string

beforeAll(async () => {
  here = await house.addPartnership()
  token = randomBytes(32).toString('base64url')
  await house.sql(
    `with service as (insert into access.principal (partnership_id, kind, name) values ($1, 'service', 'Dashboard') returning id),
          held as (insert into access.role_held (partnership_id, principal_id, role, valid)
            select $1, id, 'reading-service', tstzrange('2010-01-01', null) from service)
     insert into access.session (partnership_id, principal_id, token_digest, assurance, started_at, seen_at, idle_limit, expires_at)
     select $1, id, $2, 1, now(), now(), interval '90 days', now() + interval '90 days' from service`,
    [here.id, createHash('sha256').update(token).digest()],
  )
})

async function ask(url: string, bearer?: string) {
  const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }
  const reply = await house.server.inject({ method: 'GET', url, headers })
  return { status: reply.statusCode, json: reply.json<Record<string, unknown>>() }
}

interface Described {
  readonly openapi: string
  readonly paths: Record<string, Record<string, { responses: object; parameters: object[] }>>
}

describe('the description of the API', () => {
  it('names every route of the API, each with its answers', async () => {
    const { status, json } = await ask('/api/openapi.json', token)
    expect(status).toBe(200)
    const described = json as unknown as Described
    expect(described.openapi).toBe('3.1.0')
    const served = house.house.routes.filter(
      (route) => route.kind === 'api' && route.path.startsWith('/api/'),
    )
    expect(served.length).toBeGreaterThan(2)
    for (const route of served) {
      const address = route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}')
      const operation = described.paths[address]?.[route.method.toLowerCase()]
      expect(Object.keys(operation?.responses ?? {})).toContain('200')
    }
  })

  it('is for those who are signed in', async () => {
    expect(await ask('/api/openapi.json')).toMatchObject({
      status: 401,
      json: { code: 'signed-out' },
    })
  })
})

describe('a service with a token', () => {
  it('reads recommendations, and is audited under its own name', async () => {
    expect((await ask('/api/recommendations', token)).status).toBe(200)
    const [principal] = await house.sql<{ uid: string }>(
      `select uid from access.principal where kind = 'service'`,
    )
    const seen = await house.audited('recommendation-list.viewed')
    expect(seen.at(-1)).toMatchObject({ outcome: 'shown', actor: principal?.uid })
  })

  it('does not find what its role does not open', async () => {
    for (const url of ['/cases', '/settings/words', '/accounts']) {
      const reply = await house.server.inject({
        method: 'GET',
        url,
        headers: { authorization: `Bearer ${token}` },
      })
      expect(reply.statusCode).toBe(404)
    }
  })

  it('is out at once when its token is ended, and nobody comes in with another', async () => {
    await house.sql(
      `update access.session set revoked_at = now() where expires_at < now() + interval '91 days'`,
    )
    expect((await ask('/api/recommendations', token)).status).toBe(401)
    expect((await ask('/api/recommendations', 'x'.repeat(43))).status).toBe(401)
  })
})
