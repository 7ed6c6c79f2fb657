export type { CaseReviewStatus, RapidReviewStatus, ReviewKind } from './model.ts'
export {
  answerCriterion,
  answerQuestion,
  beginRapidReview,
  decide,
} from './commands/rapid-review.ts'
export { moveRapid, recordReply, sendRapidReview, signRapidReview } from './commands/rapid-moves.ts'
export { beginReview, closeCase, moveReview } from './commands/case-review.ts'
export {
  addDelay,
  addRestriction,
  changeDelay,
  liftRestriction,
  nameReviewer,
  recordReading,
  recordTerms,
  setPublicationDay,
  signReview,
} from './commands/review-records.ts'
export { getReviewKeys, listReviewChoices } from './queries/keys.ts'
export type { ReviewKeys } from './queries/keys.ts'
export { listReviews } from './queries/case-reviews.ts'
export { listRapidReviews } from './queries/rapid-reviews.ts'
export { listOpenReviewDeadlines, listReviewChanges, listReviewDuties } from './queries/due.ts'
