import type { ClaimKind } from './claim.ts'
import { claimRules } from './claim-rules.ts'
import type { ClaimRule } from './claim-rules.ts'
import type { Clause } from './clause.ts'
import { findingVerbs, settingUpVerbs, showingVerbs } from './word-lists.ts'

/** What stands around a clause: the kind of the claim before it in the paragraph, and its whole sentence. */
export type Around = { readonly before: ClaimKind | undefined; readonly sentence: string }

type Test = (rule: ClaimRule, clause: Clause, around: Around) => boolean

const verbLists = { finding: findingVerbs, 'setting-up': settingUpVerbs, showing: showingVerbs }

const tests: readonly Test[] = [
  (rule, clause) => !rule.subject || rule.subject.includes(clause.subject),
  (rule, clause) =>
    !rule.tense || (clause.tense !== undefined && rule.tense.includes(clause.tense)),
  (rule, clause) => rule.passive === undefined || rule.passive === clause.passive,
  (rule, clause) => !rule.verb || verbLists[rule.verb].has(clause.verb),
  (rule, clause) => rule.cue?.test(clause.words) ?? true,
  (rule, clause) => !rule.without?.test(clause.words),
  (rule, _clause, around) => rule.sentence?.test(around.sentence) ?? true,
  (rule, _clause, around) =>
    !rule.after || (around.before !== undefined && rule.after.includes(around.before)),
]

/** The first rule that fits a clause; a clause without a finite verb makes no claim. */
export function ruleFor(clause: Clause, around: Around): ClaimRule | undefined {
  if (clause.tense === undefined) return undefined
  return claimRules.find((rule) => tests.every((test) => test(rule, clause, around)))
}
