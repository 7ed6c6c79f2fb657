import { listCaseChanges, listCaseDuties } from '#features/cases/index.ts'
import { listChronologyDue } from '#features/chronology/index.ts'
import { listAnswersDue, listRecommendationChanges, listWorkDue } from '#features/learning/index.ts'
import { listReviewChanges, listReviewDuties } from '#features/reviews/index.ts'
import { listTrustDue } from '#features/trust/index.ts'
import { listEmergenciesTold } from '#platform/access/emergency-access.ts'
import type { EmergencyTold } from '#platform/access/emergency-access.ts'
import type { ReadContext } from '#platform/context.ts'
import type { ChangeItem, DueItem } from '#platform/due/due-item.ts'
import { addMilliseconds } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { findLastVisit } from './store.ts'

/** Whoever never marked anything as read is told of the last two weeks. */
const firstLookMilliseconds = 14 * 24 * 3_600_000

/** Everything that waits for the reader, from every feature. */
export async function listDue(ctx: ReadContext): Promise<DueItem[]> {
  return [
    ...(await listCaseDuties(ctx)),
    ...(await listReviewDuties(ctx)),
    ...(await listChronologyDue(ctx)),
    ...(await listAnswersDue(ctx)),
    ...(await listWorkDue(ctx)),
    ...(await listTrustDue(ctx)),
  ]
}

/** A use of emergency access that the reader was told of; its case only where it is open to the reader anyway. */
export interface EmergencyItem extends EmergencyTold {
  readonly kase: { readonly uid: Uid; readonly reference: string } | undefined
}

/** The uses of emergency access that the reader was told of, the newest first. */
export async function listEmergencies(ctx: ReadContext): Promise<EmergencyItem[]> {
  const told = await listEmergenciesTold(ctx.tx)
  if (told.length === 0) return []
  const cases = await ctx.tx
    .selectFrom('app.serious_case')
    .select(['uid', 'reference', 'scope_id'])
    .where(
      'scope_id',
      'in',
      told.map((one) => one.scopeId),
    )
    .execute()
  const byScope = new Map(
    cases.map(({ scope_id, uid, reference }) => [scope_id, { uid, reference }]),
  )
  return told.map((one) => ({ ...one, kase: byScope.get(one.scopeId) }))
}

/** What others did since the reader last marked changes as read, the newest first. */
export async function listChanges(
  ctx: ReadContext,
): Promise<{ since: Instant; changes: ChangeItem[] }> {
  const since = (await findLastVisit(ctx.tx)) ?? addMilliseconds(ctx.now, -firstLookMilliseconds)
  const changes = [
    ...(await listCaseChanges(ctx, since)),
    ...(await listReviewChanges(ctx, since)),
    ...(await listRecommendationChanges(ctx, since)),
  ]
  return { since, changes: changes.toSorted((a, b) => b.at.localeCompare(a.at)) }
}
