import { afterAll, describe, expect, it } from 'vitest'
import type { Proxies } from '#platform/config.ts'
import { openPool } from '#platform/db/connection.ts'
import { testHouse } from '#tests/support/house.ts'
import { buildPublicServer } from './public-server.tsx'
import { buildServer } from './server.ts'

const house = await testHouse({ routes: [] })

describe('an address that cannot be read', () => {
  it.each([['/%zz'], ['/cases/%'], [`/cases/${'a'.repeat(5000)}`]])(
    'is answered as one that does not exist: %s',
    async (url) => {
      const missing = await house.get(undefined, '/nothing')
      const told = await house.get(undefined, url)
      const { date: _then, ...known } = missing.headers
      const { date: _now, ...headers } = told.headers
      expect([told.status, told.body, headers]).toEqual([404, missing.body, known])
    },
  )
})

const sites = { web: buildServer, public: buildPublicServer }

describe('visitors behind a proxy', () => {
  interface Visit {
    readonly proxies?: Proxies
    /** Who the header says it is for, visitor by visitor; the socket is always the same. */
    readonly says: readonly string[]
  }

  /** How many of the visits are let in where two a minute are. */
  async function letIn(name: 'web' | 'public', { proxies, says }: Visit): Promise<number> {
    const limits = { requestsPerMinute: 2 }
    const server = await sites[name]({ ...house.house, routes: [], limits, proxies })
    let known = 0
    for (const forwarded of says) {
      const headers = { 'x-forwarded-for': forwarded }
      const answer = await server.inject({
        url: '/assets/nothing.css',
        headers,
        remoteAddress: '10.0.0.5',
      })
      expect(Object.keys(answer.headers).filter((header) => /ratelimit/.test(header))).toEqual([])
      if (answer.statusCode === 429) expect(answer.headers['retry-after']).toBeDefined()
      else known += 1
    }
    await server.close()
    return known
  }

  const four = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4']

  describe.each(['web', 'public'] as const)('on the %s', (name) => {
    it('are one to it while no proxy is trusted, whatever they say of themselves', async () => {
      expect(await letIn(name, { says: four })).toBe(2)
      expect(await letIn(name, { says: four, proxies: ['10.9.9.9'] })).toBe(2)
    })

    it.each([[1], [['10.0.0.0/8']]])(
      'are told apart where the proxy is trusted: %s',
      async (proxies) => {
        expect(await letIn(name, { says: four, proxies })).toBe(4)
        expect(await letIn(name, { says: Array(4).fill('192.0.2.1'), proxies })).toBe(2)
      },
    )

    it.each([[1], [['10.0.0.0/8']]])('cannot make themselves others: %s', async (proxies) => {
      const says = four.map((invented) => `${invented}, 192.0.2.9`)
      expect(await letIn(name, { says, proxies })).toBe(2)
    })
  })
})

describe('whoever watches a server', () => {
  const gone = openPool({ host: '127.0.0.1', port: 9, user: 'heed_app', database: 'heed' }, 1)
  afterAll(() => gone.end())
  it.each(['web', 'public'] as const)('is told in a word that the %s is ready', async (name) => {
    const server = await sites[name]({ ...house.house, routes: [] })
    const told = await server.inject({ url: '/ready' })
    expect([told.statusCode, told.json()]).toEqual([200, { ready: true }])
    await server.close()
  })

  it.each(['web', 'public'] as const)('or that the %s is not, without content', async (name) => {
    const server = await sites[name]({ ...house.house, routes: [], pool: gone })
    const told = await server.inject({ url: '/ready' })
    expect([told.statusCode, told.body]).toEqual([503, '{"ready":false}'])
    expect(told.headers['content-type']).toContain('application/json')
    expect((await server.inject({ url: '/health' })).json()).toEqual({ alive: true })
    await server.close()
  })
})
