import { endAgency } from '#features/organisations/index.ts'
import { parseUid } from '#shared/ids.ts'
import type { Teller } from '../teller.ts'

/** A body is abolished; its successor takes over its posts and what they owned, with the history. */
export async function tellAbolition({ story, cast }: Teller): Promise<void> {
  const ended = parseUid(cast.agency.group.uid)
  const successor = parseUid(cast.agency.board.uid)
  if (ended === undefined || successor === undefined)
    throw new Error('the sample has an agency without an id')
  await story.act(
    {
      who: cast.player.manager,
      day: -300,
      can: 'organisation:manage',
      event: 'organisation.ended',
    },
    (ctx) => endAgency(ctx, ended, { lastDay: story.on(-301), successor }),
  )
}
