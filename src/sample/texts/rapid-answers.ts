type Answer = readonly ['yes' | 'no', string]

/** What one rapid review says: its own answers, about its own child. */
export interface RapidAnswers {
  readonly equality: string
  /** Whether any child needs protection now. */
  readonly safety: Answer
  readonly earlier: string
  readonly improvements: string
  readonly themes: Answer
  readonly together: Answer
  readonly oneAgency: Answer
  readonly decision: string
}

const several: Answer = ['no', 'Several agencies knew the family.']

/** The baby who died in a shared bed on a weekend away from home. */
export const babyQAnswers: RapidAnswers = {
  equality:
    'The family’s faith and their move between homes were asked about; no inequality in practice was found.',
  safety: ['no', 'A sister of four lives with the parents. She was seen at home and is safe.'],
  earlier:
    'Two earlier local reviews speak of safer sleep out of routine; one recommendation was the same.',
  improvements: 'Advice did not reach the father, and not for the night away from home.',
  themes: ['yes', 'Fathers and safer sleep come up in earlier reviews.'],
  together: ['yes', 'Three services held a part of the picture each.'],
  oneAgency: several,
  decision: 'Several agencies knew the family, and the same learning was found before.',
}

/** The child of three whose family moved twice in a year. */
export const movingChildAnswers: RapidAnswers = {
  equality:
    'The mother is hard of hearing. After the second move no record said so, and she was asked to ring back.',
  safety: ['no', 'There is no other child in the home.'],
  earlier:
    'A review four years ago asked that records follow a family that moves; it was closed on a statement only.',
  improvements: 'Records followed the family late or not at all.',
  themes: ['yes', 'Moves and lost records were found in an earlier review.'],
  together: [
    'yes',
    'Two practices, health visiting and housing each thought that another had been.',
  ],
  oneAgency: several,
  decision: 'Records did not follow a family that moved twice, and this was found before.',
}

/** The baby of four months with fractures of different ages. */
export const bruisedBabyAnswers: RapidAnswers = {
  equality:
    'The parents are young. Whether they were believed too readily, or blamed too soon, was explored with staff.',
  safety: ['yes', 'The baby is in foster care since the day of the injury; there are no others.'],
  earlier:
    'The national advice on bruises in babies who cannot yet move was read; it was known and not used.',
  improvements: 'A bruise was seen at two visits, and the account was taken as given.',
  themes: ['yes', 'Bruises in babies who cannot yet move come up in two earlier reviews.'],
  together: ['yes', 'Midwifery, health visiting and police each knew what the others did not.'],
  oneAgency: several,
  decision: 'What three services saw was never put side by side, and this was found before.',
}

/** The toddler whose injuries the account did not explain. */
export const toddlerAnswers: RapidAnswers = {
  equality:
    'The mother’s first language is not English; an interpreter was there at two of five contacts.',
  safety: ['yes', 'The toddler is with grandparents, and contact is supervised.'],
  earlier: 'No earlier local review is like it; two national ones were read.',
  improvements:
    'The hospital asked at once; what the police knew of earlier calls came a day late.',
  themes: ['no', 'Nothing like it was found here in the last three years.'],
  together: ['yes', 'Earlier calls to the police did not reach health visiting.'],
  oneAgency: several,
  decision: 'The learning is clear and shared by several agencies; a review would add little.',
}

/** The child of six who was hurt when an argument between adults turned violent. */
export const witnessAnswers: RapidAnswers = {
  equality:
    'The family came here after threats at their former home; whether anybody asked about it goes into the review.',
  safety: ['yes', 'The child is in hospital with the mother; the other adult is in custody.'],
  earlier: 'Two earlier reviews speak of children who live with violence between adults.',
  improvements: 'The school’s worries and the calls to the police were never put side by side.',
  themes: ['yes', 'Children who live with violence come up in two earlier reviews.'],
  together: ['yes', 'School, police and housing each had a part of the picture.'],
  oneAgency: several,
  decision: 'School, police and housing each knew a part, and this was found before.',
}

/** The child of four who died after an asthma attack; several appointments had not been kept. */
export const asthmaAnswers: RapidAnswers = {
  equality:
    'The parents’ shifts and the way without a car were asked about; appointments were offered by day only.',
  safety: ['no', 'There is no other child in the home.'],
  earlier:
    'One earlier review asks to say “was not brought” instead of “did not attend”; the practice had not taken it up.',
  improvements: 'Four asthma reviews were missed, and nobody asked why the child was not brought.',
  themes: ['yes', 'Children who are not brought come up in an earlier review.'],
  together: ['no', 'The school and the health visitor told the practice what they knew.'],
  oneAgency: ['yes', 'The learning concerns how one practice follows up children not brought.'],
  decision: 'The learning concerns how one practice follows up missed appointments.',
}

/** The baby who was found badly underweight at a visit that had been put off twice. */
export const underweightAnswers: RapidAnswers = {
  equality: 'Not written yet.',
  safety: [
    'yes',
    'The baby is in hospital and gains weight; going home is planned with the family.',
  ],
  earlier: 'Not looked at yet.',
  improvements: 'Two visits were put off, and nobody weighed the baby in between.',
  themes: ['yes', 'Babies who are not weighed come up in an earlier review.'],
  together: ['yes', 'The practice and health visiting each waited for the other.'],
  oneAgency: several,
  decision: 'Not decided yet.',
}
