import { sayDate, sayDateInFull } from '#shared/date-words.ts'
import type { CaseAct } from './case-states.ts'
import type {
  AnchorName,
  ClockClass,
  Deadline,
  DeadlineState,
  DoubtReason,
  ExemptReason,
} from './deadline.ts'
import type {
  Answered,
  CaseDate,
  CaseDateName,
  CaseNature,
  CaseStatus,
  HarmType,
  StatutoryPartner,
  UnknownBecause,
} from './model.ts'

/** Where a case stands, in words. */
export const caseStatusWords: Readonly<Record<CaseStatus, string>> = {
  referred: 'Recorded, not yet considered',
  considering: 'Being considered',
  'not-notified': 'Not notified',
  notified: 'Notified to the Panel',
  'rapid-review': 'Rapid review under way',
  'awaiting-panel': 'Rapid review sent, waiting for the Panel',
  'in-review': 'Practice review under way',
  national: 'Taken up by a national review',
  'closed-learning-only': 'Closed with the learning so far',
  'closed-after-review': 'Closed after review',
  'criteria-not-met': 'Criteria found not to be met',
  'closed-notification-only': 'Closed, notification only',
}

/** What a history says of each step, once it is done. */
export const caseActDoneWords: Readonly<Record<CaseAct, string>> = {
  consider: 'Being considered',
  'decide-not-to-notify': 'Decided not to notify',
  notify: 'Notified to the Panel',
  'begin-rapid-review': 'Rapid review begun',
  'send-rapid-review': 'Rapid review sent to the Panel',
  'close-with-learning': 'Closed with the learning so far',
  'begin-review': 'Review begun',
  'hand-to-national': 'Taken up by a national review',
  'find-criteria-not-met': 'Criteria found not to be met',
  'close-as-notification-only': 'Closed, notification only',
  'close-after-review': 'Closed after review',
  reopen: 'Opened again',
}

/** What happened, in words. */
export const caseNatureWords: Readonly<Record<CaseNature, string>> = {
  death: 'A child died',
  'serious-harm': 'A child was seriously harmed',
  other: 'Another serious incident',
  'looked-after-death': 'A looked-after child died',
  'care-leaver-death': 'A care leaver died',
}

/** Kinds of harm, in words. */
export const harmWords: Readonly<Record<HarmType, string>> = {
  'physical-abuse': 'Physical abuse',
  'emotional-abuse': 'Emotional abuse',
  'sexual-abuse': 'Sexual abuse',
  neglect: 'Neglect',
  'sexual-exploitation': 'Sexual exploitation',
  'criminal-exploitation': 'Criminal exploitation',
  'domestic-abuse': 'Domestic abuse',
  'serious-violence': 'Serious violence',
  'sudden-unexpected-death': 'Sudden unexpected death',
  'suicide-or-self-harm': 'Suicide or self-harm',
  'perplexing-presentation': 'Perplexing presentation',
  'online-harm': 'Online harm',
  other: 'Other harm',
}

/** The four dates, in words. */
export const caseDateWords: Readonly<Record<CaseDateName, string>> = {
  incidentOn: 'It happened',
  discoveredOn: 'It was discovered',
  laAwareOn: 'The council became aware',
  notifiedOn: 'The Panel was notified',
}

/** Why something is not known. */
export const unknownWords: Readonly<Record<UnknownBecause, string>> = {
  'not-yet-happened': 'Not yet',
  'not-asked': 'Not asked',
  'asked-not-known': 'Asked, not known',
  declined: 'Asked, not answered',
}

/** Yes, no, or why it is not known. */
export function sayAnswer(answer: Answered): string {
  if (answer === 'yes') return 'Yes'
  return answer === 'no' ? 'No' : unknownWords[answer]
}

/** A date with what is known of it. */
export function sayCaseDate(date: CaseDate): string {
  if (date.known === 'exactly') return sayDateInFull(date.on)
  if (date.known === 'no') return unknownWords[date.because]
  return `Between ${sayDate(date.earliest)} and ${sayDate(date.latest)}`
}

/** The three partners, in words. */
export const partnerNames: Readonly<Record<StatutoryPartner, string>> = {
  'local-authority': 'Council',
  'integrated-care-board': 'Integrated care board',
  police: 'Police',
}

/** Whose rule it is. */
export const classWords: Readonly<Record<ClockClass, string>> = {
  statutory: 'Statutory',
  guidance: 'Guidance',
  local: 'Local target',
}

const exemptWords: Readonly<Record<ExemptReason, string>> = {
  'decided-not-to-notify': 'Not needed: the council decided not to notify',
  'no-abuse-suspected': 'Not needed: no abuse or neglect is suspected',
  'not-a-looked-after-death': 'Does not apply: not the death of a looked-after child',
  'not-a-care-leaver-death': 'Does not apply: not the death of a care leaver',
  'criteria-not-met': 'Not needed: the criteria were found not to be met',
  'no-rule-set-then': 'No rule was in force then',
}

const doubtWords: Readonly<Record<DoubtReason, string>> = {
  'not-known-whether-looked-after':
    'Not known whether it applies: it is not on record whether the child was looked after',
}

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`)
const workingDays = (count: number): string =>
  count === 1 ? '1 working day' : `${count} working days`

/** How a duty stands, in words, and how urgent that is. */
export interface StandingWords {
  readonly tone: 'due-soon' | 'late' | 'kept' | 'know' | 'quiet'
  readonly words: string
}

function span(state: { readonly days: number; readonly workingDays: number | null }): string {
  return state.workingDays === null ? days(state.days) : workingDays(state.workingDays)
}

function openWords(
  state: Extract<DeadlineState, { days: number; workingDays: number | null }>,
): StandingWords {
  switch (state.state) {
    case 'overdue':
      return { tone: 'late', words: `${span(state)} late` }
    case 'due-soon':
      return { tone: 'due-soon', words: `In ${span(state)}` }
    case 'running':
      return { tone: 'know', words: `In ${span(state)}` }
  }
}

type OpenState = Extract<DeadlineState, { workingDays: number | null }>
type DoneState = Extract<DeadlineState, { state: 'met' | 'met-late' | 'cut-short' }>

function doneWords(state: DoneState): StandingWords {
  switch (state.state) {
    case 'met':
      return { tone: 'kept', words: `Kept, ${sayDate(state.on)}` }
    case 'met-late':
      return {
        tone: 'quiet',
        words: `Done ${sayDate(state.on)}, ${days(state.days)} after its date`,
      }
    case 'cut-short':
      return { tone: 'quiet', words: `Ended ${sayDate(state.on)}, ${days(state.days)} early` }
  }
}

function restWords(
  state: Exclude<DeadlineState, OpenState | DoneState>,
  anchorWords: string,
): StandingWords {
  switch (state.state) {
    case 'due-today':
      return { tone: 'due-soon', words: 'Due today' }
    case 'suspended':
      return { tone: 'quiet', words: `Suspended: ${state.because}` }
    case 'not-applicable':
      return { tone: 'quiet', words: exemptWords[state.because] }
    case 'not-known-whether':
      return { tone: 'know', words: doubtWords[state.because] }
    case 'not-started':
      return { tone: 'quiet', words: `Not started; counts from: ${anchorWords}` }
    case 'cannot-be-calculated':
      return { tone: 'know', words: 'Cannot be calculated: it lies past the known bank holidays' }
  }
}

function isOpen(state: DeadlineState): state is OpenState {
  return state.state === 'overdue' || state.state === 'due-soon' || state.state === 'running'
}

function isDone(state: DeadlineState): state is DoneState {
  return state.state === 'met' || state.state === 'met-late' || state.state === 'cut-short'
}

/** A duty's state in words; late is said of an overdue duty and of nothing else. */
export function sayStanding(state: DeadlineState, anchorWords: string): StandingWords {
  if (isOpen(state)) return openWords(state)
  return isDone(state) ? doneWords(state) : restWords(state, anchorWords)
}

type OtherAnchor = Exclude<AnchorName, CaseDateName>

const otherAnchors: Readonly<Record<OtherAnchor, string>> = {
  rapidReviewSignedOn: 'The rapid review was signed',
  rapidReviewSentOn: 'The rapid review was sent',
  reviewDecidedOn: 'It was decided to begin the review',
  delayForeseenOn: 'A delay was foreseen',
  publishOn: 'The day on which it is to be published',
  publishedOn: 'The report was published',
  preventionReportReceivedOn: 'The coroner’s report was received',
  yearEndedOn: 'The year ended',
  yearlyReportPublishedOn: 'The yearly report was published',
  lastSection11On: 'The last section 11 audit',
  actionDueOn: 'The day that the action plan names',
  actionEvidencedOn: 'The evidence was given',
}

/** The event that a rule counts from, in words. */
export function sayAnchorName(anchor: AnchorName): string {
  return anchor in caseDateWords
    ? caseDateWords[anchor as CaseDateName]
    : otherAnchors[anchor as OtherAnchor]
}

/** The event that a clock counts from, in words. */
export function sayAnchor(deadline: Pick<Deadline, 'rule'>): string {
  return sayAnchorName(deadline.rule.anchor)
}

/** The next duty in a line of words: "Next: notify the Panel, due Friday 3 October 2025"; its standing is said beside it. */
export function sayNextDuty(deadline: Pick<Deadline, 'rule' | 'due' | 'state'>): string {
  const { rule, due, state } = deadline
  const title = `${rule.title.charAt(0).toLowerCase()}${rule.title.slice(1)}`
  const when = due === null ? '' : sayDateInFull(due)
  return `Next: ${title}, ${state.state === 'overdue' ? 'was due' : 'due'} ${when}`
}

const closedStatuses: ReadonlySet<CaseStatus> = new Set([
  'not-notified',
  'closed-learning-only',
  'closed-after-review',
  'criteria-not-met',
  'closed-notification-only',
])

/** Why no duty of law or guidance is next in a case; nothing to say of a case that is closed. */
export function sayNoDuty(status: CaseStatus): string {
  if (closedStatuses.has(status)) return ''
  return status === 'in-review'
    ? 'The dates that count now are those of its review'
    : 'Law and guidance ask for nothing by a date now'
}
