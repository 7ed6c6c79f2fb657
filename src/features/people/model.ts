/** The part that somebody has in a case. */
export const personParts = [
  'child',
  'sibling',
  'mother',
  'father',
  'partner',
  'carer',
  'grandparent',
  'other-relative',
  'professional',
  'other',
] as const
/** The part of one person. */
export type PersonPart = (typeof personParts)[number]

/** The kinds of value that identify somebody or somewhere. */
export const vaultKinds = [
  'name',
  'former-name',
  'nickname',
  'birth-date',
  'death-date',
  'address',
  'postcode',
  'nhs-number',
  'telephone',
  'email',
  'username',
  'school',
  'gp-practice',
  'hospital',
  'place',
  'date',
  'other',
] as const
/** One kind of value in the vault. */
export type VaultKind = (typeof vaultKinds)[number]

/** What readers call each part; fathers and partners stand beside mothers. */
export const personPartWords: Readonly<Record<PersonPart, string>> = {
  child: 'Child',
  sibling: 'Brother or sister',
  mother: 'Mother',
  father: 'Father',
  partner: 'Partner',
  carer: 'Carer',
  grandparent: 'Grandparent',
  'other-relative': 'Other relative',
  professional: 'Professional',
  other: 'Somebody else',
}

/** What readers call each kind of value. */
export const vaultKindWords: Readonly<Record<VaultKind, string>> = {
  name: 'Name',
  'former-name': 'Former name',
  nickname: 'Name used in the family',
  'birth-date': 'Date of birth',
  'death-date': 'Date of death',
  address: 'Address',
  postcode: 'Postcode',
  'nhs-number': 'NHS number',
  telephone: 'Telephone number',
  email: 'E-mail address',
  username: 'User name',
  school: 'School',
  'gp-practice': 'GP practice',
  hospital: 'Hospital',
  place: 'Place',
  date: 'Another date',
  other: 'Another value',
}

/** The sex that is recorded for the drawing; it decides the symbol and says nothing else about a person. */
export const drawnSexes = ['female', 'male', 'other', 'not-known'] as const
/** The sex of one person, as it is drawn. */
export type DrawnSex = (typeof drawnSexes)[number]

/** What a family drawing shows of a life; null in a record means that nobody has said. */
export const lives = ['living', 'died', 'unborn', 'stillborn', 'miscarriage'] as const
/** One of these. */
export type Life = (typeof lives)[number]

/** The four ways in which two people of a case are related. */
export type Tie = 'parent' | 'partner' | 'sibling' | 'twin'

/** Each kind of relation with its tie. For parents the first of the two is the parent, for all others the order means nothing. */
export const tieOf = {
  'birth-parent': 'parent',
  'adoptive-parent': 'parent',
  'foster-parent': 'parent',
  'step-parent': 'parent',
  guardian: 'parent',
  donor: 'parent',
  surrogate: 'parent',
  married: 'partner',
  'civil-partnership': 'partner',
  'living-together': 'partner',
  dating: 'partner',
  separated: 'partner',
  divorced: 'partner',
  ended: 'partner',
  'full-sibling': 'sibling',
  'half-sibling': 'sibling',
  sibling: 'sibling',
  'identical-twin': 'twin',
  'other-twin': 'twin',
  twin: 'twin',
} as const satisfies Readonly<Record<string, Tie>>
/** How two people are related. */
export type RelationKind = keyof typeof tieOf
/** Every kind, in the order in which forms offer them. */
export const relationKinds = Object.keys(tieOf) as [RelationKind, ...RelationKind[]]
