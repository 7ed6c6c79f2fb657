import { can } from '#platform/access/can.ts'
import { listEmergenciesTold } from '#platform/access/emergency-access.ts'
import type { EmergencyTold } from '#platform/access/emergency-access.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Notice } from '#platform/due/due-item.ts'
import { addMilliseconds } from '#shared/dates.ts'
import { paths } from '../paths.ts'
import { sayReviewed } from '../words.ts'
import { openCases } from './emergency.ts'
import type { OpenCase } from './emergency.ts'

/** A use stays on the page of whoever was told of it for two weeks, and until somebody has reviewed it. */
const newForMilliseconds = 14 * 24 * 3_600_000

/** A use of emergency access that the reader was told of; its case only where it is open to the reader anyway. */
export interface ToldRow extends EmergencyTold {
  readonly kase: OpenCase | undefined
}

/** The uses of emergency access that the reader was told of, the newest first. */
export async function listTold(ctx: ReadContext): Promise<ToldRow[]> {
  const told = await listEmergenciesTold(ctx.tx)
  if (told.length === 0) return []
  const cases = await openCases(
    ctx,
    told.map((one) => one.scopeId),
  )
  return told.map((one) => ({ ...one, kase: cases.get(one.scopeId) }))
}

/** Where the reader finds more: those who answer for the case beside it while the review is due, all others in their list. */
function whereOf(ctx: ReadContext, { kase, reviewedAt }: ToldRow): string {
  const beside = kase !== undefined && reviewedAt === null && can(ctx.actor, 'case:trace')
  return beside ? paths.emergencyOn(kase.uid) : paths.told
}

/** That emergency access was used, for those who were told of it: who and when, never in whose family or why in their words. */
export async function listTrustNotices(ctx: ReadContext): Promise<Notice[]> {
  const since = addMilliseconds(ctx.now, -newForMilliseconds)
  const told = (await listTold(ctx)).filter((row) => row.reviewedAt === null || row.usedAt >= since)
  if (told.length === 0) return []
  const lines = told.map((row) => ({
    key: row.uid,
    title: row.by,
    reference: row.reference,
    href: whereOf(ctx, row),
    at: row.usedAt,
    standing: sayReviewed(row.reviewedAt),
  }))
  return [{ key: 'emergency-access', heading: 'Emergency access was used', lines }]
}
