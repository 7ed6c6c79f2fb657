import { actingNow } from '#features/cases/index.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import {
  checkAgain,
  isFailedCheck,
  mustReopen,
  recordImpactCheck as decide,
} from '../impact-check.ts'
import type { ImpactCheckRefusal } from '../impact-check.ts'
import type { ImpactCheck, RecommendationStatus } from '../model.ts'
import type { RecommendationRefusal } from '../recommendation.ts'
import type { PlanCheckForm, RecordCheckForm } from '../schemas/work-forms.ts'
import { impactJudgementWords } from '../work-words.ts'
import * as actions from '../store/actions.ts'
import * as store from '../store/impact.ts'
import { loadAssuranceRules } from '../store/assurance.ts'
import { lockRecommendation } from '../store/recommendations.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'
import { moveLocked } from './move-recommendation.ts'
import { standingWork } from './standing-work.ts'

/** Why the result of a check cannot be recorded so. */
export type RecordCheckRefusal =
  | ImpactCheckRefusal
  | RecommendationRefusal
  | { readonly code: 'looked-in-the-future'; readonly today: PlainDate }
  | { readonly code: 'of-an-earlier-round'; readonly round: number }

async function lookAgain(
  ctx: ActContext,
  stored: StoredRecommendation,
  recorded: ImpactCheck,
): Promise<void> {
  const checks = (await store.loadChecksOf(ctx.tx, [stored.id])).filter(
    (check) => check.round === recorded.round,
  )
  const last = Math.max(...checks.map((check) => check.number))
  const { checkMonths } = await loadAssuranceRules(ctx.tx)
  const again = checkAgain(recorded, last, checkMonths[0])
  if (again) await store.insertChecks(ctx.tx, stored, [again])
}

// Where a change was found, it is said that it did not hold; what was never found is left as it is.
async function takeBackImpact(
  ctx: ActContext,
  stored: StoredRecommendation,
  because: { reasons: string; agencyId: number },
): Promise<void> {
  for (const action of await actions.lockActionsOf(ctx.tx, stored.id, {})) {
    if (action.impact !== 'some-change' && action.impact !== 'embedded') continue
    await actions.saveImpact(ctx.tx, action, { impact: 'not-embedded', ...because })
  }
}

async function follow(
  ctx: ActContext,
  stored: StoredRecommendation,
  recorded: ImpactCheck & { readonly agencyId: number },
): Promise<Result<unknown, RecommendationRefusal>> {
  const { result, agencyId } = recorded
  await lookAgain(ctx, stored, recorded)
  if (result === null || !isFailedCheck(recorded)) return ok(undefined)
  await takeBackImpact(ctx, stored, { reasons: result.reasons, agencyId })
  if (!mustReopen(stored.status, recorded)) return ok(undefined)
  const found = impactJudgementWords[result.judgement].toLowerCase()
  const reason = `Impact check ${recorded.number}: ${found}. ${result.reasons}`
  return moveLocked(ctx, stored, { act: 'reopen', reason })
}

/** Records what an impact check found. A check that shows no change opens the recommendation again. */
export async function recordImpactCheck(
  ctx: ActContext,
  uid: Uid,
  input: RecordCheckForm,
): Promise<Result<Uid, RecordCheckRefusal>> {
  const { check, recommendation } = await store.lockCheck(ctx.tx, uid)
  sameVersion(ctx, check.version)
  if (check.round !== recommendation.round)
    return no({ code: 'of-an-earlier-round', round: check.round })
  if (input.on > ctx.today) return no({ code: 'looked-in-the-future', today: ctx.today })
  const { by, agency } = await actingNow(ctx)
  const result = {
    on: input.on,
    by,
    method: input.method,
    sampleSize: input.sampleSize ?? null,
    againstBaseline: input.againstBaseline ?? '',
    judgement: input.judgement,
    reasons: input.reasons,
    unintended: input.unintended ?? '',
  }
  const { holders } = await standingWork(ctx, recommendation)
  const recorded = decide(check, result, holders)
  if (!recorded.ok) return recorded
  const { principalId } = ctx.actor
  await store.saveResult(ctx.tx, check, { result, by: principalId, agencyId: agency.id })
  const followed = await follow(ctx, recommendation, { ...recorded.value, agencyId: agency.id })
  return followed.ok ? ok(uid) : followed
}

/** Why a check cannot be planned so. */
export type PlanCheckRefusal =
  | { readonly code: 'nothing-to-check'; readonly status: RecommendationStatus }
  | { readonly code: 'check-in-the-past'; readonly today: PlainDate }

const checked: readonly RecommendationStatus[] = [
  'delivered',
  'already-met',
  'assured',
  'achieved',
  'done-not-measurable',
]

/** Plans one more look at whether the change lasted, on a day of one's choice. */
export async function planImpactCheck(
  ctx: ActContext,
  uid: Uid,
  input: PlanCheckForm,
): Promise<Result<Uid, PlanCheckRefusal>> {
  const stored = await lockRecommendation(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  const { status, round } = stored
  if (!checked.includes(status)) return no({ code: 'nothing-to-check', status })
  if (input.dueOn < ctx.today) return no({ code: 'check-in-the-past', today: ctx.today })
  const { work } = await standingWork(ctx, stored)
  const own = work.checks.filter((check) => check.round === round)
  const number = Math.max(0, ...own.map((check) => check.number)) + 1
  await store.insertChecks(ctx.tx, stored, [{ number, due: input.dueOn, round }])
  return ok(uid)
}
