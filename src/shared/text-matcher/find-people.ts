import { judgeRun } from './judge-people.ts'
import { runsAt } from './runs.ts'
import type { Run } from './runs.ts'
import { gapAfter } from './tokens.ts'
import type { Tokens } from './tokens.ts'
import type { Form, Hit } from './types.ts'
import { isCapital } from './view.ts'
import type { View } from './view.ts'

/** The people of the case in a text. */
export function findPeople(view: View): readonly Hit[] {
  const hits: Hit[] = []
  let done = -1
  for (const at of view.sightings.keys()) {
    if (at <= done) continue
    for (const run of runsAt(view, at)) {
      const hit = hitOf(view, run)
      if (!hit) continue
      hits.push(hit)
      if (run.last > at) done = Math.max(done, run.last)
    }
  }
  return hits
}

function hitOf(view: View, run: Run): Hit | undefined {
  const judgement = judgeRun(view, run)
  if (judgement === 'drop') return undefined
  const { text, starts, ends } = view.tokens
  const first = withRank(view.tokens, run.first)
  const place = wholeHandle(text, { start: starts[first] ?? 0, end: ends[run.last] ?? 0 })
  return { ...place, entry: run.person.entry, form: formOf(run), ...judgement }
}

// "Dr" is written as a part of the name and tells the profession; other titles may stay.
const ranks = new Set(['dr', 'prof'])

function withRank(tokens: Tokens, first: number): number {
  const isRank = ranks.has(tokens.keys[first - 1] ?? '') && isCapital(tokens, first - 1)
  return isRank && gapAfter(tokens, first - 1) !== 'barrier' ? first - 1 : first
}

function formOf(run: Run): Form {
  if (run.sightings.length > 1 || run.initials > 0) return 'full-name'
  const [only] = run.sightings
  if (only?.how === 'username') return 'username'
  if (only?.how === 'inside') return 'part-of-word'
  return only?.part.nickname ? 'nickname' : 'one-name'
}

type Place = { readonly start: number; readonly end: number }

/** A name inside an e-mail address or a user name takes the whole of it along. */
function wholeHandle(text: string, place: Place): Place {
  const around = grown(text, place, /[\w.%+@-]/)
  const end = around.start + text.slice(around.start, around.end).replace(/[.-]+$/, '').length
  if (text.slice(around.start, end).includes('@') && end >= place.end)
    return { start: around.start, end }
  const edges = text.slice(Math.max(0, place.start - 1), place.end + 1)
  return /[_\d]/.test(edges) ? grown(text, place, /\w/) : place
}

// The longest local part of an e-mail address (RFC 5321, 4.5.3.1.1).
const longestHandle = 64

function grown(text: string, place: Place, letter: RegExp): Place {
  let { start, end } = place
  while (start > Math.max(0, place.start - longestHandle) && letter.test(text[start - 1] ?? ''))
    start -= 1
  while (end < Math.min(text.length, place.end + 4 * longestHandle) && letter.test(text[end] ?? ''))
    end += 1
  return { start, end }
}
