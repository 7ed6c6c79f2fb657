import { findAgencyId } from '#features/organisations/index.ts'
import { endShare, giveShare } from '#platform/access/shares.ts'
import type { Share } from '#platform/access/shares.ts'
import type { ActContext } from '#platform/context.ts'
import { endOfLondonDay } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { ProtectedRecord } from '../queries/records.ts'
import { demandOwn } from '../queries/seals.ts'
import { listShareRows } from '../queries/shares.ts'
import type { ShareForm } from '../schemas.ts'

/** Why something is not shared. */
export interface ShareRefusal {
  readonly code:
    | 'sealed-not-shared'
    | 'more-than-own'
    | 'day-has-passed'
    | 'no-partnership'
    | 'no-agency-chosen'
    | 'ended-already'
}

const reaches = { '0': 0, '1': 1, '2': 2 } as const

async function receiver(
  ctx: ActContext,
  input: ShareForm,
): Promise<Result<Share['to'], ShareRefusal>> {
  if (input.to === 'partnership') {
    const { partnership } = input
    return partnership === undefined
      ? no({ code: 'no-partnership' })
      : ok({ partnershipUid: partnership })
  }
  if (input.agency === undefined) return no({ code: 'no-agency-chosen' })
  const agencyId = await findAgencyId(ctx, input.agency)
  if (agencyId === undefined) throw new Failure('not-found')
  return ok({ agencyId })
}

/** Shares a case or a recommendation, read only, until a day, for a purpose, on a basis in law. */
export async function shareRecord(
  ctx: ActContext,
  record: ProtectedRecord,
  input: ShareForm,
): Promise<Result<null, ShareRefusal>> {
  const why = await demandOwn(ctx, record)
  const clearance = reaches[input.reach]
  if (why.sealed) return no({ code: 'sealed-not-shared' })
  if (clearance > (why.writeClearance ?? -1)) return no({ code: 'more-than-own' })
  if (input.until < ctx.today) return no({ code: 'day-has-passed' })
  const to = await receiver(ctx, input)
  if (!to.ok) return to
  const { purpose, basis } = input
  const ends = endOfLondonDay(input.until)
  await giveShare(ctx.tx, {
    scopeId: record.scopeId,
    to: to.value,
    clearance,
    ends,
    purpose,
    basis,
  })
  return ok(null)
}

/** Ends a share now. */
export async function endShareOf(
  ctx: ActContext,
  record: ProtectedRecord,
  shareUid: Uid,
): Promise<Result<null, ShareRefusal>> {
  await demandOwn(ctx, record)
  const share = (await listShareRows(ctx, record)).find((each) => each.uid === shareUid)
  if (share === undefined) throw new Failure('not-found')
  const ended = await endShare(ctx.tx, share.id)
  return ended ? ok(null) : no({ code: 'ended-already' })
}
