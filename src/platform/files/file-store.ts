import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { Instant } from '#shared/dates.ts'
import { isUid } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { decrypted, encrypted } from './encryption.ts'
import type { DocumentRefusal } from './document-refusals.ts'
import { fileLimits } from './limits.ts'

/** What a row keeps of a file: its id, its size and the digest of its content. */
export type StoredFile = { readonly id: Uid; readonly bytes: number; readonly sha256: string }

/** A file that has arrived and waits, encrypted, to be checked: `keep` it before its row is written, or `discard` it. */
export type WaitingFile = StoredFile & { readonly waiting: true }

/**
 * Files encrypted at rest, outside the database. The order keeps the two stores together: receive,
 * check, keep (synced to disk), then write the row. A crash in between leaves a file without a row,
 * which `sweepOrphans` removes; never a row without a file.
 */
export type FileStore = {
  readonly receive: (
    content: Readable | Uint8Array,
  ) => Promise<Result<WaitingFile, DocumentRefusal>>
  readonly openWaiting: (file: WaitingFile) => Readable
  readonly keep: (file: WaitingFile) => Promise<StoredFile>
  readonly discard: (file: WaitingFile) => Promise<void>
  readonly openFile: (id: Uid) => Readable
  readonly sweepOrphans: (knownIds: ReadonlySet<string>, olderThan: Instant) => Promise<number>
  readonly missingFiles: (knownIds: Iterable<Uid>) => Promise<readonly Uid[]>
}

type Where = { readonly folder: string; readonly key: Buffer }

const waitingFolder = 'waiting'

/** The store in this folder; the key comes from outside the data folder (`keyFrom`), so that a copy of the data alone opens nothing. */
export function fileStore({ folder, key }: Where): FileStore {
  if (key.byteLength !== 32) throw new RangeError('the key of the file store must have 32 bytes')
  const where = { folder: path.resolve(folder), key }
  return {
    receive: (content) => receive(where, content),
    openWaiting: ({ id }) => openAt(where, waitingPath(where, id), id),
    keep: (file) => keep(where, file),
    discard: ({ id }) => rm(waitingPath(where, id), { force: true }),
    openFile: (id) => openAt(where, keptPath(where, id), id),
    sweepOrphans: (knownIds, olderThan) => sweep(where, knownIds, Date.parse(olderThan)),
    missingFiles: (knownIds) => missing(where, knownIds),
  }
}

function waitingPath(where: Where, id: Uid): string {
  return path.join(where.folder, waitingFolder, id)
}

/** Spread over 256 folders, so that none grows beyond what a file system lists quickly. */
function keptPath(where: Where, id: Uid): string {
  return path.join(where.folder, id.slice(0, 2), id)
}

async function receive(
  where: Where,
  content: Readable | Uint8Array,
): Promise<Result<WaitingFile, DocumentRefusal>> {
  // The id is random and made here: no name that a sender chose ever becomes a path.
  const id = randomUUID() as string as Uid
  const file = waitingPath(where, id)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const source = content instanceof Readable ? content : Readable.from([content])
  const count = counter(source)
  try {
    await write(file, encrypted(count.passing, where.key, id))
  } catch (error) {
    await rm(file, { force: true })
    if (!count.tooLarge()) throw error
    source.destroy()
    return no({ code: 'too-large', limitBytes: fileLimits.bytes })
  }
  if (count.bytes() > 0)
    return ok({ id, bytes: count.bytes(), sha256: count.sha256(), waiting: true })
  await rm(file, { force: true })
  return no({ code: 'empty' })
}

type Counter = {
  readonly passing: AsyncIterable<Uint8Array>
  readonly bytes: () => number
  readonly sha256: () => string
  readonly tooLarge: () => boolean
}

function counter(source: Readable): Counter {
  const hash = createHash('sha256')
  let bytes = 0
  async function* passing(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      const part = chunk as Uint8Array
      bytes += part.byteLength
      if (bytes > fileLimits.bytes) throw new RangeError('the file is too large')
      hash.update(part)
      yield part
    }
  }
  return {
    passing: passing(),
    bytes: () => bytes,
    sha256: () => hash.copy().digest('hex'),
    tooLarge: () => bytes > fileLimits.bytes,
  }
}

async function write(file: string, content: AsyncIterable<Buffer>): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    for await (const part of content) await handle.writeFile(part)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Content was synced on arrival; here the new name is, and so are the folders that hold it: only then may a row name it. */
async function keep(where: Where, { id, bytes, sha256 }: WaitingFile): Promise<StoredFile> {
  const file = keptPath(where, id)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await rename(waitingPath(where, id), file)
  await syncFolder(path.dirname(file))
  await syncFolder(where.folder)
  return { id, bytes, sha256 }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows can neither open nor sync a folder; its file system writes names through.
  if (path.sep === '\\') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function openAt(where: Where, file: string, id: Uid): Readable {
  return Readable.from(decrypted(createReadStream(file), where.key, id), { objectMode: false })
}

async function sweep(where: Where, knownIds: ReadonlySet<string>, before: number): Promise<number> {
  let removed = 0
  for (const folder of await foldersOf(where)) {
    for (const name of await readdir(path.join(where.folder, folder))) {
      const file = path.join(where.folder, folder, name)
      // A file that waits is never known by a row; one that is kept may be.
      const orphan = folder === waitingFolder || !knownIds.has(name)
      if (!isUid(name) || !orphan || (await stat(file)).mtimeMs >= before) continue
      await rm(file, { force: true })
      removed += 1
    }
  }
  return removed
}

async function foldersOf(where: Where): Promise<readonly string[]> {
  await mkdir(where.folder, { recursive: true, mode: 0o700 })
  const names = await readdir(where.folder)
  return names.filter((name) => name === waitingFolder || /^[0-9a-f]{2}$/.test(name))
}

async function missing(where: Where, knownIds: Iterable<Uid>): Promise<readonly Uid[]> {
  const lost: Uid[] = []
  for (const id of knownIds) {
    const found = await stat(keptPath(where, id)).catch(() => undefined)
    if (!found) lost.push(id)
  }
  return lost
}
