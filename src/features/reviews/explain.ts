import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { StatutoryPartner } from '#features/cases/model.ts'
import { caseReviewActLabels } from './case-review.ts'
import type { CaseReviewAct } from './case-review.ts'
import {
  caseReviewStatusWords,
  criterionNames,
  partnerNames,
  rapidReviewStatusWords,
  sendGuardWords,
} from './labels.ts'
import type { ReviewCriterion } from './model.ts'
import { rapidReviewActLabels } from './rapid-review.ts'
import type { RapidReviewAct, SendGuard } from './rapid-review.ts'

/** A sentence for the form, and the field that it is about. */
export interface Sentence {
  readonly field: string
  readonly message: string
}

type Facts = { readonly code: string } & Readonly<Record<string, unknown>>
type Explain = (facts: Facts) => Sentence

const say =
  (field: string, message: string): Explain =>
  () => ({ field, message })

// The refusals of the rules carry these facts; here they are only put into words.
const day = (facts: Facts, name: string): string => sayDate(facts[name] as PlainDate)
const partners = (facts: Facts): string =>
  (facts['partners'] as readonly StatutoryPartner[])
    .map((each) => partnerNames[each].toLowerCase())
    .join(', ')
const criteria = (facts: Facts): string =>
  (facts['criteria'] as readonly ReviewCriterion[])
    .map((each) => criterionNames[each].toLowerCase())
    .join(', ')

function notFromHere(facts: Facts): Sentence {
  const act = String(facts['act'])
  const status = String(facts['status'])
  // One of the two tables knows the act; both lists of words are asked.
  const words: Readonly<Record<string, string>> = {
    ...rapidReviewActLabels,
    ...caseReviewActLabels,
  } satisfies Record<RapidReviewAct | CaseReviewAct, string>
  const states: Readonly<Record<string, string>> = {
    ...rapidReviewStatusWords,
    ...caseReviewStatusWords,
  }
  const at = states[status]
  return {
    field: 'act',
    message: at
      ? `“${words[act] ?? 'This step'}” is not open while it stands at “${at}”`
      : 'This is not open where the case stands now',
  }
}

const signing: Readonly<Record<string, Explain>> = {
  'not-a-partner': say('', 'Only the council, the integrated care board and the police sign'),
  'not-this-partner': say('', 'You can sign only for your own organisation'),
  'not-to-sign-now': say('', 'There is nothing to sign now'),
  'already-signed': say('', 'Your organisation has signed this draft already'),
  'dissent-needs-reasons': say('reasons', 'Give the reasons for the dissent'),
  'other-draft': (facts) => ({
    field: '',
    message: `Draft ${String(facts['current'])} is the one that counts now. Read it first.`,
  }),
  'signatures-missing': (facts) => ({
    field: 'act',
    message: `A signature or dissent is not yet given: ${partners(facts)}`,
  }),
}

const deciding: Readonly<Record<string, Explain>> = {
  'with-the-partners': say(
    '',
    'The draft is fixed now. Take it back to draft to change it; the partners then sign anew.',
  ),
  'not-fit-to-send': (facts) => ({
    field: 'sentOn',
    message: `Answer first: ${(facts['guards'] as readonly SendGuard[])
      .map((guard) => sendGuardWords[guard].toLowerCase())
      .join('; ')}`,
  }),
  'reasons-required': say('reasons', 'Give the reasons'),
  'criteria-unanswered': (facts) => ({
    field: '',
    message: `Answer every criterion first; “not known” is an answer. Open: ${criteria(facts)}`,
  }),
  'criteria-need-reasons': (facts) => ({
    field: '',
    message: `Give reasons for each criterion. Without: ${criteria(facts)}`,
  }),
}

const publishing: Readonly<Record<string, Explain>> = {
  'reviewer-not-named': say('act', 'Name the reviewer first'),
  'reviewer-conflict-not-declared': say(
    'act',
    'Record first what the reviewer declared about conflicts of interest',
  ),
  'anonymisation-not-done': say('act', 'Nobody has read this draft for identifiers yet'),
  'anonymisation-blocked': say('act', 'A reader found an identifier that is still in the draft'),
  'second-reader-needed': say('act', 'A second person must find this draft clear of identifiers'),
  'no-publication-day': say('act', 'Set the day of publication first'),
  'copy-not-sent': say('act', 'The copy has not been sent yet'),
  'publication-day-not-reached': (facts) => ({
    field: 'on',
    message: `It is published on ${day(facts, 'publishOn')} at the earliest`,
  }),
  'legal-restriction': say('act', 'A legal restriction is in force'),
  'panel-not-told': say('panelToldOn', 'Enter the day on which the Panel was told'),
  'not-public-for-a-year': (facts) => ({
    field: 'act',
    message: `A report stays public for a year, until ${day(facts, 'until')}`,
  }),
  'not-published': say('act', 'It has not been published'),
  'too-soon-for-the-copy': (facts) => ({
    field: 'publishOn',
    message: `For that day the copy had to go out by ${day(facts, 'copyBy')}. The earliest day is ${day(facts, 'earliest')}.`,
  }),
  'past-holiday-list': say('publishOn', 'The bank holidays of that year are not known yet'),
  'before-holiday-list': say('publishOn', 'That day lies too far back'),
}

const others: Readonly<Record<string, Explain>> = {
  'not-from-here': notFromHere,
  'reason-required': say('reason', 'Give the reason'),
  'in-the-future': (facts) => ({
    field: String(facts['date']),
    message: 'The date must be today or earlier',
  }),
  'no-lead-reviewer': say('account', 'Choose somebody who signs in as a lead reviewer'),
  'before-the-decision': say('on', 'That day lies before the decision to begin the review'),
  'case-not-ready': (facts) => ({
    field: 'others',
    message: `Case ${String(facts['reference'])} cannot be covered: its rapid review has not been sent, or it is closed`,
  }),
  'reviews-still-open': say('', 'A review of this case is still open'),
  ended: say('', 'The review is ended. Take it up again first.'),
  'not-to-read-now': say('', 'There is no draft to read now'),
  'note-required': say('note', 'Say where it is, without writing the identifier down'),
  'no-such-delay': say('', 'There is no such delay'),
  'already-ended': say('endedOn', 'The delay has ended already'),
  'ends-before-it-began': say('endedOn', 'It cannot end before it was foreseen'),
  'nothing-changed': say('', 'Enter at least one of the two days'),
  'already-lifted': say('', 'It was lifted already'),
}

const sentences: Readonly<Record<string, Explain>> = {
  ...signing,
  ...deciding,
  ...publishing,
  ...others,
}

/** What the rules of this feature refused, in words and beside its field. */
export function explain(refusal: { readonly code: string }): Sentence[] {
  const sentence = sentences[refusal.code]
  if (sentence === undefined) return [{ field: '', message: 'This cannot be done now.' }]
  return [sentence({ ...refusal })]
}
