import type { AnswerKind, Recommendation, RecommendationStatus, Rung } from './model.ts'
import type { RecommendationAct } from './recommendation.ts'

/** What kinds of change a recommendation may ask for (domain reference 4.4). */
export const asks = [
  'training',
  'policy',
  'process',
  'tool',
  'commissioning',
  'supervision',
  'culture',
  'data',
  'structural',
] as const
/** One kind of change. */
export type Ask = (typeof asks)[number]

/** How likely what is asked is to change practice. */
export const strengths = ['strong', 'medium', 'weak'] as const
/** How likely what is asked is to change practice. */
export type Strength = (typeof strengths)[number]

/** What readers call each kind of change. */
export const askWords: Readonly<Record<Ask, string>> = {
  training: 'Training',
  policy: 'Policy or guidance',
  process: 'A way of working',
  tool: 'A form or tool',
  commissioning: 'Commissioning',
  supervision: 'Supervision',
  culture: 'Culture',
  data: 'Data and how it is shared',
  structural: 'Structure, posts or money',
}

/** What readers call each strength, with what is meant by it. */
export const strengthWords: Readonly<Record<Strength, string>> = {
  strong: 'Strong: changes how the work is set up, so that the right thing happens by itself',
  medium: 'Medium: changes how people work together, with checks that it happens',
  weak: 'Weak: relies on people remembering (training, reminders, guidance alone)',
}

const otherSourceWords: Readonly<
  Record<Exclude<Recommendation['source'], 'local-review'>, string>
> = {
  'rapid-review': 'A rapid review',
  'national-review': 'A national review',
  coroner: 'A coroner’s report to prevent future deaths',
  inspection: 'An inspection',
  audit: 'An audit',
  'section-11': 'A section 11 audit',
}

/** From what kind of work a recommendation comes, by its name; the local review is called as the partnership calls it. */
export function sourceWords(
  localReview: string,
): Readonly<Record<Recommendation['source'], string>> {
  return { 'local-review': localReview, ...otherSourceWords }
}

/** To whom a recommendation is made. */
export const addressedToWords: Readonly<Record<Recommendation['addressees']['kind'], string>> = {
  agencies: 'One agency or several',
  partnership: 'The partnership as a whole',
  national: 'National bodies',
}

/** What readers call each state, as a line under the title. */
export const statusWords: Readonly<Record<RecommendationStatus, string>> = {
  draft: 'Draft',
  'quality-checked': 'Checked, waiting to be agreed',
  agreed: 'Agreed, not yet begun',
  'agreed-changed': 'Agreed with a change, not yet begun',
  'already-met': 'Said to be met already, not yet assured',
  'in-delivery': 'Being worked on',
  delivered: 'Said done, not yet assured',
  assured: 'Assured, not yet closed',
  achieved: 'Achieved',
  rejected: 'Not accepted',
  superseded: 'Replaced by a later recommendation',
  overtaken: 'Overtaken by events',
  'done-not-measurable': 'Done, impact not measurable',
  reopened: 'Open again',
}

/** What each rung asks to be shown. */
export const rungWords: Readonly<Record<Rung, string>> = {
  1: 'Activity: it was done',
  2: 'Quality: it was done well and reached people',
  3: 'Changed practice',
  4: 'Difference for children',
}

/** What readers call each kind of answer. */
export const answerWords: Readonly<Record<AnswerKind, string>> = {
  accepted: 'Accepted',
  'accepted-with-change': 'Accepted with a change',
  'already-done': 'Says it is done already',
  rejected: 'Not accepted',
}

/** What a history says of each act, once it is done. */
export const actDoneWords: Readonly<Record<RecommendationAct, string>> = {
  'check-quality': 'Quality checked',
  'return-to-draft': 'Taken back to draft',
  agree: 'Agreed',
  'agree-changed': 'Agreed with a change',
  'record-already-met': 'Recorded as met already',
  reject: 'Not accepted',
  supersede: 'Replaced by a later recommendation',
  overtake: 'Overtaken by events',
  'begin-delivery': 'Delivery begun',
  'claim-delivered': 'Said to be done',
  'return-to-delivery': 'Returned to delivery',
  assure: 'Assured',
  achieve: 'Closed as achieved',
  'end-not-measurable': 'Closed: done, impact not measurable',
  reopen: 'Opened again',
}
