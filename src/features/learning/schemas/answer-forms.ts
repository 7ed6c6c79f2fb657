import { z } from 'zod'
import { choice, optionalText, requiredDate, uid, uids } from '#platform/fields.ts'
import { optionalFile } from '#platform/http/uploads.ts'

const kinds = ['accepted', 'accepted-with-change', 'already-done', 'rejected'] as const

const answer = {
  kind: choice(kinds, 'Choose the answer'),
  reasons: optionalText(4000),
  change: optionalText(4000),
  evidence: uids(),
}

/** An agency's own answer. */
export const AnswerForm = z.strictObject(answer)
/** An agency's own answer. */
export type AnswerForm = z.output<typeof AnswerForm>

/** How an answer can come that somebody else records. */
export const receivedWays = ['letter', 'e-mail', 'meeting', 'telephone'] as const

/** An answer recorded on an agency's behalf. */
export const AnswerForForm = z.strictObject({
  agency: uid('Choose whose answer it is'),
  ...answer,
  receivedFrom: optionalText(200),
  receivedHow: choice(receivedWays, 'Say how it came'),
  receivedOn: requiredDate('Enter the day on which it came, like 27 3 2026'),
  document: optionalText(300),
  paper: optionalFile(),
})
/** An answer recorded on an agency's behalf. */
export type AnswerForForm = z.output<typeof AnswerForForm>
