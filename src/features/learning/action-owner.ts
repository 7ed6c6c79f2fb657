import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { AgencyId } from '#features/cases/model.ts'
import { isActionEnded } from './action.ts'
import type { Action, Delivery, OwnerSpell } from './model.ts'

/** Every owner of an action, the oldest first; there is always one. */
export type Owners = Action['owners']

/** Why an action cannot change hands so. */
export type OwnerRefusal =
  | { readonly code: 'action-ended'; readonly delivery: Delivery }
  | { readonly code: 'reason-required' }
  | { readonly code: 'before-the-last-change'; readonly since: PlainDate }
  | { readonly code: 'not-a-change' }
  | { readonly code: 'not-the-owner'; readonly owner: AgencyId }

/** A change of owner as somebody asks for it. */
export type OwnerChange = Omit<OwnerSpell, 'because'>

/** Who owns the action now. */
export function currentOwner(owners: Owners): OwnerSpell {
  return owners.at(-1) ?? owners[0]
}

/** Who owned the action on a day; before its first owner, nobody did. */
export function ownerOn(owners: Owners, day: PlainDate): OwnerSpell | undefined {
  return owners.findLast((spell) => spell.from <= day)
}

/** Gives an open action to another post or person. The former owners stay on record. */
export function reassign(
  action: Pick<Action, 'owners' | 'delivery'>,
  change: OwnerChange,
): Result<Owners, OwnerRefusal> {
  const now = currentOwner(action.owners)
  if (now.agency === change.agency && now.post === change.post && now.person === change.person)
    return no({ code: 'not-a-change' })
  return takeOver(action, { ...change, because: 'reassigned' })
}

/**
 * Moves an action of a body that was abolished to its successor: the same action, with its dates, evidence and history.
 * What has ended stays where it ended.
 */
export function transferToSuccessor(
  action: Pick<Action, 'owners' | 'delivery'>,
  abolished: AgencyId,
  change: OwnerChange,
): Result<Owners, OwnerRefusal> {
  const owner = currentOwner(action.owners).agency
  if (owner !== abolished) return no({ code: 'not-the-owner', owner })
  if (change.agency === abolished) return no({ code: 'not-a-change' })
  return takeOver(action, { ...change, because: 'successor' })
}

function takeOver(
  { owners, delivery }: Pick<Action, 'owners' | 'delivery'>,
  spell: OwnerSpell,
): Result<Owners, OwnerRefusal> {
  if (isActionEnded(delivery)) return no({ code: 'action-ended', delivery })
  if (!spell.reason.trim()) return no({ code: 'reason-required' })
  const since = currentOwner(owners).from
  if (spell.from < since) return no({ code: 'before-the-last-change', since })
  return ok([...owners, spell])
}
