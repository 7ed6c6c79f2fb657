import type { RawBuilder } from 'kysely'
import type { Reader } from '#platform/db/transaction.ts'
import { Failure } from '#shared/failure.ts'
import type { FailureCode } from '#shared/failure.ts'

/** How the refusals of the deciding functions (their SQLSTATE) look to the rest of Heed. */
const failureOf: Readonly<Record<string, FailureCode>> = {
  HE401: 'step-up-needed',
  HE403: 'forbidden',
  HE404: 'not-found',
  HE422: 'forbidden',
}

/** Calls a function of the access schema and reads its rows; its refusals become known failures. */
export async function askAll<T>(tx: Reader, query: RawBuilder<T>): Promise<readonly T[]> {
  try {
    const { rows } = await query.execute(tx)
    return rows
  } catch (error) {
    throw translate(error)
  }
}

/** The same for a function that answers one value, `select … as answer`. */
export async function askOne<T>(tx: Reader, query: RawBuilder<{ answer: T }>): Promise<T> {
  const [row] = await askAll(tx, query)
  if (row === undefined) throw new Error('a deciding function answered nothing')
  return row.answer
}

function translate(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return error
  const code = failureOf[error.code]
  return code === undefined ? error : new Failure(code, error.message)
}
