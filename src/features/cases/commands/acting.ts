import { getActingFor } from '#features/organisations/index.ts'
import type { ActingFor } from '#features/organisations/index.ts'
import type { ActContext } from '#platform/context.ts'
import { idOf } from '#shared/ids.ts'
import type { Actor } from '../model.ts'

/** Who acts, as the rules know them, with the inner key of their agency for the store. */
export interface Acting {
  readonly by: Actor
  readonly agency: ActingFor
}

/** The caller as the rules know them. */
export async function actingNow(ctx: ActContext): Promise<Acting> {
  const agency = await getActingFor(ctx)
  return {
    by: { principal: idOf(ctx.actor.principalUid), agency: idOf(agency.uid), post: null },
    agency,
  }
}
