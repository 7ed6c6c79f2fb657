import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actorFrom, hasWideRole } from './actor.ts'
import { can } from './can.ts'
import { allModules, isModuleOn, moduleOf } from './module.ts'
import { allPermissions } from './permission.ts'
import { allRoles, permissionsOf, roles } from './role.ts'
import type { RoleName } from './role.ts'

function actorWith(held: readonly RoleName[], modulesOff: readonly string[] = []) {
  return { roles: held, permissions: permissionsOf(held), modulesOff: new Set(modulesOff) as never }
}

const someRoles = fc.subarray([...allRoles])
const somePermission = fc.constantFrom(...allPermissions)

test('without a role nothing is allowed', () => {
  for (const permission of allPermissions) expect(can(actorWith([]), permission)).toBe(false)
})

test('allowed is what one of the roles carries, unless its module is off', () => {
  fc.assert(
    fc.property(
      someRoles,
      somePermission,
      fc.subarray([...allModules]),
      (held, permission, off) => {
        const carried = held.some((role) => roles[role].permissions.includes(permission))
        const module = moduleOf(permission)
        const on = module === undefined || !off.includes(module)
        expect(can(actorWith(held, off), permission)).toBe(carried && on)
      },
    ),
  )
})

test('one more role never takes a permission away', () => {
  fc.assert(
    fc.property(
      someRoles,
      fc.constantFrom(...allRoles),
      somePermission,
      (held, more, permission) => {
        if (can(actorWith(held), permission)) {
          expect(can(actorWith([...held, more]), permission)).toBe(true)
        }
      },
    ),
  )
})

test('a role that administers takes every wide reach away', () => {
  expect(hasWideRole(actorWith(['business-manager']), 'case')).toBe(true)
  expect(hasWideRole(actorWith(['business-manager', 'administrator']), 'case')).toBe(false)
  expect(hasWideRole(actorWith(['action-owner']), 'recommendation')).toBe(false)
})

const told = {
  principalId: 7,
  principalUid: '00000000-0000-4000-8000-000000000007',
  kind: 'person',
  name: 'Ann Example',
  agencyId: null,
  partnershipId: 1,
  partnershipUid: '00000000-0000-4000-8000-000000000001',
  partnershipName: 'Aldermere',
  partnershipSlug: 'aldermere',
  roles: ['scrutineer', 'a-role-of-an-older-release'],
  posts: null,
  assurance: 3,
  steppedUpAt: null,
  sessionUid: '00000000-0000-4000-8000-000000000009',
  expiresAt: '2026-11-24T21:54:12.870+00:00',
  idleSeconds: 900,
  installation: 'test',
  modulesOff: ['learning', 'a-module-of-an-older-release'],
  words: {},
}

test('nobody is made of nothing', () => {
  expect(actorFrom(null)).toBeUndefined()
  expect(actorFrom(undefined)).toBeUndefined()
})

test('what the database tells becomes an actor, and names that this release does not know allow nothing', () => {
  const actor = actorFrom(told)
  expect(actor?.roles).toEqual(['scrutineer'])
  expect(actor?.permissions).toEqual(new Set(roles.scrutineer.permissions))
  expect(actor?.agencyId).toBeUndefined()
  expect(actor?.posts).toEqual([])
  expect(actor?.steppedUpAt).toBeUndefined()
  expect(actor?.expiresAt).toBe('2026-11-24T21:54:12.870Z')
  expect(actor !== undefined && isModuleOn(actor, 'learning')).toBe(false)
  expect(actor !== undefined && isModuleOn(actor, 'cases')).toBe(true)
})
