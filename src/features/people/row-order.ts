import { endsOf } from './drawing-plan.ts'
import type { Drop, Plan } from './drawing-plan.ts'
import { costOfGap, costOfRow, costOf } from './line-crossings.ts'
import type { Order } from './line-crossings.ts'

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
export function placesIn(order: Order): number[] {
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

/** All that a change in one row can make better or worse. */
function costAround(plan: Plan, row: number, at: readonly number[]): number {
  return costOfGap(plan, row - 1, at) + costOfRow(plan, row, at) + costOfGap(plan, row, at)
}

/** Tries one other order of a row and keeps it when it is better. */
function tryRow(plan: Plan, order: number[][], change: { row: number; next: number[] }): boolean {
  const { row, next } = change
  const at = placesIn(order)
  const cost = costAround(plan, row, at)
  for (const [where, place] of next.entries()) at[place] = where
  if (costAround(plan, row, at) >= cost) return false
  order[row] = next
  return true
}

function swapped(row: readonly number[], at: number): number[] {
  const next = [...row]
  const [a = 0, b = 0] = next.slice(at, at + 2)
  next.splice(at, 2, b, a)
  return next
}

function moved(row: readonly number[], from: { at: number; length: number }, to: number): number[] {
  const block = row.slice(from.at, from.at + from.length)
  const rest = row.filter((place) => !block.includes(place))
  return [...rest.slice(0, to), ...block, ...rest.slice(to)]
}

/** Up to how many in a row each move of each is tried; beyond it neighbours change places only. */
const smallRow = 16

/** Other orders of a row: neighbours change places, and in a short row anybody or any two or three move anywhere. */
function* changesOf(row: readonly number[]): Generator<number[]> {
  for (let at = 0; at + 1 < row.length; at += 1) yield swapped(row, at)
  if (row.length > smallRow) return
  for (const length of [1, 2, 3]) {
    const starts = Array.from({ length: Math.max(0, row.length - length + 1) }, (_, at) => at)
    for (const at of starts) for (const to of starts) yield moved(row, { at, length }, to)
  }
}

/** Tries what is near in one row; whether anything was better. */
function improveRow(plan: Plan, order: number[][], row: number): boolean {
  let better = false
  for (const next of changesOf(order[row] ?? []))
    if (tryRow(plan, order, { row, next })) better = true
  return better
}

/** Improves an order step by step until nothing near is better, or for a number of rounds. */
function improve(plan: Plan, order: Order, rounds: number): number[][] {
  const best = order.map((row) => [...row])
  for (let round = 0; round < rounds; round += 1) {
    const kept = [...best.keys()].map((row) => improveRow(plan, best, row))
    if (!kept.includes(true)) break
  }
  return best
}

/**
 * The order in each row: by the means of the neighbours above and below (Sugiyama and others 1981), then by trying what is
 * near. The best of all that was met is taken, so that more tries never make a drawing worse.
 */
export function orderOf(plan: Plan): Order {
  const index = indexOf(plan)
  const chains = chainsOf(plan)
  const chainOf = new Map(chains.flatMap((chain) => chain.map((place) => [place, chain] as const)))
  const met: Order[] = [firstOrder(index, chains)]
  for (let turn = 0; turn < 8; turn += 1)
    met.push(sweep(index, met.at(-1) ?? [], { up: turn % 2 === 0, chainOf }))
  const scored = met
    .map((order) => ({ order, cost: costOf(plan, placesIn(order)) }))
    .toSorted((a, b) => a.cost - b.cost)
  const tries = plan.places.length > 60 ? 1 : 3
  const improved = scored
    .slice(0, tries)
    .map(({ order }) => improve(plan, order, plan.places.length > 60 ? 6 : 12))
    .map((order) => ({ order, cost: costOf(plan, placesIn(order)) }))
    .toSorted((a, b) => a.cost - b.cost)
  return improved[0]?.order ?? []
}
