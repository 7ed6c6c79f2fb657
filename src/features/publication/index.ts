export type { PublicationUid, StatementUid } from './model.ts'
export { importStatement } from './commands/import-statement.ts'
export type { ImportHow, ImportRefusal, Imported } from './commands/import-statement.ts'
export { acceptClaim, tieClaim } from './commands/claims.ts'
export { answerQuestions } from './commands/gate.ts'
export {
  approvePublication,
  lockPublication,
  openPublication,
  publish,
  withdraw,
} from './commands/publications.ts'
export { addRecommendation, writeText } from './commands/write-text.ts'
export { listPublications } from './queries/publications.ts'
export { getStatement, listStatements } from './queries/statements.ts'
export { refreshWhatHappenedNext, tellWhatHappenedNext } from './commands/what-happened-next.ts'
