import { getCaseKeys } from '#features/cases/index.ts'
import { raiseConflict, settleConflict } from '#platform/access/conflicts.ts'
import { sameVersion } from '#platform/context.ts'
import type { ActContext } from '#platform/context.ts'
import { endOfLondonDay } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { getConflict } from '../queries/conflicts.ts'
import type { ConflictRow } from '../queries/conflicts.ts'
import { findPersonId } from '../queries/names.ts'
import type { ClearConflictForm, FlagConflictForm } from '../schemas.ts'

/** Why a conflict cannot be cleared by this person. */
export type ClearRefusal =
  | { readonly code: 'day-has-passed' }
  | { readonly code: 'same-agency-as-the-person' }
  | { readonly code: 'no-agency' }
  | { readonly code: 'own-word-given' }
  | { readonly code: 'same-agency-as-the-first' }

/** Confirms that somebody is too close; the scope stays closed to them. */
export async function confirmConflict(
  ctx: ActContext,
  uid: Uid,
  reason: string,
): Promise<ConflictRow> {
  const conflict = await getConflict(ctx, uid)
  sameVersion(ctx, conflict.version)
  await settleConflict(ctx.tx, conflict.id, { confirm: reason })
  return conflict
}

function clearRefusal(ctx: ActContext, conflict: ConflictRow): ClearRefusal | undefined {
  const own = ctx.actor.agencyId
  if (own === undefined) return { code: 'no-agency' }
  if (own === conflict.agencyId) return { code: 'same-agency-as-the-person' }
  if (conflict.state === 'cleared') return undefined
  if (conflict.words.some((word) => word.principalId === ctx.actor.principalId))
    return { code: 'own-word-given' }
  if (conflict.words.some((word) => word.agencyId === own))
    return { code: 'same-agency-as-the-first' }
  return undefined
}

/** Gives one of the two words that clearing a conflict until a day needs. */
export async function clearConflict(
  ctx: ActContext,
  uid: Uid,
  input: ClearConflictForm,
): Promise<Result<ConflictRow, ClearRefusal>> {
  const conflict = await getConflict(ctx, uid)
  sameVersion(ctx, conflict.version)
  const refusal = clearRefusal(ctx, conflict)
  if (refusal !== undefined) return no(refusal)
  if (input.until < ctx.today) return no({ code: 'day-has-passed' })
  await settleConflict(ctx.tx, conflict.id, {
    clear: input.because,
    until: endOfLondonDay(input.until),
  })
  return ok(conflict)
}

/** Why somebody else's conflict cannot be named. */
export type FlagRefusal = { readonly code: 'oneself' } | { readonly code: 'stands-already' }

/** Names somebody else's conflict in a case, which closes to them at once. */
export async function flagConflict(
  ctx: ActContext,
  caseUid: Uid,
  input: FlagConflictForm,
): Promise<Result<{ scopeUid: Uid }, FlagRefusal>> {
  const { scopeId, scopeUid } = await getCaseKeys(ctx, caseUid)
  if (input.person === ctx.actor.principalUid) return no({ code: 'oneself' })
  const principalId = await findPersonId(ctx, input.person)
  if (principalId === undefined) throw new Failure('not-found')
  const { kind, basis } = input
  const raised = await raiseConflict(ctx.tx, { scopeId, principalId, kind, basis })
  return raised === null ? no({ code: 'stands-already' }) : ok({ scopeUid })
}
