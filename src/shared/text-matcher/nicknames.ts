import { fold } from './fold.ts'
import { furtherForenames, nicknameList } from './nickname-list.ts'

type Group = { readonly spellings: readonly string[]; readonly called: readonly string[] }

const groups: readonly Group[] = nicknameList
  .split(/[;\n]/)
  .filter((line) => line.includes(':'))
  .map((line) => {
    const [spellings = '', called = ''] = line.split(':')
    return { spellings: wordsOf(spellings), called: wordsOf(called) }
  })

const bySpelling = indexBy((group) => group.spellings)
const byNickname = indexBy((group) => group.called)

/**
 * What else a person with this forename may be called: for a full name its nicknames and other spellings, for a
 * nickname the names that it stands for and their other nicknames. Folded.
 */
export function otherNames(forename: string): ReadonlySet<string> {
  const name = fold(forename)
  const all = new Set<string>()
  for (const group of [...(bySpelling.get(name) ?? []), ...(byNickname.get(name) ?? [])])
    for (const other of [...group.spellings, ...group.called]) all.add(other)
  all.delete(name)
  return all
}

/** Whether this is a forename that many people have, so that it says little by itself. */
export function isCommonForename(name: string): boolean {
  return bySpelling.has(name) || moreForenames.has(name)
}

/** Whether this is any forename or nickname that Heed knows. */
export function isForename(name: string): boolean {
  return isCommonForename(name) || byNickname.has(name)
}

const moreForenames: ReadonlySet<string> = new Set(wordsOf(furtherForenames))

function indexBy(
  names: (group: Group) => readonly string[],
): ReadonlyMap<string, readonly Group[]> {
  const index = new Map<string, Group[]>()
  for (const group of groups)
    for (const name of names(group)) index.set(name, [...(index.get(name) ?? []), group])
  return index
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/).filter(Boolean)
}
