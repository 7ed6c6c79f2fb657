import { actingNow } from '#features/cases/index.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { isActionEnded } from '../action.ts'
import type { Delivery } from '../model.ts'
import { redate } from '../lateness.ts'
import type { RedatingRefusal } from '../lateness.ts'
import type { ChangeMilestoneForm, MilestoneForm } from '../schemas/work-forms.ts'
import * as actions from '../store/actions.ts'
import type { LockedAction } from '../store/actions.ts'
import * as milestones from '../store/milestones.ts'
import { voiceIn } from './acting-part.ts'

/** Why a milestone cannot be kept so. */
export type MilestoneRefusal =
  | RedatingRefusal
  | { readonly code: 'not-your-action' }
  | { readonly code: 'date-missing' }
  | { readonly code: 'in-the-future'; readonly today: PlainDate }
  | { readonly code: 'milestone-done'; readonly on: PlainDate }

function refusalFor(ctx: ActContext, locked: LockedAction): MilestoneRefusal | undefined {
  const delivery: Delivery = locked.action.delivery
  if (isActionEnded(delivery)) return { code: 'action-ended', delivery }
  return voiceIn(ctx, locked) === undefined ? { code: 'not-your-action' } : undefined
}

/** Adds a step with a date of its own. */
export async function addMilestone(
  ctx: ActContext,
  actionUid: Uid,
  input: MilestoneForm,
): Promise<Result<UidOf<'milestone'>, MilestoneRefusal>> {
  const locked = await actions.lockAction(ctx.tx, actionUid)
  const refusal = refusalFor(ctx, locked)
  if (refusal) return no(refusal)
  const { agency } = await actingNow(ctx)
  const uid = ctx.newUid<'milestone'>()
  const made = { uid, text: input.text, dueOn: input.dueOn, agencyId: agency.id }
  await milestones.insertMilestone(ctx.tx, locked.action, made)
  return ok(uid)
}

type At = { readonly locked: LockedAction; readonly milestone: milestones.StoredMilestone }

async function finish(
  ctx: ActContext,
  { milestone }: At,
  on: PlainDate,
): Promise<MilestoneRefusal | undefined> {
  if (milestone.doneOn !== null) return { code: 'milestone-done', on: milestone.doneOn }
  if (on > ctx.today) return { code: 'in-the-future', today: ctx.today }
  await milestones.saveMilestoneDone(ctx.tx, milestone, on)
  return undefined
}

async function move(
  ctx: ActContext,
  { locked, milestone }: At,
  to: { on: PlainDate; reason: string },
): Promise<MilestoneRefusal | undefined> {
  if (milestone.doneOn !== null) return { code: 'milestone-done', on: milestone.doneOn }
  const { by, agency } = await actingNow(ctx)
  const { delivery } = locked.action
  // What counts is the date now; the moves before it are on record already.
  const due = { original: milestone.dueOn, moves: [] }
  const wished = { to: to.on, reason: to.reason, approvedBy: by, at: ctx.now }
  const moved = redate({ due, delivery }, wished)
  if (!moved.ok) return moved.refusal
  const kept = { milestone, to: to.on, reason: to.reason, agencyId: agency.id }
  await milestones.saveMilestoneDue(ctx.tx, locked.action, kept)
  return undefined
}

async function change(
  ctx: ActContext,
  at: At,
  input: ChangeMilestoneForm,
): Promise<MilestoneRefusal | undefined> {
  const reason = input.reason ?? ''
  if (input.what === 'in-error') {
    if (reason.trim() === '') return { code: 'reason-required' }
    const why = { by: ctx.actor.principalId, reason }
    await milestones.markMilestoneInError(ctx.tx, at.milestone, why)
    return undefined
  }
  if (input.on === undefined) return { code: 'date-missing' }
  return input.what === 'done' ? finish(ctx, at, input.on) : move(ctx, at, { on: input.on, reason })
}

/** Records that a milestone was reached, gives it another date, or marks it as recorded in error. */
export async function changeMilestone(
  ctx: ActContext,
  at: { action: Uid; milestone: Uid },
  input: ChangeMilestoneForm,
): Promise<Result<Uid, MilestoneRefusal>> {
  const locked = await actions.lockAction(ctx.tx, at.action)
  const milestone = await milestones.lockMilestone(ctx.tx, locked.action, at.milestone)
  sameVersion(ctx, milestone.version)
  const refusal = refusalFor(ctx, locked) ?? (await change(ctx, { locked, milestone }, input))
  return refusal ? no(refusal) : ok(at.milestone)
}
