import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { appendSql } from '#platform/audit/append-sql.ts'
import { addMilliseconds } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { JobHouse } from './job-house.ts'
import { withClient } from './with-client.ts'

/** A session that the jobs of a partnership act in, for as long as this process may use it. */
interface Held {
  readonly token: string
  readonly from: Instant
  readonly until: Instant
}

/** The database lets it live for an hour; it is given up well before. */
const heldMilliseconds = 50 * 60_000

/** Gives each partnership's jobs their session; one process keeps one token for each. */
export function jobSessions(house: JobHouse): (partnership: number) => Promise<string> {
  const held = new Map<number, Held>()
  return async (partnership) => {
    const now = house.web.clock.now()
    const before = held.get(partnership)
    if (before !== undefined && before.from <= now && now < before.until) return before.token
    const token = await begin(house, partnership)
    held.set(partnership, { token, from: now, until: addMilliseconds(now, heldMilliseconds) })
    return token
  }
}

async function begin(house: JobHouse, partnership: number): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const digest = createHash('sha256').update(token).digest()
  await withClient(house.connect.jobs, async (client) => {
    await client.query('begin')
    await client.query(
      `select set_config('heed.request', $1, true), set_config('heed.clock', $2, true)`,
      [randomUUID(), house.web.clock.forced ?? ''],
    )
    const { rows } = await client.query<{ uid: Uid }>(
      'select access.start_job_session($1, $2) as uid',
      [partnership, digest],
    )
    const [row] = rows
    if (row === undefined) throw new Error('no session was started for the jobs')
    const about = { object: { type: 'principal', uid: row.uid } }
    await client.query(
      appendSql({
        event: 'session.started-for-jobs',
        outcome: 'done',
        build: house.web.build,
        ...about,
      }),
    )
    await client.query('commit')
  })
  return token
}
