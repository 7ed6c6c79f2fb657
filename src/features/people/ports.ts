import type { Bar, Drop, Plan } from './drawing-plan.ts'

/** Where lines leave and reach the places: for each line its distance from the left edge. */
export interface Ports {
  /** Of each bar, at its ends `a` and `b`. */
  readonly bars: ReadonlyMap<Bar, { readonly a: number; readonly b: number }>
  /** Of each drop that hangs from a place. */
  readonly under: ReadonlyMap<Drop, number>
  /** Of each drop at each place that it reaches, in the order of the drop. */
  readonly into: ReadonlyMap<Drop, readonly number[]>
}

const apart = 9

const mean = (values: readonly number[]) =>
  values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length)

interface Measures {
  readonly plan: Plan
  readonly x: readonly number[]
  /** How far beside the middle of a place a line may leave. */
  readonly reach: (place: number) => number
}

/** Spreads lines over the edge of a symbol, in this order from left to right. */
function spread<T>(at: { middle: number; reach: number }, lines: readonly T[]): [T, number][] {
  const step = lines.length < 2 ? 0 : Math.min(apart, (2 * at.reach) / (lines.length - 1))
  return lines.map((line, index) => [line, at.middle + (index - (lines.length - 1) / 2) * step])
}

type Leaving =
  { readonly drop: Drop; readonly to: number } | { readonly bar: Bar; readonly to: number }

/**
 * The rank of a line under a place from left to right: to the left the nearest partner outermost, then what hangs from the
 * place alone, then to the right the nearest outermost. So no two of them cross.
 */
function rank(leaving: Leaving, middle: number): [number, number] {
  if ('drop' in leaving) return [1, leaving.to]
  return leaving.to < middle ? [0, -leaving.to] : [2, -leaving.to]
}

function portsUnder({ plan, x, reach }: Measures, place: number, leaving: readonly Leaving[]) {
  const middle = x[place] ?? 0
  const sorted = leaving.toSorted((one, other) => {
    const [a, b] = [rank(one, middle), rank(other, middle)]
    return a[0] - b[0] || a[1] - b[1]
  })
  return spread({ middle, reach: plan.places[place]?.person === null ? 5 : reach(place) }, sorted)
}

function leavingOf({ plan, x }: Measures): Map<number, Leaving[]> {
  const leaving = new Map<number, Leaving[]>()
  const add = (place: number, each: Leaving) =>
    leaving.set(place, [...(leaving.get(place) ?? []), each])
  for (const bar of plan.bars) {
    add(bar.a, { bar, to: x[bar.b] ?? 0 })
    add(bar.b, { bar, to: x[bar.a] ?? 0 })
  }
  for (const drop of plan.drops)
    if (drop.place !== null)
      add(drop.place, { drop, to: mean(drop.to.map(({ place }) => x[place] ?? 0)) })
  return leaving
}

function sourceNear({ plan, x }: Measures, drop: Drop): number {
  const bar = drop.bar === null ? undefined : plan.bars[drop.bar]
  if (bar !== undefined) return ((x[bar.a] ?? 0) + (x[bar.b] ?? 0)) / 2
  return drop.place === null
    ? mean(drop.to.map(({ place }) => x[place] ?? 0))
    : (x[drop.place] ?? 0)
}

function portsInto(measures: Measures): Map<Drop, number[]> {
  const { plan, x, reach } = measures
  const reaching = new Map<number, { drop: Drop; nth: number }[]>()
  for (const drop of plan.drops)
    for (const [nth, { place }] of drop.to.entries())
      reaching.set(place, [...(reaching.get(place) ?? []), { drop, nth }])
  const into = new Map(plan.drops.map((drop) => [drop, drop.to.map(() => 0)]))
  for (const [place, drops] of reaching) {
    const sorted = drops.toSorted(
      (a, b) => sourceNear(measures, a.drop) - sourceNear(measures, b.drop),
    )
    const at = {
      middle: x[place] ?? 0,
      reach: plan.places[place]?.person === null ? 5 : reach(place),
    }
    for (const [{ drop, nth }, port] of spread(at, sorted)) into.get(drop)?.splice(nth, 1, port)
  }
  return into
}

function setEnd(ends: { a: number; b: number } | undefined, which: 'a' | 'b', port: number): void {
  if (ends !== undefined) ends[which] = port
}

/** Gives each line the points at which it leaves and reaches its places, so that lines of one symbol stay apart. */
export function portsOf(measures: Measures): Ports {
  const bars = new Map(measures.plan.bars.map((bar) => [bar, { a: 0, b: 0 }]))
  const under = new Map<Drop, number>()
  for (const [place, leaving] of leavingOf(measures))
    for (const [each, port] of portsUnder(measures, place, leaving))
      if ('drop' in each) under.set(each.drop, port)
      else setEnd(bars.get(each.bar), each.bar.a === place ? 'a' : 'b', port)
  return { bars, under, into: portsInto(measures) }
}
