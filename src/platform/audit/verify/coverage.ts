import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Client, type ClientConfig } from 'pg'
import { codeOf, exitCodes, inWords, type Finding, type Verdict } from './finding.ts'

/** What `heed audit coverage` is asked. */
export type CoverageOptions = {
  /** The database as heed_auditor. */
  readonly connect: ClientConfig
  /** From when on, ISO in UTC, by the time the work counts by. */
  readonly since: string
  /**
   * The requests that came in, as JSON lines `{"request":"…","content":true}`: whether an answer with content went out.
   * Without it requests are only checked for having a number.
   */
  readonly ingress?: string
}

/** Of each kind of finding so many are named; the rest is counted. */
const named = 20

/**
 * Whether everything that changed or left is in the audit: each version of a row has an entry of the same transaction,
 * each entry of the application a request, and each answer with content an entry (security.md 3.4).
 */
export async function auditCoverage(options: CoverageOptions): Promise<Verdict> {
  const client = new Client(options.connect)
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const findings = [
      ...(await versionsWithoutEntry(client, options.since)),
      ...(await entriesWithoutRequest(client, options.since)),
      ...(options.ingress === undefined
        ? []
        : await againstIngress(client, { since: options.since, ingress: options.ingress })),
    ]
    const code = codeOf(findings)
    const counted = await counts(client, options.since)
    return {
      code,
      lines: [
        ...shortened(findings),
        counted,
        `${code}: ${code === 0 ? 'covered' : exitCodes[code]}`,
      ],
    }
  } finally {
    await client.end()
  }
}

async function versionsWithoutEntry(client: Client, since: string): Promise<Finding[]> {
  const { rows } = await client.query<{
    chain: string
    table_name: string
    row_key: string
    txid: string
  }>(
    `select v.partnership_id as chain, v.table_name, v.row_key, v.txid from audit.row_change as v
      where v.at >= $1 and not exists (
        select from audit.entry as e
         where (e.said ->> 'txid')::bigint = v.txid and e.chain in (v.partnership_id, 0))
      order by v.partnership_id, v.id`,
    [since],
  )
  return rows.map(({ chain, table_name, row_key, txid }) => ({
    code: 5,
    chain: Number(chain),
    says: `${table_name} ${row_key} changed in transaction ${txid}, which left no entry`,
  }))
}

async function entriesWithoutRequest(client: Client, since: string): Promise<Finding[]> {
  const { rows } = await client.query<{ chain: string; seq: string; event: string }>(
    `select e.chain, e.seq, e.event from audit.entry_said as e
      where e.at >= $1 and e.request is null and e.login in ('heed_app', 'heed_training')
      order by e.chain, e.seq`,
    [since],
  )
  return rows.map(({ chain, seq, event }) => ({
    code: 5,
    chain: Number(chain),
    seq: Number(seq),
    says: `${event} belongs to no request`,
  }))
}

/** Both ways: an answer without an entry, and an entry of a request that never came in. */
async function againstIngress(
  client: Client,
  { since, ingress }: { since: string; ingress: string },
): Promise<Finding[]> {
  const { rows } = await client.query<{ request: string; chain: string; seq: string }>(
    `select e.request::text, e.chain, e.seq from audit.entry_said as e
      where e.at >= $1 and e.request is not null and e.login in ('heed_app', 'heed_training')`,
    [since],
  )
  const audited = new Set(rows.map((row) => row.request))
  const { came, answered } = await readIngress(ingress)
  const unrecorded = [...answered].filter((request) => !audited.has(request))
  const unheard = rows.filter((row) => !came.has(row.request))
  return [
    ...unrecorded.map((request): Finding => ({
      code: 5,
      chain: 0,
      says: `request ${request} was answered with content and left no entry`,
    })),
    ...unheard.map(({ chain, seq, request }): Finding => ({
      code: 5,
      chain: Number(chain),
      seq: Number(seq),
      says: `request ${request} never came in`,
    })),
  ]
}

async function readIngress(file: string): Promise<{ came: Set<string>; answered: Set<string> }> {
  const came = new Set<string>()
  const answered = new Set<string>()
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    if (line === '') continue
    const { request, content } = JSON.parse(line) as { request: string; content: boolean }
    came.add(request)
    if (content) answered.add(request)
  }
  return { came, answered }
}

async function counts(client: Client, since: string): Promise<string> {
  const { rows } = await client.query<Record<string, string>>(
    `select (select count(*) from audit.row_change where at >= $1) as versions, count(*) as entries,
            count(*) filter (where e.outcome = 'done' and not exists (
              select from audit.row_change as v where v.txid = e.txid)) as unkept
       from audit.entry_said as e where e.at >= $1`,
    [since],
  )
  const { versions = '0', entries = '0', unkept = '0' } = rows[0] ?? {}
  // An act may change only what has no history (a session, a sent mail), so this is told and not judged.
  return `${versions} row versions and ${entries} entries since ${since}; ${unkept} entries of something done have no row version`
}

function shortened(findings: readonly Finding[]): string[] {
  const lines = findings.slice(0, named).map(inWords)
  return findings.length > named ? [...lines, `and ${findings.length - named} more`] : lines
}
