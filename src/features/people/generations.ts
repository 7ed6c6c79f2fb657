import type { Lines } from './descent.ts'

/** A graph over the numbers of groups: to whom each leads downwards. */
type Below = readonly ReadonlySet<number>[]

/** Whether a way leads down from one to the other; the same counts as no way. */
function leadsTo(below: Below, from: number, to: number): boolean {
  const seen = new Set<number>()
  const open = [from]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const next of below[at] ?? []) {
      if (next === to) return true
      if (!seen.has(next)) {
        seen.add(next)
        open.push(next)
      }
    }
  }
  return false
}

/** Groups of people who stand in one row, and who is above whom; `one` joins two groups, if nobody comes to stand above themselves. */
class Rows {
  private readonly group: number[]
  private readonly below: Set<number>[]
  private readonly above: Set<number>[]

  constructor(size: number) {
    this.group = Array.from({ length: size }, (_, at) => at)
    this.below = this.group.map(() => new Set<number>())
    this.above = this.group.map(() => new Set<number>())
  }

  groupOf(person: number): number {
    return this.group[person] ?? 0
  }

  belowOf(group: number): ReadonlySet<number> {
    return this.below[group] ?? new Set()
  }

  aboveOf(group: number): ReadonlySet<number> {
    return this.above[group] ?? new Set()
  }

  /** Puts a parent above a child; false when the child is above the parent already. */
  put(parent: number, child: number): boolean {
    const [a, b] = [this.groupOf(parent), this.groupOf(child)]
    if (a === b || leadsTo(this.below, b, a)) return false
    this.below[a]?.add(b)
    this.above[b]?.add(a)
    return true
  }

  /** Lets two stand in one row; false when one of them is above the other. */
  join(one: number, other: number): boolean {
    const [a, b] = [this.groupOf(one), this.groupOf(other)]
    if (a === b) return true
    if (leadsTo(this.below, a, b) || leadsTo(this.below, b, a)) return false
    for (const [person, group] of this.group.entries()) if (group === b) this.group[person] = a
    this.take(b, a, { from: this.below, back: this.above })
    this.take(b, a, { from: this.above, back: this.below })
    return true
  }

  /** Gives one group the neighbours of another, on one side. */
  private take(
    old: number,
    now: number,
    side: { from: readonly Set<number>[]; back: readonly Set<number>[] },
  ): void {
    for (const each of side.from[old] ?? []) {
      side.from[now]?.add(each)
      side.back[each]?.delete(old)
      side.back[each]?.add(now)
    }
  }

  groups(): number[] {
    return [...new Set(this.group)]
  }
}

/** How far down each group stands at least: one further than each that is above it. */
function longestWays(rows: Rows): Map<number, number> {
  const level = new Map<number, number>()
  const groups = rows.groups()
  const waiting = new Map(groups.map((group) => [group, rows.aboveOf(group).size]))
  const open = groups.filter((group) => waiting.get(group) === 0)
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    const here = Math.max(0, ...[...rows.aboveOf(at)].map((each) => (level.get(each) ?? 0) + 1))
    level.set(at, here)
    for (const next of rows.belowOf(at)) {
      const left = (waiting.get(next) ?? 0) - 1
      waiting.set(next, left)
      if (left === 0) open.push(next)
    }
  }
  return level
}

/** The groups that are reached from one over lines that are no longer than they must be. */
function tightFrom(rows: Rows, level: Map<number, number>, start: number): Set<number> {
  const tight = new Set([start])
  const open = [start]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const here = level.get(at) ?? 0
    const near = [
      ...[...rows.belowOf(at)].filter((each) => level.get(each) === here + 1),
      ...[...rows.aboveOf(at)].filter((each) => level.get(each) === here - 1),
    ]
    for (const each of near.filter((group) => !tight.has(group))) {
      tight.add(each)
      open.push(each)
    }
  }
  return tight
}

/** By how much the tight part has to move so that the nearest line that leads out of it becomes tight; none when none leads out. */
function nearestMove(rows: Rows, level: Map<number, number>, tight: ReadonlySet<number>) {
  let move: number | undefined
  for (const group of tight) {
    const here = level.get(group) ?? 0
    const moves = [
      ...[...rows.belowOf(group)]
        .filter((each) => !tight.has(each))
        .map((each) => (level.get(each) ?? 0) - here - 1),
      ...[...rows.aboveOf(group)]
        .filter((each) => !tight.has(each))
        .map((each) => (level.get(each) ?? 0) - here + 1),
    ]
    for (const each of moves) if (move === undefined || Math.abs(each) < Math.abs(move)) move = each
  }
  return move
}

/**
 * Draws the rows together: relatives by marriage stand beside those whom they married and not at the top. The part that is
 * tight grows by one line at a time (the first step of network simplex, Gansner and others 1993), so it ends.
 */
function drawTogether(rows: Rows, level: Map<number, number>): void {
  const done = new Set<number>()
  for (const start of rows.groups()) {
    if (done.has(start)) continue
    let tight = tightFrom(rows, level, start)
    for (
      let move = nearestMove(rows, level, tight);
      move !== undefined;
      move = nearestMove(rows, level, tight)
    ) {
      for (const group of tight) level.set(group, (level.get(group) ?? 0) + move)
      tight = tightFrom(rows, level, start)
    }
    const top = Math.min(...[...tight].map((group) => level.get(group) ?? 0))
    for (const group of tight) {
      level.set(group, (level.get(group) ?? 0) - top)
      done.add(group)
    }
  }
}

/**
 * The row of each person, counted from the top of their part of the family: parents above children, couples and brothers and
 * sisters side by side wherever that is possible. A record in which somebody is their own ancestor, which the forms refuse,
 * ends too: the line that closes the ring is left out of the reckoning.
 */
export function generationsOf(ids: readonly string[], lines: Lines): ReadonlyMap<string, number> {
  const place = new Map(ids.map((id, at) => [id, at]))
  const at = (id: string) => place.get(id) ?? 0
  const rows = new Rows(ids.length)
  for (const { parents, children } of lines.descents)
    for (const parent of parents) for (const { child } of children) rows.put(at(parent), at(child))
  const recorded = lines.couples.toSorted((a, b) => b.relations.length - a.relations.length)
  for (const { a, b } of recorded) rows.join(at(a), at(b))
  for (const { parents, children } of lines.descents) {
    if (parents.length > 0) continue
    for (const { child } of children.slice(1)) rows.join(at(children[0]?.child ?? ''), at(child))
  }
  const level = longestWays(rows)
  drawTogether(rows, level)
  return new Map(ids.map((id, person) => [id, level.get(rows.groupOf(person)) ?? 0]))
}
