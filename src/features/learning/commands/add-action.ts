import { actingNow } from '#features/cases/index.ts'
import { getPostKeys } from '#features/organisations/index.ts'
import type { ActContext } from '#platform/context.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { AgencyId } from '#features/cases/model.ts'
import { mayAssignWithin, takesActions } from '../action-part.ts'
import type { ActionId, RecommendationStatus } from '../model.ts'
import type { AddActionForm } from '../schemas/work-forms.ts'
import * as owners from '../store/action-owners.ts'
import * as actions from '../store/actions.ts'
import { lockRecommendation } from '../store/recommendations.ts'
import { rightsOf } from './acting-part.ts'

/** Why an action cannot be added so. */
export type AddActionRefusal =
  | { readonly code: 'recommendation-takes-no-actions'; readonly status: RecommendationStatus }
  | { readonly code: 'not-your-agency'; readonly agency: AgencyId }

/** Adds an action to a recommendation and gives it to a post, to which the recommendation opens with it. */
export async function addAction(
  ctx: ActContext,
  recommendationUid: Uid,
  input: AddActionForm,
): Promise<Result<ActionId, AddActionRefusal>> {
  const recommendation = await lockRecommendation(ctx.tx, recommendationUid)
  const { status, scopeId } = recommendation
  if (!takesActions(status)) return no({ code: 'recommendation-takes-no-actions', status })
  const acting = await actingNow(ctx)
  const post = await getPostKeys(ctx, input.post)
  if (!mayAssignWithin(post.agencyId === acting.agency.id, rightsOf(ctx)))
    return no({ code: 'not-your-agency', agency: idOf(post.agencyUid) })
  const uid = ctx.newUid<'action'>()
  const { text, dueOn, outcome = '' } = input
  const id = await actions.insertAction(ctx.tx, recommendation, { uid, text, outcome, post, dueOn })
  await owners.insertOwner(
    ctx.tx,
    { id, scopeId },
    {
      post,
      personId: await owners.holderOfPost(ctx.tx, post.principalId),
      from: ctx.today,
      because: 'named',
      reason: '',
      agencyId: acting.agency.id,
    },
  )
  await owners.openToOwner(ctx.tx, scopeId, post)
  return ok(uid)
}
