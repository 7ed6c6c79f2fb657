import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Finding } from './finding.ts'
import { treeFrom, treeRoot } from './tree.ts'

/** A checkpoint that somebody keeps where the installation cannot rewrite it. */
export type Anchor = {
  readonly chain: number
  readonly size: number
  readonly head: string
  readonly merkleRoot: string
  readonly time: string
  readonly previous: string | null
  /** The exact text that was signed, and the signature: what a proof takes along. */
  readonly body: string
  readonly signature: string
  /** The full subtrees at that length, largest first, where they were kept and make the signed root. */
  readonly peaks: readonly Buffer[] | undefined
}

/** The anchors of each chain, shortest first, and what was wrong with the files. */
export type Anchors = {
  readonly byChain: ReadonlyMap<number, Anchor[]>
  readonly findings: Finding[]
}

/** The public keys of a file, or the finding that there are none: then nobody's signature can be believed. */
export type PublicKeys =
  { readonly keys: readonly KeyObject[] } | { readonly finding: Finding & { readonly code: 4 } }

/** The public keys in a file; several may stand one after the other, so that a key can be replaced. */
export function readPublicKeys(file: string): PublicKeys {
  try {
    const blocks = readFileSync(file, 'utf8').match(/-----BEGIN[^]*?-----END [A-Z ]+-----/g) ?? []
    const keys = blocks.map((block) => createPublicKey(block))
    if (keys.length > 0) return { keys }
  } catch {
    // No such file, a folder, or no key in it: for the reader of an audit that is one and the same.
  }
  const says = `no public key can be read from ${file}, so no checkpoint can be believed; name the file with --pub`
  return { finding: { code: 4, says } }
}

/** Reads every anchor in these folders, as far as the public key can be read. */
export function readTrusted(folders: readonly string[], pub: string): Anchors {
  const read = readPublicKeys(pub)
  return 'keys' in read
    ? readAnchors(folders, read.keys)
    : { byChain: new Map(), findings: [read.finding] }
}

/** Reads every anchor in these folders: the installation's own, and the copies that partners keep. */
function readAnchors(folders: readonly string[], keys: readonly KeyObject[]): Anchors {
  const findings: Finding[] = []
  const all = new Map<string, Anchor>()
  for (const file of folders.flatMap(anchorFiles)) {
    const anchor = readAnchor(file, keys)
    if (anchor === undefined) {
      findings.push({
        code: 3,
        chain: chainOf(file),
        says: 'an anchor that was not signed with a known key',
      })
      continue
    }
    const key = `${anchor.chain}/${anchor.size}/${anchor.merkleRoot}/${anchor.head}`
    const known = all.get(key)
    if (known === undefined || known.time < anchor.time) all.set(key, anchor)
  }
  const anchors = [...all.values()].sort((a, b) => a.chain - b.chain || a.size - b.size)
  return {
    byChain: byChain(anchors),
    findings: [...findings, ...forks(anchors), ...holes(anchors)],
  }
}

function anchorFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => /\d{12}\.json$/.test(name)).map((name) => path.join(folder, name))
}

function chainOf(file: string): number {
  return Number(/chain-(\d+)/.exec(file)?.[1] ?? 0)
}

function readAnchor(file: string, keys: readonly KeyObject[]): Anchor | undefined {
  try {
    const { body, signature, peaks } = asKept(JSON.parse(readFileSync(file, 'utf8')))
    if (!isSigned({ body, signature }, keys)) return undefined
    const said = asSaid(JSON.parse(body))
    return { ...said, body, signature, peaks: usable(said, peaks) }
  } catch {
    // Not JSON, or not of our form: for the reader of an audit that is the same as not signed.
    return undefined
  }
}

/** Whether one of the keys signed this text. */
export function isSigned(
  { body, signature }: { body: string; signature: string },
  keys: readonly KeyObject[],
): boolean {
  return keys.some((key) => verify(null, Buffer.from(body), key, Buffer.from(signature, 'base64')))
}

function asKept(value: Record<string, unknown>): {
  body: string
  signature: string
  peaks: string[]
} {
  const { body, signature, peaks } = value
  if (typeof body !== 'string' || typeof signature !== 'string') throw new TypeError('no anchor')
  return { body, signature, peaks: Array.isArray(peaks) ? peaks.map(String) : [] }
}

/** What a signed text says; the form is checked although it is signed, because an old build may have signed it. */
export function asSaid(
  value: Record<string, unknown>,
): Omit<Anchor, 'body' | 'signature' | 'peaks'> {
  const { chain, size, head, merkleRoot, time, previous } = value
  const fits =
    Number.isSafeInteger(chain) &&
    Number.isSafeInteger(size) &&
    [head, merkleRoot].every((text) => /^[0-9a-f]{64}$/.test(String(text))) &&
    !Number.isNaN(Date.parse(String(time)))
  if (!fits) throw new TypeError('not the form of a checkpoint')
  return {
    chain: Number(chain),
    size: Number(size),
    head: String(head),
    merkleRoot: String(merkleRoot),
    time: String(time),
    previous: typeof previous === 'string' ? previous : null,
  }
}

/** The peaks are not signed themselves: they count only when they make the root that is. */
function usable(
  said: { size: number; merkleRoot: string },
  peaks: readonly string[],
): Buffer[] | undefined {
  const buffers = peaks.map((peak) => Buffer.from(peak, 'hex'))
  const tree = treeFrom(said.size, buffers)
  return tree && treeRoot(tree)?.toString('hex') === said.merkleRoot ? buffers : undefined
}

function byChain(anchors: readonly Anchor[]): Map<number, Anchor[]> {
  const map = new Map<number, Anchor[]>()
  for (const anchor of anchors) map.set(anchor.chain, [...(map.get(anchor.chain) ?? []), anchor])
  return map
}

/** Two signed anchors of one length that differ: two histories were written. */
function forks(anchors: readonly Anchor[]): Finding[] {
  return anchors.flatMap((anchor, n): Finding[] => {
    const next = anchors[n + 1]
    const forked = next?.chain === anchor.chain && next.size === anchor.size
    const says = 'two signed anchors of the same length do not agree'
    return forked ? [{ code: 3, chain: anchor.chain, seq: anchor.size, says }] : []
  })
}

/** An anchor that names one before it which nobody has: it was taken away. */
function holes(anchors: readonly Anchor[]): Finding[] {
  const known = new Set(anchors.map(identity))
  return anchors.flatMap((anchor): Finding[] => {
    if (anchor.previous === null || known.has(anchor.previous)) return []
    return [
      {
        code: 4,
        chain: anchor.chain,
        seq: anchor.size,
        says: 'the anchor before this one is missing',
      },
    ]
  })
}

function identity({ chain, size, head, merkleRoot, previous }: Anchor): string {
  return hash('sha256', `${chain}|${size}|${head}|${merkleRoot}|${previous ?? ''}`, 'hex')
}
