import type { StatutoryPartner, UnknownBecause } from '#features/cases/model.ts'
import type { CaseReviewAct } from './case-review.ts'
import type { CaseReviewNeed } from './case-review-guards.ts'
import type {
  CaseReviewStatus,
  Delay,
  PanelReply,
  RapidReviewStatus,
  ReviewCriterion,
  ReviewKind,
  ReviewOutcome,
  RapidReviewSection,
} from './model.ts'
import type { RapidReviewAct, SendGuard } from './rapid-review.ts'

/** What the reader's partnership calls a local review. */
type OwnWords = (key: 'review.local') => string

/** Where a rapid review stands, in words. */
export const rapidReviewStatusWords: Readonly<Record<RapidReviewStatus, string>> = {
  requested: 'Begun',
  gathering: 'Agencies are asked',
  drafting: 'Being drafted',
  'partners-review': 'With the partners to sign',
  signed: 'Signed by all three partners',
  sent: 'Sent to the Panel',
  replied: 'The Panel has replied',
}

/** Where a review stands, in words. */
export const caseReviewStatusWords: Readonly<Record<CaseReviewStatus, string>> = {
  initiated: 'Decided, not yet commissioned',
  commissioning: 'Being commissioned',
  'terms-agreed': 'Terms of reference agreed',
  information: 'Gathering information',
  analysis: 'Analysis',
  draft: 'Being drafted',
  'accuracy-check': 'With the agencies for accuracy',
  'family-and-practitioner-sight': 'Shown to family and practitioners',
  'anonymisation-check': 'Being read for identifiers',
  'partners-sign-off': 'With the partners to sign',
  'prepublication-sent': 'Copy sent, waiting for publication',
  published: 'Published',
  'improvements-published': 'Improvements published, report withheld',
  withheld: 'Withheld from publication',
  archived: 'Archived',
}

/** What a history says of each step of a rapid review, once it is done. */
export const rapidReviewActDoneWords: Readonly<Record<RapidReviewAct, string>> = {
  gather: 'Agencies asked',
  draft: 'Draft begun',
  'seek-signatures': 'Draft put to the partners',
  'complete-signing': 'Signed by the partners',
  'return-to-draft': 'Taken back to draft',
  send: 'Sent to the Panel',
  'record-reply': 'The Panel replied',
  reopen: 'Opened again after the Panel’s reply',
}

/** What a history says of each step of a review, once it is done. */
export const caseReviewActDoneWords: Readonly<Record<CaseReviewAct, string>> = {
  commission: 'Commissioning begun',
  'agree-terms': 'Terms of reference agreed',
  'gather-information': 'Gathering of information begun',
  analyse: 'Analysis begun',
  draft: 'Draft begun',
  'check-accuracy': 'Sent for the accuracy check',
  'show-family-and-practitioners': 'Shown to family and practitioners',
  'check-anonymisation': 'Reading for identifiers begun',
  'seek-sign-off': 'Put to the partners for sign-off',
  'return-to-draft': 'Taken back to draft',
  'send-prepublication': 'Copy sent before publication',
  publish: 'Report published',
  'publish-improvements': 'Improvements published, report withheld',
  withhold: 'Withheld from publication',
  archive: 'Archived',
  reopen: 'Taken up again',
}

const otherKindWords: Readonly<Record<Exclude<ReviewKind, 'local'>, string>> = {
  joint: 'Joint review of several areas',
  combined: 'Combined with another statutory review',
  thematic: 'Thematic review',
  other: 'Another learning review',
}

/** What kind of review it is, in words; the local one is called as the partnership calls it. */
export function sayReviewKind(kind: ReviewKind, words: OwnWords): string {
  return kind === 'local' ? words('review.local') : otherKindWords[kind]
}

/** The three partners, in words. */
export const partnerNames: Readonly<Record<StatutoryPartner, string>> = {
  'local-authority': 'Council',
  'integrated-care-board': 'Integrated care board',
  police: 'Police',
}

const otherOutcomeWords: Readonly<Record<Exclude<ReviewOutcome, 'review'>, string>> = {
  'no-further-action': 'No further action',
  'single-agency-learning': 'Learning in one agency',
  'other-multi-agency-learning': 'Other learning of several agencies: an audit, an event, a theme',
  'joint-review': 'A joint review with other areas',
  'combined-review': 'A review combined with another statutory review',
  'national-review-suggested': 'A national review is suggested',
}

/** What partners may decide, in words; the local review is called as the partnership calls it. */
export function sayOutcome(outcome: ReviewOutcome, words: OwnWords): string {
  return outcome === 'review' ? words('review.local') : otherOutcomeWords[outcome]
}

/** The criteria as facts in a list. */
export const criterionNames: Readonly<Record<ReviewCriterion, string>> = {
  'improvements-needed': 'Improvements are needed',
  'recurring-themes': 'Themes recur',
  'agencies-working-together': 'How agencies worked together',
  'panel-sees-it-local': 'The Panel thinks it better handled locally',
  'one-agency-only': 'One agency only',
  'no-agency-involved': 'No agency involved',
  'several-areas': 'Several areas',
  'institutional-setting': 'Institutional setting',
}

/** Why something is not known. */
export const unknownWords: Readonly<Record<UnknownBecause, string>> = {
  'not-yet-happened': 'Not yet',
  'not-asked': 'Not asked',
  'asked-not-known': 'Asked, not known',
  declined: 'Asked, not answered',
}

/** Yes, no, or why it is not known. */
export function sayAnswer(answer: 'yes' | 'no' | UnknownBecause): string {
  if (answer === 'yes') return 'Yes'
  return answer === 'no' ? 'No' : unknownWords[answer]
}

/** The questions that a rapid review answers in words, as the page asks them. */
export const sectionQuestions: Readonly<
  Record<RapidReviewSection, { title: string; question: string; hint: string; name: string }>
> = {
  equality: {
    name: 'Equality',
    title: 'Racism and other inequality',
    question:
      'Was it explored what part racism or other inequality played in the child’s life or in practice?',
    hint: 'Think of race, ethnicity, culture, faith, disability, sex, poverty. If it was not explored, say why.',
  },
  'immediate-safety': {
    name: 'Immediate safety',
    title: 'Safety now',
    question: 'Does any child need protection now?',
    hint: 'Say what was looked at and what was done, for this child, brothers and sisters, and others.',
  },
  'earlier-learning': {
    name: 'Earlier learning',
    title: 'Earlier learning',
    question: 'Was it looked at whether this was found before, here and nationally?',
    hint: 'Name the earlier reviews and what became of them. If it was not looked at, say why.',
  },
}

/** What a rapid review should have when it goes, in words. */
export const sendGuardWords: Readonly<Record<SendGuard, string>> = {
  'decision-with-reasons': 'The decision on a review, with every criterion answered',
  'equality-answered': 'The question on racism and other inequality',
  'immediate-safety-answered': 'The question on safety now',
  'earlier-learning-answered': 'The question on earlier learning',
  'three-signatures': 'The signatures of the three partners',
}

/** What the Panel answered, in words. */
export const replyWords: Readonly<Record<PanelReply['outcome'], string>> = {
  agrees: 'Agrees',
  'queries-decision': 'Queries the decision',
  comments: 'Comments on the rapid review',
  'national-use': 'Sees a national or thematic use',
}

/** Why a review takes longer, in words. */
export const delayWords: Readonly<Record<Delay['because'], string>> = {
  criminal: 'Criminal investigation or trial',
  inquest: 'Inquest',
  reviewer: 'The reviewer',
  'agency-late': 'An agency’s material is not yet there',
  family: 'The family',
  legal: 'Legal advice or order',
  capacity: 'Capacity',
  pandemic: 'Pandemic',
}

/** What an act on a review waits for, in words. */
export const needWords: Readonly<Record<CaseReviewNeed, string>> = {
  'reviewer-declared': 'A reviewer who declared conflicts of interest',
  anonymised: 'Two readers who found this draft clear of identifiers',
  'publication-day-kept': 'A day of publication that leaves time for the copy',
  'copy-sent-in-time': 'The copy sent to the Panel, the Secretary of State and Ofsted in time',
  'publication-day-reached': 'The day of publication reached',
  'no-legal-restriction': 'No legal restriction in force',
  'partners-signed': 'The signature or dissent of each of the three partners',
  'panel-told-of-withholding': 'The Panel told that the report is not published',
  'public-for-a-year': 'A year in public',
}
