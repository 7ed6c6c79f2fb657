import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Box, Drawing, Point } from './drawing.ts'
import type { Family } from './family.ts'
import { inOrder } from './family.ts'
import { layOutGenogram } from './genogram-layout.ts'
import { outlineOf } from './outline.ts'
import type { OutlineEntry } from './outline.ts'
import {
  anyFamily,
  crossingsIn,
  growFamily,
  related,
  somebody,
  stretchesOf,
} from './test-family.ts'

const tries = { numRuns: 50 }

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function overlaps(drawing: Drawing): string[] {
  const boxes = drawing.people.flatMap(({ id, symbolBox, wordsBox }) => [
    { whose: id, what: 'symbol', box: symbolBox },
    { whose: id, what: 'words', box: wordsBox },
  ])
  const words = drawing.words.map(({ text, box }, at) => ({ whose: `word ${at}`, what: text, box }))
  const all = [...boxes, ...words]
  return all.flatMap((one, at) =>
    all
      .slice(at + 1)
      .filter((other) => meet(one.box, other.box))
      .map((other) => `${one.whose} ${one.what} on ${other.whose} ${other.what}`),
  )
}

/** Whether a stretch goes through a box: every stretch that is not upright or level is looked at in small steps. */
function goesThrough([from, to]: readonly [Point, Point], box: Box): boolean {
  const steps = Math.max(
    1,
    Math.ceil(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) / 2),
  )
  return Array.from({ length: steps + 1 }, (_, at) => ({
    x: from.x + ((to.x - from.x) * at) / steps,
    y: from.y + ((to.y - from.y) * at) / steps,
  })).some(({ x, y }) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height)
}

const shrunk = (box: Box, by: number): Box => ({
  x: box.x + by,
  y: box.y + by,
  width: box.width - 2 * by,
  height: box.height - 2 * by,
})

/** The inner part of a symbol that no line of anybody reaches; a diamond and a triangle are narrow at their corners. */
function core({ middle, symbol }: Drawing['people'][number]): Box {
  const half = symbol.half * 0.4
  return { x: middle.x - half, y: middle.y - half * 0.5, width: 2 * half, height: half }
}

function entriesOf(entries: readonly OutlineEntry[]): OutlineEntry[] {
  return entries.flatMap((entry) => [entry, ...entriesOf(entry.entries)])
}

function shuffled(family: Family, by: readonly number[]): Family {
  const mix = <T>(list: readonly T[]): T[] =>
    list
      .map((each, at) => ({ each, key: Math.abs((by[at % by.length] ?? 0) * 31 + at * 17) % 101 }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ each }) => each)
  return {
    people: mix(family.people),
    relations: mix(family.relations),
    homes: mix(family.homes).map((home) => ({ ...home, members: mix(home.members) })),
  }
}

describe('the drawing of any family, however odd', () => {
  it('shows everybody once', () => {
    fc.assert(
      fc.property(anyFamily(25), (family) => {
        const shown = layOutGenogram(family).people.map(({ id }) => id)
        expect(shown.toSorted()).toEqual(family.people.map(({ id }) => id).toSorted())
      }),
      tries,
    )
  })

  it('puts no symbol and no words upon others', () => {
    fc.assert(
      fc.property(anyFamily(25), (family) => {
        expect(overlaps(layOutGenogram(family))).toEqual([])
      }),
      tries,
    )
  })

  it('leads no line through a person or through words', () => {
    fc.assert(
      fc.property(anyFamily(18), (family) => {
        const drawing = layOutGenogram(family)
        const boxes = drawing.people.flatMap((person) => [core(person), shrunk(person.wordsBox, 1)])
        const through = stretchesOf(drawing).filter((stretch) =>
          boxes.some((box) => goesThrough(stretch, box)),
        )
        expect(through).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('stays on its paper', () => {
    fc.assert(
      fc.property(anyFamily(25), (family) => {
        const { width, height, people, lines } = layOutGenogram(family)
        const points = [
          ...lines.flatMap(({ points: all }) => all),
          ...people.flatMap(({ wordsBox: { x, y, width: wide, height: high } }) => [
            { x, y },
            { x: x + wide, y: y + high },
          ]),
        ]
        expect(points.filter(({ x, y }) => x < 0 || y < 0 || x > width || y > height)).toEqual([])
      }),
      tries,
    )
  })

  it('draws every relation, and the outline says each once and describes everybody once', () => {
    fc.assert(
      fc.property(anyFamily(25), (family) => {
        const relations = inOrder(family)
          .relations.map(({ id }) => id)
          .toSorted()
        const drawn = new Set(layOutGenogram(family).lines.flatMap((line) => line.relations))
        expect([...drawn].toSorted()).toEqual(relations)
        const entries = entriesOf(outlineOf(family).entries)
        expect(entries.flatMap((entry) => entry.relations).toSorted()).toEqual(relations)
        const described = entries.flatMap(({ person }) => person ?? [])
        expect(described.toSorted()).toEqual(family.people.map(({ id }) => id).toSorted())
      }),
      tries,
    )
  })

  it('is the same in whatever order the family was read', () => {
    fc.assert(
      fc.property(anyFamily(25), fc.array(fc.nat(), { minLength: 3 }), (family, by) => {
        const other = shuffled(family, by)
        expect(layOutGenogram(other)).toEqual(layOutGenogram(family))
        expect(outlineOf(other)).toEqual(outlineOf(family))
      }),
      tries,
    )
  })

  it('puts everybody in the same place of their row with names as with labels', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 5 }), (by) => {
        const family = growFamily(by, 20)
        const order = (drawing: Drawing) =>
          drawing.people
            .toSorted((a, b) => a.middle.y - b.middle.y || a.middle.x - b.middle.x)
            .map(({ id }) => id)
        const named = {
          ...family,
          people: family.people.map((person) => ({ ...person, shown: 'Somebody Else' })),
        }
        expect(order(layOutGenogram(named))).toEqual(order(layOutGenogram(family)))
      }),
      { numRuns: 40 },
    )
  })
})

function isInside({ x, y }: Point, contour: readonly Point[]): boolean {
  let inside = false
  for (const [at, to] of contour.entries()) {
    const from = contour.at(at - 1) ?? to
    if (from.y > y === to.y > y) continue
    if (x < ((to.x - from.x) * (y - from.y)) / (to.y - from.y) + from.x) inside = !inside
  }
  return inside
}

describe('a home', () => {
  it('has everybody inside its contour who lives there now, and nobody else', () => {
    fc.assert(
      fc.property(anyFamily(20), (family) => {
        const drawing = layOutGenogram(family)
        for (const home of family.homes) {
          const contours = drawing.homes.find(({ id }) => id === home.id)?.contours ?? []
          const inside = drawing.people.filter(({ middle }) =>
            contours.some((contour) => isInside(middle, contour)),
          )
          const now = home.members.filter(({ until }) => until === null)
          expect(inside.map(({ id }) => id).toSorted()).toEqual(
            now.map(({ person }) => person).toSorted(),
          )
        }
      }),
      tries,
    )
  })
})

describe('the drawing of a family as families mostly are', () => {
  it('has no crossing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 5 }),
        fc.integer({ min: 2, max: 80 }),
        (by, size) => {
          expect(crossingsIn(layOutGenogram(growFamily(by, size)))).toBe(0)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('has none when both of a couple have parents, brothers and sisters', () => {
    const names = ['m', 'f', 'mm', 'mf', 'fm', 'ff', 'm1', 'm2', 'f1', 'f2', 'a', 'b', 'c']
    const people = names.map((id) => somebody(id, { sex: id.endsWith('m') ? 'female' : 'male' }))
    const children = (one: string, other: string, all: readonly string[]) => [
      related(one, 'married', other),
      ...all.flatMap((child) => [
        related(one, 'birth-parent', child),
        related(other, 'birth-parent', child),
      ]),
    ]
    const relations = [
      ...children('mm', 'mf', ['m1', 'm', 'm2']),
      ...children('fm', 'ff', ['f1', 'f', 'f2']),
      ...children('m', 'f', ['a', 'b', 'c']),
    ]
    const drawing = layOutGenogram({ people, relations, homes: [] })
    expect(crossingsIn(drawing)).toBe(0)
    const row = (id: string) => drawing.people.find((each) => each.id === id)?.middle.y
    expect(new Set(['m', 'f', 'm1', 'm2', 'f1', 'f2'].map(row)).size).toBe(1)
    expect(new Set(['mm', 'mf', 'fm', 'ff'].map(row)).size).toBe(1)
  })

  it('has brothers and sisters from the oldest to the youngest, an unborn child last', () => {
    const years = { b: 2012, d: 2019, a: 2008 }
    const people = [
      somebody('m', { sex: 'female' }),
      somebody('u', { life: 'unborn' }),
      ...Object.entries(years).map(([id, bornYear]) => somebody(id, { bornYear })),
    ]
    const relations = people.slice(1).map(({ id }) => related('m', 'birth-parent', id))
    const drawing = layOutGenogram({ people, relations, homes: [] })
    const places = drawing.people.filter(({ id }) => id !== 'm')
    const order = places.toSorted((a, b) => a.middle.x - b.middle.x).map(({ id }) => id)
    expect(order).toEqual(['a', 'b', 'd', 'u'])
  })

  it('puts cousins who married in one row, joined by a double line', () => {
    const people = ['g', 'x', 'y', 'c', 'd'].map((id) => somebody(id))
    const relations = [
      related('g', 'birth-parent', 'x'),
      related('g', 'birth-parent', 'y'),
      related('x', 'birth-parent', 'c'),
      related('y', 'birth-parent', 'd'),
      related('c', 'married', 'd'),
    ]
    const drawing = layOutGenogram({ people, relations, homes: [] })
    expect(drawing.lines.filter((line) => line.related)).toHaveLength(1)
    expect(crossingsIn(drawing)).toBe(0)
  })

  it('joins twins at one point, identical ones with a bar', () => {
    const people = ['m', 'a', 'b'].map((id) => somebody(id))
    const relations = [
      related('m', 'birth-parent', 'a'),
      related('m', 'birth-parent', 'b'),
      related('a', 'identical-twin', 'b'),
    ]
    const { lines } = layOutGenogram({ people, relations, homes: [] })
    const bars = lines.filter((line) => line.relations.join() === 'a identical-twin b')
    expect(bars).toHaveLength(1)
    const legs = lines.filter(({ points }) => points.length === 3)
    expect(new Set(legs.map(({ points }) => JSON.stringify(points[0]))).size).toBe(1)
    expect(legs).toHaveLength(2)
  })

  it('strikes the line of a couple through once when they are apart, twice when they are divorced', () => {
    const strokes = (kind: 'married' | 'separated' | 'ended' | 'divorced') => {
      const people = [somebody('a'), somebody('b')]
      const drawing = layOutGenogram({ people, relations: [related('a', kind, 'b')], homes: [] })
      return drawing.lines[0]?.strokes
    }
    expect((['married', 'separated', 'ended', 'divorced'] as const).map(strokes)).toEqual([
      0, 1, 1, 2,
    ])
  })
})

describe('two hundred people', () => {
  it('have their place each', () => {
    const family = growFamily([3, 141, 59, 26, 535], 200)
    const drawing = layOutGenogram(family)
    expect(drawing.people).toHaveLength(200)
    expect(overlaps(drawing)).toEqual([])
    expect(new Set(drawing.lines.flatMap((line) => line.relations)).size).toBe(
      family.relations.length,
    )
  })

  it('end also when everybody is related to everybody somehow', () => {
    fc.assert(
      fc.property(anyFamily(200), (family) => {
        expect(layOutGenogram(family).people).toHaveLength(family.people.length)
      }),
      { numRuns: 3 },
    )
  })
})
