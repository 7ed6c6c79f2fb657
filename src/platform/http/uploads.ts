import type { MultipartFile, MultipartValue } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ZodType } from 'zod'
import type { Problem } from '#platform/html/form-state.ts'
import { Failure } from '#shared/failure.ts'

/** One uploaded file (security.md 7.3). */
export const largestFile = 25 * 1024 * 1024
/** All that is typed beside the files, together: as large as a form without files may be (security.md 5.1 rule 12). */
const largestTyped = 1024 * 1024
/** A whole form with its files; what says that it is larger is not read at all. */
const largestForm = 12 * largestFile

/** A file as it was sent: nothing about it is believed before `platform/files` has checked it. */
export interface UploadedFile {
  readonly name: string
  readonly content: Buffer
  /** It was larger than a file may be, so its content was let go; what was typed beside it is kept. */
  readonly tooLarge?: true
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

async function readFile(part: MultipartFile): Promise<UploadedFile> {
  const content = await part.toBuffer()
  return part.file.truncated
    ? { name: part.filename, content: Buffer.alloc(0), tooLarge: true }
    : { name: part.filename, content }
}

/** Says of each file that is too large that it is; the rest of the form is shown again as it was typed. */
export function tooLargeIn(fields: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(fields)
    .filter(([, value]) => [value].flat().some((one) => isUploadedFile(one) && one.tooLarge))
    .map(([field]) => ({
      field,
      message: 'The file is larger than 25 MB, which is the most that Heed accepts.',
    }))
}

type Values = Map<string, unknown>

/** Takes what was typed into one field; a field that comes twice holds a list. */
function putTyped(values: Values, { fieldname, value }: MultipartValue): number {
  const before = values.get(fieldname)
  values.set(fieldname, before === undefined ? value : [before, value].flat())
  return Buffer.byteLength(String(value))
}

async function putFile(
  values: Values,
  part: MultipartFile,
  fileFields: readonly string[],
): Promise<void> {
  if (!fileFields.includes(part.fieldname)) throw new Failure('unsupported-type', 'file-field')
  const sent = await readFile(part)
  // An input left empty arrives as a file without name and content.
  if (part.filename !== '') values.set(part.fieldname, sent)
}

async function readParts(request: FastifyRequest, fileFields: readonly string[]): Promise<Values> {
  const values: Values = new Map()
  let typed = 0
  // Read to its end also when a file is too large: the fields behind it are to come back too.
  for await (const part of request.parts()) {
    if (part.type === 'file') await putFile(values, part, fileFields)
    else typed += putTyped(values, part)
    if (typed > largestTyped) throw new Failure('too-large', 'typed')
  }
  return values
}

/**
 * Reads a form with files; only the fields that the act names may carry one, each is cut off at the limit, and what is
 * typed beside them is no more than in a form without: so much and no more of one request lies in memory.
 */
export async function readUploads(
  request: FastifyRequest,
  fileFields: readonly string[],
): Promise<Record<string, unknown>> {
  if (Number(request.headers['content-length']) > largestForm)
    throw new Failure('too-large', 'upload')
  try {
    return Object.fromEntries(await readParts(request, fileFields))
  } catch (error) {
    if (error instanceof Failure) throw error
    throw isTooLarge(error)
      ? new Failure('too-large', 'upload')
      : new Failure('unsupported-type', 'upload')
  }
}

/** A file that the form must carry; `missing` is the whole sentence that the reader sees. */
export function requiredFile(missing: string): ZodType<UploadedFile, unknown> {
  return z.custom<UploadedFile>(isUploadedFile, { error: missing })
}

/** A file that the form may carry. */
export function optionalFile(): ZodType<UploadedFile | undefined, unknown> {
  return z.custom<UploadedFile>(isUploadedFile, { error: 'Choose the file again' }).optional()
}
