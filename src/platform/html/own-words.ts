import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { wordsFrom } from '#platform/words/words.ts'
import type { Words } from '#platform/words/words.ts'

/** The words of the reader's partnership, around each page; without a partnership those that Heed ships. */
export const OwnWords = createContext<Words>(wordsFrom({}))

/** What the reader's partnership calls its groups, roles and reviews, for a view that says one of these words. */
export function useWords(): Words {
  return useContext(OwnWords)
}

/** One of these words inside a sentence: "Partnership business manager" begins small there, "LSCP manager" does not. */
export function inSentence(word: string): string {
  return /^[A-Z][a-z]/.test(word) ? `${word.charAt(0).toLowerCase()}${word.slice(1)}` : word
}
