import { generate } from 'otplib'
import { describe, expect, it } from 'vitest'
import { addMilliseconds, asInstant, millisecondsOf } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'
import { newAuthenticator, otpauthLink, readableSecret, stepOfCode } from './authenticator.ts'

const now = asInstant('2026-03-02T09:00:10.000Z')
const { secret, signInName } = newAuthenticator()
const codeAt = (moment: Instant) =>
  generate({ secret, epoch: Math.floor(millisecondsOf(moment) / 1000) })

describe('the code of an authenticator app', () => {
  it('is right now, and for one step before and after', async () => {
    for (const seconds of [-30, 0, 30]) {
      const code = await codeAt(addMilliseconds(now, seconds * 1000))
      const step = Math.floor((millisecondsOf(now) / 1000 + seconds) / 30)
      expect(await stepOfCode(secret, code, { now })).toBe(step)
    }
  })

  it('is wrong two minutes later', async () => {
    const code = await codeAt(addMilliseconds(now, -120_000))
    expect(await stepOfCode(secret, code, { now })).toBeUndefined()
  })

  it('is wrong when its step, or a later one, was taken', async () => {
    const code = await codeAt(now)
    const step = await stepOfCode(secret, code, { now })
    expect(await stepOfCode(secret, code, { now, lastStep: step ?? 0 })).toBeUndefined()
  })

  it('agrees with the test vectors of RFC 6238, appendix B', async () => {
    const known = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    const vectors = [
      ['1970-01-01T00:00:59.000Z', '287082', 1],
      ['2005-03-18T01:58:29.000Z', '081804', 37_037_036],
      ['2009-02-13T23:31:30.000Z', '005924', 41_152_263],
    ] as const
    for (const [moment, code, step] of vectors) {
      expect(await stepOfCode(known, code, { now: asInstant(moment) })).toBe(step)
    }
  })

  it('is refused, not a fault, when it is no code at all', async () => {
    for (const typed of ['', '12345', 'abcdef', '1234567']) {
      expect(await stepOfCode(secret, typed, { now })).toBeUndefined()
    }
  })
})

describe('a new authenticator', () => {
  it('shows the name to type beside each code', () => {
    const link = new URL(otpauthLink({ secret, signInName }))
    expect(decodeURIComponent(link.pathname)).toContain(`Heed:${signInName}`)
    expect(link.searchParams.get('secret')).toBe(secret)
  })

  it('has a secret of 160 bits, shown in groups', () => {
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(readableSecret(secret).replaceAll(' ', '')).toBe(secret)
    expect(readableSecret('ABCDEFGH')).toBe('ABCD EFGH')
  })
})
