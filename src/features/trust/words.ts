import { sayDate } from '#shared/date-words.ts'
import { londonToday } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'

/** What something protected is called where its content is not shown. */
interface Named {
  readonly scopeUid: string
  readonly scopeKind: string
  readonly reference: string | null
}

const kindWords: Readonly<Record<string, string>> = {
  case: 'Case',
  recommendation: 'Recommendation',
  person: 'Person',
  publication: 'Publication',
  statement: 'Statement',
}

/** "Case 2026-004": the neutral reference, or the beginning of the id where there is none. */
export function sayScope({ scopeUid, scopeKind, reference }: Named): string {
  const kind = kindWords[scopeKind] ?? 'Record'
  return `${kind} ${reference ?? scopeUid.slice(0, 8)}`
}

/** Why somebody may open a case by emergency access; few, so that they are chosen with thought. */
export const emergencyReasons = ['child-at-risk', 'nobody-reachable', 'police-or-court'] as const

/** The same in words. */
export const emergencyReasonWords: Readonly<Record<string, string>> = {
  'child-at-risk': 'A child is at risk now',
  'nobody-reachable': 'Those who can open the case cannot be reached',
  'police-or-court': 'The police or a court ask and cannot wait',
}

/** What the review of emergency access found. */
export const verdictWords = {
  justified: 'Justified',
  'not-justified': 'Not justified',
} as const

/** Whether somebody has reviewed a use of emergency access, in a few words. */
export function sayReviewed(reviewedAt: Instant | null): string {
  return reviewedAt === null ? 'not reviewed yet' : 'reviewed'
}

/** How an act ended, as the audit keeps it. */
export const outcomeWords = {
  shown: 'Seen',
  done: 'Done',
  refused: 'Refused',
  failed: 'Failed',
} as const

/** "Case viewed": a code of the audit, as one reads it. */
export function sayCode(code: string): string {
  const words = code.replaceAll(/[.-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** How a conflict came up. */
export const conflictKindWords = {
  declared: 'Declared by the person',
  matched: 'Looks too close; to be looked into',
  subject: 'Has a part in the events',
} as const

interface Standing {
  readonly state: string
  readonly settledAt: Instant | null
  readonly clearedUntil: Instant | null
  readonly words: readonly unknown[]
}

/** How a conflict stands today, in a few words. */
export function sayConflictState(line: Standing, now: Instant): string {
  if (line.state === 'cleared' && line.clearedUntil !== null) {
    const day = sayDate(londonToday(line.clearedUntil))
    return line.clearedUntil > now
      ? `Cleared until ${day}`
      : `Was cleared until ${day}; closed again`
  }
  if (line.words.length > 0) return 'Closed to them; waits for a second person'
  return line.settledAt === null ? 'Closed to them; nobody has looked at it yet' : 'Confirmed'
}
