import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { ClaimTable } from '#platform/db/schema.generated.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { Claim, ClaimEvent, ClaimList } from '../claims/claim-work.ts'
import type { Statement } from '../model.ts'

type EventRow = {
  claim: Uid
  act: ClaimEvent['act']
  by: Uid
  at: Instant
  reason: string | null
  words_before: string | null
  kind_before: ClaimEvent['kindBefore'] | null
  other: Uid | null
}

function toEvent(row: EventRow): ClaimEvent {
  return {
    act: row.act,
    by: row.by,
    at: row.at,
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.words_before !== null && { wordsBefore: row.words_before }),
    ...(row.kind_before !== null &&
      row.kind_before !== undefined && { kindBefore: row.kind_before }),
    ...(row.other !== null && { other: row.other }),
  }
}

function toClaim(row: Selectable<ClaimTable>, history: readonly EventRow[]): Claim {
  return {
    id: row.uid,
    state: row.state,
    words: row.words,
    kind: row.kind,
    // Written by `insertClaims` alone.
    attribution: row.attribution as Claim['attribution'],
    places: row.places as Claim['places'],
    quoted: row.quoted as Claim['quoted'],
    ...(row.found_by !== null && { foundBy: row.found_by as NonNullable<Claim['foundBy']> }),
    ...(row.merged_into !== null && { mergedInto: row.merged_into }),
    history: history.map(toEvent),
  }
}

/** The claims of a statement in their order, each with its whole history. */
export async function loadClaims(tx: Reader, statementId: number): Promise<ClaimList> {
  const rows = await tx
    .selectFrom('app.claim')
    .selectAll()
    .where('statement_id', '=', statementId)
    .orderBy('position')
    .execute()
  const events = await sql<EventRow>`
    select c.uid as claim, e.act, p.uid as by, e.at, e.reason, e.words_before, e.kind_before, e.other
    from app.claim_event e
    join app.claim c on c.partnership_id = e.partnership_id and c.id = e.claim_id
    join access.principal p on p.partnership_id = e.partnership_id and p.id = e.by_principal
    where e.statement_id = ${statementId} order by e.id`.execute(tx)
  const perClaim = Map.groupBy(events.rows, (row) => row.claim)
  return rows.map((row) => toClaim(row, perClaim.get(row.uid) ?? []))
}

/** Keeps new claims behind those that are there. */
export async function insertClaims(
  tx: Tx,
  of: Pick<Statement, 'id' | 'scopeId'>,
  given: { claims: ClaimList; after: number },
): Promise<void> {
  if (given.claims.length === 0) return
  await tx
    .insertInto('app.claim')
    .values(
      given.claims.map((claim, at) => ({
        uid: claim.id,
        scope_id: of.scopeId,
        statement_id: of.id,
        position: given.after + at + 1,
        state: claim.state,
        kind: claim.kind,
        words: claim.words,
        attribution: JSON.stringify(claim.attribution),
        places: JSON.stringify(claim.places),
        quoted: JSON.stringify(claim.quoted),
        found_by: claim.foundBy === undefined ? null : JSON.stringify(claim.foundBy),
        merged_into: claim.mergedInto ?? null,
      })),
    )
    .execute()
  for (const claim of given.claims) await insertEvents(tx, of, { claim, from: 0 })
}

async function insertEvents(
  tx: Tx,
  of: Pick<Statement, 'id' | 'scopeId'>,
  added: { claim: Claim; from: number },
): Promise<void> {
  const { claim } = added
  for (const event of claim.history.slice(added.from)) {
    await sql`
      insert into app.claim_event (scope_id, statement_id, claim_id, act, reason, words_before, kind_before, other)
      select ${of.scopeId}, ${of.id}, c.id, ${event.act}, ${event.reason ?? null}, ${event.wordsBefore ?? null},
        ${event.kindBefore ?? null}, ${event.other ?? null}::uuid
      from app.claim c where c.statement_id = ${of.id} and c.uid = ${claim.id}`.execute(tx)
  }
}

async function updateClaim(tx: Tx, statementId: number, claim: Claim): Promise<void> {
  await tx
    .updateTable('app.claim')
    .set({
      state: claim.state,
      kind: claim.kind,
      words: claim.words,
      places: JSON.stringify(claim.places),
      quoted: JSON.stringify(claim.quoted),
      merged_into: claim.mergedInto ?? null,
    })
    .where('statement_id', '=', statementId)
    .where('uid', '=', claim.id)
    .execute()
}

/** Keeps what an act changed: the claims that differ, and what was added to their history. */
export async function saveClaims(
  tx: Tx,
  of: Pick<Statement, 'id' | 'scopeId'>,
  lists: { before: ClaimList; after: ClaimList },
): Promise<void> {
  const { before, after } = lists
  const known = new Map(before.map((claim) => [claim.id, claim]))
  for (const claim of after) {
    const was = known.get(claim.id)
    if (was === undefined || was === claim) continue
    await updateClaim(tx, of.id, claim)
    await insertEvents(tx, of, { claim, from: was.history.length })
  }
  const fresh = after.filter((claim) => !known.has(claim.id))
  await insertClaims(tx, of, { claims: fresh, after: before.length })
}
