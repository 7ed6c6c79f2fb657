export { createEnrolmentLink } from './operator/store.ts'
export type { EnrolmentLink, OperatorInvitation } from './operator/store.ts'
export { signInSecret } from './secrets/tokens.ts'
export { digestOf } from './secrets/tokens.ts'
