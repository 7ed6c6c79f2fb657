import { endsOf } from './drawing-plan.ts'
import type { Drop, Plan } from './drawing-plan.ts'
import { crossing, scorerOf } from './line-crossings.ts'
import type { Order, Scorer } from './line-crossings.ts'

interface Index {
  readonly plan: Plan
  readonly dropsInto: ReadonlyMap<number, readonly Drop[]>
  readonly dropsUnder: ReadonlyMap<number, readonly Drop[]>
}

function group<T>(pairs: readonly (readonly [number, T])[]): Map<number, T[]> {
  const grouped = new Map<number, T[]>()
  for (const [key, value] of pairs) grouped.set(key, [...(grouped.get(key) ?? []), value])
  return grouped
}

function indexOf(plan: Plan): Index {
  const into = plan.drops.flatMap((drop) => drop.to.map(({ place }) => [place, drop] as const))
  const under = plan.drops.flatMap((drop) =>
    endsOf(plan, drop).map((place) => [place, drop] as const),
  )
  return { plan, dropsInto: group(into), dropsUnder: group(under) }
}

/** Those who are joined by bars of one row, in a line: whoever has several partners stands in the middle of them. */
function chainFrom(start: number, near: ReadonlyMap<number, readonly number[]>): number[] {
  const seen = new Set([start])
  function away(from: number): number[] {
    const fresh = (near.get(from) ?? []).filter((each) => !seen.has(each))
    for (const each of fresh) seen.add(each)
    return fresh.flatMap((each) => [each, ...away(each)])
  }
  const partners = (near.get(start) ?? []).filter((each) => !seen.has(each))
  for (const each of partners) seen.add(each)
  const half = Math.floor(partners.length / 2)
  const arm = (each: number) => [each, ...away(each)]
  const left = partners.slice(0, half).flatMap(arm).toReversed()
  return [...left, start, ...partners.slice(half).flatMap(arm)]
}

/** The chains of partners of each row, in the order of the plan; somebody without a partner is a chain of one. */
function chainsOf(plan: Plan): number[][] {
  const near = group(
    plan.bars.flatMap(({ a, b }): [number, number][] => [
      [a, b],
      [b, a],
    ]),
  )
  for (const [place, others] of near) near.set(place, [...new Set(others)])
  const placed = new Set<number>()
  const byPartners = [...plan.places.keys()].toSorted(
    (a, b) => (near.get(b)?.length ?? 0) - (near.get(a)?.length ?? 0) || a - b,
  )
  const chains: number[][] = []
  for (const place of byPartners) {
    if (placed.has(place)) continue
    const chain = chainFrom(place, near).filter((each) => !placed.has(each))
    for (const each of chain) placed.add(each)
    chains.push(chain)
  }
  return chains
}

/** A first order: down from the top, each chain when it is first met, children in their order. */
function firstOrder(index: Index, chains: readonly number[][]): Order {
  const { plan, dropsInto, dropsUnder } = index
  const chainOf = new Map(chains.flatMap((chain) => chain.map((place) => [place, chain] as const)))
  const rows = Math.max(...plan.places.map((place) => place.row)) + 1
  const order: number[][] = Array.from({ length: rows }, () => [])
  const met = new Set<number[]>()
  const above = (place: number) =>
    (dropsInto.get(place) ?? []).flatMap((drop) => endsOf(plan, drop))
  const below = (place: number) =>
    (dropsUnder.get(place) ?? []).flatMap((drop) => drop.to.map(({ place: to }) => to))
  function meet(place: number): void {
    const chain = chainOf.get(place)
    if (chain === undefined || met.has(chain)) return
    met.add(chain)
    order[plan.places[place]?.row ?? 0]?.push(...chain)
    for (const each of [...chain.flatMap(below), ...chain.flatMap(above)]) meet(each)
  }
  const fromTop = [...plan.places.keys()].toSorted(
    (a, b) => (plan.places[a]?.row ?? 0) - (plan.places[b]?.row ?? 0) || a - b,
  )
  for (const place of fromTop) meet(place)
  return order
}

/** Where each place stands in its row. */
function placesIn(order: Order): number[] {
  const at: number[] = []
  for (const row of order) for (const [where, place] of row.entries()) at[place] = where
  return at
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, each) => sum + each, 0) / values.length

/** Where the others stand, and whether a row looks up at those above it or down at those below. */
interface Look {
  readonly at: readonly number[]
  readonly up: boolean
  readonly chainOf: ReadonlyMap<number, readonly number[]>
}

/** Where somebody would stand for the sake of those above, or of those below. */
function wish(index: Index, place: number, from: Look): number | undefined {
  const { at, up } = from
  if (up) {
    const into = index.dropsInto.get(place) ?? []
    return mean(into.flatMap((drop) => endsOf(index.plan, drop).map((end) => at[end] ?? 0)))
  }
  const under = index.dropsUnder.get(place) ?? []
  return mean(under.flatMap((drop) => drop.to.map(({ place: to }) => at[to] ?? 0)))
}

/** Whether a chain stands the wrong way round for what its members wish. */
function isTurned(wishes: readonly (number | undefined)[]): boolean {
  const known = wishes.filter((each) => each !== undefined)
  let turn = 0
  for (const [here, one] of known.entries())
    for (const other of known.slice(here + 1)) turn += Math.sign(other - one)
  return turn < 0
}

/** Orders one row anew by what its members wish; chains stay together and may turn round. */
function reorder(index: Index, row: readonly number[], from: Look): number[] {
  const chains = [...new Set(row.map((place) => from.chainOf.get(place) ?? [place]))]
  const wished = chains.map((chain) => {
    const here = chain.toSorted((a, b) => (from.at[a] ?? 0) - (from.at[b] ?? 0))
    const wishes = here.map((place) => wish(index, place, from))
    const known = wishes.filter((each) => each !== undefined)
    const now = mean(here.map((place) => from.at[place] ?? 0)) ?? 0
    return { chain: isTurned(wishes) ? here.toReversed() : here, to: mean(known) ?? now, now }
  })
  return wished.toSorted((a, b) => a.to - b.to || a.now - b.now).flatMap(({ chain }) => chain)
}

/** Goes through the rows once, downwards or upwards, and orders each by its neighbours. */
function sweep(index: Index, order: Order, how: Pick<Look, 'up' | 'chainOf'>): number[][] {
  const next = order.map((row) => [...row])
  const rows = [...next.keys()]
  // Downwards a row looks up at the row before it, upwards it looks down.
  for (const row of how.up ? rows.toReversed() : rows) {
    const from = { at: placesIn(next), up: !how.up, chainOf: how.chainOf }
    next[row] = reorder(index, next[row] ?? [], from)
  }
  return next
}

function swapped(row: readonly number[], at: number): number[] {
  const next = [...row]
  const [a = 0, b = 0] = next.slice(at, at + 2)
  next.splice(at, 2, b, a)
  return next
}

function moved(row: readonly number[], from: { at: number; length: number }, to: number): number[] {
  const rest = row.toSpliced(from.at, from.length)
  return rest.toSpliced(to, 0, ...row.slice(from.at, from.at + from.length))
}

/** Up to how many in a row each move of each is tried; beyond it they move over a short way only. */
const smallRow = 14
const shortWay = 4

/** Neighbours change places. */
function* swaps(row: readonly number[]): Generator<number[]> {
  for (let at = 0; at + 1 < row.length; at += 1) yield swapped(row, at)
}

/** One, two or three neighbours move somewhere else together. */
function* moves(row: readonly number[]): Generator<number[]> {
  const far = row.length > smallRow ? shortWay : row.length
  for (const length of [1, 2, 3]) {
    const starts = Array.from({ length: Math.max(0, row.length - length + 1) }, (_, at) => at)
    for (const at of starts)
      for (const to of starts.slice(Math.max(0, at - far), at + far + 1))
        yield moved(row, { at, length }, to)
  }
}

/** An order that is being improved, with what its lines cost. */
interface Trial {
  readonly scorer: Scorer
  readonly order: number[][]
  /** Where each place stands in its row; kept in step with the order. */
  readonly at: number[]
}

function stand(at: number[], row: readonly number[]): void {
  for (const [where, place] of row.entries()) at[place] = where
}

/** Tries other orders of one row and keeps each that is better; whether one was. */
function improveRow({ scorer, order, at }: Trial, row: number, how: 'swaps' | 'moves'): boolean {
  let cost = scorer.around(row, at)
  let better = false
  const tried = how === 'swaps' ? swaps : moves
  for (const next of tried(order[row] ?? [])) {
    stand(at, next)
    const now = scorer.around(row, at)
    if (now < cost) {
      order[row] = next
      cost = now
      better = true
    } else stand(at, order[row] ?? [])
  }
  return better
}

/** Goes over the rows in turn until nothing near is better, or for a number of rounds. */
function improve(trial: Trial, how: 'swaps' | 'moves', rounds: number): void {
  const rows = [...trial.order.keys()]
  for (let round = 0; round < rounds; round += 1) {
    const kept = rows.map((row) => improveRow(trial, row, how))
    if (!kept.includes(true)) return
  }
}

/** The best that is near an order; further moves are tried only while lines still cross. */
function bestNear(scorer: Scorer, order: Order): { order: Order; cost: number } {
  const trial = { scorer, order: order.map((row) => [...row]), at: placesIn(order) }
  improve(trial, 'swaps', 8)
  if (scorer.all(trial.at) >= crossing) {
    improve(trial, 'moves', 8)
    improve(trial, 'swaps', 8)
  }
  return { order: trial.order, cost: scorer.all(trial.at) }
}

/** In how many orders that were met it is looked for what is near, the best first. */
const nearTried = 3

/**
 * The order in each row: by the means of the neighbours above and below (Sugiyama and others 1981), then by trying what is
 * near. The best of all that was met is taken, so that more tries never make a drawing worse.
 */
export function orderOf(plan: Plan): Order {
  const index = indexOf(plan)
  const scorer = scorerOf(plan)
  const chains = chainsOf(plan)
  const chainOf = new Map(chains.flatMap((chain) => chain.map((place) => [place, chain] as const)))
  const met: Order[] = [firstOrder(index, chains)]
  for (let turn = 0; turn < 12; turn += 1)
    met.push(sweep(index, met.at(-1) ?? [], { up: turn % 2 === 0, chainOf }))
  const scored = met
    .map((order) => ({ order, cost: scorer.all(placesIn(order)) }))
    .toSorted((a, b) => a.cost - b.cost)
  let best = scored[0] ?? { order: [], cost: 0 }
  for (const { order } of scored.slice(0, nearTried)) {
    const near = bestNear(scorer, order)
    if (near.cost < best.cost) best = near
    if (best.cost < crossing) break
  }
  return best.order
}
