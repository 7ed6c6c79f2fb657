import type { ActContext } from '#platform/context.ts'
import type { Instant } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { stepOfCode } from '../factors/authenticator.ts'
import { findAuthenticator, noteCodeAttempt, noteCodeUse } from '../factors/store.ts'
import type { OwnedAuthenticator } from '../factors/store.ts'
import { countAttempt, isLocked } from '../lockout.ts'
import { unseal } from '../secrets/seal.ts'
import { beginSession, confirmSession } from './begin-session.ts'
import type { Entered } from './begin-session.ts'
import type { AnyContext, SignInSite } from './site.ts'

/** Why a code opened nothing. An unknown name reads like a wrong code. */
export type CodeRefusal =
  | { readonly code: 'code-wrong' | 'code-taken' | 'sign-in-name-unknown' }
  | { readonly code: 'codes-locked'; readonly until: Instant }

/** An attempt that has been counted and may be looked at, one that must wait, or one without an authenticator. */
export type CountedAttempt =
  | { readonly kind: 'counted'; readonly authenticator: OwnedAuthenticator }
  | { readonly kind: 'locked'; readonly until: Instant }
  | { readonly kind: 'unknown' }

/**
 * Counts an attempt, in a transaction that stands whatever becomes of the code. Without a name it is the caller's own.
 */
export async function countCodeAttempt(
  ctx: AnyContext,
  site: SignInSite,
  signInName: string | undefined,
): Promise<CountedAttempt> {
  const authenticator = await findAuthenticator(ctx.tx, signInName, site.secret)
  if (authenticator === undefined) return { kind: 'unknown' }
  const before = { ...authenticator, lockedUntil: authenticator.lockedUntil ?? undefined }
  if (before.lockedUntil !== undefined && isLocked(before, ctx.now)) {
    return { kind: 'locked', until: before.lockedUntil }
  }
  const counted = countAttempt(before, ctx.now)
  await noteCodeAttempt(ctx.tx, authenticator, { ...counted, secret: site.secret })
  return { kind: 'counted', authenticator }
}

/** What the sealed secret of an authenticator is sealed for: one person. */
export function authenticatorPurpose(principalUid: string): string {
  return `authenticator ${principalUid}`
}

async function useCode(
  ctx: AnyContext,
  site: SignInSite,
  at: { attempt: CountedAttempt; code: string },
): Promise<Result<OwnedAuthenticator, CodeRefusal>> {
  const { attempt } = at
  if (attempt.kind === 'locked') return no({ code: 'codes-locked', until: attempt.until })
  if (attempt.kind === 'unknown') return no({ code: 'sign-in-name-unknown' })
  const { authenticator } = attempt
  const purpose = authenticatorPurpose(authenticator.principalUid)
  const secret = unseal(site.fieldKey, authenticator.sealed, purpose)
  if (secret === undefined) throw new Error('an authenticator was sealed with another key')
  const step = await stepOfCode(secret.toString('utf8'), at.code, { now: ctx.now })
  if (step === undefined) return no({ code: 'code-wrong' })
  const taken = await noteCodeUse(ctx.tx, authenticator, { step, secret: site.secret })
  return taken ? ok(authenticator) : no({ code: 'code-taken' })
}

/** Signs in with a sign-in name and the code that the app shows. */
export async function signInWithCode(
  ctx: AnyContext,
  site: SignInSite,
  at: { attempt: CountedAttempt; code: string; shared: boolean; device: string },
): Promise<Result<Entered, CodeRefusal>> {
  const used = await useCode(ctx, site, at)
  if (!used.ok) return used
  const { partnershipId, principalId, principalUid } = used.value
  const who = { partnershipId, principalId, principalUid, assurance: 2 as const }
  return ok(await beginSession(ctx, site, { ...who, shared: at.shared, device: at.device }))
}

/** Confirms with a code that it is still the same person. Answers the session's new token. */
export async function confirmWithCode(
  ctx: ActContext,
  site: SignInSite,
  at: { attempt: CountedAttempt; code: string },
): Promise<Result<string, CodeRefusal>> {
  const used = await useCode(ctx, site, at)
  if (!used.ok) return used
  return ok(await confirmSession(ctx, site, 2))
}
