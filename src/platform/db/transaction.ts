import { Kysely } from 'kysely'
import type { Pool, PoolClient, QueryResult } from 'pg'
import type { Instant } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { FailureCode } from '#shared/failure.ts'
import type { Tables } from './schema.generated.ts'
import { requestDialect } from './request-dialect.ts'

declare const reading: unique symbol
declare const writing: unique symbol
/** A transaction in which one may read. */
export type Reader = Kysely<Tables> & { readonly [reading]: true }
/** A transaction in which one may also write; a function that asks for it cannot be called from a page that only shows. */
export type Tx = Reader & { readonly [writing]: true }

/** Who opens the transaction: the session's token (none for a visitor), the request, a forced clock if there is one. */
export interface Opening {
  token: string | undefined
  requestId: string
  clock: Instant | undefined
}

/** What the work hands back: its result, and the audit entry without which the transaction cannot end well. */
export interface Closing<T> {
  result: T
  /** The statement that appends to the audit, or undefined where a route says in words why nothing is audited. */
  audit: string | undefined
}

const limits =
  'set local statement_timeout = 15000; set local lock_timeout = 8000; set local idle_in_transaction_session_timeout = 20000;'

const harmless = /^[A-Za-z0-9_:.+-]+$/

function setting(name: string, value: string | undefined): string {
  if (value === undefined) return ''
  if (!harmless.test(value)) throw new Failure('signed-out', 'a session token is not of its shape')
  return `set local heed.${name} = '${value}';`
}

/** Opens in one round trip: begin, who, until when, and the answer to "who is this?". */
async function open(client: PoolClient, opening: Opening): Promise<unknown> {
  const statements = `begin; ${limits} ${setting('request', opening.requestId)} ${setting('clock', opening.clock)} ${setting('session', opening.token)} select access.current_principal() as principal`
  const answers: unknown = await client.query(statements)
  const last = Array.isArray(answers) ? (answers.at(-1) as QueryResult | undefined) : undefined
  return last?.rows[0]?.principal ?? null
}

const saidByDatabase = new Map<string, FailureCode>([
  ['HE401', 'step-up-needed'],
  ['HE403', 'forbidden'],
  ['HE404', 'not-found'],
  ['HE422', 'forbidden'],
  ['42501', 'forbidden'],
])

/** What the database refused by its own rules, as the known failure that it means. */
function failureOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = saidByDatabase.get(code)
  return known === undefined ? error : new Failure(known, `database-${code.toLowerCase()}`)
}

/**
 * One act, one transaction. The audit entry is appended in the same round trip as the commit, so the
 * head of the chain is locked for as short a time as can be; if it cannot be written, nothing is kept and nothing is shown.
 */
export async function inTransaction<T>(
  pool: Pool,
  opening: Opening,
  work: (tx: Tx, principal: unknown) => Promise<Closing<T>>,
): Promise<T> {
  const client = await pool.connect()
  const life = { over: false }
  let broken: Error | undefined
  const onError = (error: Error): void => void (broken = error)
  client.on('error', onError)
  try {
    const principal = await open(client, opening)
    // The brand is the promise of this file alone: these types exist only inside an open transaction.
    const tx = new Kysely<Tables>({ dialect: requestDialect(client, life) }) as Tx
    const { result, audit } = await work(tx, principal)
    life.over = true
    await client.query(audit === undefined ? 'commit' : `${audit}; commit`)
    return result
  } catch (error) {
    life.over = true
    await client.query('rollback').catch((cause: Error) => void (broken = cause))
    throw failureOf(error)
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}
