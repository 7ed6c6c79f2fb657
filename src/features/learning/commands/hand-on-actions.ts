import type { AgencyEnded } from '#features/organisations/index.ts'
import type { ActContext } from '#platform/context.ts'
import { handOnActions } from '../store/action-owners.ts'

/**
 * A body was abolished: the open actions of each of its posts are with the post that takes over, from the day after its
 * last one, with their dates, evidence and history. What had ended stays where it ended.
 */
export async function handOn(ctx: ActContext, ended: AgencyEnded): Promise<void> {
  for (const post of ended.posts) {
    await handOnActions(ctx.tx, {
      from: post.from.id,
      to: post.to.id,
      lastDay: ended.lastDay,
      reason: 'The agency ended; its successor took the action over',
    })
  }
}
