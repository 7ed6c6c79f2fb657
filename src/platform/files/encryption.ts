import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/*
 * A file at rest: a head with a mark and a random salt, then chunks of 64 KiB, each with its tag.
 * The key of a file comes from the installation's key and the salt, so no pair of key and counter
 * is ever used twice. Each chunk is bound to the file's id, its number and whether it is the last:
 * chunks cannot be swapped, dropped, cut off or moved to another file unnoticed.
 */

const mark = Buffer.from('HEEDFIL1')
const saltBytes = 32
const chunkBytes = 65_536
const tagBytes = 16
const headBytes = mark.byteLength + saltBytes

type Chunk = { readonly id: string; readonly index: number; readonly last: boolean }

/** Encrypts a stream of bytes for one id (AES-256-GCM in chunks). */
export async function* encrypted(
  source: AsyncIterable<Uint8Array>,
  key: Buffer,
  id: string,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes)
  yield Buffer.concat([mark, salt])
  const fileKey = keyOfFile(key, salt)
  let index = 0
  for await (const { bytes, last } of inChunks(source, chunkBytes)) {
    yield sealed(bytes, fileKey, { id, index, last })
    index += 1
  }
}

/** Decrypts what `encrypted` wrote for this id; throws at the first byte that is not as it was written. */
export async function* decrypted(
  source: AsyncIterable<Uint8Array>,
  key: Buffer,
  id: string,
): AsyncGenerator<Buffer> {
  const { head, rest } = await splitHead(source)
  if (!head.subarray(0, mark.byteLength).equals(mark)) throw new Error('not a file of this store')
  const fileKey = keyOfFile(key, head.subarray(mark.byteLength))
  let index = 0
  for await (const { bytes, last } of inChunks(rest, chunkBytes + tagBytes)) {
    yield opened(bytes, fileKey, { id, index, last })
    index += 1
  }
}

function keyOfFile(key: Buffer, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, 'heed file', 32))
}

function sealed(bytes: Buffer, fileKey: Buffer, chunk: Chunk): Buffer {
  const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(chunk))
  cipher.setAAD(Buffer.from(`${chunk.id} ${chunk.index} ${chunk.last ? 'last' : 'more'}`))
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

function opened(bytes: Buffer, fileKey: Buffer, chunk: Chunk): Buffer {
  if (bytes.byteLength < tagBytes) throw new Error('the file ends in the middle of a chunk')
  const decipher = createDecipheriv('aes-256-gcm', fileKey, nonceOf(chunk))
  decipher.setAAD(Buffer.from(`${chunk.id} ${chunk.index} ${chunk.last ? 'last' : 'more'}`))
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()])
}

function nonceOf(chunk: Chunk): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(chunk.index, 8)
  return nonce
}

type Part = { readonly bytes: Buffer; readonly last: boolean }

/** Cuts a stream into equal chunks and knows the last one, which may be empty when the file is. */
async function* inChunks(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Part> {
  let held: Buffer = Buffer.alloc(0)
  for await (const part of source) {
    held = Buffer.concat([held, part])
    // One byte more than a chunk must be there before we know that this chunk is not the last.
    while (held.byteLength > size) {
      yield { bytes: held.subarray(0, size), last: false }
      held = held.subarray(size)
    }
  }
  yield { bytes: held, last: true }
}

type Split = { readonly head: Buffer; readonly rest: AsyncIterable<Buffer> }

async function splitHead(source: AsyncIterable<Uint8Array>): Promise<Split> {
  const iterator = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  while (held.byteLength < headBytes) {
    const next = await iterator.next()
    if (next.done) throw new Error('the file ends in its head')
    held = Buffer.concat([held, next.value])
  }
  const first = held.subarray(headBytes)
  async function* rest(): AsyncGenerator<Buffer> {
    yield first
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      yield Buffer.from(next.value)
    }
  }
  return { head: held.subarray(0, headBytes), rest: rest() }
}
