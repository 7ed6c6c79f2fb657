import type { AnswerNeed, PaperDetail } from './answer.ts'
import { stakeWords } from './stake-words.ts'
import type { EvidenceLevel, RecommendationStatus, Rung, Stake } from './model.ts'
import { evidenceLevelWords } from './evidence.ts'
import { recommendationActLabels } from './recommendation.ts'
import type { RecommendationAct } from './recommendation.ts'
import { rungWords, statusWords } from './recommendation-words.ts'

/** A sentence for the form, and the field that it is about. */
export interface Sentence {
  readonly field: string
  readonly message: string
}

type Refusal = { readonly code: string } & Readonly<Record<string, unknown>>

type Explain = (facts: Refusal) => readonly Sentence[]

const say =
  (field: string, message: string): Explain =>
  () => [{ field, message }]

const needWords: Readonly<Record<AnswerNeed, Sentence>> = {
  reasons: { field: 'reasons', message: 'Give the reasons' },
  change: { field: 'change', message: 'Say what would be done instead' },
  evidence: {
    field: 'evidence',
    message: 'Choose the evidence that shows it. Give the evidence first if there is none yet',
  },
}

const paperWords: Readonly<Record<PaperDetail, Sentence>> = {
  'received-from': { field: 'receivedFrom', message: 'Say from whom it came, by post or office' },
  document: { field: 'document', message: 'Name the letter, mail or note that shows it' },
}

function ofRecommendation(): Readonly<Record<string, Explain>> {
  return {
    'not-from-here': (facts) => [
      {
        field: 'act',
        message: `“${recommendationActLabels[facts['act'] as RecommendationAct]}” is not open while the recommendation stands at “${statusWords[facts['status'] as RecommendationStatus]}”`,
      },
    ],
    'reason-required': say('reason', 'Give the reason'),
    'rung-not-set': say('act', 'Set first what has to be shown: the rung of evidence'),
    'no-evidence-given': say('act', 'Give the evidence first that it is met already'),
    'successor-not-named': say('supersededBy', 'Choose the recommendation that replaces it'),
    'superseded-by-itself': say('supersededBy', 'Choose another recommendation than this one'),
    'agreed-text-required': say('agreedText', 'Enter what is agreed instead'),
    'text-or-not-held': say(
      'text',
      'Enter what is recommended, or tick that the words are not held',
    ),
    'text-is-held': say(
      'notHeld',
      'The words are entered, so they are held. Leave one of the two out',
    ),
    'not-a-draft': say('', 'Only a draft can be changed. Take it back to draft first'),
    'check-first': say('', 'Record the quality check before the agencies are asked'),
    'recommendation-ended': say('', 'This recommendation has ended. Open it again first'),
    'nobody-named': say('', 'No agency is named. Take it back to draft and say who is asked'),
    'due-in-the-past': say('dueOn', 'The day must be today or later'),
    'post-of-another-agency': say('posts', 'Choose posts of the agencies that are asked'),
    'not-a-change': say('rung', 'This rung is set already'),
    'too-late-to-lower': say(
      'rung',
      'The rung can be lowered only before anybody says that the work is done',
    ),
    'judge-has-a-stake': (facts) => [
      {
        field: '',
        message: `You have a stake in this (${(facts['stakes'] as Stake[]).map((stake) => stakeWords[stake]).join(', ')}). Somebody else has to do it`,
      },
    ],
  }
}

function ofClosing(): Readonly<Record<string, Explain>> {
  return {
    'not-assured': say('act', 'The assurance group has not found that the rung is reached'),
    'judged-by-stakeholders': say(
      'act',
      'Somebody who judged has a stake in it by now. The assurance group has to look again',
    ),
    'rung-not-reached': (facts) => [
      {
        field: 'act',
        message: `The rung is “${rungWords[facts['rung'] as Rung]}”; accepted evidence reaches ${facts['reached'] === null ? 'none' : `“${evidenceLevelWords[facts['reached'] as EvidenceLevel]}”`}`,
      },
    ],
    'not-shown-by-each': (facts) => [
      {
        field: 'act',
        message: `Accepted evidence at “${rungWords[facts['rung'] as Rung]}” is missing from: ${(facts['agencies'] as string[]).join(', ')}. It has to be there for each agency that is asked`,
      },
    ],
    'actions-open': say(
      'act',
      'An action is still open, or its evidence is not accepted. Everything has to be done or ended first',
    ),
    'impact-check-failed': say('act', 'An impact check found that the change did not hold'),
    'not-agreed-as-not-measurable': say(
      'act',
      'The assurance group has not agreed that its impact cannot be measured',
    ),
  }
}

function ofAnswers(): Readonly<Record<string, Explain>> {
  return {
    'not-asked': say('agency', 'This agency is not asked to answer this recommendation'),
    'not-asked-yet': say('', 'No agency has been asked yet'),
    'not-your-agency': say('', 'Only the agency itself can say that this is its answer'),
    'answer-incomplete': (facts) =>
      (facts['missing'] as AnswerNeed[]).map((need) => needWords[need]),
    'paper-details-missing': (facts) =>
      (facts['missing'] as PaperDetail[]).map((detail) => paperWords[detail]),
    'nothing-to-confirm': say('', 'There is nothing to confirm: it is the agency’s own word'),
    'received-in-the-future': say('receivedOn', 'The day must be today or earlier'),
    'evidence-of-another': say(
      'evidence',
      'Choose evidence that was given for this recommendation',
    ),
    'answer-is-their-own': say(
      '',
      'The agency gave or confirmed this answer. It can answer again; nobody else takes it back',
    ),
  }
}

function ofFindings(): Readonly<Record<string, Explain>> {
  return {
    'text-required': say('text', 'Say what was found'),
    'evidence-required': say('evidenceKind', 'Say what it rests on'),
    'place-required': say('place', 'Say where it is found, or what was said'),
    'words-required': say('words', 'Enter what the family said'),
    'family-consent-needed': say(
      'consentGivenOn',
      'The family’s words are used only with their consent. Enter the day on which they gave it',
    ),
    'only-good-practice-is-adopted': say('', 'Only good practice is taken up'),
    'already-adopted': say('agency', 'It is recorded already that this agency took it up'),
    'finding-agreed': say('', 'This finding is agreed'),
    'agree-first': say('', 'Agree the finding before it is shared'),
    'shared-already': say('', 'This finding is shared already'),
    'since-in-the-future': say('since', 'The day must be today or earlier'),
    'not-your-agency-to-speak-for': say('agency', 'Choose your own agency'),
    'nothing-to-take-back': say('', 'No consent of the family stands here'),
    'before-the-consent': say('on', 'The day must not be before the consent was given'),
  }
}

const sentences: Readonly<Record<string, Explain>> = {
  ...ofRecommendation(),
  ...ofClosing(),
  ...ofAnswers(),
  ...ofFindings(),
}

/** What the rules of findings, recommendations and answers refused, in words and beside its field. */
export function explain(refusal: { readonly code: string }): readonly Sentence[] {
  const sentence = sentences[refusal.code]
  return sentence?.({ ...refusal }) ?? [{ field: '', message: 'This cannot be done now.' }]
}
