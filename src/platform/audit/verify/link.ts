import { hash } from 'node:crypto'

/** The hash that stands before the first entry of a chain. */
export const noHash = Buffer.alloc(32)

/** One entry as it is kept: its place, its hash, the bytes that were hashed, and whether the database's own columns agree. */
export type Link = {
  readonly seq: number
  readonly hash: string
  readonly payload: string
  readonly columnsAgree: boolean
}

/** sha256(0x00 | chain as 8 bytes | hash before | payload): the link of the chain and the leaf of the tree. */
export function hashOf(chain: number, before: Buffer, payload: string): Buffer {
  const length = Buffer.byteLength(payload)
  const bytes = Buffer.allocUnsafe(41 + length)
  bytes[0] = 0
  bytes.writeBigUInt64BE(BigInt(chain), 1)
  before.copy(bytes, 9)
  bytes.write(payload, 41)
  return hash('sha256', bytes, 'buffer')
}

/** When the database server says that it recorded the entry: the last thing in every payload; nothing if it is not there. */
export function recordedAt(payload: string): string | undefined {
  const end = payload.slice(-52)
  const fits = /^"recordedByServerAt": "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"\}$/.test(end)
  return fits ? end.slice(-29, -2) : undefined
}
