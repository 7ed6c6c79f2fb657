import type { AgencyKind, StatutoryPartner } from './model.ts'

/** What readers call each kind of body. */
export const agencyKindWords: Readonly<Record<AgencyKind, string>> = {
  'local-authority': 'Council',
  'integrated-care-board': 'Integrated care board',
  police: 'Police',
  'nhs-trust': 'NHS trust',
  'gp-practice': 'GP practice',
  school: 'School',
  probation: 'Probation',
  housing: 'Housing',
  voluntary: 'Voluntary organisation',
  other: 'Other body',
}

/** What readers call each of the three safeguarding partners. */
export const partnerWords: Readonly<Record<StatutoryPartner, string>> = {
  'local-authority': 'The council as safeguarding partner',
  'integrated-care-board': 'The integrated care board as safeguarding partner',
  police: 'The police as safeguarding partner',
}
