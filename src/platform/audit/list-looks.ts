import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { askAll, askOne } from '#platform/access/ask.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import { asInstant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { Outcome } from './audit-entry.ts'

/** Where a page of the audit ended: the moment as the audit writes it, and the hash of the last entry. */
export interface LookPlace {
  readonly at: string
  readonly hash: string
}

/** What the auditor's list is narrowed to. */
export interface LooksAsked {
  readonly scope?: Uid | undefined
  readonly actor?: Uid | undefined
  readonly outcome?: Outcome | undefined
  readonly since?: Instant | undefined
  readonly until?: Instant | undefined
  readonly before?: LookPlace | undefined
  readonly most: number
}

/** One entry of the audit as a page shows it: ids and codes, never content. */
export interface Look {
  readonly place: LookPlace
  readonly at: Instant
  readonly event: string
  readonly outcome: string
  readonly actor: Uid | undefined
  readonly agencyId: number | undefined
  readonly objectType: string | undefined
  readonly object: Uid | undefined
  readonly scope: Uid | undefined
  readonly reason: string | undefined
}

interface Row {
  readonly hash: string
  readonly said: {
    readonly at: string
    readonly event: string
    readonly outcome: string
    readonly actor?: Uid
    readonly agency?: number
    readonly objectType?: string
    readonly object?: Uid
    readonly scope?: Uid
    readonly reason?: string
  }
}

function lookOf({ hash, said }: Row): Look {
  return {
    place: { at: said.at, hash },
    at: asInstant(said.at),
    event: said.event,
    outcome: said.outcome,
    actor: said.actor,
    agencyId: said.agency,
    objectType: said.objectType,
    object: said.object,
    scope: said.scope,
    reason: said.reason,
  }
}

async function read(tx: Reader, query: RawBuilder<Row>): Promise<readonly Look[]> {
  return (await askAll(tx, query)).map(lookOf)
}

/** The audit of the partnership, newest first, for those with audit:read; reading it is an entry too. */
export function listAudit(tx: Reader, asked: LooksAsked): Promise<readonly Look[]> {
  const { scope, actor, outcome, since, until, before, most } = asked
  return read(
    tx,
    sql<Row>`select hash, said from audit.list_entries(${scope ?? null}::uuid, null, ${actor ?? null}::uuid,
      ${since ?? null}::timestamptz, ${until ?? null}::timestamptz, ${before?.at ?? null}::text, ${before?.hash ?? null}::text,
      ${most}::integer, ${outcome ?? null}::text)`,
  )
}

/** Who looked at one case, newest first, for whoever answers for it; reading it is an entry too. */
export function listLooks(
  tx: Reader,
  asked: { scope: Uid; before: LookPlace | undefined; most: number },
): Promise<readonly Look[]> {
  const { scope, before, most } = asked
  return read(
    tx,
    sql<Row>`select hash, said from audit.list_looks(${scope}::uuid, ${before?.at ?? null}::text,
      ${before?.hash ?? null}::text, ${most}::integer)`,
  )
}

/** The neutral references of these scopes, for the auditor. */
export function listReferences(
  tx: Reader,
  scopes: readonly Uid[],
): Promise<
  readonly { readonly uid: Uid; readonly kind: string; readonly reference: string | null }[]
> {
  return askAll(
    tx,
    sql<{
      uid: Uid
      kind: string
      reference: string | null
    }>`select uid, kind, reference from access.references_of(${[...scopes]}::uuid[])`,
  )
}

/** The scope with this neutral reference, for the auditor; undefined where there is none, or it is closed to them. */
export async function findScope(tx: Reader, reference: string): Promise<Uid | undefined> {
  const found = await askOne<Uid | null>(
    tx,
    sql`select access.scope_with_reference(${reference}) as answer`,
  )
  return found ?? undefined
}
