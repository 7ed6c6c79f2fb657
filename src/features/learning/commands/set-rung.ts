import { actingNow } from '#features/cases/index.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Rung } from '../model.ts'
import { setRung as decideRung } from '../rung.ts'
import type { RungRefusal } from '../rung.ts'
import type { SetRungForm } from '../schemas/recommendation-forms.ts'
import * as store from '../store/recommendations.ts'
import { standingWork } from './standing-work.ts'

/** Sets the rung that a recommendation has to reach, in proportion to what it asks; the earlier setting is kept. */
export async function setRung(
  ctx: ActContext,
  uid: Uid,
  input: SetRungForm,
): Promise<Result<Uid, RungRefusal>> {
  const stored = await store.lockRecommendation(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  const acting = await actingNow(ctx)
  const rung: Rung = input.rung
  const setting = { rung, by: acting.by, at: ctx.now, reason: input.reason }
  const before =
    stored.rung === null ? [] : [{ rung: stored.rung, by: acting.by, at: ctx.now, reason: '' }]
  const { holders } = await standingWork(ctx, stored)
  const decided = decideRung({ status: stored.status, rungs: before }, setting, holders)
  if (!decided.ok) return decided
  await store.insertRung(ctx.tx, stored, {
    rung,
    reason: input.reason,
    agencyId: acting.agency.id,
  })
  await store.saveLife(ctx.tx, stored, { life: stored, change: { rung } })
  return ok(uid)
}
