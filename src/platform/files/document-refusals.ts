import { z } from 'zod'
import { fileKinds } from './file-kind.ts'
import type { FileKind } from './file-kind.ts'

const plainCodes = [
  'empty',
  'unsupported',
  'encrypted',
  'zip-bomb',
  'damaged',
  'macros',
  'holds-other-files',
  'points-outside',
  'unsafe-names',
  'too-hard-to-read',
  'no-text',
] as const

/** Why Heed does not take a file, with the facts that the sentence needs; a schema, since the reading process sends it. */
export const DocumentRefusal = z.discriminatedUnion('code', [
  z.strictObject({ code: z.enum(plainCodes) }),
  z.strictObject({ code: z.literal('not-what-it-says'), says: z.enum(fileKinds) }),
  z.strictObject({ code: z.literal('too-large'), limitBytes: z.int() }),
  z.strictObject({ code: z.literal('image-too-large'), limitPixels: z.int() }),
  z.strictObject({ code: z.enum(['too-many-entries', 'too-many-pages']), limit: z.int() }),
])
/** Why Heed does not take a file, with the facts that the sentence needs. */
export type DocumentRefusal = z.infer<typeof DocumentRefusal>

/** The name of a reason for not taking a file. */
export type DocumentRefusalCode = DocumentRefusal['code']

const kindWords: Readonly<Record<FileKind, string>> = {
  pdf: 'a PDF',
  docx: 'a Word document (.docx)',
  xlsx: 'an Excel workbook (.xlsx)',
  png: 'a PNG picture',
  jpeg: 'a JPEG picture',
  txt: 'plain text',
}

/** One clear sentence for each refusal; a brace is filled with the fact of that name. */
export const documentRefusalSentences: Readonly<Record<DocumentRefusalCode, string>> = {
  empty: 'The file is empty: choose the file that has the text in it.',
  'too-large': 'The file is larger than {limit}, which is the most that Heed accepts.',
  unsupported:
    'Heed accepts PDF, Word (.docx), Excel (.xlsx), PNG, JPEG and plain text (.txt) files: save it as one of these.',
  'not-what-it-says': 'The file is named as {says}, but what is in it is something else.',
  encrypted: 'The file is locked with a password: save a copy without one and choose that.',
  'zip-bomb': 'The file unpacks to far more than a document needs, so Heed stopped reading it.',
  'too-many-entries': 'The file is made of more than {limit} parts, so Heed did not open it.',
  damaged: 'The file is damaged or incomplete: open it, save it again and choose the new copy.',
  macros: 'The file contains program code (macros or scripts): save a copy without it.',
  'holds-other-files':
    'The file has other files inside it: take them out, and add each one by itself.',
  'points-outside':
    'The file fetches parts of itself from somewhere else (a linked picture or template): save a copy that holds everything.',
  'unsafe-names': 'The file has parts with unsafe names, so Heed did not open it.',
  'too-many-pages': 'The file has more than {limit} pages: split it and add the parts.',
  'image-too-large': 'The picture has more than {limit} points: save a smaller copy.',
  'too-hard-to-read':
    'Reading the file took more time or memory than Heed allows: save it again as plain text or a simpler PDF.',
  'no-text':
    'Heed found no text in the file: if it is a scan, use the original or a copy with its text recognised.',
}

/** Says a refusal in one sentence that tells the reader what to do. */
export function explainDocumentRefusal(refusal: DocumentRefusal): string {
  const sentence = documentRefusalSentences[refusal.code]
  return sentence.replace('{limit}', sayLimit(refusal)).replace('{says}', saysKind(refusal))
}

function saysKind(refusal: DocumentRefusal): string {
  return refusal.code === 'not-what-it-says' ? kindWords[refusal.says] : ''
}

function sayLimit(refusal: DocumentRefusal): string {
  if ('limitBytes' in refusal) return `${Math.floor(refusal.limitBytes / 1_000_000)} MB`
  if ('limitPixels' in refusal) return `${Math.floor(refusal.limitPixels / 1_000_000)} million`
  return 'limit' in refusal ? refusal.limit.toLocaleString('en-GB') : ''
}
