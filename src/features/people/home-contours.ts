import type { Point } from './drawing.ts'

/** Somebody's room in their row. */
export interface Cell {
  readonly person: string
  readonly from: number
  readonly to: number
}

/** A row with who stands in it from left to right. */
export interface RowExtent {
  readonly top: number
  readonly bottom: number
  readonly cells: readonly Cell[]
}

/** Neighbours of one row who live in one home. */
interface Run {
  readonly row: number
  readonly from: number
  readonly to: number
}

/** How far a contour stays inside the room of its people, so that those of several homes do not lie on each other. */
const inset = (nth: number) => 2 + 3 * (nth % 4)
/** How far it reaches above and below its row. */
const reach = 7
/** By how much two runs must stand over each other to be one shape. */
const shared = 24

function runsOf(rows: readonly RowExtent[], members: ReadonlySet<string>): Run[] {
  return rows.flatMap(({ cells }, row) => {
    const runs: Run[] = []
    let before = -2
    for (const [at, cell] of cells.entries()) {
      if (!members.has(cell.person)) continue
      const last = runs.at(-1)
      if (last !== undefined && before === at - 1) runs[runs.length - 1] = { ...last, to: cell.to }
      else runs.push({ row, from: cell.from, to: cell.to })
      before = at
    }
    return runs
  })
}

/** Runs that stand over each other, from row to row, are one shape; each run joins with one above and one below at most. */
function chains(runs: readonly Run[]): Run[][] {
  const all: Run[][] = []
  for (const run of runs) {
    const above = all.find((chain) => {
      const last = chain.at(-1)
      if (last === undefined || last.row !== run.row - 1) return false
      return Math.min(last.to, run.to) - Math.max(last.from, run.from) >= shared
    })
    if (above === undefined) all.push([run])
    else above.push(run)
  }
  return all
}

/** The outline of a chain: down its right side, up its left, with a step half-way between two rows. */
function outline(chain: readonly Run[], rows: readonly RowExtent[], nth: number): Point[] {
  const away = inset(nth)
  const grown = reach - (nth % 4)
  const right: Point[] = []
  const left: Point[] = []
  for (const [at, run] of chain.entries()) {
    const [before, after] = [chain[at - 1], chain[at + 1]]
    const { top = 0, bottom = 0 } = rows[run.row] ?? {}
    const upper = before === undefined ? top - grown : half(rows, before.row, run.row)
    const lower = after === undefined ? bottom + grown : half(rows, run.row, after.row)
    right.push({ x: run.to - away, y: upper }, { x: run.to - away, y: lower })
    left.push({ x: run.from + away, y: upper }, { x: run.from + away, y: lower })
  }
  return [...right, ...left.toReversed()]
}

function half(rows: readonly RowExtent[], upper: number, lower: number): number {
  return Math.round(((rows[upper]?.bottom ?? 0) + (rows[lower]?.top ?? 0)) / 2)
}

/**
 * The contours of one home in one part of the drawing. They follow the rows, so that nobody is inside who does not live
 * there; those who stand apart get a contour of their own, and everybody's home is written beside them too.
 */
export function contourOf(
  rows: readonly RowExtent[],
  members: ReadonlySet<string>,
  nth: number,
): Point[][] {
  return chains(runsOf(rows, members)).map((chain) => outline(chain, rows, nth))
}
