import { judgeCapital } from './capital-doubts.ts'
import { judgeTypingError } from './judge-typing-errors.ts'
import { isOrdinaryWord } from './ordinary-words.ts'
import { isCommonMiddle } from './person-names.ts'
import type { NamePart } from './person-names.ts'
import type { Run } from './runs.ts'
import { beginsSentence, gapAfter } from './tokens.ts'
import type { Tokens } from './tokens.ts'
import { ambiguous, exact, isCapital, isLower } from './view.ts'
import type { Judgement, Sighting, View } from './view.ts'

/** How sure it is that these names mean the person: two names are, one name may be a word or somebody else. */
export function judgeRun(view: View, run: Run): Judgement {
  const [only, second] = run.sightings
  if (!only) return 'drop'
  if (second) return judgeSeveral(view.tokens, run)
  return run.initials > 0 ? judgeWithInitials(view.tokens, run, only) : judgeAlone(view, only)
}

function judgeSeveral(tokens: Tokens, { sightings }: Run): Judgement {
  const isWritten = sightings.some((one) => isCapital(tokens, one.first) || !one.part.ordinary)
  return isWritten ? exact() : ambiguous('ordinary-word')
}

function judgeWithInitials(tokens: Tokens, run: Run, only: Sighting): Judgement {
  if (only.how === 'inside') return ambiguous('inside-word')
  if (only.how === 'typing-error' && only.part.key.length < 5)
    return ambiguous('one-letter-differs')
  const isPlain = only.part.ordinary && isLower(tokens, only.first)
  return isPlain && !isGlued(tokens, run.first, run.last) ? ambiguous('ordinary-word') : exact()
}

function judgeAlone(view: View, only: Sighting): Judgement {
  const { tokens } = view
  switch (only.how) {
    case 'inside':
      return ambiguous('inside-word')
    case 'plural':
      return judgePlural(tokens, only)
    case 'username':
      return judgeUsername(tokens, only)
    case 'typing-error':
      return judgeTypingError(view, only)
    case 'split':
      return judgeSplit(tokens, only)
    case 'same':
      return isLower(tokens, only.first) ? judgeLower(tokens, only) : judgeCapital(tokens, only)
  }
}

function judgePlural(tokens: Tokens, { part, first }: Sighting): Judgement {
  const isPlain = isLower(tokens, first)
  if (part.ordinary && (isPlain || beginsSentence(tokens, first))) return 'drop'
  if (!part.ordinary && !part.nickname && part.key.length > 4) return exact()
  if (isPlain) return 'drop'
  return ambiguous(part.ordinary ? 'ordinary-word' : 'short')
}

function judgeUsername(tokens: Tokens, { part, first }: Sighting): Judgement {
  const key = tokens.keys[first] ?? ''
  if (/\d/.test(key) || isGlued(tokens, first, first)) return exact()
  const isTwoNames = key.length - part.key.length > 2
  if (isTwoNames) return key.length > 6 && part.key.length > 3 ? exact() : ambiguous('inside-word')
  return judgeInitialAndName(tokens, part, first)
}

// "shall" is no user name of S Hall: an initial before an ordinary word needs figures, an underscore or an @ beside it.
function judgeInitialAndName(tokens: Tokens, part: NamePart, first: number): Judgement {
  if (!part.ordinary && part.key.length > 4) return exact()
  const isWord = isOrdinaryWord(tokens.keys[first] ?? '') || isLower(tokens, first)
  return isWord ? 'drop' : ambiguous('inside-word')
}

// "Mac Leod" and "Kather-ine" are the name; "was if" is not "Wasif".
function judgeSplit(tokens: Tokens, sighting: Sighting): Judgement {
  const { part, first, last } = sighting
  const gaps = Array.from({ length: last - first }, (_, step) => gapAfter(tokens, first + step))
  if (gaps.includes('sentence') || gaps.includes('loose')) return 'drop'
  if (gaps.includes('space')) return judgeApart(tokens, sighting)
  return part.key.length > 4 ? exact('split-word') : ambiguous('split-word')
}

function judgeApart(tokens: Tokens, { part, first, last }: Sighting): Judgement {
  if (part.nickname || part.key.length < 6 || !isCapital(tokens, first)) return 'drop'
  const isTwoWords = isCapital(tokens, last) && (tokens.keys[first]?.length ?? 0) > 1
  return isTwoWords ? exact('split-word') : ambiguous('split-word')
}

function judgeLower(tokens: Tokens, { part, first, last }: Sighting): Judgement {
  if (isGlued(tokens, first, last)) return part.key.length > 2 ? exact() : ambiguous('short')
  if (part.nickname) return judgeLowerNickname(part.key, part.ordinary)
  if (part.ordinary) return ambiguous('ordinary-word')
  if (part.key.length < 4) return ambiguous('short')
  return isCommonMiddle(part) ? ambiguous('common-middle-name') : exact()
}

// Nobody said that the child is called by this nickname: "will" and "al" in lower case are not worth a question.
function judgeLowerNickname(key: string, ordinary: boolean): Judgement {
  if (ordinary || key.length < 3) return 'drop'
  return key.length < 5 ? ambiguous('lower-case-nickname') : exact()
}

/** Whether the words hang on figures, an underscore or an @, as in a user name. */
function isGlued({ text, starts, ends, keys }: Tokens, first: number, last: number): boolean {
  if (/\d/.test(keys[first] ?? '') || /\d/.test(keys[last] ?? '')) return true
  const around = `${text[(starts[first] ?? 0) - 1] ?? ''}${text[ends[last] ?? 0] ?? ''}`
  return /[@_]/.test(around)
}
