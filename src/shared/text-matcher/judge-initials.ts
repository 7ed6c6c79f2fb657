import type { Pattern } from './compile.ts'
import type { Found } from './judge-values.ts'
import { isCommonAbbreviation } from './ordinary-words.ts'
import { gapAfter, shape } from './tokens.ts'
import type { Tokens } from './tokens.ts'
import { ambiguous, exact, isCapital } from './view.ts'
import type { Judgement } from './view.ts'

type Initials = Found<Extract<Pattern, { kind: 'initials' }>>

/** "K.L.M.", "KM", "K. M.": capitals only, and not a piece of a longer row of initials. */
export function judgeInitials(tokens: Tokens, found: Initials): Judgement {
  const { first, last } = found
  for (let at = first; at <= last; at++)
    if (!isCapital(tokens, at) || tokens.shapes[at] === shape.capital) return 'drop'
  if (isInRow(tokens, first - 1) || isInRow(tokens, last)) return 'drop'
  if (hasNameAfter(tokens, last)) return ambiguous('another-name-beside')
  return first === last ? judgeTogether(tokens, found) : judgeApart(tokens, found)
}

function judgeTogether(tokens: Tokens, { first, pattern }: Initials): Judgement {
  const key = tokens.keys[first] ?? ''
  if (key.length > 1) return isCommonAbbreviation(key) ? ambiguous('common-abbreviation') : exact()
  return pattern.person.onlyInitials && isDotted(tokens, first) ? exact() : ambiguous('short')
}

function judgeApart(tokens: Tokens, { first, last, match }: Initials): Judgement {
  if (match.gaps.includes('loose')) return 'drop'
  for (let at = first; at < last; at++) if (!isDotted(tokens, at)) return ambiguous('other-spacing')
  return exact()
}

/** Whether this word and the next are neighbours in a row of initials, like M and B of "K.M.B.". */
function isInRow(tokens: Tokens, at: number): boolean {
  if (tokens.shapes[at] !== shape.initial || tokens.shapes[at + 1] !== shape.initial) return false
  const gap = gapAfter(tokens, at)
  return gap === 'tight' || (gap === 'sentence' && isDotted(tokens, at))
}

const sentenceStarts = new Set(
  'he she they the it this that his her on in at when after before a an s all both no'.split(' '),
)

/** "K.M. Brown" is somebody else than Kate Miller; "K.M. She" ends a sentence. */
function hasNameAfter(tokens: Tokens, last: number): boolean {
  if (tokens.shapes[last + 1] !== shape.capital || sentenceStarts.has(tokens.keys[last + 1] ?? ''))
    return false
  const gap = gapAfter(tokens, last)
  const mayGoOn = gap === 'sentence' && tokens.shapes[last] === shape.initial
  return gap === 'space' || gap === 'tight' || mayGoOn
}

function isDotted(tokens: Tokens, at: number): boolean {
  return tokens.text[tokens.ends[at] ?? -1] === '.'
}
