import type { ClientConfig } from 'pg'
import { readTrusted, type Anchor, type Anchors } from './anchors.ts'
import { codeOf, counted, exitCodes, inWords, type Finding, type Verdict } from './finding.ts'
import { DamagedDump, openDatabase, openDump, type Source } from './source.ts'
import { clockTolerance, walkChain, type ChainResult } from './walk.ts'

/** What `heed audit verify` is asked. */
export type VerifyOptions = {
  /** The database as heed_auditor, or a dump of JSON lines. */
  readonly source: { readonly connect: ClientConfig } | { readonly dump: string }
  readonly chain?: number | 'all'
  readonly from?: number
  readonly to?: number
  /** The folders in which anchors are kept: the installation's, and those of partners. */
  readonly anchors: readonly string[]
  /** The file with the public keys. */
  readonly pub: string
  readonly json?: boolean
  /** The time against which the age of anchors is measured; without it the database's own. */
  readonly now?: string
  /** The source is a copy taken at this time: anchors that were made later may count more than it holds. */
  readonly takenAt?: string
}

/** What the verifier found, and how many checkpoints the audit was held against and agreed with. */
export type Verified = Verdict & { readonly checkpoints: number }

/** An anchor may be so old before it counts as missing (security.md 3.4). */
const oldest = 5 * 60 * 1000

/** Reads the whole audit, or one chain of it, and says whether it is what it was: the exit code and the lines to print. */
export async function verifyAudit(options: VerifyOptions): Promise<Verified> {
  const began = performance.now()
  const source = await openSource(options.source)
  if (source instanceof DamagedDump) {
    const damaged = { results: [], findings: [damagedFinding(source)], seconds: 0 }
    return { ...report({ ...damaged, json: options.json === true }), checkpoints: 0 }
  }
  return verifySource(source, options, began)
}

/** What a dump that cannot be read comes to: what it held is unknown, as where a link is broken. */
export function damagedFinding({ line }: DamagedDump): Finding {
  const says = `line ${line} of the dump is no line of the audit: the dump is damaged or cut off, so nothing in it is proof`
  return { code: 2, says }
}

async function verifySource(
  source: Source,
  options: VerifyOptions,
  began: number,
): Promise<Verified> {
  const anchors = readTrusted(options.anchors, options.pub)
  try {
    const results = []
    // Where no checkpoint could be believed, that is said once, and not of each chain that it has none.
    const believed = anchors.findings.every(({ chain }) => chain !== undefined)
    for (const chain of chainsOf(source, anchors, options.chain)) {
      const task = { chain, anchors: anchors.byChain.get(chain) ?? [], options }
      const result = await verifyChain(source, task)
      const late = believed ? lateOf(source, result, task) : undefined
      results.push(late ? { ...result, findings: [...result.findings, late] } : result)
    }
    const asked = options.chain ?? 'all'
    const inFiles = anchors.findings.filter(
      ({ chain }) => asked === 'all' || chain === undefined || chain === asked,
    )
    const findings = [
      ...unknownChain(source, anchors, asked),
      ...results.flatMap((result) => result.findings),
      ...inFiles,
    ]
    const verdict = report({
      results,
      findings,
      seconds: (performance.now() - began) / 1000,
      json: options.json === true,
    })
    return { ...verdict, checkpoints: results.reduce((sum, { agreed }) => sum + agreed, 0) }
  } finally {
    await source.close()
  }
}

/** A chain of which nothing is left, and no chain at all, must not pass for one that is whole. */
function unknownChain(source: Source, anchors: Anchors, asked: number | 'all'): Finding[] {
  const all = chainsOf(source, anchors, 'all')
  if (asked === 'all') return all.length > 0 ? [] : [{ code: 4, says: 'there is no chain yet' }]
  const says = `there is no such chain; those that exist: ${all.join(', ')}`
  return all.includes(asked) ? [] : [{ code: 2, chain: asked, says }]
}

/** Opens what is to be read; a dump is read through first, and where a line of it is damaged, that is the answer. */
export async function openSource(source: VerifyOptions['source']): Promise<Source | DamagedDump> {
  try {
    return await ('dump' in source ? openDump(source.dump) : openDatabase(source.connect))
  } catch (error) {
    if (error instanceof DamagedDump) return error
    throw error
  }
}

function chainsOf(source: Source, anchors: Anchors, asked: VerifyOptions['chain']): number[] {
  if (typeof asked === 'number') return [asked]
  // A chain of which only anchors are left was taken away as a whole.
  return [...new Set([...source.chains, ...anchors.byChain.keys()])].sort((a, b) => a - b)
}

type ChainOf = {
  readonly chain: number
  readonly anchors: readonly Anchor[]
  readonly options: VerifyOptions
}

function verifyChain(source: Source, { chain, anchors, options }: ChainOf): Promise<ChainResult> {
  return walkChain(source, {
    chain,
    from: options.from ?? 1,
    to: options.to,
    anchors,
    head: source.heads.find((one) => one.chain === chain),
    takenAt: options.takenAt,
  })
}

function lateOf(
  source: Source,
  result: ChainResult,
  { anchors, options }: ChainOf,
): Finding | undefined {
  const { takenAt, now = source.now } = options
  return lateAnchor(
    takenAt === undefined
      ? { anchors, result, now }
      : { anchors: madeBy(anchors, takenAt), result, now: takenAt },
  )
}

function madeBy(anchors: readonly Anchor[], moment: string): Anchor[] {
  return anchors.filter(({ time }) => Date.parse(time) <= Date.parse(moment))
}

function lateAnchor(asked: {
  anchors: readonly Anchor[]
  result: ChainResult
  now: string | undefined
}): Finding | undefined {
  const { chain, size } = asked.result
  const newest = asked.anchors.reduce<string | undefined>(
    (time, anchor) => (time === undefined || anchor.time > time ? anchor.time : time),
    undefined,
  )
  if (newest === undefined)
    return size === 0 ? undefined : { code: 4, chain, says: 'there is no anchor' }
  if (asked.now === undefined) return undefined
  const age = Date.parse(asked.now) - Date.parse(newest)
  if (age > oldest) return { code: 4, chain, says: `the newest anchor is of ${newest}` }
  if (age < -clockTolerance) {
    return {
      code: 3,
      chain,
      says: `the newest anchor is of ${newest}, which is still to come by the clock`,
    }
  }
  return undefined
}

type Report = {
  readonly results: readonly ChainResult[]
  readonly findings: readonly Finding[]
  readonly seconds: number
  readonly json: boolean
}

function report({ results, findings, seconds, json }: Report): Verdict {
  const code = codeOf(findings)
  const entries = results.reduce((sum, result) => sum + result.size - result.startedAfter, 0)
  const rate = Math.round(entries / Math.max(seconds, 0.001))
  if (json) {
    const chains = results.map(({ chain, startedAfter, size }) => ({ chain, startedAfter, size }))
    return {
      code,
      lines: [
        JSON.stringify({ code, means: exitCodes[code], entries, seconds, rate, chains, findings }),
      ],
    }
  }
  const held = `${counted(entries, 'entry', 'entries')} in ${counted(results.length, 'chain')}`
  const read = `${held}, ${seconds.toFixed(1)} seconds, ${counted(rate, 'entry', 'entries')} a second`
  const trusted = results.flatMap(({ chain, startedAfter }) =>
    startedAfter === 0
      ? []
      : [`chain ${chain}: began behind the anchor of ${counted(startedAfter, 'entry', 'entries')}`],
  )
  return {
    code,
    lines: [...findings.map(inWords), ...trusted, read, `${code}: ${exitCodes[code]}`],
  }
}
