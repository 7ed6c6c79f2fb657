import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Route } from '#platform/http/route.ts'

/** A uuid as it stands in an address. */
export const uuidInside = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** The same address with other ids, which nobody has. */
export function twin(address: string): string {
  return address.replaceAll(uuidInside, () => randomUUID())
}

/** Whether an address names a record. */
export function namesRecord(address: string): boolean {
  return address.search(uuidInside) >= 0
}

interface Shape {
  readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>>
}

/** What the parameters of a route may be where they are one of a few words. */
function shapeOf(route: Route): Shape {
  const { params } = route.spec
  return params === undefined
    ? {}
    : (z.toJSONSchema(params, { unrepresentable: 'any', io: 'input' }) as Shape)
}

/** Queries without which an address has no meaning. */
const queries: ReadonlyMap<string, string> = new Map([['/drafts', '?form=/cases/new']])

/** An address of a route that leads to nothing, for routes to which nobody of the sample has come. */
export function emptyAddress(route: Route): string {
  const { properties = {} } = shapeOf(route)
  const path = route.path.replaceAll(
    /:([a-z]+)/gi,
    (_whole, name: string) => properties[name]?.enum?.[0] ?? randomUUID(),
  )
  return `${path}${queries.get(path) ?? ''}`
}

const parameters = (path: string) => path.split('/').filter((part) => part.startsWith(':')).length

/** The route that serves an address; literal parts go before parameters, as in the server. */
export function routeAt(
  routes: readonly Route[],
  method: 'GET' | 'POST',
  address: string,
): Route | undefined {
  const path = address.split(/[?#]/)[0] ?? ''
  return routes
    .filter((route) => route.method === method)
    .filter((route) => new RegExp(`^${route.path.replace(/:[a-z]+/gi, '[^/]+')}$`, 'i').test(path))
    .toSorted((a, b) => parameters(a.path) - parameters(b.path))[0]
}

/** The address of the page that holds the form of an act sent to `address`. */
export function pageAddress(route: Extract<Route, { kind: 'act' }>, address: string): string {
  const path = address.split(/[?#]/)[0] ?? ''
  const names = route.path.split('/')
  const values = new Map(path.split('/').map((value, at) => [names[at] ?? '', value]))
  return route.spec.page
    .split('/')
    .map((part) => (part.startsWith(':') ? (values.get(part) ?? part) : part))
    .join('/')
}

/** The name by which tests speak of a route. */
export const nameOf = (route: Route) => `${route.method} ${route.path}`
