import type { CaseReviewStatus } from './model.ts'

const signed: ReadonlySet<CaseReviewStatus> = new Set(['partners-sign-off', 'prepublication-sent'])
const read: ReadonlySet<CaseReviewStatus> = new Set([
  'anonymisation-check',
  'partners-sign-off',
  'prepublication-sent',
])

/** Whether partners sign a review now. */
export function isSignedNow(status: CaseReviewStatus): boolean {
  return signed.has(status)
}

/** Whether a draft is read for identifiers now; also after signing, because what is found late must still stop it. */
export function isReadable(status: CaseReviewStatus): boolean {
  return read.has(status)
}
