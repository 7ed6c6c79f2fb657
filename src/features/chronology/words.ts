import type { EntryKind, PartStatus, Sighting, Theme } from './model.ts'
import type { WhenKind } from './when.ts'

/** What readers call each kind of event. */
export const kindWords: Readonly<Record<EntryKind, string>> = {
  contact: 'Contact',
  'home-visit': 'Home visit',
  appointment: 'Appointment',
  'missed-appointment': 'Appointment not kept',
  call: 'Telephone call',
  meeting: 'Meeting',
  referral: 'Referral',
  assessment: 'Assessment',
  decision: 'Decision',
  incident: 'Incident',
  observation: 'Observation',
  'information-shared': 'Information shared',
  other: 'Something else',
}

/** Whether the child was seen, in words. */
export const seenWords: Readonly<Record<Sighting, string>> = {
  yes: 'Seen',
  no: 'Not seen',
  'not-recorded': 'Not recorded whether seen',
  'not-expected': 'Not to be expected',
}

/** Whether the child was heard, in words. */
export const heardWords: Readonly<Record<Sighting, string>> = {
  yes: 'Heard',
  no: 'Not heard',
  'not-recorded': 'Not recorded whether heard',
  'not-expected': 'Not to be expected',
}

/** What readers call each theme. */
export const themeWords: Readonly<Record<Theme, string>> = {
  'information-sharing': 'Information sharing',
  'professional-curiosity': 'Professional curiosity',
  fathers: 'Fathers and men in the household',
  'voice-of-child': 'Voice of the child',
  neglect: 'Neglect',
  'safer-sleep': 'Safer sleep',
  'domestic-abuse': 'Domestic abuse',
  thresholds: 'Thresholds',
  escalation: 'Escalation',
  'race-and-racism': 'Race and racism',
  disability: 'Disability',
  'out-of-area': 'Out of area',
  exploitation: 'Exploitation',
  supervision: 'Supervision',
}

/** How far a part is, in words. */
export const partStatusWords: Readonly<Record<PartStatus, string>> = {
  open: 'Being written',
  submitted: 'Sent in',
  accepted: 'Accepted',
}

/** How exactly something is known, as a form asks. */
export const whenKindWords: Readonly<Record<WhenKind, string>> = {
  day: 'On this day',
  'about-day': 'About this day',
  month: 'In this month',
  'about-month': 'About this month',
  year: 'In this year',
  'about-year': 'About this year',
  between: 'Between two days',
}
