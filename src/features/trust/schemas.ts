import { z } from 'zod'
import { choice, optionalUid, requiredDate, requiredText, uid } from '#platform/fields.ts'
import { emergencyReasons } from './words.ts'

/** Why a conflict is confirmed. */
export const ConfirmConflictForm = z.strictObject({
  reason: requiredText('Say why it is a conflict', 1000),
})

/** Until when, and why, a conflict is cleared. */
export const ClearConflictForm = z.strictObject({
  until: requiredDate('Enter the day until which it is cleared, like 27 3 2027'),
  because: requiredText('Say why it is no conflict', 1000),
})
/** Until when, and why, a conflict is cleared. */
export type ClearConflictForm = z.output<typeof ClearConflictForm>

/** Emergency access to one case. */
export const EmergencyForm = z.strictObject({
  reference: requiredText('Enter the reference of the case, like 2026-04', 60),
  reasonCode: choice(emergencyReasons, 'Choose why you need it'),
  reason: requiredText('Say in at least 20 characters why you need it', 1000).refine(
    (text) => text.trim().length >= 20,
    'Say in at least 20 characters why you need it',
  ),
})
/** Emergency access to one case. */
export type EmergencyForm = z.output<typeof EmergencyForm>

/** A verdict on somebody else's emergency access. */
export const ReviewEmergencyForm = z.strictObject({
  verdict: choice(['justified', 'not-justified'], 'Say whether it was justified'),
  note: requiredText('Say what you found', 1000),
})
/** A verdict on somebody else's emergency access. */
export type ReviewEmergencyForm = z.output<typeof ReviewEmergencyForm>

/** A case is sealed by somebody who knows what that does. */
export const SealForm = z.strictObject({
  sure: z.literal('yes', { error: 'Confirm that the case is to close to everybody else' }),
})

/** Somebody for whom a sealed case opens. */
export const SealNameForm = z.strictObject({
  person: uid('Choose the person'),
  until: requiredDate('Enter the day until which it opens to them, like 27 3 2027'),
  reason: requiredText('Say why they need it', 1000),
})
/** Somebody for whom a sealed case opens. */
export type SealNameForm = z.output<typeof SealNameForm>

/** Why a seal is released. */
export const ReleaseSealForm = z.strictObject({
  because: requiredText('Say why the seal is no longer needed', 1000),
})

/** A share of a case or a recommendation. */
export const ShareForm = z.strictObject({
  to: choice(['partnership', 'agency'], 'Say with whom it is shared'),
  partnership: optionalUid(),
  agency: optionalUid(),
  reach: choice(['0', '1', '2'], 'Say how much they see'),
  until: requiredDate('Enter the day until which it is shared, like 27 3 2027'),
  purpose: requiredText('Say what it is shared for', 1000),
  basis: requiredText('Name the basis in law', 300),
})
/** A share of a case or a recommendation. */
export type ShareForm = z.output<typeof ShareForm>

/** Somebody else who is too close to a case. */
export const FlagConflictForm = z.strictObject({
  person: uid('Choose the person'),
  kind: choice(['subject', 'matched'], 'Say how close the person is'),
  basis: requiredText('Say what the conflict rests on', 1000),
})
/** Somebody else who is too close to a case. */
export type FlagConflictForm = z.output<typeof FlagConflictForm>
