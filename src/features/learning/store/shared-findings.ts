import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import type { Adoption, FindingKind } from '../model.ts'

/** A finding in the words in which it is shared. */
export interface SharedFinding {
  readonly id: number
  readonly uid: Uid
  readonly scopeId: number
  readonly findingId: number
  readonly kind: FindingKind
  readonly text: string
  readonly version: number
}

/** The shared form of a finding, if it is shared now and open to the caller. */
export async function findShared(
  tx: Reader,
  findingId: number,
): Promise<SharedFinding | undefined> {
  const row = await tx
    .selectFrom('app.shared_finding')
    .select(['id', 'uid', 'scope_id', 'finding_id', 'kind', 'text', 'version'])
    .where('finding_id', '=', findingId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { scope_id: scopeId, finding_id: of, ...rest } = row
  return { ...rest, scopeId, findingId: of }
}

/** The shared form by its own id, locked for a change. */
export async function lockShared(tx: Tx, uid: Uid): Promise<SharedFinding> {
  const row = await tx
    .selectFrom('app.shared_finding')
    .select(['id', 'uid', 'scope_id', 'finding_id', 'kind', 'text', 'version'])
    .where('uid', '=', uid)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  const { scope_id: scopeId, finding_id: of, ...rest } = row
  return { ...rest, scopeId, findingId: of }
}

/** Shares a finding in words of its own. */
export async function insertShared(
  tx: Tx,
  made: { uid: Uid; scopeId: number; findingId: number; kind: FindingKind; text: string },
): Promise<void> {
  await tx
    .insertInto('app.shared_finding')
    .values({
      uid: made.uid,
      scope_id: made.scopeId,
      finding_id: made.findingId,
      kind: made.kind,
      text: made.text,
    })
    .execute()
}

/** Takes back what was shared. */
export async function withdrawShared(
  tx: Tx,
  shared: SharedFinding,
  why: { reason: string; by: number },
): Promise<void> {
  await tx
    .updateTable('app.shared_finding')
    .set({
      withdrawn_at: sql`access.now()`,
      withdrawn_by: why.by,
      withdrawn_reason: why.reason,
      version: shared.version + 1,
    })
    .where('id', '=', shared.id)
    .execute()
}

/** An agency that took up a good practice, by name. */
export interface StoredAdoption extends Adoption {
  readonly name: string
}

/** Who took up a good practice, the first to do so first. */
export async function loadAdoptions(tx: Reader, sharedId: number): Promise<StoredAdoption[]> {
  const { rows } = await sql<StoredAdoption>`
    select a.uid as agency, a.name, d.since, d.how from app.adoption d
    join app.agency a on a.partnership_id = d.partnership_id and a.id = d.agency_id
    where d.shared_finding_id = ${sharedId} order by d.since, d.id`.execute(tx)
  return rows
}

/** Keeps that an agency took up a good practice. */
export async function insertAdoption(
  tx: Tx,
  shared: SharedFinding,
  made: { agencyId: number; since: PlainDate; how: string },
): Promise<void> {
  await tx
    .insertInto('app.adoption')
    .values({
      scope_id: shared.scopeId,
      shared_finding_id: shared.id,
      agency_id: made.agencyId,
      since: made.since,
      how: made.how,
    })
    .execute()
}
