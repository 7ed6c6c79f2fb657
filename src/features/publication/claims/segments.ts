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
const leadsRelative = new Set(['of', 'to', 'for', 'with', 'from', 'by', 'on', 'about'])
const partsOf =
  /^(?:all|both|each|none|any|many|several|half|some|most|one|two|three|four|five|six|seven|eight|nine|ten|\d+)$/
const longestSubject = 10
const shortestPredicate = 4

/** Cuts a sentence where it makes several claims: at coordinated clauses, shared subjects, "with … ongoing", "noting that …", "which we are …". */
export function segmentsOf(text: string, sentence: Stretch): Segment[] {
  const words = wordsIn(text, sentence.start, sentence.end)
  const cuts: { at: number; joint: Joint }[] = [{ at: 0, joint: 'start' }]
  for (let at = 1; at < words.length; at++) {
    const joint = jointAt(words, at, cuts.at(-1) ?? { at: 0, joint: 'start' })
    if (joint) cuts.push({ at: joint === 'which' ? whereRelativeBegins(words, at) : at, joint })
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

type Spot = {
  readonly words: readonly Word[]
  readonly at: number
  readonly low: string
  /** The mark before the word, if it is one. */
  readonly mark: string
  /** What stands between the last cut and here. */
  readonly left: readonly Word[]
  readonly joint: Joint
}

/** Where a sentence may be cut, as a table: the first line that fits the word decides. */
const joints: readonly {
  readonly fits: (spot: Spot) => boolean
  readonly joint: (spot: Spot) => Joint | undefined
}[] = [
  {
    fits: ({ low, mark }) => low === 'with' && mark !== '',
    joint: ({ words, at }) => (isGoingOnClause(words, at) ? 'with' : undefined),
  },
  { fits: ({ low, mark }) => reporting.has(low) && mark !== '', joint: () => 'noting' },
  {
    fits: ({ low, mark }) => counts.test(low) && mark === ',',
    joint: ({ words, at }) => (isShortClause(words, at) ? 'clause' : undefined),
  },
  {
    fits: ({ mark }) => mark === ';' || mark === ':',
    joint: ({ words, at }) => (clauseFrom(words, at) ? 'clause' : undefined),
  },
  {
    fits: ({ low, mark }) => low === 'something' && mark !== '',
    joint: ({ words, at }) => (clauseFrom(words, at + 2) ? 'which' : undefined),
  },
  { fits: ({ low }) => coordinators.has(low), joint: coordinated },
]

function jointAt(
  words: readonly Word[],
  at: number,
  last: { readonly at: number; readonly joint: Joint },
): Joint | undefined {
  const left = words.slice(last.at, at)
  const low = lowAt(words, at)
  if (low === 'which') return isRelativeClaim(words, at, left) ? 'which' : undefined
  // Nothing is cut off before the sentence has said something.
  const hasVerb = findVerbGroup(left, last.joint === 'start' ? 0 : 1)
  if (!hasVerb && last.joint !== 'same-subject') return undefined
  const mark = /^[,;:–—]$/.exec(lowAt(words, at - 1))?.[0] ?? ''
  const spot: Spot = { words, at, low, mark, left, joint: last.joint }
  return joints.find((one) => one.fits(spot))?.joint(spot)
}

function coordinated({ words, at, mark, left, joint }: Spot): Joint | undefined {
  if (complementisers.has(lowAt(words, at + 1))) return undefined
  // What is joined within "that …" belongs to what is reported; what staff are noted to have done are facts each.
  const isOpen = joint !== 'noting' && isInsideComplement(left)
  if (isOpen && mark === '') return undefined
  if (isPredicate(words, at + 1)) return isOpen ? undefined : 'same-subject'
  return clauseFrom(words, at + 1) ? 'clause' : undefined
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
  if (!group || group.from > longestSubject) return undefined
  if (rest.slice(0, group.from).every((word) => isAdverb(word.low))) return undefined
  // A verb that comes only after another "and" or a "that" belongs to a longer list, not to this clause.
  const subject = rest.slice(0, group.from)
  return subject.some((word) => coordinators.has(word.low) || word.low === 'that')
    ? undefined
    : group
}

/** "… and placed …", "… and is expected …": a second verb for the same subject, with enough words to say something. */
function isPredicate(words: readonly Word[], from: number): boolean {
  let at = from
  while (isAdverb(lowAt(words, at))) at += 1
  const opens =
    opensWithAuxiliary(lowAt(words, at)) ||
    isPastPredicate(words, at) ||
    isThirdPerson(lowAt(words, at))
  return opens && words.length - from >= shortestPredicate
}

function isAdverb(low: string): boolean {
  return adverbs.has(low) || low.endsWith('ly')
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

/** "all of which we have accepted", "to which we will return": what stands before "which" belongs to it, not to the claim before. */
function whereRelativeBegins(words: readonly Word[], at: number): number {
  if (!leadsRelative.has(lowAt(words, at - 1))) return at
  const isPart = lowAt(words, at - 1) === 'of' && partsOf.test(lowAt(words, at - 2))
  return isPart ? at - 2 : at - 1
}

/** "which partner organisations are following up": a relative clause with a subject of its own. */
function isRelativeClaim(words: readonly Word[], at: number, left: readonly Word[]): boolean {
  const group = findVerbGroup(words.slice(at + 1))
  if (!group || group.from === 0 || group.from > 5 || !findVerbGroup(left)) return false
  return group.tense === 'progressive' || group.tense === 'future' || group.tense === 'perfect'
}
