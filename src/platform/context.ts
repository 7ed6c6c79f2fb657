import type { Actor } from '#platform/access/actor.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Drafts } from '#platform/drafts/drafts.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { FactKind } from '#platform/facts/fact-kind.ts'
import type { Log } from '#platform/log.ts'
import type { Words } from '#platform/words/words.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { UidOf } from '#shared/ids.ts'

/** Somebody who has not signed in. */
export interface Visitor {
  readonly kind: 'visitor'
}

/** What each request knows: who asks, when, in which words, and the open transaction. */
export interface ReadContext<A = Actor> {
  readonly actor: A
  readonly tx: Reader
  readonly now: Instant
  readonly today: PlainDate
  readonly requestId: string
  readonly log: Log
  readonly words: Words
  /** The files beside the database; a row keeps a file's id (`platform/files/keep-file.ts`). */
  readonly files: FileStore
  /** What the publication gate shows the database to be given the values of a vault; it is kept outside the database. */
  readonly gateSecret: string
  /** What this person was typing into forms; pages get it as their form's values by themselves. */
  readonly drafts: Drafts
}

/** What an act knows on top: a transaction that may write, new ids, facts and jobs that commit with it. */
export interface ActContext<A = Actor> extends ReadContext<A> {
  readonly tx: Tx
  /** The version of the record that the sender had before their eyes; commands compare it with `sameVersion`. */
  readonly version: number | undefined
  newUid<Kind extends string>(): UidOf<Kind>
  /** Tells the other features, which act in the same transaction. */
  announce<P>(kind: FactKind<P>, payload: P): Promise<void>
  /** Queues a job in the same transaction; the payload holds ids only, never names. */
  enqueue(
    job: `${string}.${string}`,
    payload: Readonly<Record<string, string | number>>,
  ): Promise<void>
}

/** What the audit is told of an answer: which thing, in which scope, about whom; never content. */
export interface AuditSubject {
  readonly object?: { readonly type: string; readonly uid: string }
  readonly scopeUid?: string
  readonly people?: readonly string[]
  readonly onBehalfOf?: string
  readonly fields?: readonly string[]
  /** For a list: how many rows were shown, and which. */
  readonly listed?: readonly string[]
  readonly reason?: string
}

/** Refuses a change to a record that somebody else changed in the meantime. */
export function sameVersion(ctx: ActContext<unknown>, stored: number): void {
  if (ctx.version !== undefined && ctx.version !== stored) throw new Failure('stale-version')
}
