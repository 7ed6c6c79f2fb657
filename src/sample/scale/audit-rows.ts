import { hash } from 'node:crypto'

/** The end of a chain as its head keeps it. */
export interface ChainEnd {
  seq: number
  hash: string
}

const longestPayload = 20_000
const pieceBytes = 64 * 1024

/** `linkHash` in one buffer that is written over: a load makes millions of links. The tests hold it against `chainRows`. */
function linker(chain: number): (before: string, payload: string) => string {
  const head = 1 + 8 + 32
  const said = Buffer.alloc(head + longestPayload)
  said.writeBigInt64BE(BigInt(chain), 1)
  return (before, payload) => {
    said.write(before, 9, 'hex')
    return hash('sha256', said.subarray(0, head + said.write(payload, head, 'latin1')))
  }
}

// A row begins with the count of its fields; before each field stands its length (PostgreSQL, "COPY", binary format).
const rowHead = Buffer.alloc(2 + (4 + 8) + (4 + 8) + (4 + 32) + 4)
const place = { chain: 6, seq: 18, hash: 30, payload: rowHead.length } as const
rowHead.writeInt16BE(4, 0)
rowHead.writeInt32BE(8, place.chain - 4)
rowHead.writeInt32BE(8, place.seq - 4)
rowHead.writeInt32BE(32, place.hash - 4)

const fileHead = Buffer.concat([Buffer.from('PGCOPY\n\u00FF\r\n\0', 'latin1'), Buffer.alloc(8)])
const fileEnd = Buffer.from([0xff, 0xff])

/**
 * The rows of a chain that has none yet, for `copy audit.entry (chain, seq, hash, payload) … (format binary)`, in pieces;
 * binary because the database then looks at no letter twice. `end` is where the chain has come to.
 */
export function* chainPieces(
  chain: number,
  payloads: Iterable<string>,
  end: ChainEnd,
): Generator<Buffer> {
  const link = linker(chain)
  const head = Buffer.from(rowHead)
  head.writeBigInt64BE(BigInt(chain), place.chain)
  yield fileHead
  let piece = Buffer.allocUnsafe(pieceBytes)
  let used = 0
  for (const payload of payloads) {
    if (payload.length > longestPayload) throw new RangeError('the audit keeps no such long entry')
    if (used + head.length + payload.length > pieceBytes) {
      yield piece.subarray(0, used)
      piece = Buffer.allocUnsafe(pieceBytes)
      used = 0
    }
    end.seq += 1
    end.hash = link(end.hash, payload)
    head.copy(piece, used)
    piece.writeUInt32BE(end.seq, used + place.seq + 4)
    piece.write(end.hash, used + place.hash, 'hex')
    // Ids, codes and times are ASCII, so a letter is a byte.
    piece.writeInt32BE(payload.length, used + place.payload - 4)
    used += head.length + piece.write(payload, used + place.payload, 'latin1')
  }
  yield piece.subarray(0, used)
  yield fileEnd
}
