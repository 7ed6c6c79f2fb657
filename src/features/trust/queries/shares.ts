import { findRecommendationsOf } from '#features/learning/index.ts'
import { listReceivedShares, listShares } from '#platform/access/shares.ts'
import type { ReceivedShare, ShareLine } from '#platform/access/shares.ts'
import type { ReadContext } from '#platform/context.ts'
import { openCases } from './emergency.ts'
import { agencyNames } from './names.ts'
import type { ProtectedRecord } from './records.ts'

/** A share with the name of whoever sees it. */
export interface ShareRow extends ShareLine {
  readonly to: string
}

/** With whom a record is and was shared. */
export async function listShareRows(
  ctx: ReadContext,
  record: ProtectedRecord,
): Promise<readonly ShareRow[]> {
  const agencies = await agencyNames(ctx)
  const lines = await listShares(ctx.tx, record.scopeId)
  return lines.map((line) => ({
    ...line,
    to: line.partnership ?? agencies.get(line.agencyId ?? 0) ?? 'An agency',
  }))
}

/** What another partnership shares, with the page where it is read. */
export interface ReceivedRow extends ReceivedShare {
  readonly href: string | null
}

/** What other partnerships share with this one. */
export async function listReceivedRows(ctx: ReadContext): Promise<readonly ReceivedRow[]> {
  const shares = await listReceivedShares(ctx.tx)
  const scopeIds = shares.map(({ scopeId }) => scopeId)
  const cases = await openCases(ctx, scopeIds)
  const recommendations = await findRecommendationsOf(ctx, scopeIds)
  return shares.map((share) => {
    const kase = cases.get(share.scopeId)
    const recommendation = recommendations.get(share.scopeId)
    if (kase !== undefined) return { ...share, href: `/cases/${kase.uid}` }
    return {
      ...share,
      href: recommendation === undefined ? null : `/recommendations/${recommendation}`,
    }
  })
}
