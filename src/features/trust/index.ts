export { openByEmergency } from './commands/emergency.ts'
export { listTrustDue } from './queries/due.ts'
export { listTrustNotices } from './queries/told.ts'
