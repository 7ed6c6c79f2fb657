import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { Actor } from '#platform/access/actor.ts'
import type { ActContext } from '#platform/context.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { checkUsed } from '../factors/passkey.ts'
import type { TakenChallenge } from '../factors/passkey.ts'
import { findPasskey, notePasskeyUse } from '../factors/store.ts'
import type { OwnedPasskey } from '../factors/store.ts'
import { digestOf } from '../secrets/tokens.ts'
import { takeOnce } from '../store.ts'
import { beginSession, confirmSession } from './begin-session.ts'
import type { Entered } from './begin-session.ts'
import type { AnyContext, SignInSite } from './site.ts'

/** Why a passkey opened nothing. The reader is told the same for each, the audit which. */
export type PasskeyRefusal = {
  readonly code:
    'passkey-unknown' | 'passkey-not-verified' | 'challenge-used' | 'passkey-of-another'
}

/** What a challenge on the sign-in page is for. */
export const signInPurpose = 'sign-in'

/** What a challenge on the confirmation page is for: this session and no other. */
export function confirmPurpose(actor: Pick<Actor, 'sessionUid'>): string {
  return `confirm ${actor.sessionUid}`
}

/** Whether a challenge comes back for the first time. */
export function takeChallenge(ctx: AnyContext, challenge: TakenChallenge): Promise<boolean> {
  return takeOnce(ctx.tx, digestOf(challenge.text), challenge.end)
}

async function usePasskey(
  ctx: AnyContext,
  site: SignInSite,
  at: { response: AuthenticationResponseJSON; purpose: string },
): Promise<Result<OwnedPasskey, PasskeyRefusal>> {
  const credentialId = Buffer.from(at.response.id, 'base64url')
  const stored = await findPasskey(ctx.tx, credentialId, site.secret)
  if (stored === undefined) return no({ code: 'passkey-unknown' })
  const moment = { purpose: at.purpose, now: ctx.now }
  const used = await checkUsed(site.passkeys, moment, { response: at.response, stored })
  if (used === undefined) return no({ code: 'passkey-not-verified' })
  if (!(await takeChallenge(ctx, used.challenge))) return no({ code: 'challenge-used' })
  await notePasskeyUse(ctx.tx, stored.uid, { used, secret: site.secret })
  return ok(stored)
}

/** Signs in whoever holds the device that the passkey is on, and whom the device knows. */
export async function signInWithPasskey(
  ctx: AnyContext,
  site: SignInSite,
  at: { response: AuthenticationResponseJSON; shared: boolean; device: string },
): Promise<Result<Entered, PasskeyRefusal>> {
  const used = await usePasskey(ctx, site, { response: at.response, purpose: signInPurpose })
  if (!used.ok) return used
  const { partnershipId, principalId, ownerUid } = used.value
  const who = { partnershipId, principalId, principalUid: ownerUid, assurance: 3 as const }
  return ok(await beginSession(ctx, site, { ...who, shared: at.shared, device: at.device }))
}

/** Confirms with a passkey that it is still the same person. Answers the session's new token. */
export async function confirmWithPasskey(
  ctx: ActContext,
  site: SignInSite,
  response: AuthenticationResponseJSON,
): Promise<Result<string, PasskeyRefusal>> {
  const used = await usePasskey(ctx, site, { response, purpose: confirmPurpose(ctx.actor) })
  if (!used.ok) return used
  if (used.value.ownerUid !== ctx.actor.principalUid) return no({ code: 'passkey-of-another' })
  return ok(await confirmSession(ctx, site, 3))
}
