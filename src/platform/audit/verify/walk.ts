import type { Anchor } from './anchors.ts'
import type { Finding } from './finding.ts'
import { hashOf, noHash, recordedAt, type Link } from './link.ts'
import type { Head, Source } from './source.ts'
import { addLeaf, treeFrom, treeRoot, type Tree } from './tree.ts'

/** A clock may stand this far from another; more, and an entry claims a time that its anchor rules out. */
export const clockTolerance = 5 * 60 * 1000

/** One chain to verify: from where (an anchor at or before that place is trusted), to where, against which anchors. */
export type ChainTask = {
  readonly chain: number
  readonly from: number
  readonly to: number | undefined
  readonly anchors: readonly Anchor[]
  readonly head: Head | undefined
  /** When the copy was taken that is read; undefined for the installation itself. */
  readonly takenAt?: string | undefined
}

/** What came of one chain. */
export type ChainResult = {
  readonly chain: number
  readonly startedAfter: number
  readonly size: number
  readonly lastRecordedAt: string | undefined
  /** How many anchors the chain was held against and agreed with. */
  readonly agreed: number
  readonly findings: readonly Finding[]
}

type Walk = {
  readonly task: ChainTask
  readonly findings: Finding[]
  readonly tree: Tree
  size: number
  before: Buffer
  recorded: string
  /** The anchors still ahead, shortest first. */
  ahead: Anchor[]
  /** The last anchor that agreed. */
  agreed: Anchor | undefined
  /** How many agreed. */
  count: number
}

/** Hashes every entry of a chain anew and compares it with the next, with the head and with every anchor on the way. */
export async function walkChain(source: Source, task: ChainTask): Promise<ChainResult> {
  const walk = begin(task)
  const startedAfter = walk.size
  if (await follow(source, walk)) atTheEnd(walk)
  return {
    chain: task.chain,
    startedAfter,
    size: walk.size,
    lastRecordedAt: walk.recorded === '' ? undefined : walk.recorded,
    agreed: walk.count,
    findings: walk.findings,
  }
}

function begin(task: ChainTask): Walk {
  const start = task.anchors.findLast(
    (anchor) => anchor.size < task.from && anchor.peaks !== undefined,
  )
  const tree = start?.peaks && treeFrom(start.size, start.peaks)
  const size = start && tree ? start.size : 0
  return {
    task,
    findings: [],
    tree: tree ?? [],
    size,
    before: start && tree ? Buffer.from(start.head, 'hex') : noHash,
    recorded: '',
    ahead: task.anchors.filter((anchor) => anchor.size > size),
    agreed: tree ? start : undefined,
    count: tree ? 1 : 0,
  }
}

/** Follows the chain to its end; false when it breaks on the way. */
async function follow(source: Source, walk: Walk): Promise<boolean> {
  const to = walk.task.to ?? Infinity
  for await (const page of source.pages(walk.task.chain, walk.size)) {
    for (const link of page) {
      if (link.seq > to) return true
      if (!step(walk, link)) return false
    }
  }
  return true
}

function step(walk: Walk, link: Link): boolean {
  const { chain } = walk.task
  const seq = walk.size + 1
  if (link.seq !== seq)
    return find(walk, {
      code: 2,
      chain,
      seq,
      says: `the entry is missing; the next one is ${link.seq}`,
    })
  const made = hashOf(chain, walk.before, link.payload)
  if (made.toString('hex') !== link.hash) {
    const says = 'the hash does not follow from the entry and the one before it'
    return find(walk, { code: 2, chain, seq, says })
  }
  const recorded = recordedAt(link.payload)
  if (recorded === undefined || recorded < walk.recorded) {
    return find(walk, { code: 2, chain, seq, says: 'the time of recording runs backwards' })
  }
  if (!link.columnsAgree && !walk.findings.some((finding) => finding.code === 6)) {
    walk.findings.push({
      code: 6,
      chain,
      seq,
      says: 'the columns do not say what the payload says',
    })
  }
  addLeaf(walk.tree, made)
  walk.size = seq
  walk.before = made
  walk.recorded = recorded
  return passAnchors(walk)
}

/** Records what breaks the chain; there is no going on behind it. */
function find(walk: Walk, finding: Finding): false {
  walk.findings.push(finding)
  return false
}

function passAnchors(walk: Walk): boolean {
  if (walk.size === (walk.agreed?.size ?? -1) + 1 && !writtenAfter(walk)) return false
  for (let anchor = walk.ahead[0]; anchor?.size === walk.size; anchor = walk.ahead[0]) {
    if (!agrees(walk, anchor)) return false
    walk.agreed = anchor
    walk.count += 1
    walk.ahead.shift()
  }
  return true
}

/** The first entry behind an anchor cannot have been recorded long before the anchor was made. */
function writtenAfter(walk: Walk): boolean {
  const { agreed, size: seq } = walk
  if (agreed === undefined || Date.parse(walk.recorded) >= Date.parse(agreed.time) - clockTolerance)
    return true
  const says = `recorded as of ${walk.recorded}, before the anchor of ${agreed.size} that was made at ${agreed.time}`
  return find(walk, { code: 3, chain: walk.task.chain, seq, says })
}

function agrees(walk: Walk, anchor: Anchor): boolean {
  const { chain } = walk.task
  const seq = (walk.agreed?.size ?? 0) + 1
  const same =
    walk.before.toString('hex') === anchor.head &&
    treeRoot(walk.tree)?.toString('hex') === anchor.merkleRoot
  if (!same) {
    const says = `not the entries that were anchored at ${anchor.time}`
    return find(walk, { code: 3, chain, seq, to: anchor.size, says })
  }
  if (Date.parse(walk.recorded) > Date.parse(anchor.time) + clockTolerance) {
    const says = `recorded as of ${walk.recorded}, after the anchor over it that was made at ${anchor.time}`
    return find(walk, { code: 3, chain, seq, to: anchor.size, says })
  }
  return true
}

/** What is behind the last entry can only be seen by an anchor, or by a head that nobody thought of. */
function atTheEnd(walk: Walk): void {
  const { task, size } = walk
  const { chain } = task
  const missing = walk.ahead.find(
    (anchor) => anchor.size <= (task.to ?? Infinity) && isOwed(anchor, task.takenAt),
  )
  if (missing !== undefined) {
    const says = `the chain ends; an anchor of ${missing.time} counts ${missing.size} entries`
    walk.findings.push({ code: 3, chain, seq: size + 1, says })
  } else if (task.to === undefined && !isHead(walk)) {
    const counted = task.head?.seq ?? 0
    const says = `the chain's own head counts ${counted} entries, or ends in another hash`
    const seq = counted === size ? size : Math.min(size, counted) + 1
    walk.findings.push({ code: 2, chain, seq, says })
  }
}

/** While a copy begins, entries may still be anchored that it does not hold: the signer reads its clock first. */
const copyMargin = 10 * 1000

/** An anchor must be reached by the installation itself, and by a copy that was taken after it. */
function isOwed(anchor: Anchor, takenAt: string | undefined): boolean {
  return takenAt === undefined || Date.parse(anchor.time) <= Date.parse(takenAt) - copyMargin
}

function isHead({ task, size, before }: Walk): boolean {
  const { head } = task
  return head === undefined ? size === 0 : head.seq === size && head.hash === before.toString('hex')
}
