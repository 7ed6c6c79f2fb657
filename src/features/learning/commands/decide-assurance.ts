import { actingNow } from '#features/cases/index.ts'
import type { Acting } from '#features/cases/index.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { benchOf, decideAssurance as decide } from '../assurance.ts'
import type { AssuranceRefusal } from '../assurance.ts'
import { checkRecorder, consequenceOf } from '../assurance-consequences.ts'
import type { RecorderRefusal } from '../assurance-consequences.ts'
import { planImpactChecks } from '../impact-check.ts'
import type { AssuranceDecision, AssuranceOutcome, RecommendationStatus } from '../model.ts'
import type { RecommendationRefusal } from '../recommendation.ts'
import type { AssuranceRulesForm, InterestForm, SitForm } from '../schemas/work-forms.ts'
import * as store from '../store/assurance.ts'
import type { AssuranceRules, MemberRecord } from '../store/assurance.ts'
import { insertChecks } from '../store/impact.ts'
import { lockRecommendation } from '../store/recommendations.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'
import { moveLocked } from './move-recommendation.ts'
import { standingWork } from './standing-work.ts'
import type { StandingWork } from './standing-work.ts'

/** Why a sitting cannot be recorded so. */
export type SitRefusal =
  | AssuranceRefusal
  | RecorderRefusal
  | RecommendationRefusal
  | { readonly code: 'nobody-present' }
  | { readonly code: 'member-unknown' }
  | { readonly code: 'meeting-in-the-future'; readonly today: PlainDate }
  | {
      readonly code: 'not-before-the-group'
      readonly status: RecommendationStatus
      readonly outcome: AssuranceOutcome
    }

type Room = { readonly present: readonly MemberRecord[]; readonly members: readonly MemberRecord[] }

function roomOf(members: readonly MemberRecord[], named: readonly Uid[]): Result<Room, SitRefusal> {
  const wanted = new Set<Uid>(named)
  if (wanted.size === 0) return no({ code: 'nobody-present' })
  const present = members.filter((member) => wanted.has(member.actor.principal))
  return present.length === wanted.size ? ok({ present, members }) : no({ code: 'member-unknown' })
}

function notBefore(
  ctx: ActContext,
  { status, rung }: StoredRecommendation,
  { outcome, on }: SitForm,
): SitRefusal | undefined {
  if (on > ctx.today) return { code: 'meeting-in-the-future', today: ctx.today }
  if (rung === null) return { code: 'rung-not-set' }
  return consequenceOf(status, outcome) === 'not-open'
    ? { code: 'not-before-the-group', status, outcome }
    : undefined
}

type Before = {
  readonly stored: StoredRecommendation
  readonly standing: StandingWork
  readonly acting: Acting
  readonly room: Room
  readonly rules: AssuranceRules
}

function decideIn(
  ctx: ActContext,
  before: Before,
  input: SitForm,
): Result<AssuranceDecision, SitRefusal> {
  const { stored, standing, room, rules, acting } = before
  if (stored.rung === null) return no({ code: 'rung-not-set' })
  const present = room.present.map((member) => member.actor)
  const refusal = checkRecorder(benchOf(present, standing.holders), acting.by.principal)
  if (refusal) return no(refusal)
  const sitting = {
    group: {
      name: ctx.words('group.assurance'),
      members: room.members.map((member) => member.actor),
      quorum: rules.quorum,
    },
    meeting: input.meeting,
    on: input.on,
    present,
  }
  const { round, rung } = stored
  const matter = { rung, round, evidence: standing.work.evidence, holders: standing.holders }
  return decide(sitting, matter, { outcome: input.outcome, reasons: input.reasons })
}

async function follow(
  ctx: ActContext,
  { stored, standing, rules }: Before,
  decision: AssuranceDecision,
): Promise<Result<unknown, RecommendationRefusal>> {
  const act = consequenceOf(stored.status, decision.outcome)
  if (act === 'stays' || act === 'not-open') return ok(undefined)
  const moved = await moveLocked(ctx, stored, { act, reason: decision.reasons })
  if (!moved.ok || act !== 'assure') return moved
  const planned = standing.work.checks.some((check) => check.round === stored.round)
  const checks = planned ? [] : planImpactChecks(decision.on, stored.round, rules.checkMonths)
  await insertChecks(ctx.tx, stored, checks)
  return moved
}

/**
 * Records what the assurance group decided. Members with a stake are set aside and named, whoever is left must be enough,
 * and one of them writes it down. The decision moves the recommendation; once it is assured, the checks are planned.
 */
export async function decideAssurance(
  ctx: ActContext,
  uid: Uid,
  input: SitForm,
): Promise<Result<Uid, SitRefusal>> {
  const stored = await lockRecommendation(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  const refusal = notBefore(ctx, stored, input)
  if (refusal) return no(refusal)
  const room = roomOf(await store.loadMembers(ctx.tx), input.present)
  if (!room.ok) return room
  const rules = await store.loadAssuranceRules(ctx.tx)
  const standing = await standingWork(ctx, stored)
  const acting = await actingNow(ctx)
  const before = { stored, standing, acting, room: room.value, rules }
  const decided = decideIn(ctx, before, input)
  if (!decided.ok) return decided
  await store.insertDecision(ctx.tx, stored, {
    decision: decided.value,
    quorum: rules.quorum,
    present: room.value.present,
    agencyId: acting.agency.id,
  })
  const followed = await follow(ctx, before, decided.value)
  return followed.ok ? ok(uid) : followed
}

/** The caller is too close to a recommendation to judge it, and from now on does not. Work on it goes on. */
export async function declareInterest(
  ctx: ActContext,
  uid: Uid,
  input: InterestForm,
): Promise<Result<Uid, never>> {
  const stored = await lockRecommendation(ctx.tx, uid)
  const { agency } = await actingNow(ctx)
  const { principalId } = ctx.actor
  const declared = { principalId, reason: input.reason, agencyId: agency.id }
  await store.insertDeclared(ctx.tx, stored, declared)
  return ok(uid)
}

/** Sets how many judges of how many agencies decide, and after how many months the change is looked at again. */
export async function setAssuranceRules(
  ctx: ActContext,
  input: AssuranceRulesForm,
): Promise<Result<null, never>> {
  const { judges, agencies, months } = input
  const checkMonths = [...new Set(months)].toSorted((a, b) => a - b)
  await store.insertAssuranceRules(ctx.tx, { quorum: { judges, agencies }, checkMonths })
  return ok(null)
}
