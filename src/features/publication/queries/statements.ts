import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import type { ClaimList } from '../claims/claim-work.ts'
import type { Statement, Tie } from '../model.ts'
import * as claimStore from '../store/claims.ts'
import * as store from '../store/statements.ts'

/** Statements that are open to the caller; row security draws the line, this adds no rule of its own. */
function visibleStatements(ctx: ReadContext) {
  return ctx.tx.selectFrom('app.statement as statement')
}

/** How many statements a page of the library holds. */
export const statementsPerPage = 25

/** One statement in the library. */
export interface StatementRow {
  readonly id: number
  readonly uid: Uid
  readonly title: string
  readonly publisher: string
  readonly publishedOn: PlainDate | null
  readonly otherBody: boolean
  readonly proposed: number
  readonly accepted: number
}

function claimsIn(state: 'proposed' | 'accepted') {
  return sql<number>`(select count(*) from app.claim c where c.partnership_id = statement.partnership_id
    and c.statement_id = statement.id and c.state = ${state})`
}

/** The statements of the library, the last imported first, from below a key. */
export async function listStatements(ctx: ReadContext, before?: number): Promise<StatementRow[]> {
  return visibleStatements(ctx)
    .select([
      'statement.id',
      'statement.uid',
      'statement.title',
      'statement.publisher',
      'statement.published_on as publishedOn',
      'statement.other_body as otherBody',
      claimsIn('proposed').as('proposed'),
      claimsIn('accepted').as('accepted'),
    ])
    .$if(before !== undefined, (rows) => rows.where('statement.id', '<', before ?? 0))
    .orderBy('statement.id', 'desc')
    .limit(statementsPerPage + 1)
    .execute()
}

/** A statement with its claims and what they are tied to. */
export interface StatementPage {
  readonly statement: Statement
  readonly scopeUid: Uid
  readonly claims: ClaimList
  readonly ties: readonly Tie[]
}

/** A statement; not found where it is not open to the caller. */
export async function getStatement(ctx: ReadContext, uid: Uid): Promise<StatementPage> {
  const row = await visibleStatements(ctx)
    .selectAll('statement')
    .select(sql<Uid>`access.scope_uid(statement.scope_id)`.as('scopeUid'))
    .where('statement.uid', '=', uid)
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  const statement = store.toStatement(row)
  return {
    statement,
    scopeUid: row.scopeUid,
    claims: await claimStore.loadClaims(ctx.tx, statement.id),
    ties: await store.listTies(ctx.tx, statement.id),
  }
}

/** The names of people by their outer identity, for a history. */
export async function namesOf(
  ctx: ReadContext,
  uids: readonly Uid[],
): Promise<ReadonlyMap<Uid, string>> {
  if (uids.length === 0) return new Map()
  const { rows } = await sql<{ uid: Uid; name: string }>`
    select uid, name from access.principal where uid = any (${[...uids]}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.uid, row.name]))
}
