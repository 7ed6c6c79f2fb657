import { expect, it } from 'vitest'
import { testHouse } from '#tests/support/house.ts'

const most = 12
const house = await testHouse({ requestsPerMinute: most })

it('counts addresses that match no route like all others, by session and by address', async () => {
  const here = await house.addPartnership()
  const reader = await house.signIn(here, { role: 'business-manager' })
  // Met once, and counted by its address that time.
  expect((await house.get(reader, '/cases')).status).toBe(200)
  const missing = async (who: typeof reader | undefined, times: number) => {
    const answers: number[] = []
    for (let n = 0; n < times; n++) answers.push((await house.get(who, `/no-such-${n}`)).status)
    return answers
  }
  const found = Array.from({ length: most }, () => 404)
  expect(await missing(reader, most + 1)).toEqual([...found, 429])
  expect((await house.get(reader, '/cases')).status).toBe(429)
  expect(await missing(undefined, most)).toEqual([...found.slice(1), 429])
  expect((await house.get(undefined, '/sign-in')).status).toBe(429)
})
