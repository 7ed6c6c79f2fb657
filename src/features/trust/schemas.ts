import { z } from 'zod'
import { choice, requiredDate, requiredText, uid } from '#platform/fields.ts'

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

/** Somebody else who is too close to a case. */
export const FlagConflictForm = z.strictObject({
  person: uid('Choose the person'),
  kind: choice(['subject', 'matched'], 'Say how close the person is'),
  basis: requiredText('Say what the conflict rests on', 1000),
})
/** Somebody else who is too close to a case. */
export type FlagConflictForm = z.output<typeof FlagConflictForm>
