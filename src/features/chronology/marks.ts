import { addDays, daysBetween } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { markRules, parameterOf } from './mark-rules.ts'
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

/** An entry that is known only to a longer stretch than this fills no gap: nobody can say on which side it lies. */
const vaguest = 31

type Facts = Omit<Mark, 'rule' | 'ruleVersion' | 'basis'> & { readonly basis: readonly unknown[] }

function mark(rule: MarkRuleId, facts: Facts): Mark {
  const { version } = markRules[rule]
  return { ...facts, rule, ruleVersion: version, basis: JSON.stringify(facts.basis) }
}

/** The same words however they are spaced and capitalised. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

function minutesOf(at: string): number {
  return Number(at.slice(0, 2)) * 60 + Number(at.slice(3, 5))
}

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

/** An entry that names no child of the case is about each of them. */
function concernsChild(entry: MarkEntry, child: number, children: readonly number[]): boolean {
  const named = entry.personIds.filter((id) => children.includes(id))
  return named.length === 0 || named.includes(child)
}

interface Pair {
  readonly one: MarkEntry
  readonly other: MarkEntry
  readonly personId: number | null
  readonly details: Readonly<Record<string, string | number>>
  readonly facts: readonly unknown[]
}

function pairMark(rule: MarkRuleId, { one, other, personId, details, facts }: Pair): Mark {
  return mark(rule, {
    basis: [personId, one.id, other.id, ...facts],
    entries: [one.id, other.id],
    agencyId: null,
    personId,
    from: one.first < other.first ? one.first : other.first,
    to: one.last > other.last ? one.last : other.last,
    details,
  })
}

/** The entries of one certain day that name a person. */
function byPersonAndDay(
  entries: readonly MarkEntry[],
  people: (entry: MarkEntry) => readonly number[],
): Map<string, { personId: number; entries: MarkEntry[] }> {
  const groups = new Map<string, { personId: number; entries: MarkEntry[] }>()
  for (const entry of entries) {
    if (entry.first !== entry.last) continue
    for (const personId of people(entry)) {
      const key = `${personId} ${entry.first}`
      const group = groups.get(key) ?? { personId, entries: [] }
      group.entries.push(entry)
      groups.set(key, group)
    }
  }
  return groups
}

/** The same person in two places within the time of the rule. */
export function findTwoPlaces({ entries, settings }: MarkWorld): Mark[] {
  const within = parameterOf(settings, 'two-places', 'minutes')
  const placed = entries.filter(({ place, at }) => place !== '' && at !== null)
  const found: Mark[] = []
  for (const group of byPersonAndDay(placed, ({ personIds }) => personIds).values()) {
    const timed = group.entries.toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
    for (const [n, one] of timed.entries()) {
      for (const other of timed.slice(n + 1)) {
        const apart = minutesOf(other.at ?? '') - minutesOf(one.at ?? '')
        if (apart > within) break
        if (plain(one.place) === plain(other.place)) continue
        const { personId } = group
        const details = { one: one.place, other: other.place, minutes: apart }
        const facts = [one.first, one.at, other.at, plain(one.place), plain(other.place)]
        found.push(pairMark('two-places', { one, other, personId, details, facts }))
      }
    }
  }
  return found
}

function sameContact(one: MarkEntry, other: MarkEntry, within: number): boolean {
  if (one.reference !== '' && plain(one.reference) === plain(other.reference)) return true
  if (one.at !== null && other.at !== null)
    return Math.abs(minutesOf(one.at) - minutesOf(other.at)) <= within
  return one.kind === other.kind
}

/** The child seen by one and not by another, in what is the same contact. */
export function findSeenAndNotSeen({ entries, settings, childIds }: MarkWorld): Mark[] {
  const within = parameterOf(settings, 'seen-and-not-seen', 'minutes')
  const looked = entries.filter(({ seen }) => seen === 'yes' || seen === 'no')
  const children = (entry: MarkEntry) =>
    childIds.filter((child) => concernsChild(entry, child, childIds))
  const found: Mark[] = []
  for (const { personId, entries: own } of byPersonAndDay(looked, children).values()) {
    const not = own.filter(({ seen }) => seen === 'no')
    for (const one of own.filter(({ seen }) => seen === 'yes')) {
      const other = not.find((each) => sameContact(one, each, within))
      if (other === undefined) continue
      const facts = [one.first, one.at, other.at]
      found.push(pairMark('seen-and-not-seen', { one, other, personId, details: {}, facts }))
    }
  }
  return found
}

type Group = readonly MarkEntry[]

function byReference(entries: readonly MarkEntry[]): Group[] {
  const named = entries.filter(({ reference }) => reference.trim() !== '')
  return [...Map.groupBy(named, ({ reference }) => plain(reference)).values()].filter(
    (group) => group.length > 1,
  )
}

/** The same event on days that cannot be the same. */
export function findDifferingDates({ entries, settings }: MarkWorld): Mark[] {
  const may = parameterOf(settings, 'differing-date', 'days')
  return byReference(entries).flatMap((group) => {
    const one = group.toSorted((a, b) => (a.last < b.last ? -1 : 1))[0]
    const other = group.toSorted((a, b) => (a.first > b.first ? -1 : 1))[0]
    if (one === undefined || other === undefined) return []
    const days = daysBetween(one.last, other.first)
    if (days <= may) return []
    const facts = [one.last, other.first]
    const details = { reference: one.reference, days }
    return [pairMark('differing-date', { one, other, personId: null, details, facts })]
  })
}

/** The same event about people of whom none is the same. */
export function findDifferingPeople({ entries }: MarkWorld): Mark[] {
  return byReference(entries).flatMap((group) => {
    const about = group.filter(({ personIds }) => personIds.length > 0)
    for (const [n, one] of about.entries()) {
      const other = about
        .slice(n + 1)
        .find(({ personIds }) => !personIds.some((id) => one.personIds.includes(id)))
      if (other === undefined) continue
      const facts = [one.personIds.toSorted(), other.personIds.toSorted()]
      const details = { reference: one.reference }
      return [pairMark('differing-person', { one, other, personId: null, details, facts })]
    }
    return []
  })
}

/** One fact of a group of entries, by whom it was given. */
function factsOf(group: Group): Map<string, { entry: MarkEntry; fact: NamedFact }[]> {
  const given = group.flatMap((entry) => entry.facts.map((fact) => ({ entry, fact })))
  return Map.groupBy(given, ({ fact }) => plain(fact.name))
}

/** The same event with different values for the same fact. */
export function findDifferingFacts({ entries }: MarkWorld): Mark[] {
  return byReference(entries).flatMap((group) =>
    [...factsOf(group).values()].flatMap((given) => {
      const [first] = given
      const other = given.find(({ fact }) => first && plain(fact.value) !== plain(first.fact.value))
      if (first === undefined || other === undefined) return []
      const facts = [plain(first.fact.name), plain(first.fact.value), plain(other.fact.value)]
      const details = {
        reference: first.entry.reference,
        fact: first.fact.name,
        one: first.fact.value,
        other: other.fact.value,
      }
      const pair = { one: first.entry, other: other.entry, personId: null, details, facts }
      return [pairMark('differing-fact', pair)]
    }),
  )
}

/** What an agency learnt, or wrote down, late; counted between the days that leave the least room for doubt. */
export function findLate({ entries, settings }: MarkWorld): Mark[] {
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
