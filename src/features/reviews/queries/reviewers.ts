import { sql } from 'kysely'
import { listGrants } from '#platform/access/scopes.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'

/** Somebody who signs in as a lead reviewer, and can be let into the review that they lead. */
export interface ReviewerAccount {
  readonly id: number
  readonly uid: Uid
  readonly name: string
}

/** The people of the partnership who sign in as lead reviewers, by name. */
export async function listReviewerAccounts(ctx: ReadContext): Promise<ReviewerAccount[]> {
  const { rows } = await sql<ReviewerAccount>`
    select p.id, p.uid, p.name from access.principal p
    where p.kind = 'person' and p.active and exists (
      select from access.role_held h
      where h.partnership_id = p.partnership_id and h.principal_id = p.id and h.role = 'lead-reviewer'
        and h.valid @> access.now())
    order by lower(p.name), p.id limit 200`.execute(ctx.tx)
  return rows
}

/** Who is let into a review as the one who leads it, if anybody is. */
export async function findReviewerAccount(
  ctx: ReadContext,
  scopeId: number,
): Promise<Uid | undefined> {
  const inside = (await listGrants(ctx.tx, scopeId)).filter(({ path }) => path === 'reviewer')
  const led = new Set(inside.map(({ principalId }) => principalId))
  return (await listReviewerAccounts(ctx)).find(({ id }) => led.has(id))?.uid
}
