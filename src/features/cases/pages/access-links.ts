import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import type { Permission } from '#platform/access/permission.ts'
import type { Uid } from '#shared/ids.ts'

interface Offer {
  readonly can: Permission
  readonly page: string
  readonly text: string
}

/** Pages of the feature that keeps trust, each at an address below the case. */
const offers: readonly Offer[] = [
  { can: 'case:read', page: 'why', text: 'Why can I see this?' },
  { can: 'case:trace', page: 'readers', text: 'Who looked at this case' },
  { can: 'conflict:flag', page: 'conflict/other', text: 'Somebody else is too close to this case' },
]

/** What the reader can ask or do about who sees the case. */
export function accessLinks(actor: Actor, uid: Uid): readonly { href: string; text: string }[] {
  return offers
    .filter((offer) => can(actor, offer.can))
    .map(({ page, text }) => ({ href: `/cases/${uid}/${page}`, text }))
}
