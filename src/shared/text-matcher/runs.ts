import type { Person } from './person-names.ts'
import { gapAfter, shape } from './tokens.ts'
import type { Tokens } from './tokens.ts'
import { isCapital } from './view.ts'
import type { Sighting, View } from './view.ts'

/** Names and initials of one person that stand together in a text. */
export type Run = {
  readonly person: Person
  readonly first: number
  readonly last: number
  readonly sightings: readonly Sighting[]
  readonly initials: number
}

/** The longest runs of each person that begin at this word. */
export function runsAt(view: View, at: number): readonly Run[] {
  const runs = new Map<Person, Run>()
  for (const sighting of view.sightings.get(at) ?? []) {
    const run = grow(view, {
      person: sighting.part.person,
      first: at,
      last: sighting.last,
      sightings: [sighting],
      initials: 0,
    })
    const known = runs.get(run.person)
    if (!known || weight(run) > weight(known)) runs.set(run.person, run)
  }
  const all = [...runs.values()].map((run) => withInitialsBefore(view.tokens, run))
  const most = Math.max(...all.map(weight))
  return all.filter((run) => weight(run) === most)
}

// Names count before initials, exact names before near ones.
function weight(run: Run): number {
  const names = run.sightings.reduce((sum, one) => sum + (one.how === 'same' ? 12 : 10), 0)
  return names * 10 + run.initials * 10 + (run.last - run.first)
}

function grow(view: View, run: Run): Run {
  const next = nextName(view, run) ?? nextInitial(view.tokens, run) ?? acrossMiddle(view, run)
  return next ? grow(view, next) : run
}

function nextName(view: View, run: Run, at = run.last + 1): Run | undefined {
  if (!isOneName(view.tokens, at - 1)) return undefined
  let longest: Sighting | undefined
  for (const sighting of view.sightings.get(at) ?? [])
    if (isMoreOf(run, sighting) && sighting.last >= (longest?.last ?? at)) longest = sighting
  return longest && { ...run, last: longest.last, sightings: [...run.sightings, longest] }
}

function isMoreOf(run: Run, sighting: Sighting): boolean {
  if (sighting.part.person !== run.person || sighting.how === 'inside') return false
  const another = run.sightings.every(
    (used) =>
      used.part.slot !== sighting.part.slot ||
      (used.part.key !== sighting.part.key && used.part.role === 'piece'),
  )
  // "Katherine (Kate) MacLeod": one name may be said twice, as itself and as its nickname.
  return another || run.sightings.every((used) => used.part.nickname !== sighting.part.nickname)
}

/** "Katherine L. MacLeod", "MacLeod, K". "I" and "a" are words unless a full stop follows. */
function nextInitial(tokens: Tokens, run: Run): Run | undefined {
  const at = run.last + 1
  if (run.initials > 3 || !isOneName(tokens, run.last) || !isInitialOf(tokens, run, at))
    return undefined
  return { ...run, last: at, initials: run.initials + 1 }
}

/** "Katherine Anne MacLeod" where the case file does not know Anne. */
function acrossMiddle(view: View, run: Run): Run | undefined {
  const { tokens } = view
  const at = run.last + 1
  const isMiddle =
    isCapital(tokens, at) && isCapital(tokens, run.first) && gapAfter(tokens, run.last) === 'space'
  if (
    !isMiddle ||
    gapAfter(tokens, at) === 'sentence' ||
    run.sightings.some((used) => used.part.role === 'surname')
  )
    return undefined
  const whole = nextName(view, { ...run, last: at }, at + 1)
  return whole?.sightings.at(-1)?.part.role === 'surname' && isCapital(tokens, whole.last)
    ? whole
    : undefined
}

function withInitialsBefore(tokens: Tokens, run: Run): Run {
  const before = run.first - 1
  if (
    run.initials > 3 ||
    before < 0 ||
    !isOneName(tokens, before) ||
    !isInitialOf(tokens, run, before)
  )
    return run
  return withInitialsBefore(tokens, { ...run, first: before, initials: run.initials + 1 })
}

function isInitialOf(tokens: Tokens, run: Run, at: number): boolean {
  const key = tokens.keys[at] ?? ''
  if (key === '' || key.length > 2 || !looksLikeInitial(tokens, at, key)) return false
  const used = new Set(run.sightings.map((sighting) => sighting.part.slot))
  const free = run.person.initials.filter((_, slot) => !used.has(slot))
  return key.length === 1 ? free.includes(key) : free.join('').includes(key)
}

function looksLikeInitial(tokens: Tokens, at: number, key: string): boolean {
  // In "k.macleod" and "rose_f" the initial hangs on the name; the s of "Rose's" is no initial.
  const isGlued = isTight(tokens, at - 1) || isTight(tokens, at)
  if (isGlued && key.length === 1 && key !== 's') return true
  if (tokens.shapes[at] !== shape.initial && tokens.shapes[at] !== shape.capitals) return false
  const isWord = key === 'i' || key === 'a'
  return !isWord || tokens.text[tokens.ends[at] ?? -1] === '.'
}

function isTight(tokens: Tokens, at: number): boolean {
  return at >= 0 && gapAfter(tokens, at) === 'tight'
}

/** Whether what follows this word may belong to the same name. */
function isOneName(tokens: Tokens, at: number): boolean {
  const gap = gapAfter(tokens, at)
  if (gap === 'barrier') return false
  return gap !== 'sentence' || (tokens.keys[at]?.length ?? 0) <= 2
}
