import { can } from '#platform/access/can.ts'
import { listConflicts } from '#platform/access/conflicts.ts'
import type { ReadContext } from '#platform/context.ts'
import type { DueItem } from '#platform/due/due-item.ts'
import { londonToday } from '#shared/dates.ts'
import { paths } from '../paths.ts'
import { sayScope } from '../words.ts'
import { isOpen } from './conflicts.ts'

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

/** What waits for the reader in conflicts of interest. */
export async function listTrustDue(ctx: ReadContext): Promise<DueItem[]> {
  return conflictsDue(ctx)
}
