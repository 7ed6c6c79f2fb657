import { z } from 'zod'
import { UidParams } from '#platform/fields.ts'
import { api } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { drawnSexes, lives, personParts, relationKinds } from './model.ts'
import { getFamilyPage } from './queries/family.ts'

/** An uncertain date as it is stored: its kind, with a day, a month of a year, a year, or two days. */
const date = z
  .object({
    kind: z.enum(['exact', 'about', 'month', 'year', 'between']),
    on: z.string().optional(),
    year: z.number().optional(),
    month: z.number().optional(),
    from: z.string().optional(),
    to: z.string().optional(),
  })
  .nullable()

const Answer = z.object({
  people: z.array(
    z.object({
      uid: z.string(),
      label: z.string(),
      part: z.enum(personParts),
      sex: z.enum(drawnSexes),
      life: z.enum(lives).nullable(),
      identified: z.boolean(),
      bornYear: z.number().nullable(),
      lifeOn: date,
    }),
  ),
  relations: z.array(
    z.object({
      uid: z.string(),
      kind: z.enum(relationKinds),
      /** Of a parent and a child the parent. */
      one: z.string(),
      other: z.string(),
      since: date,
      until: date,
    }),
  ),
  homes: z.array(
    z.object({
      uid: z.string(),
      name: z.string(),
      members: z.array(z.object({ person: z.string(), since: date, until: date })),
    }),
  ),
})

/** The family of a case as JSON, under labels: what the drawing is made of, no name and no address. */
export const apiRoutes: readonly Route[] = [
  api({
    method: 'GET',
    path: '/api/cases/:uid/genogram',
    can: 'case:read',
    audit: 'genogram.viewed',
    summary: 'The people of a case under their labels, how they are related, and their homes.',
    params: UidParams,
    answer: Answer,
    handle: async (ctx, { params }) => {
      const found = await getFamilyPage(ctx, params.uid)
      return ok({
        answer: {
          people: found.people.map((person) => ({
            uid: person.id,
            label: person.label,
            part: person.part,
            sex: person.sex,
            life: person.life,
            identified: person.identified,
            bornYear: person.bornYear,
            lifeOn: person.lifeOn,
          })),
          relations: found.relations.map(({ id, kind, one, other, since, until }) => ({
            uid: id,
            kind,
            one,
            other,
            since,
            until,
          })),
          homes: found.homes.map(({ id, name, members }) => ({
            uid: id,
            name,
            members: members.map(({ person, since, until }) => ({ person, since, until })),
          })),
        },
        about: { object: { type: 'case', uid: found.uid }, scopeUid: found.scopeUid },
      })
    },
  }),
]
