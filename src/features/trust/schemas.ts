import { z } from 'zod'
import { choice, requiredDate, requiredText, uid } from '#platform/fields.ts'
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

/** Somebody else who is too close to a case. */
export const FlagConflictForm = z.strictObject({
  person: uid('Choose the person'),
  kind: choice(['subject', 'matched'], 'Say how close the person is'),
  basis: requiredText('Say what the conflict rests on', 1000),
})
/** Somebody else who is too close to a case. */
export type FlagConflictForm = z.output<typeof FlagConflictForm>
