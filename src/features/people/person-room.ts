import type { Place } from './drawing-plan.ts'
import type { Family, FamilyPerson } from './family.ts'
import { isTie } from './family.ts'
import { lineWords, sayHomes, sayLife } from './family-words.ts'
import { symbolOf } from './symbols.ts'
import type { PersonSymbol } from './symbols.ts'
import { fitText, widthOf } from './text-fit.ts'
import { typeSize } from './drawing.ts'

/** What is written beside a symbol, line by line. */
export interface PersonWords {
  readonly lines: readonly { readonly text: string; readonly strong: boolean }[]
  readonly width: number
}

/** Somebody with the room that they need in their row. */
export interface PersonRoom extends Pick<Place, 'left' | 'right' | 'lean'> {
  readonly person: FamilyPerson
  readonly symbol: PersonSymbol
  readonly words: PersonWords
  readonly height: number
}

/** Between a symbol and its words. */
export const wordsGap = 7
/** The height of a line of words. */
export const lineHeight = 17
/** The room around each person, in which contours of homes run. */
export const personMargin = 16

const widest = 150

function wordsOf(person: FamilyPerson, family: Family): PersonWords {
  const name = fitText(person.shown, { width: widest, size: typeSize.name, lines: 2 })
  const notes = [sayLife(person), sayHomes(person.id, family.homes)].map((note) =>
    fitText(note, { width: widest, size: typeSize.note, lines: 2 }),
  )
  return {
    lines: [
      ...name.lines.map((text) => ({ text, strong: true })),
      ...notes.flatMap(({ lines }) => lines.map((text) => ({ text, strong: false }))),
    ],
    // Strong type is a little wider than the plain type that was measured.
    width: Math.max(Math.ceil(name.width * 1.08), ...notes.map(({ width }) => width)),
  }
}

const leans = { male: -1, female: 1, other: 0, 'not-known': 0 } as const

/** How much room the words beside the lines to somebody need, over the words of their own. */
function besideLines(person: FamilyPerson, family: Family): number {
  const words = family.relations
    .filter((each) => isTie(each, 'parent') && each.other === person.id)
    .map((each) => lineWords[each.kind] ?? '')
  return Math.max(0, ...words.map((word) => widthOf(word, typeSize.line)))
}

/** Measures everybody of a family. */
export function roomOf(family: Family): ReadonlyMap<string, PersonRoom> {
  return new Map(
    family.people.map((person) => {
      const symbol = symbolOf(person)
      const words = wordsOf(person, family)
      const beside = Math.max(words.width, besideLines(person, family))
      return [
        person.id,
        {
          person,
          symbol,
          words,
          left: symbol.half + personMargin,
          right: symbol.half + wordsGap + beside + personMargin,
          lean: leans[person.sex],
          height: Math.max(2 * symbol.half, words.lines.length * lineHeight),
        },
      ]
    }),
  )
}
