import type { Family } from '../../src/features/people/family.ts'
import { layOutGenogram } from '../../src/features/people/genogram-layout.ts'
import { outlineOf } from '../../src/features/people/outline.ts'
import { crossingsIn, growFamily } from '../../src/features/people/test-family.ts'

// The layout of a family drawing by itself: pure work, no database and no page. Each family is another one, so that nothing
// is measured that was worked out before; the first drawing of a process, before anything is compiled, stands by itself.

/** The figures for families of one size. */
export interface GenogramFigures {
  readonly people: number
  readonly relations: number
  readonly drawn: number
  readonly first: number
  readonly median: number
  readonly p95: number
  readonly most: number
  /** The outline of the same families. */
  readonly outlineMedian: number
  readonly crossings: number
}

const sizes = [10, 50, 200] as const
const families = 100

function familyOf(size: number, nth: number): Family {
  return growFamily([nth * 37 + 11, nth * 101 + 3, nth + 5, 7919 - nth, nth * nth], size)
}

function timed<T>(work: () => T): { ms: number; result: T } {
  const began = performance.now()
  const result = work()
  return { ms: performance.now() - began, result }
}

function rank(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0
}

function measure(size: number): GenogramFigures {
  const all = Array.from({ length: families }, (_, nth) => familyOf(size, nth))
  const drawn = all.map((family) => timed(() => layOutGenogram(family)))
  const times = drawn.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const told = all.map((family) => timed(() => outlineOf(family)).ms).toSorted((a, b) => a - b)
  return {
    people: size,
    relations: all[0]?.relations.length ?? 0,
    drawn: families,
    first: drawn[0]?.ms ?? 0,
    median: rank(times, 0.5),
    p95: rank(times, 0.95),
    most: times.at(-1) ?? 0,
    outlineMedian: rank(told, 0.5),
    crossings: drawn.reduce((sum, { result }) => sum + crossingsIn(result), 0),
  }
}

const ms = (value: number) => value.toFixed(1)

/** Measures the layout for 10, 50 and 200 people and says it as a table. */
export function benchGenogram(): readonly GenogramFigures[] {
  const figures = sizes.map(measure)
  const rows = figures.map((each) =>
    [
      each.people,
      each.relations,
      each.drawn,
      ms(each.first),
      ms(each.median),
      ms(each.p95),
      ms(each.most),
      ms(each.outlineMedian),
      each.crossings,
    ].join(' | '),
  )
  const head =
    '| people | relations of the first | n | first ms | median ms | p95 ms | most ms | outline median ms | crossings in all |'
  process.stdout.write(
    [
      'Layout of family drawings, families as they mostly are, each another one:',
      '',
      head,
      '|---|---|---|---|---|---|---|---|---|',
      ...rows.map((row) => `| ${row} |`),
      '',
    ].join('\n'),
  )
  return figures
}
