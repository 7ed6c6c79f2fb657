import { fold, foldings } from './fold.ts'
import { emptyTree, plant } from './letter-tree.ts'
import type { LetterTree } from './letter-tree.ts'
import { indexNearMisses } from './near-miss.ts'
import type { NearMisses } from './near-miss.ts'
import { readPerson } from './person-names.ts'
import type { NamePart, Person } from './person-names.ts'
import { tokenise } from './tokens.ts'
import type { CaseEntry, CaseFile } from './types.ts'
import { spellingsOf } from './value-spellings.ts'
import { writtenDateAt } from './written-dates.ts'
import type { WordSense } from './person-names.ts'

/** What may be found along several words. `natural` is how the words stand in the case file. */
export type Pattern =
  | {
      readonly kind: 'value'
      readonly entry: CaseEntry
      readonly natural: string
      readonly whole: boolean
      readonly written: string
    }
  | { readonly kind: 'part'; readonly part: NamePart; readonly natural: string }
  | { readonly kind: 'initials'; readonly person: Person }

/** A date of the case file; the year is missing where the file has none. */
export type KnownDate = { readonly entry: CaseEntry; readonly year: number | undefined }

/** A case file made ready for searching many texts. */
export type CompiledCase = {
  readonly parts: ReadonlyMap<string, readonly NamePart[]>
  readonly near: NearMisses
  readonly tree: LetterTree<Pattern>
  /** By day and month, "3-5". */
  readonly dates: ReadonlyMap<string, readonly KnownDate[]>
  /** What each word of the texts seen so far can mean in this case: words repeat. */
  readonly senses: Map<string, readonly WordSense[]>
}

// Words shorter than this have too many neighbours one letter away.
const shortestNearMiss = 4

/** Makes a case file ready: name parts by word, near misses, values as a letter tree, dates by day and month. */
export function compileCase(caseFile: CaseFile): CompiledCase {
  const parts = new Map<string, NamePart[]>()
  const tree = emptyTree<Pattern>()
  const dates = new Map<string, KnownDate[]>()
  for (const entry of caseFile)
    for (const written of [entry.canonical, ...(entry.alsoKnownAs ?? [])]) {
      if (entry.type === 'PERSON') addPerson({ parts, tree }, readPerson(entry, written), written)
      else if (!addDates(dates, entry, written)) addValue(tree, entry, written)
    }
  const long = [...parts.keys()].filter((key) => key.length >= shortestNearMiss)
  return { parts, near: indexNearMisses(long), tree, dates, senses: new Map() }
}

type Names = { readonly parts: Map<string, NamePart[]>; readonly tree: LetterTree<Pattern> }

function addPerson({ parts, tree }: Names, person: Person, written: string): void {
  for (const part of person.parts) {
    parts.set(part.key, [...(parts.get(part.key) ?? []), part])
    if (part.key.length > 3)
      plant(tree, part.key, { kind: 'part', part, natural: naturalOf(part, written) })
  }
  for (const key of initialsOf(person)) plant(tree, key, { kind: 'initials', person })
}

/** All initials together, and the first with the last; one alone only where nothing else is known. */
function initialsOf({ initials, onlyInitials }: Person): ReadonlySet<string> {
  const ends = `${initials[0] ?? ''}${initials.at(-1) ?? ''}`
  const all = initials.length > 2 ? [initials.join(''), ends] : [initials.join('')]
  return new Set(all.filter((key) => key.length > 1 || (onlyInitials && key !== '')))
}

/** The words of the case file that make up this part, so that "O'Connor" is not taken for a broken word. */
function naturalOf(part: NamePart, written: string): string {
  const words = tokenise(written).keys
  for (let first = 0; first < words.length; first++)
    for (let end = first + 1; end <= words.length; end++)
      if (words.slice(first, end).join('') === part.key) return words.slice(first, end).join(' ')
  return part.key
}

function addDates(dates: Map<string, KnownDate[]>, entry: CaseEntry, written: string): boolean {
  const tokens = tokenise(written)
  let found = false
  for (let at = 0; at < tokens.keys.length; at++) {
    const date = writtenDateAt(tokens, at)
    if (!date) continue
    const key = `${date.day}-${date.month}`
    dates.set(key, [...(dates.get(key) ?? []), { entry, year: date.year }])
    found = found || (date.first === 0 && date.last === tokens.keys.length - 1)
    at = date.last
  }
  return found
}

function addValue(tree: LetterTree<Pattern>, entry: CaseEntry, written: string): void {
  const planted = new Set<string>()
  for (const { text, whole } of spellingsOf(entry, written)) {
    const natural = tokenise(text).keys.join(' ')
    for (const key of foldings(text)) {
      if (key === '' || planted.has(key)) continue
      planted.add(key)
      plant(tree, key, {
        kind: 'value',
        entry,
        natural: key === fold(text) ? natural : key,
        whole,
        written: text,
      })
    }
  }
}
