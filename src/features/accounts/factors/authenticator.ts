import { randomBytes } from 'node:crypto'
import { generateSecret, generateURI, verify } from 'otplib'
import type { Instant } from '#shared/dates.ts'
import { millisecondsOf } from '#shared/dates.ts'
import { signInNameBytes, signInNameFrom } from '../sign-in-name.ts'

/** An authenticator that is being set up: the name to type, and the secret that the app keeps. */
export interface NewAuthenticator {
  readonly signInName: string
  readonly secret: string
}

/** Makes a sign-in name and a secret of 160 bits (RFC 4226 section 4, R6). */
export function newAuthenticator(): NewAuthenticator {
  const signInName = signInNameFrom(randomBytes(signInNameBytes))
  return signInName === undefined ? newAuthenticator() : { signInName, secret: generateSecret() }
}

/** The link that an authenticator app on the same device opens; its label is the name to type. */
export function otpauthLink(made: NewAuthenticator): string {
  return generateURI({ issuer: 'Heed', label: made.signInName, secret: made.secret })
}

/** The secret in groups of four, as it is read off and typed. */
export function readableSecret(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
}

const oneStep = 30

/**
 * The time step of a right code, one step early or late allowed for clocks that differ (RFC 6238 section 5.2);
 * undefined for a wrong one, and for one whose step was taken before.
 */
export async function stepOfCode(
  secret: string,
  code: string,
  at: { readonly now: Instant; readonly lastStep?: number },
): Promise<number | undefined> {
  const answer = await verify({
    secret,
    token: code,
    epoch: Math.floor(millisecondsOf(at.now) / 1000),
    epochTolerance: oneStep,
    ...(at.lastStep !== undefined && { afterTimeStep: at.lastStep }),
  }).catch(() => undefined)
  return answer?.valid === true && 'timeStep' in answer ? answer.timeStep : undefined
}
