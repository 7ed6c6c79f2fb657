/** Places that are on no map; a partnership of the volume sample is called after one of them. */
export const places = [
  'Brackenmoor',
  'Thornwick',
  'Saltmere',
  'Wyrehaven',
  'Ashcombe Vale',
  'Penhallow',
  'Greywater',
  'Larkfell',
  'Oxbourne',
  'Mistledale',
] as const

/** The bodies of every partnership of the volume sample; `%` stands for its place. */
export const bodies = [
  { name: '% Council', kind: 'local-authority', partner: 'local-authority' },
  {
    name: '% Integrated Care Board',
    kind: 'integrated-care-board',
    partner: 'integrated-care-board',
  },
  { name: '% Constabulary', kind: 'police', partner: 'police' },
  { name: '% Hospitals Trust', kind: 'nhs-trust', partner: null },
  { name: '% Community Health Trust', kind: 'nhs-trust', partner: null },
  { name: '% Mental Health Trust', kind: 'nhs-trust', partner: null },
  { name: 'Millrace Surgery, %', kind: 'gp-practice', partner: null },
  { name: 'Tithe Barn Practice, %', kind: 'gp-practice', partner: null },
  { name: '% Academies', kind: 'school', partner: null },
  { name: '% Probation Unit', kind: 'probation', partner: null },
  { name: '% Homes', kind: 'housing', partner: null },
  { name: '% Families Together', kind: 'voluntary', partner: null },
] as const

/** The four posts of every body that answer and act for it. */
export const titles = [
  'Head of safeguarding',
  'Named lead for children',
  'Quality and audit lead',
  'Workforce development lead',
] as const

export const firstNames = [
  'Ada',
  'Bela',
  'Cormac',
  'Delphine',
  'Edda',
  'Farouk',
  'Gwyneth',
  'Hari',
  'Ilse',
  'Jonty',
  'Kamala',
  'Lorcan',
  'Mirela',
  'Nkechi',
  'Osric',
  'Perpetua',
  'Quentin',
  'Rosalba',
  'Soren',
  'Tamsin',
  'Ulla',
  'Viggo',
  'Wanjiru',
  'Xanthe',
  'Yusra',
  'Zoltan',
] as const
export const lastNames = [
  'Abernant',
  'Birdsall',
  'Crowhurst',
  'Delacourt',
  'Eddowes',
  'Fenwright',
  'Garrowby',
  'Hallam',
  'Inglethorpe',
  'Jarvie',
  'Kestle',
  'Lindgarth',
  'Merriweather',
  'Nightjar',
  'Okehurst',
  'Pellowe',
  'Quarmby',
  'Ravensdale',
  'Stannard',
  'Tredwell',
  'Umfreville',
  'Varley',
  'Whitlock',
  'Yaxley',
] as const

/** What a recommendation asks for, whom it helps and how; put together they read as a sentence. */
export const asks = [
  'Make sure that the new baby assessment asks about every adult who lives with or often visits the family',
  'Agree one way in which a missed appointment of a child under five is followed up within two working days',
  'See that every child on a plan has been spoken with alone before a decision is taken',
  'Bring the police record of call-outs to the strategy discussion in writing',
  'Review how the surgery learns that a young parent has moved between practices',
  'Set out who holds the worry between agencies when thresholds are not met',
  'Give practitioners time and supervision to test the first explanation of an injury',
  'Make the pathway from school to early help work in the holidays too',
  'Record fathers and partners by name and role in the health visiting notes',
  'Check that housing officers know how and when to share what they see at the door',
] as const
export const forWhom = [
  'for babies who cannot speak for themselves',
  'where a parent is under eighteen',
  'when a family has moved across a boundary',
  'where English is not spoken at home',
  'for children who are taught at home',
  'when several agencies each hold a small part of the picture',
  'where there has been violence between adults',
  'for young people who are in care away from home',
] as const
export const deeds = [
  'Rewrite the procedure and brief every team on it',
  'Train the duty teams and test what they keep of it after three months',
  'Audit twenty records and report what they show',
  'Change the form so that the question cannot be left out',
  'Agree the route with the other agencies in writing',
  'Put the question into monthly supervision',
  'Ask practitioners what gets in the way, and mend the first two things',
  'Show the figures to the quality group each quarter',
] as const
export const proofs = [
  'An audit of twenty records shows the question asked and answered in seventeen of them',
  'Minutes of the team briefing with the names of the teams that took part',
  'The new form, in use since the start of the quarter',
  'A survey of forty practitioners, thirty-one of whom say that they would now act earlier',
  'A dip sample of ten cases read by somebody from another agency',
  'Figures of the last two quarters, against the year before',
] as const
export const accounts = [
  'A baby was brought to the emergency department with injuries that the first account did not explain. Several services had met the family in the weeks before.',
  'A young person died at home. School, health and the police each knew of a part of what worried them, and nobody held the whole.',
  'A child was seriously harmed while living with relatives. A move between two areas had left gaps in what was known.',
  'A toddler was found in a dangerous condition after several missed appointments that were each explained away.',
] as const
