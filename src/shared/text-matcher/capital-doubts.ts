import { isCommonForename } from './nicknames.ts'
import { isCommonAbbreviation } from './ordinary-words.ts'
import { isCommonMiddle, isTitle } from './person-names.ts'
import { beginsSentence, gapAfter, shape } from './tokens.ts'
import type { Tokens } from './tokens.ts'
import type { Why } from './types.ts'
import { ambiguous, exact } from './view.ts'
import type { Judgement, Sighting } from './view.ts'
import { monthNumber } from './written-dates.ts'

/** One name with a capital letter is the person, unless something speaks against it. */
export function judgeCapital(tokens: Tokens, sighting: Sighting): Judgement {
  for (const doubt of doubts) {
    const why = doubt(tokens, sighting)
    if (why) return ambiguous(why)
  }
  return exact()
}

type Doubt = (tokens: Tokens, sighting: Sighting) => Why | undefined

/** The first that speaks decides. */
const doubts: readonly Doubt[] = [
  isAbbreviation,
  isMonth,
  isAmongCapitals,
  isFirstWord,
  hasNameAfter,
  hasNameBefore,
  isMiddleOnly,
]

function isAbbreviation(tokens: Tokens, { part, first }: Sighting): Why | undefined {
  if (tokens.shapes[first] !== shape.capitals || part.key.length > 3) return undefined
  return part.nickname || isCommonAbbreviation(part.key) ? 'common-abbreviation' : undefined
}

const beforeMonths = new Set([
  'in',
  'since',
  'until',
  'by',
  'of',
  'early',
  'late',
  'mid',
  'last',
  'next',
])

function isMonth(tokens: Tokens, { part, first }: Sighting): Why | undefined {
  if (monthNumber(part.key) === undefined) return undefined
  const hasFigure = [first - 1, first + 1].some((at) => /^\d/.test(tokens.keys[at] ?? ''))
  return hasFigure || beforeMonths.has(tokens.keys[first - 1] ?? '') ? 'could-be-month' : undefined
}

function isAmongCapitals(tokens: Tokens, { part, first }: Sighting): Why | undefined {
  if (!part.ordinary || tokens.shapes[first] !== shape.capitals) return undefined
  const isBeside = [first - 1, first + 1].some(
    (at) => tokens.shapes[at] === shape.capitals && !isTitle(tokens.keys[at] ?? ''),
  )
  return isBeside ? 'all-capitals' : undefined
}

// What a person does, in the words that follow a name at the beginning of a sentence.
const doings = new Set(
  'was is has had did does said says told went came left lives saw became began felt gave got made took wanted and who s'.split(
    ' ',
  ),
)

/** "Will the panel" begins with a word, "Will was seen" and "Will, who" with a name. */
function isFirstWord(tokens: Tokens, { part, first, last }: Sighting): Why | undefined {
  if (!part.ordinary || !beginsSentence(tokens, first)) return undefined
  return isActing(tokens, last) ? undefined : 'begins-sentence'
}

/** Whether what follows this word is what follows a name: somebody did something, or owns it. */
export function isActing(tokens: Tokens, last: number): boolean {
  const next = tokens.keys[last + 1] ?? ''
  return (
    doings.has(next) ||
    /^[a-z]{2,}ed$/.test(next) ||
    /^[,'’]/.test(tokens.text.slice(tokens.ends[last], (tokens.ends[last] ?? 0) + 1))
  )
}

/** "Michael Brown" when the child is Michael Green, "Church Street" when somebody is called Church. */
function hasNameAfter(tokens: Tokens, { part, first, last }: Sighting): Why | undefined {
  const isSurname = part.role === 'surname' || part.role === 'piece'
  if ((isSurname && !part.ordinary) || tokens.shapes[first] !== shape.capital) return undefined
  return isOtherName(tokens, last + 1) && gapAfter(tokens, last) === 'space'
    ? 'another-name-beside'
    : undefined
}

/** "New Church" when somebody is called Church; "Ann Church" is left alone, a family shares its surname. */
function hasNameBefore(tokens: Tokens, { part, first }: Sighting): Why | undefined {
  const isSurname = part.role === 'surname' || part.role === 'piece'
  const before = first - 1
  if (!isSurname || !part.ordinary || before < 0 || gapAfter(tokens, before) !== 'space')
    return undefined
  if (!isOtherName(tokens, before) || beginsSentence(tokens, before)) return undefined
  return isCommonForename(tokens.keys[before] ?? '') ? undefined : 'another-name-beside'
}

function isOtherName(tokens: Tokens, at: number): boolean {
  return tokens.shapes[at] === shape.capital && !isTitle(tokens.keys[at] ?? '')
}

function isMiddleOnly(_tokens: Tokens, { part }: Sighting): Why | undefined {
  return isCommonMiddle(part) ? 'common-middle-name' : undefined
}
