import { sql } from 'kysely'
import type { Reader } from '#platform/db/transaction.ts'
import type { Uid } from '#shared/ids.ts'

/** An action of a recommendation with the keys of the post that owns it now. */
export interface ActionOwner {
  readonly id: number
  readonly uid: Uid
  readonly principalId: number
  readonly agencyId: number
}

/** The actions of a recommendation with their owners' keys. */
export async function listOwnersOf(
  tx: Reader,
  recommendationId: number,
): Promise<readonly ActionOwner[]> {
  const { rows } = await sql<ActionOwner>`
    select a.id, a.uid, p.principal_id as "principalId", a.owner_agency_id as "agencyId"
    from app.action a
    join app.post p on p.partnership_id = a.partnership_id and p.id = a.owner_post_id
    where a.recommendation_id = ${recommendationId} and a.in_error_at is null order by a.id`.execute(
    tx,
  )
  return rows
}
