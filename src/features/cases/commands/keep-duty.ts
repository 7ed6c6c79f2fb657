import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { reviseDue } from '../clocks.ts'
import type { RevisionRefusal } from '../clocks.ts'
import type { Deadline } from '../deadline.ts'
import { loadDeadlines } from '../queries/deadlines.ts'
import type { DutyForm } from '../schemas.ts'
import * as store from '../store/cases.ts'
import { insertDuty } from '../store/records.ts'
import { actingNow } from './acting.ts'

/** Why a duty cannot be recorded so. */
export type DutyRefusal = RevisionRefusal | { readonly code: 'in-the-future' }

async function deadlineOf(
  ctx: ActContext,
  frame: store.CaseFrame,
  clock: string,
): Promise<Deadline> {
  const known = {
    id: frame.id,
    nature: frame.nature,
    abuse_suspected: frame.abuseSuspected,
    status: frame.status,
  }
  const deadlines = (await loadDeadlines(ctx, [known])).get(frame.id) ?? []
  const found = deadlines.find((deadline) => deadline.rule.id === clock)
  if (found === undefined) throw new Failure('not-found')
  return found
}

/** Records that a duty was done, or gives it a later date; the first date stays on record either way. */
export async function keepDuty(
  ctx: ActContext,
  at: { uid: Uid; clock: string },
  input: DutyForm,
): Promise<Result<Uid, DutyRefusal>> {
  const frame = await store.lockCase(ctx.tx, at.uid)
  sameVersion(ctx, frame.version)
  const { by, agency } = await actingNow(ctx)
  const deadline = await deadlineOf(ctx, frame, at.clock)
  const place = { caseId: frame.id, scopeId: frame.scopeId, agencyId: agency.id }
  const { told } = input
  if (input.what === 'done') {
    if (input.on > ctx.today) return no({ code: 'in-the-future' })
    await insertDuty(ctx.tx, place, {
      clock: at.clock,
      doneOn: input.on,
      revisedTo: null,
      reason: input.reason ?? null,
      told,
    })
    return ok(at.uid)
  }
  const revision = { to: input.on, reason: input.reason ?? '', approvedBy: by, at: ctx.now, told }
  const revised = reviseDue(deadline, revision)
  if (!revised.ok) return revised
  await insertDuty(ctx.tx, place, {
    clock: at.clock,
    doneOn: null,
    revisedTo: input.on,
    reason: revision.reason,
    told,
  })
  return ok(at.uid)
}
