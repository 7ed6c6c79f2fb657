/**
 * The closed set of failures that may be thrown. Everything else that is thrown is a fault.
 * `docs/errors.md` is made from this list, and a test proves that the two agree.
 */
export const failures = {
  'not-found': { status: 404, says: 'This page does not exist, or it is not open to you.' },
  'signed-out': { status: 401, says: 'Sign in to go on.' },
  'step-up-needed': { status: 401, says: 'Confirm that it is you to go on.' },
  forbidden: { status: 403, says: 'You can see this, but you cannot do that to it.' },
  'emergency-runs': {
    status: 403,
    says: 'While your emergency access runs, nothing can be downloaded. It ends by itself after an hour.',
  },
  'cross-site': { status: 403, says: 'The request came from another site and was refused.' },
  'stale-version': { status: 409, says: 'Somebody changed this while you were working on it.' },
  'same-key-other-words': { status: 409, says: 'This form was already sent with other content.' },
  'too-large': { status: 413, says: 'What you sent is larger than Heed accepts.' },
  'unsupported-type': { status: 415, says: 'Heed cannot read this kind of content.' },
  'too-many': {
    status: 429,
    says: 'Too many requests in a short time. Wait a minute and try again.',
  },
  'storage-full': {
    status: 507,
    says: 'The disk is full, so nothing was changed. Tell your administrator; reading goes on.',
  },
  'file-unreadable': {
    status: 503,
    says: 'This file is kept, but it cannot be opened. Tell your administrator, who may find it in a backup. Nothing was changed.',
  },
  'not-ready': { status: 503, says: 'Heed is starting or stopping. Try again in a minute.' },
} as const

/** The name of a known failure. */
export type FailureCode = keyof typeof failures

/** A known failure: its code decides the status and the sentence that the reader sees. */
export class Failure extends Error {
  readonly code: FailureCode
  readonly status: number
  /** `because` is for the log and the audit, never for the reader; it carries no content. */
  constructor(code: FailureCode, because?: string) {
    super(because ?? code)
    this.name = 'Failure'
    this.code = code
    this.status = failures[code].status
  }
}
