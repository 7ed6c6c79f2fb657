import permissions from '#policy/permissions.json' with { type: 'json' }

/** What somebody may be allowed to do, as `noun:verb`; the sentence for each stands in `policy/permissions.json`. */
export type Permission = keyof typeof permissions

/** Whether a text names a permission. */
export function isPermission(text: string): text is Permission {
  return Object.hasOwn(permissions, text)
}

/** Every permission, in the order of the policy file. */
export const allPermissions: readonly Permission[] = Object.keys(permissions).filter(isPermission)

/** What a permission allows, in one sentence. */
export function describePermission(permission: Permission): string {
  return permissions[permission]
}
