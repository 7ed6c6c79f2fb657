import { caseActLabels } from './case-states.ts'
import { caseDateWords, caseStatusWords } from './case-words.ts'
import type { CaseAct } from './case-states.ts'
import type { CaseDateName, CaseStatus } from './model.ts'

/** A sentence for the form, and the field that it is about. */
export interface Sentence {
  readonly field: string
  readonly message: string
}

type Refusal = { readonly code: string } & Readonly<Record<string, unknown>>

type Explain = (facts: Refusal) => Sentence

const say =
  (field: string, message: string): Explain =>
  () => ({ field, message })

const sentences: Readonly<Record<string, Explain>> = {
  'in-the-future': (facts) => ({
    field: typeof facts['date'] === 'string' ? facts['date'] : 'on',
    message: 'The date must be today or earlier',
  }),
  'out-of-order': (facts) => ({
    field: String(facts['later']),
    message: `“${caseDateWords[facts['later'] as CaseDateName]}” cannot be before “${caseDateWords[facts['earlier'] as CaseDateName]}”`,
  }),
  'span-reversed': say('latest', 'The latest day must not be before the earliest'),
  'reason-required': say('reason', 'Give the reason'),
  'not-a-change': say('on', 'This is the date that is recorded already'),
  'date-missing': say('on', 'Enter the day, like 27 3 2026'),
  'latest-missing': say('latest', 'Enter the latest day it can have been'),
  'why-unknown-missing': say('because', 'Say why it is not known'),
  'not-a-council': (facts) => ({
    field: String(facts['field']),
    message: 'Choose a council. Leave it open if it is not known',
  }),
  'label-empty': say('label', 'Enter a label'),
  'label-taken': say('label', 'Another person in this case has this label'),
  'label-made-from-initials': say(
    'label',
    'This label looks like initials. Choose another, or leave it empty',
  ),
  'not-a-partner': say(
    '',
    'Only the council, the integrated care board and the police give a view',
  ),
  'reasons-required': say('reasons', 'Give the reasons'),
  'council-decides': say(
    '',
    'The council decides whether to notify. Your organisation can give its view.',
  ),
  'notified-on-missing': say('notifiedOn', 'Enter the day on which the notification was sent'),
  'not-from-here': (facts) => ({
    field: 'act',
    message: `“${caseActLabels[facts['act'] as CaseAct]}” is not open while the case stands at “${caseStatusWords[facts['status'] as CaseStatus]}”`,
  }),
  'recorded-elsewhere': say(
    'act',
    'This step has a page of its own: the decision to notify on the case, the others under its reviews',
  ),
  'panel-not-told': say(
    'panelTold',
    'Tell the Panel first, then record that the criteria were not met',
  ),
  'abuse-not-ruled-out': say(
    'act',
    'A case ends with the notification only when a looked-after child or care leaver died and no abuse or neglect is suspected',
  ),
  'reviews-still-open': say('act', 'A review of this case is still open'),
  'already-paused': say('', 'The case is paused already'),
  'not-paused': say('', 'The case is not paused'),
  'because-missing': say('because', 'Choose which proceedings'),
  'not-later': say('on', 'The later date must be after the one that counts now'),
  'value-empty': say('value', 'Enter the value'),
  'not-a-date': say('value', 'Enter the date as 2026-03-27'),
  'not-an-nhs-number': say('value', 'This is not a valid NHS number; check the digits'),
}

/** What the rules of this feature refused, in words and beside its field. */
export function explain(refusal: { readonly code: string }): Sentence[] {
  const sentence = sentences[refusal.code]
  if (sentence === undefined) return [{ field: '', message: 'This cannot be done now.' }]
  return [sentence({ ...refusal })]
}
