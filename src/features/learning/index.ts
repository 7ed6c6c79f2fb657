export type {
  ActionId,
  EvidenceId,
  FindingId,
  RecommendationId,
  RecommendationStatus,
} from './model.ts'
export { findRecommendationsOf } from './queries/by-scope.ts'
export { getCaseFindings, listFindings } from './queries/findings.ts'
export type { CaseFindings, FindingRow } from './queries/findings.ts'
export { listRecommendationChoices, listRecommendations } from './queries/recommendations.ts'
export type { RecommendationFilter, RecommendationRow } from './queries/recommendations.ts'
export { getRecommendationKeys, getRecommendationPage } from './queries/recommendation-page.ts'
export type { RecommendationPage } from './queries/recommendation-page.ts'
export { draftRecommendation } from './commands/draft-recommendation.ts'
export { recordConclusion, recordFinding } from './commands/record-finding.ts'
export {
  publicWords,
  publicStateOfEvidence,
  textNotHeld,
  whatBecameOf,
  whatHappenedNext,
} from './public-words.ts'
export type { PublicFacts, PublicState } from './public-words.ts'
export { listAnswersDue, listRecommendationChanges } from './queries/answers-due.ts'
export { listWorkDue } from './queries/work-due.ts'
export { getLearningPosition } from './queries/position.ts'
export type { LearningPosition } from './queries/position.ts'
export { statusWords as recommendationStatusWords } from './recommendation-words.ts'
export { listTieable } from './queries/tied.ts'
export type { Tieable } from './queries/tied.ts'
