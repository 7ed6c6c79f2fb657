import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ZodType } from 'zod'
import { Failure } from '#shared/failure.ts'

/** A file as it was sent: nothing about it is believed before `platform/files` has checked it. */
export interface UploadedFile {
  readonly name: string
  readonly content: Buffer
}

/** Whether a form value is an uploaded file. */
export function isUploadedFile(value: unknown): value is UploadedFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'content' in value &&
    Buffer.isBuffer(value.content)
  )
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 413
}

/** Reads a form with files; only the fields that the act names may carry one, and each is cut off at the limit. */
export async function readUploads(
  request: FastifyRequest,
  fileFields: readonly string[],
): Promise<Record<string, unknown>> {
  const values = new Map<string, unknown>()
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        const before = values.get(part.fieldname)
        values.set(part.fieldname, before === undefined ? part.value : [before, part.value].flat())
        continue
      }
      if (!fileFields.includes(part.fieldname)) throw new Failure('unsupported-type', 'file-field')
      const content = await part.toBuffer()
      // An input left empty arrives as a file without name and content.
      if (part.filename !== '') values.set(part.fieldname, { name: part.filename, content })
    }
  } catch (error) {
    if (error instanceof Failure) throw error
    throw isTooLarge(error)
      ? new Failure('too-large', 'upload')
      : new Failure('unsupported-type', 'upload')
  }
  return Object.fromEntries(values)
}

/** A file that the form must carry; `missing` is the whole sentence that the reader sees. */
export function requiredFile(missing: string): ZodType<UploadedFile, unknown> {
  return z.custom<UploadedFile>(isUploadedFile, { error: missing })
}

/** A file that the form may carry. */
export function optionalFile(): ZodType<UploadedFile | undefined, unknown> {
  return z.custom<UploadedFile | undefined>(
    (value) => value === undefined || isUploadedFile(value),
    { error: 'Choose the file again' },
  )
}
