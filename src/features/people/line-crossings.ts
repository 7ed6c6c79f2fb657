import type { Bar, Drop, Plan } from './drawing-plan.ts'

/** Who stands where: for each row its places from left to right. */
export type Order = readonly (readonly number[])[]

// What counts how much: a crossing before everything, then partners who are kept apart, then the order of brothers and
// sisters, then on which side of a couple somebody stands.
const crossing = 1000
const apart = 40
const outOfOrder = 4
const wrongSide = 1

/** A plan with its lines sorted by row, made once for each plan. */
interface Sorted {
  readonly bars: ReadonlyMap<number, readonly Bar[]>
  readonly drops: ReadonlyMap<number, readonly Drop[]>
  readonly hangsBelow: ReadonlySet<number>
  readonly hangsAbove: ReadonlySet<number>
}

const sortedPlans = new WeakMap<Plan, Sorted>()

function sortedOf(plan: Plan): Sorted {
  const known = sortedPlans.get(plan)
  if (known !== undefined) return known
  const sorted: Sorted = {
    bars: Map.groupBy(plan.bars, (bar) => bar.row),
    drops: Map.groupBy(plan.drops, (drop) => drop.row),
    hangsBelow: new Set([
      ...plan.bars.flatMap(({ a, b }) => [a, b]),
      ...plan.drops.flatMap(({ place }) => (place === null ? [] : [place])),
    ]),
    hangsAbove: new Set(plan.drops.flatMap(({ to }) => to.map(({ place }) => place))),
  }
  sortedPlans.set(plan, sorted)
  return sorted
}

/** Where a drop begins, as a place in its row; half-way between the two of a couple. */
function sourceOf(plan: Plan, drop: Drop, at: readonly number[]): number | undefined {
  if (drop.place !== null) return at[drop.place]
  const bar = drop.bar === null ? undefined : plan.bars[drop.bar]
  return bar && ((at[bar.a] ?? 0) + (at[bar.b] ?? 0)) / 2
}

/** How many places of a row with a line to this side stand between two of it. */
function between(
  row: ReadonlySet<number>,
  span: { from: number; to: number; but: ReadonlySet<number> },
  at: readonly number[],
): number {
  let count = 0
  for (const place of row) {
    const here = at[place] ?? 0
    if (here > span.from && here < span.to && !span.but.has(place)) count += 1
  }
  return count
}

function inRow(plan: Plan, places: ReadonlySet<number>, row: number): Set<number> {
  return new Set([...places].filter((place) => plan.places[place]?.row === row))
}

const rowsBelow = new WeakMap<Plan, Map<string, ReadonlySet<number>>>()

/** Those of a row from whom a line leads down, or up; remembered, because it is asked for each try. */
function hanging(plan: Plan, row: number, side: 'above' | 'below'): ReadonlySet<number> {
  const known = rowsBelow.get(plan) ?? new Map<string, ReadonlySet<number>>()
  rowsBelow.set(plan, known)
  const key = `${side} ${row}`
  const before = known.get(key)
  if (before !== undefined) return before
  const { hangsAbove, hangsBelow } = sortedOf(plan)
  const found = inRow(plan, side === 'above' ? hangsAbove : hangsBelow, row)
  known.set(key, found)
  return found
}

function costOfBar(plan: Plan, bar: Bar, at: readonly number[]): number {
  const [a, b] = [at[bar.a] ?? 0, at[bar.b] ?? 0]
  const [left, right] = a < b ? [bar.a, bar.b] : [bar.b, bar.a]
  const span = { from: Math.min(a, b), to: Math.max(a, b), but: new Set([bar.a, bar.b]) }
  const crossed = between(hanging(plan, bar.row, 'below'), span, at)
  const side = (plan.places[left]?.lean ?? 0) > (plan.places[right]?.lean ?? 0) ? wrongSide : 0
  return crossed * crossing + (span.to - span.from - 1) * apart + side
}

/** What is not well in a row by itself: bars that cross what hangs from others, partners apart, sides. */
export function costOfRow(plan: Plan, row: number, at: readonly number[]): number {
  let cost = 0
  for (const bar of sortedOf(plan).bars.get(row) ?? []) cost += costOfBar(plan, bar, at)
  return cost
}

/** Neighbouring brothers and sisters, as the family orders them, who stand the other way round. */
function disorder(drop: Drop, at: readonly number[]): number {
  let count = 0
  for (let next = 1; next < drop.to.length; next += 1) {
    const [one, other] = [drop.to[next - 1]?.place ?? 0, drop.to[next]?.place ?? 0]
    if ((at[one] ?? 0) > (at[other] ?? 0)) count += 1
  }
  return count
}

/** A line over brothers and sisters that comes from nobody crosses what leads up from those between them. */
function costOfBracket(plan: Plan, drop: Drop, at: readonly number[]): number {
  const children = new Set(drop.to.map(({ place }) => place))
  const where = [...children].map((place) => at[place] ?? 0)
  const span = { from: Math.min(...where), to: Math.max(...where), but: children }
  const crossed = between(hanging(plan, drop.row + 1, 'above'), span, at)
  return crossed * crossing + (span.to - span.from + 1 - children.size) * apart
}

/** How often the lines between a row and the next cross each other, with the order of brothers and sisters. */
export function costOfGap(plan: Plan, row: number, at: readonly number[]): number {
  let cost = 0
  const from: number[] = []
  const to: number[] = []
  for (const drop of sortedOf(plan).drops.get(row) ?? []) {
    cost += disorder(drop, at) * outOfOrder
    const source = sourceOf(plan, drop, at)
    if (source === undefined) cost += costOfBracket(plan, drop, at)
    else
      for (const { place } of drop.to) {
        from.push(source)
        to.push(at[place] ?? 0)
      }
  }
  return cost + crossings(from, to) * crossing
}

function crossings(from: readonly number[], to: readonly number[]): number {
  let count = 0
  for (let one = 0; one < from.length; one += 1) {
    const [a = 0, b = 0] = [from[one], to[one]]
    for (let other = one + 1; other < from.length; other += 1)
      if ((a - (from[other] ?? 0)) * (b - (to[other] ?? 0)) < 0) count += 1
  }
  return count
}

/** All that is not well in an order of all rows. */
export function costOf(plan: Plan, at: readonly number[]): number {
  const rows = Math.max(0, ...plan.places.map((place) => place.row + 1))
  let cost = costOfGap(plan, -1, at)
  for (let row = 0; row < rows; row += 1)
    cost += costOfRow(plan, row, at) + costOfGap(plan, row, at)
  return cost
}
