import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { DeliveryAct } from './action.ts'
import { deliveryActLabels } from './action.ts'
import type { Quorum } from './assurance.ts'
import { evidenceLevelWords } from './evidence.ts'
import { explain } from './explain.ts'
import type { Sentence } from './explain.ts'
import type {
  AssuranceOutcome,
  Delivery,
  EvidenceLevel,
  RecommendationStatus,
  Rung,
} from './model.ts'
import { rungWords, statusWords } from './recommendation-words.ts'
import { deliveryWords, outcomeWords } from './work-words.ts'

type Refusal = { readonly code: string } & Readonly<Record<string, unknown>>

type Explain = (facts: Refusal) => Sentence

const say =
  (field: string, message: string): Explain =>
  () => ({ field, message })

const on = (facts: Refusal, name: string) => sayDate(facts[name] as PlainDate)
const statusOf = (facts: Refusal) => statusWords[facts['status'] as RecommendationStatus]
const levelOf = (level: unknown) =>
  level === null ? 'none' : `“${evidenceLevelWords[level as EvidenceLevel]}”`
const judges = ({ judges: many, agencies }: Quorum) => `${many} judges of ${agencies} agencies`

const ofActions: Readonly<Record<string, Explain>> = {
  'recommendation-takes-no-actions': (facts) => ({
    field: '',
    message: `Nothing can be planned while the recommendation stands at “${statusOf(facts)}”`,
  }),
  'not-your-agency': say('post', 'Choose a post of your own agency. Others name their own'),
  'not-your-action': say('', 'Only its owner, or the lead of the agency that owns it, can do that'),
  'where-from-missing': say(
    'receivedFrom',
    'You record this for an agency: say from whom it came, how, and on which day',
  ),
  'action-ended': (facts) => ({
    field: '',
    message: `This action has ended: ${deliveryWords[facts['delivery'] as Delivery].toLowerCase()}`,
  }),
  'before-the-last-change': (facts) => ({
    field: '',
    message: `Its owner changed last on ${on(facts, 'since')}`,
  }),
  'asked-date-no-later': (facts) => ({
    field: 'asksDueOn',
    message: `The date that you ask for must be after ${on(facts, 'due')}`,
  }),
  'received-in-the-future': say('receivedOn', 'The day must be today or earlier'),
  'no-accepted-evidence': say(
    'act',
    'No evidence for this action has been accepted. Judge its evidence first',
  ),
  'milestone-done': (facts) => ({
    field: 'what',
    message: `This was recorded as done on ${on(facts, 'on')}`,
  }),
  'date-missing': say('on', 'Enter the date, like 27 3 2026'),
  'in-the-future': say('on', 'The day must be today or earlier'),
  'work-has-begun': say(
    '',
    'Work on this action has begun, so it stays on record. Cancel it instead, with the reason',
  ),
  'evidence-too-low': (facts) => ({
    field: 'impact',
    message: `This needs accepted evidence of at least ${levelOf(facts['needed'])}; accepted is ${levelOf(facts['accepted'])}`,
  }),
  'no-check-held': say(
    'impact',
    'It can be called embedded once an impact check has found that the change held',
  ),
}

const ofEvidence: Readonly<Record<string, Explain>> = {
  'recommendation-takes-no-evidence': say(
    '',
    'Evidence can be given once the recommendation has been checked, and until it ends',
  ),
  'statement-claims-more': say(
    'level',
    'That somebody says so is “Statement only”. Choose that level, or another kind of evidence',
  ),
  'given-in-the-future': say('givenOn', 'The day must be today or earlier'),
  'fresh-until-too-early': say('freshUntil', 'The day must be after the day of the evidence'),
  'figure-incomplete': say('counted', 'A figure needs how many, and of what'),
  'more-than-all': say('counted', 'There cannot be more than the whole'),
  'action-of-another': say('actions', 'Choose actions of this recommendation'),
  'personal-data-not-open': say(
    'personal',
    'Evidence with personal data is restricted and not open to you. Take the details out, or hand it to the partnership’s office',
  ),
  'above-what-was-claimed': (facts) => ({
    field: 'level',
    message: `The giver claims ${levelOf(facts['claimed'])}. Choose that level or a lower one`,
  }),
  'of-an-earlier-round': say('', 'This belongs to an earlier round and counts no more'),
  'recommendation-ended': say('', 'This recommendation has ended. Open it again first'),
  'not-your-evidence': say('', 'Only whoever gave it can say that it was recorded in error'),
  'nothing-to-confirm': say('', 'There is nothing to confirm: it is the agency’s own word'),
}

const ofAssurance: Readonly<Record<string, Explain>> = {
  'nobody-present': say('present', 'Choose who was present'),
  'member-unknown': say('present', 'Somebody you chose does not belong to the group any more'),
  'not-a-member': say('present', 'Somebody you chose does not belong to the group'),
  'meeting-in-the-future': say('on', 'The day must be today or earlier'),
  'recorder-not-present': say(
    'present',
    'A decision is written down by one of those who took it. You are not among those present',
  ),
  'recorder-stands-aside': say(
    'present',
    'You stand aside in this, so one of the judges has to write the decision down',
  ),
  'no-quorum': (facts) => ({
    field: 'present',
    message: `Without those who stand aside there were ${judges({ judges: facts['judges'] as number, agencies: facts['agencies'] as number })}. The group needs ${judges(facts['needed'] as Quorum)}`,
  }),
  'reasons-required': say('reasons', 'Give the reasons'),
  'rung-not-set': say('outcome', 'What has to be shown has not been set for this recommendation'),
  'rung-not-reached': (facts) => ({
    field: 'outcome',
    message: `What has to be shown is “${rungWords[facts['rung'] as Rung]}”; accepted evidence reaches ${levelOf(facts['reached'])}`,
  }),
  'not-shown-by-each': (facts) => ({
    field: 'outcome',
    message: `Accepted evidence at “${rungWords[facts['rung'] as Rung]}” is missing from: ${(facts['agencies'] as string[]).join(', ')}. It has to be there for each agency that is asked`,
  }),
  'delivery-not-shown': say(
    'outcome',
    'No accepted evidence shows that it was done. Judge the evidence first',
  ),
  'not-before-the-group': (facts) => ({
    field: 'outcome',
    message: `“${outcomeWords[facts['outcome'] as AssuranceOutcome]}” cannot be decided while the recommendation stands at “${statusOf(facts)}”`,
  }),
  'looked-in-the-future': say('on', 'The day must be today or earlier'),
  'already-recorded': say('', 'What this check found is recorded already'),
  'method-required': say('method', 'Say how you looked'),
  'nothing-to-check': say('', 'There is nothing yet of which one could see whether it lasts'),
  'check-in-the-past': say('dueOn', 'The day must be today or later'),
}

const sentences = { ...ofActions, ...ofEvidence, ...ofAssurance }

function notFromHere(facts: Refusal): Sentence | undefined {
  if (facts.code !== 'not-from-here' || !('delivery' in facts)) return undefined
  const act = deliveryActLabels[facts['act'] as DeliveryAct]
  const standing = deliveryWords[facts['delivery'] as Delivery]
  const message = `“${act}” is not open while the action stands at “${standing}”`
  return { field: '', message }
}

/** What the rules of actions, evidence, assurance and checks refused, in words and beside its field. */
export function explainWork(refusal: { readonly code: string }): readonly Sentence[] {
  const facts = { ...refusal }
  const moved = notFromHere(facts)
  if (moved) return [moved]
  const sentence = sentences[refusal.code]
  return sentence === undefined ? explain(refusal) : [sentence(facts)]
}

/** As `explainWork`, for a form whose date field has this name. */
export function explainDate(field: string) {
  return (refusal: { readonly code: string }): readonly Sentence[] =>
    refusal.code === 'not-a-change'
      ? [{ field, message: 'This is the date that counts already' }]
      : explainWork(refusal)
}
