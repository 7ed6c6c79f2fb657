import { can } from '#platform/access/can.ts'
import { listRunningEmergency } from '#platform/access/emergency-access.ts'
import type { RunningEmergency } from '#platform/access/emergency-access.ts'
import type { ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Anybody } from './house.ts'

/** Emergency access of the reader that runs now, for the banner; only those who may use it are asked about. */
export async function findEmergency(
  ctx: ReadContext<Anybody>,
): Promise<readonly RunningEmergency[]> {
  const { actor } = ctx
  if (actor.kind !== 'person' || !can(actor, 'emergency-access:use')) return []
  return listRunningEmergency(ctx.tx)
}

/** Nothing leaves Heed as a file or as data while emergency access runs. */
export async function demandNoEmergency(ctx: ReadContext<Anybody>): Promise<void> {
  const running = await findEmergency(ctx)
  if (running.length > 0) throw new Failure('emergency-runs')
}
