import { reviewEmergencyAccess, useEmergencyAccessOn } from '#platform/access/emergency-access.ts'
import type { EmergencyRefusal } from '#platform/access/emergency-access.ts'
import type { ActContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { findOpenCase, getEmergencyToReview } from '../queries/emergency.ts'
import type { EmergencyRow } from '../queries/emergency.ts'
import type { EmergencyForm, ReviewEmergencyForm } from '../schemas.ts'

/** Why emergency access is not given. */
export type OpenRefusal =
  EmergencyRefusal | { readonly code: 'no-such-case' } | { readonly code: 'open-already' }

async function use(ctx: ActContext, input: EmergencyForm) {
  try {
    return await useEmergencyAccessOn(ctx.tx, input)
  } catch (error) {
    // Sealed, conflicted and absent are one answer; the transaction is rolled back with the refusal.
    if (error instanceof Failure && error.code === 'not-found')
      return no({ code: 'no-such-case' as const })
    throw error
  }
}

/** Opens one case to the caller for an hour, read only. */
export async function openByEmergency(
  ctx: ActContext,
  input: EmergencyForm,
): Promise<Result<Uid, OpenRefusal>> {
  const reference = input.reference.trim().replace(/^case\s+/i, '')
  if ((await findOpenCase(ctx, reference)) !== undefined) return no({ code: 'open-already' })
  const used = await use(ctx, { ...input, reference })
  if (!used.ok) return used
  const opened = await findOpenCase(ctx, reference)
  if (opened === undefined) throw new Error('emergency access was given and the case is not open')
  return ok(opened)
}

/** Gives a verdict on somebody else's emergency access. */
export async function reviewEmergency(
  ctx: ActContext,
  uid: Uid,
  input: ReviewEmergencyForm,
): Promise<Result<EmergencyRow, { readonly code: 'reviewed-already' }>> {
  const used = await getEmergencyToReview(ctx, uid)
  const reviewed = await reviewEmergencyAccess(ctx.tx, used.id, input)
  return reviewed ? ok(used) : no({ code: 'reviewed-already' })
}
