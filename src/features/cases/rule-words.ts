import { sayDate } from '#shared/date-words.ts'
import { classWords } from './case-words.ts'
import type { ClockRule, RuleSet } from './deadline.ts'

/** When a rule set is in force: "From 1 June 2025 (not confirmed)". */
export function sayValidity(set: Pick<RuleSet, 'validFrom' | 'validTo' | 'validityIs'>): string {
  const until = set.validTo === null ? '' : ` to ${sayDate(set.validTo)}`
  const certainty = set.validityIs === 'unconfirmed' ? ' (dates not confirmed)' : ''
  return `From ${sayDate(set.validFrom)}${until}${certainty}`
}

/** Whose rule it is, whether it was read at its source, and whether lateness was counted then. */
export function sayRuleClass(rule: Pick<ClockRule, 'class' | 'certainty' | 'relaxed'>): string {
  const certainty = rule.certainty === 'unconfirmed' ? ', not confirmed' : ''
  return `${classWords[rule.class]}${certainty}${rule.relaxed === null ? '' : `. ${rule.relaxed}`}`
}
