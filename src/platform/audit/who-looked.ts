import type { AuditReader } from './checkpoint.ts'

/** Whose traces are asked for, by whom: the client is heed_app in a transaction with the asker's session. */
export type WhoOptions = {
  readonly client: AuditReader
  readonly scope?: string
  readonly person?: string
  readonly actor?: string
  readonly since?: string
  readonly until?: string
  /** Where the last page ended. */
  readonly before?: Pick<SeenEntry, 'at' | 'hash'>
  readonly most?: number
}

/** An entry as an auditor of the partnership sees it. */
export type SeenEntry = {
  readonly hash: string
  readonly at: string
  readonly event: string
  readonly outcome: string
  readonly actor: string | undefined
  readonly said: Readonly<Record<string, unknown>>
}

/**
 * Who did, saw or was refused what, newest first. What a conflict or a seal closes to the asker is left out without
 * a trace; asking is recorded. It needs the permission audit:read.
 */
export async function whoLooked(options: WhoOptions): Promise<SeenEntry[]> {
  const { client, scope, person, actor, since, until, before, most = 50 } = options
  const { rows } = await client.query<{ hash: string; said: Record<string, unknown> }>(
    'select hash, said from audit.list_entries($1, $2, $3, $4, $5, $6, $7, $8)',
    // What is undefined is sent as null, which the function reads as "any".
    [scope, person, actor, since, until, before?.at, before?.hash, most],
  )
  return rows.map(seen)
}

function seen({ hash, said }: { hash: string; said: Record<string, unknown> }): SeenEntry {
  const { at, event, outcome, actor, ...rest } = said
  return {
    hash,
    at: String(at),
    event: String(event),
    outcome: String(outcome),
    actor: typeof actor === 'string' ? actor : undefined,
    said: rest,
  }
}

/** Such an entry as a line of the command line. */
export function seenLine({ at, event, outcome, actor, said }: SeenEntry): string {
  const rest = Object.entries(said).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
  return [at, outcome, event, actor ?? 'unknown', ...rest].join(' ')
}
