import { Socket } from 'node:net'
import pg from 'pg'
import type { ClientConfig, Pool } from 'pg'

export type { Pool }

const oid = { int8: 20, date: 1082, timestamptz: 1184, numeric: 1700 } as const

/** `2026-11-24 09:23:11.123456+00` as PostgreSQL says it in UTC, in the ISO form that the house uses. */
function isoInstant(text: string): string {
  const [day = '', time = ''] = text.split(' ')
  const [clock = '', fraction = ''] = time.replace(/\+00$/, '').split('.')
  return `${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
}

function safeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error('a key is larger than JavaScript can hold')
  return value
}

const parsers = new Map<number, (text: string) => unknown>([
  [oid.int8, safeNumber],
  [oid.date, (text) => text],
  [oid.timestamptz, isoInstant],
  [oid.numeric, Number],
])

/** How values come out of the database: dates and instants as ISO strings, keys as numbers. */
const types: pg.CustomTypesConfig = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    const ours = format === 'binary' ? undefined : parsers.get(id)
    return ours ?? pg.types.getTypeParser(id, format)
  },
}

/**
 * Sends what is written in one go of the program in one call to the system: such a call costs the server more than all else
 * about a small statement. The driver corks for each statement; here the cork stays in until nothing more is about to be said.
 */
class GatheringSocket extends Socket {
  #gathering = false

  override cork(): void {
    super.cork()
    if (this.#gathering) return
    this.#gathering = true
    super.cork()
    process.nextTick(() => {
      this.#gathering = false
      this.uncork()
    })
  }
}

/**
 * Opens the pool of one database role. Statements are sent as they come, without waiting for the answer to the one before;
 * the database takes them one after the other (docs/adr/0019-send-reads-together.md). The time zone is fixed for each connection. Statements are prepared once; the database
 * plans each anew until a plan for all values costs no more than planning does (docs/adr/0013-remember-the-decision.md).
 */
export function openPool(connect: ClientConfig, size = 10): Pool {
  const pool = new pg.Pool({
    ...connect,
    types,
    pipeline: true,
    stream: () => new GatheringSocket(),
    max: size,
    options: '-c TimeZone=UTC -c client_min_messages=warning',
    connectionTimeoutMillis: 10_000,
  })
  // An idle connection that breaks is replaced by the pool; the next query tells if the server is gone.
  pool.on('error', () => undefined)
  return pool
}
