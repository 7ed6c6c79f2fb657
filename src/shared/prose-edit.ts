import type { Uid } from './ids.ts'
import { readTypedText } from './prose-text.ts'
import type { Draft, NewId, TokenOf } from './prose-text.ts'
import { tidySpans } from './prose.ts'
import type { Block, Prose, Span } from './prose.ts'

// Below this share of common words a block counts as a new one: what pointed at the old words no longer fits.
const stillTheSame = 0.3

/**
 * Reads an edited text and gives each block the id it had: unchanged and moved blocks keep theirs, a reworded block
 * keeps the id of the block it came from, of a split the first part keeps it, of a merge the first block's is kept.
 */
export function editProse(
  before: Prose,
  text: string,
  given: { newId: NewId; tokenOf: TokenOf },
): Prose {
  return withIds(before, readTypedText(text, given.tokenOf), given.newId)
}

/** Gives the blocks of a new version the ids of the version before; see `editProse`. */
export function withIds(before: Prose, drafts: readonly Draft[], newId: NewId): Prose {
  const state: Matching = {
    old: before.blocks.map(words),
    fresh: drafts.map(words),
    oldTaken: before.blocks.map(() => false),
    idOf: drafts.map(() => undefined),
    ids: before.blocks.map((block) => block.id),
  }
  matchUnchanged(state)
  matchMoved(state)
  matchSplitsAndMerges(state)
  matchReworded(state)
  return { blocks: drafts.map((draft, place) => ({ id: state.idOf[place] ?? newId(), ...draft })) }
}

/** Splits a block at an offset in its spans' text: the first part keeps the id. A person cannot be split. */
export function splitBlock(
  prose: Prose,
  at: { block: Uid; span: number; offset: number },
  newId: NewId,
): Prose {
  return {
    blocks: prose.blocks.flatMap((block) => {
      if (block.id !== at.block) return [block]
      const [first, second] = splitSpans(block.spans, at.span, at.offset)
      if (first.length === 0 || second.length === 0) return [block]
      return [
        { ...block, spans: first },
        { ...block, id: newId(), spans: second },
      ]
    }),
  }
}

/** Joins a block with the one after it: the first keeps its id and its kind. */
export function mergeWithNext(prose: Prose, block: Uid): Prose {
  const place = prose.blocks.findIndex((one) => one.id === block)
  const [first, second] = [prose.blocks[place], prose.blocks[place + 1]]
  if (!first || !second) return prose
  const merged = { ...first, spans: tidySpans([...first.spans, ' ', ...second.spans]) }
  return { blocks: prose.blocks.toSpliced(place, 2, merged) }
}

type Matching = {
  readonly old: readonly string[]
  readonly fresh: readonly string[]
  readonly ids: readonly Uid[]
  readonly oldTaken: boolean[]
  readonly idOf: (Uid | undefined)[]
}

function take(state: Matching, old: number, fresh: number): void {
  state.oldTaken[old] = true
  state.idOf[fresh] = state.ids[old]
}

/** Blocks with the same words in the same order: what both versions begin and end with, and the longest run between. */
function matchUnchanged(state: Matching): void {
  const { old, fresh } = state
  const shorter = Math.min(old.length, fresh.length)
  let start = 0
  while (start < shorter && old[start] === fresh[start]) start += 1
  let end = 0
  while (end < shorter - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1
  for (let place = 0; place < start; place++) take(state, place, place)
  for (let place = 1; place <= end; place++) take(state, old.length - place, fresh.length - place)
  const common = longestRun(
    old.slice(start, old.length - end),
    fresh.slice(start, fresh.length - end),
  )
  for (const [i, j] of common) take(state, start + i, start + j)
}

/** The places of the longest common subsequence of two lists. */
function longestRun(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  function at(i: number, j: number): number {
    return lengths[i * width + j] ?? 0
  }
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const run: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) run.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return run
}

function matchMoved(state: Matching): void {
  const places = new Map<string, number[]>()
  state.old.forEach((text, place) => {
    if (!state.oldTaken[place]) places.set(text, [...(places.get(text) ?? []), place])
  })
  state.fresh.forEach((text, place) => {
    const old = state.idOf[place] ? undefined : places.get(text)?.shift()
    if (old !== undefined) take(state, old, place)
  })
}

function matchSplitsAndMerges(state: Matching): void {
  state.old.forEach((text, old) => {
    const fresh = state.oldTaken[old]
      ? undefined
      : runThatMakes(text, state.fresh, state.idOf.map(Boolean))
    if (fresh !== undefined) take(state, old, fresh)
  })
  state.fresh.forEach((text, fresh) => {
    const old = state.idOf[fresh] ? undefined : runThatMakes(text, state.old, state.oldTaken)
    if (old !== undefined) take(state, old, fresh)
  })
}

/** Where a run of two or more free neighbours begins that together read like this text. */
function runThatMakes(
  text: string,
  parts: readonly string[],
  taken: readonly boolean[],
): number | undefined {
  for (let start = 0; start < parts.length; start++) {
    let made = parts[start] ?? ''
    for (
      let next = start + 1;
      !taken[start] && text.startsWith(made) && next < parts.length;
      next++
    ) {
      if (taken[next]) break
      made = `${made} ${parts[next] ?? ''}`
      if (made === text) return start
    }
  }
  return undefined
}

function matchReworded(state: Matching): void {
  const pairs: { old: number; fresh: number; likeness: number }[] = []
  const freeOld = state.old.flatMap((text, old) =>
    state.oldTaken[old] ? [] : [{ old, bag: bagOf(text) }],
  )
  state.fresh.forEach((text, fresh) => {
    if (state.idOf[fresh]) return
    const bag = bagOf(text)
    for (const one of freeOld) {
      const likeness = likenessOf(one.bag, bag)
      if (likeness >= stillTheSame) pairs.push({ old: one.old, fresh, likeness })
    }
  })
  pairs.sort(
    (a, b) => b.likeness - a.likeness || Math.abs(a.old - a.fresh) - Math.abs(b.old - b.fresh),
  )
  for (const { old, fresh } of pairs)
    if (!state.oldTaken[old] && !state.idOf[fresh]) take(state, old, fresh)
}

type Bag = { readonly counts: ReadonlyMap<string, number>; readonly size: number }

function bagOf(text: string): Bag {
  const all = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const counts = new Map<string, number>()
  for (const word of all) counts.set(word, (counts.get(word) ?? 0) + 1)
  return { counts, size: all.length }
}

/** The share of words that two texts have in common (Dice). */
function likenessOf(a: Bag, b: Bag): number {
  let common = 0
  for (const [word, count] of a.counts) common += Math.min(count, b.counts.get(word) ?? 0)
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size)
}

/** The words of a block for comparing; a person counts as one word. */
function words(block: Draft | Block): string {
  return block.spans
    .map((span) =>
      typeof span === 'string' ? span : `\u00a4${span.person}${span.form ?? 'label'}`,
    )
    .join('')
}

function splitSpans(
  spans: readonly Span[],
  at: number,
  offset: number,
): [readonly Span[], readonly Span[]] {
  const span = spans[at]
  const [left, right] =
    typeof span === 'string' ? [span.slice(0, offset), span.slice(offset)] : ['', span ?? '']
  return [tidySpans([...spans.slice(0, at), left]), tidySpans([right, ...spans.slice(at + 1)])]
}
