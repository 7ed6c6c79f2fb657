import type { Bar, Drop, Plan } from './drawing-plan.ts'
import { isTie } from './family.ts'
import type { Relation } from './family.ts'
import type { Ports } from './ports.ts'

/** Twins who hang from one point of their line. */
export interface TwinPoint {
  readonly x: number
  /** Which of the drop's children, by their number in it. */
  readonly children: readonly number[]
  readonly relations: readonly Relation[]
}

/** One drop on its way through the room between two rows. */
export interface RoutedDrop {
  readonly drop: Drop
  /** Where it comes down; none for brothers and sisters under nobody. */
  readonly source: number | null
  readonly twins: readonly TwinPoint[]
  /** Where the horizontal line is met from below: children alone, and the points of twins. */
  readonly pins: readonly number[]
  /** Which of the horizontal lines; none when it goes straight down. */
  readonly track: number | null
}

/** The room between two rows: which lines run across it, on how many tracks. */
export interface Channel {
  readonly bars: readonly { readonly bar: Bar; readonly track: number }[]
  readonly barTracks: number
  readonly drops: readonly RoutedDrop[]
  readonly dropTracks: number
}

const clear = 6

interface Span {
  readonly from: number
  readonly to: number
}

const overlaps = (a: Span, b: Span): boolean => a.from - clear < b.to && b.from - clear < a.to

/** Short bars nearest to the row, so that longer ones pass under them. */
function trackBars(bars: readonly Bar[], ports: Ports): Channel['bars'] {
  const spans = bars.map((bar) => {
    const { a = 0, b = 0 } = ports.bars.get(bar) ?? {}
    return { bar, from: Math.min(a, b), to: Math.max(a, b) }
  })
  const placed: { bar: Bar; track: number; span: Span }[] = []
  for (const { bar, ...span } of spans.toSorted(
    (one, other) => one.to - one.from - (other.to - other.from) || one.from - other.from,
  )) {
    const under = placed.filter((each) => overlaps(each.span, span)).map((each) => each.track)
    placed.push({ bar, span, track: Math.max(-1, ...under) + 1 })
  }
  return placed.map(({ bar, track }) => ({ bar, track }))
}

/** Twins among the children of a drop, as groups. */
function twinPoints(drop: Drop, into: readonly number[], plan: Plan): TwinPoint[] {
  const person = drop.to.map(({ place }) => plan.places[place]?.person ?? null)
  const ties = drop.to.flatMap(({ relations }) => relations.filter((each) => isTie(each, 'twin')))
  const groups: { members: Set<number>; relations: Set<Relation> }[] = []
  for (const relation of ties) {
    const members = [relation.one, relation.other].map((id) => person.indexOf(id))
    if (members.includes(-1)) continue
    const touched = groups.filter((group) => members.some((each) => group.members.has(each)))
    const merged = {
      members: new Set([...touched.flatMap((group) => [...group.members]), ...members]),
      relations: new Set([...touched.flatMap((group) => [...group.relations]), relation]),
    }
    groups.splice(0, groups.length, ...groups.filter((group) => !touched.includes(group)), merged)
  }
  return groups.map(({ members, relations }) => {
    const children = [...members].toSorted((a, b) => a - b)
    const at = children.map((child) => into[child] ?? 0)
    return {
      x: Math.round((Math.min(...at) + Math.max(...at)) / 2),
      children,
      relations: [...relations],
    }
  })
}

/** The points from below of a drop: twins share one. */
function pinsOf(drop: Drop, into: readonly number[], twins: readonly TwinPoint[]): number[] {
  const paired = new Set(twins.flatMap(({ children }) => children))
  const alone = into.filter((_, child) => !paired.has(child))
  return [...alone, ...twins.map(({ x }) => x)].toSorted((a, b) => a - b)
}

/**
 * Where a line comes down from a couple: over its only child if it can, else in the middle; a little aside where another line
 * stands there already.
 */
function comeDown(span: Span, pins: readonly number[], taken: readonly number[]): number {
  const [only] = pins
  const centre = Math.round((span.from + span.to) / 2)
  const inside = (x: number) => x > span.from + 4 && x < span.to - 4
  const straight = pins.length === 1 && only !== undefined && inside(only) ? [only] : []
  const aside = Array.from(
    { length: 12 },
    (_, at) => (at % 2 === 0 ? 1 : -1) * 7 * Math.ceil((at + 1) / 2),
  )
  const tries = [...straight, centre, ...aside.map((each) => centre + each)].filter(inside)
  return tries.find((x) => taken.every((each) => Math.abs(each - x) >= clear)) ?? centre
}

interface Unrouted extends Omit<RoutedDrop, 'track'> {
  readonly span: Span
}

/** From where to where the bar runs from which a drop hangs; none for a drop that hangs from one place. */
function barSpan(plan: Plan, drop: Drop, ports: Ports): Span | undefined {
  const bar = drop.bar === null ? undefined : plan.bars[drop.bar]
  const ends = bar && ports.bars.get(bar)
  return ends && { from: Math.min(ends.a, ends.b), to: Math.max(ends.a, ends.b) }
}

/** A hair's breadth aside would look like a mistake: such a line goes straight. */
function straightened(source: number | null, pins: readonly number[]): number | null {
  const [only] = pins
  if (source === null || only === undefined || pins.length > 1) return source
  return Math.abs(source - only) <= 2 ? only : source
}

/** Finds for each drop of a row where it comes down and where it is met from below. */
function sourcesOf(plan: Plan, drops: readonly Drop[], ports: Ports): Unrouted[] {
  const barEnds = [...ports.bars]
    .filter(([bar]) => bar.row === drops[0]?.row)
    .flatMap(([, { a, b }]) => [a, b])
  const reached = new Map(drops.map((drop) => [drop, ports.into.get(drop) ?? []]))
  const taken = [...barEnds, ...drops.flatMap((drop) => ports.under.get(drop) ?? [])]
  return drops.map((drop) => {
    const into = reached.get(drop) ?? []
    const twins = twinPoints(drop, into, plan)
    const pins = pinsOf(drop, into, twins)
    const others = drops.filter((each) => each !== drop).flatMap((each) => reached.get(each) ?? [])
    const across = barSpan(plan, drop, ports)
    const found =
      across === undefined
        ? (ports.under.get(drop) ?? null)
        : comeDown(across, pins, [...taken, ...others])
    if (across !== undefined && found !== null) taken.push(found)
    const source = straightened(found, pins)
    const all = source === null ? pins : [...pins, source]
    return { drop, source, twins, pins, span: { from: Math.min(...all), to: Math.max(...all) } }
  })
}

/** How much it costs when one line runs above another: crossings, and lines that would lie on each other. */
function costAbove(upper: Unrouted, lower: Unrouted): number {
  let cost = 0
  for (const pin of upper.pins) {
    if (pin > lower.span.from && pin < lower.span.to) cost += 1
    if (lower.source !== null && Math.abs(pin - lower.source) < 3) cost += 1000
  }
  const { source } = lower
  if (source !== null && source > upper.span.from && source < upper.span.to) cost += 1
  return cost
}

/** Where among the others a line runs best: before as many of them as costs least, as near to its place as can be. */
function bestPlace(others: readonly Unrouted[], line: Unrouted, now: number): number {
  let cost = others.reduce((sum, other) => sum + costAbove(line, other), 0)
  let best = { at: 0, cost: Infinity, far: Infinity }
  for (let at = 0; at <= others.length; at += 1) {
    const far = Math.abs(at - now)
    if (cost < best.cost || (cost === best.cost && far < best.far)) best = { at, cost, far }
    const next = others[at]
    if (next !== undefined) cost += costAbove(next, line) - costAbove(line, next)
  }
  return best.at
}

/** How much more it costs that a line runs above all of these than it must cost in any order. */
function regret(line: Unrouted, others: readonly Unrouted[]): number {
  let sum = 0
  for (const other of others)
    if (other !== line) sum += Math.max(0, costAbove(line, other) - costAbove(other, line))
  return sum
}

/** From above to below: next comes always the line that is regretted least above those that are left. */
function leastRegret(lines: readonly Unrouted[]): Unrouted[] {
  const left = [...lines]
  const order: Unrouted[] = []
  while (left.length > 0) {
    let best = { at: 0, regret: Infinity }
    for (const [at, line] of left.entries()) {
      if (best.regret === 0) break
      const now = regret(line, left)
      if (now < best.regret) best = { at, regret: now }
    }
    order.push(...left.splice(best.at, 1))
  }
  return order
}

/** Orders the lines across so that few cross: without regret where that can be, then each in turn goes where it is best. */
function fewCrossings(lines: readonly Unrouted[]): Unrouted[] {
  let order = leastRegret(lines)
  for (let round = 0; round < 4; round += 1) {
    const before = order
    for (const line of before) {
      const now = order.indexOf(line)
      const others = order.filter((each) => each !== line)
      order = others.toSpliced(bestPlace(others, line, now), 0, line)
    }
    if (order.every((line, at) => line === before[at])) break
  }
  return order
}

/** Gives each line across the first track below those that it must not touch. */
function trackDrops(unrouted: readonly Unrouted[]): RoutedDrop[] {
  const across = fewCrossings(
    unrouted
      .filter(({ span }) => span.to > span.from)
      .toSorted((a, b) => a.span.from - b.span.from || a.span.to - b.span.to),
  )
  const track = new Map<Unrouted, number>()
  for (const [at, each] of across.entries()) {
    const above = across.slice(0, at).filter((before) => overlaps(before.span, each.span))
    track.set(each, Math.max(-1, ...above.map((before) => track.get(before) ?? 0)) + 1)
  }
  return unrouted.map((each) => {
    const { drop, source, twins, pins } = each
    return { drop, source, twins, pins, track: track.get(each) ?? null }
  })
}

/** Routes the lines in the room under a row; the room above the first row is under row -1. */
export function channelUnder(plan: Plan, row: number, ports: Ports): Channel {
  const bars = trackBars(
    plan.bars.filter((bar) => bar.row === row),
    ports,
  )
  const drops = trackDrops(
    sourcesOf(
      plan,
      plan.drops.filter((drop) => drop.row === row),
      ports,
    ),
  )
  return {
    bars,
    barTracks: Math.max(0, ...bars.map(({ track }) => track + 1)),
    drops,
    dropTracks: Math.max(0, ...drops.map(({ track }) => (track ?? -1) + 1)),
  }
}
