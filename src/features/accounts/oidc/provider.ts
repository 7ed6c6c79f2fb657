import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  discovery,
  enableNonRepudiationChecks,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { Configuration, IDToken } from 'openid-client'
import { addMilliseconds, instantFromMilliseconds } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'

/** An identity provider, as a partnership configured it. */
export interface Provider {
  readonly uid: Uid
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  readonly assurance: 2 | 3
  readonly highAcr: readonly string[]
}

/** What has to come back with the answer of a provider. */
export interface Leaving {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Who came back, and how sure the provider is. */
export interface OutsidePerson {
  readonly subject: string
  readonly sid: string | undefined
  readonly assurance: 2 | 3
  /** When the person last showed the provider that it is them. */
  readonly confirmedAt: Instant | undefined
}

/** What the provider sent back through the browser. */
export type Returned = Readonly<Record<string, string>>

const waitSeconds = 8
/** Signing out here waits no longer than this for an organisation. */
const mostPatience = 2000
/** Clocks of two organisations differ a little. */
const clockDifference = 60_000
/** A sign-in at the provider may be as old as a session of ours (security.md 5.1 rule 8). */
const oldestSignIn = 12 * 60 * 60
/** A confirmation is no older than this (the same rule). */
const oldestConfirmation = 5 * 60

function isOnThisMachine(issuer: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname)
}

/** Whether an issuer may be used: over https, or on this machine for a trial. */
export function mayBeIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const issuer = new URL(text)
  return issuer.protocol === 'https:' || (issuer.protocol === 'http:' && isOnThisMachine(issuer))
}

async function discover(provider: Provider): Promise<Configuration> {
  const issuer = new URL(provider.issuer)
  if (!mayBeIssuer(provider.issuer))
    throw new Error('an identity provider must be reached over https')
  const { clientSecret } = provider
  const authentication = clientSecret === undefined ? None() : ClientSecretBasic(clientSecret)
  // The signature of each identity token is checked too, not only the connection that it came over.
  const execute = [
    enableNonRepudiationChecks,
    ...(isOnThisMachine(issuer) ? [allowInsecureRequests] : []),
  ]
  return discovery(issuer, provider.clientId, undefined, authentication, {
    execute,
    timeout: waitSeconds,
  })
}

function secondsFor(purpose: 'confirm' | 'enter'): number {
  return purpose === 'confirm' ? oldestConfirmation : oldestSignIn
}

function personOf(claims: IDToken, provider: Provider): OutsidePerson {
  const { sub, auth_time: confirmed, acr, sid } = claims
  return {
    subject: sub,
    sid: typeof sid === 'string' ? sid : undefined,
    assurance: typeof acr === 'string' && provider.highAcr.includes(acr) ? 3 : provider.assurance,
    confirmedAt: confirmed === undefined ? undefined : instantFromMilliseconds(confirmed * 1000),
  }
}

/**
 * The sign-out of a provider (OpenID Connect RP-Initiated Logout 1.0). It asks the person itself: Heed keeps no identity token
 * that would answer for them.
 */
async function goodbyeAt(
  asked: Promise<Configuration>,
  told: { readonly signedOut: string; readonly subject: string },
): Promise<string | undefined> {
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), mostPatience).unref()
  })
  const configuration = await Promise.race([asked, late]).catch(() => undefined)
  if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined
  const address = buildEndSessionUrl(configuration, {
    post_logout_redirect_uri: told.signedOut,
    logout_hint: told.subject,
  })
  return mayBeIssuer(address.href) ? address.href : undefined
}

/** Where a provider sends people back to: after signing in, and after signing out there. */
interface OwnAddresses {
  readonly comeBack: string
  readonly signedOut: string
}

/** Speaks with identity providers; what they publish about themselves is asked for once. */
export function identityProviders({ comeBack: returnAddress, signedOut }: OwnAddresses) {
  const known = new Map<string, Promise<Configuration>>()

  function configurationOf(provider: Provider): Promise<Configuration> {
    const key = JSON.stringify([provider.issuer, provider.clientId, provider.clientSecret])
    const before = known.get(key)
    if (before !== undefined) return before
    const asked = discover(provider)
    known.set(key, asked)
    asked.catch(() => known.delete(key))
    return asked
  }

  /** Where the browser goes to sign in, and what must come back. To confirm, the person must sign in there again. */
  async function leave(
    provider: Provider,
    purpose: 'confirm' | 'enter',
  ): Promise<{ address: string; leaving: Leaving }> {
    const configuration = await configurationOf(provider)
    const leaving = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
    }
    const address = buildAuthorizationUrl(configuration, {
      redirect_uri: returnAddress,
      scope: 'openid',
      state: leaving.state,
      nonce: leaving.nonce,
      code_challenge: await calculatePKCECodeChallenge(leaving.verifier),
      code_challenge_method: 'S256',
      max_age: purpose === 'confirm' ? '0' : String(oldestSignIn),
      ...(provider.highAcr.length > 0 && { acr_values: provider.highAcr.join(' ') }),
    })
    return { address: address.href, leaving }
  }

  /** Trades what came back for the person's identity; throws when anything about it is not right. */
  async function comeBack(
    provider: Provider,
    back: { returned: Returned; leaving: Leaving; purpose: 'confirm' | 'enter' },
  ): Promise<OutsidePerson> {
    const { leaving, returned } = back
    const address = new URL(returnAddress)
    for (const [name, value] of Object.entries(returned)) address.searchParams.set(name, value)
    const tokens = await authorizationCodeGrant(await configurationOf(provider), address, {
      expectedState: leaving.state,
      expectedNonce: leaving.nonce,
      pkceCodeVerifier: leaving.verifier,
      maxAge: secondsFor(back.purpose),
    })
    const claims = tokens.claims()
    if (claims === undefined) throw new Error('the provider sent no identity token')
    return personOf(claims, provider)
  }

  /** Where the provider keeps the keys with which it signs. */
  async function keysAddress(provider: Provider): Promise<string> {
    const { jwks_uri: address } = (await configurationOf(provider)).serverMetadata()
    if (address === undefined) throw new Error('the provider names no keys')
    return address
  }

  /** Where the browser goes to sign out there; undefined when the provider offers nothing or does not answer soon. */
  function goodbye(provider: Provider, subject: string): Promise<string | undefined> {
    return goodbyeAt(configurationOf(provider), { signedOut, subject })
  }

  return { leave, comeBack, goodbye, keysAddress }
}

/** The part of Heed that speaks with identity providers. */
export type IdentityProviders = ReturnType<typeof identityProviders>

/** Whether somebody who was sent to confirm really signed in again after they were sent. */
export function confirmedSince(person: OutsidePerson, sentAt: Instant): boolean {
  return (
    person.confirmedAt !== undefined &&
    addMilliseconds(person.confirmedAt, clockDifference) >= sentAt
  )
}
