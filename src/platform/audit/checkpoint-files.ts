import { hash, sign, verify } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { rootOf, type Frontier } from './merkle-frontier.ts'
import type { SigningKey } from './signing-key.ts'

const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
const bodyShape = z.strictObject({
  chain: z.int().min(0),
  size: z.int().positive(),
  head: hex32,
  merkleRoot: hex32,
  time: z.string(),
  previous: hex32.nullable(),
})
const fileShape = z.strictObject({
  body: z.string(),
  signature: z.string(),
  key: z.string(),
  peaks: z.array(hex32),
})

/** What a checkpoint says: so long was the chain then, this was its last hash, this the root over all its entries. */
export type Checkpoint = z.output<typeof bodyShape>
/** A checkpoint with what the next one needs to go on from it. */
export type KeptCheckpoint = { readonly checkpoint: Checkpoint; readonly frontier: Frontier }

/** Names say a number and a length, never a partnership. */
function folderOf(folder: string, chain: number): string {
  return join(folder, `chain-${String(chain).padStart(4, '0')}`)
}

/** What the next checkpoint names as the one before it: everything but the time, which is renewed while nothing happens. */
export function identityOf({ chain, size, head, merkleRoot, previous }: Checkpoint): string {
  return hash('sha256', [chain, size, head, merkleRoot, previous ?? ''].join('|'), 'hex')
}

/** The chains that have checkpoints in this folder. */
export function chainsWithCheckpoints(folder: string): number[] {
  if (!fs.existsSync(folder)) return []
  const names = fs.readdirSync(folder).filter((name) => /^chain-\d{4,}$/.test(name))
  return names.map((name) => Number(name.slice('chain-'.length)))
}

/** The longest checkpoint of a chain; undefined before the first. One that was not signed with this key throws. */
export function lastCheckpoint(
  folder: string,
  chain: number,
  key: SigningKey,
): KeptCheckpoint | undefined {
  const place = folderOf(folder, chain)
  if (!fs.existsSync(place)) return undefined
  const name = fs
    .readdirSync(place)
    .filter((entry) => /^\d{12}\.json$/.test(entry))
    .sort()
    .at(-1)
  if (name === undefined) return undefined
  const file = fileShape.parse(JSON.parse(fs.readFileSync(join(place, name), 'utf8')))
  if (!verify(null, Buffer.from(file.body), key.publicKey, Buffer.from(file.signature, 'base64')))
    throw new Error('the last checkpoint was not signed with this key')
  const checkpoint = bodyShape.parse(JSON.parse(file.body))
  const peaks = file.peaks.map((peak) => Buffer.from(peak, 'hex'))
  const frontier = { size: checkpoint.size, peaks }
  if (rootOf(frontier)?.toString('hex') !== checkpoint.merkleRoot)
    throw new Error('the peaks beside the last checkpoint do not make its root')
  return { checkpoint, frontier }
}

/** Signs a checkpoint and puts it on the disk before anybody hears of it; one of the same length is replaced whole. */
export function writeCheckpoint(folder: string, kept: KeptCheckpoint, key: SigningKey): void {
  const { checkpoint, frontier } = kept
  const place = folderOf(folder, checkpoint.chain)
  if (!fs.existsSync(place)) {
    fs.mkdirSync(place, { recursive: true })
    syncFolder(folder)
    syncFolder(dirname(folder))
  }
  const body = JSON.stringify(checkpoint)
  const signature = sign(null, Buffer.from(body), key.privateKey).toString('base64')
  const peaks = frontier.peaks.map((peak) => peak.toString('hex'))
  const target = join(place, `${String(checkpoint.size).padStart(12, '0')}.json`)
  writeSynced(`${target}.new`, `${JSON.stringify({ body, signature, key: key.name, peaks })}\n`)
  fs.renameSync(`${target}.new`, target)
  syncFolder(place)
}

function writeSynced(file: string, text: string): void {
  const handle = fs.openSync(file, 'w', 0o644)
  try {
    fs.writeFileSync(handle, text)
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** A new name in a folder is only safe once the folder itself is on the disk; Windows has no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
