import type { Block, Prose } from '#shared/prose.ts'
import type { ClaimPlace } from './claim.ts'

/** A recommendation that a statement speaks of: with its text if that stands in the statement, else not held. */
export type SpokenRecommendation =
  | {
      readonly number: number
      readonly text: 'held'
      readonly words: string
      readonly place: ClaimPlace
    }
  | { readonly number: number; readonly text: 'not-held' }

/** What a statement says of recommendations: how many, where it says so, and which of them it quotes. */
export type SpokenRecommendations = {
  readonly count: number
  readonly said?: ClaimPlace
  readonly recommendations: readonly SpokenRecommendation[]
}

/** How the place of a recommendation is filled when the statement does not quote it. Nothing is invented. */
export const textNotHeld = 'Text not held in Heed'

const numberWords =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const counted = new RegExp(
  `\\b(\\d{1,2}|${numberWords.slice(1).join('|')})\\s+(?:\\w+\\s+){0,2}recommendations?\\b`,
  'i',
)
const quoted = /^(?:recommendation\s+|R)(\d{1,2})\s*[.:)–—-]\s*(?=\S)/i

/** Whether a paragraph is the text of a recommendation, which is no claim about anybody. */
export function isRecommendationText(text: string): boolean {
  return quoted.test(text.trim())
}

/**
 * The recommendations that a statement speaks of. "Five recommendations" makes five places; only
 * those whose words stand in the statement are filled, the others say that their text is not held.
 */
export function recommendationsIn(prose: Prose): SpokenRecommendations {
  const held = prose.blocks.flatMap(quotedIn)
  const said = prose.blocks.flatMap(countIn)
  const highest = Math.max(0, ...held.map((one) => one.number))
  // Statements may count other reviews' recommendations too: the first number is the one of this review.
  const count = Math.max(said[0]?.count ?? 0, highest)
  const recommendations = Array.from({ length: count }, (_, index) => {
    const number = index + 1
    return held.find((one) => one.number === number) ?? ({ number, text: 'not-held' } as const)
  })
  return { count, ...(said[0] && { said: said[0].place }), recommendations }
}

function wordsOf(block: Block): string {
  return block.spans.filter((span) => typeof span === 'string').join('')
}

function quotedIn(block: Block): (SpokenRecommendation & { readonly text: 'held' })[] {
  const text = wordsOf(block)
  const match = quoted.exec(text)
  if (!match) return []
  const [start, end] = [match[0].length, text.length]
  const place = { blockId: block.id, start, end }
  return [{ number: Number(match[1]), text: 'held', words: text.slice(start, end), place }]
}

function countIn(block: Block): { readonly count: number; readonly place: ClaimPlace }[] {
  const match = counted.exec(wordsOf(block))
  if (!match) return []
  const written = match[1]?.toLowerCase() ?? ''
  const count = /^\d/.test(written) ? Number(written) : numberWords.indexOf(written)
  const place = { blockId: block.id, start: match.index, end: match.index + match[0].length }
  return [{ count, place }]
}
