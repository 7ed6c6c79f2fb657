import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { ReadDocument } from './document.ts'
import type { DocumentRefusal } from './document-refusals.ts'
import { countImages, readOfficeProperties } from './docx-properties.ts'
import { agrees, signatureOf } from './file-kind.ts'
import type { FileKind } from './file-kind.ts'
import { checkImage } from './image-check.ts'
import { fileLimits } from './limits.ts'
import { readPlainText } from './plain-text.ts'
import { checkOfficeFile } from './zip-check.ts'

type Examined = Promise<Result<ReadDocument, DocumentRefusal>>

/**
 * Checks a file and reads what words it has. Runs only in the reading process: whatever a hostile
 * file does to the libraries below, it does it where nothing can be lost.
 */
export async function examine(bytes: Uint8Array, kind: FileKind): Examined {
  if (bytes.byteLength === 0) return no({ code: 'empty' })
  if (isLockedOfficeFile(bytes, kind)) return no({ code: 'encrypted' })
  if (!agrees(bytes, kind)) return no({ code: 'not-what-it-says', says: kind })
  const read = await readers[kind](bytes)
  if (!read.ok) return read
  const letters = read.value.paragraphs.reduce((sum, { text }) => sum + text.length, 0)
  return letters > fileLimits.textCharacters ? no({ code: 'too-hard-to-read' }) : read
}

// The libraries are heavy: each is loaded only for the kind of file that needs it.
const readers: Readonly<Record<FileKind, (bytes: Uint8Array) => Examined>> = {
  txt: (bytes) => Promise.resolve(ok(readPlainText(bytes))),
  pdf: async (bytes) => (await import('./pdf-text.ts')).readPdf(bytes),
  docx: readWord,
  xlsx: (bytes) => Promise.resolve(readWorkbook(bytes)),
  png: (bytes) => Promise.resolve(readImage(bytes, 'png')),
  jpeg: (bytes) => Promise.resolve(readImage(bytes, 'jpeg')),
}

async function readWord(bytes: Uint8Array): Examined {
  const file = checkOfficeFile(bytes, 'docx')
  if (!file.ok) return file
  const around = readOfficeProperties(file.value)
  const title = around.find((one) => one.place === 'title')?.text
  const { readWordText } = await import('./docx-text.ts')
  try {
    const { paragraphs, comments, images } = await readWordText(file.value)
    return ok({
      ...(title === undefined ? {} : { title }),
      paragraphs: [...paragraphs],
      properties: [...around, ...comments.filter(({ place }) => place === 'comment')],
      images: Math.max(images, countImages(file.value)),
    })
  } catch {
    // The archive is sound but the text in it is not what Word writes; why exactly is of no use to the reader.
    return no({ code: 'damaged' })
  }
}

/** A workbook is kept as evidence: it is checked and its properties are read, its cells are not. */
function readWorkbook(bytes: Uint8Array): Result<ReadDocument, DocumentRefusal> {
  const file = checkOfficeFile(bytes, 'xlsx')
  if (!file.ok) return file
  const properties = readOfficeProperties(file.value)
  return ok({ paragraphs: [], properties, images: countImages(file.value) })
}

function readImage(bytes: Uint8Array, kind: 'png' | 'jpeg'): Result<ReadDocument, DocumentRefusal> {
  const checked = checkImage(bytes, kind)
  return checked.ok ? ok({ paragraphs: [], properties: [], images: 1 }) : checked
}

/** Word and Excel put a locked document into an old-style compound file, under this name in UTF-16. */
function isLockedOfficeFile(bytes: Uint8Array, kind: FileKind): boolean {
  if ((kind !== 'docx' && kind !== 'xlsx') || signatureOf(bytes) !== 'compound') return false
  return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
}
