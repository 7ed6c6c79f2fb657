import type { Client } from 'pg'
import { checkpoint, signRefusalWords } from '#platform/audit/checkpoint.ts'
import { systemClock } from '#platform/clock.ts'
import { sendMail } from '#platform/mail/send-mail.ts'
import { addMilliseconds } from '#shared/dates.ts'
import { houseJob } from './job.ts'
import type { Job } from './job.ts'
import { withClient } from './with-client.ts'

/** Signs the audit once a minute; a chain that was tampered with is not signed, and the log raises the alarm. */
const signAudit = houseJob({
  name: 'audit.checkpoint',
  cron: '* * * * *',
  run: async ({ connect, signing, web }) => {
    const { keyFile, folder } = signing
    const signed = await withClient(connect.auditor, (client) =>
      // Checkpoints bear the machine's time, never a forced one.
      checkpoint({ client, keyFile, folder, now: systemClock.now() }),
    )
    for (const one of signed) {
      if (one.outcome === 'refused') {
        web.log.error(
          { alarm: 'audit', ...one },
          `The audit was not signed. ${signRefusalWords[one.reason]}`,
        )
      }
    }
  },
})

/** Removes what has served its purpose: keys of acts, drafts, settled messages, sessions that ended long ago. */
const sweep = houseJob({
  name: 'house.sweep',
  cron: '17 * * * *',
  run: async ({ connect, web }) => {
    const removed = await withClient(connect.jobs, async (client) => {
      const { rows } = await client.query<{ kind: string; removed: string }>(
        'select * from app.sweep() union all select * from access.sweep()',
      )
      return rows.map(({ kind, removed: count }): [string, number] => [kind, Number(count)])
    })
    web.log.info({ removed: Object.fromEntries(removed) }, 'swept')
  },
})

/** A file that was handed in may wait a day for its row: long acts and slow readers are done by then. */
const fileGraceMilliseconds = 24 * 60 * 60_000

/** Removes files that no row names: what a crash, a refused act or an abandoned upload left behind. */
const sweepFiles = houseJob({
  name: 'file.sweep',
  cron: '43 2 * * *',
  run: async ({ connect, web }) => {
    const known = await withClient(connect.backup, knownFiles)
    const before = addMilliseconds(systemClock.now(), -fileGraceMilliseconds)
    const removed = await web.files.sweepOrphans(known, before)
    web.log.info({ removed }, 'files without a row removed')
  },
})

/**
 * Every uuid in the content that a row did not make for itself: whichever column names a file, the file is known.
 * With `row_security` off a role that sees only some rows gets an error, not fewer rows, so nothing is removed by mistake.
 */
export async function knownFiles(client: Client): Promise<Set<string>> {
  await client.query(
    'begin isolation level repeatable read read only; set local row_security = off',
  )
  const { rows: columns } = await client.query<{ place: string; name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as place, format('%I', a.attname) as name
       from pg_attribute a
       join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
       join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('app', 'pub')
      where a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype) and a.attnum > 0 and not a.attisdropped and not a.atthasdef
        and c.oid <> 'app.command_key'::regclass`,
  )
  const known = new Set<string>()
  for (const { place, name } of columns) {
    const { rows } = await client.query<{ id: string | string[] }>(
      `select distinct ${name} as id from ${place} where ${name} is not null`,
    )
    for (const { id } of rows) for (const one of [id].flat()) known.add(one)
  }
  await client.query('commit')
  return known
}

/** What every installation does by itself. */
export const housekeeping: readonly Job[] = [signAudit, sendMail, sweep, sweepFiles]
