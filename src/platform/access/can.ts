import type { Actor } from './actor.ts'
import { isModuleOn, moduleOf } from './module.ts'
import type { Permission } from './permission.ts'

/** Whether the actor may do this kind of thing at all; on which records is for the database to say. */
export function can(
  actor: Pick<Actor, 'permissions' | 'modulesOff'>,
  permission: Permission,
): boolean {
  const module = moduleOf(permission)
  if (module !== undefined && !isModuleOn(actor, module)) return false
  return actor.permissions.has(permission)
}
