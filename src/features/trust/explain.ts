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
