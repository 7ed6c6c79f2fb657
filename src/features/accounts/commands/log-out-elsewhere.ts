import { Failure } from '#shared/failure.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { fetchKeys, readLogoutToken } from '../oidc/logout-token.ts'
import type { Provider } from '../oidc/provider.ts'
import { endOutsideSessions } from '../oidc/store.ts'
import { digestOf } from '../secrets/tokens.ts'
import { takeOnce } from '../store.ts'
import type { AnyContext, SignInSite } from './site.ts'

/** Why a logout token of a provider was not followed. */
export type LogoutRefusal = { readonly code: 'logout-token-invalid' | 'logout-token-used' }

/** The keys of a provider, or nothing where it does not answer; no transaction may be open. */
export async function keysOf(site: SignInSite, provider: Provider): Promise<unknown> {
  const address = await site.providers.keysAddress(provider).catch(() => undefined)
  if (address === undefined) throw new Failure('not-ready', 'the provider does not answer')
  return fetchKeys(address).catch(() => undefined)
}

/** Ends the sessions that began at a provider, when the provider says so. Answers how many ended. */
export async function logOutElsewhere(
  ctx: AnyContext,
  site: SignInSite,
  at: { provider: Provider; keys: unknown; token: string },
): Promise<Result<number, LogoutRefusal>> {
  const { issuer, clientId } = at.provider
  const order = readLogoutToken(at.token, at.keys, { issuer, clientId, now: ctx.now })
  if (order === undefined) return no({ code: 'logout-token-invalid' })
  const digest = digestOf(`logout ${issuer} ${order.jti}`)
  if (!(await takeOnce(ctx.tx, digest, order.expiresAt))) return no({ code: 'logout-token-used' })
  const whom = { provider: at.provider.uid, subject: order.subject, sid: order.sid }
  return ok(await endOutsideSessions(ctx.tx, whom, site.secret))
}
