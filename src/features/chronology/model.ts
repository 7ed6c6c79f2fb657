import type { PlainDate } from '#shared/dates.ts'
import type { UidOf } from '#shared/ids.ts'
import type { When } from './when.ts'

/** The outside id of the chronology of a case. */
export type ChronologyUid = UidOf<'chronology'>
/** The outside id of one agency's part. */
export type PartUid = UidOf<'chronology-part'>
/** The outside id of an entry. */
export type EntryUid = UidOf<'chronology-entry'>

/** How far an agency's part is: being written, sent in, or accepted and locked. */
export const partStatuses = ['open', 'submitted', 'accepted'] as const
/** How far an agency's part is. */
export type PartStatus = (typeof partStatuses)[number]

/** What kind of event an entry is. */
export const entryKinds = [
  'contact',
  'home-visit',
  'appointment',
  'missed-appointment',
  'call',
  'meeting',
  'referral',
  'assessment',
  'decision',
  'incident',
  'observation',
  'information-shared',
  'other',
] as const
/** What kind of event an entry is. */
export type EntryKind = (typeof entryKinds)[number]

/** Whether the child was seen, or heard; that nobody expected it is an answer too. */
export const sightings = ['yes', 'no', 'not-recorded', 'not-expected'] as const
/** Whether the child was seen, or heard. */
export type Sighting = (typeof sightings)[number]

/** Themes that reviews come back to (themes of national and local reviews; ours, in our own words). */
export const themes = [
  'information-sharing',
  'professional-curiosity',
  'fathers',
  'voice-of-child',
  'neglect',
  'safer-sleep',
  'domestic-abuse',
  'thresholds',
  'escalation',
  'race-and-racism',
  'disability',
  'out-of-area',
  'exploitation',
  'supervision',
] as const
/** One theme. */
export type Theme = (typeof themes)[number]

/** A named fact of an entry that can be held against the same fact of another, such as a weight. */
export interface NamedFact {
  readonly name: string
  readonly value: string
}

/** All that an entry says. People are inner keys; their labels stand beside them in queries. */
export interface EntryContent {
  readonly happened: When
  /** Time of day as `HH:MM`. */
  readonly happenedAt: string | null
  /** When the agency learnt of it; null where that is not known. */
  readonly knew: When | null
  /** When the agency wrote it down in its own record. */
  readonly recordedOn: PlainDate | null
  readonly kind: EntryKind
  readonly event: string
  readonly source: string
  readonly place: string
  /** A reference that agencies share, such as that of a meeting: entries with the same one are about the same event. */
  readonly reference: string
  readonly childSeen: Sighting
  readonly childHeard: Sighting
  readonly childVoice: string
  readonly response: string
  readonly analysis: string
  readonly goodPractice: boolean
  readonly themes: readonly Theme[]
  readonly facts: readonly NamedFact[]
  readonly personIds: readonly number[]
}

/** Somebody of the case under a label. */
export interface Labelled {
  readonly id: number
  readonly uid: UidOf<'person'>
  readonly label: string
  readonly part: string
}
