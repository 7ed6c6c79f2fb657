import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decrypt, encrypt } from './archive-cipher.ts'
import { readFrames, summer, writeFrame, type Frame } from './archive.ts'

const key = randomBytes(32)
const mebibyte = 1024 * 1024

async function* inParts(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  await Promise.resolve()
}

async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

test('what is encrypted comes back as it was, at every length around a piece', async () => {
  for (const length of [0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte + 7]) {
    const plain = randomBytes(length)
    const closed = await all(encrypt(inParts(plain, 70_001), key))
    const opened = await all(decrypt(inParts(closed, 65_536), key))
    expect(opened.equals(plain)).toBe(true)
  }
})

test('a change of any one bit, or the loss of any tail, is noticed', async () => {
  const closed = await all(encrypt(inParts(randomBytes(mebibyte + 500), 9_999), key))
  await fc.assert(
    fc.asyncProperty(fc.nat(closed.length - 1), fc.nat(7), fc.boolean(), async (at, bit, cut) => {
      const bad = Buffer.from(cut ? closed.subarray(0, at) : closed)
      if (!cut) bad.writeUInt8((bad.at(at) ?? 0) ^ (1 << bit), at)
      await expect(all(decrypt(inParts(bad, 65_536), key))).rejects.toMatchObject({
        code: expect.stringMatching(/^backup-(unreadable|key-wrong)$/),
      })
    }),
    { numRuns: 60 },
  )
})

test('two backups of the same content share no bytes that tell so', async () => {
  const plain = Buffer.alloc(1000, 'a')
  const [one, other] = [
    await all(encrypt(inParts(plain, 100), key)),
    await all(encrypt(inParts(plain, 100), key)),
  ]
  expect(one.subarray(39).equals(other.subarray(39))).toBe(false)
})

const frames: fc.Arbitrary<Frame> = fc.oneof(
  fc
    .uint8Array({ maxLength: 300 })
    .map((bytes): Frame => ({ kind: 'data', bytes: Buffer.from(bytes) })),
  fc
    .string({ unit: 'grapheme' })
    .map((path): Frame => ({ kind: 'start', entry: { kind: 'file', path } })),
  fc.nat().map((rows): Frame => ({ kind: 'end', sum: { bytes: 1, digest: 'aa', rows } })),
)

test('frames come back as they were however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(frames), fc.integer({ min: 1, max: 64 }), async (list, size) => {
      const found: Frame[] = []
      for await (const frame of readFrames(inParts(Buffer.concat(list.map(writeFrame)), size))) {
        found.push(frame)
      }
      expect(found).toEqual(list)
    }),
  )
})

test('rows are counted by the line ends of the copy format, in whatever pieces they come', () => {
  const total = summer('table')
  for (const piece of ['one\ntw', 'o\\nstill two', '\n', '']) total.add(Buffer.from(piece))
  expect(total.sum()).toMatchObject({ rows: 2, bytes: 19 })
})

/** Cuts the rows at other places and puts them in another order. */
function sumOf(rows: readonly string[], size: number): unknown {
  const total = summer('table')
  const bytes = Buffer.from(rows.map((row) => `${row}\n`).join(''))
  for (let at = 0; at < bytes.length; at += size) total.add(bytes.subarray(at, at + size))
  return total.sum()
}

test('two tables have one sum when they hold the same rows, and another when one row differs', () => {
  const row = fc.stringMatching(/^[a-z\\ 0-9]{0,12}$/)
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), fc.integer({ min: 1, max: 30 }), (list, size) => {
      const sum = sumOf(list, 7)
      expect(sumOf(list.toReversed(), size)).toEqual(sum)
      expect(sumOf([...list.slice(1), `${list[0] ?? ''}x`], size)).not.toEqual(sum)
      expect(sumOf([...list, ''], size)).not.toEqual(sum)
    }),
  )
})
