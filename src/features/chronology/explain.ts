import type { EntryRefusal, PartRefusal } from './entry.ts'

/** Why something cannot be done to a chronology. */
export type ChronologyRefusal =
  | EntryRefusal
  | PartRefusal
  | { readonly code: 'span-without-end'; readonly field: 'happenedUntil' | 'knewUntil' }
  | { readonly code: 'knew-without-a-day' }
  | { readonly code: 'entry-in-error' }
  | { readonly code: 'nothing-changed' }
  | { readonly code: 'agency-asked-already' }
  | { readonly code: 'post-of-another-agency' }
  | { readonly code: 'due-in-the-past' }
  | { readonly code: 'period-ends-before-it-begins' }
  | { readonly code: 'no-head-for'; readonly field: 'happened' | 'event' }
  | { readonly code: 'no-such-head-row' }
  | { readonly code: 'check-first' }
  | { readonly code: 'import-is-over' }
  | { readonly code: 'rows-cannot-be-taken'; readonly count: number }
  | { readonly code: 'set-aside-already' }
  | { readonly code: 'not-set-aside' }

/** A sentence for the form, and the field that it is about. */
export interface Sentence {
  readonly field: string
  readonly message: string
}

type Words = readonly [field: string, message: string]

const words: Readonly<Record<ChronologyRefusal['code'], Words>> = {
  'happens-later': ['happened', 'Enter a day that is not in the future'],
  'knew-before-it-happened': ['knew', 'Nobody can know of it before it happened: check the years'],
  'recorded-before-it-happened': [
    'recordedOn',
    'It cannot be written down before it happened: check the years',
  ],
  'recorded-before-it-was-known': [
    'recordedOn',
    'It cannot be written down before the agency knew of it',
  ],
  'recorded-later': ['recordedOn', 'Enter a day that is not in the future'],
  'part-is-sent-in': [
    '',
    'The part was sent in and waits to be accepted. Ask the business manager to give it back if something has to change first.',
  ],
  'part-is-accepted': ['', 'The part was accepted. What it says changes by a correction now.'],
  'part-is-open': ['', 'The part is still being written. It has to be sent in first.'],
  'part-is-empty': ['', 'There is no entry in the part yet.'],
  'reason-required': [
    'reason',
    'Say why it is corrected: the part was accepted, and the old text stays beside the new one',
  ],
  'span-without-end': ['', 'Enter the last day of the span; it may not lie before the first'],
  'knew-without-a-day': ['knew', 'Enter when the agency learnt of it, or choose “not known”'],
  'entry-in-error': ['', 'The entry is marked as recorded in error.'],
  'nothing-changed': ['', 'Nothing is different from what is recorded.'],
  'agency-asked-already': ['agency', 'This agency was asked already'],
  'post-of-another-agency': ['posts', 'Choose posts of the agency that is asked'],
  'due-in-the-past': ['dueOn', 'Enter a day that is still to come'],
  'period-ends-before-it-begins': ['periodTo', 'The last day lies before the first'],
  'no-head-for': ['', 'Choose the column'],
  'no-such-head-row': ['headRow', 'The sheet has no such row, or nothing stands in it'],
  'check-first': ['', 'Look through the rows first: press “Check the rows”.'],
  'import-is-over': ['', 'This spreadsheet was taken or put away already.'],
  'rows-cannot-be-taken': ['leaveOut', ''],
  'set-aside-already': ['reason', 'This mark was set aside already'],
  'not-set-aside': ['', 'This mark is not set aside.'],
}

/** Says a refusal as sentences beside the fields that they are about. */
export function explain(refusal: ChronologyRefusal): readonly Sentence[] {
  const [field, message] = words[refusal.code]
  if (refusal.code === 'rows-cannot-be-taken') {
    const rows =
      refusal.count === 1 ? 'One row cannot be taken' : `${refusal.count} rows cannot be taken`
    return [{ field, message: `${rows}: mend them in the file, or tick that they are left out` }]
  }
  return [{ field: 'field' in refusal ? refusal.field : field, message }]
}
