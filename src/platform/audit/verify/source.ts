import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Client, type ClientConfig } from 'pg'
import type { Link } from './link.ts'

/** The end of a chain as the installation itself gives it. */
export type Head = { readonly chain: number; readonly seq: number; readonly hash: string }

/** Where the verifier reads: the database as heed_auditor, or a dump with nothing of ours behind it. */
export type Source = {
  /** The source's own time, against which the age of anchors is measured; a dump has none. */
  readonly now: string | undefined
  readonly heads: readonly Head[]
  /** Every chain that has entries or a head. */
  readonly chains: readonly number[]
  /** The entries of a chain after a place, in order, by the page. */
  readonly pages: (chain: number, after: number) => AsyncIterable<readonly Link[]>
  readonly close: () => Promise<void>
}

const pageSize = 2000

/** Reads through heed_auditor, in one snapshot, so that work that goes on meanwhile is no finding. */
export async function openDatabase(connect: ClientConfig): Promise<Source> {
  const client = new Client(connect)
  await client.connect()
  await client.query('set timezone = utc; begin isolation level repeatable read read only')
  const heads = await rowsOf(client, `select chain, seq, encode(hash, 'hex') from audit.head`)
  // A walk along the key: counting the chains must not read every entry.
  const chains = await rowsOf(
    client,
    `with recursive step as (
       (select chain from audit.entry order by chain limit 1)
       union all
       select (select e.chain from audit.entry as e where e.chain > step.chain order by e.chain limit 1)
         from step where step.chain is not null)
     select chain from step where chain is not null union select chain from audit.head order by 1`,
  )
  const [clock] = await rowsOf(
    client,
    `select to_char(clock_timestamp(), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  )
  return {
    now: clock?.[0],
    heads: heads.map(([chain, seq, hash]) => ({
      chain: Number(chain),
      seq: Number(seq),
      hash: String(hash),
    })),
    chains: chains.map(([chain]) => Number(chain)),
    pages: (chain, after) => databasePages(client, chain, after),
    close: () => client.end(),
  }
}

async function rowsOf(client: Client, text: string, values: unknown[] = []): Promise<string[][]> {
  const { rows } = await client.query<string[]>({ text, values, rowMode: 'array' })
  return rows
}

// One text for each entry: taking rows apart costs the driver as much as hashing them.
const readPage = {
  name: 'audit-page',
  text: `select encode(hash, 'hex') || (said::text = payload)::integer || seq || payload
    from audit.entry where chain = $1 and seq > $2 order by entry.seq limit ${pageSize}`,
}

async function* databasePages(client: Client, chain: number, after: number): AsyncIterable<Link[]> {
  let next = readLinks(client, chain, after)
  try {
    for (;;) {
      const links = await next
      const last = links.at(-1)
      if (last === undefined) return
      // The next page is on its way while this one is hashed.
      next = readLinks(client, chain, last.seq)
      yield links
    }
  } finally {
    // A reader that stops early leaves a page under way; nobody waits for what it brings.
    await next.catch(() => undefined)
  }
}

async function readLinks(client: Client, chain: number, after: number): Promise<Link[]> {
  const { rows } = await client.query<[string]>({
    ...readPage,
    values: [chain, after],
    rowMode: 'array',
  })
  return rows.map(([text]) => asLink(text))
}

function asLink(text: string): Link {
  const start = text.indexOf('{')
  return {
    seq: Number(text.slice(65, start)),
    hash: text.slice(0, 64),
    payload: text.slice(start),
    columnsAgree: text[64] === '1',
  }
}

/** Reads a dump of JSON lines: `{"chain":1,"seq":1,"hash":"…","payload":"…"}` in order, and `{"chain":1,"head":9,"hash":"…"}`. */
export async function openDump(file: string): Promise<Source> {
  const heads: Head[] = []
  const chains = new Set<number>()
  for await (const line of linesOf(file)) {
    chains.add(line.chain)
    if (line.head !== undefined) heads.push({ chain: line.chain, seq: line.head, hash: line.hash })
  }
  return {
    now: undefined,
    heads,
    chains: [...chains].sort((a, b) => a - b),
    pages: (chain, after) => dumpPages(file, chain, after),
    close: () => Promise.resolve(),
  }
}

/** A dump with a line that is none of ours: damaged, cut off in the middle of a line, or another file altogether. */
export class DamagedDump extends Error {
  readonly line: number
  constructor(line: number) {
    super(`line ${line} of the dump cannot be read`)
    this.line = line
  }
}

type DumpLine = { chain: number; seq?: number; head?: number; hash: string; payload?: string }

const isPlace = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0

function isDumpLine(read: unknown): read is DumpLine {
  if (typeof read !== 'object' || read === null) return false
  const { chain, seq, head, hash, payload } = read as Record<string, unknown>
  const isHead = isPlace(head) && seq === undefined && payload === undefined
  const isEntry = isPlace(seq) && typeof payload === 'string' && head === undefined
  return isPlace(chain) && typeof hash === 'string' && (isHead || isEntry)
}

function asDumpLine(text: string): DumpLine | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return isDumpLine(read) ? read : undefined
  } catch {
    // Not JSON: the caller says which line it is.
    return undefined
  }
}

async function* linesOf(file: string): AsyncIterable<DumpLine> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })
  let number = 0
  for await (const text of lines) {
    number += 1
    if (text === '') continue
    const line = asDumpLine(text)
    // Nothing of a damaged dump is evidence of anything, so none of it is read on.
    if (line === undefined) throw new DamagedDump(number)
    yield line
  }
}

async function* dumpPages(file: string, chain: number, after: number): AsyncIterable<Link[]> {
  let page: Link[] = []
  for await (const { chain: its, seq, hash, payload } of linesOf(file)) {
    if (its !== chain || seq === undefined || payload === undefined || seq <= after) continue
    page.push({ seq, hash, payload, columnsAgree: true })
    if (page.length < pageSize) continue
    yield page
    page = []
  }
  yield page
}
