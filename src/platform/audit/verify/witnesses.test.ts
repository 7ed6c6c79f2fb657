import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { hashOf, noHash } from './link.ts'
import { checkProof, proveEntry } from './prove.ts'
import { addLeaf, treeRoot } from './tree.ts'
import { verifyAudit } from './verify.ts'

// A dump of one chain of six entries, and a checkpoint over each length, made here by hand.

const folder = mkdtempSync(path.join(tmpdir(), 'heed-witnesses-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const anchors = path.join(folder, 'anchors')
const pub = path.join(folder, 'signing.pub')
const nothing = path.join(folder, 'nothing.pub')
const keys = generateKeyPairSync('ed25519')
writeFileSync(pub, keys.publicKey.export({ type: 'spki', format: 'pem' }))
mkdirSync(anchors)

const timeOf = (n: number) => `2026-03-02T10:0${n}:00.000Z`
function chainOf(length: number) {
  const lines: string[] = []
  const tree: Parameters<typeof addLeaf>[0] = []
  let before: Buffer = noHash
  for (let seq = 1; seq <= length; seq += 1) {
    const time = timeOf(seq).replace('.000Z', '.000000Z')
    const payload = `{"event": "case.shown", "recordedByServerAt": "${time}"}`
    before = hashOf(1, before, payload)
    addLeaf(tree, before)
    lines.push(JSON.stringify({ chain: 1, seq, hash: before.toString('hex'), payload }))
  }
  const head = before.toString('hex')
  return { lines, head, merkleRoot: treeRoot(tree)?.toString('hex') ?? '' }
}

for (let size = 1; size <= 6; size += 1) {
  const { head, merkleRoot } = chainOf(size)
  const said = { chain: 1, size, head, merkleRoot, time: timeOf(size), previous: null }
  const body = JSON.stringify(said)
  const signature = sign(null, Buffer.from(body), keys.privateKey).toString('base64')
  const name = `${String(size).padStart(12, '0')}.json`
  writeFileSync(path.join(anchors, name), JSON.stringify({ body, signature, peaks: [] }))
}

function dumpOf(length: number): { dump: string } {
  const { lines, head } = chainOf(length)
  const dump = path.join(folder, `dump-${length}.jsonl`)
  const first = JSON.stringify({ chain: 1, head: length, hash: head })
  writeFileSync(dump, [first, ...lines].join('\n'))
  return { dump }
}

const whole = { source: dumpOf(6), anchors: [anchors], pub }

describe('the verifier', () => {
  it('counts the checkpoints that the audit agrees with', async () => {
    const { code, lines, checkpoints } = await verifyAudit(whole)
    expect([code, checkpoints]).toEqual([0, 6])
    expect(lines.at(-2)).toMatch(/^6 entries in 1 chain, /)
  })

  it('says that a chain which is asked for does not exist', async () => {
    const { code, lines } = await verifyAudit({ ...whole, chain: 99 })
    expect(code).toBe(2)
    expect(lines[0]).toBe('2: chain 99: there is no such chain; those that exist: 1')
  })

  it('does not call an audit intact that holds nothing at all', async () => {
    const dump = path.join(folder, 'empty.jsonl')
    writeFileSync(dump, '')
    const { code, lines } = await verifyAudit({ source: { dump }, anchors: [], pub })
    expect([code, lines[0]]).toEqual([4, '4: there is no chain yet'])
  })

  it.each([
    ['is not there', nothing],
    ['is a folder', folder],
    ['holds no key', whole.source.dump],
  ])('believes no checkpoint when the file of the public key %s', async (_what, file) => {
    const { code, lines, checkpoints } = await verifyAudit({ ...whole, pub: file })
    expect([code, checkpoints]).toEqual([4, 0])
    expect(lines.join('\n')).toContain(`4: no public key can be read from ${file}, `)
  })

  it('still finds a broken chain without a public key', async () => {
    const dump = path.join(folder, 'broken.jsonl')
    writeFileSync(dump, chainOf(6).lines.join('\n').replace('shown', 'found'))
    expect((await verifyAudit({ source: { dump }, anchors: [], pub: nothing })).code).toBe(2)
  })
})

describe('a copy', () => {
  const copy = { source: dumpOf(4), anchors: [anchors], pub }

  it('is held against the checkpoints of its own time, and none that were made later', async () => {
    const { code, checkpoints } = await verifyAudit({ ...copy, takenAt: '2026-03-02T10:04:30Z' })
    expect([code, checkpoints]).toEqual([0, 4])
  })

  it('that lacks entries which a checkpoint before it counts was cut off', async () => {
    const { code } = await verifyAudit({ ...copy, takenAt: '2026-03-02T10:06:30Z' })
    expect(code).toBe(3)
  })

  it('is said to have no recent checkpoint when the last one is old for it', async () => {
    const { code, checkpoints } = await verifyAudit({
      ...whole,
      takenAt: '2026-03-02T11:00:00Z',
    })
    expect([code, checkpoints]).toEqual([4, 6])
  })
})

describe('a proof', () => {
  it('is neither made nor believed without a public key', async () => {
    const made = await proveEntry({ ...whole, event: '1/3' })
    expect(made.code).toBe(0)
    const proof = path.join(folder, 'proof.json')
    writeFileSync(proof, made.lines[0] ?? '')
    expect(checkProof({ proof, pub }).code).toBe(0)
    const without = { ...whole, pub: nothing, event: '1/3' }
    for (const verdict of [await proveEntry(without), checkProof({ proof, pub: nothing })]) {
      expect(verdict.code).toBe(4)
      expect(verdict.lines[0]).toContain('no public key can be read')
    }
  })

  it('is no proof when the file holds something else', () => {
    for (const text of ['no JSON', '{}', 'null']) {
      const proof = path.join(folder, 'other.json')
      writeFileSync(proof, text)
      expect(checkProof({ proof, pub }).code).toBe(2)
    }
  })
})
