import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import type { Frame } from './deadlines.ts'

const closed = [
  'not-notified',
  'closed-learning-only',
  'closed-after-review',
  'criteria-not-met',
  'closed-notification-only',
] as const

/** More open cases at once than any partnership has; beyond it the list of cases is the place to look. */
export const mostOpenCases = 200

/** A case in which something may still be due. */
export type OpenCase = Frame & { readonly uid: Uid; readonly reference: string }

/** The open cases that the reader may see, the newest first, at most `mostOpenCases`. */
export async function listOpenCases(ctx: ReadContext): Promise<OpenCase[]> {
  return ctx.tx
    .selectFrom('app.serious_case as kase')
    .where(withinReach(ctx.actor, 'case', 'kase'))
    .select(['id', 'uid', 'reference', 'status', 'nature', 'abuse_suspected'])
    .where('status', 'not in', [...closed])
    .orderBy('id', 'desc')
    .limit(mostOpenCases)
    .execute()
}
