import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { Failure } from '#shared/failure.ts'
import { ok } from '#shared/result.ts'
import { confirmSession } from '../commands/begin-session.ts'
import type { SignInSite } from '../commands/site.ts'
import { confirmWithCode, countCodeAttempt } from '../commands/use-code.ts'
import { confirmPurpose, confirmWithPasskey } from '../commands/use-passkey.ts'
import { askProvider, getProvider, leaveForProvider } from '../commands/use-provider.ts'
import { askToUse } from '../factors/passkey.ts'
import { confirmsWithOneClick, listOwnProviders, listWays } from '../queries.ts'
import {
  CodeConfirmForm,
  PasskeyConfirmForm,
  ProviderConfirmForm,
  SampleConfirmForm,
  ToQuery,
} from '../schemas.ts'
import { Confirm } from '../views/confirm.tsx'
import { explainCode, explainPasskey, explainProvider } from './explain.ts'
import { aboutAccount, destination, leaving } from './sign-in.tsx'

function confirmPage(site: SignInSite): Route {
  return page({
    path: '/confirm',
    can: 'signed-in',
    audit: { none: 'a page that asks, and shows nothing' },
    query: ToQuery,
    handle: async (ctx, { query, form }) => {
      const ways = await listWays(ctx.tx, ctx.actor.principalId)
      const has = (kind: 'passkey' | 'code') => ways.some((way) => way.kind === kind)
      const moment = { purpose: confirmPurpose(ctx.actor), now: ctx.now }
      const model = {
        form,
        to: destination(query, form),
        options: has('passkey') ? await askToUse(site.passkeys, moment) : undefined,
        hasCode: has('code'),
        providers: await listOwnProviders(ctx.tx),
        sample: await confirmsWithOneClick(ctx.tx),
      }
      return { title: 'Confirm that it is you', body: <Confirm {...model} />, about: {} }
    },
  })
}

const confirmed = {
  page: '/confirm',
  can: 'signed-in',
  said: '',
} as const

function passkeyAct(site: SignInSite): Route {
  return act({
    ...confirmed,
    path: '/confirm/passkey',
    audit: 'session.confirmed-by-passkey',
    body: PasskeyConfirmForm,
    explain: explainPasskey,
    handle: async (ctx, { body }) => {
      const token = await confirmWithPasskey(ctx, site, body.response)
      if (!token.ok) return token
      const about = aboutAccount(ctx.actor.principalUid)
      return ok({ to: body.to, about, session: { begin: token.value } })
    },
  })
}

function codeAct(site: SignInSite): Route {
  return act({
    ...confirmed,
    path: '/confirm/code',
    audit: 'session.confirmed-by-code',
    body: CodeConfirmForm,
    explain: explainCode,
    before: (apart) => apart((ctx) => countCodeAttempt(ctx, site, undefined)),
    handle: async (ctx, { body, before: attempt }) => {
      const token = await confirmWithCode(ctx, site, { attempt, code: body.code })
      if (!token.ok) return token
      const about = aboutAccount(ctx.actor.principalUid)
      return ok({ to: body.to, about, session: { begin: token.value } })
    },
  })
}

function providerAct(site: SignInSite): Route {
  return act({
    ...confirmed,
    path: '/confirm/provider',
    audit: 'session.confirmation-begun',
    body: ProviderConfirmForm,
    explain: explainProvider,
    before: async (apart, { body }) => {
      const provider = await apart((ctx) => getProvider(ctx, site, body.provider))
      return askProvider(site, provider, 'confirm')
    },
    handle: async (ctx, { body, before: asked }) => {
      const going = { asked, purpose: 'confirm' as const, shared: false, to: body.to, device: '' }
      const left = await leaveForProvider(ctx, site, going)
      return left.ok ? ok(leaving(left.value)) : left
    },
  })
}

function sampleAct(site: SignInSite): Route {
  return act({
    ...confirmed,
    path: '/confirm/sample',
    audit: 'session.confirmed-by-sample',
    body: SampleConfirmForm,
    explain: () => [],
    handle: async (ctx, { body }) => {
      if (!(await confirmsWithOneClick(ctx.tx))) throw new Failure('not-found', 'not-invented')
      const token = await confirmSession(ctx, site, 3)
      const about = aboutAccount(ctx.actor.principalUid)
      return ok({ to: body.to, about, session: { begin: token } })
    },
  })
}

/** Confirming that it is still the same person (security.md 5.1 rule 8). */
export function confirmRoutes(site: SignInSite): readonly Route[] {
  return [confirmPage(site), passkeyAct(site), codeAct(site), providerAct(site), sampleAct(site)]
}
