import { actingNow } from '#features/cases/index.ts'
import type { Acting } from '#features/cases/index.ts'
import { getPostKeys } from '#features/organisations/index.ts'
import type { PostKeys } from '#features/organisations/index.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { currentOwner, reassign } from '../action-owner.ts'
import type { OwnerRefusal, Owners } from '../action-owner.ts'
import { mayAssignWithin } from '../action-part.ts'
import type { AddActionRefusal } from './add-action.ts'
import type { ChangeOwnerForm } from '../schemas/work-forms.ts'
import { findAction } from '../store/action-records.ts'
import * as owners from '../store/action-owners.ts'
import * as actions from '../store/actions.ts'
import type { LockedAction } from '../store/actions.ts'
import { rightsOf } from './acting-part.ts'

/** Why an action cannot be given to another post. */
export type ChangeOwnerRefusal =
  OwnerRefusal | Extract<AddActionRefusal, { readonly code: 'not-your-agency' }>

async function ownersOf(ctx: ActContext, uid: Uid): Promise<Owners> {
  const [first, ...rest] = (await findAction(ctx.tx, uid))?.owners ?? []
  if (first === undefined) throw new Failure('not-found')
  return [first, ...rest]
}

async function hand(
  ctx: ActContext,
  locked: LockedAction,
  to: { post: PostKeys; acting: Acting; reason: string; personId: number | null },
): Promise<void> {
  const { action, recommendation, owner } = locked
  await owners.insertOwner(ctx.tx, action, {
    post: to.post,
    personId: to.personId,
    from: ctx.today,
    because: 'reassigned',
    reason: to.reason,
    agencyId: to.acting.agency.id,
  })
  await owners.saveOwner(ctx.tx, action, to.post)
  await owners.openToOwner(ctx.tx, action.scopeId, to.post)
  const of = { recommendationId: recommendation.id, scopeId: action.scopeId }
  await owners.closeToFormerOwner(ctx.tx, of, owner.postId)
}

/**
 * Gives an action to another post. The former owners stay on record; the recommendation opens to the new post and closes
 * to the old one, unless it has another part in it.
 */
export async function changeOwner(
  ctx: ActContext,
  uid: Uid,
  input: ChangeOwnerForm,
): Promise<Result<Uid, ChangeOwnerRefusal>> {
  const locked = await actions.lockAction(ctx.tx, uid)
  const { action, owner } = locked
  sameVersion(ctx, action.version)
  const acting = await actingNow(ctx)
  const post = await getPostKeys(ctx, input.post)
  const own = [action.ownerAgencyId, post.agencyId].every((id) => id === acting.agency.id)
  if (!mayAssignWithin(own, rightsOf(ctx)))
    return no({ code: 'not-your-agency', agency: owner.agency })
  const spells = await ownersOf(ctx, uid)
  const wished = {
    agency: idOf<'agency'>(post.agencyUid),
    post: idOf<'post'>(post.uid),
    // The post decides: the same post with another holder is no change of owner.
    person: currentOwner(spells).person,
    from: ctx.today,
    reason: input.reason,
    by: acting.by,
  }
  const decided = reassign({ owners: spells, delivery: action.delivery }, wished)
  if (!decided.ok) return decided
  const personId = await owners.holderOfPost(ctx.tx, post.principalId)
  await hand(ctx, locked, { post, acting, reason: input.reason, personId })
  return ok(uid)
}
