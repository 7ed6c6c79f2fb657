import type { Drop, Plan } from './drawing-plan.ts'

/** Who stands where: for each row its places from left to right. */
export type Order = readonly (readonly number[])[]

// What counts how much: a crossing before everything, then partners who are kept apart, then the order of brothers and
// sisters, then on which side of a couple somebody stands.
/** What one crossing costs; whatever costs less has none. */
export const crossing = 1000
const apart = 40
const outOfOrder = 4
const wrongSide = 1

/** A bar with what is known of its two ends before anybody has a place. */
interface ScoredBar {
  readonly a: number
  readonly b: number
  readonly leanA: number
  readonly leanB: number
}

/** The lines between a row and the next, flat, because they are gone through for each try. */
interface Gap {
  /** Where each line begins: at a place, or half-way between two; then both are named. */
  readonly from: readonly number[]
  readonly beside: readonly number[]
  readonly to: readonly number[]
  readonly families: readonly (readonly number[])[]
  readonly brackets: readonly (readonly number[])[]
}

/** What is not well in an order, all of it or around one row. */
export interface Scorer {
  all(at: readonly number[]): number
  around(row: number, at: readonly number[]): number
}

/** A plan as the scorer goes through it: everything by the number of its row. */
interface Compiled {
  readonly bars: readonly (readonly ScoredBar[])[]
  readonly gaps: readonly Gap[]
  /** From whom of each row a line leads down, and to whom one leads from above. */
  readonly below: readonly (readonly number[])[]
  readonly above: readonly (readonly number[])[]
}

const noGap: Gap = { from: [], beside: [], to: [], families: [], brackets: [] }

function gapOf(plan: Plan, drops: readonly Drop[]): Gap {
  const lines = drops.flatMap((drop) => {
    const bar = drop.bar === null ? undefined : plan.bars[drop.bar]
    const [from, beside] = bar === undefined ? [drop.place, drop.place] : [bar.a, bar.b]
    if (from === null || beside === null) return []
    return drop.to.map(({ place: to }) => ({ from, beside, to }))
  })
  const children = (drop: Drop) => drop.to.map(({ place }) => place)
  return {
    from: lines.map(({ from }) => from),
    beside: lines.map(({ beside }) => beside),
    to: lines.map(({ to }) => to),
    families: drops.map(children),
    brackets: drops.filter(({ bar, place }) => bar === null && place === null).map(children),
  }
}

function byRow(plan: Plan, places: ReadonlySet<number>, rows: number): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    [...places].filter((place) => plan.places[place]?.row === row),
  )
}

function compile(plan: Plan): Compiled {
  const rows = Math.max(0, ...plan.places.map((place) => place.row + 1))
  const lean = (place: number) => plan.places[place]?.lean ?? 0
  const below = new Set([
    ...plan.bars.flatMap(({ a, b }) => [a, b]),
    ...plan.drops.flatMap(({ place }) => place ?? []),
  ])
  const above = new Set(plan.drops.flatMap(({ to }) => to.map(({ place }) => place)))
  return {
    bars: Array.from({ length: rows }, (_, row) =>
      plan.bars
        .filter((bar) => bar.row === row)
        .map(({ a, b }) => ({ a, b, leanA: lean(a), leanB: lean(b) })),
    ),
    // The first is the room above the first row.
    gaps: Array.from({ length: rows + 1 }, (_, gap) =>
      gapOf(
        plan,
        plan.drops.filter((drop) => drop.row === gap - 1),
      ),
    ),
    below: byRow(plan, below, rows),
    above: byRow(plan, above, rows),
  }
}

/** How many of these stand between two, other than those of the line itself. */
function between(
  places: readonly number[],
  span: { readonly from: number; readonly to: number; readonly but: readonly number[] },
  at: readonly number[],
): number {
  let count = 0
  for (const place of places) {
    const here = at[place] ?? 0
    if (here > span.from && here < span.to && !span.but.includes(place)) count += 1
  }
  return count
}

/** What is not well in a row by itself: bars that cross what hangs from others, partners apart, sides. */
function costOfRow({ bars, below }: Compiled, row: number, at: readonly number[]): number {
  let cost = 0
  for (const { a, b, leanA, leanB } of bars[row] ?? []) {
    const [one, other] = [at[a] ?? 0, at[b] ?? 0]
    const turned = one < other ? leanA > leanB : leanB > leanA
    if (turned) cost += wrongSide
    const far = Math.abs(one - other)
    if (far < 2) continue
    const span = { from: Math.min(one, other), to: Math.max(one, other), but: [a, b] }
    cost += between(below[row] ?? [], span, at) * crossing + (far - 1) * apart
  }
  return cost
}

/** Neighbouring brothers and sisters, as the family orders them, who stand the other way round. */
function disorder(children: readonly number[], at: readonly number[]): number {
  let count = 0
  for (let next = 1; next < children.length; next += 1)
    if ((at[children[next - 1] ?? 0] ?? 0) > (at[children[next] ?? 0] ?? 0)) count += 1
  return count
}

/** A line over brothers and sisters that comes from nobody crosses what leads up from those between them. */
function costOfBracket(
  children: readonly number[],
  above: readonly number[],
  at: readonly number[],
): number {
  const where = children.map((place) => at[place] ?? 0)
  const span = { from: Math.min(...where), to: Math.max(...where), but: children }
  const crossed = between(above, span, at)
  return crossed * crossing + (span.to - span.from + 1 - children.length) * apart
}

function crossings({ from, beside, to }: Gap, at: readonly number[]): number {
  // Twice the place, so that half-way is a whole number too.
  const starts = from.map((place, line) => (at[place] ?? 0) + (at[beside[line] ?? 0] ?? 0))
  const ends = to.map((place) => at[place] ?? 0)
  let count = 0
  for (let one = 0; one < starts.length; one += 1) {
    const [start = 0, end = 0] = [starts[one], ends[one]]
    for (let other = one + 1; other < starts.length; other += 1)
      if ((start - (starts[other] ?? 0)) * (end - (ends[other] ?? 0)) < 0) count += 1
  }
  return count
}

/** How often the lines under a row cross each other, with the order of brothers and sisters. */
function costOfGap({ gaps, above }: Compiled, row: number, at: readonly number[]): number {
  const gap = gaps[row + 1] ?? noGap
  let cost = crossings(gap, at) * crossing
  for (const children of gap.families) cost += disorder(children, at) * outOfOrder
  for (const children of gap.brackets) cost += costOfBracket(children, above[row + 1] ?? [], at)
  return cost
}

/** Makes what tells a better order of a plan from a worse one. */
export function scorerOf(plan: Plan): Scorer {
  const compiled = compile(plan)
  return {
    all(at) {
      let cost = costOfGap(compiled, -1, at)
      for (const row of compiled.bars.keys())
        cost += costOfRow(compiled, row, at) + costOfGap(compiled, row, at)
      return cost
    },
    around: (row, at) =>
      costOfGap(compiled, row - 1, at) +
      costOfRow(compiled, row, at) +
      costOfGap(compiled, row, at),
  }
}
