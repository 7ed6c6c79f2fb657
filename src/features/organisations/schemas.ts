import { z } from 'zod'
import { choice, optionalUid, requiredDate, requiredText, uid } from '#platform/fields.ts'
import { agencyKinds, statutoryPartners } from './model.ts'

/** A new agency. */
export const AddAgencyForm = z.strictObject({
  name: requiredText('Enter the name of the agency', 200),
  kind: choice(agencyKinds, 'Choose what kind of body it is'),
  statutoryPartner: choice(
    ['none', ...statutoryPartners],
    'Say whether it is one of the three partners',
  ),
  activeFrom: requiredDate('Enter the day from which it works with the partnership, like 1 7 2022'),
})
/** A new agency. */
export type AddAgencyForm = z.output<typeof AddAgencyForm>

/** The end of an agency. */
export const EndAgencyForm = z.strictObject({
  lastDay: requiredDate('Enter its last day, like 30 6 2022'),
  successor: uid('Choose the agency that takes over'),
})
/** The end of an agency. */
export type EndAgencyForm = z.output<typeof EndAgencyForm>

/** A new post in an agency. */
export const AddPostForm = z.strictObject({
  title: requiredText('Enter the title of the post', 200),
  holder: optionalUid(),
})
/** A new post in an agency. */
export type AddPostForm = z.output<typeof AddPostForm>

/** Somebody takes up a post, or nobody does. */
export const FillPostForm = z.strictObject({ holder: uid('Choose who takes up the post') })
/** Somebody takes up a post. */
export type FillPostForm = z.output<typeof FillPostForm>
