import { characterClass, characterClasses, fold } from './fold.ts'

/** How a word is written: digits only, lower case, Capital first, ALL CAPITALS, a single Capital. */
export const shape = { digits: 0, lower: 1, capital: 2, capitals: 3, initial: 4 } as const

/** The words and numbers of a text, with their places in the text as it was given. */
export type Tokens = {
  readonly text: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly keys: readonly string[]
  readonly shapes: readonly number[]
}

/** What stands between two neighbouring words. */
export type Gap = 'tight' | 'space' | 'line-hyphen' | 'loose' | 'sentence' | 'barrier'

/** Cuts a text into words and numbers; everything else is a gap. */
export function tokenise(text: string): Tokens {
  const classes = characterClasses()
  const tokens: Tokens & { starts: number[]; ends: number[]; keys: string[]; shapes: number[] } = {
    text,
    starts: [],
    ends: [],
    keys: [],
    shapes: [],
  }
  for (let at = 0; at < text.length; at++) {
    if (!isWord(classes[text.charCodeAt(at)])) continue
    const word = readWord(text, at, classes)
    const key = word.plain ? text.slice(at, word.end).toLowerCase() : fold(text.slice(at, word.end))
    if (key !== '') {
      tokens.starts.push(at)
      tokens.ends.push(word.end)
      tokens.keys.push(key)
      tokens.shapes.push(shapeOf(word, classes[text.charCodeAt(at)]))
    }
    at = word.end - 1
  }
  return tokens
}

type Word = {
  readonly end: number
  readonly uppers: number
  readonly lowers: number
  readonly digits: number
  readonly plain: boolean
}

function readWord(text: string, start: number, classes: Uint8Array): Word {
  const counts = [0, 0, 0, 0, 0, 0]
  let [at, plain] = [start, true]
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const kind = classes[code] ?? characterClass.other
    if (kind === characterClass.other || kind === characterClass.space) break
    counts[kind] = (counts[kind] ?? 0) + 1
    if (code > 127) plain = false
  }
  const [, lowers = 0, uppers = 0, digits = 0] = counts
  return { end: at, uppers, lowers, digits, plain }
}

function isWord(kind: number | undefined): boolean {
  return (
    kind === characterClass.lower || kind === characterClass.upper || kind === characterClass.digit
  )
}

function shapeOf(count: Word, first: number | undefined): number {
  if (count.uppers + count.lowers === 0) return shape.digits
  if (count.uppers === 0) return shape.lower
  if (count.lowers === 0)
    return count.uppers === 1 && count.digits === 0 ? shape.initial : shape.capitals
  return first === characterClass.upper ? shape.capital : shape.lower
}

/** What stands between a word and the one after it. */
export function gapAfter(tokens: Tokens, token: number): Gap {
  const from = tokens.ends[token]
  const to = tokens.starts[token + 1]
  if (from === undefined || to === undefined) return 'barrier'
  const between = tokens.text.slice(from, to)
  for (const { gap, form } of gapForms)
    if (form.test(between)) return isBlankLine(between) ? 'barrier' : gap
  return looseOrBarrier(between)
}

const gapForms: readonly { readonly gap: Gap; readonly form: RegExp }[] = [
  { gap: 'space', form: /^\s+$/ },
  { gap: 'tight', form: /^[-'’‘`´._/\u2010-\u2015\u00b7]$/ },
  { gap: 'line-hyphen', form: /^[-\u2010\u2011]\s*[\r\n]\s*$/ },
  { gap: 'sentence', form: /^[.!?]["'”’)\]]*\s+$/ },
]

function looseOrBarrier(between: string): Gap {
  return between.length <= 4 && !isBlankLine(between) && !/[;!?•|]/.test(between)
    ? 'loose'
    : 'barrier'
}

function isBlankLine(between: string): boolean {
  return /\n[^\S\n]*\n|\r\n\s*\r\n|\u2029/.test(between)
}

/** Whether a word begins a sentence, a line of a list, a heading or a quotation. */
export function beginsSentence(tokens: Tokens, token: number): boolean {
  const before = tokens.text.slice(
    Math.max(0, (tokens.starts[token] ?? 0) - 6),
    tokens.starts[token],
  )
  return token === 0 || /([.!?:;•|]["'”’)\]]*\s+|["“”‘([•|]\s*|\n\s*)$/.test(before)
}
