import type { ClientConfig } from 'pg'
import { readAnchors, readPublicKeys, type Anchor, type Anchors } from './anchors.ts'
import { codeOf, exitCodes, inWords, type Finding, type Verdict } from './finding.ts'
import { openDatabase, openDump, type Source } from './source.ts'
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
}

/** An anchor may be so old before it counts as missing (security.md 3.4). */
const oldest = 5 * 60 * 1000

/** Reads the whole audit, or one chain of it, and says whether it is what it was: the exit code and the lines to print. */
export async function verifyAudit(options: VerifyOptions): Promise<Verdict> {
  const anchors = readAnchors(options.anchors, readPublicKeys(options.pub))
  const source = await openSource(options.source)
  const began = performance.now()
  try {
    const results = []
    for (const chain of chainsOf(source, anchors, options.chain)) {
      results.push(
        await verifyChain(source, { chain, anchors: anchors.byChain.get(chain) ?? [], options }),
      )
    }
    const asked = options.chain ?? 'all'
    const inFiles = anchors.findings.filter((finding) => asked === 'all' || finding.chain === asked)
    const findings = [...results.flatMap((result) => result.findings), ...inFiles]
    return report({
      results,
      findings,
      seconds: (performance.now() - began) / 1000,
      json: options.json === true,
    })
  } finally {
    await source.close()
  }
}

/** Opens what is to be read. */
export function openSource(source: VerifyOptions['source']): Promise<Source> {
  return 'dump' in source ? openDump(source.dump) : openDatabase(source.connect)
}

function chainsOf(source: Source, anchors: Anchors, asked: VerifyOptions['chain']): number[] {
  if (typeof asked === 'number') return [asked]
  // A chain of which only anchors are left was taken away as a whole.
  return [...new Set([...source.chains, ...anchors.byChain.keys()])].sort((a, b) => a - b)
}

async function verifyChain(
  source: Source,
  task: { chain: number; anchors: readonly Anchor[]; options: VerifyOptions },
): Promise<ChainResult> {
  const { chain, anchors, options } = task
  const head = source.heads.find((one) => one.chain === chain)
  const result = await walkChain(source, {
    chain,
    from: options.from ?? 1,
    to: options.to,
    anchors,
    head,
  })
  const late = lateAnchor({ anchors, result, now: options.now ?? source.now })
  return { ...result, findings: late ? [...result.findings, late] : result.findings }
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
  const read = `${entries} entries in ${results.length} chains, ${seconds.toFixed(1)} seconds, ${rate} entries a second`
  const trusted = results.flatMap(({ chain, startedAfter }) =>
    startedAfter === 0
      ? []
      : [`chain ${chain}: began behind the anchor of ${startedAfter} entries`],
  )
  return {
    code,
    lines: [...findings.map(inWords), ...trusted, read, `${code}: ${exitCodes[code]}`],
  }
}
