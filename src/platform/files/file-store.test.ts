import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { fileStore } from './file-store.ts'
import type { FileStore, StoredFile, WaitingFile } from './file-store.ts'

const key = randomBytes(32)
const longAgo = '2020-01-01T00:00:00.000Z' as Instant
const farAhead = '2100-01-01T00:00:00.000Z' as Instant
let folder: string
let store: FileStore

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heed-files-'))
  store = fileStore({ folder, key })
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function received(content: Uint8Array | Readable): Promise<WaitingFile> {
  const result = await store.receive(content)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

async function kept(content: Uint8Array): Promise<StoredFile> {
  return store.keep(await received(content))
}

function pathOf(id: Uid): string {
  return path.join(folder, id.slice(0, 2), id)
}

async function allFiles(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

describe('a file in the store', () => {
  it('comes back byte for byte, whatever its length and however it arrived', async () => {
    const sizes = fc.constantFrom(1, 65_535, 65_536, 65_537, 131_072, 200_001)
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 70_000 }), async (size, step) => {
        const content = randomBytes(size)
        const parts = Array.from({ length: Math.ceil(size / step) }, (_, index) =>
          content.subarray(index * step, (index + 1) * step),
        )
        const file = await store.keep(await received(Readable.from(parts)))
        expect((await buffer(store.openFile(file.id))).equals(content)).toBe(true)
        expect(file.bytes).toBe(size)
      }),
      { numRuns: 25 },
    )
  })

  it('is known by the digest of its content', async () => {
    const file = await kept(Buffer.from('abc'))
    expect(file.sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('shows nothing of its content on disk and is open to its owner only', async () => {
    const file = await kept(Buffer.from('The mother is called Ann.'))
    expect((await readFile(pathOf(file.id))).includes('Ann')).toBe(false)
    expect((await stat(pathOf(file.id))).mode & 0o077).toBe(0)
  })

  it('does not open with another key', async () => {
    const file = await kept(Buffer.from('words'))
    const other = fileStore({ folder, key: randomBytes(32) })
    await expect(buffer(other.openFile(file.id))).rejects.toThrow()
  })

  it('does not open under the id of another file', async () => {
    const one = await kept(Buffer.from('one'))
    const two = await kept(Buffer.from('two'))
    await writeFile(pathOf(two.id), await readFile(pathOf(one.id)))
    await expect(buffer(store.openFile(two.id))).rejects.toThrow()
  })

  it('is not read when a byte was changed, a chunk swapped or the end cut off', async () => {
    const file = await kept(randomBytes(200_000))
    const whole = await readFile(pathOf(file.id))
    const chunk = 65_536 + 16
    const head = 40
    const swapped = Buffer.concat([
      whole.subarray(0, head),
      whole.subarray(head + chunk, head + 2 * chunk),
      whole.subarray(head, head + chunk),
      whole.subarray(head + 2 * chunk),
    ])
    const changed = Buffer.from(whole)
    changed.writeUInt8(changed.readUInt8(100_000) ^ 1, 100_000)
    const cut = whole.subarray(0, head + 2 * chunk)
    for (const bad of [swapped, changed, cut, whole.subarray(0, 20), whole.subarray(0, head)]) {
      await writeFile(pathOf(file.id), bad)
      await expect(buffer(store.openFile(file.id))).rejects.toThrow()
    }
  })
})

describe('a file that arrives', () => {
  it('is refused when it is empty or larger than 25 MB, and leaves nothing behind', async () => {
    const before = await allFiles()
    expect(await store.receive(Buffer.alloc(0))).toEqual({ ok: false, refusal: { code: 'empty' } })
    let sent = 0
    async function* stream(): AsyncGenerator<Buffer> {
      for (; sent < 200; sent++) yield Buffer.alloc(1_000_000)
    }
    expect(await store.receive(Readable.from(stream()))).toEqual({
      ok: false,
      refusal: { code: 'too-large', limitBytes: 25_000_000 },
    })
    expect(sent).toBeLessThan(60)
    expect(await allFiles()).toEqual(before)
  })

  it('leaves nothing behind when the line breaks', async () => {
    const before = await allFiles()
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('half')
      throw new Error('connection lost')
    }
    await expect(store.receive(Readable.from(broken()))).rejects.toThrow('connection lost')
    expect(await allFiles()).toEqual(before)
  })

  it('can be read for its checks before it is kept, and thrown away', async () => {
    const file = await received(Buffer.from('words'))
    expect((await buffer(store.openWaiting(file))).toString()).toBe('words')
    await store.discard(file)
    await expect(buffer(store.openWaiting(file))).rejects.toThrow()
  })
})

describe('after a crash', () => {
  it('a file that never got its row is swept, wherever the crash came, and no other', async () => {
    const crashedBeforeKeep = await received(Buffer.from('waiting'))
    const crashedBeforeRow = await kept(Buffer.from('kept'))
    const withRow = await kept(Buffer.from('with row'))
    const known = new Set<string>([withRow.id])
    expect(await store.sweepOrphans(known, longAgo)).toBe(0)
    expect(await store.sweepOrphans(known, farAhead)).toBeGreaterThanOrEqual(2)
    expect(await allFiles()).toEqual([withRow.id])
    expect((await buffer(store.openFile(withRow.id))).toString()).toBe('with row')
    await expect(buffer(store.openWaiting(crashedBeforeKeep))).rejects.toThrow()
    await expect(buffer(store.openFile(crashedBeforeRow.id))).rejects.toThrow()
  })

  it('a file that is just arriving is left alone by the sweep', async () => {
    const old = await kept(Buffer.from('old'))
    const fresh = await kept(Buffer.from('fresh'))
    await utimes(pathOf(old.id), 0, 0)
    expect(await store.sweepOrphans(new Set(), longAgo)).toBe(1)
    expect((await buffer(store.openFile(fresh.id))).toString()).toBe('fresh')
  })

  it('a row whose file is gone is named, so that a restore can be checked', async () => {
    const there = await kept(Buffer.from('there'))
    const gone = await kept(Buffer.from('gone'))
    await rm(pathOf(gone.id))
    expect(await store.missingFiles([there.id, gone.id])).toEqual([gone.id])
  })
})
