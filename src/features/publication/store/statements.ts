import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { StatementTable } from '#platform/db/schema.generated.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { emptyProse, parseProse } from '#shared/prose.ts'
import type { Statement } from '../model.ts'
import type { PublishedStatement } from '../statement.ts'

/** A row of `app.statement` as the rules know it. */
export function toStatement(row: Selectable<StatementTable>): Statement {
  return {
    id: row.id,
    uid: idOf(row.uid),
    scopeId: row.scope_id,
    title: row.title,
    publisher: row.publisher,
    publishedOn: row.published_on,
    weekdayDiffers: row.weekday_differs,
    otherBody: row.other_body,
    fileName: row.file_name,
    fileUid: row.file_uid,
    fileKind: row.file_kind,
    text: parseProse(row.body) ?? emptyProse,
    // Written by `insertStatement` alone.
    head: row.head as Uid[],
    importedAt: row.imported_at,
    version: row.version,
  }
}

/** What a new row of the library is made of. */
export interface NewStatement {
  readonly uid: Uid
  readonly scopeId: number
  readonly title: string
  readonly publisher: string
  readonly publishedOn: PlainDate | null
  readonly weekdayDiffers: boolean
  readonly otherBody: boolean
  readonly file: {
    name: string
    kind: 'txt' | 'docx' | 'pdf'
    bytes: number
    sha256: string
    id: Uid
  }
  readonly read: PublishedStatement
}

/** Keeps a statement; answers its inner key, or nothing where this very file is in the library. */
export async function insertStatement(tx: Tx, made: NewStatement): Promise<number | undefined> {
  const row = await tx
    .insertInto('app.statement')
    .values({
      uid: made.uid,
      scope_id: made.scopeId,
      title: made.title,
      publisher: made.publisher,
      published_on: made.publishedOn,
      weekday_differs: made.weekdayDiffers,
      other_body: made.otherBody,
      file_name: made.file.name,
      file_kind: made.file.kind,
      file_bytes: made.file.bytes,
      file_uid: made.file.id,
      file_sha256: made.file.sha256,
      body: JSON.stringify(made.read.text),
      head: JSON.stringify(made.read.head),
    })
    .onConflict((conflict) => conflict.columns(['partnership_id', 'file_sha256']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** A statement, locked while its claims are worked on; not found where it is not open to the caller. */
export async function lockStatement(tx: Tx, uid: Uid): Promise<Statement> {
  const row = await tx
    .selectFrom('app.statement')
    .selectAll()
    .where('uid', '=', uid)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return toStatement(row)
}

/** Notes that the claims of a statement changed. */
export async function bumpStatement(tx: Tx, statement: Statement): Promise<void> {
  await tx
    .updateTable('app.statement')
    .set({ version: statement.version + 1 })
    .where('id', '=', statement.id)
    .execute()
}

/** Ties a claim to something of ours; a tie that is there already stays as it is. */
export async function insertTie(
  tx: Tx,
  of: Pick<Statement, 'id' | 'scopeId'>,
  tie: { claim: Uid; kind: 'recommendation' | 'action' | 'evidence'; to: Uid },
): Promise<void> {
  await sql`
    insert into app.claim_tie (scope_id, statement_id, claim_id, to_kind, to_uid)
    select ${of.scopeId}, ${of.id}, c.id, ${tie.kind}, ${tie.to}
    from app.claim c where c.statement_id = ${of.id} and c.uid = ${tie.claim}
    on conflict do nothing`.execute(tx)
}

/** Takes a tie away; false when there was none. */
export async function endTie(
  tx: Tx,
  statementId: number,
  tie: { uid: Uid; by: number; at: Instant },
): Promise<boolean> {
  const row = await tx
    .updateTable('app.claim_tie')
    .set({ ended_at: tie.at, ended_by: tie.by })
    .where('statement_id', '=', statementId)
    .where('uid', '=', tie.uid)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** A tie as it is stored. */
export interface TieRow {
  readonly uid: Uid
  readonly claim: Uid
  readonly kind: 'recommendation' | 'action' | 'evidence'
  readonly to: Uid
}

/** What the claims of a statement are tied to now. */
export async function listTies(tx: Reader, statementId: number): Promise<TieRow[]> {
  const { rows } = await sql<TieRow>`
    select t.uid, c.uid as claim, t.to_kind as kind, t.to_uid as "to"
    from app.claim_tie t
    join app.claim c on c.partnership_id = t.partnership_id and c.id = t.claim_id
    where t.statement_id = ${statementId} and t.ended_at is null order by t.id`.execute(tx)
  return rows
}
