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

/** What was written of an entry; the digest is over the bytes as copied, rows are counted for tables. */
export const ArchiveSum = z.object({
  bytes: z.number().int(),
  sha256: z.string(),
  rows: z.number().int(),
})
/** What was written of an entry. */
export type ArchiveSum = z.infer<typeof ArchiveSum>

/** The list at the end of a backup: all entries with their sums, and where each sequence stood. */
export const Manifest = z.object({
  head: ArchiveHead,
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

/** Adds up bytes as they pass; a row of PostgreSQL's text format ends with the only bare line feed in it. */
export function summer(): {
  add: (bytes: Uint8Array) => void
  sum: (kind: ArchiveEntry['kind']) => ArchiveSum
} {
  const hash = createHash('sha256')
  let [bytes, lines] = [0, 0]
  return {
    add: (piece) => {
      hash.update(piece)
      bytes += piece.length
      for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) lines += 1
    },
    sum: (kind) => ({ bytes, sha256: hash.digest('hex'), rows: kind === 'table' ? lines : 0 }),
  }
}
