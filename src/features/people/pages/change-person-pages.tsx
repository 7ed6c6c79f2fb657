import { z } from 'zod'
import { uid } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { changeFacts, leaveOut, putBack } from '../commands/family.ts'
import { explainFamily } from '../family-explain.ts'
import { paths } from '../family-paths.ts'
import { getFamilyPage, pick } from '../queries/family.ts'
import { PersonFactsForm, PressForm, RemoveForm } from '../schemas.ts'
import type { FamilyFrame } from '../store/family.ts'
import { ChangePerson } from '../views/change-pages.tsx'
import { aboutFamily, boxesOf, figureOf } from './family-model.ts'

const show = '/cases/:uid/genogram'
const here = `${show}/people/:person` as const
const PersonParams = z.object({ uid: uid(), person: uid() })

const done = (frame: FamilyFrame, person: string) =>
  ok({ to: paths.show(frame.uid), about: { ...aboutFamily(frame), people: [person] } })

const common = { can: 'person:record', params: PersonParams, explain: explainFamily } as const

/** What the drawing is told of one person. */
export const changePersonPages: readonly Route[] = [
  page({
    path: here,
    can: 'person:record',
    audit: 'genogram.viewed',
    params: PersonParams,
    handle: async (ctx, { params, form }) => {
      const found = await getFamilyPage(ctx, params.uid)
      const person = pick(found.people, params.person)
      const known = {
        sex: person.sex,
        life: person.life ?? '',
        identified: person.identified ? 'yes' : 'no',
        bornYear: person.bornYear ?? '',
        lifeOn: boxesOf(person.lifeOn),
      }
      return {
        title: 'A person in the genogram',
        heading: person.label,
        caption: `Case ${found.reference}`,
        back: { href: paths.show(found.uid), text: 'Genogram' },
        layout: 'wide',
        body: (
          <ChangePerson
            form={{ ...form, values: { ...known, ...form.values } }}
            uid={found.uid}
            figure={figureOf(found)}
            person={{ ...person, isChild: person.part === 'child' }}
          />
        ),
        about: { ...aboutFamily(found), people: [person.id] },
      }
    },
  }),
  act({
    ...common,
    path: here,
    page: here,
    audit: 'family-member.changed',
    said: 'The drawing shows it.',
    body: PersonFactsForm,
    handle: async (ctx, { params, body }) => {
      const changed = await changeFacts(ctx, params, body)
      return changed.ok ? done(changed.value, params.person) : changed
    },
  }),
  act({
    ...common,
    path: `${here}/leave-out`,
    page: here,
    audit: 'family-member.left-out',
    said: 'The person is no longer drawn. You can put them back at the end of this page.',
    body: RemoveForm,
    handle: async (ctx, { params, body }) => {
      const out = await leaveOut(ctx, params, body.reason)
      return out.ok ? done(out.value, params.person) : out
    },
  }),
  act({
    ...common,
    path: `${here}/restore`,
    page: show,
    audit: 'family-member.put-back',
    said: 'The person is drawn again.',
    body: PressForm,
    handle: async (ctx, { params }) => {
      const back = await putBack(ctx, params)
      return back.ok ? done(back.value, params.person) : back
    },
  }),
]
