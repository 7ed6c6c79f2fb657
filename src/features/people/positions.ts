import { endsOf } from './drawing-plan.ts'
import type { Plan } from './drawing-plan.ts'
import type { Order } from './line-crossings.ts'

interface Wish {
  readonly to: number
  readonly weight: number
}

/** A run of neighbours that moves as one while places are found. */
interface Block {
  sum: number
  weight: number
  readonly from: number
  count: number
}

const middle = (block: Block) => block.sum / block.weight

/**
 * Puts a row where its members wish to be, as near as can be while nobody comes too close to a neighbour: least squares under
 * an order, by pooling neighbours who would overlap (pool adjacent violators).
 */
function settle(wishes: readonly Wish[], gaps: readonly number[]): number[] {
  // Without the room that all before need, keeping apart means only keeping the order.
  const offset: number[] = [0]
  for (const [at, gap] of gaps.entries()) offset.push((offset[at] ?? 0) + gap)
  const blocks: Block[] = []
  for (const [at, { to, weight }] of wishes.entries()) {
    blocks.push({ sum: (to - (offset[at] ?? 0)) * weight, weight, from: at, count: 1 })
    for (
      let [before, last] = blocks.slice(-2);
      before !== undefined && last !== undefined && middle(before) > middle(last);
      [before, last] = blocks.slice(-2)
    ) {
      before.sum += last.sum
      before.weight += last.weight
      before.count += last.count
      blocks.pop()
    }
  }
  return blocks.flatMap((block) =>
    Array.from({ length: block.count }, (_, at) => middle(block) + (offset[block.from + at] ?? 0)),
  )
}

/** How far the middles of two neighbours have to be from each other. */
function gapsOf(plan: Plan, row: readonly number[]): number[] {
  return row
    .slice(1)
    .map((place, at) => (plan.places[row[at] ?? 0]?.right ?? 0) + (plan.places[place]?.left ?? 0))
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length)

type Ask = (place: number, to: number, weight: number) => void

/** What lines ask of places: children to hang under the middle of their parents, and parents to stand over their children. */
function askAlong(
  plan: Plan,
  from: { readonly x: readonly number[]; readonly closer: boolean },
  ask: { children: Ask; parents: Ask },
): void {
  const { x, closer } = from
  const at = (place: number) => x[place] ?? 0
  for (const drop of plan.drops) {
    const ends = endsOf(plan, drop)
    if (ends.length === 0) continue
    const source = mean(ends.map(at))
    const children = mean(drop.to.map(({ place }) => at(place)))
    // A line that only passes through a row should be straight.
    const passes = ends.length === 1 && plan.places[ends[0] ?? 0]?.person === null
    const weight = passes ? 4 : 1
    // Brothers and sisters keep their distance whatever it is, so at first they are drawn together a little each time.
    const near = closer ? pull : 0
    for (const { place } of drop.to)
      ask.children(place, source + (at(place) - children) * (1 - near), weight)
    for (const end of ends) ask.parents(end, at(end) + children - source, weight)
  }
}

/** Partners without children would like to stand close. */
function askCouples(plan: Plan, x: readonly number[], ask: Ask): void {
  for (const { a, b } of plan.bars) {
    const between = ((x[a] ?? 0) + (x[b] ?? 0)) / 2
    ask(a, between, 0.3)
    ask(b, between, 0.3)
  }
}

/** Once through the plan: each row settles where its members are asked to be, now by those above, now by those below. */
function pass(
  plan: Plan,
  order: Order,
  from: { readonly x: readonly number[]; readonly down: boolean; readonly closer: boolean },
): number[] {
  const { x, down } = from
  const sums = new Map<number, { sum: number; weight: number }>()
  const ask: Ask = (place, to, weight) => {
    const before = sums.get(place) ?? { sum: 0, weight: 0 }
    sums.set(place, { sum: before.sum + to * weight, weight: before.weight + weight })
  }
  const unheard: Ask = () => undefined
  askAlong(plan, from, { children: down ? ask : unheard, parents: down ? unheard : ask })
  askCouples(plan, x, ask)
  const next = [...x]
  for (const row of order) {
    const wishes = row.map((place): Wish => {
      const asked = sums.get(place)
      const stay = 0.05
      const now = x[place] ?? 0
      return asked === undefined
        ? { to: now, weight: stay }
        : { to: (asked.sum + now * stay) / (asked.weight + stay), weight: asked.weight + stay }
    })
    for (const [at, where] of settle(wishes, gapsOf(plan, row)).entries())
      next[row[at] ?? 0] = where
  }
  return next
}

/** Side by side from the left, as close as they may stand. */
function closeUp(plan: Plan, order: Order): number[] {
  const x: number[] = []
  for (const row of order) {
    let here = 0
    for (const [at, place] of row.entries()) {
      const { left = 0 } = plan.places[place] ?? {}
      here += at === 0 ? left : (plan.places[row[at - 1] ?? 0]?.right ?? 0) + left
      x[place] = here
    }
  }
  return x
}

/** Whole numbers, the leftmost edge at nought; neighbours stay as far apart as they must. */
function whole(plan: Plan, order: Order, x: readonly number[]): number[] {
  const lefts = plan.places.map((place, at) => (x[at] ?? 0) - place.left)
  const shift = Math.min(...lefts)
  const next: number[] = []
  for (const row of order) {
    const gaps = gapsOf(plan, row)
    for (const [at, place] of row.entries()) {
      const wanted = Math.round((x[place] ?? 0) - shift)
      const least = at === 0 ? wanted : (next[row[at - 1] ?? 0] ?? 0) + Math.ceil(gaps[at - 1] ?? 0)
      next[place] = Math.max(wanted, least)
    }
  }
  return next
}

const passes = 32
/** In so many of them brothers and sisters are drawn together, each time by this part of their distance. */
const closerPasses = 22
const pull = 0.25

/** How far from the left edge the middle of each place is. */
export function positionsOf(plan: Plan, order: Order): readonly number[] {
  let x = closeUp(plan, order)
  for (let turn = 0; turn < passes; turn += 1)
    x = pass(plan, order, { x, down: turn % 2 === 1, closer: turn < closerPasses })
  return whole(plan, order, x)
}
