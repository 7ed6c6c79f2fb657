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
export function wholeHandle(text: string, place: Place): Place {
  let { start, end } = place
  while (start > 0 && /[\w.%+@-]/.test(text[start - 1] ?? '')) start -= 1
  while (end < text.length && /[\w.%+@-]/.test(text[end] ?? '')) end += 1
  const around = text.slice(start, end)
  const trimmed = { start, end: start + around.replace(/[.-]+$/, '').length }
  if (around.includes('@') && trimmed.end >= place.end) return trimmed
  return /[_\d]/.test(text.slice(place.start - 1, place.end + 1)) ? wordAround(text, place) : place
}

function wordAround(text: string, place: Place): Place {
  let { start, end } = place
  while (start > 0 && /\w/.test(text[start - 1] ?? '')) start -= 1
  while (end < text.length && /\w/.test(text[end] ?? '')) end += 1
  return { start, end }
}
