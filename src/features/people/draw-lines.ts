import type { RoutedDrop, TwinPoint } from './channels.ts'
import { pairKey } from './descent.ts'
import type { Bar, Drop } from './drawing-plan.ts'
import type { DrawnLine, DrawnWord, LineStyle, Point } from './drawing.ts'
import { typeSize } from './drawing.ts'
import { isTie } from './family.ts'
import type { Relation } from './family.ts'
import { lineWords } from './family-words.ts'
import type { RelationKind } from './model.ts'
import { heightsOf, twinDrop, wordStep } from './standing.ts'
import type { ChannelHeights, Standing } from './standing.ts'
import { reachDown, reachUp } from './symbols.ts'
import { widthOf } from './text-fit.ts'

const styles: Readonly<Partial<Record<RelationKind, LineStyle>>> = {
  'living-together': 'dashed',
  ended: 'dashed',
  dating: 'dotted',
  'adoptive-parent': 'dashed',
  guardian: 'dashed',
  'foster-parent': 'dotted',
  'step-parent': 'dotted',
  donor: 'dash-dot',
  surrogate: 'dash-dot',
}

const strokesOf: Readonly<Partial<Record<RelationKind, 1 | 2>>> = {
  separated: 1,
  ended: 1,
  divorced: 2,
}

/** How the line for these relations is drawn: whole as soon as one of them is by birth. */
function styleOf(relations: readonly Relation[]): LineStyle {
  const own = relations.filter((each) => isTie(each, 'parent') || isTie(each, 'partner'))
  const drawn = own.map(({ kind }) => styles[kind] ?? 'whole')
  return drawn.includes('whole') ? 'whole' : (drawn[0] ?? 'whole')
}

const idsOf = (relations: readonly Relation[]) => [...new Set(relations.map(({ id }) => id))]

function line(
  relations: readonly Relation[],
  points: readonly Point[],
  style: LineStyle,
): DrawnLine {
  return { relations: idsOf(relations), points, style, strokes: 0, related: false }
}

/** A place with its row and symbol; a line that only passes has no symbol. */
function standingAt({ plan, rows, x, room }: Standing, place: number) {
  const found = plan.places[place]
  const row = rows[found?.row ?? 0] ?? { top: 0, bottom: 0 }
  const symbol = room.get(found?.person ?? '')?.symbol
  return { ...row, symbol, x: x[place] ?? 0, middle: Math.round((row.top + row.bottom) / 2) }
}

/** The lower edge of a place where a line leaves it. */
function under(standing: Standing, place: number, port: number): number {
  const { symbol, x, middle, bottom } = standingAt(standing, place)
  return symbol === undefined ? bottom : middle + reachDown(symbol, port - x)
}

/** The upper edge of a place where a line reaches it. */
function over(standing: Standing, place: number, port: number): number {
  const { symbol, x, middle, top } = standingAt(standing, place)
  return symbol === undefined ? top : middle - reachUp(symbol, port - x)
}

interface Here {
  readonly standing: Standing
  readonly heights: ChannelHeights
  /** The upper edge of the channel. */
  readonly y: number
  readonly barTrack: ReadonlyMap<Bar, number>
}

function barHeight({ heights, y, barTrack }: Here, bar: Bar): number {
  return y + heights.bar(barTrack.get(bar) ?? 0)
}

function drawBar(here: Here, bar: Bar, related: ReadonlySet<string>): DrawnLine {
  const { standing } = here
  const { a = 0, b = 0 } = standing.ports.bars.get(bar) ?? {}
  const low = barHeight(here, bar)
  const points = [
    { x: a, y: under(standing, bar.a, a) },
    { x: a, y: low },
    { x: b, y: low },
    { x: b, y: under(standing, bar.b, b) },
  ]
  const [relation] = bar.relations
  // Parents of whom nothing more is recorded are joined by a dotted line.
  const style = relation === undefined ? 'dotted' : (styles[relation.kind] ?? 'whole')
  const kin = relation !== undefined && related.has(pairKey(relation.one, relation.other))
  return {
    ...line(bar.relations, points, style),
    strokes: relation === undefined ? 0 : (strokesOf[relation.kind] ?? 0),
    related: kin,
  }
}

/** Where a drop begins: at the bar of its couple, or at the edge of the one from whom it hangs. */
function topOf(here: Here, drop: Drop, source: number): number {
  const bar = drop.bar === null ? undefined : here.standing.plan.bars[drop.bar]
  if (bar !== undefined) return barHeight(here, bar)
  return drop.place === null ? here.y : under(here.standing, drop.place, source)
}

/** The common part of a drop: down from the parents, and across over the children. */
function drawTrunk(here: Here, routed: RoutedDrop): DrawnLine[] {
  const { drop, source, pins, track } = routed
  const all = drop.to.flatMap(({ relations }) => relations)
  const style = styleOf(all)
  const across = track === null ? null : here.y + here.heights.drop(track)
  const ends = source === null ? pins : [...pins, source]
  const lines: DrawnLine[] = []
  const down = source !== null && across !== null
  if (down)
    lines.push(
      line(
        all,
        [
          { x: source, y: topOf(here, drop, source) },
          { x: source, y: across },
        ],
        style,
      ),
    )
  if (across !== null)
    lines.push(
      line(
        all,
        [
          { x: Math.min(...ends), y: across },
          { x: Math.max(...ends), y: across },
        ],
        style,
      ),
    )
  return lines
}

/** Where the lines to single children begin: at the line across, or straight at the parents. */
function legTop(here: Here, { drop, source, track }: RoutedDrop): number {
  if (track !== null) return here.y + here.heights.drop(track)
  return source === null ? here.y : topOf(here, drop, source)
}

function drawLegs(here: Here, routed: RoutedDrop): DrawnLine[] {
  const { drop, twins } = routed
  const into = here.standing.ports.into.get(drop) ?? []
  const paired = new Set(twins.flatMap(({ children }) => children))
  const top = legTop(here, routed)
  // A line that goes straight takes the way of its parents' port, which may be a hair aside of the child's.
  return drop.to.flatMap(({ place, relations }, child) => {
    if (paired.has(child)) return []
    const x = into[child] ?? 0
    const points = [
      { x, y: top },
      { x, y: over(here.standing, place, x) },
    ]
    return [line(relations, points, styleOf(relations))]
  })
}

/** Twins who part from one point of their line. */
function drawTwin(here: Here, routed: RoutedDrop, twin: TwinPoint): DrawnLine[] {
  const { drop } = routed
  const into = here.standing.ports.into.get(drop) ?? []
  const low = here.y + here.heights.twins
  const apex = { x: twin.x, y: low - twinDrop + 2 }
  const all = twin.children.flatMap((child) => drop.to[child]?.relations ?? [])
  const stem = line(all, [{ x: twin.x, y: legTop(here, routed) }, apex], styleOf(all))
  const legs = twin.children.map((child) => {
    const { place = 0, relations = [] } = drop.to[child] ?? {}
    const x = into[child] ?? 0
    const points = [apex, { x, y: low }, { x, y: over(here.standing, place, x) }]
    return line(relations, points, styleOf(relations))
  })
  return [stem, ...legs]
}

/** Identical twins are joined by a bar between their lines. */
function twinBars(here: Here, { drop }: RoutedDrop, twin: TwinPoint): DrawnLine[] {
  const into = here.standing.ports.into.get(drop) ?? []
  const low = here.y + here.heights.twins
  const port = (id: string) => {
    const isThey = (place: number) => here.standing.plan.places[place]?.person === id
    return into[drop.to.findIndex(({ place }) => isThey(place))] ?? 0
  }
  return twin.relations
    .filter(({ kind }) => kind === 'identical-twin')
    .map((relation) => {
      const points = [relation.one, relation.other].map((id) => ({
        x: twin.x + (port(id) - twin.x) * 0.6,
        y: low - twinDrop + 2 + (twinDrop - 2) * 0.6,
      }))
      return line([relation], points, 'whole')
    })
}

/** Of twins of whom it is not known whether they are identical the sign is a question mark. */
function twinWords(here: Here, twin: TwinPoint): DrawnWord[] {
  const unsure = twin.relations.some(({ kind }) => kind === 'twin')
  return unsure ? [wordAt('?', { x: twin.x - 3, y: here.y + here.heights.twins - 4 })] : []
}

function wordAt(text: string, at: Point): DrawnWord {
  const width = widthOf(text, typeSize.line)
  return {
    text,
    at,
    box: { x: at.x, y: at.y - typeSize.line + 1, width, height: typeSize.line + 2 },
  }
}

/** The words beside one line: two adoptive parents are one word. */
function wordsFor(relations: readonly Relation[]): string[] {
  return [...new Set(relations.flatMap(({ kind }) => lineWords[kind] ?? []))]
}

/** The words beside the lines to somebody who is not a birth child, one above the other over their own words. */
function drawWords(here: Here, drops: readonly RoutedDrop[]): DrawnWord[] {
  const { standing } = here
  const over = new Map<number, { words: string[]; right: number }>()
  for (const { drop } of drops) {
    const into = standing.ports.into.get(drop) ?? []
    for (const [child, { place, relations }] of drop.to.entries()) {
      if (standing.plan.places[place]?.person === null) continue
      const before = over.get(place) ?? { words: [], right: 0 }
      const words = wordsFor(relations)
      over.set(place, {
        words: [...before.words, ...words],
        right: Math.max(before.right, into[child] ?? 0),
      })
    }
  }
  const top = here.y + here.heights.twins
  return [...over.values()].flatMap(({ words, right }) =>
    words.map((word, nth) => wordAt(word, { x: right + 5, y: top + (nth + 1) * wordStep })),
  )
}

/** Lines that pass through a row on their way down. */
function drawThrough(standing: Standing): DrawnLine[] {
  const { plan, ports } = standing
  return plan.drops.flatMap((drop) => {
    const into = ports.into.get(drop) ?? []
    return drop.to.flatMap(({ place, relations }, child) => {
      if (plan.places[place]?.person !== null) return []
      const { top, bottom } = standingAt(standing, place)
      const x = into[child] ?? 0
      const points = [
        { x, y: top },
        { x, y: bottom },
      ]
      return [line(relations, points, styleOf(relations))]
    })
  })
}

/** Draws every line of a part of a family, with the words beside them. */
export function drawLines(
  standing: Standing,
  related: ReadonlySet<string>,
): { readonly lines: readonly DrawnLine[]; readonly words: readonly DrawnWord[] } {
  const lines = drawThrough(standing)
  const words: DrawnWord[] = []
  for (const [at, channel] of standing.channels.entries()) {
    const y = at === 0 ? 0 : (standing.rows[at - 1]?.bottom ?? 0)
    const barTrack = new Map(channel.bars.map(({ bar, track }) => [bar, track]))
    const here: Here = { standing, heights: heightsOf(channel), y, barTrack }
    for (const { bar } of channel.bars) lines.push(drawBar(here, bar, related))
    for (const routed of channel.drops) {
      lines.push(...drawTrunk(here, routed), ...drawLegs(here, routed))
      for (const twin of routed.twins) {
        lines.push(...drawTwin(here, routed, twin), ...twinBars(here, routed, twin))
        words.push(...twinWords(here, twin))
      }
    }
    words.push(...drawWords(here, channel.drops))
  }
  return { lines, words }
}
