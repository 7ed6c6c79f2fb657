import { z } from 'zod'
import { UidParams } from '#platform/fields.ts'
import { api } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { keysOf, logOutElsewhere } from './commands/log-out-elsewhere.ts'
import type { SignInSite } from './commands/site.ts'
import { getProvider } from './commands/use-provider.ts'

const extend = api({
  method: 'POST',
  path: '/session/extend',
  can: 'signed-in',
  audit: { none: 'says that somebody is still there, and shows nothing' },
  summary: 'Keeps a session that is in use from ending.',
  keyless: 'twice is the same as once',
  answer: z.strictObject({ endsAt: z.string() }),
  // Being asked is itself the use that keeps the session alive.
  handle: (ctx) => Promise.resolve(ok({ answer: { endsAt: ctx.actor.expiresAt }, about: {} })),
})

function backChannelLogout(site: SignInSite): Route {
  return api({
    method: 'POST',
    path: '/api/back-channel-logout/:uid',
    can: 'public',
    audit: 'session.ended-elsewhere',
    summary:
      'An identity provider ends the sessions that began there (OpenID Connect Back-Channel Logout 1.0).',
    keyless: 'a logout token names itself and is taken once',
    params: UidParams,
    body: z.object({ logout_token: z.string().min(1).max(10_000) }),
    answer: z.strictObject({ ended: z.number() }),
    before: async (apart, { params }) => {
      const provider = await apart((ctx) => getProvider(ctx, site, params.uid))
      return { provider, keys: await keysOf(site, provider) }
    },
    handle: async (ctx, { body, before }) => {
      const ended = await logOutElsewhere(ctx, site, { ...before, token: body.logout_token })
      if (!ended.ok) return ended
      const about = { object: { type: 'identity-provider', uid: before.provider.uid } }
      return ok({ answer: { ended: ended.value }, about })
    },
  })
}

/** What is sent to Heed about sessions without a page. */
export function signInApi(site: SignInSite): readonly Route[] {
  return [extend, backChannelLogout(site)]
}
