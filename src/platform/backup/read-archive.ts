import { createReadStream } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { explainLifecycle, refuseToRun } from '#platform/lifecycle-errors.ts'
import { decrypt } from './archive-cipher.ts'
import {
  readFrames,
  summer,
  type ArchiveEntry,
  type ArchiveHead,
  type ArchiveSum,
  type Frame,
  type Manifest,
} from './archive.ts'

/** What is done with each part of a backup as it is read. */
export type ArchiveReader = {
  readonly onHead?: (head: ArchiveHead) => Promise<void>
  /** Takes the bytes of one table or file; without it they are only added up. */
  readonly onEntry?: (entry: ArchiveEntry, bytes: AsyncIterable<Buffer>) => Promise<void>
}

/**
 * Reads a backup from its first to its last byte, and answers its manifest only if every sum agrees with what was
 * read. Reading it once without doing anything is how a restore makes sure that the file is whole before it begins.
 */
export async function readArchive(
  file: string,
  key: Buffer,
  reader: ArchiveReader = {},
): Promise<Manifest> {
  const frames = readFrames(decrypt(createReadStream(file), key))
  const found: Manifest['entries'] = []
  for (;;) {
    const frame = await nextFrame(frames)
    if (frame?.kind === 'manifest') return checked(frame.manifest, found)
    if (frame?.kind === 'head') await reader.onHead?.(frame.head)
    else if (frame?.kind !== 'start') return refuseToRun('backup-unreadable')
    else found.push({ entry: frame.entry, sum: await readEntry(frames, frame.entry, reader) })
  }
}

async function nextFrame(frames: AsyncGenerator<Frame>): Promise<Frame | undefined> {
  try {
    const next = await frames.next()
    return next.done ? undefined : next.value
  } catch (cause) {
    if (explainLifecycle(cause) !== undefined) throw cause
    return refuseToRun('backup-unreadable', { cause })
  }
}

async function readEntry(
  frames: AsyncGenerator<Frame>,
  entry: ArchiveEntry,
  reader: ArchiveReader,
): Promise<ArchiveSum> {
  const total = summer(entry.kind)
  const told: { sum?: ArchiveSum } = {}
  async function* bytes(): AsyncGenerator<Buffer> {
    for (;;) {
      const frame = await nextFrame(frames)
      if (frame?.kind === 'end') {
        told.sum = frame.sum
        return
      }
      if (frame?.kind !== 'data') return refuseToRun('backup-unreadable')
      total.add(frame.bytes)
      yield frame.bytes
    }
  }
  await (reader.onEntry ?? drain)(entry, bytes())
  const sum = total.sum()
  if (told.sum === undefined || !sameSum(told.sum, sum)) refuseToRun('backup-unreadable')
  return sum
}

async function drain(_entry: ArchiveEntry, bytes: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of bytes) void piece
}

function checked(manifest: Manifest, found: Manifest['entries']): Manifest {
  const same = isDeepStrictEqual(manifest.entries, found)
  return same
    ? manifest
    : refuseToRun('backup-unreadable', { detail: 'its list disagrees with it' })
}

/** Whether two sums are of the same content. */
export function sameSum(one: ArchiveSum, other: ArchiveSum): boolean {
  return one.digest === other.digest && one.bytes === other.bytes && one.rows === other.rows
}
