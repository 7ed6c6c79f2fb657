import { compareUncertainDates } from '#shared/uncertain-date.ts'
import type { UncertainDate } from '#shared/uncertain-date.ts'
import type { DrawnSex, Life, PersonPart, RelationKind, Tie } from './model.ts'
import { tieOf } from './model.ts'

/** Somebody of a family as the drawing and the outline show them. */
export interface FamilyPerson {
  readonly id: string
  /** Our own label; it orders brothers and sisters of one year, so that a drawing with names looks the same. */
  readonly label: string
  /** What is shown: the label, or the name for those who may open the vault. */
  readonly shown: string
  readonly part: PersonPart
  readonly sex: DrawnSex
  readonly life: Life | null
  /** False for somebody of whom it is known only that there is such a person, like a father who is not known. */
  readonly identified: boolean
  readonly bornYear: number | null
  /** The due date of an unborn child; else the day of the death or of the loss. */
  readonly lifeOn: UncertainDate | null
}

/** How two people of a family are related; for parents `one` is the parent and `other` the child. */
export interface Relation {
  readonly id: string
  readonly kind: RelationKind
  readonly one: string
  readonly other: string
  readonly since: UncertainDate | null
  readonly until: UncertainDate | null
}

/** Somebody's time in a home. */
export interface Living {
  readonly person: string
  readonly since: UncertainDate | null
  readonly until: UncertainDate | null
}

/** A home: who lives or lived there. The address is in the vault and shown to those who may open it. */
export interface Home {
  readonly id: string
  readonly name: string
  readonly address: string | null
  readonly members: readonly Living[]
}

/** All that is drawn and read aloud of the family of one case. */
export interface Family {
  readonly people: readonly FamilyPerson[]
  readonly relations: readonly Relation[]
  readonly homes: readonly Home[]
}

/** Whether a relation is of this tie. */
export function isTie(relation: Pick<Relation, 'kind'>, tie: Tie): boolean {
  return tieOf[relation.kind] === tie
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** The order of brothers and sisters: by year of birth, the unborn last, then by what is known of their day, then by label. */
export function comparePeople(a: FamilyPerson, b: FamilyPerson): number {
  return (
    yearOf(a) - yearOf(b) ||
    compareDays(a.lifeOn, b.lifeOn) ||
    compareText(a.label, b.label) ||
    compareText(a.id, b.id)
  )
}

/** Days that are not known come last, so that the order is one order for any number of people. */
function compareDays(a: UncertainDate | null, b: UncertainDate | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0)
  return compareUncertainDates(a, b)
}

/** A child that was lost before or at birth has its place among the others by the year of the loss. */
function yearOf(person: FamilyPerson): number {
  if (person.bornYear !== null) return person.bornYear
  if (person.life === 'unborn') return 9999
  const { lifeOn, life } = person
  if (lifeOn === null || (life !== 'stillborn' && life !== 'miscarriage')) return 9998
  return 'year' in lifeOn
    ? lifeOn.year
    : Number((lifeOn.kind === 'between' ? lifeOn.from : lifeOn.on).slice(0, 4))
}

function compareRelations(a: Relation, b: Relation): number {
  return (
    compareText(a.kind, b.kind) ||
    compareText(a.one, b.one) ||
    compareText(a.other, b.other) ||
    compareText(a.id, b.id)
  )
}

/**
 * The same family in one order, whatever the order in which it was read, and without what cannot be drawn: a relation of
 * somebody to themselves, or to somebody who is not among the people. Of symmetrical relations the lesser id stands first.
 */
export function inOrder(family: Family): Family {
  const people = family.people.toSorted(comparePeople)
  const known = new Set(people.map((person) => person.id))
  const relations = family.relations
    .filter(({ one, other }) => one !== other && known.has(one) && known.has(other))
    .map((each) =>
      isTie(each, 'parent') || each.one < each.other
        ? each
        : { ...each, one: each.other, other: each.one },
    )
    .toSorted(compareRelations)
  const homes = family.homes
    .map((home) => ({
      ...home,
      members: home.members
        .filter((member) => known.has(member.person))
        .toSorted((a, b) => compareText(a.person, b.person)),
    }))
    .toSorted((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id))
  return { people, relations, homes }
}
