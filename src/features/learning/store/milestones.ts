import { sql } from 'kysely'
import type { Tx } from '#platform/db/transaction.ts'
import { Failure } from '#shared/failure.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { insertDueMove } from './actions.ts'
import type { InAction } from './actions.ts'

/** A milestone with its inner key. */
export interface StoredMilestone {
  readonly id: number
  readonly uid: Uid
  readonly originalDueOn: PlainDate
  readonly dueOn: PlainDate
  readonly doneOn: PlainDate | null
  readonly version: number
}

/** The milestone of an action, locked. */
export async function lockMilestone(tx: Tx, at: InAction, uid: Uid): Promise<StoredMilestone> {
  const row = await tx
    .selectFrom('app.milestone')
    .select([
      'id',
      'uid',
      'original_due_on as originalDueOn',
      'due_on as dueOn',
      'done_on as doneOn',
      'version',
    ])
    .where('action_id', '=', at.id)
    .where('uid', '=', uid)
    .where('in_error_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return row
}

/** Adds a step with a date of its own. */
export async function insertMilestone(
  tx: Tx,
  at: InAction,
  made: { uid: UidOf<'milestone'>; text: string; dueOn: PlainDate; agencyId: number },
): Promise<void> {
  await tx
    .insertInto('app.milestone')
    .values({
      uid: made.uid,
      scope_id: at.scopeId,
      action_id: at.id,
      text: made.text,
      original_due_on: made.dueOn,
      due_on: made.dueOn,
      agency_id: made.agencyId,
    })
    .execute()
}

/** Records on which day it was done. */
export async function saveMilestoneDone(
  tx: Tx,
  milestone: StoredMilestone,
  doneOn: PlainDate,
): Promise<void> {
  await tx
    .updateTable('app.milestone')
    .set({ done_on: doneOn, version: milestone.version + 1 })
    .where('id', '=', milestone.id)
    .execute()
}

/** Gives a milestone another date; the former stays on record. */
export async function saveMilestoneDue(
  tx: Tx,
  at: InAction,
  moved: { milestone: StoredMilestone; to: PlainDate; reason: string; agencyId: number },
): Promise<void> {
  const { milestone, to } = moved
  await insertDueMove(tx, at, { ...moved, milestoneId: milestone.id })
  await tx
    .updateTable('app.milestone')
    .set({ due_on: to, version: milestone.version + 1 })
    .where('id', '=', milestone.id)
    .execute()
}

/** Marks a milestone as recorded in error; it keeps its row. */
export async function markMilestoneInError(
  tx: Tx,
  milestone: StoredMilestone,
  why: { by: number; reason: string },
): Promise<void> {
  await tx
    .updateTable('app.milestone')
    .set({
      in_error_at: sql`access.now()`,
      in_error_by: why.by,
      in_error_reason: why.reason,
      version: milestone.version + 1,
    })
    .where('id', '=', milestone.id)
    .execute()
}
