/** Finds words one typing error away from a known one, by the words that both give when a letter is left out. */
export type NearMisses = ReadonlyMap<string, readonly string[]>

/** Index of words by every word that is left when one letter is dropped, made once for each case. */
export function indexNearMisses(words: Iterable<string>): NearMisses {
  const index = new Map<string, string[]>()
  for (const word of words)
    for (const shorter of withOneLetterLess(word)) {
      const list = index.get(shorter)
      if (list) list.push(word)
      else index.set(shorter, [word])
    }
  return index
}

/** The known words that one error away from this one: a letter left out, added, wrong, or two that changed places. */
export function nearMissesOf(index: NearMisses, word: string): readonly string[] {
  const found = new Set<string>()
  for (const shorter of withOneLetterLess(word))
    for (const known of index.get(shorter) ?? [])
      if (known !== word && isOneErrorAway(known, word)) found.add(known)
  return [...found]
}

/** Whether two words differ by exactly one typing error. */
export function isOneErrorAway(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const [restA, restB] = [a.slice(start), b.slice(start)]
  if (a.length < b.length) return restA === restB.slice(1)
  if (a.length > b.length) return restA.slice(1) === restB
  return restA.slice(1) === restB.slice(1) || isSwap(restA, restB)
}

function isSwap(a: string, b: string): boolean {
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)
}

function* withOneLetterLess(word: string): Generator<string> {
  yield word
  for (let at = 0; at < word.length; at++) yield word.slice(0, at) + word.slice(at + 1)
}
