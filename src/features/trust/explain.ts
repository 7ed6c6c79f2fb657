/** A sentence for the form, and the field that it is about. */
export interface Sentence {
  readonly field: string
  readonly message: string
}

const sentences: Readonly<Record<string, Sentence>> = {
  'day-has-passed': { field: 'until', message: 'Enter today or a day to come' },
  'same-agency-as-the-person': {
    field: '',
    message: 'Somebody of another agency than that of the person must clear this',
  },
  'no-agency': { field: '', message: 'Somebody without an agency cannot agree to this' },
  'own-word-given': {
    field: '',
    message: 'You have agreed already. It waits for a second person of another agency',
  },
  'same-agency-as-the-first': {
    field: '',
    message: 'The second person must be of another agency than the first',
  },
  'no-such-case': {
    field: 'reference',
    message:
      'There is no case of this reference that emergency access opens. If it is urgent, call the business manager',
  },
  'open-already': { field: 'reference', message: 'This case is open to you already' },
  'review-overdue': {
    field: '',
    message:
      'An earlier use has waited more than two working days for its review. Emergency access is closed to you until somebody has reviewed it; call the business manager or a conflict officer',
  },
  'two-uses-wait-for-review': {
    field: '',
    message:
      'You have used emergency access twice within seven days and both uses wait for their review. It is closed to you until one of them is reviewed; call the business manager or a conflict officer',
  },
  'sealed-already': { field: '', message: 'This case is sealed already' },
  'not-sealed': { field: '', message: 'This case is not sealed' },
  'oneself-for-seal': {
    field: 'person',
    message: 'Nobody opens a seal for themselves. Ask another named person to do it',
  },
  'sealed-not-shared': {
    field: '',
    message:
      'It is sealed, and what is sealed is not shared. Name a person on the page of the seal',
  },
  'more-than-own': {
    field: 'reach',
    message: 'You cannot share more than you can change yourself',
  },
  'no-partnership': { field: 'partnership', message: 'Choose the partnership' },
  'no-agency-chosen': { field: 'agency', message: 'Choose the agency' },
  'ended-already': { field: '', message: 'This has ended already' },
  'reviewed-already': { field: '', message: 'Somebody has reviewed this already' },
  oneself: {
    field: 'person',
    message: 'Declare your own conflict with “I know somebody in this case”',
  },
  'stands-already': { field: 'person', message: 'The case is closed to this person already' },
}

/** Puts a refusal of this feature into words, beside the field that it is about. */
export function explain(refusal: { readonly code: string }): Sentence[] {
  return [sentences[refusal.code] ?? { field: '', message: 'This cannot be done now' }]
}
