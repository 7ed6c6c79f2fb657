import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { roleTitle } from '#platform/words/role-title.ts'
import { ok } from '#shared/result.ts'
import {
  agreeToLink,
  changePerson,
  codeToShow,
  endRole,
  endSessionsOf,
  giveRole,
  renewLink,
  settleRole,
  switchAccount,
} from '../commands/manage-people.ts'
import type { SignInSite } from '../commands/site.ts'
import { hasConfirmed } from '../session-limits.ts'
import { paths } from '../paths.ts'
import {
  findLastLink,
  getAccount,
  listAgencies,
  listRoles,
  listWaitingRoles,
} from '../people/queries.ts'
import { listWays } from '../queries.ts'
import { HeldRoleParams, LinkQuery, Nothing, PartParams, PersonForm, RoleForm } from '../schemas.ts'
import { Person } from '../views/person.tsx'
import { GiveRole, NewLink, PersonDetails, SwitchAccount } from '../views/person-forms.tsx'
import { explainPeople } from './explain.ts'
import { roleChoices } from './people.tsx'
import { aboutAccount } from './sign-in.tsx'

const toPeople = { href: paths.people, text: 'People who sign in' }
const toPerson = (uid: Uid, name: string) => ({ href: paths.person(uid), text: name })

async function personModel(ctx: ReadContext, uid: Uid, form: PageForm) {
  const account = await getAccount(ctx.tx, { uid })
  const administers = can(ctx.actor, 'account:manage') && account.id !== ctx.actor.principalId
  const confirmed = hasConfirmed(ctx.actor.steppedUpAt, ctx.now)
  const held = await listRoles(ctx.tx, account.id, ctx.now)
  const waiting = await listWaitingRoles(ctx.tx, account.id)
  return {
    form,
    account,
    roles: held.map((each) => ({ ...each, title: roleTitle(each.role, ctx.words) })),
    waiting: waiting.map((each) => ({ ...each, title: roleTitle(each.role, ctx.words) })),
    ways: await listWays(ctx.tx, account.id),
    link: await findLastLink(ctx.tx, account.id, ctx.now),
    today: ctx.today,
    mayChange: administers && confirmed,
    mayConfirm: administers && !confirmed,
  }
}

const personPage = page({
  path: '/accounts/:uid',
  can: 'account:read',
  audit: 'account.viewed',
  params: UidParams,
  handle: async (ctx, { params, form }) => {
    const model = await personModel(ctx, params.uid, form)
    const { active, name } = model.account
    return {
      title: 'Account',
      heading: name,
      state: active ? 'This account is open.' : 'This account has ended.',
      back: toPeople,
      body: <Person {...model} />,
      about: aboutAccount(params.uid),
    }
  },
})

/** What all acts on a person's page share. */
const onPerson = {
  page: '/accounts/:uid',
  can: 'account:manage',
  stepUp: true,
  params: UidParams,
  body: Nothing,
  explain: explainPeople,
} as const

const back = (uid: Uid) => ({ to: paths.person(uid), about: aboutAccount(uid) })

const detailsPage = page({
  path: '/accounts/:uid/details',
  can: 'account:manage',
  stepUp: true,
  audit: 'account.viewed',
  params: UidParams,
  handle: async (ctx, { params, form }) => {
    const account = await getAccount(ctx.tx, params)
    const agencies = await listAgencies(ctx.tx)
    return {
      title: 'Name and agency',
      back: toPerson(account.uid, account.name),
      body: <PersonDetails form={form} account={account} agencies={agencies} />,
      about: aboutAccount(params.uid),
    }
  },
})

const detailsAct = act({
  ...onPerson,
  path: '/accounts/:uid/details',
  page: '/accounts/:uid/details',
  audit: 'account.changed',
  said: 'Name and agency are changed.',
  body: PersonForm,
  handle: async (ctx, { params, body }) => {
    const changed = await changePerson(ctx, params.uid, body)
    return changed.ok ? ok(back(params.uid)) : changed
  },
})

const rolePage = page({
  path: '/accounts/:uid/role',
  can: 'role:give',
  stepUp: true,
  audit: 'account.viewed',
  params: UidParams,
  handle: async (ctx, { params, form }) => {
    const account = await getAccount(ctx.tx, params)
    return {
      title: 'Give a role',
      back: toPerson(account.uid, account.name),
      body: <GiveRole form={form} account={account} roles={roleChoices(ctx.words)} />,
      about: aboutAccount(params.uid),
    }
  },
})

const roleAct = act({
  ...onPerson,
  path: '/accounts/:uid/role',
  page: '/accounts/:uid/role',
  can: 'role:give',
  audit: 'role.asked-for',
  said: 'A role that opens cases or recommendations waits for a second administrator; any other is held from now on.',
  body: RoleForm,
  handle: async (ctx, { params, body }) => {
    const given = await giveRole(ctx, params.uid, { role: body.role, ends: body.ends })
    if (!given.ok) return given
    const about = aboutAccount(params.uid, `${given.value}-${body.role}`)
    return ok({ to: paths.person(params.uid), about })
  },
})

function settleAct(how: 'agree' | 'refuse'): Route {
  const agree = how === 'agree'
  return act({
    ...onPerson,
    path: `/accounts/:uid/asked/:part/${how}`,
    can: 'role:give',
    audit: agree ? 'role.agreed' : 'role.refused',
    said: agree ? 'The role is held from now on.' : 'The role is not given.',
    params: PartParams,
    handle: async (ctx, { params }) => {
      const account = await getAccount(ctx.tx, { uid: params.uid })
      const asked = await listWaitingRoles(ctx.tx, account.id)
      const ask = asked.find((each) => each.uid === params.part)
      if (ask === undefined) throw new Failure('not-found')
      const at = { ask: ask.uid, agree, askedByMe: ask.askedByMe }
      const settled = await settleRole(ctx, params.uid, at)
      if (!settled.ok) return settled
      return ok({ to: paths.person(params.uid), about: aboutAccount(params.uid, ask.role) })
    },
  })
}

const endRoleAct = act({
  ...onPerson,
  path: '/accounts/:uid/roles/:role/end',
  can: 'role:give',
  audit: 'role.ended',
  said: 'The role has ended.',
  params: HeldRoleParams,
  handle: async (ctx, { params }) => {
    const ended = await endRole(ctx, params.uid, params.role)
    if (!ended.ok) return ended
    return ok({ to: paths.person(params.uid), about: aboutAccount(params.uid, params.role) })
  },
})

function linkPage(site: SignInSite): Route {
  return page({
    path: '/accounts/:uid/link',
    can: 'account:manage',
    stepUp: true,
    audit: 'account.viewed',
    params: UidParams,
    query: LinkQuery,
    handle: async (ctx, { params, query, form }) => {
      const account = await getAccount(ctx.tx, params)
      const ways = await listWays(ctx.tx, account.id)
      const made = query.made ?? ''
      const code = codeToShow(ctx, site, { person: account.uid, made })
      const link = code === undefined ? undefined : `${site.origin}${paths.enrol(code)}`
      const model = { form, account, link, canSignIn: ways.length > 0 }
      return {
        title: 'Link to sign in',
        back: toPerson(account.uid, account.name),
        body: <NewLink {...model} />,
        about: aboutAccount(params.uid),
      }
    },
  })
}

function linkAct(site: SignInSite): Route {
  return act({
    ...onPerson,
    path: '/accounts/:uid/link',
    page: '/accounts/:uid/link',
    audit: 'invitation.made',
    said: 'The link is made.',
    handle: async (ctx, { params }) => {
      const renewed = await renewLink(ctx, site, params.uid)
      if (!renewed.ok) return renewed
      const { made, waits } = renewed.value
      const about = aboutAccount(params.uid, waits ? 'waits' : 'open')
      return ok({ to: `${paths.personTo(params.uid, 'link')}?made=${made}`, about })
    },
  })
}

const agreeLinkAct = act({
  ...onPerson,
  path: '/accounts/:uid/link/agree',
  audit: 'invitation.agreed',
  said: 'The link works now.',
  handle: async (ctx, { params }) => {
    const agreed = await agreeToLink(ctx, params.uid)
    return agreed.ok ? ok(back(params.uid)) : agreed
  },
})

const endSessionsAct = act({
  ...onPerson,
  path: '/accounts/:uid/sessions/end',
  audit: 'session.all-ended',
  said: 'They are signed out everywhere.',
  handle: async (ctx, { params }) => {
    const ended = await endSessionsOf(ctx, params.uid)
    return ended.ok ? ok(back(params.uid)) : ended
  },
})

function switchPage(how: 'end' | 'open'): Route {
  return page({
    path: `/accounts/:uid/${how}`,
    can: 'account:manage',
    stepUp: true,
    audit: 'account.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const account = await getAccount(ctx.tx, params)
      return {
        title: account.active ? 'End an account' : 'Open an account',
        back: toPerson(account.uid, account.name),
        body: <SwitchAccount form={form} account={account} />,
        about: aboutAccount(params.uid),
      }
    },
  })
}

function switchAct(how: 'end' | 'open'): Route {
  return act({
    ...onPerson,
    path: `/accounts/:uid/${how}`,
    page: `/accounts/:uid/${how}`,
    audit: how === 'end' ? 'account.ended' : 'account.opened',
    said:
      how === 'end'
        ? 'The account has ended, and with it sessions, roles, posts and links.'
        : 'The account is open. Make a link, so that the person can sign in.',
    handle: async (ctx, { params }) => {
      const switched = await switchAccount(ctx, params.uid, how === 'open')
      return switched.ok ? ok(back(params.uid)) : switched
    },
  })
}

/** One person who signs in, and what an administrator does about them. */
export function personRoutes(site: SignInSite): readonly Route[] {
  return [
    personPage,
    detailsPage,
    detailsAct,
    rolePage,
    roleAct,
    settleAct('agree'),
    settleAct('refuse'),
    endRoleAct,
    linkPage(site),
    linkAct(site),
    agreeLinkAct,
    endSessionsAct,
    switchPage('end'),
    switchAct('end'),
    switchPage('open'),
    switchAct('open'),
  ]
}
