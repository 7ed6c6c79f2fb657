import { pairKey } from './descent.ts'
import { isTie } from './family.ts'
import type { Family, Relation } from './family.ts'

type Parents = ReadonlyMap<string, readonly string[]>

function parentsOf(
  relations: readonly Relation[],
  kinds: (relation: Relation) => boolean,
): Parents {
  const grouped = Map.groupBy(relations.filter(kinds), (each) => each.other)
  return new Map([...grouped].map(([child, all]) => [child, all.map(({ one }) => one)]))
}

/** Everybody above somebody, over as many generations as are recorded; ends also in a ring. */
function ancestorsOf(person: string, parents: Parents): Set<string> {
  const found = new Set<string>()
  const open = [person]
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const parent of parents.get(at) ?? [])
      if (!found.has(parent)) {
        found.add(parent)
        open.push(parent)
      }
  return found
}

/** Couples who have an ancestor by birth in common, or of whom one is an ancestor of the other: drawn with a double line. */
export function relatedCouples(family: Family): ReadonlySet<string> {
  const parents = parentsOf(family.relations, ({ kind }) => kind === 'birth-parent')
  const related = family.relations.filter((each) => {
    if (!isTie(each, 'partner')) return false
    const mine = ancestorsOf(each.one, parents).add(each.one)
    const theirs = ancestorsOf(each.other, parents).add(each.other)
    return [...mine].some((ancestor) => theirs.has(ancestor))
  })
  return new Set(related.map(({ one, other }) => pairKey(one, other)))
}

/** Whether making `parent` a parent of `child` would make somebody their own ancestor. */
export function wouldCloseRing(
  relations: readonly Relation[],
  { parent, child }: { readonly parent: string; readonly child: string },
): boolean {
  const parents = parentsOf(relations, (each) => isTie(each, 'parent'))
  return parent === child || ancestorsOf(parent, parents).has(child)
}
