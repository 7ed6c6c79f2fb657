import { createHash } from 'node:crypto'
import { z } from 'zod'
import { refuseToRun } from '#platform/lifecycle-errors.ts'

/** What a backup says of itself before its content: enough to know whether this release can restore it. */
export const ArchiveHead = z.object({
  format: z.literal(1),
  heed: z.string(),
  server: z.string(),
  takenAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
})
/** What a backup says of itself before its content. */
export type ArchiveHead = z.infer<typeof ArchiveHead>

const Table = z.object({
  kind: z.literal('table'),
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()),
})
const StoredFile = z.object({ kind: z.literal('file'), path: z.string() })

/** One table or one file of a backup. */
export const ArchiveEntry = z.discriminatedUnion('kind', [Table, StoredFile])
/** One table or one file of a backup. */
export type ArchiveEntry = z.infer<typeof ArchiveEntry>

/** What an entry adds up to: its bytes, its rows where it is a table, and a digest of them. */
export const ArchiveSum = z.object({
  bytes: z.number().int(),
  digest: z.string(),
  rows: z.number().int(),
})
/** What an entry adds up to. */
export type ArchiveSum = z.infer<typeof ArchiveSum>

/**
 * The list at the end of a backup: all entries with their sums, where each sequence stood, and the fingerprints of the
 * keys that open what is encrypted inside. The keys themselves are never in it.
 */
export const Manifest = z.object({
  head: ArchiveHead,
  keys: z.record(z.string(), z.string()).default({}),
  entries: z.array(z.object({ entry: ArchiveEntry, sum: ArchiveSum })),
  sequences: z.array(
    z.object({ schema: z.string(), name: z.string(), value: z.string(), called: z.boolean() }),
  ),
})
/** The list at the end of a backup. */
export type Manifest = z.infer<typeof Manifest>

/** A backup is a row of frames: its head, then for each entry its start, its bytes and its sum, then the manifest. */
export type Frame =
  | { readonly kind: 'head'; readonly head: ArchiveHead }
  | { readonly kind: 'start'; readonly entry: ArchiveEntry }
  | { readonly kind: 'data'; readonly bytes: Buffer }
  | { readonly kind: 'end'; readonly sum: ArchiveSum }
  | { readonly kind: 'manifest'; readonly manifest: Manifest }

const marks = { head: 1, start: 2, data: 3, end: 4, manifest: 5 } as const

/** The bytes of a frame. */
export function writeFrame(frame: Frame): Buffer {
  const body = frame.kind === 'data' ? frame.bytes : Buffer.from(JSON.stringify(contentOf(frame)))
  const head = Buffer.alloc(5)
  head.writeUInt8(marks[frame.kind], 0)
  head.writeUInt32BE(body.length, 1)
  return Buffer.concat([head, body])
}

function contentOf(frame: Exclude<Frame, { kind: 'data' }>): unknown {
  switch (frame.kind) {
    case 'head':
      return frame.head
    case 'start':
      return frame.entry
    case 'end':
      return frame.sum
    case 'manifest':
      return frame.manifest
  }
}

/** Reads frames from bytes that come in any pieces. */
export async function* readFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let held = Buffer.alloc(0)
  for await (const bytes of source) {
    held = held.length === 0 ? Buffer.from(bytes) : Buffer.concat([held, bytes])
    let at = 0
    for (let size = frameSize(held, at); size !== undefined; size = frameSize(held, at)) {
      yield parseFrame(held.readUInt8(at), held.subarray(at + 5, at + size))
      at += size
    }
    held = held.subarray(at)
  }
  if (held.length > 0) refuseToRun('backup-unreadable', { detail: 'it ends in the middle' })
}

/** How long the frame is that starts here; undefined until all of it has come. */
function frameSize(held: Buffer, at: number): number | undefined {
  if (held.length - at < 5) return undefined
  const size = 5 + held.readUInt32BE(at + 1)
  return held.length - at < size ? undefined : size
}

function parseFrame(mark: number, body: Buffer): Frame {
  if (mark === marks.data) return { kind: 'data', bytes: body }
  const content: unknown = JSON.parse(body.toString('utf8'))
  switch (mark) {
    case marks.head:
      return { kind: 'head', head: ArchiveHead.parse(content) }
    case marks.start:
      return { kind: 'start', entry: ArchiveEntry.parse(content) }
    case marks.end:
      return { kind: 'end', sum: ArchiveSum.parse(content) }
    case marks.manifest:
      return { kind: 'manifest', manifest: Manifest.parse(content) }
    default:
      return refuseToRun('backup-unreadable', { detail: 'a later release of Heed wrote it' })
  }
}

/** Takes in the bytes of an entry and says at the end what they add up to. */
export type Summer = {
  readonly add: (bytes: Uint8Array) => void
  readonly sum: () => ArchiveSum
}

/** Adds up an entry: a file by its bytes in order, a table by its rows in whatever order the server hands them out. */
export function summer(kind: ArchiveEntry['kind']): Summer {
  return kind === 'file' ? sumFile() : sumTable()
}

function sumFile(): Summer {
  const hash = createHash('sha256')
  let bytes = 0
  return {
    add: (piece) => {
      hash.update(piece)
      bytes += piece.length
    },
    sum: () => ({ bytes, digest: hash.digest('hex'), rows: 0 }),
  }
}

const lineFeed = 10

/**
 * In PostgreSQL's text format the only bare line feed is the end of a row. The digest is the sum of the digests of the
 * rows: the order in which rows lie in a table means nothing, and the server may choose another when it stores them.
 */
function sumTable(): Summer {
  const lanes = new Uint32Array(8)
  let [bytes, rows] = [0, 0]
  let begun: Uint8Array[] = []
  function addRow(end: Uint8Array): void {
    const hash = createHash('sha256')
    for (const part of begun) hash.update(part)
    const digest = hash.update(end).digest()
    lanes.forEach((value, lane) => (lanes[lane] = value + digest.readUInt32BE(lane * 4)))
    begun = []
    rows += 1
  }
  return {
    add: (piece) => {
      bytes += piece.length
      let from = 0
      for (let at = piece.indexOf(lineFeed); at !== -1; at = piece.indexOf(lineFeed, from)) {
        addRow(piece.subarray(from, at + 1))
        from = at + 1
      }
      if (from < piece.length) begun.push(Uint8Array.from(piece.subarray(from)))
    },
    sum: () => ({ bytes, rows, digest: Buffer.from(lanes.buffer).toString('hex') }),
  }
}
