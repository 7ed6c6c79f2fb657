import type { Tx } from '#platform/db/transaction.ts'
import type { CaseFrame } from './cases.ts'

/** Keeps which councils the case concerns. */
export async function saveCouncils(
  tx: Tx,
  frame: CaseFrame,
  councils: { areaCouncilId: number | null; homeCouncilId: number | null },
): Promise<void> {
  await tx
    .updateTable('app.serious_case')
    .set({
      area_council_id: councils.areaCouncilId,
      home_council_id: councils.homeCouncilId,
      version: frame.version + 1,
    })
    .where('id', '=', frame.id)
    .execute()
}
