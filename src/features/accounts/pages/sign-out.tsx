import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import type { SignInSite } from '../commands/site.ts'
import { findOwnProvider, goodbyeAddressOf, sealGoodbye } from '../commands/use-provider.ts'
import { paths } from '../paths.ts'
import { LeaveQuery, Nothing } from '../schemas.ts'
import { endOwnSession } from '../store.ts'
import { SignOutThere } from '../views/sign-in.tsx'

function signOutAct(site: SignInSite): Route {
  return act({
    path: paths.signOut,
    page: '/sign-in',
    can: 'public',
    audit: 'session.ended',
    said: 'You are signed out.',
    body: Nothing,
    explain: () => [],
    before: async (apart) => {
      const own = await apart((ctx) => findOwnProvider(ctx, site))
      return own && site.providers.goodbye(own.provider, own.subject)
    },
    handle: async (ctx, { before: goodbye }) => {
      await endOwnSession(ctx.tx)
      const about =
        ctx.actor.kind === 'visitor'
          ? {}
          : { object: { type: 'account', uid: ctx.actor.principalUid } }
      const to =
        goodbye === undefined
          ? paths.signIn
          : `${paths.signOutThere}?via=${sealGoodbye(site, goodbye, ctx.now)}`
      return ok({ to, about, session: 'end' as const })
    },
  })
}

function signOutTherePage(site: SignInSite): Route {
  return page({
    path: paths.signOutThere,
    can: 'public',
    audit: { none: 'a page that is the same for everybody' },
    query: LeaveQuery,
    handle: (ctx, { query }) =>
      Promise.resolve({
        title: 'Your organisation',
        body: <SignOutThere address={goodbyeAddressOf(site, query.via, ctx.now)} />,
        about: {},
      }),
  })
}

/** The way out: of Heed, and on to the organisation at which the session began. */
export function signOutRoutes(site: SignInSite): readonly Route[] {
  return [signOutAct(site), signOutTherePage(site)]
}
