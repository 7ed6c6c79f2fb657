import { no, ok } from '#shared/result.ts'
import type { Uid } from '#shared/ids.ts'
import type { FileKind } from './file-kind.ts'
import type { FileStore, StoredFile } from './file-store.ts'
import { checkFile } from './read-document.ts'
import type { CheckedFile, Reading } from './read-document.ts'

/** What a row keeps of a file that was handed in, and what Heed read of it while checking. */
export type KeptFile = StoredFile & {
  readonly name: string
  readonly kind: FileKind
  readonly read: CheckedFile
}

/** A file as a form sent it. */
export interface HandedIn {
  readonly name: string
  readonly content: Buffer
}

/** At most this much of a name is kept; the ending stays. */
const longestName = 200

/** A name without its folders, control characters and excess; it is shown and sent back, never made a path. */
export function tidyName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? name
  const plain = last.normalize('NFC').replaceAll(/\p{C}/gu, '').trim()
  return plain.length <= longestName ? plain : plain.slice(-longestName)
}

/**
 * Receives, checks and keeps a file in one call: from then on its row may be written. What is refused leaves nothing.
 * It can take half a minute, so acts call it in `before`, while no transaction is open; a row that is not written
 * after all leaves an orphan, which the sweep removes.
 */
export async function keepFile(files: FileStore, file: HandedIn): Reading<KeptFile> {
  const received = await files.receive(file.content)
  if (!received.ok) return received
  const waiting = received.value
  const checked = await checkFile(file).catch(async (error: unknown) => {
    await files.discard(waiting)
    throw error
  })
  if (!checked.ok) {
    await files.discard(waiting)
    return no(checked.refusal)
  }
  const stored = await files.keep(waiting)
  return ok({ ...stored, name: tidyName(file.name), kind: checked.value.kind, read: checked.value })
}

/** The whole content of a kept file; nothing of one that was changed on disk leaves, because it is checked to its end first. */
export async function contentOf(files: Pick<FileStore, 'openFile'>, id: Uid): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of files.openFile(id)) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
