import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import type { ActionPart, ActionRights, Voice } from '../action-part.ts'
import { voiceFor } from '../action-part.ts'
import type { LockedAction } from '../store/actions.ts'

/** What the caller may do with actions by his or her roles. */
export function rightsOf(ctx: Pick<ReadContext, 'actor'>): ActionRights {
  const { actor } = ctx
  return {
    report: can(actor, 'action:update'),
    assign: can(actor, 'action:assign'),
    redate: can(actor, 'action:redate'),
    end: can(actor, 'action:end'),
    judge: can(actor, 'assurance:judge'),
    recordFor: can(actor, 'answer:record-for'),
  }
}

/** How the caller stands to an action: as who fills its post, or works for its agency. */
export function partIn(
  ctx: Pick<ReadContext, 'actor'>,
  owner: { readonly principalId: number; readonly agencyId: number },
): ActionPart {
  return {
    fillsThePost: ctx.actor.posts.includes(owner.principalId),
    ofTheAgency: ctx.actor.agencyId === owner.agencyId,
  }
}

/** In whose voice the caller reports on an action, if in any. */
export function voiceIn(
  ctx: Pick<ReadContext, 'actor'>,
  { action, owner }: Pick<LockedAction, 'action' | 'owner'>,
): Voice | undefined {
  const { principalId } = owner
  return voiceFor(partIn(ctx, { principalId, agencyId: action.ownerAgencyId }), rightsOf(ctx))
}
