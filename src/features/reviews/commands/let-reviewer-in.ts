import { endGrant, grantAccess, listGrants } from '#platform/access/scopes.ts'
import type { ActContext } from '#platform/context.ts'
import { no, ok } from '#shared/result.ts'
import type { Uid } from '#shared/ids.ts'
import type { Result } from '#shared/result.ts'
import { listReviewerAccounts } from '../queries/reviewers.ts'

/** Who was chosen is no lead reviewer of the partnership any more. */
export interface NoReviewerRefusal {
  readonly code: 'no-lead-reviewer'
}

/**
 * Opens what is reviewed to the person who leads the review, and ends it for whoever led it before; a conflict of interest
 * beats this as it beats every grant. Without a person nobody is let in, and a reviewer who was let in before is let out.
 */
export async function letReviewerIn(
  ctx: ActContext,
  scopeId: number,
  account: Uid | undefined,
): Promise<Result<null, NoReviewerRefusal>> {
  const chosen = (await listReviewerAccounts(ctx)).find(({ uid }) => uid === account)
  if (account !== undefined && chosen === undefined) return no({ code: 'no-lead-reviewer' })
  const inside = (await listGrants(ctx.tx, scopeId)).filter(({ path }) => path === 'reviewer')
  for (const grant of inside) {
    if (grant.principalId !== chosen?.id) await endGrant(ctx.tx, grant.id, 'no longer leads it')
  }
  const isInside = inside.some((grant) => grant.principalId === chosen?.id)
  if (chosen === undefined || isInside) return ok(null)
  await grantAccess(ctx.tx, {
    scopeId,
    principalId: chosen.id,
    clearance: 2,
    mayWrite: true,
    reason: 'leads the review',
    path: 'reviewer',
  })
  return ok(null)
}
