import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { challengeEnd, newChallenge } from './challenge.ts'

/** Where passkeys are good: the host name, and the addresses that people see in their browser. */
export interface PasskeySite {
  readonly fieldKey: Buffer
  readonly host: string
  readonly origins: readonly string[]
}

/** The moment and the purpose for which a challenge is made and taken. */
export interface PasskeyMoment {
  readonly purpose: string
  readonly now: Instant
}

/** A passkey that a device knows already. */
export interface KnownCredential {
  readonly credentialId: Buffer
  readonly transports: readonly string[]
}

/** A stored passkey, with all that checking its signature needs. */
export interface StoredPasskey extends KnownCredential {
  readonly publicKey: Buffer
  readonly signCount: number
  readonly ownerUid: Uid
}

/** A passkey that a device has just made. */
export interface MadePasskey {
  readonly credentialId: Buffer
  readonly publicKey: Buffer
  readonly signCount: number
  readonly transports: readonly string[]
  readonly backedUp: boolean
  readonly challenge: TakenChallenge
}

/** A challenge that came back good; it still has to be taken once only. */
export interface TakenChallenge {
  readonly text: string
  readonly end: Instant
}

/** A use of a passkey whose signature is right. */
export interface UsedPasskey {
  readonly signCount: number
  readonly backedUp: boolean
  readonly challenge: TakenChallenge
}

function bytesOf(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer)
}

function idOf(uid: Uid): Uint8Array<ArrayBuffer> {
  return bytesOf(Buffer.from(uid.replaceAll('-', ''), 'hex'))
}

/** What the browser is asked for when somebody sets up a passkey: one that needs no name to be typed, and a finger, face or PIN. */
export async function askToMake(
  site: PasskeySite,
  moment: PasskeyMoment,
  who: { readonly uid: Uid; readonly name: string; readonly known: readonly KnownCredential[] },
): Promise<string> {
  const options = await generateRegistrationOptions({
    rpName: 'Heed',
    rpID: site.host,
    userName: who.name,
    userDisplayName: who.name,
    userID: idOf(who.uid),
    challenge: bytesOf(
      Buffer.from(newChallenge(site.fieldKey, moment.purpose, moment.now), 'base64url'),
    ),
    attestationType: 'none',
    excludeCredentials: who.known.map((each) => ({
      id: each.credentialId.toString('base64url'),
      transports: [...each.transports],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    timeout: 120_000,
  })
  return JSON.stringify(options)
}

/** What the browser is asked for when somebody signs in or confirms that it is them. */
export async function askToUse(site: PasskeySite, moment: PasskeyMoment): Promise<string> {
  const options = await generateAuthenticationOptions({
    rpID: site.host,
    challenge: bytesOf(
      Buffer.from(newChallenge(site.fieldKey, moment.purpose, moment.now), 'base64url'),
    ),
    userVerification: 'required',
    timeout: 120_000,
  })
  return JSON.stringify(options)
}

/** Remembers the challenge on its way through the library, if it is one of ours and still good. */
function challengeTaker(site: PasskeySite, moment: PasskeyMoment) {
  const taken: { challenge?: TakenChallenge } = {}
  function expectedChallenge(text: string): boolean {
    const end = challengeEnd(site.fieldKey, text, moment)
    if (end !== undefined) taken.challenge = { text, end }
    return end !== undefined
  }
  return { taken, expectedChallenge }
}

/** Checks a passkey that a device has just made; undefined when anything about it is not right. */
export async function checkMade(
  site: PasskeySite,
  moment: PasskeyMoment,
  response: RegistrationResponseJSON,
): Promise<MadePasskey | undefined> {
  const { taken, expectedChallenge } = challengeTaker(site, moment)
  const answer = await verifyRegistrationResponse({
    response,
    expectedChallenge,
    expectedOrigin: [...site.origins],
    expectedRPID: site.host,
    requireUserVerification: true,
  }).catch(() => undefined)
  if (answer?.verified !== true || taken.challenge === undefined) return undefined
  const { credential, credentialBackedUp } = answer.registrationInfo
  return {
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    signCount: credential.counter,
    transports: credential.transports ?? [],
    backedUp: credentialBackedUp,
    challenge: taken.challenge,
  }
}

function isOwner(response: AuthenticationResponseJSON, owner: Uid): boolean {
  const { userHandle } = response.response
  return (
    userHandle === undefined ||
    Buffer.from(userHandle, 'base64url').equals(Buffer.from(idOf(owner)))
  )
}

/** Checks the use of a passkey; undefined when signature, site, challenge, count or the person's check is not right. */
export async function checkUsed(
  site: PasskeySite,
  moment: PasskeyMoment,
  at: { readonly response: AuthenticationResponseJSON; readonly stored: StoredPasskey },
): Promise<UsedPasskey | undefined> {
  const { response, stored } = at
  if (!isOwner(response, stored.ownerUid)) return undefined
  const { taken, expectedChallenge } = challengeTaker(site, moment)
  const answer = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: [...site.origins],
    expectedRPID: site.host,
    requireUserVerification: true,
    credential: {
      id: stored.credentialId.toString('base64url'),
      publicKey: bytesOf(stored.publicKey),
      counter: stored.signCount,
    },
  }).catch(() => undefined)
  if (answer?.verified !== true || taken.challenge === undefined) return undefined
  const { newCounter, credentialBackedUp } = answer.authenticationInfo
  return { signCount: newCounter, backedUp: credentialBackedUp, challenge: taken.challenge }
}
