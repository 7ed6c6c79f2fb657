import { isRoleName, roles } from '#platform/access/role.ts'
import type { RoleName } from '#platform/access/role.ts'
import type { Words } from './words.ts'

const named: Partial<Record<RoleName, (words: Words) => string>> = {
  'business-manager': (words) => words('role.business-manager'),
  scrutineer: (words) => words('role.scrutineer'),
  'case-group-member': (words) => `${words('group.case-review')} member`,
  'assurance-group-member': (words) => `${words('group.assurance')} member`,
}

/** What the partnership calls a role, also one that left the policy file. */
export function roleTitle(role: string, words: Words): string {
  if (!isRoleName(role)) return role
  return named[role]?.(words) ?? roles[role].title
}
