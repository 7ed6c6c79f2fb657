import { z } from 'zod'
import {
  choice,
  optionalDate,
  optionalText,
  optionalUid,
  requiredDate,
  requiredText,
  uid,
  uids,
  wholeNumber,
} from '#platform/fields.ts'
import { deliveryActLabels } from '../action.ts'
import type { DeliveryAct } from '../action.ts'
import { impactScale } from '../impact.ts'
import type { EvidenceLevel, Impact } from '../model.ts'
import { evidenceKindWords, impactJudgementWords, outcomeWords } from '../work-words.ts'
import type { AssuranceOutcome, Evidence, ImpactJudgement } from '../model.ts'
import { receivedWays } from './answer-forms.ts'

// Object.keys gives strings; they are the words of the table by its type.
const acts = Object.keys(deliveryActLabels) as [DeliveryAct, ...DeliveryAct[]]
const impacts = Object.keys(impactScale) as [Impact, ...Impact[]]
const kinds = Object.keys(evidenceKindWords) as [Evidence['kind'], ...Evidence['kind'][]]
const outcomes = Object.keys(outcomeWords) as [AssuranceOutcome, ...AssuranceOutcome[]]
const judgements = Object.keys(impactJudgementWords) as [ImpactJudgement, ...ImpactJudgement[]]

function optionalNumber(range: { from: number; to: number; missing: string }) {
  return z.preprocess(
    (sent) => (sent === '' ? undefined : sent),
    wholeNumber(range).optional(),
  ) as z.ZodType<number | undefined, unknown>
}

function evidenceLevel(missing: string): z.ZodType<EvidenceLevel, unknown> {
  return (
    z
      .enum(['0', '1', '2', '3', '4'], { error: missing })
      // The text is one of the five digits.
      .transform((text) => Number(text) as EvidenceLevel)
  )
}

const whereFrom = {
  receivedFrom: optionalText(200),
  receivedHow: z
    .enum(['', ...receivedWays])
    .transform((how) => (how === '' ? undefined : how))
    .optional(),
  receivedOn: optionalDate(),
}

/** A new action. */
export const AddActionForm = z.strictObject({
  text: requiredText('Say what is to be done', 2000),
  outcome: optionalText(2000),
  post: uid('Choose the post that owns it'),
  dueOn: requiredDate('Enter the day by which it is to be done, like 27 3 2026'),
})
/** A new action. */
export type AddActionForm = z.output<typeof AddActionForm>

/** An action goes to another post. */
export const ChangeOwnerForm = z.strictObject({
  post: uid('Choose the post that owns it from now on'),
  reason: requiredText('Say why it changes hands', 2000),
})
/** An action goes to another post. */
export type ChangeOwnerForm = z.output<typeof ChangeOwnerForm>

/** Another date. */
export const RedateForm = z.strictObject({
  dueOn: requiredDate('Enter the new date, like 27 3 2026'),
  reason: requiredText('Say why the date moves', 2000),
})
/** Another date. */
export type RedateForm = z.output<typeof RedateForm>

/** How an action goes, as its owner says. */
export const ProgressForm = z.strictObject({
  standing: choice(['on-track', 'at-risk', 'off-track', 'done'], 'Say how it stands'),
  words: requiredText('Say in a sentence or two how it goes', 4000),
  asksDueOn: optionalDate(),
  ...whereFrom,
})
/** How an action goes, as its owner says. */
export type ProgressForm = z.output<typeof ProgressForm>

/** A step that others than the owner take. */
export const MoveActionForm = z.strictObject({
  act: choice(acts, 'Choose what happens to it'),
  reason: optionalText(4000),
})
/** A step that others than the owner take. */
export type MoveActionForm = z.output<typeof MoveActionForm>

/** A step of an action with a date of its own. */
export const MilestoneForm = z.strictObject({
  text: requiredText('Say what is done by then', 1000),
  dueOn: requiredDate('Enter the date, like 27 3 2026'),
})
/** A step of an action with a date of its own. */
export type MilestoneForm = z.output<typeof MilestoneForm>

/** What became of a milestone. */
export const ChangeMilestoneForm = z.strictObject({
  what: choice(['done', 'other-date', 'in-error'], 'Say what happened to it'),
  on: optionalDate(),
  reason: optionalText(2000),
})
/** What became of a milestone. */
export type ChangeMilestoneForm = z.output<typeof ChangeMilestoneForm>

/** Whether an action made a difference. */
export const JudgeImpactForm = z.strictObject({
  impact: choice(impacts, 'Choose what can be said of its impact'),
  reasons: requiredText('Give the reasons'),
})
/** Whether an action made a difference. */
export type JudgeImpactForm = z.output<typeof JudgeImpactForm>

/** A piece of evidence. Its papers are checked before. */
export const GiveEvidenceForm = z.strictObject({
  actions: uids(),
  agency: optionalUid(),
  kind: choice(kinds, 'Choose what kind of evidence it is'),
  summary: requiredText('Say what it shows', 4000),
  counted: optionalNumber({ from: 0, to: 1_000_000, missing: 'Enter the figure in digits' }),
  countedOf: optionalNumber({ from: 1, to: 1_000_000, missing: 'Enter the whole in digits' }),
  countedWhat: optionalText(200),
  level: evidenceLevel('Choose what it shows on the ladder'),
  givenOn: requiredDate('Enter the day from which it is, like 27 3 2026'),
  freshUntil: optionalDate(),
  personal: z.enum(['yes']).optional(),
  ...whereFrom,
})
/** A piece of evidence. */
export type GiveEvidenceForm = z.output<typeof GiveEvidenceForm>

/** What somebody without a stake says about a piece of evidence. */
export const JudgeEvidenceForm = z.strictObject({
  outcome: choice(['accepted', 'returned'], 'Accept the evidence or return it'),
  level: evidenceLevel('Choose the level that it reaches'),
  reason: optionalText(4000),
})
/** What somebody without a stake says about a piece of evidence. */
export type JudgeEvidenceForm = z.output<typeof JudgeEvidenceForm>

/** A sitting of the assurance group and what it decided. */
export const SitForm = z.strictObject({
  meeting: requiredText('Say which meeting it was, and where its minutes are', 300),
  on: requiredDate('Enter the day of the meeting, like 27 3 2026'),
  present: uids(),
  outcome: choice(outcomes, 'Choose what was decided'),
  reasons: requiredText('Give the reasons'),
})
/** A sitting of the assurance group and what it decided. */
export type SitForm = z.output<typeof SitForm>

/** A look, some months later, that is planned on top. */
export const PlanCheckForm = z.strictObject({
  dueOn: requiredDate('Enter the day on which to look again, like 27 3 2026'),
})
/** A look that is planned on top. */
export type PlanCheckForm = z.output<typeof PlanCheckForm>

/** What a check found. */
export const RecordCheckForm = z.strictObject({
  on: requiredDate('Enter the day on which you looked, like 27 3 2026'),
  method: requiredText('Say how you looked', 1000),
  sampleSize: optionalNumber({ from: 1, to: 1_000_000, missing: 'Enter the number in digits' }),
  againstBaseline: optionalText(1000),
  judgement: choice(judgements, 'Choose what it shows'),
  reasons: requiredText('Give the reasons'),
  unintended: optionalText(2000),
})
/** What a check found. */
export type RecordCheckForm = z.output<typeof RecordCheckForm>

/** A reason, and nothing else. */
export const ReasonForm = z.strictObject({ reason: requiredText('Give the reason', 2000) })
/** A reason, and nothing else. */
export type ReasonForm = z.output<typeof ReasonForm>

/** Too close to judge. */
export const InterestForm = z.strictObject({
  reason: requiredText('Say in a few words why you are too close to it', 1000),
})
/** Too close to judge. */
export type InterestForm = z.output<typeof InterestForm>

/** How the group decides, and when it looks again. */
export const AssuranceRulesForm = z
  .strictObject({
    judges: wholeNumber({ from: 2, to: 20, missing: 'Enter a number of judges from 2 to 20' }),
    agencies: wholeNumber({ from: 2, to: 20, missing: 'Enter a number of agencies from 2 to 20' }),
    months: z
      .string({ error: 'Enter the months, like 3, 6, 12' })
      .regex(
        /^\d{1,2}( *, *\d{1,2}){0,9}$/,
        'Enter the months as numbers with commas, like 3, 6, 12',
      )
      .transform((text) => text.split(',').map(Number))
      .refine((months) => months.every((count) => count >= 1 && count <= 60), {
        error: 'Each must be from 1 to 60 months',
      }),
  })
  .refine((rules) => rules.agencies <= rules.judges, {
    path: ['agencies'],
    error: 'There cannot be more agencies than judges',
  })
/** How the group decides, and when it looks again. */
export type AssuranceRulesForm = z.output<typeof AssuranceRulesForm>
