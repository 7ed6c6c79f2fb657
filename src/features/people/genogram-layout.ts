import { linesOf } from './descent.ts'
import { partsOf } from './drawing-plan.ts'
import type { Drawing, DrawnHome, DrawnPerson } from './drawing.ts'
import { drawLines } from './draw-lines.ts'
import { inOrder } from './family.ts'
import type { Family } from './family.ts'
import { contourOf } from './home-contours.ts'
import type { RowExtent } from './home-contours.ts'
import { lineHeight, roomOf, wordsGap } from './person-room.ts'
import type { PersonRoom } from './person-room.ts'
import { relatedCouples } from './kinship.ts'
import { heightsOf, standingOf } from './standing.ts'
import type { Standing } from './standing.ts'

function drawPeople({ plan, x, rows, room }: Standing): DrawnPerson[] {
  return plan.places.flatMap((place, at) => {
    const own = place.person === null ? undefined : room.get(place.person)
    const extent = rows[place.row]
    if (own === undefined || extent === undefined) return []
    const middle = { x: x[at] ?? 0, y: Math.round((extent.top + extent.bottom) / 2) }
    const { symbol, words } = own
    const height = words.lines.length * lineHeight
    const left = middle.x + symbol.half + wordsGap
    const top = middle.y - height / 2
    return [
      {
        id: own.person.id,
        middle,
        symbol,
        symbolBox: {
          x: middle.x - symbol.half,
          y: middle.y - symbol.half,
          width: 2 * symbol.half,
          height: 2 * symbol.half,
        },
        words: words.lines.map((line, nth) => ({
          ...line,
          at: { x: left, y: top + (nth + 1) * lineHeight - 4 },
        })),
        wordsBox: { x: left, y: top, width: words.width, height },
      },
    ]
  })
}

/** The edges of a part, with the room under its last row. */
function sizeOf({ plan, x, rows, channels }: Standing): { width: number; height: number } {
  const rights = plan.places.map((place, at) => (x[at] ?? 0) + place.right)
  const last = channels.at(-1)
  return {
    width: Math.max(0, ...rights),
    height: (rows.at(-1)?.bottom ?? 0) + (last === undefined ? 0 : heightsOf(last).whole),
  }
}

interface Part {
  readonly drawing: Omit<Drawing, 'homes'>
  readonly extents: readonly RowExtent[]
}

function drawPart(family: Family, part: ReturnType<typeof partsOf>[number], room: Room): Part {
  const standing = standingOf(part, room)
  const shared = relatedCouples(family)
  const { lines, words } = drawLines(standing, shared)
  const people = drawPeople(standing)
  const { plan, x, rows } = standing
  const extents = rows.map((row, at): RowExtent => ({
    ...row,
    cells: plan.places
      .map((place, number) => ({ place, middle: x[number] ?? 0 }))
      .filter(({ place }) => place.row === at && place.person !== null)
      .map(({ place, middle }) => ({
        person: place.person ?? '',
        from: middle - place.left,
        to: middle + place.right,
      }))
      .toSorted((a, b) => a.from - b.from),
  }))
  return { drawing: { ...sizeOf(standing), people, lines, words }, extents }
}

type Room = ReadonlyMap<string, PersonRoom>

/** Between parts of a family that nothing joins, and around the whole. */
const partGap = 24
const margin = 12
/** How wide a line of parts may become before the next one begins; a page of paper on its side holds as much. */
const lineOfParts = 1100

/** Where each part goes: side by side, and on a new line when the line is full. */
function shelve(parts: readonly Part[]): { x: number; y: number }[] {
  const widest = Math.max(lineOfParts, ...parts.map(({ drawing }) => drawing.width))
  let [x, y, tallest] = [margin, margin, 0]
  return parts.map(({ drawing }) => {
    if (x > margin && x + drawing.width > widest + margin) {
      x = margin
      y += tallest + partGap
      tallest = 0
    }
    const at = { x, y }
    x += drawing.width + partGap
    tallest = Math.max(tallest, drawing.height)
    return at
  })
}

function shifted<T extends { readonly x: number; readonly y: number }>(
  of: T,
  by: { x: number; y: number },
): T {
  return { ...of, x: of.x + by.x, y: of.y + by.y }
}

function shiftPart({ drawing, extents }: Part, by: { x: number; y: number }): Part {
  const people = drawing.people.map((person) => ({
    ...person,
    middle: shifted(person.middle, by),
    symbolBox: shifted(person.symbolBox, by),
    wordsBox: shifted(person.wordsBox, by),
    words: person.words.map((line) => ({ ...line, at: shifted(line.at, by) })),
  }))
  const lines = drawing.lines.map((line) => ({
    ...line,
    points: line.points.map((point) => shifted(point, by)),
  }))
  const words = drawing.words.map((word) => ({
    ...word,
    at: shifted(word.at, by),
    box: shifted(word.box, by),
  }))
  return {
    drawing: { ...drawing, people, lines, words },
    extents: extents.map((row) => ({
      top: row.top + by.y,
      bottom: row.bottom + by.y,
      cells: row.cells.map((cell) => ({ ...cell, from: cell.from + by.x, to: cell.to + by.x })),
    })),
  }
}

/** The larger parts first; the part of the child whose case it is before all. */
function inSequence(family: Family, parts: ReturnType<typeof partsOf>) {
  const index = new Set(family.people.filter(({ part }) => part === 'child').map(({ id }) => id))
  const weight = (part: (typeof parts)[number]) =>
    (part.people.some((id) => index.has(id)) ? 1000 : 0) + part.people.length
  return parts.toSorted((a, b) => weight(b) - weight(a))
}

/**
 * Draws a family: everybody once, nobody upon anybody else, and the same picture in whatever order the family was read.
 * Plain geometry without a browser: what fits here fits on paper too.
 */
export function layOutGenogram(unordered: Family): Drawing {
  const family = inOrder(unordered)
  const room = roomOf(family)
  const ids = family.people.map(({ id }) => id)
  const parts = inSequence(family, partsOf(ids, linesOf(family))).map((part) =>
    drawPart(family, part, room),
  )
  const at = shelve(parts)
  const placed = parts.map((part, nth) => shiftPart(part, at[nth] ?? { x: 0, y: 0 }))
  const homes = family.homes.map((home, nth): DrawnHome => {
    const members = new Set(home.members.filter(({ until }) => until === null).map((m) => m.person))
    const contours = placed.flatMap(({ extents }) => contourOf(extents, members, nth))
    return { id: home.id, name: home.name, contours }
  })
  const right = placed.map(({ drawing }, nth) => (at[nth]?.x ?? 0) + drawing.width)
  const low = placed.map(({ drawing }, nth) => (at[nth]?.y ?? 0) + drawing.height)
  return {
    width: Math.max(0, ...right) + margin,
    height: Math.max(0, ...low) + margin,
    people: placed.flatMap(({ drawing }) => drawing.people),
    lines: placed.flatMap(({ drawing }) => drawing.lines),
    words: placed.flatMap(({ drawing }) => drawing.words),
    homes,
  }
}

/** Whether a relation of this family is drawn as a line of its own or as part of one; for tests and for counting. */
export function isDrawn(drawing: Drawing, relation: string): boolean {
  return drawing.lines.some(({ relations }) => relations.includes(relation))
}
