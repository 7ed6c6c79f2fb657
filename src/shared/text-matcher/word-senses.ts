import type { CompiledCase } from './compile.ts'
import { nearMissesOf } from './near-miss.ts'
import type { NamePart, WordSense } from './person-names.ts'

const noSenses: readonly WordSense[] = []
// A text's vocabulary is small; this keeps a server that runs for weeks from remembering all of them.
const mostRemembered = 50_000

// No name is longer; a hostile text may hold a word of a million letters.
const longestWord = 60

/** What a folded word can mean in this case: the best reading only. */
export function sensesOf(compiled: CompiledCase, key: string): readonly WordSense[] {
  const known = compiled.senses.get(key)
  if (known) return known
  if (compiled.senses.size >= mostRemembered) compiled.senses.clear()
  const senses = workOut(compiled, key)
  compiled.senses.set(key, senses)
  return senses
}

function workOut(compiled: CompiledCase, key: string): readonly WordSense[] {
  if (key.length < 2 || key.length > longestWord || /^\d+$/.test(key)) return noSenses
  const same = compiled.parts.get(key)
  if (same) return same.map((part) => ({ part, how: 'same' }))
  for (const read of [plural, username, misread, mistyped, inside]) {
    const senses = read(compiled, key)
    if (senses.length > 0) return senses
  }
  return noSenses
}

/** "the MacLeods", "Katherines" where the apostrophe was left out. */
function plural(compiled: CompiledCase, key: string): readonly WordSense[] {
  const parts = key.endsWith('s') ? compiled.parts.get(key.slice(0, -1)) : undefined
  return (parts ?? [])
    .filter((part) => part.key.length > 2)
    .map((part) => ({ part, how: 'plural' }))
}

/** "katemacleod", "kmacleod92", "macleodk", "rose07": names and initials run together. */
function username(compiled: CompiledCase, key: string): readonly WordSense[] {
  const letters = key.replace(/^\d+|\d+$/g, '')
  if (letters.length < 3 || /\d/.test(letters)) return noSenses
  const whole = letters.length < key.length ? compiled.parts.get(letters) : undefined
  if (whole) return whole.map((part) => ({ part, how: 'username' }))
  const found: WordSense[] = []
  for (let cut = 1; cut < letters.length; cut++) {
    const [before, after] = [letters.slice(0, cut), letters.slice(cut)]
    found.push(...together(compiled, after, before))
    if (after.length < 3) found.push(...together(compiled, before, after))
  }
  return found
}

function together(compiled: CompiledCase, name: string, letters: string): readonly WordSense[] {
  const parts = compiled.parts.get(name)
  if (!parts) return noSenses
  return parts
    .filter((part) => goesWith(part, letters, compiled))
    .map((part) => ({ part, how: 'username' }))
}

/** Whether these letters are another name of the same person, or one or two of their initials. */
function goesWith(part: NamePart, letters: string, compiled: CompiledCase): boolean {
  if (part.key.length < 3) return false
  if (
    compiled.parts
      .get(letters)
      ?.some((other) => other.person === part.person && other.slot !== part.slot)
  )
    return true
  if (part.nickname || letters.length > 2) return false
  const others = part.person.initials.toSpliced(part.slot, 1)
  return letters.length === 1 ? others.includes(letters) : others.join('').includes(letters)
}

/** Figures for letters, as a scanner reads them: "MacLe0d". */
function misread(compiled: CompiledCase, key: string): readonly WordSense[] {
  if (!/\d/.test(key) || !/[a-z]{2}/.test(key)) return noSenses
  const letters = key.replaceAll('0', 'o').replaceAll('5', 's')
  const readings = [letters.replaceAll('1', 'l'), letters.replaceAll('1', 'i')]
  const parts = readings.map((reading) => compiled.parts.get(reading)).find(Boolean) ?? []
  return parts.filter((part) => part.key.length > 3).map((part) => ({ part, how: 'typing-error' }))
}

function mistyped(compiled: CompiledCase, key: string): readonly WordSense[] {
  if (key.length < 3 || /\d/.test(key)) return noSenses
  return nearMissesOf(compiled.near, key).flatMap((known) =>
    (compiled.parts.get(known) ?? []).map((part): WordSense => ({ part, how: 'typing-error' })),
  )
}

/** A long name at the beginning or the end of a longer word. */
function inside(compiled: CompiledCase, key: string): readonly WordSense[] {
  for (let length = key.length - 2; length >= 6; length--)
    for (const piece of [key.slice(0, length), key.slice(-length)]) {
      const parts = compiled.parts.get(piece)?.filter((part) => !part.ordinary && !part.nickname)
      if (parts?.length) return parts.map((part) => ({ part, how: 'inside' }))
    }
  return noSenses
}
