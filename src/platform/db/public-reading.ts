import { Kysely } from 'kysely'
import type { Pool } from './connection.ts'
import type { Tables } from './schema.generated.ts'
import { requestDialect } from './request-dialect.ts'
import type { Reader } from './transaction.ts'

/**
 * Reads published copies, in one transaction that cannot write: no session, nobody who asks. What may be read is for the
 * database role of the public site to say, which reaches the schema of published copies and nothing else.
 */
export async function readPublic<T>(pool: Pool, work: (tx: Reader) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const life = { over: false }
  let broken: Error | undefined
  try {
    await client.query(
      'begin transaction isolation level repeatable read read only; set local statement_timeout = 5000',
    )
    // The brand is the promise of this file: the type exists only inside an open transaction.
    const result = await work(new Kysely<Tables>({ dialect: requestDialect(client, life) }) as Reader)
    life.over = true
    await client.query('commit')
    return result
  } catch (error) {
    life.over = true
    await client.query('rollback').catch((cause: Error) => void (broken = cause))
    throw error
  } finally {
    client.release(broken)
  }
}
