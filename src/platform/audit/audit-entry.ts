/** The name of what happened: a noun and a past participle, `case-review.closed`. */
export type AuditEvent = `${string}.${string}`

/** How it ended: done (something changed), shown (something was read), refused (by a rule), failed (by a fault). */
export const outcomes = ['done', 'shown', 'refused', 'failed'] as const
/** One of the four ways in which an act ends. */
export type Outcome = (typeof outcomes)[number]

/**
 * What a route tells the audit. Who, when, from which session, request and transaction is added by the database
 * and cannot be given here; content has no key to stand in.
 */
export interface AuditEntry {
  readonly event: AuditEvent
  readonly outcome: Outcome
  /** The build of Heed that did it. */
  readonly build?: string
  readonly object?: { readonly type: string; readonly uid: string }
  /** The protected scope that it was about; auditors with a conflict there never see the row. */
  readonly scopeUid?: string
  readonly people?: readonly string[]
  /** The person for whom it was done, for example the holder of a link. */
  readonly forWhom?: string
  /** The agency or principal in whose name it was recorded. */
  readonly onBehalfOf?: string
  /** Names of the fields that changed or were opened, never their values. */
  readonly fields?: readonly string[]
  /** For a list: the ids that were shown; kept as their number and a digest. */
  readonly listed?: readonly string[]
  /** A keyed digest of what was searched for (the words themselves are content). */
  readonly termsDigest?: string
  /** A code, never a sentence. */
  readonly reason?: string
  /** The path of the policy that allowed it, or the line that refused it. */
  readonly path?: string
  /** The caller's network, shortened so that it does not name a household. */
  readonly network?: string
}

const uid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const digest = /^[0-9a-f]{64}$/
const code = /^[a-z0-9][a-z0-9-]{0,58}$/

/** What each key of the stored entry looks like; `audit.is_entry` in the database holds the same list. */
export const entryForms = {
  event: /^[a-z][a-z0-9-]{0,39}\.[a-z][a-z0-9-]{0,39}$/,
  outcome: /^(done|shown|refused|failed)$/,
  objectType: code,
  object: uid,
  scope: uid,
  people: uid,
  forWhom: uid,
  onBehalfOf: uid,
  fields: /^[a-zA-Z0-9.-]{1,59}$/,
  n: /^[0-9]{1,9}$/,
  idsDigest: digest,
  termsDigest: digest,
  reason: code,
  path: /^[a-z0-9:.-]{1,59}$/,
  network: /^[0-9a-f.:/]{2,43}$/,
  build: /^[0-9A-Za-z.+-]{1,64}$/,
} as const satisfies Record<string, RegExp>

/** A key of the stored entry. */
export type EntryKey = keyof typeof entryForms
