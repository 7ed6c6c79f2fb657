import { can } from '#platform/access/can.ts'
import { listConflicts } from '#platform/access/conflicts.ts'
import { listEmergenciesTold } from '#platform/access/emergency-access.ts'
import type { ReadContext } from '#platform/context.ts'
import type { DueItem } from '#platform/due/due-item.ts'
import { londonToday } from '#shared/dates.ts'
import { paths } from '../paths.ts'
import { sayScope } from '../words.ts'
import { reviewDueOn } from '../review-day.ts'
import { isOpen } from './conflicts.ts'
import { listEmergencyRows } from './emergency.ts'
import type { EmergencyRow } from './emergency.ts'

/** A wrong conflict keeps the right worker from a child, so it is due on the day on which it came up. */
async function conflictsDue(ctx: ReadContext): Promise<DueItem[]> {
  if (!can(ctx.actor, 'conflict:settle')) return []
  const lines = await listConflicts(ctx.tx)
  const mine = lines.filter(
    (line) =>
      isOpen(line) && !line.words.some((word) => word.principalId === ctx.actor.principalId),
  )
  return mine.map((line) => ({
    key: `conflict:${line.uid}`,
    section: 'to-do',
    title:
      line.words.length > 0
        ? 'Clearing a conflict waits for a second person'
        : line.kind === 'declared'
          ? 'A conflict was declared'
          : 'A conflict of somebody was named',
    reference: sayScope(line),
    href: paths.conflict(line.uid),
    dueOn: londonToday(line.raisedAt),
  }))
}

function useDue(row: EmergencyRow): DueItem[] {
  const line = {
    section: 'to-do' as const,
    reference: sayScope(row),
    dueOn: reviewDueOn(londonToday(row.usedAt)),
  }
  if (row.toReview) {
    return [
      {
        ...line,
        key: `emergency-access:${row.uid}:review`,
        title: 'Review a use of emergency access',
        href: paths.reviewEmergency(row.uid),
      },
    ]
  }
  if (!row.answersFor || row.caseUid === null) return []
  return [
    {
      ...line,
      key: `emergency-access:${row.uid}`,
      title: 'Emergency access was used; its review is due',
      href: paths.emergencyOn(row.caseUid),
    },
  ]
}

/** Uses of emergency access that nobody has reviewed, for the reviewers and for those who answer for the case. */
async function emergencyDue(ctx: ReadContext): Promise<DueItem[]> {
  if (!can(ctx.actor, 'emergency-access:review') && !can(ctx.actor, 'case:trace')) return []
  const rows = (await listEmergencyRows(ctx)).filter((row) => row.reviewedAt === null)
  if (rows.length === 0) return []
  // Whoever was told has a notice; a line stands for those who came to answer for the case only afterwards.
  const told = new Set((await listEmergenciesTold(ctx.tx)).map(({ uid }) => uid))
  return rows.filter((row) => row.toReview || !told.has(row.uid)).flatMap(useDue)
}

/** What waits for the reader in conflicts of interest and emergency access. */
export async function listTrustDue(ctx: ReadContext): Promise<DueItem[]> {
  return [...(await conflictsDue(ctx)), ...(await emergencyDue(ctx))]
}
