import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody } from '#tests/support/house.ts'

const most = 12
const house = await testHouse({ requestsPerMinute: most })

/** Somebody who makes a cookie up, another one for each request. */
const invented = (): Somebody => ({
  id: 0,
  uid: '',
  name: 'Nobody',
  token: randomBytes(32).toString('base64url'),
})

it('counts by address whoever sends a new invented cookie each time, and a session by itself', async () => {
  const here = await house.addPartnership()
  const reader = await house.signIn(here, { role: 'business-manager' })
  const ended = await house.signIn(here, { role: 'business-manager' })
  expect((await house.get(reader, '/cases')).status).toBe(200)
  await house.sql('update access.session set revoked_at = now() where principal_id = $1', [
    ended.id,
  ])
  const answers = [(await house.get(ended, '/sign-in')).status]
  for (let n = 0; n < most; n++) answers.push((await house.get(invented(), '/sign-in')).status)
  expect(answers.filter((status) => status === 200)).toHaveLength(most - 1)
  expect(answers.at(-1)).toBe(429)
  expect((await house.get(undefined, '/sign-in')).status).toBe(429)
  // Whoever was let in before goes on, until it is too much from there as well.
  const own: number[] = []
  for (let n = 0; n <= most; n++) own.push((await house.get(reader, '/cases')).status)
  expect(own.slice(0, most)).toEqual(Array.from({ length: most }, () => 200))
  expect(own.at(-1)).toBe(429)
})
