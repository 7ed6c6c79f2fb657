import { sql } from 'kysely'
import { listEmergencyAccess } from '#platform/access/emergency-access.ts'
import type { EmergencyLine } from '#platform/access/emergency-access.ts'
import type { ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { agencyNames } from './names.ts'

/** A use of emergency access with the agency of the person, and the case where the reader can open it. */
export interface EmergencyRow extends EmergencyLine {
  readonly agency: string | null
  readonly caseUid: Uid | null
}

/** A case that is open to the reader. */
export interface OpenCase {
  readonly uid: Uid
  readonly reference: string
}

/** The cases of these scopes that are open to the reader now; a case's own row has sensitivity 0. */
export async function openCases(
  ctx: ReadContext,
  scopeIds: readonly number[],
): Promise<ReadonlyMap<number, OpenCase>> {
  const { rows } = await sql<OpenCase & { scopeId: number }>`
    select scope_id as "scopeId", uid, reference from app.serious_case
    where acl_key = any (${scopeIds.map((id) => id * 4)}::bigint[])`.execute(ctx.tx)
  return new Map(rows.map(({ scopeId, ...kase }) => [scopeId, kase]))
}

/** The uses that the reader made, reviews or answers for, the newest first. */
export async function listEmergencyRows(ctx: ReadContext): Promise<readonly EmergencyRow[]> {
  const lines = await listEmergencyAccess(ctx.tx)
  if (lines.length === 0) return []
  const names = await agencyNames(ctx)
  const cases = await openCases(
    ctx,
    lines.map((line) => line.scopeId),
  )
  return lines.map((line) => ({
    ...line,
    agency: line.agencyId === null ? null : (names.get(line.agencyId) ?? null),
    caseUid: cases.get(line.scopeId)?.uid ?? null,
  }))
}

/** One use that the reader may review; not found for all others. */
export async function getEmergencyToReview(ctx: ReadContext, uid: Uid): Promise<EmergencyRow> {
  const found = (await listEmergencyRows(ctx)).find((row) => row.uid === uid && row.toReview)
  if (found === undefined) throw new Failure('not-found')
  return found
}

/** The case of this reference that is open to the reader, if it is. */
export async function findOpenCase(ctx: ReadContext, reference: string): Promise<Uid | undefined> {
  const { rows } = await sql<{ uid: Uid }>`
    select uid from app.serious_case
    where partnership_id = ${ctx.actor.partnershipId} and reference = ${reference}`.execute(ctx.tx)
  return rows[0]?.uid
}
