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
