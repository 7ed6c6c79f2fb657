import { z } from 'zod'
import { can } from '#platform/access/can.ts'
import { uid } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { Uid } from '#shared/ids.ts'
import type { Result } from '#shared/result.ts'
import { ok } from '#shared/result.ts'
import { changeHome, joinHome, leaveHome, removeMember } from '../commands/homes.ts'
import { explainFamily } from '../family-explain.ts'
import { paths } from '../family-paths.ts'
import { sayPeriod } from '../family-words.ts'
import type { FamilyPage } from '../queries/family.ts'
import { getFamilyPage, listAddresses, pick } from '../queries/family.ts'
import { ChangeHomeForm, JoinHomeForm, LeaveHomeForm, RemoveForm } from '../schemas.ts'
import { ChangeHome, ChangeMember } from '../views/change-pages.tsx'
import { aboutFamily, choicesOf, figureOf } from './family-model.ts'

const here = '/cases/:uid/genogram/homes/:home'
const member = `${here}/people/:member` as const
const HomeParams = z.object({ uid: uid(), home: uid() })
const MemberParams = z.object({ uid: uid(), home: uid(), member: uid() })

function done<R>(changed: Result<FamilyPage, R>, home: Uid) {
  if (!changed.ok) return changed
  return ok({ to: paths.home(changed.value.uid, home), about: aboutFamily(changed.value) })
}

/** One home: its name and address, and who lives there. */
export const homePages: readonly Route[] = [
  page({
    path: here,
    can: 'person:record',
    audit: 'genogram.viewed',
    params: HomeParams,
    handle: async (ctx, { params, form }) => {
      const found = await getFamilyPage(ctx, params.uid)
      const home = pick(found.homes, params.home)
      const readsVault = can(ctx.actor, 'vault:read')
      const addresses = readsVault ? await listAddresses(ctx, found.scopeId) : []
      const address = addresses.find(({ key }) => key === home.addressKey)?.uid ?? ''
      const labels = new Map(found.people.map(({ id, label }) => [id, label]))
      const now = new Set(home.members.filter(({ until }) => until === null).map((m) => m.person))
      return {
        title: 'A home in the genogram',
        heading: home.name,
        caption: `Case ${found.reference}`,
        back: { href: paths.show(found.uid), text: 'Genogram' },
        layout: 'wide',
        body: (
          <ChangeHome
            form={{ ...form, values: { homeName: home.name, address, ...form.values } }}
            uid={found.uid}
            figure={figureOf(found)}
            home={home}
            members={home.members.map((each) => ({
              id: each.id,
              label: labels.get(each.person) ?? '',
              period: sayPeriod(each),
            }))}
            others={choicesOf(found).filter(({ id }) => !now.has(id as Uid))}
            addresses={addresses}
          />
        ),
        about: { ...aboutFamily(found), ...(readsVault && { fields: ['address'] }) },
      }
    },
  }),
  act({
    path: here,
    page: here,
    can: 'person:record',
    audit: 'home.changed',
    said: 'The home is changed.',
    params: HomeParams,
    body: ChangeHomeForm,
    explain: explainFamily,
    handle: async (ctx, { params, body }) => done(await changeHome(ctx, params, body), params.home),
  }),
  act({
    path: `${here}/people`,
    page: here,
    can: 'person:record',
    audit: 'home.joined',
    said: 'They live here now.',
    params: HomeParams,
    body: JoinHomeForm,
    explain: explainFamily,
    handle: async (ctx, { params, body }) => done(await joinHome(ctx, params, body), params.home),
  }),
  page({
    path: member,
    can: 'person:record',
    audit: 'genogram.viewed',
    params: MemberParams,
    handle: async (ctx, { params, form }) => {
      const found = await getFamilyPage(ctx, params.uid)
      const home = pick(found.homes, params.home)
      const each = pick(home.members, params.member)
      const label = found.people.find(({ id }) => id === each.person)?.label ?? ''
      return {
        title: 'Somebody in a home',
        heading: `${label}, ${home.name}`,
        caption: `Case ${found.reference}`,
        back: { href: paths.home(found.uid, home.id), text: home.name },
        body: (
          <ChangeMember
            form={form}
            uid={found.uid}
            home={home.id}
            member={{ ...each, left: each.until !== null }}
          />
        ),
        about: aboutFamily(found),
      }
    },
  }),
  act({
    path: `${member}/leave`,
    page: member,
    can: 'person:record',
    audit: 'home.left',
    said: 'It is recorded that they left.',
    params: MemberParams,
    body: LeaveHomeForm,
    explain: (refusal: { readonly code: string }) => explainFamily(refusal, 'leftOn'),
    handle: async (ctx, { params, body }) => done(await leaveHome(ctx, params, body), params.home),
  }),
  act({
    path: `${member}/remove`,
    page: member,
    can: 'person:record',
    audit: 'home-member.removed',
    said: 'It is taken away.',
    params: MemberParams,
    body: RemoveForm,
    explain: explainFamily,
    handle: async (ctx, { params, body }) =>
      done(await removeMember(ctx, params, body.reason), params.home),
  }),
]
