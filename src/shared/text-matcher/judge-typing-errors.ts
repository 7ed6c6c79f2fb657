import { isActing } from './capital-doubts.ts'
import { isForename } from './nicknames.ts'
import { isCommonAbbreviation, isOrdinaryWord } from './ordinary-words.ts'
import { isCommonMiddle } from './person-names.ts'
import type { NamePart } from './person-names.ts'
import { beginsSentence, shape } from './tokens.ts'
import { ambiguous, exact, isCapital } from './view.ts'
import type { Judgement, Sighting, View } from './view.ts'
import { monthNumber } from './written-dates.ts'

/**
 * A lone word one letter away from a name. The text itself says whether it is a word (it is also written in lower
 * case), and a list whether it is another name. People who must be protected are looked for more closely.
 */
export function judgeTypingError(view: View, sighting: Sighting): Judgement {
  const { part, first } = sighting
  const { tokens } = view
  const key = tokens.keys[first] ?? ''
  if (part.key.length < shortest(part) || isCalendarWord(key)) return 'drop'
  if (!isCapital(tokens, first)) return judgeLower(part, key)
  if (isKnownWord(view, key, first)) return judgeWord(view, sighting, key)
  if (tokens.shapes[first] === shape.capitals && (key.length < 4 || isCommonAbbreviation(key)))
    return 'drop'
  return isSure(part, key) ? exact('one-letter-differs') : ambiguous('one-letter-differs')
}

function isCalendarWord(key: string): boolean {
  return monthNumber(key) !== undefined || /^(mon|tues|wednes|thurs|fri|satur|sun)day$/.test(key)
}

function shortest(part: NamePart): number {
  if (part.nickname) return 6
  return part.person.entry.direct ? 4 : 5
}

function judgeLower(part: NamePart, key: string): Judgement {
  const isLong = part.key.length > 6 && !part.ordinary && !part.nickname
  return isLong && !isOrdinaryWord(key) ? ambiguous('one-letter-differs') : 'drop'
}

function isKnownWord(view: View, key: string, first: number): boolean {
  if (isOrdinaryWord(key) || view.lowerCase().has(key)) return true
  return key.length < 4 && beginsSentence(view.tokens, first) && !isActing(view.tokens, first)
}

/**
 * "Hull was born" is somebody, and one letter from the protected child Hall; "moved to Hull" is worth a question;
 * "Hull plates" at the head of a sentence is nothing.
 */
function judgeWord(view: View, { part, first }: Sighting, key: string): Judgement {
  const { tokens } = view
  const isAsked =
    part.person.entry.direct && !part.nickname && tokens.shapes[first] === shape.capital
  if (!isAsked) return 'drop'
  if (!beginsSentence(tokens, first)) return ambiguous('one-letter-differs')
  if (!isActing(tokens, first)) return 'drop'
  return view.lowerCase().has(key) ? ambiguous('one-letter-differs') : exact('one-letter-differs')
}

function isSure(part: NamePart, key: string): boolean {
  if (isForename(key) || part.nickname || isCommonMiddle(part)) return false
  return part.key.length > 5 || part.person.entry.direct
}
