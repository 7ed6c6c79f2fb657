import type { CompiledCase } from './compile.ts'
import type { NamePart } from './person-names.ts'
import { shape } from './tokens.ts'
import type { Tokens } from './tokens.ts'
import type { Why } from './types.ts'

/** A name part of the case, seen in a text from one word to another. */
export type Sighting = {
  readonly part: NamePart
  readonly how: 'same' | 'plural' | 'username' | 'typing-error' | 'inside' | 'split'
  readonly first: number
  readonly last: number
}

/** One text while it is searched. */
export type View = {
  readonly compiled: CompiledCase
  readonly tokens: Tokens
  readonly sightings: ReadonlyMap<number, readonly Sighting[]>
  /** The words that the text also writes in lower case: probably not names. */
  readonly lowerCase: () => ReadonlySet<string>
}

/** What the matcher thinks of a find: `drop` is no find at all. */
export type Judgement = { readonly certainty: 'exact' | 'ambiguous'; readonly why: Why } | 'drop'

/** The find is the value. */
export function exact(why: Why = 'same'): Judgement {
  return { certainty: 'exact', why }
}

/** The find is a question. */
export function ambiguous(why: Why): Judgement {
  return { certainty: 'ambiguous', why }
}

/** Whether a word is written in lower case. */
export function isLower(tokens: Tokens, token: number): boolean {
  return tokens.shapes[token] === shape.lower
}

/** Whether a word begins with a capital letter. */
export function isCapital(tokens: Tokens, token: number): boolean {
  return (tokens.shapes[token] ?? 0) >= shape.capital
}

/** The words that a text also writes in lower case, worked out when first asked for. */
export function lowerCaseWords(tokens: Tokens): () => ReadonlySet<string> {
  let words: Set<string> | undefined
  return () => {
    words ??= new Set(tokens.keys.filter((_, token) => isLower(tokens, token)))
    return words
  }
}
