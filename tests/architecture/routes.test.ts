import { describe, expect, it } from 'vitest'
import { allPermissions } from '#platform/access/permission.ts'
import { allRoles, permissionsOf } from '#platform/access/role.ts'
import type { Route } from '#platform/http/route.ts'
import { navigation, reactions, routesFor } from '../../src/app.ts'

const routes = routesFor({ keys: { fieldKey: Buffer.alloc(32) }, url: 'http://localhost:3000' })

/** Permissions that no route asks for by themselves, each with the reason. */
const notAsked: Readonly<Record<string, string>> = {
  'chronology:record-for': 'the part itself says whether it is the own agency’s or another’s',
  'evidence:give-for-agency': 'the command that gives evidence asks it of a service',
  'emergency-access:be-told':
    'the database asks it when emergency access is used, to know whom to tell',
  'emergency-access:be-told-for-agency':
    'the database asks it when emergency access is used, to know which leads to tell',
}

const key = (route: Route) => `${route.method} ${route.path.replaceAll(/:[a-z]+/gi, ':x')}`

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))]
}

const parameters = (path: string) => (path.match(/:[a-z]+/gi) ?? []).toSorted()

describe('the list of routes', () => {
  it('holds no two routes at one address', () => {
    expect(repeated(routes.map(key))).toEqual([])
  })

  it('names one audit event for each act, by which the sentence of confirmation is found', () => {
    const events = routes.filter((route) => route.kind === 'act').map((route) => route.audit)
    expect(repeated(events.filter((event) => typeof event === 'string'))).toEqual([])
  })

  it('spells audit events as a noun and what happened to it', () => {
    const events = routes.map((route) => route.audit).filter((event) => typeof event === 'string')
    expect(
      events.filter((event) => !/^[a-z][a-z0-9-]{0,39}\.[a-z][a-z0-9-]{0,39}$/.test(event)),
    ).toEqual([])
  })

  it('says in words why nothing is audited wherever that is so', () => {
    const silent = routes.map((route) => route.audit).filter((audit) => typeof audit !== 'string')
    expect(silent.filter((audit) => audit.none.length < 10)).toEqual([])
  })

  it('brings each refused form back to a page with the same parameters', () => {
    const pages = new Set(
      routes.filter((route) => route.kind === 'page').map((route) => route.path),
    )
    const lost = routes.flatMap((route) => {
      if (route.kind !== 'act') return []
      const { page } = route.spec
      const fits =
        pages.has(page) && parameters(page).every((each) => parameters(route.path).includes(each))
      return fits ? [] : [`${route.path} -> ${page}`]
    })
    expect(lost).toEqual([])
  })

  it('uses no permission that the policy does not know, and leads the navigation to pages', () => {
    const known = new Set<string>([...allPermissions, 'signed-in', 'public'])
    expect(routes.filter((route) => !known.has(route.can))).toEqual([])
    const pages = new Set<string>(routes.map((route) => route.path))
    expect(navigation.filter((item) => !pages.has(item.href))).toEqual([])
  })

  it('asks for every permission of the policy, or says why not', () => {
    const asked = new Set<string>(routes.map((route) => route.can))
    const silent = allPermissions.filter((permission) => !asked.has(permission))
    expect(silent).toEqual(Object.keys(notAsked))
    expect(Object.values(notAsked).filter((reason) => reason.length < 20)).toEqual([])
  })

  it('gives every permission of the policy to a role', () => {
    const given = permissionsOf(allRoles)
    expect(allPermissions.filter((permission) => !given.has(permission))).toEqual([])
  })

  it('lists reactions with the feature that reacts', () => {
    expect(reactions.filter((each) => each.by === '' || !each.fact.includes('.'))).toEqual([])
  })
})
