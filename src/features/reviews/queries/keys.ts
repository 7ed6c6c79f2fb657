import { sql } from 'kysely'
import { listCaseKeys } from '#features/cases/index.ts'
import type { CaseKeys } from '#features/cases/index.ts'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import type { CaseReviewStatus } from '../model.ts'
import * as store from '../store/case-reviews.ts'

/** The cases of each of these reviews, as far as they are open to the caller. */
export async function casesOf(
  ctx: ReadContext,
  reviewIds: readonly number[],
): Promise<Map<number, CaseKeys[]>> {
  const links = await store.listCaseIds(ctx.tx, reviewIds)
  const keys = await listCaseKeys(
    ctx,
    links.map((link) => link.case_id),
  )
  const found = links.flatMap((link) => {
    const kase = keys.get(link.case_id)
    return kase ? [{ review: link.review_id, kase }] : []
  })
  const grouped = Map.groupBy(found, ({ review }) => review)
  return new Map([...grouped].map(([id, each]) => [id, each.map(({ kase }) => kase)]))
}

/** The outer identity of the scope of a review, for the audit. */
export async function scopeUidOf(ctx: ReadContext, scopeId: number): Promise<Uid> {
  const { rows } = await sql<{ uid: Uid }>`select access.scope_uid(${scopeId}) as uid`.execute(
    ctx.tx,
  )
  const row = rows[0]
  if (row === undefined) throw new Error('a scope has an outer identity')
  return row.uid
}

/** What other features need to know of a review: its keys, what it is called, its cases. */
export interface ReviewKeys {
  readonly id: number
  readonly uid: Uid
  readonly scopeId: number
  readonly scopeUid: Uid
  readonly reference: string
  /** "Review R2026-01", as pages say it. */
  readonly label: string
  readonly status: CaseReviewStatus
  readonly cases: readonly { readonly id: number; readonly uid: Uid; readonly reference: string }[]
}

/** The keys of a review; not found when it is not open to the caller. */
export async function getReviewKeys(ctx: ReadContext, uid: Uid): Promise<ReviewKeys> {
  const { id, scopeId, reference, status } = await store.getReviewFrame(ctx.tx, uid)
  return {
    id,
    uid,
    scopeId,
    scopeUid: await scopeUidOf(ctx, scopeId),
    reference,
    label: `Review ${reference}`,
    status,
    cases: (await casesOf(ctx, [id])).get(id) ?? [],
  }
}

/** The reviews that are open to the caller, the newest first, for a form. */
export async function listReviewChoices(
  ctx: ReadContext,
): Promise<readonly { readonly uid: Uid; readonly text: string }[]> {
  const found = await ctx.tx
    .selectFrom('app.case_review as review')
    .select(['id', 'uid', 'reference'])
    .where(withinReach(ctx.actor, 'case', 'review'))
    .orderBy('id', 'desc')
    .limit(500)
    .execute()
  const cases = await casesOf(
    ctx,
    found.map((row) => row.id),
  )
  return found.map((row) => {
    const covered = (cases.get(row.id) ?? []).map((kase) => kase.reference).join(', ')
    return { uid: row.uid, text: `Review ${row.reference}${covered && ` (case ${covered})`}` }
  })
}
