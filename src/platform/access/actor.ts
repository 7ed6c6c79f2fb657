import type { Instant } from '#shared/dates.ts'
import { asInstant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { isModuleName } from './module.ts'
import type { ModuleName } from './module.ts'
import type { Permission } from './permission.ts'
import { isRoleName, permissionsOf, roles } from './role.ts'
import type { RoleName, ScopeKind } from './role.ts'

/** Whoever acts in a request, as the database knows them by their session. */
export interface Actor {
  readonly kind: 'person' | 'link' | 'service' | 'job'
  readonly principalId: number
  readonly principalUid: Uid
  readonly name: string
  readonly agencyId: number | undefined
  readonly partnershipId: number
  readonly partnershipUid: Uid
  readonly partnershipName: string
  readonly partnershipSlug: string
  readonly roles: readonly RoleName[]
  /** The posts that this person fills now, as principals. */
  readonly posts: readonly number[]
  readonly permissions: ReadonlySet<Permission>
  readonly assurance: 1 | 2 | 3
  readonly steppedUpAt: Instant | undefined
  readonly sessionUid: Uid
  readonly expiresAt: Instant
  readonly idleSeconds: number
  readonly installation: 'real' | 'sample' | 'test'
  readonly modulesOff: ReadonlySet<ModuleName>
  /** Words that the partnership has changed, by key. */
  readonly words: Readonly<Record<string, string>>
}

/** What `access.current_principal()` answers; our own function wrote it, so it is believed. */
interface Told {
  kind: Actor['kind']
  principalId: number
  principalUid: Uid
  name: string
  agencyId: number | null
  partnershipId: number
  partnershipUid: Uid
  partnershipName: string
  partnershipSlug: string
  roles: string[]
  posts: number[] | null
  assurance: Actor['assurance']
  steppedUpAt: string | null
  sessionUid: Uid
  expiresAt: string
  idleSeconds: number
  installation: Actor['installation']
  modulesOff: string[]
  words: Record<string, string>
}

/** Reads what the database said about the session; nobody when there is none. */
export function actorFrom(principal: unknown): Actor | undefined {
  if (principal === null || principal === undefined) return undefined
  const told = principal as Told
  const held = told.roles.filter(isRoleName)
  return {
    ...told,
    agencyId: told.agencyId ?? undefined,
    roles: held,
    posts: told.posts ?? [],
    permissions: permissionsOf(held),
    steppedUpAt: told.steppedUpAt === null ? undefined : utc(told.steppedUpAt),
    expiresAt: utc(told.expiresAt),
    modulesOff: new Set(told.modulesOff.filter(isModuleName)),
  }
}

/** Whether a role of the actor reaches every scope of this kind that no seal or conflict closes. */
export function hasWideRole(actor: Pick<Actor, 'roles'>, kind: ScopeKind): boolean {
  if (actor.roles.some((role) => roles[role].administers)) return false
  return actor.roles.some((role) => roles[role].wide[kind] !== undefined)
}

function utc(text: string): Instant {
  return asInstant(text)
}
