import type { RapidReviewStatus } from './model.ts'

const writable: ReadonlySet<RapidReviewStatus> = new Set(['requested', 'gathering', 'drafting'])
const signable: ReadonlySet<RapidReviewStatus> = new Set(['partners-review', 'sent', 'replied'])

/** Whether its questions can still be answered. Once the partners have it before them, changes begin a new draft. */
export function isWritable(status: RapidReviewStatus): boolean {
  return writable.has(status)
}

/** Whether partners sign now. A signature that was missing when it went to the Panel can still be given afterwards. */
export function isSignable(status: RapidReviewStatus): boolean {
  return signable.has(status)
}
