import { describe, expect, it } from 'vitest'
import { randomBytes } from 'node:crypto'
import { testHouse } from '#tests/support/house.ts'
import { accounts } from './pages.tsx'

const routes = accounts({ keys: { fieldKey: randomBytes(32) }, url: 'http://localhost:3000' })
const house = await testHouse({ routes })

describe('the sign-in page', () => {
  it('opens for anybody', async () => {
    const answer = await house.get(undefined, '/sign-in')
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('Sign in with a passkey')
  })
})
