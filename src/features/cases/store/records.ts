import type { Tx } from '#platform/db/transaction.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { CaseEvent } from '../case-states.ts'
import type { PartnerView, StatutoryPartner } from '../model.ts'
import type { InCase } from './cases.ts'

/** Where a record of a case is kept, and for which agency it was made. */
export type Recorded = InCase & { readonly agencyId: number }

function columnsOf(at: Recorded) {
  return { case_id: at.caseId, scope_id: at.scopeId, agency_id: at.agencyId }
}

/** Adds an event to the life of a case. */
export async function insertEvent(tx: Tx, at: Recorded, event: CaseEvent): Promise<void> {
  const moved = event.kind === 'moved'
  const paused = event.kind === 'paused'
  await tx
    .insertInto('app.case_event')
    .values({
      ...columnsOf(at),
      kind: event.kind,
      act: moved ? event.act : null,
      from_status: moved ? event.from : null,
      to_status: moved ? event.to : null,
      because: paused ? event.pause.because : null,
      reason: paused ? event.pause.reason : event.reason,
    })
    .execute()
}

/** Keeps a partner's view; the ones before it stay. */
export async function insertView(
  tx: Tx,
  at: Recorded,
  view: { partner: StatutoryPartner; view: PartnerView['view']; reasons: string },
): Promise<void> {
  await tx
    .insertInto('app.notification_view')
    .values({ ...columnsOf(at), ...view })
    .execute()
}

/** Keeps the council's decision with the views that were on the table. */
export async function insertDecision(
  tx: Tx,
  at: Recorded,
  decision: {
    decision: 'notify' | 'do-not-notify'
    reasons: string
    discussedOn: PlainDate | null
    views: readonly { partner: StatutoryPartner; view: string; at: Instant }[]
  },
): Promise<void> {
  await tx
    .insertInto('app.notification_decision')
    .values({
      ...columnsOf(at),
      decision: decision.decision,
      reasons: decision.reasons,
      discussed_on: decision.discussedOn,
      views: JSON.stringify(decision.views),
    })
    .execute()
}

/** Keeps that a duty was done, or its later date. */
export async function insertDuty(
  tx: Tx,
  at: Recorded,
  duty: {
    clock: string
    doneOn: PlainDate | null
    revisedTo: PlainDate | null
    reason: string | null
    told: readonly string[]
  },
): Promise<void> {
  await tx
    .insertInto('app.duty_done')
    .values({
      ...columnsOf(at),
      clock: duty.clock,
      done_on: duty.doneOn,
      revised_to: duty.revisedTo,
      reason: duty.reason,
      told: [...duty.told],
    })
    .execute()
}
