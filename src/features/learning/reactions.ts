import { agencyEnded } from '#features/organisations/index.ts'
import { reaction } from '#platform/facts/facts.ts'
import type { Reaction } from '#platform/facts/facts.ts'
import { handOn } from './commands/hand-on-actions.ts'
import { moveAddressees } from './store/addressees.ts'

/** What learning does when others announce a fact. */
export const reactions: readonly Reaction[] = [
  reaction(agencyEnded, 'learning', (ctx, ended) =>
    moveAddressees(ctx.tx, ended.agency, ended.successor),
  ),
  reaction(agencyEnded, 'learning', handOn),
]
