import { z } from 'zod'
import {
  choice,
  choices,
  optionalDate,
  optionalText,
  optionalUid,
  requiredDate,
  requiredText,
  uids,
} from '#platform/fields.ts'
import { asks, strengths } from '../recommendation-words.ts'

const sources = [
  'local-review',
  'rapid-review',
  'national-review',
  'coroner',
  'inspection',
  'audit',
  'section-11',
] as const

/** What a recommendation says and to whom. */
export const DraftRecommendationForm = z.strictObject({
  case: optionalUid(),
  review: optionalUid().optional(),
  findings: uids(),
  number: optionalText(40),
  source: choice(sources, 'Choose what kind of work recommends it'),
  sourceTitle: optionalText(300),
  sourcePlace: optionalText(200),
  text: optionalText(4000),
  notHeld: z.enum(['yes']).optional(),
  addressedTo: choice(['agencies', 'partnership', 'national'], 'Choose to whom it is made'),
  agencies: uids(),
  asks: choices(asks),
  dueOn: optionalDate(),
  outcome: optionalText(4000),
  measure: optionalText(4000),
})
/** What a recommendation says and to whom. */
export type DraftRecommendationForm = z.output<typeof DraftRecommendationForm>

/** The quality check of a draft. */
export const CheckQualityForm = z.strictObject({
  strength: choice(strengths, 'Say how strong it is'),
  note: optionalText(2000),
})
/** The quality check of a draft. */
export type CheckQualityForm = z.output<typeof CheckQualityForm>

/** The agencies are asked for their answer, and the posts that answer for them let in. */
export const AskForm = z.strictObject({
  posts: uids(),
  dueOn: requiredDate('Enter the day by which the answers are to come, like 27 3 2026'),
})
/** The agencies are asked for their answer. */
export type AskForm = z.output<typeof AskForm>

/** The rung that has to be reached. */
export const SetRungForm = z.strictObject({
  rung: z
    .enum(['1', '2', '3', '4'], { error: 'Choose what has to be shown' })
    // The text is one of the four digits.
    .transform((text) => Number(text) as 1 | 2 | 3 | 4),
  reason: requiredText('Say why this is in proportion to what is asked', 2000),
})
/** The rung that has to be reached. */
export type SetRungForm = z.output<typeof SetRungForm>

/** The decision on a recommendation. */
export const decisionActs = [
  'agree',
  'agree-changed',
  'record-already-met',
  'reject',
  'return-to-draft',
] as const
/** The decision on a recommendation. */
export const DecideForm = z.strictObject({
  act: choice(decisionActs, 'Choose what is decided'),
  agreedText: optionalText(4000),
  reason: optionalText(4000),
})
/** The decision on a recommendation. */
export type DecideForm = z.output<typeof DecideForm>

/** How delivery moves on. */
export const deliveryActs = [
  'begin-delivery',
  'claim-delivered',
  'return-to-delivery',
  'assure',
] as const
/** How delivery moves on. */
export const DeliveryForm = z.strictObject({
  act: choice(deliveryActs, 'Choose what happened'),
  reason: optionalText(4000),
})
/** How delivery moves on. */
export type DeliveryForm = z.output<typeof DeliveryForm>

/** The ends that are recorded by an act of their own. */
export const endActs = ['achieve', 'end-not-measurable', 'supersede', 'overtake'] as const
/** The end of a recommendation. */
export const EndForm = z.strictObject({
  act: choice(endActs, 'Choose how it ends'),
  supersededBy: optionalUid(),
  reason: optionalText(4000),
})
/** The end of a recommendation. */
export type EndForm = z.output<typeof EndForm>

/** A recommendation is opened again. */
export const ReopenForm = z.strictObject({
  reason: requiredText('Say why it is opened again'),
})
/** A recommendation is opened again. */
export type ReopenForm = z.output<typeof ReopenForm>

/** Something was recorded in error. */
export const InErrorForm = z.strictObject({
  reason: requiredText('Say what was wrong', 2000),
})
