import type { Addressees, Recommendation } from './model.ts'

/** One piece of advice on the wording of a recommendation. It never blocks. */
export type WordingAdvice =
  | { readonly code: 'weak-verb'; readonly verb: string }
  | { readonly code: 'training-alone' }
  | { readonly code: 'nobody-named' }
  | { readonly code: 'no-date' }
  | { readonly code: 'no-outcome' }
  | { readonly code: 'no-measure' }
  | { readonly code: 'several-asks'; readonly count: number }

/**
 * Verbs that ask for nothing that could be seen to be done, unless a measure goes with them. The reviews of
 * recommendations behind this: too many, vague, training-heavy (domain reference, section 8).
 */
export const weakVerbs: readonly string[] = [
  'ensure',
  'remind',
  'consider',
  'be aware',
  'raise awareness',
  'seek assurance',
  'reflect on',
]

const stronger = /\b(audit|measure|supervis|change|build|commission|agree|publish|test|check)\w*/i
const training = /\b(train|training|course|workshop|briefing|e-learning)\w*/i
const asks = /\b(should|must)\b/gi

/** What could make a draft recommendation easier to act on and to check: who, what, by when, for what, how measured. */
export function adviseWording(
  draft: Pick<Recommendation, 'text' | 'addressees' | 'byWhen' | 'intendedOutcome' | 'measure'>,
): readonly WordingAdvice[] {
  const text = draft.text ?? ''
  const hasMeasure = draft.measure.trim() !== ''
  return [
    ...(hasMeasure ? [] : weakVerbsIn(text)),
    ...advice(training.test(text) && !stronger.test(text), { code: 'training-alone' }),
    ...advice(!isSomebodyNamed(draft.addressees), { code: 'nobody-named' }),
    ...advice(draft.byWhen === null, { code: 'no-date' }),
    ...advice(!draft.intendedOutcome.trim(), { code: 'no-outcome' }),
    ...advice(!hasMeasure, { code: 'no-measure' }),
    ...severalAsks(text),
  ]
}

function weakVerbsIn(text: string): readonly WordingAdvice[] {
  const lower = text.toLowerCase()
  return weakVerbs
    .filter((verb) => new RegExp(String.raw`\b${verb}\b`).test(lower))
    .map((verb) => ({ code: 'weak-verb', verb }))
}

function severalAsks(text: string): readonly WordingAdvice[] {
  const count = text.match(asks)?.length ?? 0
  return advice(count > 1, { code: 'several-asks', count })
}

function isSomebodyNamed(addressees: Addressees): boolean {
  return addressees.kind !== 'agencies' || addressees.agencies.length > 0
}

function advice(applies: boolean, one: WordingAdvice): readonly WordingAdvice[] {
  return applies ? [one] : []
}
