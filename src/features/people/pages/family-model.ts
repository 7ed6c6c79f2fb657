import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import type { UncertainDate } from '#shared/uncertain-date.ts'
import { partsOf } from '#shared/dates.ts'
import { layOutGenogram } from '../genogram-layout.ts'
import { describePerson, outlineOf, sayRelation } from '../outline.ts'
import { sayPeriod } from '../family-words.ts'
import type { FamilyPage } from '../queries/family.ts'
import { listAddresses } from '../queries/family.ts'
import { familyParts } from '../schemas.ts'
import type { FigureModel } from '../views/family-figure.tsx'
import type { GenogramModel } from '../views/genogram-page.tsx'

/** What the audit is told of a page about the family of a case. */
export function aboutFamily(found: Pick<FamilyPage, 'uid' | 'scopeUid'>) {
  return { object: { type: 'case', uid: found.uid }, scopeUid: found.scopeUid }
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** "7 people, 9 relations, 2 homes". */
export function sayExtent({ people, relations, homes }: FamilyPage): string {
  return [
    counted(people.length, 'person', 'people'),
    counted(relations.length, 'relation', 'relations'),
    counted(homes.length, 'home', 'homes'),
  ].join(', ')
}

/** The drawing of a family with its outline. */
export function figureOf(found: FamilyPage): FigureModel {
  const title = `Family of case ${found.reference}`
  const description = `${sayExtent(found)}. The outline on this page says the same in words.`
  return {
    drawing: layOutGenogram(found.family),
    outline: outlineOf(found.family),
    title,
    description,
  }
}

/** Everybody who can be chosen in a form, under their labels. */
export function choicesOf({ people }: FamilyPage): { id: string; label: string }[] {
  return people
    .map(({ id, label }) => ({ id, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en'))
}

/** All that the page of a family shows to this reader. */
export async function modelOf(
  ctx: ReadContext,
  found: FamilyPage,
  withNames: boolean,
): Promise<GenogramModel> {
  const may = {
    record: can(ctx.actor, 'person:record'),
    readVault: can(ctx.actor, 'vault:read'),
    recordVault: can(ctx.actor, 'vault:record'),
  }
  const everybody = [...found.people, ...found.leftOut]
  const byId = new Map(everybody.map((person) => [person.id, person]))
  const label = (id: string) => byId.get(id)?.label ?? ''
  return {
    ...figureOf(found),
    uid: found.uid,
    withNames,
    may,
    parts: familyParts,
    addresses: may.record && may.readVault ? await listAddresses(ctx, found.scopeId) : [],
    people: choicesOf(found).map((each) => {
      const person = byId.get(each.id)
      const words = person === undefined ? '' : describePerson(person, found.family)
      return { ...each, words: words.replace(`${each.label}, `, '') }
    }),
    relations: found.relations.map((relation) => ({
      id: relation.id,
      words: sayRelation(relation, byId),
      period: sayPeriod(relation),
    })),
    homes: found.homes.map((home) => ({
      id: home.id,
      words: home.name,
      who: home.members
        .filter(({ until }) => until === null)
        .map(({ person }) => label(person))
        .join(', '),
    })),
    removed: found.removed.map((relation) => ({
      id: relation.id,
      words: sayRelation(relation, byId),
      reason: relation.removed ?? '',
      version: relation.version,
    })),
    leftOut: found.leftOut.map((person) => ({
      id: person.id,
      words: person.label,
      reason: person.leftOut ?? '',
      version: person.version,
    })),
  }
}

/** A date as its three boxes show it, as far as it is known. */
export function boxesOf(date: UncertainDate | null): { day: string; month: string; year: string } {
  const nothing = { day: '', month: '', year: '' }
  if (date === null) return nothing
  switch (date.kind) {
    case 'year':
      return { ...nothing, year: String(date.year) }
    case 'month':
      return { ...nothing, month: String(date.month), year: String(date.year) }
    case 'exact':
    case 'about':
    case 'between': {
      const { day, month, year } = partsOf(date.kind === 'between' ? date.from : date.on)
      return { day: String(day), month: String(month), year: String(year) }
    }
  }
}
