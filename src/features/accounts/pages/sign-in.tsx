import { z } from 'zod'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { valueOf } from '#platform/html/form-state.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { enterSample } from '../commands/begin-session.ts'
import type { SignInSite } from '../commands/site.ts'
import { countCodeAttempt, signInWithCode } from '../commands/use-code.ts'
import { signInPurpose, signInWithPasskey } from '../commands/use-passkey.ts'
import {
  addressOf,
  arrive,
  askProvider,
  askWhoCameBack,
  getProvider,
  leaveForProvider,
  takeReturn,
} from '../commands/use-provider.ts'
import { askToUse } from '../factors/passkey.ts'
import { localPath } from '../local-path.ts'
import type { Returned } from '../oidc/provider.ts'
import { paths } from '../paths.ts'
import { installationKind, listProviders, listSamplePeople } from '../queries.ts'
import {
  CodeSignInForm,
  LeaveQuery,
  PasskeySignInForm,
  ProviderSignInForm,
  Returned as ReturnedQuery,
  ReturnForm,
  SampleSignInForm,
  ToQuery,
} from '../schemas.ts'
import {
  CodeSignIn,
  ComeBack,
  LeaveForProvider,
  SignedInAlready,
  SignIn,
} from '../views/sign-in.tsx'
import { explainCode, explainPasskey, explainProvider } from './explain.ts'
import { signOutRoutes } from './sign-out.tsx'

const shownToAll = { none: 'a page that is the same for everybody' }

/** Where to go afterwards: from the address, or from the form that was refused. */
export function destination(query: { to?: string | undefined }, form: PageForm): string {
  return localPath(query.to ?? (valueOf(form, 'to') || undefined))
}

/** What the audit is told of a person whose account something happens to. */
export function aboutAccount(uid: Uid, reason?: string) {
  return { object: { type: 'account', uid }, ...(reason !== undefined && { reason }) }
}

function signInPage(site: SignInSite): Route {
  return page({
    path: '/sign-in',
    can: 'public',
    audit: shownToAll,
    query: ToQuery,
    handle: async (ctx, { query, form }) => {
      const to = destination(query, form)
      if (ctx.actor.kind !== 'visitor') {
        const body = <SignedInAlready name={ctx.actor.name} to={to} />
        return { title: 'Sign in', body, about: {} }
      }
      const options = await askToUse(site.passkeys, { purpose: signInPurpose, now: ctx.now })
      const providers = await listProviders(ctx.tx)
      const people = await listSamplePeople(ctx.tx)
      const model = { form, to, options, providers, people }
      return { title: 'Sign in', body: <SignIn {...model} />, about: {} }
    },
  })
}

function passkeyAct(site: SignInSite): Route {
  return act({
    path: '/sign-in/passkey',
    page: '/sign-in',
    can: 'public',
    audit: 'sign-in.passkey-used',
    said: '',
    body: PasskeySignInForm,
    explain: explainPasskey,
    handle: async (ctx, { body }) => {
      const entered = await signInWithPasskey(ctx, site, body)
      if (!entered.ok) return entered
      const { principalUid, token } = entered.value
      return ok({ to: body.to, about: aboutAccount(principalUid), session: { begin: token } })
    },
  })
}

const codePage = page({
  path: '/sign-in/code',
  can: 'public',
  audit: shownToAll,
  query: ToQuery,
  handle: (_ctx, { query, form }) => {
    const to = destination(query, form)
    return Promise.resolve({
      title: 'Sign in with a code',
      back: { href: paths.signInTo(to), text: 'Other ways to sign in' },
      body: <CodeSignIn form={form} to={to} />,
      about: {},
    })
  },
})

function codeAct(site: SignInSite): Route {
  return act({
    path: '/sign-in/code',
    page: '/sign-in/code',
    can: 'public',
    audit: 'sign-in.code-used',
    said: '',
    body: CodeSignInForm,
    explain: explainCode,
    before: (apart, { body }) => apart((ctx) => countCodeAttempt(ctx, site, body.signInName)),
    handle: async (ctx, { body, before }) => {
      const entered = await signInWithCode(ctx, site, { ...body, attempt: before })
      if (!entered.ok) return entered
      const { principalUid, token } = entered.value
      return ok({ to: body.to, about: aboutAccount(principalUid), session: { begin: token } })
    },
  })
}

function providerAct(site: SignInSite): Route {
  return act({
    path: '/sign-in/provider',
    page: '/sign-in',
    can: 'public',
    audit: 'sign-in.provider-chosen',
    said: '',
    body: ProviderSignInForm,
    explain: explainProvider,
    before: async (apart, { body }) => {
      const provider = await apart((ctx) => getProvider(ctx, site, body.provider))
      return askProvider(site, provider, 'sign-in')
    },
    handle: async (ctx, { body, before: asked }) => {
      const going = { asked, purpose: 'sign-in' as const, ...body }
      // Somebody who is signed in begins anew: their session is not the one that comes back.
      const left = await leaveForProvider({ ...ctx, actor: { kind: 'visitor' } }, site, going)
      if (!left.ok) return left
      return ok(leaving(left.value))
    },
  })
}

/** On to the page that leads to the organisation, with the token of a browser that has none. */
export function leaving(left: { via: string; token: string | undefined }) {
  const to = `/sign-in/leave?via=${left.via}`
  return { to, about: {}, ...(left.token !== undefined && { session: { begin: left.token } }) }
}

function leavePage(site: SignInSite): Route {
  return page({
    path: '/sign-in/leave',
    can: 'public',
    audit: shownToAll,
    query: LeaveQuery,
    handle: (ctx, { query }) =>
      Promise.resolve({
        title: 'Your organisation',
        body: <LeaveForProvider address={addressOf(site, query.via, ctx.now)} />,
        about: {},
      }),
  })
}

const returnPage = page({
  path: '/sign-in/return',
  can: 'public',
  audit: shownToAll,
  query: ReturnedQuery,
  handle: (_ctx, { query, form }) =>
    Promise.resolve({
      title: 'Back from your organisation',
      body: <ComeBack form={form} returned={query} />,
      about: {},
    }),
})

function namedOnly(sent: z.output<typeof ReturnForm>): Returned {
  return z.record(z.string(), z.string()).parse(JSON.parse(JSON.stringify(sent)))
}

function returnAct(site: SignInSite): Route {
  return act({
    path: '/sign-in/return',
    page: '/sign-in/return',
    can: 'public',
    audit: 'sign-in.returned',
    said: '',
    body: ReturnForm,
    explain: explainProvider,
    before: async (apart, { body }) => {
      const returned = namedOnly(body)
      const back = await apart((ctx) => takeReturn(ctx, site, returned))
      return back && askWhoCameBack(site, back, returned)
    },
    handle: async (ctx, { before: back }) => {
      const arrived = await arrive(ctx, site, back)
      if (!arrived.ok) return arrived
      const { principalUid, purpose, to, token } = arrived.value
      return ok({ to, about: aboutAccount(principalUid, purpose), session: { begin: token } })
    },
  })
}

function sampleAct(site: SignInSite): Route {
  return act({
    path: '/sign-in/sample',
    page: '/sign-in',
    can: 'public',
    audit: 'sign-in.sample-chosen',
    said: '',
    body: SampleSignInForm,
    explain: () => [],
    handle: async (ctx, { body }) => {
      if ((await installationKind(ctx.tx)) === 'real') throw new Failure('not-found', 'real-data')
      const token = await enterSample(ctx, site, body)
      return ok({ to: body.to, about: aboutAccount(body.person), session: { begin: token } })
    },
  })
}

/** The ways in, and the way out. */
export function signInRoutes(site: SignInSite): readonly Route[] {
  return [
    signInPage(site),
    passkeyAct(site),
    codePage,
    codeAct(site),
    providerAct(site),
    leavePage(site),
    returnPage,
    returnAct(site),
    sampleAct(site),
    ...signOutRoutes(site),
  ]
}
