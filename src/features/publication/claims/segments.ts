import type { Stretch } from './sentences.ts'
import { trimmed } from './sentences.ts'
import { findVerbGroup } from './verb-group.ts'
import type { VerbGroup } from './verb-group.ts'
import { auxiliaries, irregularPasts, presentVerbs, adverbs } from './word-lists.ts'
import { wordsIn } from './words.ts'
import type { Word } from './words.ts'

/** How a part of a sentence hangs on what stands before it. */
export type Joint = 'start' | 'clause' | 'same-subject' | 'with' | 'noting' | 'which'
/** A part of a sentence that can make a claim of its own. */
export type Segment = Stretch & { readonly joint: Joint }

const coordinators = new Set(['and', 'but', 'while', 'whereas', 'yet', 'so'])
const complementisers = new Set(['that', 'how', 'whether', 'what', 'why', 'if'])
const reporting = new Set(
  'noting adding saying stressing confirming explaining acknowledging finding concluding stating'.split(
    ' ',
  ),
)
const goingOn =
  /^(?:ongoing|underway|under|planned|continuing|due|scheduled|expected|taking|being|now|in)$/
const beginsObject = new Set(
  `a an the its their his her our my that this to by in on with for at all every each new more how`.split(
    /\s+/,
  ),
)
/** Verbs that only go on describing what was named. */
const describes = /^(?:includes|covers|means|provides|contains|applies)$/
const counts = /^(?:one|two|three|four|five|six|seven|eight|nine|ten|some|others|both|most|\d+)$/
const longestSubject = 10
const shortestPredicate = 4

/** Cuts a sentence where it makes several claims: at coordinated clauses, shared subjects, "with … ongoing", "noting that …", "which we are …". */
export function segmentsOf(text: string, sentence: Stretch): Segment[] {
  const words = wordsIn(text, sentence.start, sentence.end)
  const cuts: { at: number; joint: Joint }[] = [{ at: 0, joint: 'start' }]
  for (let at = 1; at < words.length; at++) {
    const joint = jointAt(words, at, cuts.at(-1) ?? { at: 0, joint: 'start' })
    if (joint) cuts.push({ at, joint })
  }
  return cuts.flatMap(({ at, joint }, index) => {
    const from = words[at]?.start ?? sentence.start
    const next = cuts[index + 1]
    const to = (next && words[next.at]?.start) ?? sentence.end
    const start = joint === 'clause' || joint === 'same-subject' ? afterConnector(words, at) : from
    const stretch = trimmed(text, { start: index === 0 ? sentence.start : start, end: to })
    return stretch.end > stretch.start ? [{ ...stretch, joint }] : []
  })
}

function afterConnector(words: readonly Word[], at: number): number {
  return words[coordinators.has(lowAt(words, at)) ? at + 1 : at]?.start ?? 0
}

function lowAt(words: readonly Word[], at: number): string {
  return words[at]?.low ?? ''
}

function jointAt(
  words: readonly Word[],
  at: number,
  last: { readonly at: number; readonly joint: Joint },
): Joint | undefined {
  const low = lowAt(words, at)
  const afterComma = /^[,;:–—]$/.test(lowAt(words, at - 1))
  const left = words.slice(last.at, at)
  if (low === 'which') return isRelativeClaim(words, at, left) ? 'which' : undefined
  if (!findVerbGroup(left, last.joint === 'start' ? 0 : 1) && last.joint !== 'same-subject')
    return undefined
  if (low === 'with' && afterComma) return isGoingOnClause(words, at) ? 'with' : undefined
  if (reporting.has(low) && afterComma) return 'noting'
  if (counts.test(low) && afterComma && lowAt(words, at - 1) === ',')
    return isShortClause(words, at) ? 'clause' : undefined
  if (/^[;:]$/.test(lowAt(words, at - 1))) return clauseFrom(words, at) ? 'clause' : undefined
  if (low === 'something' && afterComma) return clauseFrom(words, at + 2) ? 'which' : undefined
  return coordinators.has(low)
    ? coordinated(words, at, { left, afterComma, joint: last.joint })
    : undefined
}

type Before = {
  readonly left: readonly Word[]
  readonly afterComma: boolean
  readonly joint: Joint
}

function coordinated(words: readonly Word[], at: number, before: Before): Joint | undefined {
  if (complementisers.has(lowAt(words, at + 1))) return undefined
  const isOpen = isInsideComplement(before.left)
  if (isOpen && !before.afterComma && before.joint !== 'noting') return undefined
  if (isPredicate(words, at + 1)) {
    return isOpen && before.joint !== 'noting' ? undefined : 'same-subject'
  }
  return clauseFrom(words, at + 1) && (!isOpen || before.afterComma) ? 'clause' : undefined
}

/** "…, two are on track, …": clauses that are only listed. */
function isShortClause(words: readonly Word[], at: number): boolean {
  const group = findVerbGroup(words.slice(at))
  return group !== undefined && group.from > 0 && group.from <= 3
}

/** Whether the left side is still within "that …" or "how …": what is joined there belongs to what is reported. */
function isInsideComplement(left: readonly Word[]): boolean {
  const at = left.findLastIndex((word, index) => index > 0 && complementisers.has(word.low))
  return at > 0
}

function clauseFrom(words: readonly Word[], from: number): VerbGroup | undefined {
  const rest = words.slice(from)
  const stop = rest.findIndex((word, index) => index > 0 && /^[;:–—]$/.test(word.text))
  const group = findVerbGroup(stop > 0 ? rest.slice(0, stop) : rest)
  if (!group || group.from === 0 || group.from > longestSubject) return undefined
  // A verb that comes only after another "and" or a "that" belongs to a longer list, not to this clause.
  const subject = rest.slice(0, group.from)
  return subject.some((word) => coordinators.has(word.low) || word.low === 'that')
    ? undefined
    : group
}

/** "… and placed …", "… and is expected …": a second verb for the same subject, with enough words to say something. */
function isPredicate(words: readonly Word[], from: number): boolean {
  let at = from
  while (adverbs.has(lowAt(words, at)) || /ly$/.test(lowAt(words, at))) at += 1
  const opens =
    opensWithAuxiliary(lowAt(words, at)) ||
    isPastPredicate(words, at) ||
    isThirdPerson(lowAt(words, at))
  return opens && words.length - from >= shortestPredicate
}

function opensWithAuxiliary(low: string): boolean {
  return Object.values(auxiliaries).some((forms) => forms.has(low))
}

/** A past that takes an object or a place; before a bare noun a word in -ed describes it ("improved outcomes"). */
function isPastPredicate(words: readonly Word[], at: number): boolean {
  const low = lowAt(words, at)
  if (irregularPasts.has(low)) return true
  const next = words[at + 1]
  return (
    /[a-z]{2}ed$/.test(low) && next !== undefined && (next.isQuoted || beginsObject.has(next.low))
  )
}

function isThirdPerson(low: string): boolean {
  return presentVerbs.has(low) && /[^s]s$/.test(low) && !describes.test(low)
}

/** "with work ongoing to …", "with a second round under way". */
function isGoingOnClause(words: readonly Word[], at: number): boolean {
  return words.slice(at + 1, at + 8).some((word) => goingOn.test(word.low))
}

/** "which partner organisations are following up": a relative clause with a subject of its own. */
function isRelativeClaim(words: readonly Word[], at: number, left: readonly Word[]): boolean {
  const group = findVerbGroup(words.slice(at + 1))
  if (!group || group.from === 0 || group.from > 5 || !findVerbGroup(left)) return false
  return group.tense === 'progressive' || group.tense === 'future' || group.tense === 'perfect'
}
