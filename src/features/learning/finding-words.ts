import type { FindingEvidence, FindingKind, OverallConclusion } from './model.ts'

/** What readers call each kind of finding. */
export const findingKindWords: Readonly<Record<FindingKind, string>> = {
  'good-practice': 'Good practice',
  'learning-point': 'Learning point',
  'systemic-finding': 'Systemic finding',
  question: 'Question for the partnership',
}

/** What a review concludes over all; that practice was sound is a conclusion like any other. */
export const verdictWords: Readonly<Record<OverallConclusion['verdict'], string>> = {
  'practice-sound': 'Practice was sound',
  'sound-with-learning': 'Practice was sound, and there is something to learn',
  shortfalls: 'Practice fell short',
  'cannot-tell': 'It cannot be told',
}

/** What readers call each kind of evidence for a finding. */
export const findingEvidenceWords: Readonly<Record<FindingEvidence['kind'], string>> = {
  'report-paragraph': 'A paragraph of the report',
  episode: 'A key episode',
  'practitioner-words': 'What practitioners said',
  document: 'A document',
  'family-words': 'What the family said',
}

/** Themes of the national reviews (domain reference 4.4); a first list. */
export const themes = [
  'information-sharing',
  'professional-curiosity',
  'fathers',
  'voice-of-child',
  'neglect',
  'safer-sleep',
  'domestic-abuse',
  'thresholds',
  'escalation',
  'race-and-racism',
  'disability',
  'out-of-area',
  'adolescents-and-exploitation',
  'supervision',
] as const
/** One theme. */
export type Theme = (typeof themes)[number]

/** What readers call each theme. */
export const themeWords: Readonly<Record<Theme, string>> = {
  'information-sharing': 'Sharing information',
  'professional-curiosity': 'Professional curiosity',
  fathers: 'Fathers',
  'voice-of-child': 'The voice of the child',
  neglect: 'Neglect',
  'safer-sleep': 'Safer sleep',
  'domestic-abuse': 'Domestic abuse',
  thresholds: 'Thresholds',
  escalation: 'Escalation',
  'race-and-racism': 'Race and racism',
  disability: 'Disability',
  'out-of-area': 'Out of area',
  'adolescents-and-exploitation': 'Adolescents and exploitation',
  supervision: 'Supervision',
}
