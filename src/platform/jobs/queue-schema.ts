import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import type { ClientConfig, Pool } from 'pg'

/** The queue's own tables, made and brought forward by its library; who may use them is said in `0021-queue-jobs.sql`. */
export async function makeQueue(connect: ClientConfig): Promise<void> {
  const pool = queuePool(connect, 2)
  try {
    await runMigrations({ pgPool: pool, schema: queueSchema, logger: silent })
  } finally {
    await pool.end()
  }
}

/** Connections for the queue's library, which reads dates and keys in its own way. */
export function queuePool(connect: ClientConfig, max: number): Pool {
  const options = '-c TimeZone=UTC -c client_min_messages=warning'
  const pool = new pg.Pool({ ...connect, max, options })
  // A connection that breaks is replaced; the next statement tells when the server is gone.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Where the queue's tables lie. */
export const queueSchema = 'graphile_worker'

const silent = new Logger(() => () => undefined)
