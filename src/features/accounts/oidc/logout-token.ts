import { createPublicKey, verify } from 'node:crypto'
import type { JsonWebKey, KeyObject } from 'node:crypto'
import { z } from 'zod'
import { addMilliseconds, instantFromMilliseconds } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'
/** Tokens are made for the moment; two clocks may differ by a minute. */
const clockDifference = 60_000
const oldestToken = 10 * 60_000

const Header = z.looseObject({
  alg: z.string(),
  kid: z.string().optional(),
  typ: z.string().optional(),
})

const Claims = z.looseObject({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  iat: z.number(),
  exp: z.number(),
  jti: z.string().min(1),
  sub: z.string().min(1).optional(),
  sid: z.string().min(1).optional(),
  events: z.looseObject({ [logoutEvent]: z.looseObject({}) }),
  nonce: z.undefined().optional(),
})

const Keys = z.looseObject({
  keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional() })),
})

/** Whom a provider wants signed out: a person, or one session of theirs. */
export interface LogoutOrder {
  readonly subject: string | undefined
  readonly sid: string | undefined
  readonly jti: string
  readonly expiresAt: Instant
}

/** For whom a logout token must be made, by whom, and when it is read. */
export interface LogoutCheck {
  readonly issuer: string
  readonly clientId: string
  readonly now: Instant
}

function parsed<T>(schema: z.ZodType<T>, part: string | undefined): T | undefined {
  try {
    return schema.parse(JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')))
  } catch {
    // Not JSON, or not of its shape: then it is no logout token.
    return undefined
  }
}

/** The ways of signing that are taken; none of them can be made from a public key. */
const verifiers: Readonly<
  Record<string, (data: Buffer, key: KeyObject, signature: Buffer) => boolean>
> = {
  RS256: (data, key, signature) =>
    key.asymmetricKeyType === 'rsa' && verify('sha256', data, key, signature),
  PS256: (data, key, signature) =>
    key.asymmetricKeyType === 'rsa' &&
    verify('sha256', data, { key, padding: 6, saltLength: 32 }, signature),
  ES256: (data, key, signature) =>
    key.asymmetricKeyType === 'ec' &&
    verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature),
  EdDSA: (data, key, signature) =>
    key.asymmetricKeyType === 'ed25519' && verify(null, data, key, signature),
}

function publicKey(key: JsonWebKey): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' })
  } catch {
    // A key of a kind that we do not know signs nothing for us.
    return undefined
  }
}

function isSigned(token: string, keys: readonly JsonWebKey[]): boolean {
  const [head, body, signature] = token.split('.')
  const header = parsed(Header, head)
  const check = header && Object.hasOwn(verifiers, header.alg) ? verifiers[header.alg] : undefined
  if (header === undefined || check === undefined || signature === undefined) return false
  const data = Buffer.from(`${head}.${body}`)
  const named = keys.filter((key) => header.kid === undefined || key['kid'] === header.kid)
  return named.some((each) => {
    const key = publicKey(each)
    return key !== undefined && check(data, key, Buffer.from(signature, 'base64url'))
  })
}

/** Made by this provider for Heed, and it names somebody. */
function isForUs(claims: z.output<typeof Claims>, check: LogoutCheck): boolean {
  const audience = typeof claims.aud === 'string' ? [claims.aud] : claims.aud
  const namesSomebody = claims.sub !== undefined || claims.sid !== undefined
  return namesSomebody && claims.iss === check.issuer && audience.includes(check.clientId)
}

function isTimely(claims: z.output<typeof Claims>, now: Instant): boolean {
  const made = instantFromMilliseconds(claims.iat * 1000)
  const ends = instantFromMilliseconds(claims.exp * 1000)
  return (
    addMilliseconds(ends, clockDifference) > now &&
    addMilliseconds(made, -clockDifference) <= now &&
    addMilliseconds(made, oldestToken) > now
  )
}

/**
 * Reads a logout token (OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.6): who signed it, for whom, when,
 * and that it is one. That it comes for the first time is for the caller to see to.
 */
export function readLogoutToken(
  token: string,
  keys: unknown,
  check: LogoutCheck,
): LogoutOrder | undefined {
  const known = Keys.safeParse(keys)
  const claims = parsed(Claims, token.split('.')[1])
  if (!known.success || claims === undefined || token.split('.').length !== 3) return undefined
  if (!isForUs(claims, check) || !isTimely(claims, check.now)) return undefined
  // A key of a provider is a JSON Web Key by its own account; `createPublicKey` refuses what is none.
  if (!isSigned(token, known.data.keys as JsonWebKey[])) return undefined
  return {
    subject: claims.sub,
    sid: claims.sid,
    jti: claims.jti,
    expiresAt: addMilliseconds(instantFromMilliseconds(claims.exp * 1000), clockDifference),
  }
}

/** Fetches the keys of a provider; undefined when it does not answer in time. */
export async function fetchKeys(address: string): Promise<unknown> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(8000), redirect: 'error' })
  return answer.ok ? await answer.json() : undefined
}
