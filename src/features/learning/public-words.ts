import type { EvidenceLevel, RecommendationStatus, Rung } from './model.ts'

/** What the public is told about a recommendation or a claim, in an honest word. */
export type PublicState =
  | 'no-information-held'
  | 'being-considered'
  | 'not-yet-answered'
  | 'accepted-not-started'
  | 'under-way'
  | 'under-way-late'
  | 'said-done-evidence-not-accepted'
  | 'said-already-done-evidence-not-accepted'
  | 'activity-only'
  | 'evidence-accepted'
  | 'achieved'
  | 'rejected'
  | 'superseded'
  | 'overtaken'
  | 'done-not-measurable'
  | 'reopened'

/** The words themselves. "No information held" is never worded as "nothing was done". */
export const publicWords: Readonly<Record<PublicState, string>> = {
  'no-information-held': 'No information held in Heed',
  'being-considered': 'Being considered',
  'not-yet-answered': 'Not yet answered',
  'accepted-not-started': 'Accepted, not yet started',
  'under-way': 'Under way',
  'under-way-late': 'Under way, later than planned',
  'said-done-evidence-not-accepted': 'Said done, evidence not yet accepted',
  'said-already-done-evidence-not-accepted': 'Said to be done already, evidence not yet accepted',
  'activity-only': 'Activity shown, change in practice not yet shown',
  'evidence-accepted': 'Evidence accepted at the level that was set',
  achieved: 'Achieved: evidence accepted at the level that was set',
  rejected: 'Not accepted',
  superseded: 'Replaced by a later recommendation',
  overtaken: 'Overtaken by events',
  'done-not-measurable': 'Done; whether it made a difference cannot be measured',
  reopened: 'Open again: the change did not hold, or the learning came back',
}

/** What the public is told where the words of a recommendation are unknown to Heed. */
export const textNotHeld = 'Text not held'

/** What of a recommendation decides the public word. */
export type PublicFacts = {
  readonly status: RecommendationStatus
  readonly rung: Rung | null
  /** The level of evidence that counts now for each agency that is asked: what one of them shows is not said of all. */
  readonly acceptedLevel: EvidenceLevel | null
  readonly someActionOverdue: boolean
  readonly allAddresseesAnswered: boolean
}

type Wording = (facts: PublicFacts) => PublicState

const wordings: Readonly<Record<RecommendationStatus, Wording>> = {
  draft: () => 'being-considered',
  'quality-checked': ({ allAddresseesAnswered }) =>
    allAddresseesAnswered ? 'being-considered' : 'not-yet-answered',
  agreed: notStarted,
  'agreed-changed': notStarted,
  'already-met': (facts) => saidDone(facts, 'said-already-done-evidence-not-accepted'),
  'in-delivery': ({ someActionOverdue }) => (someActionOverdue ? 'under-way-late' : 'under-way'),
  delivered: (facts) => saidDone(facts, 'said-done-evidence-not-accepted'),
  assured: () => 'evidence-accepted',
  achieved: () => 'achieved',
  rejected: () => 'rejected',
  superseded: () => 'superseded',
  overtaken: () => 'overtaken',
  'done-not-measurable': () => 'done-not-measurable',
  reopened: () => 'reopened',
}

/** What happened next, as the public page says it. */
export function whatHappenedNext(facts: PublicFacts): PublicState {
  return wordings[facts.status](facts)
}

// From the least that can be said to the most. A claim tied to several things is as well shown as the best of them,
// unless one of them had to be opened again.
const fromLeastToMost: readonly PublicState[] = [
  'no-information-held',
  'being-considered',
  'not-yet-answered',
  'rejected',
  'superseded',
  'overtaken',
  'accepted-not-started',
  'under-way-late',
  'under-way',
  'said-done-evidence-not-accepted',
  'said-already-done-evidence-not-accepted',
  'done-not-measurable',
  'activity-only',
  'evidence-accepted',
  'achieved',
  'reopened',
]

/** What became of a claim, from the states of everything that it is tied to; with no tie, no information is held. */
export function whatBecameOf(states: readonly PublicState[]): PublicState {
  return states.reduce<PublicState>(
    (most, state) =>
      fromLeastToMost.indexOf(state) > fromLeastToMost.indexOf(most) ? state : most,
    'no-information-held',
  )
}

/** What a single accepted piece of evidence shows: activity up to quality, or a change in practice and more. */
export function publicStateOfEvidence(level: EvidenceLevel | null): PublicState {
  if (level === null || level === 0) return 'said-done-evidence-not-accepted'
  return level >= 3 ? 'evidence-accepted' : 'activity-only'
}

function notStarted({ someActionOverdue }: PublicFacts): PublicState {
  return someActionOverdue ? 'under-way-late' : 'accepted-not-started'
}

function saidDone({ acceptedLevel, rung }: PublicFacts, unproved: PublicState): PublicState {
  if (acceptedLevel === null || acceptedLevel === 0) return unproved
  return rung !== null && acceptedLevel >= rung ? 'evidence-accepted' : 'activity-only'
}
