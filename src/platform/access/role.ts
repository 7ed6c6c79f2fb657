import rolesFile from '#policy/roles.json' with { type: 'json' }
import scopesFile from '#policy/scopes.json' with { type: 'json' }
import { isPermission } from './permission.ts'
import type { Permission } from './permission.ts'

/** A role of `policy/roles.json`. */
export type RoleName = keyof typeof rolesFile
/** A kind of protected scope of `policy/scopes.json`. */
export type ScopeKind = keyof typeof scopesFile
/** How much a record gives away: 0 frame, 1 working, 2 restricted, 3 vault (security.md 2.5). */
export type Sensitivity = 0 | 1 | 2 | 3

/** What a role may do and how far it reaches without being named on a scope. */
export interface Role {
  readonly title: string
  /** May read case content; never held together with a role that administers. */
  readonly content: boolean
  readonly administers: boolean
  readonly receives: readonly ('partnership' | 'agency')[]
  readonly permissions: readonly Permission[]
  readonly wide: Readonly<Partial<Record<ScopeKind, { clearance: Sensitivity; write: boolean }>>>
}

/** Whether a text names a role. */
export function isRoleName(text: string): text is RoleName {
  return Object.hasOwn(rolesFile, text)
}

/** Whether a text names a kind of scope. */
export function isScopeKind(text: string): text is ScopeKind {
  return Object.hasOwn(scopesFile, text)
}

// The file's own types are wider than ours (string, number); `role.test.ts` reads it line by line and proves them.
/** The roles as the policy file has them. */
export const roles = rolesFile as Readonly<Record<RoleName, Role>>

/** Every role, in the order of the policy file. */
export const allRoles: readonly RoleName[] = Object.keys(rolesFile).filter(isRoleName)

/** The kinds of scope, with the permission that opening one needs. */
export const scopeKinds = scopesFile as Readonly<
  Record<ScopeKind, { readonly title: string; readonly open: Permission }>
>

/** What these roles allow together. */
export function permissionsOf(held: Iterable<RoleName>): ReadonlySet<Permission> {
  const all = new Set<Permission>()
  for (const name of held) {
    for (const permission of roles[name].permissions)
      if (isPermission(permission)) all.add(permission)
  }
  return all
}

/** Whether these roles would put case content and administration into one hand, which is never given. */
export function mixesContentAndAdmin(held: Iterable<RoleName>): boolean {
  const all = [...held].map((name) => roles[name])
  return all.some((role) => role.content) && all.some((role) => role.administers)
}
