import { actingNow } from '#features/cases/index.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { redate } from '../lateness.ts'
import type { RedatingRefusal } from '../lateness.ts'
import type { RedateForm } from '../schemas/work-forms.ts'
import { findAction, toDueDate } from '../store/action-records.ts'
import * as actions from '../store/actions.ts'

/** Gives an action another date. The first one, and each in between, stays on record with who agreed and why. */
export async function redateAction(
  ctx: ActContext,
  uid: Uid,
  input: RedateForm,
): Promise<Result<Uid, RedatingRefusal>> {
  const { action } = await actions.lockAction(ctx.tx, uid)
  sameVersion(ctx, action.version)
  const record = await findAction(ctx.tx, uid)
  if (record === undefined) throw new Failure('not-found')
  const { by, agency } = await actingNow(ctx)
  const move = { to: input.dueOn, reason: input.reason, approvedBy: by, at: ctx.now }
  const moved = redate({ due: toDueDate(record), delivery: action.delivery }, move)
  if (!moved.ok) return moved
  const kept = { to: input.dueOn, reason: input.reason, agencyId: agency.id }
  await actions.saveDue(ctx.tx, action, kept)
  return ok(uid)
}
