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
  { can: 'share:give', page: 'shares', text: 'Share this case' },
  { can: 'seal:set', page: 'seal', text: 'Seal this case' },
]

const listOffers: readonly Offer[] = [
  {
    can: 'emergency-access:use',
    page: '/emergency-access',
    text: 'A child is at risk and the case is not open to you: emergency access',
  },
  { can: 'share:give', page: '/shared', text: 'What other partnerships share with yours' },
]

/** Where the reader finds a case that is not in the list. */
export function listLinks(actor: Actor): readonly { href: string; text: string }[] {
  return listOffers
    .filter((offer) => can(actor, offer.can))
    .map(({ page, text }) => ({ href: page, text }))
}

/** What the reader can ask or do about who sees the case. */
export function accessLinks(
  actor: Actor,
  { uid, own }: { uid: Uid; own: boolean },
): readonly { href: string; text: string }[] {
  return offers
    .filter((offer) => can(actor, offer.can) && (own || offer.page === 'why'))
    .map(({ page, text }) => ({ href: `/cases/${uid}/${page}`, text }))
}
