/** A word or mark of a text with its place; `low` is the word in lower case with plain apostrophes. */
export type Word = {
  readonly text: string
  readonly low: string
  readonly start: number
  readonly end: number
  /** A quotation mark stands right before it. */
  readonly isQuoted: boolean
}

const wordOrMark = /[\p{L}\p{N}]+(?:[-'’.&][\p{L}\p{N}]+)*|[,;:()]|[–—]|\s-\s/gu

/** The words and the marks of a stretch of text; quotation marks are not words. */
export function wordsIn(text: string, from = 0, to = text.length): Word[] {
  return [...text.slice(from, to).matchAll(wordOrMark)].map((match) => ({
    text: match[0],
    low: match[0].toLowerCase().replaceAll('’', "'"),
    start: from + match.index,
    end: from + match.index + match[0].length,
    isQuoted: /["“‘']/.test(text[from + match.index - 1] ?? ''),
  }))
}

/** Whether this is a word and not a comma, colon, bracket or dash. */
export function isWord(word: Word): boolean {
  return /[\p{L}\p{N}]/u.test(word.text)
}
