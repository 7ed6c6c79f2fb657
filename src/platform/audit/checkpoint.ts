import type { Instant } from '#shared/dates.ts'
import { millisecondsBetween } from '#shared/dates.ts'
import {
  chainsWithCheckpoints,
  identityOf,
  lastCheckpoint,
  writeCheckpoint,
  type KeptCheckpoint,
} from './checkpoint-files.ts'
import { beforeTheFirst, linkHash } from './link-hash.ts'
import { emptyFrontier, grow, rootOf, type Frontier } from './merkle-frontier.ts'
import { readSigningKey, type SigningKey } from './signing-key.ts'

/** The part of a database client that is needed here; connected as heed_auditor, which sees no content. */
export interface AuditReader {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>
}

/** Who signs, where the checkpoints lie (outside the data folder), and the machine's time, never a forced one. */
export type CheckpointOptions = {
  readonly client: AuditReader
  readonly keyFile: string
  readonly folder: string
  readonly now: Instant
}

/** Why a chain is not signed: somebody has changed what was already witnessed, or the clock stands wrong. */
export type SignRefusal =
  | 'chain-shorter-than-checkpoint'
  | 'chain-differs-from-checkpoint'
  | 'broken-link'
  | 'clock-before-checkpoint'
  | 'checkpoint-of-another-key'

/** What whoever looks after the installation has to know when a chain is not signed: one sentence for each reason. */
export const signRefusalWords: Readonly<Record<SignRefusal, string>> = {
  'chain-shorter-than-checkpoint':
    'The audit holds fewer entries than its last checkpoint counts: after a restore, name a new checkpoint folder with HEED_ANCHORS and keep the old one; otherwise tell the data protection officer.',
  'chain-differs-from-checkpoint':
    'The audit is not the one that its last checkpoint was made of: after a restore, name a new checkpoint folder with HEED_ANCHORS and keep the old one; otherwise tell the data protection officer.',
  'broken-link': 'A link of the audit is broken: tell the data protection officer.',
  'clock-before-checkpoint':
    'The clock stands before the last checkpoint: set it right, and signing goes on.',
  'checkpoint-of-another-key':
    'The last checkpoint cannot be read or was signed with another key: put the old signing key back, or name a new checkpoint folder with HEED_ANCHORS and keep the old one.',
}

/** What became of one chain. */
export type ChainSigned =
  | { readonly chain: number; readonly outcome: 'signed' | 'not-due'; readonly size: number }
  | {
      readonly chain: number
      readonly outcome: 'refused'
      readonly reason: SignRefusal
      readonly seq: number
    }

/** A checkpoint is due after a minute or a thousand entries, whichever comes first (security.md 3.3). */
export const checkpointDue = { milliseconds: 60_000, entries: 1000 } as const
const pageSize = 5000

/**
 * Signs every chain that is due, and renews the time of those to which nothing was added, so that an old checkpoint
 * always means that something is wrong. A chain that does not agree with its last checkpoint is refused, not signed.
 */
export async function checkpoint(options: CheckpointOptions): Promise<ChainSigned[]> {
  const key = readSigningKey(options.keyFile)
  const { rows } = await options.client.query<{ chain: string; seq: string; hash: string }>(
    `select chain::text, seq::text, encode(hash, 'hex') as hash from audit.head where seq > 0 order by head.chain`,
  )
  const heads = new Map(rows.map((row) => [Number(row.chain), Number(row.seq)]))
  // A chain that has vanished from the database is noticed too.
  for (const chain of chainsWithCheckpoints(options.folder)) {
    if (!heads.has(chain)) heads.set(chain, 0)
  }
  const done: ChainSigned[] = []
  for (const [chain, seq] of heads) done.push(await signChain(options, key, { chain, seq }))
  return done
}

async function signChain(
  options: CheckpointOptions,
  key: SigningKey,
  head: { chain: number; seq: number },
): Promise<ChainSigned> {
  const { chain, seq } = head
  const last = readLast(options.folder, chain, key)
  if (last === 'not-ours')
    return { chain, outcome: 'refused', reason: 'checkpoint-of-another-key', seq: 0 }
  const before = last?.checkpoint.size ?? 0
  if (seq < before) {
    return { chain, outcome: 'refused', reason: 'chain-shorter-than-checkpoint', seq: seq + 1 }
  }
  const waited = last ? millisecondsBetween(asMoment(last), options.now) : Infinity
  if (waited < 0)
    return { chain, outcome: 'refused', reason: 'clock-before-checkpoint', seq: before }
  if (waited < checkpointDue.milliseconds && seq - before < checkpointDue.entries) {
    return { chain, outcome: 'not-due', size: before }
  }
  const walked = await walkOn(options.client, { chain, to: seq, last })
  if ('reason' in walked) return { chain, outcome: 'refused', ...walked }
  sign(options, key, { chain, walked, last })
  return { chain, outcome: 'signed', size: seq }
}

function readLast(
  folder: string,
  chain: number,
  key: SigningKey,
): KeptCheckpoint | 'not-ours' | undefined {
  try {
    return lastCheckpoint(folder, chain, key)
  } catch {
    // Unreadable or signed by somebody else: both mean that this is not a checkpoint of ours to go on from.
    return 'not-ours'
  }
}

/** The time inside a checkpoint is one that `checkpoint` itself was given. */
function asMoment(kept: KeptCheckpoint): Instant {
  return kept.checkpoint.time as Instant
}

type Walked = { readonly frontier: Frontier; readonly head: string }
type Walk = {
  readonly chain: number
  readonly to: number
  readonly last: KeptCheckpoint | undefined
}

type Broken = { readonly reason: SignRefusal; readonly seq: number }

/** Reads on from the last checkpoint, checks each link, and grows the tree; stops where a link does not hold. */
async function walkOn(client: AuditReader, walk: Walk): Promise<Walked | Broken> {
  const { chain, to, last } = walk
  let walked: Walked = last
    ? { frontier: last.frontier, head: last.checkpoint.head }
    : { frontier: emptyFrontier, head: beforeTheFirst }
  const from = walked.frontier.size
  if (from > 0 && (await hashAt(client, chain, from)) !== walked.head) {
    return { reason: 'chain-differs-from-checkpoint', seq: from }
  }
  while (walked.frontier.size < to) {
    const rows = await nextRows(client, { chain, after: walked.frontier.size, to })
    const further = walkPage(chain, walked, rows)
    if ('reason' in further) return further
    walked = further
  }
  return walked
}

function walkPage(
  chain: number,
  { frontier, head }: Walked,
  rows: readonly EntryRow[],
): Walked | Broken {
  const leaves: Buffer[] = []
  let before = head
  for (const row of rows) {
    const made = linkHash(chain, before, row.payload)
    const seq = frontier.size + leaves.length + 1
    if (Number(row.seq) !== seq || made.toString('hex') !== row.hash) {
      return { reason: 'broken-link', seq }
    }
    before = row.hash
    leaves.push(made)
  }
  if (leaves.length === 0) return { reason: 'broken-link', seq: frontier.size + 1 }
  return { frontier: grow(frontier, leaves), head: before }
}

type EntryRow = { readonly seq: string; readonly hash: string; readonly payload: string }

async function nextRows(
  client: AuditReader,
  page: { chain: number; after: number; to: number },
): Promise<EntryRow[]> {
  const { rows } = await client.query<EntryRow>(
    `select seq::text, encode(hash, 'hex') as hash, payload from audit.entry
      where chain = $1 and seq > $2 and seq <= $3 order by entry.seq limit ${pageSize}`,
    [page.chain, page.after, page.to],
  )
  return rows
}

async function hashAt(
  client: AuditReader,
  chain: number,
  seq: number,
): Promise<string | undefined> {
  const { rows } = await client.query<{ hash: string }>(
    `select encode(hash, 'hex') as hash from audit.entry where chain = $1 and seq = $2`,
    [chain, seq],
  )
  return rows[0]?.hash
}

function sign(
  options: CheckpointOptions,
  key: SigningKey,
  done: { chain: number; walked: Walked; last: KeptCheckpoint | undefined },
): void {
  const { chain, walked, last } = done
  const { frontier, head } = walked
  const grown = !last || last.checkpoint.size !== frontier.size
  const before = last ? identityOf(last.checkpoint) : null
  const previous = grown ? before : (last?.checkpoint.previous ?? null)
  const merkleRoot = rootOf(frontier)?.toString('hex') ?? ''
  const said = { chain, size: frontier.size, head, merkleRoot, time: options.now, previous }
  writeCheckpoint(options.folder, { checkpoint: said, frontier }, key)
}
