import { pairKey } from './descent.ts'
import type { Couple, Descent, Lines } from './descent.ts'
import type { Relation } from './family.ts'

/** A place in a row: somebody, or a line that passes through on its way to a deeper row. */
export interface Place {
  readonly row: number
  readonly person: string | null
  /** How much room it needs to the left and right of its middle. */
  readonly left: number
  readonly right: number
  /** Which side of a couple it takes where nothing else speaks: men left of women, as genograms have it. */
  readonly lean: -1 | 0 | 1
}

/** A line under a row that joins two places of it. Places and bars are named by their numbers in the plan. */
export interface Bar {
  readonly row: number
  readonly a: number
  readonly b: number
  readonly relations: readonly Relation[]
}

/** A line that leads from a bar or a place of one row (or from nowhere) down to places of the next row. */
export interface Drop {
  readonly row: number
  readonly bar: number | null
  readonly place: number | null
  readonly to: readonly { readonly place: number; readonly relations: readonly Relation[] }[]
}

/** What has to be drawn of people who are related to each other, before anything has a place on the paper. */
export interface Plan {
  readonly places: readonly Place[]
  readonly bars: readonly Bar[]
  readonly drops: readonly Drop[]
}

/** The places from which a drop hangs: both of a couple, one, or none. */
export function endsOf(plan: Plan, drop: Drop): number[] {
  if (drop.place !== null) return [drop.place]
  const bar = drop.bar === null ? undefined : plan.bars[drop.bar]
  return bar === undefined ? [] : [bar.a, bar.b]
}

/** How wide somebody is drawn, to the left and right of the middle of their symbol. */
export type Room = ReadonlyMap<string, Pick<Place, 'left' | 'right' | 'lean'>>

const lineRoom = { left: 8, right: 8, lean: 0 } as const
const someRoom = { left: 30, right: 30, lean: 0 } as const

/** Collects places, bars and drops; lines over several rows pass through places of their own, so that nobody stands on a line. */
class Planner {
  readonly places: Place[] = []
  readonly bars: Bar[] = []
  readonly drops: Drop[] = []
  private readonly at = new Map<string, number>()
  private readonly barOf = new Map<string, number>()

  addPerson(person: string, row: number, room: Pick<Place, 'left' | 'right' | 'lean'>): void {
    this.at.set(person, this.places.length)
    const { left, right, lean } = room
    this.places.push({ row, person, left, right, lean })
  }

  placeOf(person: string): number {
    return this.at.get(person) ?? 0
  }

  rowOf(place: number): number {
    return this.places[place]?.row ?? 0
  }

  barBetween(a: string, b: string): number | undefined {
    return this.barOf.get(pairKey(a, b))
  }

  /** Leads a line from a place down into a row: through a place of its own in each row on the way. */
  private descend(from: number, row: number, relations: readonly Relation[]): number {
    let here = from
    while (this.rowOf(here) < row) {
      const next = this.places.length
      this.places.push({ row: this.rowOf(here) + 1, person: null, ...lineRoom })
      this.drops.push({
        row: this.rowOf(here),
        bar: null,
        place: here,
        to: [{ place: next, relations }],
      })
      here = next
    }
    return here
  }

  /** Where a line that hangs from this row arrives for somebody: at them, or at a line that leads on to them. */
  private arrival(row: number, person: number, relations: readonly Relation[]): number {
    if (this.rowOf(person) === row + 1) return person
    const first = this.places.length
    this.places.push({ row: row + 1, person: null, ...lineRoom })
    const last = this.descend(first, this.rowOf(person) - 1, relations)
    this.drops.push({
      row: this.rowOf(last),
      bar: null,
      place: last,
      to: [{ place: person, relations }],
    })
    return first
  }

  addCouple({ a, b, relations }: Couple): void {
    const [one, other] = [this.placeOf(a), this.placeOf(b)]
    const row = Math.max(this.rowOf(one), this.rowOf(other))
    const ends = { a: this.descend(one, row, relations), b: this.descend(other, row, relations) }
    this.barOf.set(pairKey(a, b), this.bars.length)
    const each = relations.length === 0 ? [[]] : relations.map((relation) => [relation])
    for (const own of each) this.bars.push({ row, ...ends, relations: own })
  }

  private addDrop(
    from: { row: number; bar: number | null; place: number | null },
    children: readonly { person: number; relations: readonly Relation[] }[],
  ): void {
    if (children.length === 0) return
    const to = children.map(({ person, relations }) => ({
      place: this.arrival(from.row, person, relations),
      relations,
    }))
    this.drops.push({ ...from, to })
  }

  /** A relation whose two rows contradict it, because the record goes round in a ring. */
  private addOdd(relation: Relation): void {
    const [parent, child] = [this.placeOf(relation.one), this.placeOf(relation.other)]
    const [row, below] = [this.rowOf(parent), this.rowOf(child)]
    if (row === below) this.bars.push({ row, a: parent, b: child, relations: [relation] })
    else {
      const [high, low] = row < below ? [parent, child] : [child, parent]
      const from = { row: Math.min(row, below), bar: null, place: high }
      this.addDrop(from, [{ person: low, relations: [relation] }])
    }
  }

  private sourceOf(parents: readonly string[], children: readonly number[]) {
    const [a, b] = parents
    if (a === undefined) {
      const highest = Math.min(...children.map((child) => this.rowOf(child)))
      return { row: highest - 1, bar: null, place: null }
    }
    if (b === undefined) {
      const place = this.placeOf(a)
      return { row: this.rowOf(place), bar: null, place }
    }
    const bar = this.barBetween(a, b) ?? 0
    return { row: this.bars[bar]?.row ?? 0, bar, place: null }
  }

  addDescent({ parents, children }: Descent): void {
    const all = children.map(({ child, relations }) => ({ person: this.placeOf(child), relations }))
    const source = this.sourceOf(
      parents,
      all.map(({ person }) => person),
    )
    const fits = all.filter(({ person }) => this.rowOf(person) > source.row)
    this.addDrop(source, fits)
    for (const { person, relations } of all) {
      if (this.rowOf(person) > source.row) continue
      for (const relation of relations) this.addOdd(relation)
    }
  }
}

/** Plans the drawing of people who are related to each other. */
export function planOf(
  people: readonly string[],
  lines: Lines,
  at: { rows: ReadonlyMap<string, number>; room: Room },
): Plan {
  const planner = new Planner()
  for (const person of people)
    planner.addPerson(person, at.rows.get(person) ?? 0, at.room.get(person) ?? someRoom)
  for (const couple of lines.couples) planner.addCouple(couple)
  for (const descent of lines.descents) planner.addDescent(descent)
  return { places: planner.places, bars: planner.bars, drops: planner.drops }
}

/** Parts of a family between which nothing is recorded, each with its own lines; in the order of their first person. */
export function partsOf(
  people: readonly string[],
  lines: Lines,
): readonly { readonly people: readonly string[]; readonly lines: Lines }[] {
  const part = new Map(people.map((person) => [person, person]))
  function root(person: string): string {
    let at = person
    for (let up = part.get(at) ?? at; up !== at; up = part.get(at) ?? at) at = up
    part.set(person, at)
    return at
  }
  const tie = (one: string, other: string) => part.set(root(other), root(one))
  for (const { a, b } of lines.couples) tie(a, b)
  for (const { parents, children } of lines.descents) {
    const all = [...parents, ...children.map(({ child }) => child)]
    for (const each of all.slice(1)) tie(all[0] ?? each, each)
  }
  const couples = Map.groupBy(lines.couples, ({ a }) => root(a))
  const descents = Map.groupBy(lines.descents, ({ children }) => root(children[0]?.child ?? ''))
  return [...Map.groupBy(people, root)].map(([key, own]) => ({
    people: own,
    lines: { couples: couples.get(key) ?? [], descents: descents.get(key) ?? [] },
  }))
}
