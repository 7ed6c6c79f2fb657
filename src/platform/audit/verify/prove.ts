import { readFileSync } from 'node:fs'
import { asSaid, isSigned, readPublicKeys, readTrusted, type Anchor } from './anchors.ts'
import { inWords, type Verdict } from './finding.ts'
import { hashOf, noHash, type Link } from './link.ts'
import { auditPath, rootFromPath } from './tree.ts'
import { DamagedDump } from './source.ts'
import { damagedFinding, openSource, type VerifyOptions } from './verify.ts'

/** One entry with all that is needed to check, without the database and without any other entry, that it was recorded. */
export type Proof = {
  readonly chain: number
  readonly seq: number
  readonly payload: string
  /** The hash of the entry before; it tells nothing of what that entry says. */
  readonly before: string
  /** The hashes beside the way up to the signed root. */
  readonly path: readonly string[]
  readonly checkpoint: { readonly body: string; readonly signature: string }
}

/** What `heed audit prove` is asked; the event is `chain/seq`, or the hash of the entry. */
export type ProveOptions = Pick<VerifyOptions, 'source' | 'anchors' | 'pub'> & {
  readonly event: string
}

/** Makes the proof of one entry under the earliest anchor that covers it; its one line is the file to hand over. */
export async function proveEntry(options: ProveOptions): Promise<Verdict> {
  const { byChain, findings } = readTrusted(options.anchors, options.pub)
  const unbelieved = findings.find(({ code }) => code === 4 && byChain.size === 0)
  if (unbelieved !== undefined) return { code: 4, lines: [inWords(unbelieved)] }
  const source = await openSource(options.source)
  if (source instanceof DamagedDump) return { code: 2, lines: [inWords(damagedFinding(source))] }
  try {
    const [chain, wanted] = placeIn(options.event)
    const chains = chain === undefined ? source.chains : [chain]
    for (const one of chains) {
      const found = await collect(source.pages(one, 0), { wanted, anchors: byChain.get(one) ?? [] })
      if (found) return { code: 0, lines: [JSON.stringify(proofOf(one, found))] }
    }
    return { code: 4, lines: ['4: no such entry, or no anchor covers it yet'] }
  } finally {
    await source.close()
  }
}

function placeIn(event: string): [number | undefined, number | string] {
  const place = /^(\d+)\/(\d+)$/.exec(event)
  return place ? [Number(place[1]), Number(place[2])] : [undefined, event]
}

type Found = { readonly link: Link; readonly leaves: readonly Buffer[]; readonly anchor: Anchor }

/** Gathers the leaves up to the first anchor behind the entry that is wanted. */
async function collect(
  pages: AsyncIterable<readonly Link[]>,
  { wanted, anchors }: { wanted: number | string; anchors: readonly Anchor[] },
): Promise<Found | undefined> {
  const leaves: Buffer[] = []
  let link: Link | undefined
  let anchor: Anchor | undefined
  for await (const page of pages) {
    for (const one of page) {
      leaves.push(Buffer.from(one.hash, 'hex'))
      if (one.seq === wanted || one.hash === wanted) {
        link = one
        anchor = anchors.find(({ size }) => size >= one.seq)
      }
      if (link && anchor?.size === leaves.length) return { link, leaves, anchor }
    }
    if (link && !anchor) return undefined
  }
  return undefined
}

function proofOf(chain: number, { link, leaves, anchor }: Found): Proof {
  const { seq, payload } = link
  const before = (leaves[seq - 2] ?? noHash).toString('hex')
  const path = auditPath(leaves, seq - 1).map((beside) => beside.toString('hex'))
  const { body, signature } = anchor
  return { chain, seq, payload, before, path, checkpoint: { body, signature } }
}

/** Checks a proof against the public keys alone: 0 it holds, 2 it is no proof of this entry, 3 nobody we know signed it. */
export function checkProof(options: { readonly proof: string; readonly pub: string }): Verdict {
  const proof = readProof(options.proof)
  if (proof === undefined) return { code: 2, lines: ['2: this file is no proof of an entry'] }
  const read = readPublicKeys(options.pub)
  if ('finding' in read) return { code: 4, lines: [inWords(read.finding)] }
  const { checkpoint } = proof
  if (!isSigned(checkpoint, read.keys)) {
    return { code: 3, lines: ['3: the checkpoint was not signed with a known key'] }
  }
  const said = asSaid(JSON.parse(checkpoint.body))
  if (said.chain !== proof.chain || !leadsTo(proof, said)) {
    return { code: 2, lines: ['2: the entry does not lead to the signed root'] }
  }
  const place = `chain ${proof.chain}, entry ${proof.seq} of ${said.size}, checkpoint of ${said.time}`
  return { code: 0, lines: [proof.payload, `0: recorded as it stands here (${place})`] }
}

function readProof(file: string): Proof | undefined {
  const text = readFileSync(file, 'utf8')
  try {
    const proof = JSON.parse(text) as Proof
    const { payload, before, path, checkpoint } = proof
    const texts = [payload, before, checkpoint.body, checkpoint.signature]
    const fits = texts.every((one) => typeof one === 'string') && Array.isArray(path)
    return fits ? proof : undefined
  } catch {
    // Not JSON, or not of our form: it proves nothing.
    return undefined
  }
}

function leadsTo(proof: Proof, said: { size: number; merkleRoot: string }): boolean {
  const { chain, seq, before, payload } = proof
  if (!Number.isSafeInteger(seq) || seq < 1 || seq > said.size) return false
  const leaf = hashOf(chain, Buffer.from(before, 'hex'), payload)
  const path = proof.path.map((beside) => Buffer.from(beside, 'hex'))
  return (
    rootFromPath(leaf, { index: seq - 1, size: said.size }, path)?.toString('hex') ===
    said.merkleRoot
  )
}
