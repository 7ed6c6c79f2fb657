import type { PersonSymbol } from './symbols.ts'

/** A point of the drawing, from its upper left corner. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A rectangle of the drawing. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Somebody as they are drawn: the symbol, and the words to its right. */
export interface DrawnPerson {
  readonly id: string
  readonly middle: Point
  readonly symbol: PersonSymbol
  readonly symbolBox: Box
  readonly words: readonly { readonly text: string; readonly strong: boolean; readonly at: Point }[]
  readonly wordsBox: Box
}

/** How a line is drawn; what it means stands in the key under the figure. */
export type LineStyle = 'whole' | 'dashed' | 'dotted' | 'dash-dot'

/** A line of the drawing and the relations that it stands for. */
export interface DrawnLine {
  readonly relations: readonly string[]
  readonly style: LineStyle
  readonly points: readonly Point[]
  /** One stroke through the line of a couple who are apart, two for a divorce. */
  readonly strokes: 0 | 1 | 2
  /** A couple who have an ancestor in common. */
  readonly related: boolean
}

/** A word beside a line, or a sign between twins. */
export interface DrawnWord {
  readonly text: string
  readonly at: Point
  readonly box: Box
}

/** The contour round those who live in one home; several where they do not stand together. */
export interface DrawnHome {
  readonly id: string
  readonly name: string
  readonly contours: readonly (readonly Point[])[]
}

/** A genogram with everything in its place. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly people: readonly DrawnPerson[]
  readonly lines: readonly DrawnLine[]
  readonly words: readonly DrawnWord[]
  readonly homes: readonly DrawnHome[]
}

/** The sizes of the type beside symbols and beside lines. */
export const typeSize = { name: 14, note: 12, line: 11 } as const
