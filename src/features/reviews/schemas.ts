import { z } from 'zod'
import {
  optionalUid,
  choice,
  optionalDate,
  optionalText,
  requiredDate,
  requiredText,
  uid,
  uids,
  wholeNumber,
} from '#platform/fields.ts'
import { caseReviewActLabels } from './case-review.ts'
import type { CaseReviewAct } from './case-review.ts'
import { delayWords, replyWords } from './labels.ts'
import { rapidReviewSections, reviewCriteria, reviewKinds, reviewOutcomes } from './model.ts'
import type { Delay, PanelReply } from './model.ts'

const answers = [
  'yes',
  'no',
  'not-asked',
  'asked-not-known',
  'declined',
  'not-yet-happened',
] as const
// Object.keys gives strings; these records have exactly the words of their unions as keys.
const reviewActs = Object.keys(caseReviewActLabels) as [CaseReviewAct, ...CaseReviewAct[]]
const delayKinds = Object.keys(delayWords) as [Delay['because'], ...Delay['because'][]]
const replies = Object.keys(replyWords) as [PanelReply['outcome'], ...PanelReply['outcome'][]]
const draft = wholeNumber({ from: 1, to: 10_000, missing: 'Open the page again' })

/** A case in the address. */
export const SectionParams = z.object({ uid: uid(), section: z.enum(rapidReviewSections) })
/** A criterion in the address. */
export const CriterionParams = z.object({ uid: uid(), criterion: z.enum(reviewCriteria) })

/** A form that only says yes. */
export const NothingMore = z.strictObject({})

/** The answer to one of the questions of a rapid review. */
export const AnswerForm = z.strictObject({
  answer: choice(['yes', 'no'], 'Choose yes or no'),
  text: requiredText('Say what was found, or why it was not looked at', 20_000),
})
/** The answer to one of the questions of a rapid review. */
export type AnswerForm = z.output<typeof AnswerForm>

/** The answer to a criterion. */
export const CriterionForm = z.strictObject({
  answer: choice(answers, 'Choose an answer; “not known” is one'),
  reasons: requiredText('Give the reasons', 8000),
})
/** The answer to a criterion. */
export type CriterionForm = z.output<typeof CriterionForm>

/** The partners' decision on what follows. */
export const DecisionForm = z.strictObject({
  outcome: choice(reviewOutcomes, 'Choose what was decided'),
  reasons: requiredText('Give the reasons, whichever way it was decided', 8000),
  viewOnNational: optionalText(4000),
  decidedOn: requiredDate('Enter the day of the decision, like 27 3 2026'),
})
/** The partners' decision on what follows. */
export type DecisionForm = z.output<typeof DecisionForm>

/** A partner's signature or dissent under the draft that was before the eyes. */
export const SignForm = z.strictObject({
  view: choice(['agrees', 'dissents'], 'Choose whether your organisation agrees or dissents'),
  reasons: optionalText(8000),
  draft,
})
/** A partner's signature or dissent. */
export type SignForm = z.output<typeof SignForm>

/** A rapid review goes to the Panel. */
export const SendForm = z.strictObject({
  sentOn: requiredDate('Enter the day on which it was sent, like 27 3 2026'),
})
/** A rapid review goes to the Panel. */
export type SendForm = z.output<typeof SendForm>

/** What the Panel answered. */
export const ReplyForm = z.strictObject({
  receivedOn: requiredDate('Enter the day on which it came, like 27 3 2026'),
  outcome: choice(replies, 'Choose what the Panel says'),
  text: optionalText(20_000),
})
/** What the Panel answered. */
export type ReplyForm = z.output<typeof ReplyForm>

/** A step in the life of a rapid review that has no page of its own. */
export const MoveRapidForm = z.strictObject({
  act: choice(
    ['gather', 'draft', 'seek-signatures', 'return-to-draft', 'reopen'],
    'Choose what happens next',
  ),
  reason: optionalText(4000),
})
/** A step in the life of a rapid review. */
export type MoveRapidForm = z.output<typeof MoveRapidForm>

/** A new review of a case, alone or with others. */
export const BeginReviewForm = z.strictObject({
  kind: choice(reviewKinds, 'Choose what kind of review it is'),
  decidedOn: requiredDate('Enter the day on which the partners decided, like 27 3 2026'),
  others: uids(),
})
/** A new review. */
export type BeginReviewForm = z.output<typeof BeginReviewForm>

/** The case ends. */
export const CloseCaseForm = z.strictObject({ reason: optionalText(4000) })
/** The case ends. */
export type CloseCaseForm = z.output<typeof CloseCaseForm>

/** Method and terms of reference. */
export const TermsForm = z.strictObject({
  method: requiredText('Say how the review is done', 4000),
  terms: requiredText('Write the terms of reference', 20_000),
})
/** Method and terms of reference. */
export type TermsForm = z.output<typeof TermsForm>

/** Who writes the review. */
export const ReviewerForm = z.strictObject({
  name: requiredText('Enter the name of the reviewer', 200),
  /** The reviewer as somebody who signs in, if so. */
  account: optionalUid(),
  organisation: optionalText(200),
  conflictDeclaration: requiredText(
    'Say what was declared about conflicts of interest; “none” is an answer',
    4000,
  ),
  declaredOn: requiredDate('Enter the day of the declaration, like 27 3 2026'),
})
/** Who writes the review. */
export type ReviewerForm = z.output<typeof ReviewerForm>

/** The day that is planned for publication. */
export const PublicationDayForm = z.strictObject({
  publishOn: requiredDate('Enter the day of publication, like 27 3 2026'),
})
/** The day that is planned for publication. */
export type PublicationDayForm = z.output<typeof PublicationDayForm>

/** What a reader found in the draft. */
export const ReadingForm = z.strictObject({
  verdict: choice(['clear', 'not-clear'], 'Say whether the draft is clear of identifiers'),
  note: optionalText(4000),
  draft,
})
/** What a reader found. */
export type ReadingForm = z.output<typeof ReadingForm>

/** A step in the life of a review. */
export const MoveReviewForm = z.strictObject({
  act: choice(reviewActs, 'Choose what happens next'),
  on: optionalDate(),
  panelToldOn: optionalDate(),
  reason: optionalText(4000),
})
/** A step in the life of a review. */
export type MoveReviewForm = z.output<typeof MoveReviewForm>

/** Why the review takes longer. */
export const DelayForm = z.strictObject({
  because: choice(delayKinds, 'Choose what kind of reason it is'),
  reason: requiredText('Give the reason in words'),
  foreseenOn: requiredDate('Enter since when it was foreseen, like 27 3 2026'),
  panelToldOn: optionalDate(),
})
/** Why the review takes longer. */
export type DelayForm = z.output<typeof DelayForm>

/** The Panel was told of a delay, or it ended. */
export const ChangeDelayForm = z.strictObject({
  panelToldOn: optionalDate(),
  endedOn: optionalDate(),
})
/** The Panel was told of a delay, or it ended. */
export type ChangeDelayForm = z.output<typeof ChangeDelayForm>

/** A court order or other rule on what may be said. */
export const RestrictionForm = z.strictObject({
  words: requiredText('Say what may not be said or done'),
  until: optionalDate(),
})
/** A court order or other rule on what may be said. */
export type RestrictionForm = z.output<typeof RestrictionForm>

/** A restriction was lifted. */
export const LiftForm = z.strictObject({
  liftedOn: requiredDate('Enter the day on which it was lifted, like 27 3 2026'),
  because: requiredText('Say by what it was lifted', 2000),
})
/** A restriction was lifted. */
export type LiftForm = z.output<typeof LiftForm>
