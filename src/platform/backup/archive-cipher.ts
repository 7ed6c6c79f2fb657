import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { refuseToRun } from '#platform/lifecycle-errors.ts'

/**
 * A backup is encrypted in pieces, each with AES-256-GCM under a key made for this one file. The number of the piece
 * and whether it is the last are part of its nonce, so pieces cannot be changed, moved, left out or cut off unseen.
 */
const format = { magic: 'HEEDBK01', keyId: 8, salt: 16, nonce: 7, tag: 16, piece: 1024 * 1024 }
const headBytes = format.magic.length + format.keyId + format.salt + format.nonce

/** Encrypts a stream of bytes as a backup file. */
export async function* encrypt(
  plain: AsyncIterable<Uint8Array>,
  key: Buffer,
): AsyncGenerator<Buffer> {
  const [salt, nonce] = [randomBytes(format.salt), randomBytes(format.nonce)]
  const head = Buffer.concat([Buffer.from(format.magic), keyId(key), salt, nonce])
  const fileKey = derive(key, salt, { info: 'heed backup file', bytes: 32 })
  yield head
  for await (const piece of inPieces(plain, format.piece)) {
    const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(nonce, piece))
    cipher.setAAD(head)
    yield Buffer.concat([cipher.update(piece.bytes), cipher.final(), cipher.getAuthTag()])
  }
}

/** Decrypts a backup file, and refuses one that was changed, cut short, or made with another key. */
export async function* decrypt(
  cipherText: AsyncIterable<Uint8Array>,
  key: Buffer,
): AsyncGenerator<Buffer> {
  const { head, rest } = await splitHead(cipherText)
  const parts = readHead(head)
  if (!parts.keyId.equals(keyId(key))) refuseToRun('backup-key-wrong')
  const fileKey = derive(key, parts.salt, { info: 'heed backup file', bytes: 32 })
  for await (const piece of inPieces(rest, format.piece + format.tag)) {
    const textBytes = piece.bytes.length - format.tag
    if (textBytes < 0) refuseToRun('backup-unreadable', { detail: 'it was cut short' })
    const decipher = createDecipheriv('aes-256-gcm', fileKey, nonceOf(parts.nonce, piece))
    decipher.setAAD(head)
    decipher.setAuthTag(piece.bytes.subarray(textBytes))
    const text = decipher.update(piece.bytes.subarray(0, textBytes))
    try {
      decipher.final()
    } catch (cause) {
      refuseToRun('backup-unreadable', { detail: 'it was changed or cut short', cause })
    }
    yield text
  }
}

function readHead(head: Buffer): { keyId: Buffer; salt: Buffer; nonce: Buffer } {
  const magic = head.subarray(0, format.magic.length).toString('latin1')
  if (head.length < headBytes || magic !== format.magic) {
    refuseToRun('backup-unreadable', { detail: 'it is not a backup of Heed' })
  }
  const saltAt = format.magic.length + format.keyId
  return {
    keyId: head.subarray(format.magic.length, saltAt),
    salt: head.subarray(saltAt, saltAt + format.salt),
    nonce: head.subarray(saltAt + format.salt),
  }
}

/** Tells keys apart without giving anything of the key away. */
function keyId(key: Buffer): Buffer {
  return derive(key, Buffer.alloc(0), { info: 'heed backup key id', bytes: format.keyId })
}

function derive(key: Buffer, salt: Buffer, wanted: { info: string; bytes: number }): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, wanted.info, wanted.bytes))
}

type Piece = { readonly bytes: Buffer; readonly index: number; readonly last: boolean }

function nonceOf(prefix: Buffer, piece: Piece): Buffer {
  const end = Buffer.alloc(5)
  end.writeUInt32BE(piece.index, 0)
  end.writeUInt8(piece.last ? 1 : 0, 4)
  return Buffer.concat([prefix, end])
}

/** Cuts a stream into pieces of one size; the last, and only it, may be shorter or empty. */
async function* inPieces(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Piece> {
  let waiting: Uint8Array[] = []
  let held = 0
  let index = 0
  for await (const bytes of source) {
    waiting.push(bytes)
    held += bytes.length
    if (held <= size) continue
    const joined = Buffer.concat(waiting, held)
    let from = 0
    for (; held - from > size; from += size, index += 1) {
      yield { bytes: joined.subarray(from, from + size), index, last: false }
    }
    waiting = [joined.subarray(from)]
    held -= from
  }
  yield { bytes: Buffer.concat(waiting, held), index, last: true }
}

async function splitHead(
  source: AsyncIterable<Uint8Array>,
): Promise<{ head: Buffer; rest: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]()
  let got = Buffer.alloc(0)
  while (got.length < headBytes) {
    const next = await iterator.next()
    if (next.done) break
    got = Buffer.concat([got, next.value])
  }
  const after = got.subarray(headBytes)
  async function* rest(): AsyncGenerator<Uint8Array> {
    yield after
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  return { head: Buffer.from(got.subarray(0, headBytes)), rest: rest() }
}
