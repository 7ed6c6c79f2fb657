import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import type { Deadline } from '../deadline.ts'
import { paths } from '../paths.ts'
import { openDuties } from '../timeline.ts'
import { loadDeadlines } from './deadlines.ts'
import { listOpenCases, mostOpenCases } from './open-cases.ts'

/** A duty that is still to be done, under the neutral reference of what it belongs to. */
export interface OpenDeadline {
  /** Names it for good: the same duty has the same key whenever it is looked at. */
  readonly key: string
  readonly reference: string
  /** The case or the review that it belongs to. */
  readonly subject: Uid
  /** The page of that. */
  readonly href: string
  readonly deadline: Deadline
}

/** The duties that are still to be done in the cases that are open to the reader, and whether there may be more of them. */
export async function listOpenCaseDeadlines(
  ctx: ReadContext,
): Promise<{ deadlines: readonly OpenDeadline[]; isWhole: boolean }> {
  if (!can(ctx.actor, 'case:read')) return { deadlines: [], isWhole: true }
  const cases = await listOpenCases(ctx)
  const found = await loadDeadlines(ctx, cases)
  const deadlines = cases.flatMap((kase) =>
    openDuties(found.get(kase.id) ?? []).map((deadline) => ({
      key: `case:${kase.uid}:${deadline.rule.id}`,
      reference: `Case ${kase.reference}`,
      subject: kase.uid,
      href: paths.show(kase.uid),
      deadline,
    })),
  )
  return { deadlines, isWhole: cases.length < mostOpenCases }
}
