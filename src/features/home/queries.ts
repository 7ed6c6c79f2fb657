import { listCaseChanges, listCaseDuties } from '#features/cases/index.ts'
import { listChronologyDue } from '#features/chronology/index.ts'
import { listAnswersDue, listRecommendationChanges, listWorkDue } from '#features/learning/index.ts'
import { listReviewChanges, listReviewDuties } from '#features/reviews/index.ts'
import { listTrustDue, listTrustNotices } from '#features/trust/index.ts'
import type { ReadContext } from '#platform/context.ts'
import type { ChangeItem, DueItem, Notice } from '#platform/due/due-item.ts'
import { addMilliseconds } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'
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

/** What the reader must know of without anything to do about it, from every feature. */
export function listNotices(ctx: ReadContext): Promise<readonly Notice[]> {
  return listTrustNotices(ctx)
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
