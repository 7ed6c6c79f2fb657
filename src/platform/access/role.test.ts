import { expect, test } from 'vitest'
import { allModules, moduleOf } from './module.ts'
import { allPermissions, describePermission, isPermission } from './permission.ts'
import {
  allRoles,
  isScopeKind,
  mixesContentAndAdmin,
  permissionsOf,
  roles,
  scopeKinds,
} from './role.ts'

test('a role names only permissions and kinds of scope that exist, and nothing twice', () => {
  for (const name of allRoles) {
    const { permissions, wide } = roles[name]
    expect(permissions.filter((permission) => !isPermission(permission))).toEqual([])
    expect(new Set(permissions).size).toBe(permissions.length)
    for (const [kind, reach] of Object.entries(wide)) {
      expect(isScopeKind(kind)).toBe(true)
      expect([0, 1, 2, 3]).toContain(reach.clearance)
      expect(typeof reach.write).toBe('boolean')
    }
  }
})

test('a permission is a noun and a verb, says what it allows, and is held by a role', () => {
  const held = permissionsOf(allRoles)
  for (const permission of allPermissions) {
    expect(permission).toMatch(/^[a-z]+(-[a-z]+)*:[a-z]+(-[a-z]+)*$/)
    expect(describePermission(permission)).toMatch(/^[A-Z].*\.$/)
    expect(held.has(permission)).toBe(true)
  }
})

test('a kind of scope is opened with a permission that exists', () => {
  for (const { open } of Object.values(scopeKinds)) expect(isPermission(open)).toBe(true)
})

test('every module has permissions to switch off', () => {
  for (const module of allModules) {
    expect(allPermissions.some((permission) => moduleOf(permission) === module)).toBe(true)
  }
})

test('a role with case content administers nothing, and a role that administers reaches no content', () => {
  const content = ['case', 'recommendation', 'vault', 'evidence', 'finding', 'review', 'statement']
  for (const name of allRoles) {
    const { content: reads, administers, wide, receives, permissions } = roles[name]
    expect(reads && administers).toBe(false)
    if (!administers) continue
    expect(Object.keys(wide)).toEqual([])
    expect(receives).toEqual([])
    expect(
      permissions.filter((permission) => content.includes(permission.split(':')[0] ?? '')),
    ).toEqual([])
  }
})

test('a role that reaches or receives anything is a content role', () => {
  for (const name of allRoles) {
    const { content, wide, receives } = roles[name]
    if (Object.keys(wide).length + receives.length > 0) expect(content).toBe(true)
  }
})

test('only roles that administer give roles, manage accounts or read the audit', () => {
  for (const name of allRoles) {
    const { administers, permissions } = roles[name]
    const admin = permissions.filter((one) =>
      ['role:give', 'account:manage', 'audit:read', 'module:switch'].includes(one),
    )
    if (admin.length > 0) expect(administers).toBe(true)
  }
})

test('the manager cannot judge evidence and an action owner sees no case', () => {
  expect(roles['business-manager'].permissions).not.toContain('assurance:judge')
  const owner = roles['action-owner']
  expect(
    owner.permissions.filter((one) => one.startsWith('case:') || one.startsWith('vault:')),
  ).toEqual([])
  expect(owner.wide).toEqual({})
})

test('content and administration are told apart wherever roles come together', () => {
  expect(mixesContentAndAdmin(['administrator', 'auditor'])).toBe(false)
  expect(mixesContentAndAdmin(['administrator', 'scrutineer'])).toBe(true)
  expect(mixesContentAndAdmin(['conflict-officer', 'administrator'])).toBe(false)
  expect(mixesContentAndAdmin([])).toBe(false)
})
