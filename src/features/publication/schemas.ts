import { z } from 'zod'
import {
  choice,
  optionalDate,
  optionalText,
  requiredDate,
  requiredText,
  uid,
  uids,
} from '#platform/fields.ts'
import { isUploadedFile } from '#platform/http/uploads.ts'
import type { UploadedFile } from '#platform/http/uploads.ts'
import { parseUid } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { claimKindNames } from './claims/claim.ts'
import { publicationKinds, publicStates } from './model.ts'
import type { TieKind } from './model.ts'

const title = requiredText('Enter the title of the public page', 200)
const slug = z
  .string({ error: 'Enter the last part of the address' })
  .transform((text) => text.toLowerCase())
  .pipe(
    z
      .string()
      .min(3, 'Enter the last part of the address, like review-child-f-2024')
      .max(80, 'Use 80 characters or fewer')
      .regex(
        /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
        'Use small letters, figures and single hyphens, like review-child-f-2024',
      ),
  )

/** A publication of a case's review, with the title that it begins with. */
export const OpenPublicationForm = z.strictObject({
  case: uid('Choose the case whose review is to be published'),
  kind: choice(publicationKinds, 'Choose what is published'),
  title,
  slug,
})
/** A publication of a case's review. */
export type OpenPublicationForm = z.output<typeof OpenPublicationForm>

/** The text of a publication as somebody types it. */
export const WriteTextForm = z.strictObject({ title, slug, body: optionalText(200_000) })
/** The text of a publication. */
export type WriteTextForm = z.output<typeof WriteTextForm>

/** A recommendation for the public page. */
export const AddRecommendationForm = z.strictObject({
  words: optionalText(4000),
  addressee: requiredText('Say to whom the recommendation was made', 300),
  state: choice(publicStates, 'Choose what happened next'),
  stateOn: requiredDate('Enter the day from which that is known, like 27 3 2026'),
})
/** A recommendation for the public page. */
export type AddRecommendationForm = z.output<typeof AddRecommendationForm>

/** Recommendations of the learning record that are brought in. */
export const BringRecommendationsForm = z.strictObject({
  chosen: uids().refine((chosen) => chosen.length > 0, 'Tick the recommendations to bring in'),
})

function upload(missing: string): z.ZodType<UploadedFile, unknown> {
  return z.custom<UploadedFile>(isUploadedFile, { error: missing })
}

/** A document that goes out with the page. */
export const AttachDocumentForm = z.strictObject({
  document: upload('Choose the document'),
})
/** A document that goes out with the page. */
export type AttachDocumentForm = z.output<typeof AttachDocumentForm>

/** An answer to questions of the gate: one reason for all that are ticked. */
export const AnswerQuestionsForm = z.strictObject({
  questions: z.preprocess(
    (sent) => (sent === undefined || sent === '' ? [] : [sent].flat()),
    z.array(z.string().max(80)).min(1, 'Tick the places that you are answering for'),
  ),
  verdict: choice(['harmless', 'must-change'], 'Say whether the words mean the person or place'),
  reason: requiredText('Give the reason for your answer', 2000),
})
/** An answer to questions of the gate. */
export type AnswerQuestionsForm = z.output<typeof AnswerQuestionsForm>

/** An act that is nothing but its button. */
export const NoFields = z.strictObject({})

/** Why a copy is taken down. */
export const WithdrawForm = z.strictObject({
  reason: requiredText('Give the reason; it is kept inside and never shown in public', 2000),
})

/** Below which key a list goes on. */
export const PageQuery = z.object({
  before: z.coerce.number().int().positive().optional().catch(undefined),
})

/** A published statement to be imported; what the file says of itself may be put right. */
export const ImportStatementForm = z.strictObject({
  file: upload('Choose the file with the statement'),
  whose: choice(['ours', 'other'], 'Say who published the statement'),
  title: optionalText(300),
  publisher: optionalText(200),
  publishedOn: optionalDate(),
})
/** A published statement to be imported. */
export type ImportStatementForm = z.output<typeof ImportStatementForm>

const kind = choice(claimKindNames, 'Choose what kind of claim it is')

/** Other words, or another kind, for a claim. */
export const RewordClaimForm = z.strictObject({
  words: requiredText('Enter the claim in words', 2000),
  kind,
})
/** Other words for a claim. */
export type RewordClaimForm = z.output<typeof RewordClaimForm>

/** Why a claim is dropped. */
export const DropClaimForm = z.strictObject({
  reason: requiredText('Say why these words are nothing to follow up', 2000),
})

/** The claim that takes this one in. */
export const MergeClaimForm = z.strictObject({
  into: uid('Choose the claim that says the same'),
  kind: z.preprocess((sent) => (sent === '' ? undefined : sent), kind.optional()),
})
/** The claim that takes this one in. */
export type MergeClaimForm = z.output<typeof MergeClaimForm>

/** A claim that the rules did not see: its words stand in one paragraph. */
export const AddClaimForm = z.strictObject({
  block: uid('Choose the paragraph'),
  words: requiredText('Copy the words from the paragraph', 2000),
  kind,
})
/** A claim that the rules did not see. */
export type AddClaimForm = z.output<typeof AddClaimForm>

const thing = /^(recommendation|action|evidence) (\S+)$/

/** What a claim is tied to: its kind and its outer identity in one choice. */
export const TieClaimForm = z.strictObject({
  to: z
    .string({ error: 'Choose what the claim is tied to' })
    .transform((sent, check): { kind: TieKind; uid: Uid } => {
      const [, kind = '', id = ''] = thing.exec(sent) ?? []
      const found = parseUid(id)
      if (found !== undefined) return { kind: kind as TieKind, uid: found }
      check.addIssue({ code: 'custom', message: 'Choose what the claim is tied to' })
      return z.NEVER
    }),
})
/** What a claim is tied to. */
export type TieClaimForm = z.output<typeof TieClaimForm>
