import type { Family, Relation } from './family.ts'
import { isTie } from './family.ts'

/** Two people between whom a line is drawn: partners, or the two parents of a child of whom no more is recorded. */
export interface Couple {
  readonly a: string
  readonly b: string
  readonly relations: readonly Relation[]
}

/** Children who hang from the same line: of two parents, of one, or of none who is known. */
export interface Descent {
  /** One or two parents; none for brothers and sisters whose parents are not recorded. */
  readonly parents: readonly string[]
  readonly children: readonly { readonly child: string; readonly relations: readonly Relation[] }[]
}

/** Kinds of parent of whom two belong together; a step-parent, a donor or a surrogate mother stands alone. */
const joint: ReadonlySet<string> = new Set([
  'birth-parent',
  'adoptive-parent',
  'foster-parent',
  'guardian',
])

/** The key of two people, whichever is named first. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

interface Hanging {
  readonly parents: readonly string[]
  readonly child: string
  readonly relations: readonly Relation[]
}

/** The lines from which one child hangs: two parents of one kind together, further ones each alone. */
function hangingsOf(child: string, relations: readonly Relation[]): Hanging[] {
  const byKind = Map.groupBy(relations, (each) => each.kind)
  return [...byKind].flatMap(([kind, ties]) => {
    const byParent = [...Map.groupBy(ties, (each) => each.one)]
    const [first, second, ...rest] = byParent
    const alone = (entry: (typeof byParent)[number]): Hanging => ({
      parents: [entry[0]],
      child,
      relations: entry[1],
    })
    if (!joint.has(kind) || first === undefined || second === undefined) return byParent.map(alone)
    const parents = [first[0], second[0]].toSorted()
    const both: Hanging = { parents, child, relations: [...first[1], ...second[1]] }
    return [both, ...rest.map(alone)]
  })
}

/** Who hangs from which line, the children in the order of the family. */
function descentsOf(family: Family, ties: readonly Relation[]): Descent[] {
  const byChild = Map.groupBy(ties, (each) => each.other)
  const hangings = family.people.flatMap((person) =>
    hangingsOf(person.id, byChild.get(person.id) ?? []),
  )
  const together = Map.groupBy(
    hangings,
    ({ parents, relations }) => `${parents.join(' ')} ${relations[0]?.kind}`,
  )
  const descents = [...together.values()].map((all) => ({
    parents: all[0]?.parents ?? [],
    children: all.map(({ child, relations }) => ({ child, relations })),
  }))
  // Lines by birth come first: twins part from them, and where a record contradicts itself they count.
  return [...descents.filter(isByBirth), ...descents.filter((each) => !isByBirth(each))]
}

function isByBirth({ children }: Descent): boolean {
  return children[0]?.relations[0]?.kind === 'birth-parent'
}

/** Whether the drawing says this relation already: twins on one line, brothers and sisters under a common parent. */
function isSaid(descents: readonly Descent[], relation: Relation): boolean {
  const { one, other } = relation
  const of = (child: string) =>
    descents.filter(({ children }) => children.some((each) => each.child === child))
  if (isTie(relation, 'twin')) return of(one).some((descent) => of(other).includes(descent))
  const parents = new Set(of(one).flatMap((descent) => descent.parents))
  return of(other).some((descent) => descent.parents.some((parent) => parents.has(parent)))
}

/** A relation that follows from a line belongs to that line, so that whoever asks for it finds where it is drawn. */
function withSaid(descents: readonly Descent[], said: readonly Relation[]): Descent[] {
  const left = new Set(said)
  return descents.map((descent) => ({
    ...descent,
    children: descent.children.map(({ child, relations }) => {
      const here = [...left].filter(({ one, other }) => one === child || other === child)
      for (const each of here) left.delete(each)
      return { child, relations: [...relations, ...here] }
    }),
  }))
}

/** The groups of people whom ties of one kind hold together. */
function groupsOf(ties: readonly Relation[]): string[][] {
  const groups: Set<string>[] = []
  for (const { one, other } of ties) {
    const touched = groups.filter((group) => group.has(one) || group.has(other))
    const merged = new Set([...touched.flatMap((group) => [...group]), one, other])
    groups.splice(0, groups.length, ...groups.filter((group) => !touched.includes(group)), merged)
  }
  return groups.map((group) => [...group])
}

/** Brothers and sisters, and twins, of whom no common line is drawn: a line over them with nobody above. */
function orphanLines(family: Family, descents: readonly Descent[]): Descent[] {
  const ties = family.relations.filter(
    (each) => (isTie(each, 'sibling') || isTie(each, 'twin')) && !isSaid(descents, each),
  )
  const place = new Map(family.people.map((person, at) => [person.id, at]))
  return [...Map.groupBy(ties, (each) => (isTie(each, 'twin') ? 'twin' : each.kind)).values()]
    .flatMap((same) => groupsOf(same).map((group) => ({ group, same })))
    .map(({ group, same }) => ({
      parents: [],
      children: group
        .toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
        .map((child) => ({
          child,
          relations: same.filter(({ one, other }) => one === child || other === child),
        })),
    }))
}

/** The lines of a family in order: who is joined with whom, and who hangs from what. */
export interface Lines {
  readonly couples: readonly Couple[]
  readonly descents: readonly Descent[]
}

/** Draws the lines of a family that is in order (`inOrder`); every relation is in at least one of them. */
export function linesOf(family: Family): Lines {
  const parents = family.relations.filter((each) => isTie(each, 'parent'))
  const descents = descentsOf(family, parents)
  const partners = family.relations.filter((each) => isTie(each, 'partner'))
  const couples = new Map<string, Couple>()
  for (const relation of partners) {
    const { one: a, other: b } = relation
    const before = couples.get(pairKey(a, b))
    const relations = [...(before?.relations ?? []), relation]
    couples.set(pairKey(a, b), { a, b, relations })
  }
  for (const { parents: both } of descents) {
    const [a, b] = both
    if (a === undefined || b === undefined || couples.has(pairKey(a, b))) continue
    couples.set(pairKey(a, b), { a, b, relations: [] })
  }
  const said = family.relations.filter(
    (each) => (isTie(each, 'sibling') || isTie(each, 'twin')) && isSaid(descents, each),
  )
  return {
    couples: [...couples.values()],
    descents: [...withSaid(descents, said), ...orphanLines(family, descents)],
  }
}
