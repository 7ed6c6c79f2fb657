import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { valueOf } from '#platform/html/form-state.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import {
  enrolAuthenticator,
  enrolPasskey,
  enrolPurpose,
  getEnrolment,
  offerAuthenticator,
  offeredAuthenticator,
} from '../commands/enrol.ts'
import type { SignInSite } from '../commands/site.ts'
import { askProvider, getProvider, leaveForProvider } from '../commands/use-provider.ts'
import { otpauthLink, readableSecret } from '../factors/authenticator.ts'
import { askToMake } from '../factors/passkey.ts'
import { paths } from '../paths.ts'
import { listProviders } from '../queries.ts'
import { EnrolParams, EnrolProviderForm, NewAuthenticatorForm, NewPasskeyForm } from '../schemas.ts'
import { DeadLink, Enrol, EnrolAuthenticator } from '../views/enrol.tsx'
import { explainEnrol, explainProvider } from './explain.ts'
import { aboutAccount, leaving } from './sign-in.tsx'

const title = 'Your first sign-in'

function enrolPage(site: SignInSite): Route {
  return page({
    path: '/enrol/:code',
    can: 'public',
    audit: 'invitation.opened',
    params: EnrolParams,
    handle: async (ctx, { params, form }) => {
      const enrolment = await getEnrolment(ctx, site, params.code)
      const about = aboutAccount(enrolment.principalUid, enrolment.state)
      if (enrolment.state !== 'open') {
        return { title, body: <DeadLink state={enrolment.state} />, about }
      }
      const moment = { purpose: enrolPurpose(enrolment.uid), now: ctx.now }
      const who = { uid: enrolment.principalUid, name: enrolment.name, known: [] }
      const options = await askToMake(site.passkeys, moment, who)
      const providers = await listProviders(ctx.tx)
      const model = { form, code: params.code, name: enrolment.name, options, providers }
      return { title, body: <Enrol {...model} />, about }
    },
  })
}

function passkeyAct(site: SignInSite): Route {
  return act({
    path: '/enrol/:code/passkey',
    page: '/enrol/:code',
    can: 'public',
    audit: 'invitation.used-for-passkey',
    said: 'Your passkey is set up, and you are signed in.',
    params: EnrolParams,
    body: NewPasskeyForm,
    explain: explainEnrol,
    handle: async (ctx, { params, body }) => {
      const entered = await enrolPasskey(ctx, site, { ...body, code: params.code })
      if (!entered.ok) return entered
      const { principalUid, token } = entered.value
      return ok({ to: '/', about: aboutAccount(principalUid), session: { begin: token } })
    },
  })
}

/** The authenticator that a refused form carried, so that the app need not be set up twice; else a new one. */
function offer(site: SignInSite, enrolment: Uid, at: { form: PageForm; now: Instant }) {
  const sealed = valueOf(at.form, 'sealed')
  const before = sealed && offeredAuthenticator(site, enrolment, { sealed, now: at.now })
  return before ? { made: before, sealed } : offerAuthenticator(site, enrolment, at.now)
}

function authenticatorPage(site: SignInSite): Route {
  return page({
    path: '/enrol/:code/authenticator',
    can: 'public',
    audit: 'invitation.opened',
    params: EnrolParams,
    handle: async (ctx, { params, form }) => {
      const enrolment = await getEnrolment(ctx, site, params.code)
      const about = aboutAccount(enrolment.principalUid, enrolment.state)
      if (enrolment.state !== 'open') {
        return { title, body: <DeadLink state={enrolment.state} />, about }
      }
      const { made, sealed } = offer(site, enrolment.uid, { form, now: ctx.now })
      const model = {
        form,
        sealed,
        code: params.code,
        signInName: made.signInName,
        secret: readableSecret(made.secret),
        link: otpauthLink(made),
      }
      const back = { href: paths.enrol(params.code), text: 'Other ways' }
      return { title: 'Authenticator app', back, body: <EnrolAuthenticator {...model} />, about }
    },
  })
}

function authenticatorAct(site: SignInSite): Route {
  return act({
    path: '/enrol/:code/authenticator',
    page: '/enrol/:code/authenticator',
    can: 'public',
    audit: 'invitation.used-for-code',
    said: 'Your authenticator app is set up, and you are signed in.',
    params: EnrolParams,
    body: NewAuthenticatorForm,
    explain: explainEnrol,
    handle: async (ctx, { params, body }) => {
      const entered = await enrolAuthenticator(ctx, site, { ...body, link: params.code })
      if (!entered.ok) return entered
      const { principalUid, token } = entered.value
      return ok({ to: '/', about: aboutAccount(principalUid), session: { begin: token } })
    },
  })
}

function providerAct(site: SignInSite): Route {
  return act({
    path: '/enrol/:code/provider',
    page: '/enrol/:code',
    can: 'public',
    audit: 'invitation.provider-chosen',
    said: '',
    params: EnrolParams,
    body: EnrolProviderForm,
    explain: explainProvider,
    before: async (apart, { body }) => {
      const provider = await apart((ctx) => getProvider(ctx, site, body.provider))
      return askProvider(site, provider, 'enrol')
    },
    handle: async (ctx, { params, body, before: asked }) => {
      const enrolment = await getEnrolment(ctx, site, params.code)
      if (enrolment.state !== 'open') return no({ code: 'link-dead' as const })
      const left = await leaveForProvider({ ...ctx, actor: { kind: 'visitor' } }, site, {
        asked,
        purpose: 'enrol',
        enrolment: enrolment.uid,
        shared: false,
        to: '/',
        device: body.device,
      })
      return left.ok ? ok(leaving(left.value)) : left
    },
  })
}

/** The pages behind a one-time link. */
export function enrolRoutes(site: SignInSite): readonly Route[] {
  return [
    enrolPage(site),
    passkeyAct(site),
    authenticatorPage(site),
    authenticatorAct(site),
    providerAct(site),
  ]
}
