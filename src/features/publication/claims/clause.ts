import type { Segment } from './segments.ts'
import { classOfSubject } from './subjects.ts'
import type { SubjectClass } from './subjects.ts'
import { findVerbGroup } from './verb-group.ts'
import type { Tense, VerbGroup } from './verb-group.ts'
import { wordsIn } from './words.ts'
import type { Word } from './words.ts'
import { adverbs, auxiliaries } from './word-lists.ts'

/** A part of a sentence as the rules see it. */
export type Clause = {
  readonly words: string
  readonly subjectWords: string
  readonly subject: SubjectClass
  readonly tense: Tense | undefined
  readonly passive: boolean
  readonly verb: string
  /** What stands after the verb. */
  readonly rest: string
}

/** The words before a list that its items go on from: "Since then the Trust has:". */
export type LeadIn = { readonly words: string; readonly clause: Clause | undefined }

/** What is known when a clause is read. */
export type Known = {
  readonly publisher?: string | undefined
  /** The clause before it in the same sentence. */
  readonly before?: Clause | undefined
  readonly leadIn?: LeadIn | undefined
}

const subordinators = new Set(
  'when since after before as if although though while once because until whereas'.split(' '),
)
const prepositions = new Set(
  `in on at by for from to with within without over under during following through across between among
   despite given according as since after before until around about towards of into alongside together`.split(
    /\s+/,
  ),
)
const otherLeads =
  /^(?:\w+ly|today|now|however|also|overall|meanwhile|instead|first|second|third|every|each|this|last|next|earlier|later)$/
const adverbLeads = /^(?:\w+ly|today|now|however|also|overall|meanwhile|instead|earlier|later)$/
const nothing: Omit<Clause, 'words'> = {
  subjectWords: '',
  subject: 'none',
  tense: undefined,
  passive: false,
  verb: '',
  rest: '',
}

/** Reads who does what and when in one part of a sentence. */
export function readClause(text: string, segment: Segment, known: Known): Clause {
  const written = text.slice(segment.start, segment.end)
  const words = wordsIn(written)
  switch (segment.joint) {
    case 'with':
      return { ...nothing, words: written, tense: 'progressive' }
    case 'same-subject':
      return sameSubject(written, words, known)
    case 'noting':
    case 'which':
      return fromWords(written, words, { ...known, from: afterOpening(words) })
    case 'clause':
    case 'start':
      return known.leadIn
        ? itemClause(written, known)
        : fromWords(written, words, { ...known, from: afterLead(words) })
  }
}

/** "noting that", "which", "something that", "all of which": where the clause proper begins. */
function afterOpening(words: readonly Word[]): number {
  if (words[2]?.low === 'which') return 3
  return ['that', 'which'].includes(words[1]?.low ?? '') ? 2 : 1
}

function sameSubject(written: string, words: readonly Word[], known: Known): Clause {
  const own = fromWords(written, words, { ...known, from: 0 })
  const before = known.before
  if (!before) return own
  const goesOn = own.tense === 'past' && before.tense === 'perfect'
  return {
    ...own,
    subject: before.subject,
    subjectWords: before.subjectWords,
    tense: goesOn ? 'perfect' : own.tense,
  }
}

/** An item of a list is read as if the words that introduce the list stood before it. */
function itemClause(written: string, known: Known): Clause {
  const lead = known.leadIn?.words ?? ''
  const joined = `${lead} ${written}`
  const words = wordsIn(joined)
  const clause = fromWords(joined, words, { ...known, from: afterLead(words) })
  const own = fromWords(written, wordsIn(written), { ...known, from: 0 })
  const hasOwnSubject = own.tense !== undefined && own.subjectWords !== ''
  return hasOwnSubject && !isOpenLeadIn(lead) ? own : { ...clause, words: written }
}

/** Whether the words before a list need an item to be a sentence: "the Trust has", "we will". */
export function isOpenLeadIn(lead: string): boolean {
  const last = wordsIn(lead).at(-1)?.low ?? ''
  return (
    last === 'to' || last === 'been' || Object.values(auxiliaries).some((forms) => forms.has(last))
  )
}

/** Reads the words before a list, without the colon. */
export function readLeadIn(text: string, publisher: string | undefined): LeadIn {
  const sentence = /[^.!?]*$/.exec(text.replace(/[:\s]+$/, ''))?.[0].trim() ?? ''
  const lead = sentence
    .replace(/^["“]/, '')
    .replace(/\b(?:the following(?: \w+)?|as follows)$/i, '')
    .trim()
  const words = wordsIn(lead)
  return { words: lead, clause: fromWords(lead, words, { publisher, from: afterLead(words) }) }
}

function fromWords(
  written: string,
  words: readonly Word[],
  known: Known & { readonly from: number },
): Clause {
  const group = findVerbGroup(words, known.from)
  if (!group) return { ...nothing, words: written }
  const subjectWords = subjectBefore(written, words, { group, from: known.from })
  return {
    words: written,
    subjectWords,
    subject: classOfSubject(subjectWords, known.publisher),
    tense: group.tense,
    passive: group.passive,
    verb: group.verb,
    rest: written.slice(words[group.to - 1]?.end ?? written.length),
  }
}

function subjectBefore(
  written: string,
  words: readonly Word[],
  at: { readonly group: VerbGroup; readonly from: number },
): string {
  const first = words[at.from]
  const last = words.slice(at.from, at.group.from).findLast((word) => !isAside(word))
  if (!first || !last) return ''
  // "By the autumn we will": only the pronoun next to the verb is the subject.
  if (/^(?:we|i|they|she|he|it)(?:'\w+)?$/.test(last.low)) return last.text
  const subject = written.slice(first.start, last.end)
  return prepositions.has(first.low) ? '' : subject
}

function isAside(word: Word): boolean {
  return adverbs.has(word.low) || word.low.endsWith('ly') || word.text === ','
}

/** Where the subject begins: after "Locally,", "To address …," or "When the family went home,". */
function afterLead(words: readonly Word[]): number {
  const first = words[0]?.low ?? ''
  if (subordinators.has(first)) return afterSubordinate(words)
  if (!prepositions.has(first) && !otherLeads.test(first)) return 0
  const comma = words.findIndex((word, at) => word.text === ',' && findVerbGroup(words, at + 1))
  if (comma > 0 && !hasAuxiliary(words.slice(0, comma))) return comma + 1
  return adverbLeads.test(first) ? 1 : 0
}

/** "When the family went home, …" and "Since the review was completed the Trust has …". */
function afterSubordinate(words: readonly Word[]): number {
  const first = findVerbGroup(words, 1)
  const second = first && findVerbGroup(words, first.to)
  if (!second) return 0
  const comma = words.findIndex(
    (word, at) => word.text === ',' && at >= first.to && at < second.from,
  )
  return comma > 0 ? comma + 1 : first.to
}

/** A verb with an auxiliary before the comma is the verb of the sentence, not part of a lead. */
function hasAuxiliary(words: readonly Word[]): boolean {
  const group = findVerbGroup(words, 1)
  const verb = group && words[group.from]?.low
  return verb !== undefined && Object.values(auxiliaries).some((forms) => forms.has(verb))
}
