import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { EntryContent, NamedFact, PartStatus } from './model.ts'
import type { When } from './when.ts'

/** Why an entry cannot be as it was given: its three times do not fit together. */
export type EntryRefusal =
  | { readonly code: 'happens-later' }
  | { readonly code: 'knew-before-it-happened' }
  | { readonly code: 'recorded-before-it-happened' }
  | { readonly code: 'recorded-before-it-was-known' }
  | { readonly code: 'recorded-later' }

/** The three times of an entry. */
export interface ThreeTimes {
  readonly happened: When
  readonly knew: When | null
  readonly recordedOn: PlainDate | null
}

/**
 * Holds the three times of an entry against each other: nothing is known before it can have happened, nothing is written
 * down before it can have been known, and nothing lies after today. What is merely uncertain is let through.
 */
export function checkTimes(
  { happened, knew, recordedOn }: ThreeTimes,
  today: PlainDate,
): Result<true, EntryRefusal> {
  if (happened.named > today) return no({ code: 'happens-later' })
  if (knew && knew.last < happened.first) return no({ code: 'knew-before-it-happened' })
  if (recordedOn !== null) {
    if (recordedOn > today) return no({ code: 'recorded-later' })
    if (recordedOn < happened.first) return no({ code: 'recorded-before-it-happened' })
    if (knew && recordedOn < knew.first) return no({ code: 'recorded-before-it-was-known' })
  }
  return ok(true)
}

/** What was known about an entry on a day. */
export type Knowledge = 'certain' | 'possible' | 'not-yet'

/** From which day an agency may have known of an entry, and from which day it certainly did. */
export interface KnownFrom {
  readonly possibleFrom: PlainDate
  readonly certainFrom: PlainDate | null
}

/**
 * From which days an agency may have known, and certainly knew. Where nobody says when it learnt of an event, it may have
 * known from the first day on which the event can have happened, and certainly did once it had written it down.
 */
export function knownFrom({ happened, knew, recordedOn }: ThreeTimes): KnownFrom {
  const days = [knew?.last, recordedOn].filter((day) => day !== undefined && day !== null)
  return {
    possibleFrom: knew?.first ?? happened.first,
    certainFrom: days.toSorted()[0] ?? null,
  }
}

/** Whether an agency knew of an entry on a day: certainly, possibly, or not yet. */
export function knowledgeOn(known: KnownFrom, day: PlainDate): Knowledge {
  if (known.certainFrom !== null && known.certainFrom <= day) return 'certain'
  return known.possibleFrom <= day ? 'possible' : 'not-yet'
}

/** Reads facts as they are typed: one a line, a name, a colon, a value. Lines without a colon are no facts. */
export function readFacts(text: string): NamedFact[] {
  return text
    .split(/\n|;/)
    .map((line) => /^([^:]{1,60}):(.{1,200})$/.exec(line.trim()))
    .flatMap((match) => {
      const [name = '', value = ''] = [match?.[1]?.trim(), match?.[2]?.trim()]
      return name === '' || value === '' ? [] : [{ name, value }]
    })
}

/** Facts as a form shows them again. */
export function sayFacts(facts: readonly NamedFact[]): string {
  return facts.map(({ name, value }) => `${name}: ${value}`).join('\n')
}

/** Why a part cannot take what is done to it now. */
export type PartRefusal =
  | { readonly code: 'part-is-sent-in' }
  | { readonly code: 'part-is-accepted' }
  | { readonly code: 'part-is-open' }
  | { readonly code: 'part-is-empty' }
  | { readonly code: 'reason-required' }

/** The acts on an agency's part. */
export type PartAct = 'submit' | 'accept' | 'return'

const from: Readonly<Record<PartAct, PartStatus>> = {
  submit: 'open',
  accept: 'submitted',
  return: 'submitted',
}
const to: Readonly<Record<PartAct, PartStatus>> = {
  submit: 'submitted',
  accept: 'accepted',
  return: 'open',
}
const notFrom: Readonly<Record<PartStatus, PartRefusal>> = {
  open: { code: 'part-is-open' },
  submitted: { code: 'part-is-sent-in' },
  accepted: { code: 'part-is-accepted' },
}

/** Where a part stands after an act. An accepted part is locked for good: from then on there are only corrections. */
export function movePart(status: PartStatus, act: PartAct): Result<PartStatus, PartRefusal> {
  return status === from[act] ? ok(to[act]) : no(notFrom[status])
}

/**
 * Whether an entry may be changed now. While a part waits to be accepted it stays as it was sent in; afterwards it changes
 * by a correction with its reason, and the old text stays beside it.
 */
export function mayChange(
  status: PartStatus,
  reason: string | undefined,
): Result<true, PartRefusal> {
  if (status === 'submitted') return no({ code: 'part-is-sent-in' })
  if (status === 'accepted' && reason === undefined) return no({ code: 'reason-required' })
  return ok(true)
}

/** The names of what differs between two states of an entry, in the order of the form. */
export function changedFields(before: EntryContent, after: EntryContent): (keyof EntryContent)[] {
  const names = Object.keys(after) as (keyof EntryContent)[]
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}
