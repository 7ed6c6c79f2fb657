import { actingNow } from '#features/cases/index.ts'
import type { ActContext } from '#platform/context.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { RecommendationFacts } from '../recommendation-guards.ts'
import { applyRecommendationEvent, moveRecommendation as decideMove } from '../recommendation.ts'
import type { RecommendationAct, RecommendationRefusal } from '../recommendation.ts'
import { loadAddressees } from '../store/addressees.ts'
import * as store from '../store/recommendations.ts'
import type { RecommendationChange, StoredRecommendation } from '../store/recommendations.ts'
import { actionFactsOf, askedOf, holdersOfWork, loadWork } from '../store/work.ts'

/** A step that somebody takes with a recommendation, and what it changes beside the state. */
export interface RecommendationMove {
  readonly act: RecommendationAct
  readonly reason?: string | undefined
  /** The day on which it happened; today unless said otherwise. */
  readonly on?: PlainDate | undefined
  readonly change?: RecommendationChange
  readonly supersededBy?: Uid | undefined
  readonly advice?: readonly string[]
}

async function factsOf(
  ctx: ActContext,
  stored: StoredRecommendation,
  supersededBy: Uid | undefined,
): Promise<RecommendationFacts> {
  const work = await loadWork(ctx.tx, stored)
  const addressees = (await loadAddressees(ctx.tx, [stored.id])).get(stored.id) ?? []
  return {
    rung: stored.rung,
    supersededBy: supersededBy === undefined ? null : idOf(supersededBy),
    asked: askedOf(stored, addressees),
    actions: actionFactsOf(work.records),
    evidence: work.evidence,
    holders: holdersOfWork(stored, addressees, work),
    decisions: work.decisions,
    checks: work.checks,
  }
}

/** Moves a recommendation whose row is locked: the table of its states and its guards say what is open. */
export async function moveLocked(
  ctx: ActContext,
  stored: StoredRecommendation,
  move: RecommendationMove,
): Promise<Result<StoredRecommendation, RecommendationRefusal>> {
  const acting = await actingNow(ctx)
  const step = {
    act: move.act,
    by: acting.by,
    at: ctx.now,
    on: move.on ?? ctx.today,
    reason: move.reason ?? null,
  }
  const decided = decideMove(stored, step, await factsOf(ctx, stored, move.supersededBy))
  if (!decided.ok) return decided
  const life = applyRecommendationEvent(stored, decided.value)
  await store.insertEvent(
    ctx.tx,
    { stored, agencyId: acting.agency.id, advice: move.advice ?? [] },
    decided.value,
  )
  await store.saveLife(ctx.tx, stored, { life, change: move.change ?? {} })
  return ok({ ...stored, ...move.change, ...life, version: stored.version + 1 })
}
