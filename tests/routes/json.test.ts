import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Route } from '#platform/http/route.ts'
import { emptyAddress, nameOf, twin, uuidInside } from './addresses.ts'
import { ownOrigin } from './asking.ts'
import type { Told } from './asking.ts'
import { auditEnds, changed, storedIn } from './stored.ts'
import { mayUse, routesWorld } from './world.ts'

// Every JSON route with whatever can be wrong about a request: refused with a code, in JSON, and nothing is stored.

const world = await routesWorld(['manager'])
const { house, ask, routes, everyRole } = world
const look = await storedIn(house)
type Api = Extract<Route, { kind: 'api' }>
const apis = routes.filter((route): route is Api => route.kind === 'api')
const reader = (route: Route) => everyRole.find(({ roles }) => mayUse(route, roles))?.who

/** A body inside a body, so many times. */
const deep = (levels: number): unknown => (levels === 0 ? 'x' : { in: deep(levels - 1) })
const wide = (keys: number) =>
  Object.fromEntries(Array.from({ length: keys }, (_, at) => [`k${at}`, 'x']))

interface Wrong {
  readonly name: string
  readonly body?: string
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly status: readonly number[]
}

const json = 'application/json'
const text = (value: unknown) => JSON.stringify(value)

function wrongBodies(route: Api): Wrong[] {
  const open = route.spec.body === undefined
  const refused = open ? [200, 400, 401] : [400, 401]
  return [
    { name: '21 levels', body: text(deep(21)), status: [413] },
    { name: '20,000 levels', body: '['.repeat(20_000), status: [400, 413, 415] },
    { name: '1,001 keys', body: text(wide(1001)), status: [413] },
    { name: '1,001 items', body: text(Array.from({ length: 1001 }, () => 1)), status: [413] },
    { name: 'a number', body: '1', status: refused },
    { name: 'nothing', body: 'null', status: refused },
    { name: 'a list', body: '[]', status: refused },
    {
      name: 'an unknown field of another kind',
      body: text({ unheard: { of: 1 } }),
      status: refused,
    },
    { name: 'no JSON', body: '{"a"', status: [400, 415] },
    { name: 'a prototype', body: '{"__proto__":{"a":1}}', status: [400, 415] },
    { name: 'over 1 MB', body: text({ a: 'a'.repeat(1_100_000) }), status: [413] },
    { name: 'xml', body: '<a/>', type: 'application/xml', status: [415] },
    {
      name: 'a form',
      body: 'a=b',
      type: 'application/x-www-form-urlencoded',
      status: [200, 400, 401, 415],
    },
    { name: 'words', body: 'words', type: 'text/plain', status: [200, 400, 401, 415] },
    { name: 'a zero byte', body: '{"a":"x\\u0000y"}', status: [415] },
    { name: 'half a sign', body: '{"a":"\\ud800"}', status: [415] },
    {
      name: 'another origin',
      body: '{}',
      headers: { origin: 'https://elsewhere.example' },
      status: [403],
    },
    {
      name: 'another site',
      body: '{}',
      headers: { origin: ownOrigin, 'sec-fetch-site': 'cross-site' },
      status: [403],
    },
  ]
}

function isJson(told: Told): boolean {
  return String(told.headers['content-type']).startsWith('application/json')
}

describe.each(apis.map((route) => [nameOf(route), route] as const))('%s', (_name, route) => {
  const known = world.seen.flatMap(({ answer }) => answer.body.match(uuidInside) ?? [])
  const address = emptyAddress(route)

  it('reads an address and a query of any kind, and answers in JSON', async () => {
    if (route.method !== 'GET') return
    const faults: string[] = []
    const queries = [
      'unheard-of=1',
      'q=%00',
      'q=%27%3B--',
      'limit=-1',
      'limit=99999999999999999999',
      'limit=x',
      'after=x',
      'after=%00',
      'cursor=eyJ9',
      'page=0',
      'page=1&page=2',
      'q[]=1',
      'q[__proto__]=1',
      '__proto__=1',
      `q=${'a'.repeat(9000)}`,
      'q=%ED%A0%80',
      'state=nothing',
      'agency=x',
      `agency=${randomUUID()}`,
      '&&&',
      '=',
      '%',
    ]
    for (const uid of [known[0] ?? randomUUID(), 'x', '%00', '..', 'a'.repeat(90)])
      for (const query of queries) {
        const url = `${address.replace(uuidInside, uid)}?${query}`
        const told = await ask({ who: reader(route), url })
        if (told.status >= 500) faults.push(`${url}: ${told.status} ${told.fault}`)
        else if (!isJson(told)) faults.push(`${url}: ${String(told.headers['content-type'])}`)
      }
    expect(faults).toEqual([])
  })

  it('refuses what is wrong with a code, stores nothing, and records the refusal', async () => {
    if (route.method !== 'POST') return
    const faults: string[] = []
    for (const wrong of wrongBodies(route)) {
      const before = await look()
      const added = await auditEnds(house)
      const told = await ask({
        who: reader(route),
        method: 'POST',
        url: address,
        type: wrong.type ?? json,
        headers: { 'idempotency-key': randomUUID(), ...wrong.headers },
        ...(wrong.body !== undefined && { body: wrong.body }),
      })
      const rows = (await added()).filter(({ outcome }) => outcome === 'refused')
      if (!wrong.status.includes(told.status))
        faults.push(`${wrong.name}: ${told.status} ${told.fault ?? ''} ${told.body.slice(0, 80)}`)
      else if (!isJson(told) && route.path.startsWith('/api/'))
        faults.push(`${wrong.name}: no JSON`)
      if (told.status >= 400 && rows.length !== 1)
        faults.push(`${wrong.name} (${told.status}): ${rows.length} rows of refusal`)
      const moved = changed(before, await look()).filter(() => told.status >= 400)
      if (moved.length > 0) faults.push(`${wrong.name}: changed ${moved.join()}`)
    }
    expect(faults).toEqual([])
  })

  it('wants a key with each command, and the version that the sender saw', async () => {
    if (route.method !== 'POST') return
    const send = (headers: Readonly<Record<string, string>>) =>
      ask({
        who: reader(route),
        method: 'POST',
        url: twin(address),
        body: '{}',
        type: json,
        headers,
      })
    if (route.spec.keyless !== undefined) {
      expect(route.spec.keyless.length).toBeGreaterThan(10)
    } else {
      for (const headers of [{}, { 'idempotency-key': 'x' }, { 'idempotency-key': '' }])
        expect((await send(headers)).status).toBe(400)
    }
    const stale = await send({ 'idempotency-key': randomUUID(), 'if-match': '"999999"' })
    expect(stale.fault).toBeUndefined()
  })
})
