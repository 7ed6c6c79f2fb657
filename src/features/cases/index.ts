export type { Actor, CaseId, CaseStatus, StatutoryPartner } from './model.ts'
export { actingNow } from './commands/acting.ts'
export type { Acting } from './commands/acting.ts'
export { addPerson } from './commands/add-person.ts'
export { changeDate } from './commands/change-date.ts'
export { declareConflict } from './commands/declare-conflict.ts'
export { keepDuty } from './commands/keep-duty.ts'
export { moveCase, pauseCase } from './commands/move-case.ts'
export type { CaseMove } from './commands/move-case.ts'
export { decideNotification, giveView } from './commands/notify.ts'
export { recordCase } from './commands/record-case.ts'
export { getCaseKeys, listCases } from './queries/cases.ts'
export type { CaseKeys, CaseRow } from './queries/cases.ts'
export { listCaseChanges, listCaseDuties } from './queries/due.ts'
export { loadDeadlines } from './queries/deadlines.ts'
export { openDuties } from './timeline.ts'
export { listOpenCaseDeadlines } from './queries/open-deadlines.ts'
export type { OpenDeadline } from './queries/open-deadlines.ts'
export {
  getClockRule,
  listCaseChoices,
  listCaseKeys,
  loadDeadlinesOf,
  loadReviewDeadlines,
} from './queries/offered.ts'
export type { ClockClass, Deadline } from './deadline.ts'
export { caseStatusWords, classWords, sayAnchor, sayStanding } from './case-words.ts'
export type { CaseRefusal } from './case-states.ts'
export { listCasePositions } from './queries/position.ts'
export type { CasePosition } from './queries/position.ts'
