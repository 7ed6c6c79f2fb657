import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { ActContext, ReadContext } from '#platform/context.ts'
import type { Instant } from '#shared/dates.ts'
import { addMilliseconds, millisecondsOf } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { newAuthenticator, stepOfCode } from '../factors/authenticator.ts'
import type { NewAuthenticator } from '../factors/authenticator.ts'
import { checkMade } from '../factors/passkey.ts'
import { addAuthenticator, addPasskey, removeWay, renamePasskey } from '../factors/store.ts'
import type { Enrolment } from '../model.ts'
import { seal, sealText, unsealText } from '../secrets/seal.ts'
import { digestOf } from '../secrets/tokens.ts'
import { findEnrolment, useEnrolment } from '../store.ts'
import { beginSession } from './begin-session.ts'
import type { Entered } from './begin-session.ts'
import type { AnyContext, SignInSite } from './site.ts'
import { authenticatorPurpose } from './use-code.ts'
import { takeChallenge } from './use-passkey.ts'

/** Why a way to sign in was not set up or not removed. */
export type EnrolRefusal = {
  readonly code:
    | 'link-dead'
    | 'passkey-not-verified'
    | 'challenge-used'
    | 'passkey-kept-already'
    | 'code-wrong'
    | 'page-too-old'
    | 'last-way'
}

/** What a challenge for a new passkey is for: this link, or this person. */
export const enrolPurpose = (enrolment: Uid): string => `enrol ${enrolment}`
/** The same for somebody who is signed in. */
export const addPurpose = (principalUid: Uid): string => `add ${principalUid}`

/** Whom a code lets in; a code that was never given does not exist. */
export async function getEnrolment(
  ctx: Pick<ReadContext<unknown>, 'tx'>,
  site: SignInSite,
  code: string,
): Promise<Enrolment> {
  const enrolment = await findEnrolment(ctx.tx, digestOf(code), site.secret)
  if (enrolment === undefined) throw new Failure('not-found', 'no such link')
  return enrolment
}

interface NewPasskey {
  readonly response: RegistrationResponseJSON
  readonly name: string
  readonly purpose: string
}

async function keepPasskey(
  ctx: AnyContext,
  site: SignInSite,
  at: NewPasskey & { owner: { partnershipId: number; principalId: number } },
): Promise<Result<true, EnrolRefusal>> {
  const moment = { purpose: at.purpose, now: ctx.now }
  const made = await checkMade(site.passkeys, moment, at.response)
  if (made === undefined) return no({ code: 'passkey-not-verified' })
  if (!(await takeChallenge(ctx, made.challenge))) return no({ code: 'challenge-used' })
  const kept = { made, name: at.name, secret: site.secret }
  return (await addPasskey(ctx.tx, at.owner, kept))
    ? ok(true)
    : no({ code: 'passkey-kept-already' })
}

/** Sets up a passkey with a one-time link, which is dead from then on, and signs in. */
export async function enrolPasskey(
  ctx: AnyContext,
  site: SignInSite,
  at: { code: string; response: RegistrationResponseJSON; name: string; device: string },
): Promise<Result<Entered, EnrolRefusal>> {
  const enrolment = await getEnrolment(ctx, site, at.code)
  const used = { enrolment: enrolment.uid, usedFor: 'passkey' as const }
  if (!(await useEnrolment(ctx.tx, used, site.secret))) return no({ code: 'link-dead' })
  const purpose = enrolPurpose(enrolment.uid)
  const kept = await keepPasskey(ctx, site, { ...at, purpose, owner: enrolment })
  if (!kept.ok) return kept
  const who = { ...enrolment, assurance: 3 as const, shared: false, device: at.device }
  return ok(await beginSession(ctx, site, who))
}

const setUpMinutes = 30

const setUpPurpose = (enrolment: Uid): string => `set-up ${enrolment}`

/** A new authenticator, and the same sealed for the form: nothing is kept until its first code is right. */
export function offerAuthenticator(
  site: SignInSite,
  enrolment: Uid,
  now: Instant,
): { made: NewAuthenticator; sealed: string } {
  const made = newAuthenticator()
  const until = millisecondsOf(addMilliseconds(now, setUpMinutes * 60_000))
  const at = { purpose: setUpPurpose(enrolment), until }
  return { made, sealed: sealText(site.fieldKey, JSON.stringify(made), at) }
}

/** The authenticator that a form carries sealed, if it is ours and fresh. */
export function offeredAuthenticator(
  site: SignInSite,
  enrolment: Uid,
  at: { sealed: string; now: Instant },
): NewAuthenticator | undefined {
  const now = millisecondsOf(at.now)
  const text = unsealText(site.fieldKey, at.sealed, { purpose: setUpPurpose(enrolment), now })
  return text === undefined ? undefined : (JSON.parse(text) as NewAuthenticator)
}

/** Sets up an authenticator with a one-time link, once its first code is right, and signs in. */
export async function enrolAuthenticator(
  ctx: AnyContext,
  site: SignInSite,
  at: { link: string; sealed: string; code: string; device: string },
): Promise<Result<Entered, EnrolRefusal>> {
  const enrolment = await getEnrolment(ctx, site, at.link)
  const offered = { sealed: at.sealed, now: ctx.now }
  const made = offeredAuthenticator(site, enrolment.uid, offered)
  if (made === undefined) return no({ code: 'page-too-old' })
  const step = await stepOfCode(made.secret, at.code, { now: ctx.now })
  if (step === undefined) return no({ code: 'code-wrong' })
  const used = { enrolment: enrolment.uid, usedFor: 'code' as const }
  if (!(await useEnrolment(ctx.tx, used, site.secret))) return no({ code: 'link-dead' })
  const sealed = seal(site.fieldKey, made.secret, authenticatorPurpose(enrolment.principalUid))
  const kept = { signInName: made.signInName, sealed, step, secret: site.secret }
  if (!(await addAuthenticator(ctx.tx, enrolment, kept))) return no({ code: 'page-too-old' })
  const who = { ...enrolment, assurance: 2 as const, shared: false, device: at.device }
  return ok(await beginSession(ctx, site, who))
}

/** Adds a passkey to the own account. */
export function addOwnPasskey(
  ctx: ActContext,
  site: SignInSite,
  at: { response: RegistrationResponseJSON; name: string },
): Promise<Result<true, EnrolRefusal>> {
  const { partnershipId, principalId, principalUid } = ctx.actor
  const owner = { partnershipId, principalId }
  return keepPasskey(ctx, site, { ...at, purpose: addPurpose(principalUid), owner })
}

/** Gives an own passkey another name. */
export async function renameOwnPasskey(ctx: ActContext, passkey: Uid, name: string): Promise<void> {
  if (!(await renamePasskey(ctx.tx, passkey, name))) throw new Failure('not-found')
}

/** Removes an own way to sign in; the last one stays, because nobody could let the person in again. */
export async function removeOwnWay(ctx: ActContext, way: Uid): Promise<Result<true, EnrolRefusal>> {
  const removal = await removeWay(ctx.tx, way)
  if (removal === 'missing') throw new Failure('not-found')
  return removal === 'last' ? no({ code: 'last-way' }) : ok(true)
}
