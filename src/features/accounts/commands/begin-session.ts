import type { Uid } from '#shared/ids.ts'
import { limitsFor } from '../session-limits.ts'
import { digestOf, newToken } from '../secrets/tokens.ts'
import * as store from '../store.ts'
import type { AnyContext, SignInSite } from './site.ts'

/** Who signs in, how sure that is, and at what computer. */
export interface Entering {
  readonly partnershipId: number
  readonly principalId: number
  readonly principalUid: Uid
  readonly assurance: 2 | 3
  readonly shared: boolean
  readonly device: string
}

/** Somebody who has just signed in. */
export interface Entered {
  readonly principalUid: Uid
  readonly token: string
  readonly session: Uid
}

/** Begins a session with a token of its own; one that this browser had before ends. */
export async function beginSession(
  ctx: AnyContext,
  site: SignInSite,
  who: Entering,
): Promise<Entered> {
  if (ctx.actor.kind !== 'visitor') await store.endOwnSession(ctx.tx)
  const token = newToken()
  const session = await store.startSession(
    ctx.tx,
    {
      partnershipId: who.partnershipId,
      principalId: who.principalId,
      tokenDigest: digestOf(token),
      assurance: who.assurance,
      limits: limitsFor(who),
      agent: who.device,
    },
    site.secret,
  )
  await store.continueAs(ctx.tx, token)
  return { principalUid: who.principalUid, token, session }
}

/** Notes that the person confirmed that it is them. The session goes on under another token. */
export async function confirmSession(
  ctx: AnyContext,
  site: SignInSite,
  assurance: 2 | 3,
): Promise<string> {
  const token = newToken()
  await store.rotateSession(ctx.tx, { tokenDigest: digestOf(token), assurance }, site.secret)
  await store.continueAs(ctx.tx, token)
  return token
}

/** Signs in as an invented person. A database with real data refuses. */
export async function enterSample(
  ctx: AnyContext,
  site: SignInSite,
  who: { person: Uid; device: string },
): Promise<string> {
  if (ctx.actor.kind !== 'visitor') await store.endOwnSession(ctx.tx)
  const token = newToken()
  const made = { who: who.person, tokenDigest: digestOf(token), agent: who.device }
  await store.startSampleSession(ctx.tx, made, site.secret)
  await store.continueAs(ctx.tx, token)
  return token
}
