import type { ActContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { listOwnersOf } from '../store/owner-keys.ts'
import type { ActionOwner } from '../store/owner-keys.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'

/** The actions of this recommendation that a piece of evidence speaks for; one of another recommendation is none of them. */
export async function actionsSpokenFor(
  ctx: ActContext,
  stored: StoredRecommendation,
  named: readonly Uid[],
): Promise<Result<readonly ActionOwner[], { readonly code: 'action-of-another' }>> {
  const owners = await listOwnersOf(ctx.tx, stored.id)
  const wanted = new Set<Uid>(named)
  const found = owners.filter((owner) => wanted.has(owner.uid))
  return found.length === wanted.size ? ok(found) : no({ code: 'action-of-another' })
}
