import type { Pattern } from './compile.ts'
import type { TreeMatch } from './letter-tree.ts'
import { isOrdinaryWord } from './ordinary-words.ts'
import { shape } from './tokens.ts'
import type { Tokens } from './tokens.ts'
import { ambiguous, exact, isCapital, isLower } from './view.ts'
import type { Judgement } from './view.ts'

type Value = Extract<Pattern, { kind: 'value' }>
/** A pattern of the letter tree with the words where it was found. */
export type Found<P> = {
  readonly pattern: P
  readonly first: number
  readonly last: number
  readonly match: TreeMatch<Pattern>
}

/** The words found, as they would stand in the case file. */
export function wordsFound(
  tokens: Tokens,
  { first, last }: { first: number; last: number },
): string {
  return tokens.keys.slice(first, last + 1).join(' ')
}

/** How sure it is that these words are the value. */
export function judgeValue(tokens: Tokens, found: Found<Value>): Judgement {
  const { pattern, first, last } = found
  const compact = tokens.keys.slice(first, last + 1).join('')
  if (/^\d+$/.test(compact)) return judgeNumber(tokens, found, compact)
  if (wordsFound(tokens, found) !== pattern.natural) return judgeRespaced(tokens, found, compact)
  if (/\d/.test(compact)) return compact.length < 3 ? ambiguous('short') : exact()
  return first === last ? judgeWord(tokens, found) : judgeWords(tokens, found)
}

/** A number in other groups is the number when it is long; a short one may be any number. */
function judgeNumber(
  tokens: Tokens,
  { pattern, first, last }: Found<Value>,
  compact: string,
): Judgement {
  if (compact.length < 5)
    return isPartOfNumber(tokens, first, last) ? 'drop' : ambiguous('short-number')
  if (compact.length > 6) return exact()
  return tokens.keys.slice(first, last + 1).join(' ') === pattern.natural
    ? exact()
    : ambiguous('other-spacing')
}

function isPartOfNumber({ text, starts, ends }: Tokens, first: number, last: number): boolean {
  const before = text.slice(Math.max(0, (starts[first] ?? 0) - 2), starts[first])
  const after = text.slice(ends[last], (ends[last] ?? 0) + 2)
  return /[£$€]$|\d[.,:/-]$/.test(before) || /^%|^[.,:/-]\d/.test(after)
}

function judgeRespaced(tokens: Tokens, found: Found<Value>, compact: string): Judgement {
  const { pattern, first } = found
  if (crossesSentence(tokens, found)) return 'drop'
  // Figures with letters (postcodes, plates, case numbers) are often written together or apart.
  if (/\d/.test(compact)) return compact.length > 4 ? exact() : ambiguous('other-spacing')
  if (!pattern.natural.includes(' ')) return judgeSplitWord(tokens, found, compact)
  return isCapital(tokens, first) && compact.length > 6 ? exact() : ambiguous('other-spacing')
}

/** One word of the case file that the text writes in pieces. */
function judgeSplitWord(
  tokens: Tokens,
  { first, last, match }: Found<Value>,
  compact: string,
): Judgement {
  const isApart = match.gaps.includes('space') || match.gaps.includes('loose')
  if (!isApart) return compact.length > 5 ? exact('split-word') : ambiguous('split-word')
  if (compact.length < 6 || !isCapital(tokens, first)) return 'drop'
  return isCapital(tokens, last) ? exact('split-word') : ambiguous('split-word')
}

function judgeWord(tokens: Tokens, found: Found<Value>): Judgement {
  const { pattern, first } = found
  const key = tokens.keys[first] ?? ''
  if (key.length < 2) return ambiguous('short')
  if (/^[\p{Lu}.\d-]+$/u.test(pattern.written))
    return judgeAcronym(tokens.shapes[first] === shape.capitals, found)
  // Half of a place name ("Springfield" of "Springfield, Ohio") may be another place.
  if (!pattern.whole && !pattern.entry.direct) return ambiguous('part-only')
  if (!isLower(tokens, first) || !/^\p{Lu}/u.test(pattern.written)) return exact()
  return isOrdinaryWord(key) || key.length < 5 ? ambiguous('ordinary-word') : exact()
}

function judgeAcronym(isWrittenSo: boolean, { pattern }: Found<Value>): Judgement {
  // An acronym that the case file does not hold was made from the words that it does hold.
  const isOurs = !pattern.entry.canonical.includes(pattern.written)
  if (isWrittenSo) return isOurs ? ambiguous('part-only') : exact()
  return pattern.written.length < 4 || isOurs ? 'drop' : ambiguous('other-case')
}

function judgeWords(tokens: Tokens, found: Found<Value>): Judgement {
  const { pattern, first, last } = found
  if (crossesSentence(tokens, found) && !pattern.written.includes('.'))
    return ambiguous('other-spacing')
  const capitals = Array.from({ length: last - first + 1 }, (_, step) =>
    isCapital(tokens, first + step),
  )
  return capitals.includes(true) || !/\p{Lu}/u.test(pattern.written)
    ? exact()
    : ambiguous('other-case')
}

/** Whether a sentence ends between the words; the full stop of "St." and "Dr." ends none. */
function crossesSentence(tokens: Tokens, { first, match }: Found<Value>): boolean {
  return match.gaps.some(
    (gap, step) => gap === 'sentence' && (tokens.keys[first + step]?.length ?? 0) > 3,
  )
}
