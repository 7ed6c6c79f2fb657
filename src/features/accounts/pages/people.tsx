import { can } from '#platform/access/can.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { roleTitle } from '#platform/words/role-title.ts'
import type { Words } from '#platform/words/words.ts'
import { Failure } from '#shared/failure.ts'
import { isUid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import { invitePerson, personRoles } from '../commands/manage-people.ts'
import type { SignInSite } from '../commands/site.ts'
import { sealProviderSecret } from '../commands/use-provider.ts'
import { mayBeIssuer } from '../oidc/provider.ts'
import { addProvider, switchProvider } from '../oidc/store.ts'
import { paths } from '../paths.ts'
import {
  listAccounts,
  listAgencies,
  listOwnPartnershipProviders,
  pageSize,
} from '../people/queries.ts'
import { InviteForm, Nothing, PeopleQuery, ProviderForm, SwitchProviderParams } from '../schemas.ts'
import { Invite, People } from '../views/people.tsx'
import { AddProvider, Providers } from '../views/person-forms.tsx'
import { explainPeople } from './explain.ts'

/** The roles that a person may be given, as choices, as the partnership calls them. */
export function roleChoices(words: Words): { value: string; text: string }[] {
  return personRoles.map((role) => ({ value: role, text: roleTitle(role, words) }))
}

const toPeople = { href: paths.people, text: 'People who sign in' }

function nextHref(name: string, last: { name: string; uid: string } | undefined) {
  if (last === undefined) return undefined
  const query = new URLSearchParams({
    ...(name !== '' && { name }),
    afterName: last.name,
    afterUid: last.uid,
  })
  return `${paths.people}?${query.toString()}`
}

const peoplePage = page({
  path: paths.people,
  can: 'account:read',
  audit: 'account-list.viewed',
  query: PeopleQuery,
  handle: async (ctx, { query }) => {
    const { name, afterName, afterUid } = query
    const after =
      afterName !== undefined && isUid(afterUid) ? { name: afterName, uid: afterUid } : undefined
    const found = await listAccounts(ctx.tx, { name, after }, ctx.now)
    const shown = found.slice(0, pageSize)
    const rows = shown.map((row) => ({
      ...row,
      roleTitles: row.roles.map((role) => roleTitle(role, ctx.words)).join(', '),
    }))
    const first = name === '' ? paths.people : `${paths.people}?name=${encodeURIComponent(name)}`
    const model = {
      rows,
      name,
      nextHref: found.length > pageSize ? nextHref(name, shown.at(-1)) : undefined,
      firstHref: after === undefined ? undefined : first,
      mayChange: can(ctx.actor, 'account:manage'),
    }
    const about = { listed: rows.map((row) => row.uid) }
    return { title: 'People who sign in', layout: 'wide', body: <People {...model} />, about }
  },
})

const invitePage = page({
  path: paths.invite,
  can: 'account:manage',
  stepUp: true,
  audit: { none: 'an empty form' },
  handle: async (ctx, { form }) => {
    const agencies = await listAgencies(ctx.tx)
    const body = <Invite form={form} agencies={agencies} roles={roleChoices(ctx.words)} />
    return { title: 'Invite a person', back: toPeople, body, about: {} }
  },
})

function inviteAct(site: SignInSite): Route {
  return act({
    path: paths.invite,
    page: paths.invite,
    can: 'account:manage',
    stepUp: true,
    audit: 'account.invited',
    said: 'The account is made.',
    body: InviteForm,
    explain: explainPeople,
    handle: async (ctx, { body }) => {
      const invited = await invitePerson(ctx, site, body)
      if (!invited.ok) return invited
      const { person, made } = invited.value
      const about = { object: { type: 'account', uid: person } }
      return ok({ to: `${paths.personTo(person, 'link')}?made=${made}`, about })
    },
  })
}

const providersPage = page({
  path: paths.providers,
  can: 'setting:change',
  stepUp: true,
  audit: 'identity-provider-list.viewed',
  handle: async (ctx, { form }) => {
    const rows = await listOwnPartnershipProviders(ctx.tx)
    const body = <Providers form={form} rows={rows} />
    const about = { listed: rows.map((row) => row.uid) }
    return {
      title: 'Organisations that people sign in through',
      layout: 'wide',
      back: toPeople,
      body,
      about,
    }
  },
})

function newProviderPage(site: SignInSite): Route {
  return page({
    path: paths.newProvider,
    can: 'setting:change',
    stepUp: true,
    audit: { none: 'an empty form' },
    handle: (_ctx, { form }) =>
      Promise.resolve({
        title: 'Add an organisation',
        back: { href: paths.providers, text: 'Organisations' },
        body: (
          <AddProvider
            form={form}
            returnAddress={`${site.origin}${paths.comeBack}`}
            signedOutAddress={`${site.origin}${paths.signIn}`}
          />
        ),
        about: {},
      }),
  })
}

type ProviderRefused = { readonly code: 'issuer-not-https' | 'provider-there-already' }

function explainNewProvider(refusal: ProviderRefused) {
  const message =
    refusal.code === 'issuer-not-https'
      ? 'Enter an address that begins with https://'
      : 'This organisation is in the list already'
  return [{ field: 'issuer', message }]
}

function newProviderAct(site: SignInSite): Route {
  return act({
    path: paths.newProvider,
    page: paths.newProvider,
    can: 'setting:change',
    stepUp: true,
    audit: 'identity-provider.added',
    said: 'People can sign in through it once they have set it up with a link.',
    body: ProviderForm,
    explain: explainNewProvider,
    handle: async (ctx, { body }) => {
      if (!mayBeIssuer(body.issuer)) return no({ code: 'issuer-not-https' })
      const added = await addProvider(ctx.tx, {
        ...body,
        sealedSecret: sealProviderSecret(site, body),
        assurance: body.assurance === '3' ? 3 : 2,
        highAcr: body.highAcr.split(/\s+/).filter((each) => each !== ''),
      })
      if (added === undefined) return no({ code: 'provider-there-already' })
      return ok({
        to: paths.providers,
        about: { object: { type: 'identity-provider', uid: added } },
      })
    },
  })
}

const switchProviderAct = act({
  path: '/accounts/organisations/:uid/:how',
  page: paths.providers,
  can: 'setting:change',
  stepUp: true,
  audit: 'identity-provider.switched',
  said: 'That is changed.',
  params: SwitchProviderParams,
  body: Nothing,
  explain: () => [],
  handle: async (ctx, { params }) => {
    const changed = await switchProvider(ctx.tx, params.uid, params.how === 'offer')
    if (!changed) throw new Failure('not-found')
    return ok({
      to: paths.providers,
      about: { object: { type: 'identity-provider', uid: params.uid } },
    })
  },
})

/** The list of people who sign in, invitations, and the organisations that people sign in through. */
export function peopleRoutes(site: SignInSite): readonly Route[] {
  return [
    peoplePage,
    invitePage,
    inviteAct(site),
    providersPage,
    newProviderPage(site),
    newProviderAct(site),
    switchProviderAct,
  ]
}
