import type { ActContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { getCaseKeys } from '../queries/cases.ts'
import * as store from '../store/cases.ts'

/** The caller declares a conflict of interest; from this moment the case does not exist for them. */
export async function declareConflict(ctx: ActContext, uid: Uid, basis: string): Promise<void> {
  const { scopeId } = await getCaseKeys(ctx, uid)
  await store.declareConflict(ctx.tx, scopeId, basis)
}
