import { afterAll, describe, expect, it } from 'vitest'
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

describe('whoever watches a server', () => {
  const gone = openPool({ host: '127.0.0.1', port: 9, user: 'heed_app', database: 'heed' }, 1)
  afterAll(() => gone.end())
  const sites = { web: buildServer, public: buildPublicServer }

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
