import { z } from 'zod'
import {
  choice,
  choices,
  optionalDate,
  optionalText,
  requiredDate,
  requiredText,
  uid,
  uids,
} from '#platform/fields.ts'
import { themes } from '../finding-words.ts'
import { findingKinds } from '../model.ts'

const verdicts = ['practice-sound', 'sound-with-learning', 'shortfalls', 'cannot-tell'] as const
const evidenceKinds = [
  'report-paragraph',
  'episode',
  'practitioner-words',
  'document',
  'family-words',
] as const

/** What the review concludes over all. */
export const ConclusionForm = z.strictObject({
  verdict: choice(verdicts, 'Choose the conclusion'),
  text: requiredText('Give the conclusion in words', 10_000),
  place: optionalText(200),
})
/** What the review concludes over all. */
export type ConclusionForm = z.output<typeof ConclusionForm>

const words = {
  kind: choice(findingKinds, 'Choose what kind of finding it is'),
  text: requiredText('Say what was found', 10_000),
  underlyingReason: optionalText(10_000),
  themes: choices(themes),
}

const evidence = {
  evidenceKind: choice(evidenceKinds, 'Say what it rests on'),
  place: optionalText(1000),
  words: optionalText(10_000),
  consentGivenOn: optionalDate(),
  consentFrom: optionalText(200),
}

/** A new finding with the first thing that it rests on. */
export const RecordFindingForm = z.strictObject({ ...words, agencies: uids(), ...evidence })
/** A new finding with the first thing that it rests on. */
export type RecordFindingForm = z.output<typeof RecordFindingForm>

/** Other words for a finding that is not agreed yet. */
export const ChangeFindingForm = z.strictObject(words)
/** Other words for a finding. */
export type ChangeFindingForm = z.output<typeof ChangeFindingForm>

/** One more thing that a finding rests on. */
export const FindingEvidenceForm = z.strictObject(evidence)
/** One more thing that a finding rests on. */
export type FindingEvidenceForm = z.output<typeof FindingEvidenceForm>

/** The family took their consent back. */
export const ConsentEndedForm = z.strictObject({
  on: requiredDate('Enter the day on which the consent was taken back, like 27 3 2026'),
})

/** Nothing to fill in: the button says it. */
export const NothingForm = z.strictObject({})

/** A finding is shared in words of its own. */
export const ShareFindingForm = z.strictObject({
  text: requiredText('Enter the words that are shared', 10_000),
  posts: uids(),
})
/** A finding is shared in words of its own. */
export type ShareFindingForm = z.output<typeof ShareFindingForm>

/** An agency took up a good practice. */
export const AdoptForm = z.strictObject({
  agency: uid('Choose the agency'),
  since: requiredDate('Enter since when, like 27 3 2026'),
  how: requiredText('Say what it does now', 2000),
})
/** An agency took up a good practice. */
export type AdoptForm = z.output<typeof AdoptForm>
