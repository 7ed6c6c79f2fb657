import { roleTitle } from '#platform/words/role-title.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { addOwnPasskey, addPurpose, removeOwnWay, renameOwnPasskey } from '../commands/enrol.ts'
import type { SignInSite } from '../commands/site.ts'
import { askToMake } from '../factors/passkey.ts'
import type { Way } from '../model.ts'
import { paths } from '../paths.ts'
import { findAgencyName, listOwnCredentials, listSessions, listWays } from '../queries.ts'
import { NewPasskeyForm, Nothing, RenamePasskeyForm } from '../schemas.ts'
import { endAllSessions, endSession } from '../store.ts'
import {
  AddPasskey,
  OwnAccount,
  OwnSessions,
  OwnWays,
  RemoveWay,
  RenamePasskey,
} from '../views/account.tsx'
import { explainEnrol } from './explain.ts'
import { aboutAccount } from './sign-in.tsx'

const toAccount = { href: paths.account, text: 'Your account' }
const toWays = { href: paths.ways, text: 'Ways to sign in' }

const accountPage = page({
  path: paths.account,
  can: 'signed-in',
  audit: 'own-account.viewed',
  handle: async (ctx) => {
    const { actor } = ctx
    const ways = await listWays(ctx.tx, actor.principalId)
    const sessions = await listSessions(ctx.tx, actor.principalId)
    const model = {
      name: actor.name,
      partnership: actor.partnershipName,
      agency: await findAgencyName(ctx.tx, actor.agencyId),
      roles: actor.roles.map((role) => roleTitle(role, ctx.words)),
      ways: ways.length,
      sessions: sessions.length,
    }
    const body = <OwnAccount {...model} />
    return { title: 'Your account', body, about: aboutAccount(actor.principalUid) }
  },
})

const waysPage = page({
  path: paths.ways,
  can: 'signed-in',
  audit: 'own-account.viewed',
  handle: async (ctx) => {
    const ways = await listWays(ctx.tx, ctx.actor.principalId)
    const body = <OwnWays ways={ways} today={ctx.today} />
    const about = aboutAccount(ctx.actor.principalUid)
    return { title: 'Ways to sign in', back: toAccount, body, about }
  },
})

function newPasskeyPage(site: SignInSite): Route {
  return page({
    path: paths.newPasskey,
    can: 'signed-in',
    stepUp: true,
    audit: { none: 'an empty form' },
    handle: async (ctx, { form }) => {
      const { name, principalUid } = ctx.actor
      const moment = { purpose: addPurpose(principalUid), now: ctx.now }
      const who = { uid: principalUid, name, known: await listOwnCredentials(ctx.tx) }
      const options = await askToMake(site.passkeys, moment, who)
      const body = <AddPasskey form={form} options={options} />
      return { title: 'Add a passkey', back: toWays, body, about: {} }
    },
  })
}

function newPasskeyAct(site: SignInSite): Route {
  return act({
    path: paths.newPasskey,
    page: paths.newPasskey,
    can: 'signed-in',
    stepUp: true,
    audit: 'passkey.added',
    said: 'The passkey opens Heed from now on.',
    body: NewPasskeyForm,
    explain: explainEnrol,
    handle: async (ctx, { body }) => {
      const added = await addOwnPasskey(ctx, site, body)
      return added.ok ? ok({ to: paths.ways, about: aboutAccount(ctx.actor.principalUid) }) : added
    },
  })
}

async function getOwnWay(ctx: ReadContext, uid: Uid): Promise<Way> {
  const ways = await listWays(ctx.tx, ctx.actor.principalId)
  const way = ways.find((each) => each.uid === uid)
  if (way === undefined) throw new Failure('not-found')
  return way
}

const passkeyPage = page({
  path: '/account/passkeys/:uid',
  can: 'signed-in',
  stepUp: true,
  audit: 'own-account.viewed',
  params: UidParams,
  handle: async (ctx, { params, form }) => {
    const way = await getOwnWay(ctx, params.uid)
    if (way.kind !== 'passkey') throw new Failure('not-found')
    const body = <RenamePasskey form={form} way={way} />
    return {
      title: 'Rename a passkey',
      back: toWays,
      body,
      about: aboutAccount(ctx.actor.principalUid),
    }
  },
})

const renameAct = act({
  path: '/account/passkeys/:uid',
  page: '/account/passkeys/:uid',
  can: 'signed-in',
  stepUp: true,
  audit: 'passkey.renamed',
  said: 'The passkey has its new name.',
  params: UidParams,
  body: RenamePasskeyForm,
  explain: explainEnrol,
  handle: async (ctx, { params, body }) => {
    await renameOwnPasskey(ctx, params.uid, body.name)
    return ok({ to: paths.ways, about: { object: { type: 'passkey', uid: params.uid } } })
  },
})

const removePage = page({
  path: '/account/sign-in/:uid/remove',
  can: 'signed-in',
  stepUp: true,
  audit: 'own-account.viewed',
  params: UidParams,
  handle: async (ctx, { params, form }) => {
    const body = <RemoveWay form={form} way={await getOwnWay(ctx, params.uid)} />
    const about = aboutAccount(ctx.actor.principalUid)
    return { title: 'Remove a way to sign in', back: toWays, body, about }
  },
})

const removeAct = act({
  path: '/account/sign-in/:uid/remove',
  page: '/account/sign-in/:uid/remove',
  can: 'signed-in',
  stepUp: true,
  audit: 'sign-in-way.removed',
  said: 'It does not open Heed any more.',
  params: UidParams,
  body: Nothing,
  explain: explainEnrol,
  handle: async (ctx, { params }) => {
    const removed = await removeOwnWay(ctx, params.uid)
    if (!removed.ok) return removed
    return ok({ to: paths.ways, about: { object: { type: 'sign-in-way', uid: params.uid } } })
  },
})

const sessionsPage = page({
  path: paths.sessions,
  can: 'signed-in',
  audit: 'own-account.viewed',
  handle: async (ctx, { form }) => {
    const sessions = await listSessions(ctx.tx, ctx.actor.principalId)
    const body = <OwnSessions form={form} sessions={sessions} today={ctx.today} />
    const about = aboutAccount(ctx.actor.principalUid)
    return { title: 'Where you are signed in', layout: 'wide', back: toAccount, body, about }
  },
})

const endSessionAct = act({
  path: '/account/sessions/:uid/end',
  page: paths.sessions,
  can: 'signed-in',
  audit: 'session.ended-from-list',
  said: 'That session has ended.',
  params: UidParams,
  body: Nothing,
  explain: () => [],
  handle: async (ctx, { params }) => {
    const own = await listSessions(ctx.tx, ctx.actor.principalId)
    if (!own.some((each) => each.uid === params.uid)) throw new Failure('not-found')
    await endSession(ctx.tx, params.uid)
    const about = { object: { type: 'session', uid: params.uid } }
    if (params.uid !== ctx.actor.sessionUid) return ok({ to: paths.sessions, about })
    return ok({ to: paths.signIn, about, session: 'end' as const })
  },
})

const endOthersAct = act({
  path: paths.endOtherSessions,
  page: paths.sessions,
  can: 'signed-in',
  audit: 'session.others-ended',
  said: 'You are signed in here only.',
  body: Nothing,
  explain: () => [],
  handle: async (ctx) => {
    await endAllSessions(ctx.tx, ctx.actor.principalId, true)
    return ok({ to: paths.sessions, about: aboutAccount(ctx.actor.principalUid) })
  },
})

/** The own account: ways to sign in, and where one is signed in. */
export function accountRoutes(site: SignInSite): readonly Route[] {
  return [
    accountPage,
    waysPage,
    newPasskeyPage(site),
    newPasskeyAct(site),
    passkeyPage,
    renameAct,
    removePage,
    removeAct,
    sessionsPage,
    endSessionAct,
    endOthersAct,
  ]
}
