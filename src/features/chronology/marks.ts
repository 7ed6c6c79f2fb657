import { daysBetween } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import {
  findDifferingDates,
  findDifferingFacts,
  findDifferingPeople,
  findSeenAndNotSeen,
  findTwoPlaces,
} from './contradictions.ts'
import { findGaps } from './gaps.ts'
import { mark } from './mark.ts'
import type { Mark, MarkEntry, MarkWorld } from './mark.ts'
import { parameterOf } from './mark-rules.ts'
import type { MarkRuleId } from './mark-rules.ts'

/** What an agency learnt, or wrote down, late; counted between the days that leave the least room for doubt. */
function findLate({ entries, settings }: MarkWorld): Mark[] {
  const toKnow = parameterOf(settings, 'late-knowledge', 'days')
  const toWrite = parameterOf(settings, 'late-record', 'days')
  const late = (rule: MarkRuleId, entry: MarkEntry, ends: [PlainDate, PlainDate]) => {
    const [from, to] = ends
    const days = daysBetween(from, to)
    return mark(rule, {
      basis: [entry.id, from, to],
      entries: [entry.id],
      agencyId: entry.agencyId,
      personId: null,
      from,
      to,
      details: { days },
    })
  }
  return entries.flatMap((entry) => {
    const { last, knewFirst, knewLast, recordedOn } = entry
    const knewLate = knewFirst !== null && daysBetween(last, knewFirst) > toKnow
    const wroteLate =
      knewLast !== null && recordedOn !== null && daysBetween(knewLast, recordedOn) > toWrite
    return [
      ...(knewLate ? [late('late-knowledge', entry, [last, knewFirst])] : []),
      ...(wroteLate ? [late('late-record', entry, [knewLast, recordedOn])] : []),
    ]
  })
}

/** All marks of a chronology; its entries must come in the order of their first days. */
export function findMarks(world: MarkWorld): Mark[] {
  return [
    ...findTwoPlaces(world),
    ...findSeenAndNotSeen(world),
    ...findDifferingDates(world),
    ...findDifferingPeople(world),
    ...findDifferingFacts(world),
    ...findGaps(world),
    ...findLate(world),
  ]
}
