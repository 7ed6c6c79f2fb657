import {
  adverbs,
  auxiliaries,
  describingWords,
  irregularParticiples,
  irregularPasts,
  presentVerbs,
} from './word-lists.ts'
import { isWord } from './words.ts'
import type { Word } from './words.ts'

/** When a clause says that something happens. */
export type Tense = 'future' | 'modal' | 'perfect' | 'progressive' | 'present' | 'past'

/** The finite verb of a clause: its words (`from` to `to`, not included), tense, and the verb that carries the meaning. */
export type VerbGroup = {
  readonly from: number
  readonly to: number
  readonly tense: Tense
  readonly passive: boolean
  readonly verb: string
}

const pronouns = new Set(['we', 'i', 'they', 'you'])
const relatives = new Set(['who', 'which', 'whom', 'whose', 'that', 'where'])
const opensClause = new Set(
  `there that how what when where why whether because who which and but although though while if so as
   since after before ; : ,`.split(/\s+/),
)

/** The main verb of a clause; verbs of relative clauses inside the subject are passed over. */
export function findVerbGroup(words: readonly Word[], from = 0): VerbGroup | undefined {
  let passOver = 0
  for (let at = from; at < words.length; at++) {
    const low = lowAt(words, at)
    if (at > from && relatives.has(low)) passOver += 1
    const group = contracted(words, at) ?? finite(words, at, from)
    if (!group) continue
    if (passOver === 0) return group
    passOver -= 1
    at = group.to - 1
  }
  return undefined
}

function lowAt(words: readonly Word[], at: number): string {
  const word = words[at]
  if (!word) return ''
  // The month is no modal verb, and "Named GP" or "Designated Nurse" are titles.
  const isName =
    at > 0 && /^\p{Lu}/u.test(word.text) && (word.low === 'may' || word.low.endsWith('ed'))
  return isName ? `=${word.low}=` : word.low
}

const contractions: Readonly<Record<string, string>> = {
  ve: 'have',
  re: 'are',
  ll: 'will',
  m: 'am',
}

/** "We've", "they're", "we'll": subject and auxiliary in one word. */
function contracted(words: readonly Word[], at: number): VerbGroup | undefined {
  const ending = /^(?:we|they|i|you|it|she|he|there|who)'(ve|re|ll|m|s)$/.exec(
    lowAt(words, at),
  )?.[1]
  if (ending === undefined) return undefined
  const full =
    contractions[ending] ?? (isParticiple(afterAdverbs(words, at + 1).low) ? 'has' : 'is')
  const group = withAuxiliary(words, at, full)
  return group && { ...group, from: at + 1 }
}

function finite(words: readonly Word[], at: number, from: number): VerbGroup | undefined {
  const low = lowAt(words, at)
  const group = withAuxiliary(words, at, low)
  if (group) return group
  if (isPast(low) && !isAttribute(words, at, from) && !isReducedRelative(words, at)) {
    return { from: at, to: at + 1, tense: 'past', passive: false, verb: low }
  }
  return presentAt(words, at, from)
}

const beforeNoun = new Set(
  'a an the these those our its their his her my your no any some each every of for with by in new more'.split(
    ' ',
  ),
)

/** "A shared alert", "of trained staff": a participle that belongs to a noun. */
function isAttribute(words: readonly Word[], at: number, from: number): boolean {
  return at > from && beforeNoun.has(lastBefore(words, at))
}

function presentAt(words: readonly Word[], at: number, from: number): VerbGroup | undefined {
  const low = lowAt(words, at)
  const before = lastBefore(words, at)
  const afterPronoun = pronouns.has(before) && isWord(words[at] ?? noWord) && !adverbs.has(low)
  // A verb in -s may open a second predicate; other forms at the start would be orders. Before another verb it is a noun ("alcohol use … was").
  const isPlace = at > from ? !isAfterDeterminer(before) : /[^s]s$/.test(low)
  const known = presentVerbs.has(low) && isPlace && !isReducedRelative(words, at)
  if (!afterPronoun && !known) return undefined
  return { from: at, to: at + 1, tense: 'present', passive: false, verb: low }
}

const noWord: Word = { text: '', low: '', start: 0, end: 0, isQuoted: false }
const determiners = new Set(
  'a an the this that these those our their its his her my your no any some each every of to for and or by in with'.split(
    ' ',
  ),
)

function isAfterDeterminer(before: string): boolean {
  return determiners.has(before) || before === ''
}

function lastBefore(words: readonly Word[], at: number): string {
  for (let index = at - 1; index >= 0; index--) {
    const low = lowAt(words, index)
    if (!adverbs.has(low)) return low
  }
  return ''
}

type Opening = (words: readonly Word[], at: number) => VerbGroup

const openings: readonly (readonly [ReadonlySet<string>, Opening])[] = [
  [auxiliaries.future, (words, at) => simple(words, at, 'future')],
  [auxiliaries.modal, (words, at) => simple(words, at, 'modal')],
  [auxiliaries.doPresent, (words, at) => simple(words, at, 'present')],
  [auxiliaries.doPast, (words, at) => simple(words, at, 'past')],
  [auxiliaries.havePresent, have],
  [auxiliaries.havePast, (words, at) => ({ ...have(words, at), tense: 'past' })],
  [auxiliaries.bePast, (words, at) => ({ ...be(words, at), tense: 'past' })],
  [auxiliaries.bePresent, be],
]

function withAuxiliary(words: readonly Word[], at: number, low: string): VerbGroup | undefined {
  return openings.find(([forms]) => forms.has(low))?.[1](words, at)
}

function simple(words: readonly Word[], at: number, tense: Tense): VerbGroup {
  const next = afterAdverbs(words, at + 1)
  const passive = next.low === 'be' && isParticiple(afterAdverbs(words, next.at + 1).low)
  const main = passive ? afterAdverbs(words, next.at + 1) : next
  return { from: at, to: Math.min(main.at + 1, words.length), tense, passive, verb: main.low }
}

function have(words: readonly Word[], at: number): VerbGroup {
  const next = afterAdverbs(words, at + 1)
  if (!isParticiple(next.low))
    return { from: at, to: at + 1, tense: 'present', passive: false, verb: 'have' }
  if (next.low !== 'been') {
    return { from: at, to: next.at + 1, tense: 'perfect', passive: false, verb: next.low }
  }
  const main = afterAdverbs(words, next.at + 1)
  const going = isGoingOn(main.low)
  const tense = going ? 'progressive' : 'perfect'
  return { from: at, to: main.at + 1, tense, passive: isParticiple(main.low), verb: main.low }
}

function be(words: readonly Word[], at: number): VerbGroup {
  const next = afterAdverbs(words, at + 1)
  const base = { from: at, to: next.at + 1, verb: next.low }
  if (next.low === 'being') {
    const main = afterAdverbs(words, next.at + 1)
    return { from: at, to: main.at + 1, tense: 'progressive', passive: true, verb: main.low }
  }
  if (next.low === 'to' || (next.low === 'going' && lowAt(words, next.at + 1) === 'to')) {
    return { ...base, tense: 'future', passive: false }
  }
  if (isGoingOn(next.low)) return { ...base, tense: 'progressive', passive: false }
  if (isParticiple(next.low)) return { ...base, tense: 'present', passive: true }
  return { from: at, to: at + 1, tense: 'present', passive: false, verb: 'be' }
}

function afterAdverbs(words: readonly Word[], from: number): { low: string; at: number } {
  let at = from
  while (at < words.length && isBetween(words, at)) at += 1
  return { low: lowAt(words, at), at }
}

/** An adverb, or a comma beside one: "did, however, find". */
function isBetween(words: readonly Word[], at: number): boolean {
  if (lowAt(words, at) === ',')
    return isAdverb(lowAt(words, at + 1)) || isAdverb(lowAt(words, at - 1))
  return isAdverb(lowAt(words, at))
}

function isAdverb(low: string): boolean {
  return adverbs.has(low) || low.endsWith('ly')
}

/** Whether a word is the form of a verb that follows to have, or to be in the passive. */
export function isParticiple(low: string): boolean {
  return (
    irregularParticiples.has(low) ||
    (irregularPasts.has(low) && low !== 'did') ||
    (/[a-z]ed$/.test(low) && !describingWords.has(low)) ||
    low === 'set'
  )
}

function isPast(low: string): boolean {
  return irregularPasts.has(low) || (/[a-z]{2}ed$/.test(low) && !describingWords.has(low))
}

function isGoingOn(low: string): boolean {
  return (
    /[a-z]{2}ing$/.test(low) &&
    !/^(?:something|nothing|anything|everything|during|morning|evening)$/.test(low)
  )
}

/** "Recommendations identified in the review have been …": a participle whose clause has another, real verb. */
function isReducedRelative(words: readonly Word[], at: number): boolean {
  for (let index = at + 1; index < words.length; index++) {
    const low = lowAt(words, index)
    if (opensClause.has(low) || pronouns.has(low)) return false
    if (withAuxiliary(words, index, low)) return true
  }
  return false
}
