import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { CaseRefusal } from '../case-states.ts'
import { decideNotification as decide, recordView } from '../notification.ts'
import type { NotificationRefusal, ViewRefusal } from '../notification.ts'
import type { PartnerView } from '../model.ts'
import { getNotification } from '../queries/cases.ts'
import type { DecideNotificationForm, GiveViewForm } from '../schemas.ts'
import * as store from '../store/cases.ts'
import { insertDecision, insertView } from '../store/records.ts'
import { actingNow } from './acting.ts'
import { changeDate } from './change-date.ts'
import type { ChangeDateRefusal } from './change-date.ts'
import { moveFrame } from './move-case.ts'

/** Puts the view of the caller's organisation beside the council's decision; only the three partners have one. */
export async function giveView(
  ctx: ActContext,
  uid: Uid,
  input: GiveViewForm,
): Promise<Result<Uid, ViewRefusal | { readonly code: 'not-a-partner' }>> {
  const frame = await store.lockCase(ctx.tx, uid)
  const { by, agency } = await actingNow(ctx)
  const partner = agency.statutoryPartner
  if (partner === null) return no({ code: 'not-a-partner' })
  const view: PartnerView = {
    partner,
    view: input.view,
    reasons: input.reasons ?? '',
    givenBy: by,
    at: ctx.now,
  }
  const recorded = recordView(view)
  if (!recorded.ok) return recorded
  const at = { caseId: frame.id, scopeId: frame.scopeId, agencyId: agency.id }
  await insertView(ctx.tx, at, { partner, view: view.view, reasons: view.reasons })
  return ok(uid)
}

/** Why the decision to notify cannot be kept as it was typed. */
export type DecideRefusal =
  NotificationRefusal | CaseRefusal | ChangeDateRefusal | { readonly code: 'notified-on-missing' }

async function standingViews(ctx: ActContext, caseId: number): Promise<PartnerView[]> {
  const { views } = await getNotification(ctx, caseId)
  const someone = idOf<'principal'>(ctx.actor.principalUid)
  return views.map((view) => ({
    partner: view.partner,
    view: view.view,
    reasons: view.reasons,
    at: view.at,
    givenBy: { principal: someone, agency: idOf(ctx.actor.partnershipUid), post: null },
  }))
}

async function follow(
  ctx: ActContext,
  frame: store.CaseFrame,
  input: DecideNotificationForm,
): Promise<Result<store.CaseFrame, DecideRefusal>> {
  const act = input.decision === 'notify' ? 'notify' : 'decide-not-to-notify'
  const moved = await moveFrame(ctx, frame, { act, reason: input.reasons })
  if (!moved.ok || input.notifiedOn === undefined) return moved
  const date = {
    name: 'notifiedOn',
    known: 'exactly',
    on: input.notifiedOn,
    latest: undefined,
    reason: undefined,
  } as const
  return changeDate({ ...ctx, version: undefined }, frame.uid, date)
}

/** The council's decision: it moves the case on, and the day of notifying starts the clock of the rapid review. */
export async function decideNotification(
  ctx: ActContext,
  uid: Uid,
  input: DecideNotificationForm,
): Promise<Result<Uid, DecideRefusal>> {
  const frame = await store.lockCase(ctx.tx, uid)
  sameVersion(ctx, frame.version)
  const { by, agency } = await actingNow(ctx)
  if (input.decision === 'notify' && input.notifiedOn === undefined)
    return no({ code: 'notified-on-missing' })
  const views = await standingViews(ctx, frame.id)
  const discussedOn = input.discussedOn ?? null
  const wish = {
    decision: input.decision,
    reasons: input.reasons,
    decidedBy: by,
    decidedFor: agency.statutoryPartner,
    at: ctx.now,
    proposedBy: null,
    discussedOn,
  }
  const decided = decide(wish, views)
  if (!decided.ok) return decided
  const at = { caseId: frame.id, scopeId: frame.scopeId, agencyId: agency.id }
  const onTable = views.map(({ partner, view, at: when }) => ({ partner, view, at: when }))
  await insertDecision(ctx.tx, at, {
    decision: input.decision,
    reasons: input.reasons,
    discussedOn,
    views: onTable,
  })
  const followed = await follow(ctx, frame, input)
  return followed.ok ? ok(uid) : followed
}
