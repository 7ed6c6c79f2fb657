import { describe, expect, it } from 'vitest'
import { testHouse } from '#tests/support/house.ts'

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
