import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import type { CaseNature, CaseStatus } from '../model.ts'
import { openDuties } from '../timeline.ts'
import type { Deadline } from '../deadline.ts'
import { loadDeadlines } from './deadlines.ts'

/** One open case in the position: where it stands, and its most pressing duty. */
export interface CasePosition {
  readonly uid: Uid
  readonly reference: string
  readonly status: CaseStatus
  readonly nature: CaseNature
  readonly next: Deadline | undefined
  readonly late: number
}

const closed = [
  'not-notified',
  'closed-learning-only',
  'closed-after-review',
  'criteria-not-met',
  'closed-notification-only',
] as const

/** The open cases with what is due and late in each, the oldest first. */
export async function listCasePositions(ctx: ReadContext): Promise<CasePosition[]> {
  const rows = await ctx.tx
    .selectFrom('app.serious_case as kase')
    .where(withinReach(ctx.actor, 'case', 'kase'))
    .where('status', 'not in', [...closed])
    .select(['id', 'uid', 'reference', 'status', 'nature', 'abuse_suspected'])
    .orderBy('id')
    .limit(200)
    .execute()
  const deadlines = await loadDeadlines(ctx, rows)
  return rows.map((row) => {
    const open = openDuties(deadlines.get(row.id) ?? [])
    return {
      uid: row.uid,
      reference: row.reference,
      status: row.status,
      nature: row.nature,
      next: open[0],
      late: open.filter((duty) => duty.state.state === 'overdue').length,
    }
  })
}
