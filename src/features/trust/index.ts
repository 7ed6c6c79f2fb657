export { listTrustDue } from './queries/due.ts'
