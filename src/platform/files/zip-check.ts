import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { DocumentRefusal } from './document-refusals.ts'
import { signatureOf } from './file-kind.ts'
import type { FileKind } from './file-kind.ts'
import { fileLimits } from './limits.ts'
import { attribute, declaresDocumentType, scanXml } from './xml.ts'
import { inflate, readZip } from './zip.ts'
import type { ZipEntry } from './zip.ts'

/** An office file of which every part was unpacked once and found harmless; parts are unpacked again on demand. */
export type OfficeFile = {
  readonly names: readonly string[]
  readonly read: (name: string) => Uint8Array | undefined
  readonly text: (name: string) => string | undefined
}

type OfficeKind = Extract<FileKind, 'docx' | 'xlsx'>
type Check = Result<null, DocumentRefusal>

const fine: Check = ok(null)
const symbolicLink = 0o120000
const fileTypeBits = 0o170000
const encryptedFlag = 1
const macroNames =
  /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml|vbaProjectSignature[^/]*\.bin)$|(?:^|\/)(?:macrosheets|activeX|customUI)\//i
const archiveNames =
  /\.(?:zip|docx|docm|xlsx|xlsm|xlsb|pptx|pptm|jar|7z|rar|gz|tgz|tar|bz2|xz|cab|iso|exe|dll|js|vbs|bat|cmd|ps1|msi)$/i
const mainPart: Readonly<Record<OfficeKind, RegExp>> = {
  docx: /wordprocessingml\.document\.main\+xml/,
  xlsx: /spreadsheetml\.sheet\.main\+xml/,
}
const contentTypesPart = '[Content_Types].xml'

/**
 * Holds an office file against `security.md` 7.3: number and names of entries first, then each one
 * while it is inflated: size, ratio, files inside files, program code, links that fetch something.
 */
export function checkOfficeFile(
  bytes: Uint8Array,
  kind: OfficeKind,
): Result<OfficeFile, DocumentRefusal> {
  const entries = readZip(bytes)
  if (!entries.ok) return entries
  const listed = checkNames(entries.value)
  if (!listed.ok) return listed
  let budget: number = fileLimits.zipInflatedBytes
  for (const entry of entries.value) {
    const content = inflate(entry, budget)
    if (!content.ok) return content
    budget -= content.value.byteLength
    const checked = checkContent(entry.name, content.value)
    if (!checked.ok) return checked
  }
  const file = officeFile(entries.value)
  const isOfKind = mainPart[kind].test(file.text(contentTypesPart) ?? '')
  return isOfKind ? ok(file) : no({ code: 'not-what-it-says', says: kind })
}

function checkNames(entries: readonly ZipEntry[]): Check {
  const names = new Set<string>()
  for (const entry of entries) {
    const name = entry.name.toLowerCase()
    if (names.has(name)) return no({ code: 'damaged' })
    names.add(name)
    const checked = checkName(entry)
    if (!checked.ok) return checked
  }
  return fine
}

function checkName(entry: ZipEntry): Check {
  if ((entry.flags & encryptedFlag) !== 0) return no({ code: 'encrypted' })
  if ((entry.unixMode & fileTypeBits) === symbolicLink || isUnsafeName(entry.name)) {
    return no({ code: 'unsafe-names' })
  }
  if (macroNames.test(entry.name)) return no({ code: 'macros' })
  if (archiveNames.test(entry.name)) return no({ code: 'holds-other-files' })
  return fine
}

/** Absolute, dotted, with a drive, a backslash or a control character: a name that could lead out of the archive. */
export function isUnsafeName(name: string): boolean {
  return (
    name === '' ||
    /^[/~]|\\|^[a-z]:/i.test(name) ||
    name.split('/').some((part) => part === '..' || part === '.') ||
    hasControlCharacter(name)
  )
}

function hasControlCharacter(name: string): boolean {
  return Array.from(name).some((letter) => letter < ' ')
}

function checkContent(name: string, content: Uint8Array): Check {
  const signature = signatureOf(content)
  if (['zip', 'archive', 'compound', 'program', 'pdf'].includes(signature)) {
    return no({ code: 'holds-other-files' })
  }
  return /\.(?:xml|rels|vml)$/i.test(name) ? checkXml(name, decode(content)) : fine
}

function checkXml(name: string, xml: string): Check {
  if (declaresDocumentType(xml)) return no({ code: 'damaged' })
  if (name === contentTypesPart && /macroEnabled|vbaProject/i.test(xml)) {
    return no({ code: 'macros' })
  }
  if (/<(?:o:OLEObject|w:object|oleObject|oleLink)[\s>]/.test(xml)) {
    return no({ code: 'holds-other-files' })
  }
  return name.endsWith('.rels') ? checkRelationships(xml) : fine
}

/** A link that a reader may press is harmless; anything else that stands outside is fetched when the file is opened. */
function checkRelationships(xml: string): Check {
  for (const event of scanXml(xml)) {
    if (event.kind !== 'open' || !/(?:^|:)Relationship$/.test(event.name)) continue
    const outside = attribute(event.attributes, 'TargetMode')?.toLowerCase() === 'external'
    const type = attribute(event.attributes, 'Type') ?? ''
    if (outside && !type.endsWith('/hyperlink')) return no({ code: 'points-outside' })
  }
  return fine
}

function officeFile(entries: readonly ZipEntry[]): OfficeFile {
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  function read(name: string): Uint8Array | undefined {
    const entry = byName.get(name)
    const content = entry && inflate(entry, fileLimits.zipInflatedBytes)
    return content?.ok ? content.value : undefined
  }
  function text(name: string): string | undefined {
    const content = read(name)
    return content && decode(content)
  }
  return { names: [...byName.keys()], read, text }
}

function decode(content: Uint8Array): string {
  return new TextDecoder('utf-8').decode(content)
}
