import type { PlainDate } from '#shared/dates.ts'
import { markRules } from './mark-rules.ts'
import type { MarkRuleId, MarkSettings } from './mark-rules.ts'
import type { EntryKind, NamedFact, Sighting } from './model.ts'

/** What the rules look at of an entry. */
export interface MarkEntry {
  readonly id: number
  readonly agencyId: number
  readonly first: PlainDate
  readonly last: PlainDate
  /** Time of day as `HH:MM`. */
  readonly at: string | null
  readonly knewFirst: PlainDate | null
  readonly knewLast: PlainDate | null
  readonly recordedOn: PlainDate | null
  readonly kind: EntryKind
  readonly place: string
  readonly reference: string
  readonly seen: Sighting
  readonly personIds: readonly number[]
  readonly facts: readonly NamedFact[]
}

/** Something that a rule points out. */
export interface Mark {
  readonly rule: MarkRuleId
  readonly ruleVersion: number
  /** The facts under it: the same facts, the same mark, however often it is worked out. */
  readonly basis: string
  readonly entries: readonly number[]
  readonly agencyId: number | null
  readonly personId: number | null
  readonly from: PlainDate
  readonly to: PlainDate
  readonly details: Readonly<Record<string, string | number>>
}

/** What the marks are worked out from. */
export interface MarkWorld {
  readonly entries: readonly MarkEntry[]
  /** The children of the case: only they are looked for in "seen". */
  readonly childIds: readonly number[]
  readonly period: { readonly from: PlainDate | null; readonly to: PlainDate | null }
  readonly settings: MarkSettings
}

/** What a rule found, with the facts by which it is known again. */
export type MarkFacts = Omit<Mark, 'rule' | 'ruleVersion' | 'basis'> & {
  readonly basis: readonly unknown[]
}

/** A mark as its rule raises it. */
export function mark(rule: MarkRuleId, facts: MarkFacts): Mark {
  const { version } = markRules[rule]
  return { ...facts, rule, ruleVersion: version, basis: JSON.stringify(facts.basis) }
}

/** An entry that names no child of the case is about each of them. */
export function concernsChild(
  entry: MarkEntry,
  child: number,
  children: readonly number[],
): boolean {
  const named = entry.personIds.filter((id) => children.includes(id))
  return named.length === 0 || named.includes(child)
}
