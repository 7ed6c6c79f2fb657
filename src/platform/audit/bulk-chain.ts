import type { AuditEntry } from './audit-entry.ts'
import { storedEntry } from './append-sql.ts'
import { beforeTheFirst, linkHash } from './link-hash.ts'

/** What a bulk load must say itself, because no request is there to say it. */
export type BulkEntry = {
  readonly entry: AuditEntry
  /** `2026-03-27T09:30:00.000000Z`; six digits, in UTC, never before the entry in front of it. */
  readonly at: string
  readonly txid: number
  readonly actor?: string
  readonly actorKind?: string
  readonly agency?: number
  readonly request?: string
}

/** A row for `copy audit.entry (chain, seq, hash, payload)`. */
export type ChainRow = { readonly seq: number; readonly hash: Buffer; readonly payload: string }

/** The chain so far: the last place and hash, as `audit.head` has them. */
export type ChainEnd = { readonly seq: number; readonly hash: string }

/** A chain before its first entry. */
export const emptyChain: ChainEnd = { seq: 0, hash: beforeTheFirst }

/**
 * Goes on with a chain for a bulk load by heed_migrate (the sample, an import), which then sets `audit.head` to the last row.
 * The requests of the application never come this way: they have `audit.append`.
 */
export function* chainRows(
  chain: number,
  end: ChainEnd,
  entries: Iterable<BulkEntry>,
): Generator<ChainRow> {
  let { seq, hash: before } = end
  for (const bulk of entries) {
    const payload = bulkPayload(bulk)
    const hash = linkHash(chain, before, payload)
    seq += 1
    before = hash.toString('hex')
    yield { seq, hash, payload }
  }
}

function bulkPayload({ entry, at, actorKind = 'unknown', ...rest }: BulkEntry): string {
  const stored = JSON.parse(storedEntry(entry)) as Record<string, unknown>
  const said = { ...stored, ...rest, at, actorKind, login: 'heed_migrate' }
  return `${inDatabaseOrder(said).slice(0, -1)}, "recordedByServerAt": "${at}"}`
}

/** As `jsonb` writes it (shorter keys first, a space behind comma and colon), so that the columns agree with the payload. */
function inDatabaseOrder(said: Record<string, unknown>): string {
  const keys = Object.keys(said).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
  return `{${keys.map((key) => `"${key}": ${inDatabaseForm(said[key])}`).join(', ')}}`
}

function inDatabaseForm(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value)
  return `[${value.map((one) => JSON.stringify(one)).join(', ')}]`
}
