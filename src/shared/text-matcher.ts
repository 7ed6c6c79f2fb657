import { compileCase } from './text-matcher/compile.ts'
import type { CompiledCase } from './text-matcher/compile.ts'
import { canBeginDate, findDatesAt } from './text-matcher/find-dates.ts'
import { findPeople } from './text-matcher/find-people.ts'
import { findInTree } from './text-matcher/find-in-tree.ts'
import { tokenise } from './text-matcher/tokens.ts'
import type { CaseFile, Hit } from './text-matcher/types.ts'
import { lowerCaseWords } from './text-matcher/view.ts'
import type { Sighting, View } from './text-matcher/view.ts'
import { sensesOf } from './text-matcher/word-senses.ts'

export type { CompiledCase } from './text-matcher/compile.ts'
export type { CaseEntry, CaseFile, Form, Hit, Why } from './text-matcher/types.ts'

/** Makes the known values of a case ready to be looked for. Do it once for each case, not for each text. */
export function compile(caseFile: CaseFile): CompiledCase {
  return compileCase(caseFile)
}

/**
 * Finds the known values of a case in a text, in whatever case, accents, spacing, hyphenation or form they are written.
 * The hits come in the order of the text; their offsets are into the text as it was given.
 */
export function find(compiled: CompiledCase, text: string): readonly Hit[] {
  const tokens = tokenise(text)
  const sightings = new Map<number, readonly Sighting[]>()
  const hits: Hit[] = []
  for (let at = 0; at < tokens.keys.length; at++) {
    const senses = sensesOf(compiled, tokens.keys[at] ?? '')
    const tree = findInTree({ compiled, tokens }, at)
    if (senses.length > 0 || tree.sightings.length > 0)
      sightings.set(at, [
        ...senses.map((sense) => ({ ...sense, first: at, last: at })),
        ...tree.sightings,
      ])
    hits.push(...tree.hits)
    if (canBeginDate(tokens, at)) hits.push(...findDatesAt({ compiled, tokens }, at))
  }
  const view: View = { compiled, tokens, sightings, lowerCase: lowerCaseWords(tokens) }
  hits.push(...findPeople(view))
  return withoutNested(hits)
}

/** Drops what lies inside a surer or longer find; several entries may stay on the same words. */
function withoutNested(hits: readonly Hit[]): readonly Hit[] {
  const inOrder = hits.toSorted(
    (a, b) => a.start - b.start || b.end - a.end || certaintyOrder(a) - certaintyOrder(b),
  )
  const kept: Hit[] = []
  // Only finds that reach this far can cover the next one: a text full of finds must not take quadratic time.
  let open: Hit[] = []
  for (const hit of inOrder) {
    open = open.filter((other) => other.end > hit.start)
    if (open.some((other) => covers(other, hit))) continue
    kept.push(hit)
    open.push(hit)
  }
  return kept
}

function certaintyOrder(hit: Hit): number {
  return hit.certainty === 'exact' ? 0 : 1
}

function covers(outer: Hit, inner: Hit): boolean {
  if (outer.start > inner.start || outer.end < inner.end) return false
  if (outer.certainty === 'exact' && inner.certainty === 'ambiguous') return true
  const isSame = outer.start === inner.start && outer.end === inner.end
  return isSame ? outer.entry === inner.entry : outer.certainty === inner.certainty
}
