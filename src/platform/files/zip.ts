import { crc32, inflateRawSync } from 'node:zlib'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { DocumentRefusal } from './document-refusals.ts'
import { fileLimits } from './limits.ts'

/** One part of an office file, still packed; sizes are what the archive declares. */
export type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly flags: number
  readonly crc: number
  readonly packed: Uint8Array
  readonly declaredBytes: number
  readonly unixMode: number
}

type CentralEntry = Omit<ZipEntry, 'packed'> & {
  readonly packedBytes: number
  readonly offset: number
  readonly next: number
}

const signatureEnd = 0x06054b50
const signatureCentral = 0x02014b50
const signatureLocal = 0x04034b50
const shortest = { end: 22, central: 46, local: 30 }
const unset = 0xffffffff

/**
 * Reads the list of entries and holds it against what really stands in the file. Whatever two readers
 * might understand differently (gaps before the first entry, overlaps, names that differ) is damage.
 */
export function readZip(bytes: Uint8Array): Result<readonly ZipEntry[], DocumentRefusal> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return no({ code: 'damaged' })
  const count = view.getUint16(end + 10, true)
  if (count > fileLimits.zipEntries) {
    return no({ code: 'too-many-entries', limit: fileLimits.zipEntries })
  }
  const list = readCentral(view, { bytes, at: view.getUint32(end + 16, true), count })
  if (!list) return no({ code: 'damaged' })
  const entries = locate(view, bytes, list)
  return entries ? ok(entries) : no({ code: 'damaged' })
}

function findEnd(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - shortest.end - 0xffff)
  for (let at = view.byteLength - shortest.end; at >= lowest; at--) {
    const closes = at + shortest.end + view.getUint16(at + 20, true) === view.byteLength
    if (closes && view.getUint32(at, true) === signatureEnd) return at
  }
  return undefined
}

function readCentral(
  view: DataView,
  from: { readonly bytes: Uint8Array; readonly at: number; readonly count: number },
): CentralEntry[] | undefined {
  const entries: CentralEntry[] = []
  let at = from.at
  for (let index = 0; index < from.count; index++) {
    const entry = centralEntry(view, from.bytes, at)
    if (!entry) return undefined
    entries.push(entry)
    at = entry.next
  }
  return entries
}

function centralEntry(view: DataView, bytes: Uint8Array, at: number): CentralEntry | undefined {
  if (at + shortest.central > view.byteLength) return undefined
  if (view.getUint32(at, true) !== signatureCentral) return undefined
  const nameBytes = view.getUint16(at + 28, true)
  const named = at + shortest.central + nameBytes
  const next = named + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  if (next > view.byteLength) return undefined
  const madeOnUnix = view.getUint8(at + 5) === 3
  return {
    name: decodeName(bytes.subarray(at + shortest.central, named)),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedBytes: view.getUint32(at + 20, true),
    declaredBytes: view.getUint32(at + 24, true),
    unixMode: madeOnUnix ? view.getUint32(at + 38, true) >>> 16 : 0,
    offset: view.getUint32(at + 42, true),
    next,
  }
}

function decodeName(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes)
}

function locate(
  view: DataView,
  bytes: Uint8Array,
  list: readonly CentralEntry[],
): ZipEntry[] | undefined {
  const entries: ZipEntry[] = []
  let free = 0
  for (const central of list.toSorted((a, b) => a.offset - b.offset)) {
    const data = dataOf(view, bytes, central)
    if (data === undefined || central.offset < free) return undefined
    free = data + central.packedBytes
    entries.push({ ...withoutPlaces(central), packed: bytes.subarray(data, free) })
  }
  return list[0] && Math.min(...list.map((one) => one.offset)) !== 0 ? undefined : entries
}

function withoutPlaces(central: CentralEntry): Omit<ZipEntry, 'packed'> {
  const { name, method, flags, crc, declaredBytes, unixMode } = central
  return { name, method, flags, crc, declaredBytes, unixMode }
}

function dataOf(view: DataView, bytes: Uint8Array, central: CentralEntry): number | undefined {
  const { offset, packedBytes } = central
  if (packedBytes === unset || offset + shortest.local > view.byteLength) return undefined
  if (view.getUint32(offset, true) !== signatureLocal) return undefined
  const named = offset + shortest.local + view.getUint16(offset + 26, true)
  const data = named + view.getUint16(offset + 28, true)
  if (data + packedBytes > view.byteLength) return undefined
  const name = decodeName(bytes.subarray(offset + shortest.local, named))
  return name === central.name ? data : undefined
}

/** Unpacks one entry and stops as soon as it passes what is left of the budget or the ratio. */
export function inflate(entry: ZipEntry, budget: number): Result<Uint8Array, DocumentRefusal> {
  const byRatio = Math.max(
    fileLimits.zipRatioFromBytes,
    entry.packed.byteLength * fileLimits.zipRatio,
  )
  const most = Math.min(byRatio, budget)
  if (entry.declaredBytes > most) return no({ code: 'zip-bomb' })
  const out = unpack(entry, most)
  if (!out.ok) return out
  return crc32(out.value) === entry.crc ? out : no({ code: 'damaged' })
}

function unpack(entry: ZipEntry, most: number): Result<Uint8Array, DocumentRefusal> {
  if (entry.method === 0) return ok(entry.packed)
  if (entry.method !== 8) return no({ code: 'damaged' })
  try {
    return ok(inflateRawSync(entry.packed, { maxOutputLength: Math.max(1, most) }))
  } catch (error) {
    // zlib says which of the two it was by its code; any other failure is damage as well.
    const tooMuch = error instanceof RangeError && 'code' in error
    return no({ code: tooMuch ? 'zip-bomb' : 'damaged' })
  }
}
