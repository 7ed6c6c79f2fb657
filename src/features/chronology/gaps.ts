import { addDays, daysBetween } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { concernsChild, mark } from './mark.ts'
import type { Mark, MarkEntry, MarkWorld } from './mark.ts'
import { parameterOf } from './mark-rules.ts'
import type { MarkRuleId } from './mark-rules.ts'

/** An entry that is known only to a longer stretch than this fills no gap: nobody can say on which side it lies. */
const vaguest = 31

interface Stretch {
  readonly id: number
  readonly first: PlainDate
  readonly last: PlainDate
}

interface GapRule {
  readonly rule: MarkRuleId
  readonly longest: number
  readonly agencyId: number | null
  readonly personId: number | null
}

function gap(
  of: GapRule,
  ends: { from: PlainDate; to: PlainDate; before: number | null; after: number | null },
): Mark[] {
  const days = daysBetween(ends.from, ends.to)
  if (days <= of.longest) return []
  const { agencyId, personId } = of
  const entries = [ends.before, ends.after].filter((id) => id !== null)
  return [
    mark(of.rule, {
      basis: [agencyId, personId, ends.from, ends.to, entries],
      entries,
      agencyId,
      personId,
      from: addDays(ends.from, 1),
      to: addDays(ends.to, -1),
      details: { days: days - 1 },
    }),
  ]
}

/** The gaps between stretches, which come in the order of their first days. */
function gapsBetween(of: GapRule, stretches: readonly Stretch[]): Mark[] {
  const found: Mark[] = []
  let before: Stretch | undefined
  for (const next of stretches) {
    if (daysBetween(next.first, next.last) > vaguest) continue
    if (before !== undefined)
      found.push(
        ...gap(of, { from: before.last, to: next.first, before: before.id, after: next.id }),
      )
    if (before === undefined || next.last > before.last) before = next
  }
  return found
}

/** What lies open at the two ends of the period that agencies were asked about. */
function gapsAtEnds(of: GapRule, { entries, period }: MarkWorld): Mark[] {
  const precise = entries.filter((entry) => daysBetween(entry.first, entry.last) <= vaguest)
  const [start] = precise
  const end = precise.reduce<MarkEntry | undefined>(
    (latest, entry) => (latest === undefined || entry.last > latest.last ? entry : latest),
    undefined,
  )
  const { from, to } = period
  return [
    ...(start && from !== null
      ? gap(of, { from, to: start.first, before: null, after: start.id })
      : []),
    ...(end && to !== null ? gap(of, { from: end.last, to, before: end.id, after: null }) : []),
  ]
}

/** Times without any entry, without one of an agency, and without the child being seen. */
export function findGaps(world: MarkWorld): Mark[] {
  const { entries, settings, childIds } = world
  const all: GapRule = {
    rule: 'gap-all',
    longest: parameterOf(settings, 'gap-all', 'days'),
    agencyId: null,
    personId: null,
  }
  const ofAgency = parameterOf(settings, 'gap-agency', 'days')
  const unseen = parameterOf(settings, 'gap-seen', 'days')
  const seen = entries.filter((entry) => entry.seen === 'yes')
  return [
    ...gapsBetween(all, entries),
    ...gapsAtEnds(all, world),
    ...[...Map.groupBy(entries, ({ agencyId }) => agencyId)].flatMap(([agencyId, own]) =>
      gapsBetween({ rule: 'gap-agency', longest: ofAgency, agencyId, personId: null }, own),
    ),
    ...childIds.flatMap((personId) =>
      gapsBetween(
        { rule: 'gap-seen', longest: unseen, agencyId: null, personId },
        seen.filter((entry) => concernsChild(entry, personId, childIds)),
      ),
    ),
  ]
}
