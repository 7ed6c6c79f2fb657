import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { among } from '#platform/db/among.ts'
import type { ActionTable } from '#platform/db/schema.generated.ts'
import type { Tx } from '#platform/db/transaction.ts'
import { Failure } from '#shared/failure.ts'
import type { PlainDate } from '#shared/dates.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { AgencyId } from '#features/cases/model.ts'
import type { DeliveryEvent, DeliveryLife } from '../action.ts'
import type { ActionId, Delivery, Impact } from '../model.ts'
import { lockRecommendation } from './recommendations.ts'
import type { StoredRecommendation } from './recommendations.ts'

/** An action as it is stored, with its inner keys; its owners and dates stand in tables of their own. */
export interface StoredAction extends DeliveryLife {
  readonly id: number
  readonly uid: ActionId
  readonly scopeId: number
  readonly recommendationId: number
  readonly text: string
  readonly outcome: string
  readonly ownerPostId: number
  readonly ownerAgencyId: number
  readonly originalDueOn: PlainDate
  readonly dueOn: PlainDate
  readonly impact: Impact
  readonly inError: boolean
  readonly version: number
}

/** A row of `app.action` as the rules know it. */
export function toStoredAction(row: Selectable<ActionTable>): StoredAction {
  return {
    id: row.id,
    uid: idOf(row.uid),
    scopeId: row.scope_id,
    recommendationId: row.recommendation_id,
    text: row.text,
    outcome: row.outcome,
    ownerPostId: row.owner_post_id,
    ownerAgencyId: row.owner_agency_id,
    originalDueOn: row.original_due_on,
    dueOn: row.due_on,
    delivery: row.delivery,
    deliveredOn: row.delivered_on,
    impact: row.impact,
    inError: row.in_error_at !== null,
    version: row.version,
  }
}

/** The post that owns an action now. */
export interface OwnerKeys {
  readonly postId: number
  readonly principalId: number
  readonly agency: AgencyId
}

/** An action and its recommendation, both locked, the recommendation first: whatever is judged about it waits its turn. */
export interface LockedAction {
  readonly action: StoredAction
  readonly recommendation: StoredRecommendation
  readonly owner: OwnerKeys
}

async function ownerKeys(tx: Tx, actionId: number): Promise<OwnerKeys> {
  const { rows } = await sql<OwnerKeys>`
    select p.id as "postId", p.principal_id as "principalId", g.uid as agency
    from app.action a
    join app.post p on p.partnership_id = a.partnership_id and p.id = a.owner_post_id
    join app.agency g on g.partnership_id = a.partnership_id and g.id = a.owner_agency_id
    where a.id = ${actionId}`.execute(tx)
  const owner = rows[0]
  if (owner === undefined) throw new Failure('not-found')
  return owner
}

/** Locks an action for a change; one that was recorded in error is changed no more. */
export async function lockAction(tx: Tx, uid: Uid): Promise<LockedAction> {
  const found = await tx
    .selectFrom('app.action as action')
    .innerJoin('app.recommendation as r', (join) =>
      join
        .onRef('r.partnership_id', '=', 'action.partnership_id')
        .onRef('r.id', '=', 'action.recommendation_id'),
    )
    .select('r.uid')
    .where('action.uid', '=', uid)
    .executeTakeFirst()
  if (found === undefined) throw new Failure('not-found')
  const recommendation = await lockRecommendation(tx, found.uid)
  const row = await tx
    .selectFrom('app.action')
    .selectAll()
    .where('uid', '=', uid)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || row.in_error_at !== null) throw new Failure('not-found')
  return { action: toStoredAction(row), recommendation, owner: await ownerKeys(tx, row.id) }
}

/** The post that owns an action, with the keys that rows need. */
export interface PostKey {
  readonly id: number
  readonly agencyId: number
  readonly principalId: number
}

/** What a new action is made of. */
export interface NewAction {
  readonly uid: ActionId
  readonly text: string
  readonly outcome: string
  readonly post: PostKey
  readonly dueOn: PlainDate
}

/** Keeps a new action; answers its inner key. */
export async function insertAction(
  tx: Tx,
  of: StoredRecommendation,
  made: NewAction,
): Promise<number> {
  const { id } = await tx
    .insertInto('app.action')
    .values({
      uid: made.uid,
      scope_id: of.scopeId,
      recommendation_id: of.id,
      text: made.text,
      outcome: made.outcome,
      owner_post_id: made.post.id,
      owner_agency_id: made.post.agencyId,
      original_due_on: made.dueOn,
      due_on: made.dueOn,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Where something of an action is kept. */
export interface InAction {
  readonly id: number
  readonly scopeId: number
}

/** Keeps how far the doing has come, and the event that says how it came there. */
export async function saveDelivery(
  tx: Tx,
  action: StoredAction,
  next: { life: DeliveryLife; event: DeliveryEvent; agencyId: number },
): Promise<void> {
  const { life, event } = next
  await tx
    .insertInto('app.action_event')
    .values({
      scope_id: action.scopeId,
      action_id: action.id,
      act: event.act,
      from_delivery: event.from,
      to_delivery: event.to,
      on_day: event.on,
      reason: event.reason,
      agency_id: next.agencyId,
    })
    .execute()
  await tx
    .updateTable('app.action')
    .set({
      delivery: life.delivery,
      delivered_on: life.deliveredOn,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', action.id)
    .execute()
}

/** Keeps the date that counts now, and the move with its reason. */
export async function saveDue(
  tx: Tx,
  action: StoredAction,
  move: { to: PlainDate; reason: string; agencyId: number },
): Promise<void> {
  await insertDueMove(tx, action, { ...move, milestoneId: null })
  await tx
    .updateTable('app.action')
    .set({ due_on: move.to, version: action.version + 1 })
    .where('id', '=', action.id)
    .execute()
}

/** Writes down that a date was moved, of the action or of one of its milestones. */
export async function insertDueMove(
  tx: Tx,
  at: InAction,
  move: { to: PlainDate; reason: string; agencyId: number; milestoneId: number | null },
): Promise<void> {
  await tx
    .insertInto('app.action_due')
    .values({
      scope_id: at.scopeId,
      action_id: at.id,
      milestone_id: move.milestoneId,
      to_on: move.to,
      reason: move.reason,
      agency_id: move.agencyId,
    })
    .execute()
}

/** Keeps a judgement of the impact, and what it says now. */
export async function saveImpact(
  tx: Tx,
  action: StoredAction,
  judged: { impact: Impact; reasons: string; agencyId: number },
): Promise<void> {
  await tx
    .insertInto('app.impact_judgement')
    .values({
      scope_id: action.scopeId,
      action_id: action.id,
      impact: judged.impact,
      reasons: judged.reasons,
      agency_id: judged.agencyId,
    })
    .execute()
  await tx
    .updateTable('app.action')
    .set({ impact: judged.impact, version: sql<number>`version + 1` })
    .where('id', '=', action.id)
    .execute()
}

/** Marks an action as recorded in error: it leaves the lists and keeps its row. */
export async function markActionInError(
  tx: Tx,
  action: StoredAction,
  why: { by: number; reason: string },
): Promise<void> {
  await tx
    .updateTable('app.action')
    .set({
      in_error_at: sql`access.now()`,
      in_error_by: why.by,
      in_error_reason: why.reason,
      version: action.version + 1,
    })
    .where('id', '=', action.id)
    .execute()
}

/** The actions of a recommendation that stand so, locked. */
export async function lockActionsOf(
  tx: Tx,
  recommendationId: number,
  wanted: { ids?: readonly number[]; delivery?: readonly Delivery[] },
): Promise<StoredAction[]> {
  let actions = tx
    .selectFrom('app.action')
    .selectAll()
    .where('recommendation_id', '=', recommendationId)
    .where('in_error_at', 'is', null)
  if (wanted.ids !== undefined) actions = actions.where(among('id', wanted.ids))
  if (wanted.delivery !== undefined) actions = actions.where('delivery', 'in', wanted.delivery)
  return (await actions.orderBy('id').forUpdate().execute()).map(toStoredAction)
}
