/** The kinds of file that Heed accepts (`security.md` 7.3); everything else is refused. */
export const fileKinds = ['pdf', 'docx', 'xlsx', 'png', 'jpeg', 'txt'] as const
/** A kind of file that Heed accepts. */
export type FileKind = (typeof fileKinds)[number]

/** The kinds whose words Heed reads. */
export type TextKind = Extract<FileKind, 'pdf' | 'docx' | 'txt'>

const extensions: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  docx: 'docx',
  xlsx: 'xlsx',
  png: 'png',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  txt: 'txt',
}

/** The content type that each kind is sent with; never the one that a sender declared. */
export const contentTypes: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
  jpeg: 'image/jpeg',
  txt: 'text/plain; charset=utf-8',
}

/** What the first bytes of a file give away. */
export type Signature =
  'pdf' | 'zip' | 'png' | 'jpeg' | 'compound' | 'archive' | 'program' | 'other'

const signatures: readonly (readonly [Signature, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['compound', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['archive', [0x1f, 0x8b, 0x08]],
  ['archive', [0x42, 0x5a, 0x68]],
  ['archive', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['program', [0x4d, 0x5a, 0x90]],
  ['program', [0x7f, 0x45, 0x4c, 0x46]],
]

/** The kind that a file name claims, if Heed accepts it at all. */
export function kindOfName(name: string): FileKind | undefined {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase()
  return extension !== undefined && Object.hasOwn(extensions, extension)
    ? extensions[extension]
    : undefined
}

/** What the bytes themselves say; a name and a declared type are only claims. */
export function signatureOf(bytes: Uint8Array): Signature {
  const found = signatures.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))
  return found?.[0] ?? 'other'
}

const expected: Readonly<Record<FileKind, Signature>> = {
  pdf: 'pdf',
  docx: 'zip',
  xlsx: 'zip',
  png: 'png',
  jpeg: 'jpeg',
  txt: 'other',
}

/** Whether the first bytes agree with the kind; for text also that no control characters stand in it. */
export function agrees(bytes: Uint8Array, kind: FileKind): boolean {
  if (signatureOf(bytes) !== expected[kind]) return false
  return kind !== 'txt' || looksLikeText(bytes)
}

function looksLikeText(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  // UTF-16 writes every Latin letter with a zero byte, so its zeros are allowed when its mark stands first.
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  return !bytes.some((byte) => byte < 0x20 && !isWhiteSpace(byte))
}

function isWhiteSpace(byte: number): boolean {
  return byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d
}
