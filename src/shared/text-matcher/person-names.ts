import { foldings, fold } from './fold.ts'
import { isCommonForename, otherNames } from './nicknames.ts'
import { isOrdinaryWord } from './ordinary-words.ts'
import type { CaseEntry } from './types.ts'

/** One name of a person. A piece is half of a double name ("Lewis" of "Cooper-Lewis"). */
export type NamePart = {
  readonly person: Person
  readonly key: string
  readonly role: 'given' | 'middle' | 'surname' | 'piece'
  readonly nickname: boolean
  readonly ordinary: boolean
  /** Which of the person's names this stands for: "Kate" stands for "Katherine". */
  readonly slot: number
}

/** How a word of a text comes to be a name of the case. */
export type WordSense = {
  readonly part: NamePart
  readonly how: 'same' | 'plural' | 'username' | 'typing-error' | 'inside'
}

/** A person of the case file as the matcher knows them. */
export type Person = {
  readonly entry: CaseEntry
  readonly parts: NamePart[]
  /** The first letter of each name, in order. */
  readonly initials: readonly string[]
  /** Known by initials only, like "F.L.". */
  readonly onlyInitials: boolean
}

type Word = { readonly text: string; readonly isInitial: boolean }

const titles = new Set(
  'mr mrs ms miss mx dr prof professor sir dame lord lady rev revd reverend father sister brother master judge sgt pc dc di jr sr junior senior'.split(
    ' ',
  ),
)
const particles = new Set(
  'van von der den de del della di da do dos du la le el al bin bint ibn ben ter ten st mac mc o ap abu zu af av ould ou'.split(
    ' ',
  ),
)

/** Reads one written name ("Mr John R. Smith", "Smith, John", "J. Smith", "F.L."). */
export function readPerson(entry: CaseEntry, written: string): Person {
  const words = wordsOf(written)
  const names = words.filter((word) => !word.isInitial)
  const person: Person = {
    entry,
    parts: [],
    initials: words.map((word) => initialOf(word.text)).filter((letter) => letter !== ''),
    onlyInitials: names.length === 0,
  }
  const surnameFrom = surnameStart(words)
  words.forEach((word, slot) => {
    if (word.isInitial || slot > surnameFrom) return
    const role = slot === surnameFrom ? 'surname' : slot === 0 ? 'given' : 'middle'
    const whole =
      role === 'surname'
        ? words
            .slice(slot)
            .map((one) => one.text)
            .join(' ')
        : word.text
    addName(person, { text: whole, role, slot })
  })
  return person
}

/** Whether a word is a title before a name. */
export function isTitle(key: string): boolean {
  return titles.has(key)
}

type Name = {
  readonly text: string
  readonly role: 'given' | 'middle' | 'surname'
  readonly slot: number
}

function addName(person: Person, { text, role, slot }: Name): void {
  for (const key of foldings(text)) add(person, { key, role, slot, nickname: false })
  for (const key of spelledAnotherWay(fold(text))) add(person, { key, role, slot, nickname: false })
  const pieces = text.split(/[-\s'’‘`´\u2010-\u2015]+/).map(fold)
  if (pieces.length > 1)
    for (const key of pieces)
      if (key.length > 2 && !particles.has(key))
        add(person, { key, role: 'piece', slot, nickname: false })
  // The only name that is known may be a forename, and a surname is often one too; nicknames go with given names only.
  if (role === 'given' || person.initials.length === 1)
    for (const key of otherNames(text)) add(person, { key, role: 'given', slot, nickname: true })
}

function add(person: Person, part: Omit<NamePart, 'person' | 'ordinary'>): void {
  if (part.key === '' || person.parts.some((one) => one.key === part.key && one.slot === part.slot))
    return
  person.parts.push({ ...part, person, ordinary: isOrdinaryWord(part.key) })
}

// McDonald, MacDonald and Macdonald are one name to people who write it down from hearing it.
function spelledAnotherWay(key: string): readonly string[] {
  const mac = /^mac(?=[^aeiouhk].{2})/.exec(key) ?? /^mac(?=a.{4})/.exec(key)
  if (mac) return [`mc${key.slice(3)}`]
  return /^mc.{3}/.test(key) ? [`mac${key.slice(2)}`] : []
}

function wordsOf(written: string): readonly Word[] {
  const [before = '', after] = written.split(/,\s*/, 2)
  const turned = after === undefined || isTitle(fold(after)) ? before : `${after} ${before}`
  return turned
    .replace(/[("“”)]/g, ' ')
    .split(/\s+|(?<=\p{Lu}\.)(?=-?\p{Lu})/u)
    .map((text) => ({ text, isInitial: /^-?\p{Lu}\p{M}*\.?$/u.test(text) }))
    .filter((word) => fold(word.text) !== '' && (word.isInitial || !isTitle(fold(word.text))))
}

function surnameStart(words: readonly Word[]): number {
  let start = words.length - 1
  // "Smith K.": the surname stands before its initials.
  while (start > 0 && words[start]?.isInitial) start -= 1
  while (start > 1 && particles.has(fold(words[start - 1]?.text ?? ''))) start -= 1
  return start
}

function initialOf(text: string): string {
  return fold(text).slice(0, 1)
}

/** Whether a middle name says so little that alone it is only a question. */
export function isCommonMiddle(part: NamePart): boolean {
  return (
    part.role === 'middle' && (part.ordinary || part.key.length < 4 || isCommonForename(part.key))
  )
}
