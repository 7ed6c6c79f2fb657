import { z } from 'zod'
import {
  endVaultValue,
  listPeople,
  listVault,
  recordVaultValue,
  requireVaultEntry,
} from '#features/people/index.ts'
import { can } from '#platform/access/can.ts'
import { uid, UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { addPerson } from '../commands/add-person.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { getCaseKeys } from '../queries/cases.ts'
import type { CaseKeys } from '../queries/cases.ts'
import { AddPersonForm, EndValueForm, VaultValueForm } from '../schemas.ts'
import { AddPerson, AddValue, EndValue, PeoplePage } from '../views/people-page.tsx'
import { aboutCase } from './case-pages.tsx'

const EntryParams = z.object({ uid: uid(), entry: uid() })

const frameOf = (found: CaseKeys) => ({
  caption: `Case ${found.reference}`,
  back: { href: paths.people(found.uid), text: 'Names and addresses' },
})

/** The people of a case: labels for all who work on it, names for those who may open the vault. */
export const peoplePages: readonly Route[] = [
  page({
    path: '/cases/:uid/people',
    can: 'vault:read',
    audit: 'vault.viewed',
    params: UidParams,
    handle: async (ctx, { params }) => {
      const found = await getCaseKeys(ctx, params.uid)
      const people = await listPeople(ctx, found.scopeId)
      const values = await listVault(ctx, found.scopeId)
      return {
        title: 'Names and addresses',
        caption: `Case ${found.reference}`,
        back: { href: paths.show(found.uid), text: `Case ${found.reference}` },
        layout: 'wide',
        body: (
          <PeoplePage
            uid={found.uid}
            people={people}
            values={values}
            mayRecord={can(ctx.actor, 'vault:record')}
          />
        ),
        about: {
          ...aboutCase(found),
          people: people.map((person) => person.uid),
          fields: [...new Set(values.map((value) => value.kind))],
        },
      }
    },
  }),
  page({
    path: '/cases/:uid/people/new',
    can: 'person:record',
    audit: 'case.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getCaseKeys(ctx, params.uid)
      return {
        title: 'Add a person',
        caption: `Case ${found.reference}`,
        back: { href: paths.show(found.uid), text: `Case ${found.reference}` },
        body: (
          <AddPerson form={form} uid={found.uid} mayRecordVault={can(ctx.actor, 'vault:record')} />
        ),
        about: aboutCase(found),
      }
    },
  }),
  act({
    path: '/cases/:uid/people/new',
    page: '/cases/:uid/people/new',
    can: 'person:record',
    audit: 'person.added',
    said: 'The person is added under a label.',
    params: UidParams,
    body: AddPersonForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const added = await addPerson(ctx, params.uid, body)
      if (!added.ok) return added
      return ok({
        to: paths.show(params.uid),
        about: { ...aboutCase(await getCaseKeys(ctx, params.uid)), people: [added.value] },
      })
    },
  }),
  page({
    path: '/cases/:uid/people/values/new',
    can: 'vault:record',
    audit: 'case.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getCaseKeys(ctx, params.uid)
      const people = await listPeople(ctx, found.scopeId)
      return {
        title: 'Record a name, date or place',
        ...frameOf(found),
        body: <AddValue form={form} uid={found.uid} people={people} />,
        about: aboutCase(found),
      }
    },
  }),
  act({
    path: '/cases/:uid/people/values/new',
    page: '/cases/:uid/people/values/new',
    can: 'vault:record',
    audit: 'vault-value.recorded',
    said: 'The value is in the vault. The publication check will look for it.',
    params: UidParams,
    body: VaultValueForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const found = await getCaseKeys(ctx, params.uid)
      const kept = await recordVaultValue(ctx, {
        ...body,
        person: body.person,
        hiddenFrom: body.hiddenFrom,
        scopeId: found.scopeId,
      })
      if (!kept.ok) return kept
      return ok({
        to: paths.people(params.uid),
        about: { ...aboutCase(found), fields: [body.kind] },
      })
    },
  }),
  page({
    path: '/cases/:uid/people/values/:entry/end',
    can: 'vault:record',
    audit: 'case.viewed',
    params: EntryParams,
    handle: async (ctx, { params, form }) => {
      const found = await getCaseKeys(ctx, params.uid)
      await requireVaultEntry(ctx, { scopeId: found.scopeId, uid: params.entry })
      return {
        title: 'No longer right',
        ...frameOf(found),
        body: <EndValue form={form} uid={found.uid} entry={params.entry} />,
        about: aboutCase(found),
      }
    },
  }),
  act({
    path: '/cases/:uid/people/values/:entry/end',
    page: '/cases/:uid/people/values/:entry/end',
    can: 'vault:record',
    audit: 'vault-value.ended',
    said: 'Marked as no longer right. It is still looked for before anything is published.',
    params: EntryParams,
    body: EndValueForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const found = await getCaseKeys(ctx, params.uid)
      await endVaultValue(ctx, { scopeId: found.scopeId, entry: params.entry, reason: body.reason })
      return ok({ to: paths.people(params.uid), about: aboutCase(found) })
    },
  }),
]
