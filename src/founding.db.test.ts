import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { testHouse } from '#tests/support/house.ts'
import { foundInstallation } from './founding.ts'

const house = await testHouse()
const connect = house.database.connect
const installation = {
  connect: () => connect.migrate,
  ended: Promise.resolve(''),
  stop: () => Promise.resolve(),
} as unknown as Parameters<typeof foundInstallation>[1]
const config = { sample: false, keyFolder: '/keys' }

const start = (fieldKey: Buffer) =>
  foundInstallation(config, installation, { house: house.house, fieldKey })
const digests = async () =>
  (await house.sql(`select encode(sign_in_digest, 'hex') as digest from access.installation`)).map(
    (row) => row['digest'],
  )

it('starts again and again with its own field key, and not with another one, of which it keeps nothing', async () => {
  const own = randomBytes(32)
  expect(await start(own)).toBe('test')
  const known = await digests()
  expect(known[0]).toMatch(/^[0-9a-f]{64}$/)
  expect(await start(own)).toBe('test')
  await expect(start(randomBytes(32))).rejects.toMatchObject({
    code: 'field-key-wrong',
    exit: 78,
    message: expect.stringMatching(/^\/keys\/field\.key is not the key .* --without-keys\.$/),
  })
  expect(await digests()).toEqual(known)
  expect(await start(own)).toBe('test')
})
