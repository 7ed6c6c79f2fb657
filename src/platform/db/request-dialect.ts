import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { PoolClient } from 'pg'

const names = new Map<string, string>()
const mostNames = 500

/** The name under which a connection keeps a statement prepared; rare shapes beyond the first 500 stay unnamed. */
function nameOf(sql: string): string | undefined {
  const known = names.get(sql)
  if (known !== undefined || names.size >= mostNames) return known
  const name = `heed_${names.size}`
  names.set(sql, name)
  return name
}

/** Whether the transaction is still under way: afterwards its connection serves somebody else. */
export interface Life {
  over: boolean
}

function connectionOn(client: PoolClient, life: Life): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      // Of reads that were sent together one may fail while another is about to send its next statement.
      if (life.over) throw new Error('a statement came after the end of its transaction')
      const name = nameOf(query.sql)
      const values = [...query.parameters]
      const { rows, rowCount } = await client.query(
        name === undefined ? { text: query.sql, values } : { name, text: query.sql, values },
      )
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
    },
    streamQuery() {
      throw new Error('a request reads by pages, not by streams')
    },
  }
}

/** Transactions are opened and closed by `transaction.ts` alone, so the builder's own are refused. */
function refuse(): Promise<never> {
  return Promise.reject(new Error('a transaction is opened by page(), act(), job() or cli() only'))
}

/** Lets Kysely build queries on the one connection of the transaction that is under way, and on it no longer than that. */
export function requestDialect(client: PoolClient, life: Life): Dialect {
  const connection = connectionOn(client, life)
  const driver: Driver = {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  }
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}
