import { z } from 'zod'
import { uid } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { Result } from '#shared/result.ts'
import { ok } from '#shared/result.ts'
import {
  changeRelation,
  endRelationship,
  removeRelation,
  restoreRelation,
} from '../commands/relations.ts'
import { isTie } from '../family.ts'
import { explainFamily } from '../family-explain.ts'
import { paths } from '../family-paths.ts'
import { sayRelation } from '../outline.ts'
import type { FamilyPage } from '../queries/family.ts'
import { getFamilyPage, pick } from '../queries/family.ts'
import { canEnd } from '../relation-rules.ts'
import { ChangeRelationForm, EndRelationForm, PressForm, RemoveForm } from '../schemas.ts'
import { ChangeRelation } from '../views/change-pages.tsx'
import { aboutFamily, boxesOf, choicesOf, figureOf } from './family-model.ts'

const show = '/cases/:uid/genogram'
const here = `${show}/relations/:relation` as const
const RelationParams = z.object({ uid: uid(), relation: uid() })

function done<R>(changed: Result<FamilyPage, R>) {
  if (!changed.ok) return changed
  return ok({ to: paths.show(changed.value.uid), about: aboutFamily(changed.value) })
}

const common = { can: 'person:record', params: RelationParams, explain: explainFamily } as const

/** One relation: put right, ended, taken away, put back. */
export const changeRelationPages: readonly Route[] = [
  page({
    path: here,
    can: 'person:record',
    audit: 'genogram.viewed',
    params: RelationParams,
    handle: async (ctx, { params, form }) => {
      const found = await getFamilyPage(ctx, params.uid)
      const relation = pick(found.relations, params.relation)
      const known = {
        one: relation.one,
        kind: relation.kind,
        other: relation.other,
        since: boxesOf(relation.since),
        until: boxesOf(relation.until),
      }
      const people = new Map(found.people.map((person) => [person.id, person]))
      return {
        title: 'A relation in the genogram',
        heading: sayRelation(relation, people),
        caption: `Case ${found.reference}`,
        back: { href: paths.show(found.uid), text: 'Genogram' },
        layout: 'wide',
        body: (
          <ChangeRelation
            form={{ ...form, values: { ...known, ...form.values } }}
            uid={found.uid}
            figure={figureOf(found)}
            people={choicesOf(found)}
            relation={{
              ...relation,
              canEnd: canEnd(relation),
              isCouple: isTie(relation, 'partner'),
            }}
          />
        ),
        about: aboutFamily(found),
      }
    },
  }),
  act({
    ...common,
    path: here,
    page: here,
    audit: 'relation.changed',
    said: 'The relation is changed.',
    body: ChangeRelationForm,
    handle: async (ctx, { params, body }) => done(await changeRelation(ctx, params, body)),
  }),
  act({
    ...common,
    path: `${here}/end`,
    page: here,
    audit: 'relation.ended',
    said: 'The end is recorded.',
    body: EndRelationForm,
    explain: (refusal: { readonly code: string }) => explainFamily(refusal, 'endedOn'),
    handle: async (ctx, { params, body }) => done(await endRelationship(ctx, params, body)),
  }),
  act({
    ...common,
    path: `${here}/remove`,
    page: here,
    audit: 'relation.removed',
    said: 'The relation is taken away. You can put it back at the end of this page.',
    body: RemoveForm,
    handle: async (ctx, { params, body }) => done(await removeRelation(ctx, params, body.reason)),
  }),
  act({
    ...common,
    path: `${here}/restore`,
    page: show,
    audit: 'relation.put-back',
    said: 'The relation is drawn again.',
    body: PressForm,
    handle: async (ctx, { params }) => done(await restoreRelation(ctx, params)),
  }),
]
