import fc from 'fast-check'
import type { UncertainDate } from '#shared/uncertain-date.ts'
import { asPlainDate } from '#shared/dates.ts'
import type { Drawing, Point } from './drawing.ts'
import type { Family, FamilyPerson, Home, Relation } from './family.ts'
import { drawnSexes, lives, personParts, relationKinds } from './model.ts'
import type { RelationKind } from './model.ts'

/** Somebody of an invented family. */
export function somebody(id: string, facts: Partial<FamilyPerson> = {}): FamilyPerson {
  const label = facts.label ?? id
  return {
    id,
    label,
    shown: label,
    part: 'other',
    sex: 'not-known',
    life: null,
    identified: true,
    bornYear: null,
    lifeOn: null,
    ...facts,
  }
}

/** "one kind other", in the words of the model. */
export function related(one: string, kind: RelationKind, other: string): Relation {
  return { id: `${one} ${kind} ${other}`, kind, one, other, since: null, until: null }
}

const someDate: fc.Arbitrary<UncertainDate | null> = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 1990, max: 2026 }).map((year) => ({ kind: 'year' as const, year })),
  fc.integer({ min: 1, max: 12 }).map((month) => ({ kind: 'month' as const, year: 2024, month })),
  fc.constant({ kind: 'about' as const, on: asPlainDate('2026-05-03') }),
)

const someLabel = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60 }),
  fc.constantFrom(
    'Mother',
    'Child Q',
    'W'.repeat(60),
    'Mother of the second child of the family',
    '母親',
  ),
)

const somePerson = fc.record({
  label: someLabel,
  part: fc.constantFrom(...personParts),
  sex: fc.constantFrom(...drawnSexes),
  life: fc.constantFrom(null, ...lives),
  identified: fc.boolean(),
  bornYear: fc.option(fc.integer({ min: 1930, max: 2026 })),
  lifeOn: someDate,
})

/** A family without any sense: anybody may be anything of anybody, themselves and their ancestors too. */
export function anyFamily(most: number): fc.Arbitrary<Family> {
  return fc.array(somePerson, { minLength: 1, maxLength: most, size: 'max' }).chain((facts) => {
    const people = facts.map((each, at) => somebody(`p${at}`, { ...each, shown: each.label }))
    const id = fc.nat({ max: Math.max(0, people.length - 1) }).map((at) => `p${at}`)
    const relation = fc.record({
      kind: fc.constantFrom(...relationKinds),
      one: id,
      other: id,
      since: someDate,
      until: someDate,
    })
    const member = fc.record({ person: id, since: someDate, until: someDate })
    return fc
      .record({
        relations: fc.array(relation, { maxLength: Math.ceil(most * 1.2), size: 'max' }),
        homes: fc.array(fc.uniqueArray(member, { selector: (each) => each.person, maxLength: 6 }), {
          maxLength: 4,
        }),
      })
      .map(({ relations, homes }) => ({
        people,
        relations: relations.map((each, at) => ({ ...each, id: `r${at}` })),
        homes: homes.map((members, at): Home => ({
          id: `h${at}`,
          name: `Home ${at}`,
          address: null,
          members,
        })),
      }))
  })
}

/** Numbers that look like chance and are the same each time. */
function chance(numbers: readonly number[]): (below: number) => number {
  let at = 0
  return (below) => {
    const number = numbers[at % Math.max(1, numbers.length)] ?? 0
    at += 1
    return Math.abs(number + at * 7919) % below
  }
}

const couples = ['married', 'living-together', 'separated', 'divorced'] as const

/**
 * A family as families mostly are: a couple, their children, most of whom have a partner from outside and children with them.
 * The same for the same numbers, so that 200 people are quick to make.
 */
export function growFamily(numbers: readonly number[], size: number): Family {
  const people: FamilyPerson[] = []
  const relations: Relation[] = []
  const next = chance(numbers)
  const add = (facts: Partial<FamilyPerson>) => {
    const id = `p${String(people.length).padStart(3, '0')}`
    people.push(somebody(id, { label: `Person ${people.length + 1}`, ...facts }))
    return id
  }
  const join = (one: string) => {
    const other = add({ sex: 'male' })
    relations.push(related(one, couples[next(couples.length)] ?? 'married', other))
    return [one, other]
  }
  function addChildren(couple: readonly string[]): string[][] {
    const count = Math.min(1 + next(3), size - people.length)
    const children = Array.from({ length: count }, () => {
      const child = add({ sex: 'female', bornYear: 1900 + people.length })
      for (const parent of couple) relations.push(related(parent, 'birth-parent', child))
      return child
    })
    // The first always has a family of their own, so that the next generation comes.
    const settled = children.filter((_, at) => at === 0 || next(3) > 0)
    return settled.flatMap((child) => (people.length < size ? [join(child)] : []))
  }
  const open = [join(add({ sex: 'female' }))]
  for (let couple = open.shift(); couple && people.length < size; couple = open.shift())
    open.push(...addChildren(couple))
  return { people, relations, homes: [] }
}

/** Whether two stretches cross each other in their inside. */
function crosses([a, b]: Stretch, [c, d]: Stretch): boolean {
  const side = (p: Point, q: Point, r: Point) =>
    Math.sign(Math.round(((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)) * 10))
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

type Stretch = readonly [Point, Point]

/** The straight stretches of all lines. */
export function stretchesOf(drawing: Pick<Drawing, 'lines'>): Stretch[] {
  return drawing.lines.flatMap(({ points }) =>
    points.slice(1).map((point, at): Stretch => [points[at] ?? point, point]),
  )
}

/** How often lines of a drawing cross each other. */
export function crossingsIn(drawing: Drawing): number {
  const all = stretchesOf(drawing)
  let count = 0
  for (const [at, one] of all.entries())
    for (const other of all.slice(at + 1)) if (crosses(one, other)) count += 1
  return count
}
