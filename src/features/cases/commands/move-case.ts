import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import {
  applyCaseEvent,
  moveCase as decideMove,
  pauseCase as decidePause,
  resumeCase,
} from '../case-states.ts'
import type { CaseAct, CaseEvent, CaseLife, CaseRefusal } from '../case-states.ts'
import type { PauseCaseForm } from '../schemas.ts'
import * as store from '../store/cases.ts'
import { insertEvent } from '../store/records.ts'
import { actingNow } from './acting.ts'
import type { Acting } from './acting.ts'

/** A step that somebody takes with a case. */
export interface CaseMove {
  readonly act: CaseAct
  readonly reason: string | undefined
  readonly panelTold?: 'yes' | undefined
  /** How many reviews of the case are still open; a case with open reviews is not closed. */
  readonly reviewsStillOpen?: number
}

async function keep(
  ctx: ActContext,
  from: { frame: store.CaseFrame; acting: Acting },
  event: CaseEvent,
): Promise<store.CaseFrame> {
  const { frame, acting } = from
  await insertEvent(
    ctx.tx,
    { caseId: frame.id, scopeId: frame.scopeId, agencyId: acting.agency.id },
    event,
  )
  const life = applyCaseEvent({ status: frame.status, pause: null }, event)
  const paused = event.kind === 'moved' ? frame.paused : event.kind === 'paused'
  const saved = { ...frame, status: life.status, paused, version: frame.version + 1 }
  await store.saveFrame(ctx.tx, saved)
  return saved
}

/** Moves a case whose row is locked; for the commands of this feature. */
export async function moveFrame(
  ctx: ActContext,
  frame: store.CaseFrame,
  move: CaseMove,
): Promise<Result<store.CaseFrame, CaseRefusal>> {
  const acting = await actingNow(ctx)
  const life: CaseLife = { status: frame.status, pause: null }
  const step = { act: move.act, by: acting.by, at: ctx.now, reason: move.reason ?? null }
  const facts = {
    nature: frame.nature,
    abuseSuspected: frame.abuseSuspected,
    panelToldCriteriaNotMet: move.panelTold === 'yes',
    reviewsStillOpen: move.reviewsStillOpen ?? 0,
  }
  const decided = decideMove(life, step, facts)
  return decided.ok ? ok(await keep(ctx, { frame, acting }, decided.value)) : decided
}

/** Moves a case on: the table of its states says what is open from here. */
export async function moveCase(
  ctx: ActContext,
  uid: Uid,
  move: CaseMove,
): Promise<Result<Uid, CaseRefusal>> {
  const frame = await store.lockCase(ctx.tx, uid)
  sameVersion(ctx, frame.version)
  const moved = await moveFrame(ctx, frame, move)
  return moved.ok ? ok(uid) : moved
}

/** Marks a case as paused for proceedings elsewhere, or ends the pause. No clock stops. */
export async function pauseCase(
  ctx: ActContext,
  uid: Uid,
  input: PauseCaseForm,
): Promise<Result<Uid, CaseRefusal | { readonly code: 'because-missing' }>> {
  const frame = await store.lockCase(ctx.tx, uid)
  sameVersion(ctx, frame.version)
  const acting = await actingNow(ctx)
  const pause = {
    since: ctx.now,
    by: acting.by,
    because: input.because || ('other' as const),
    reason: input.reason,
  }
  if (!frame.paused && !input.because) return no({ code: 'because-missing' })
  const decided = frame.paused
    ? resumeCase(
        { status: frame.status, pause },
        { by: acting.by, at: ctx.now, reason: input.reason },
      )
    : decidePause({ status: frame.status, pause: null }, pause)
  if (!decided.ok) return decided
  await keep(ctx, { frame, acting }, decided.value)
  return ok(uid)
}
