import { gapAfter } from './tokens.ts'
import type { Gap, Tokens } from './tokens.ts'

/** A tree of letters and digits: finds values however they are spaced, hyphenated or punctuated. */
export type LetterTree<T> = { readonly next: Map<string, LetterTree<T>>; readonly values: T[] }
/** A value found from one word to another, with what stood between its words. */
export type TreeMatch<T> = {
  readonly value: T
  readonly last: number
  readonly gaps: readonly Gap[]
}

/** A tree without a value. */
export function emptyTree<T>(): LetterTree<T> {
  return { next: new Map(), values: [] }
}

/** Puts a value under its letters and digits. */
export function plant<T>(tree: LetterTree<T>, key: string, value: T): void {
  let node = tree
  for (const letter of key) {
    let next = node.next.get(letter)
    if (!next) node.next.set(letter, (next = emptyTree()))
    node = next
  }
  node.values.push(value)
}

/** All values that begin at this word and end with a word. */
export function climb<T>(
  tree: LetterTree<T>,
  tokens: Tokens,
  first: number,
): readonly TreeMatch<T>[] {
  let node = along(tree, tokens.keys[first] ?? '')
  if (!node) return nothing
  const matches: TreeMatch<T>[] = []
  const gaps: Gap[] = []
  for (let last = first; node; last++) {
    for (const value of node.values) matches.push({ value, last, gaps: [...gaps] })
    const key = tokens.keys[last + 1]
    const next: LetterTree<T> | undefined = key === undefined ? undefined : along(node, key)
    if (!next) break
    const gap = gapAfter(tokens, last)
    if (gap === 'barrier') break
    gaps.push(gap)
    node = next
  }
  return matches
}

const nothing: readonly never[] = []

function along<T>(tree: LetterTree<T>, letters: string): LetterTree<T> | undefined {
  let node: LetterTree<T> | undefined = tree
  for (let at = 0; at < letters.length && node; at++) node = node.next.get(letters[at] ?? '')
  return node
}
