import type { ReadContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import type { CaseNature, CaseStatus } from '../model.ts'
import { openDuties } from '../timeline.ts'
import type { Deadline } from '../deadline.ts'
import { loadDeadlines } from './deadlines.ts'
import { listOpenCases } from './open-cases.ts'

/** One open case in the position: where it stands, and its most pressing duty. */
export interface CasePosition {
  readonly uid: Uid
  readonly reference: string
  readonly status: CaseStatus
  readonly nature: CaseNature
  readonly next: Deadline | undefined
  readonly late: number
}

/** The open cases with what is due and late in each, the oldest first. */
export async function listCasePositions(ctx: ReadContext): Promise<CasePosition[]> {
  const rows = (await listOpenCases(ctx)).toReversed()
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
