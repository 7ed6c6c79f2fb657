import { daysBetween } from '#shared/dates.ts'
import { concernsChild, mark } from './mark.ts'
import type { Mark, MarkEntry, MarkWorld } from './mark.ts'
import { parameterOf } from './mark-rules.ts'
import type { MarkRuleId } from './mark-rules.ts'
import type { NamedFact } from './model.ts'

/** The same words however they are spaced and capitalised. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

function minutesOf(at: string): number {
  return Number(at.slice(0, 2)) * 60 + Number(at.slice(3, 5))
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

function minutesApart(one: MarkEntry, other: MarkEntry): number {
  return minutesOf(other.at ?? '') - minutesOf(one.at ?? '')
}

function twoPlaces(personId: number, one: MarkEntry, other: MarkEntry): Mark {
  const details = { one: one.place, other: other.place, minutes: minutesApart(one, other) }
  const facts = [one.first, one.at, other.at, plain(one.place), plain(other.place)]
  return pairMark('two-places', { one, other, personId, details, facts })
}

/** The same person in two places within the time of the rule. */
export function findTwoPlaces({ entries, settings }: MarkWorld): Mark[] {
  const within = parameterOf(settings, 'two-places', 'minutes')
  const placed = entries.filter(({ place, at }) => place !== '' && at !== null)
  const found: Mark[] = []
  for (const group of byPersonAndDay(placed, ({ personIds }) => personIds).values()) {
    const timed = group.entries.toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
    for (const [n, one] of timed.entries()) {
      const soon = timed.slice(n + 1).filter((other) => minutesApart(one, other) <= within)
      const elsewhere = soon.filter((other) => plain(one.place) !== plain(other.place))
      found.push(...elsewhere.map((other) => twoPlaces(group.personId, one, other)))
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

const inOrder = (ids: readonly number[]) => ids.toSorted((a, b) => a - b)

/** The same event about people of whom none is the same. */
export function findDifferingPeople({ entries }: MarkWorld): Mark[] {
  return byReference(entries).flatMap((group) => {
    const about = group.filter(({ personIds }) => personIds.length > 0)
    for (const [n, one] of about.entries()) {
      const other = about
        .slice(n + 1)
        .find(({ personIds }) => !personIds.some((id) => one.personIds.includes(id)))
      if (other === undefined) continue
      const facts = [inOrder(one.personIds), inOrder(other.personIds)]
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
