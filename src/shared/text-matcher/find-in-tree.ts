import type { Pattern } from './compile.ts'
import { climb } from './letter-tree.ts'
import { judgeInitials } from './judge-initials.ts'
import { judgeValue, wordsFound } from './judge-values.ts'
import type { Found } from './judge-values.ts'
import type { Tokens } from './tokens.ts'
import type { Hit } from './types.ts'
import type { Judgement, Sighting, View } from './view.ts'

/** What the letter tree finds at one word: values and initials as hits, broken names as sightings. */
export function findInTree(
  view: Pick<View, 'compiled' | 'tokens'>,
  first: number,
): { hits: readonly Hit[]; sightings: readonly Sighting[] } {
  const hits: Hit[] = []
  const sightings: Sighting[] = []
  for (const match of climb(view.compiled.tree, view.tokens, first)) {
    const { value: pattern, last } = match
    if (pattern.kind === 'part') {
      if (last > first)
        sightings.push({
          part: pattern.part,
          how: wordsFound(view.tokens, { first, last }) === pattern.natural ? 'same' : 'split',
          first,
          last,
        })
      continue
    }
    const judgement =
      pattern.kind === 'value'
        ? judgeValue(view.tokens, { pattern, first, last, match })
        : judgeInitials(view.tokens, { pattern, first, last, match })
    if (judgement !== 'drop')
      hits.push(hitOf(view.tokens, { pattern, first, last, match }, judgement))
  }
  return { hits, sightings }
}

function hitOf(
  tokens: Tokens,
  found: Found<Exclude<Pattern, { kind: 'part' }>>,
  judgement: Exclude<Judgement, 'drop'>,
): Hit {
  const { pattern } = found
  const place = { start: tokens.starts[found.first] ?? 0, end: tokens.ends[found.last] ?? 0 }
  if (pattern.kind === 'initials')
    return { ...place, entry: pattern.person.entry, form: 'initials', ...judgement }
  return {
    ...place,
    entry: pattern.entry,
    form: pattern.whole ? 'value' : 'part-of-value',
    ...judgement,
  }
}
