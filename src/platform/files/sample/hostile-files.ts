import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

/** One part of an archive that a test builds; what is not given is honest. */
export type PlannedEntry = {
  readonly name: string
  readonly content: string | Uint8Array
  /** What the archive claims the part unpacks to. */
  readonly claims?: number
  readonly unixMode?: number
  readonly locked?: boolean
  /** The name in the local header, where it differs from the list. */
  readonly localName?: string
}

/** Builds an archive byte by byte, so that a test can lie in any field of it. */
export function zipOf(entries: readonly PlannedEntry[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { local, central } = entryOf(entry, offset)
    locals.push(local)
    centrals.push(central)
    offset += local.byteLength
  }
  const list = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(list.byteLength, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, list, end])
}

function entryOf(entry: PlannedEntry, offset: number): { local: Buffer; central: Buffer } {
  const content = Buffer.from(entry.content)
  const packed = deflateRawSync(content)
  const name = Buffer.from(entry.name)
  const localName = Buffer.from(entry.localName ?? entry.name)
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(crc32(content), 0)
  sizes.writeUInt32LE(packed.byteLength, 4)
  sizes.writeUInt32LE(entry.claims ?? content.byteLength, 8)
  const flags = entry.locked ? 1 : 0
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(flags, 6)
  local.writeUInt16LE(8, 8)
  sizes.copy(local, 14)
  local.writeUInt16LE(localName.byteLength, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(0x0300, 4)
  central.writeUInt16LE(flags, 8)
  central.writeUInt16LE(8, 10)
  sizes.copy(central, 16)
  central.writeUInt16LE(name.byteLength, 28)
  central.writeUInt32LE(((entry.unixMode ?? 0o100644) << 16) >>> 0, 38)
  central.writeUInt32LE(offset, 42)
  return {
    local: Buffer.concat([local, localName, packed]),
    central: Buffer.concat([central, name]),
  }
}

const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

/** The three parts without which Word opens nothing, around the given paragraphs. */
export function smallestWordParts(text = 'A harmless paragraph.'): PlannedEntry[] {
  return [
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`,
    },
  ]
}

/** A Word document with something in it that should not be there. */
export function wordWith(...extra: readonly PlannedEntry[]): Buffer {
  const replaced = new Set(extra.map((entry) => entry.name))
  const parts = smallestWordParts().filter((entry) => !replaced.has(entry.name))
  return zipOf([...parts, ...extra])
}

/** A PDF of a few kilobytes whose one page unpacks to this many megabytes. */
export function swellingPdf(megabytes: number): Buffer {
  const page = deflateSync(deflateSync(Buffer.alloc(megabytes * 1_000_000, 'BT (a) Tj ET \n')))
  const head = [
    '%PDF-1.4',
    '1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj',
    '2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj',
    '3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>> endobj',
    `4 0 obj <</Length ${page.byteLength}/Filter[/FlateDecode/FlateDecode]>> stream\n`,
  ]
  const foot = '\nendstream endobj\ntrailer <</Root 1 0 R>>\n'
  return Buffer.concat([Buffer.from(head.join('\n')), page, Buffer.from(foot)])
}

/** A Word document locked with a password, as far as a reader without the password can see. */
export function lockedWord(): Buffer {
  const head = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  return Buffer.concat([
    head,
    Buffer.alloc(1024),
    Buffer.from('EncryptedPackage', 'utf16le'),
    Buffer.alloc(512),
  ])
}
