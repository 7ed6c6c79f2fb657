import { sql } from 'kysely'
import type { Tx } from '#platform/db/transaction.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { Received } from '../action-part.ts'
import type { InAction } from './actions.ts'

/** Keeps progress in words. */
export async function insertNote(
  tx: Tx,
  at: InAction,
  note: {
    words: string
    asksDueOn: PlainDate | null
    received: Received<PlainDate> | null
    agencyId: number
  },
): Promise<void> {
  await tx
    .insertInto('app.action_note')
    .values({
      scope_id: at.scopeId,
      action_id: at.id,
      words: note.words,
      asks_due_on: note.asksDueOn,
      received_from: note.received?.from ?? null,
      received_how: note.received?.how ?? null,
      received_on: note.received?.on ?? null,
      agency_id: note.agencyId,
    })
    .execute()
}

/** The agency says that what was recorded on its behalf is right; false when there is nothing to confirm. */
export async function confirmNote(
  tx: Tx,
  at: { actionId: number; note: Uid },
  by: number,
): Promise<boolean> {
  const done = await tx
    .updateTable('app.action_note')
    .set({ confirmed_at: sql`access.now()`, confirmed_by: by })
    .where('action_id', '=', at.actionId)
    .where('uid', '=', at.note)
    .where('received_from', 'is not', null)
    .where('confirmed_at', 'is', null)
    .where('in_error_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Marks a note as recorded in error; false when there is none that stands, or it is somebody else's. */
export async function markNoteInError(
  tx: Tx,
  at: { actionId: number; note: Uid; writer: number | undefined },
  why: { by: number; reason: string },
): Promise<boolean> {
  let wanted = tx
    .updateTable('app.action_note')
    .set({ in_error_at: sql`access.now()`, in_error_by: why.by, in_error_reason: why.reason })
    .where('action_id', '=', at.actionId)
    .where('uid', '=', at.note)
    .where('in_error_at', 'is', null)
  if (at.writer !== undefined) wanted = wanted.where('by_principal', '=', at.writer)
  return (await wanted.executeTakeFirst()).numUpdatedRows > 0n
}
