import { hash } from 'node:crypto'

/** What stands in the place of "the hash before" for the first entry of a chain: 32 zero bytes. */
export const beforeTheFirst = '00'.repeat(32)

/**
 * The hash of an entry from the one before it, as `audit.append` makes it: sha256(0x00 | chain | before | payload).
 * The zero byte makes it the leaf of a Merkle tree at the same time (RFC 6962, 2.1).
 */
export function linkHash(chain: number, before: string, payload: string): Buffer {
  const start = Buffer.alloc(9)
  start.writeBigInt64BE(BigInt(chain), 1)
  const parts = [start, Buffer.from(before, 'hex'), Buffer.from(payload)]
  return hash('sha256', Buffer.concat(parts), 'buffer')
}
