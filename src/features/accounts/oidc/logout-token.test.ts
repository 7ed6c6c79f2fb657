import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { asInstant, millisecondsOf } from '#shared/dates.ts'
import { readLogoutToken } from './logout-token.ts'

const now = asInstant('2026-03-02T09:00:00.000Z')
const seconds = millisecondsOf(now) / 1000
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const keys = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one' }] }
const check = { issuer: 'https://sign-in.example', clientId: 'heed', now }
const claims = {
  iss: 'https://sign-in.example',
  aud: 'heed',
  iat: seconds,
  exp: seconds + 120,
  jti: 'first',
  sub: 'person-1',
  sid: 'session-1',
  events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function tokenOf(
  said: Record<string, unknown>,
  header: Record<string, unknown> = { alg: 'RS256', kid: 'one' },
) {
  const data = `${part(header)}.${part(said)}`
  return `${data}.${sign('sha256', Buffer.from(data), privateKey).toString('base64url')}`
}

describe('a logout token of an identity provider', () => {
  it('says whom to sign out', () => {
    expect(readLogoutToken(tokenOf(claims), keys, check)).toMatchObject({
      subject: 'person-1',
      sid: 'session-1',
      jti: 'first',
    })
  })

  it('may name the person only, or the session only', () => {
    const { sid: _sid, ...person } = claims
    const { sub: _sub, ...session } = claims
    expect(readLogoutToken(tokenOf(person), keys, check)?.subject).toBe('person-1')
    expect(readLogoutToken(tokenOf(session), keys, check)?.sid).toBe('session-1')
  })

  it.each([
    ['from another issuer', { iss: 'https://evil.example' }],
    ['for another client', { aud: ['other'] }],
    ['too old', { iat: seconds - 900, exp: seconds - 300 }],
    ['from the future', { iat: seconds + 600, exp: seconds + 700 }],
    ['without a name of its own', { jti: undefined }],
    ['that names nobody', { sub: undefined, sid: undefined }],
    ['that is an identity token', { nonce: 'n' }],
    ['without the event', { events: {} }],
  ])('is refused %s', (_how, change) => {
    expect(readLogoutToken(tokenOf({ ...claims, ...change }), keys, check)).toBeUndefined()
  })

  it('is refused without a signature, or with one made from the public key', () => {
    const bare = `${part({ alg: 'none' })}.${part(claims)}.`
    const data = `${part({ alg: 'HS256', kid: 'one' })}.${part(claims)}`
    const pem = publicKey.export({ type: 'spki', format: 'pem' })
    const confused = `${data}.${createHmac('sha256', pem).update(data).digest('base64url')}`
    const [head, , signature] = tokenOf(claims).split('.')
    const swapped = `${head}.${part({ ...claims, sub: 'person-2' })}.${signature}`
    for (const token of [bare, confused, swapped, 'nonsense', '..', '']) {
      expect(readLogoutToken(token, keys, check)).toBeUndefined()
    }
  })

  it('is refused when the provider shows no key that fits', () => {
    for (const shown of [undefined, {}, { keys: [] }, { keys: [{ kty: 'oct', k: 'AAAA' }] }]) {
      expect(readLogoutToken(tokenOf(claims), shown, check)).toBeUndefined()
    }
  })
})
