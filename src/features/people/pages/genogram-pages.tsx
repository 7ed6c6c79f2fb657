import { UidParams } from '#platform/fields.ts'
import { renderPart } from '#platform/html/render.ts'
import { act, file, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { addMember } from '../commands/family.ts'
import { addHome } from '../commands/homes.ts'
import { relate } from '../commands/relations.ts'
import { explainFamily } from '../family-explain.ts'
import { paths } from '../family-paths.ts'
import { getFamilyPage } from '../queries/family.ts'
import { AddHomeForm, AddMemberForm, RelateForm } from '../schemas.ts'
import { GenogramPage } from '../views/genogram-page.tsx'
import { GenogramSvg } from '../views/genogram-svg.tsx'
import { aboutFamily, figureOf, modelOf, sayExtent } from './family-model.ts'

const show = '/cases/:uid/genogram'

/** The drawing of a family, with names for those who may open the vault, as a file, and what is added to it. */
export const genogramPages: readonly Route[] = [
  page({
    path: show,
    can: 'case:read',
    audit: 'genogram.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getFamilyPage(ctx, params.uid)
      return {
        title: 'Genogram',
        heading: 'Genogram: the family',
        caption: `Case ${found.reference}`,
        state: sayExtent(found),
        back: { href: paths.kase(found.uid), text: `Case ${found.reference}` },
        layout: 'wide',
        body: <GenogramPage model={await modelOf(ctx, found, false)} form={form} />,
        about: aboutFamily(found),
      }
    },
  }),
  page({
    path: `${show}/names`,
    can: 'vault:read',
    audit: 'vault.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getFamilyPage(ctx, params.uid, { withNames: true })
      return {
        title: 'Genogram with names',
        caption: `Case ${found.reference}`,
        state: sayExtent(found),
        back: { href: paths.show(found.uid), text: 'Genogram with labels' },
        layout: 'wide',
        body: <GenogramPage model={await modelOf(ctx, found, true)} form={form} />,
        about: {
          ...aboutFamily(found),
          people: found.people.map(({ id }) => id),
          fields: ['name', 'address'],
        },
      }
    },
  }),
  file({
    path: `${show}/picture`,
    can: 'case:read',
    audit: 'genogram.exported',
    params: UidParams,
    handle: async (ctx, { params }) => {
      const found = await getFamilyPage(ctx, params.uid)
      const { drawing, title, description } = figureOf(found)
      return {
        name: `genogram-${found.reference}.svg`,
        type: 'image/svg+xml; charset=utf-8',
        content: renderPart(
          <GenogramSvg drawing={drawing} title={title} description={description} alone />,
        ),
        about: aboutFamily(found),
      }
    },
  }),
  act({
    path: `${show}/people`,
    page: show,
    can: 'person:record',
    audit: 'family-member.added',
    said: 'The person is in the drawing under a label. Record how they are related.',
    params: UidParams,
    body: AddMemberForm,
    explain: explainFamily,
    handle: async (ctx, { params, body }) => {
      const added = await addMember(ctx, params.uid, body)
      if (!added.ok) return added
      const found = await getFamilyPage(ctx, params.uid)
      return ok({
        to: paths.show(params.uid),
        about: { ...aboutFamily(found), people: [added.value] },
      })
    },
  }),
  act({
    path: `${show}/relations`,
    page: show,
    can: 'person:record',
    audit: 'relation.recorded',
    said: 'The relation is recorded and drawn.',
    params: UidParams,
    body: RelateForm,
    explain: (refusal: { readonly code: string }) => explainFamily(refusal, 'since'),
    handle: async (ctx, { params, body }) => {
      const made = await relate(ctx, params.uid, body)
      if (!made.ok) return made
      const found = await getFamilyPage(ctx, params.uid)
      return ok({
        to: paths.show(params.uid),
        about: { ...aboutFamily(found), people: [body.one, body.other] },
      })
    },
  }),
  act({
    path: `${show}/homes`,
    page: show,
    can: 'person:record',
    audit: 'home.recorded',
    said: 'The home is recorded.',
    params: UidParams,
    body: AddHomeForm,
    explain: explainFamily,
    handle: async (ctx, { params, body }) => {
      const made = await addHome(ctx, params.uid, body)
      if (!made.ok) return made
      const found = await getFamilyPage(ctx, params.uid)
      return ok({
        to: paths.show(params.uid),
        about: { ...aboutFamily(found), people: body.members },
      })
    },
  }),
]
