/** A stretch of a text; `end` is not included. */
export type Stretch = { readonly start: number; readonly end: number }

const abbreviations =
  /(?:^|[\s("“‘'])(?:Dr|Mr|Mrs|Ms|Prof|Cllr|Rev|Sir|St|No|Nos|Co|Ltd|Inc|vs|cf|approx|etc|e\.g|i\.e|pp?|para|paras|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])$/

const ending = /[.!?…]+["'”’)\]]*(?=\s|$)/g
const numberOfItem = /^\s*(?:\(?\d{1,3}[.)]|\([a-z]\)|[a-z]\))\s+/i

/** Cuts a paragraph into sentences; the number of a numbered paragraph belongs to none of them. */
export function sentencesOf(text: string): Stretch[] {
  const sentences: Stretch[] = []
  let start = numberOfItem.exec(text)?.[0].length ?? 0
  for (const match of text.matchAll(ending)) {
    const end = match.index + match[0].length
    if (match.index < start || !endsSentence(text, match.index, end)) continue
    sentences.push({ start, end })
    start = end
  }
  sentences.push({ start, end: text.length })
  return sentences
    .map((stretch) => trimmed(text, stretch))
    .filter((stretch) => stretch.end > stretch.start)
}

function endsSentence(text: string, mark: number, end: number): boolean {
  if (text[mark] === '.' && abbreviations.test(text.slice(Math.max(0, mark - 12), mark)))
    return false
  const next = /^\s*(\S)/.exec(text.slice(end))?.[1]
  return next === undefined || !/\p{Ll}/u.test(next)
}

const edgeBefore = /^[\s,;:–—-]+/
const edgeAfter = /[\s,;:–—.!?…-]+$/
const quoteMarks = /["“”]/g

/** Takes white space, end marks and quotation marks that have no partner from both ends of a stretch. */
export function trimmed(text: string, { start, end }: Stretch): Stretch {
  const words = text.slice(start, end)
  const before = wasteBefore(words)
  const after = before === 0 ? wasteAfter(words) : 0
  if (before + after === 0) return { start, end }
  return trimmed(text, { start: start + before, end: end - after })
}

function wasteBefore(words: string): number {
  return edgeBefore.exec(words)?.[0].length ?? (hasOddQuote(words) && /^["“”]/.test(words) ? 1 : 0)
}

function wasteAfter(words: string): number {
  return edgeAfter.exec(words)?.[0].length ?? (hasOddQuote(words) && /["“”]$/.test(words) ? 1 : 0)
}

function hasOddQuote(words: string): boolean {
  return (words.match(quoteMarks)?.length ?? 0) % 2 === 1
}
