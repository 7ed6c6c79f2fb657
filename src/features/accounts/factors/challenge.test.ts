import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addMilliseconds, asInstant } from '#shared/dates.ts'
import { challengeEnd, newChallenge } from './challenge.ts'

const key = randomBytes(32)
const now = asInstant('2026-03-02T09:00:00.000Z')
const minute = 60_000

describe('a challenge for a passkey', () => {
  it('is good for ten minutes, and says until when', () => {
    const challenge = newChallenge(key, 'sign-in', now)
    const end = addMilliseconds(now, 10 * minute)
    expect(challengeEnd(key, challenge, { purpose: 'sign-in', now })).toBe(end)
    const late = addMilliseconds(end, -1)
    expect(challengeEnd(key, challenge, { purpose: 'sign-in', now: late })).toBe(end)
    expect(challengeEnd(key, challenge, { purpose: 'sign-in', now: end })).toBeUndefined()
  })

  it('is good for one purpose and one installation', () => {
    const challenge = newChallenge(key, 'confirm a', now)
    expect(challengeEnd(key, challenge, { purpose: 'confirm b', now })).toBeUndefined()
    expect(challengeEnd(key, challenge, { purpose: 'sign-in', now })).toBeUndefined()
    expect(challengeEnd(randomBytes(32), challenge, { purpose: 'confirm a', now })).toBeUndefined()
  })

  it('cannot be given a later end', () => {
    const bytes = Buffer.from(newChallenge(key, 'sign-in', now), 'base64url')
    bytes.writeUInt8(bytes.readUInt8(18) + 1, 18)
    const at = { purpose: 'sign-in', now }
    expect(challengeEnd(key, bytes.toString('base64url'), at)).toBeUndefined()
    expect(challengeEnd(key, '', at)).toBeUndefined()
  })

  it('is another one each time', () => {
    expect(newChallenge(key, 'sign-in', now)).not.toBe(newChallenge(key, 'sign-in', now))
  })
})
