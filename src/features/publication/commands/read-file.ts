import { createHash } from 'node:crypto'
import type { DocumentRefusal } from '#platform/files/document-refusals.ts'
import { readDocument } from '#platform/files/read-document.ts'
import type { CheckedFile } from '#platform/files/read-document.ts'
import { ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'

/** A document that passed every check, with its bytes and their digest. */
export interface TakenFile {
  readonly name: string
  readonly content: Buffer
  readonly sha256: string
  readonly read: CheckedFile
}

/** Reads and checks a file in a process of its own; call it before a transaction is open, it may take half a minute. */
export async function takeFile(file: {
  readonly name: string
  readonly content: Buffer
}): Promise<Result<TakenFile, DocumentRefusal>> {
  const read = await readDocument(file)
  if (!read.ok) return read
  // A name may come with its folders, which are nobody's business.
  const name = (file.name.split(/[\\/]/).at(-1) ?? '').slice(-200)
  const sha256 = createHash('sha256').update(file.content).digest('hex')
  return ok({ name, content: file.content, sha256, read: read.value })
}
