import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Route } from '#platform/http/route.ts'
import {
  emptyAddress,
  nameOf,
  namesRecord,
  pageAddress,
  routeAt,
  twin,
  uuidInside,
} from './addresses.ts'
import { bytesOf, difference, forEach } from './asking.ts'
import type { Told } from './asking.ts'
import { encoded, filled } from './forms.ts'
import { changed, storedIn } from './stored.ts'
import { mayUse, routesWorld, secondPartnership } from './world.ts'
import type { Person } from './world.ts'

// Who comes through which door, for every route of the table at addresses where people of the sample really came to: a
// visitor, each role that may not, each role that may but sees nothing, and every role of another partnership. What is
// not open to somebody must be the very bytes of what is not there.

const world = await routesWorld()
const { house, ask, routes, addresses, everyRole } = world
const second = await secondPartnership(house)
const look = await storedIn(house)
const atFirst = await look()

/** Where people of the sample came to a route: how many addresses are tried is the reader's choice. */
function placesOf(route: Route, atMost = 1): readonly string[] {
  const known = addresses.get(route) ?? []
  const apart = known.filter((url, at) => at === 0 || url.split('?')[0] !== known[0]?.split('?')[0])
  return apart.length > 0 ? apart.slice(0, atMost) : [emptyAddress(route)]
}

/** What a browser would send to an act: its form filled in, or nothing where no form was met. */
function sending(route: Route, url: string): { body: string; type: string } {
  const met = world.forms.get(route)?.find(({ form }) => form.action === url)
  const form = met?.form ?? { action: url, multipart: false, fields: [] }
  const pairs = filled(form, {
    pick: 0,
    date: { day: '1', month: '2', year: '2026' },
    words: () => 'Invented words',
  })
  return encoded(form, [...pairs.filter(([name]) => name !== '_key'), ['_key', randomUUID()]])
}

/** Bodies of the right shape, so that it is the door that refuses and not the shape of what was sent. */
const bodies: Readonly<Record<string, object>> = {
  '/api/recommendations/:uid/evidence': {
    kind: 'audit',
    summary: 'Invented words',
    level: '1',
    givenOn: '2026-02-01',
  },
}

function send(person: Person | undefined, route: Route, url: string): Promise<Told> {
  const who = person?.who
  if (route.kind === 'act') return ask({ who, method: 'POST', url, ...sending(route, url) })
  if (route.method === 'GET') return ask({ who, url })
  const headers = { 'idempotency-key': randomUUID() }
  const body = JSON.stringify(bodies[route.path] ?? {})
  return ask({ who, method: 'POST', url, body, type: 'application/json', headers })
}

const isJson = (route: Route) => route.kind === 'api' && route.path.startsWith('/api/')

/** The answer to an address that no route has ever had, asked in the same way. */
const nothing = {
  page: await ask({ who: everyRole[0]?.who, url: `/nothing/${randomUUID()}` }),
  json: await ask({ who: everyRole[0]?.who, url: `/api/nothing/${randomUUID()}` }),
}
const missing = (route: Route) => (isJson(route) ? nothing.json : nothing.page)

const titleOf = (person: Person) => `${person.roles.join(' and ')} (${person.who.name})`

describe.each(routes.map((route) => [nameOf(route), route] as const))('%s', (_name, route) => {
  it('leads a visitor to the sign-in, or tells them nothing', async () => {
    if (route.can === 'public') return
    for (const url of placesOf(route)) {
      const told = await send(undefined, route, url)
      // An address that is not of its shape names nothing, whoever asks.
      if (!addresses.has(route) && bytesOf(told) === bytesOf(missing(route))) continue
      if (route.method === 'GET' && !isJson(route)) {
        expect([told.status, told.headers['location']]).toEqual([
          303,
          `/sign-in?to=${encodeURIComponent(url)}`,
        ])
      } else {
        expect([told.status, told.fault]).toEqual([401, undefined])
        expect(told.body).not.toMatch(uuidInside)
      }
      const other = await send(undefined, route, twin(url))
      if (route.method === 'POST') expect(bytesOf(told)).toBe(bytesOf(other))
    }
  })

  it('is for everybody who may not use it as if it did not exist', async () => {
    const faults: string[] = []
    await forEach(everyRole, async (person) => {
      if (mayUse(route, person.roles)) return
      for (const url of placesOf(route)) {
        const told = await send(person, route, url)
        const open =
          told.status === 403 && route.kind === 'act' && (await opens(person, route, url))
        if (!open && bytesOf(told) !== bytesOf(missing(route)))
          faults.push(`${titleOf(person)}: ${url}: ${difference(told, missing(route))}`)
      }
    })
    expect(faults).toEqual([])
  })

  it('hides what is not open in the same bytes as what is not there', async () => {
    if (route.can === 'public') return
    const faults: string[] = []
    await forEach(everyRole, async (person) => {
      if (!mayUse(route, person.roles)) return
      for (const url of placesOf(route, 2)) {
        if (!namesRecord(url)) continue
        const gone = await send(person, route, twin(url))
        if (bytesOf(gone) !== bytesOf(missing(route)))
          faults.push(`${titleOf(person)}: ${twin(url)}: ${difference(gone, missing(route))}`)
        if (await opens(person, route, url)) continue
        const told = await send(person, route, url)
        if (told.status !== 200 && bytesOf(told) !== bytesOf(gone))
          faults.push(`${titleOf(person)}: ${url}: ${difference(told, gone)}`)
      }
    })
    expect(faults).toEqual([])
  })

  it('does not exist for another partnership', async () => {
    const faults: string[] = []
    if (route.can === 'public') return
    // Those who may not use the route stop at the same door as at home; one of them is enough.
    const barred = second.strangers.filter((person) => !mayUse(route, person.roles)).slice(0, 1)
    const allowed = second.strangers.filter((person) => mayUse(route, person.roles))
    await forEach([...allowed, ...barred], async (person) => {
      for (const url of placesOf(route)) {
        if (!namesRecord(url)) continue
        const told = await send(person, route, url)
        if (bytesOf(told) !== bytesOf(missing(route)))
          faults.push(`${titleOf(person)}: ${url}: ${difference(told, missing(route))}`)
      }
    })
    expect(faults).toEqual([])
  })
})

/** Whether the page of an act's form is open to somebody, or the record that a program writes to. */
async function opens(person: Person, route: Route, url: string): Promise<boolean> {
  if (route.method !== 'POST' || route.kind === 'page') return false
  const at =
    route.kind === 'act' ? pageAddress(route, url) : url.replace(/(?<=[0-9a-f-]{36})\/.*$/, '')
  const page = await ask({ who: person.who, url: at })
  return page.status === 200
}

describe('all these tries', () => {
  it('changed nothing that is stored', async () => {
    expect(changed(atFirst, await look())).toEqual([])
  })
})

describe('the addresses that were tried', () => {
  it('lead nowhere when the child of one record is looked for under another', async () => {
    const faults: string[] = []
    for (const [route, urls] of addresses) {
      if (route.method !== 'GET') continue
      // A question mark begins what a page offers beforehand, not which record it is of.
      const paths = urls.map((url) => url.split('?')[0] ?? url)
      const deep = paths.filter((url) => (url.match(uuidInside) ?? []).length > 1)
      const [one] = deep
      const [parent] = one?.match(uuidInside) ?? []
      const other = deep.find((url) => parent !== undefined && !url.includes(parent))
      const [otherParent] = other?.match(uuidInside) ?? []
      if (one === undefined || parent === undefined || otherParent === undefined) continue
      const mixed = one.replace(parent, otherParent)
      for (const { who } of everyRole) {
        const told = await ask({ who, url: mixed })
        if (bytesOf(told) !== bytesOf(missing(route)))
          faults.push(`${who.name}: ${mixed}: ${difference(told, missing(route))}`)
      }
    }
    expect(faults).toEqual([])
  })

  it('show another partnership nothing of this one, on no page of its own', async () => {
    const rows = await house.sql<{ name: string }>(
      `select table_schema || '.' || table_name as name from information_schema.columns c
       where table_schema = 'app' and column_name = 'uid'
         and exists (select from information_schema.columns p where p.table_schema = c.table_schema
                     and p.table_name = c.table_name and p.column_name = 'partnership_id')`,
    )
    const uids = await house.sql<{ uid: string }>(
      rows
        .map(
          ({ name }) =>
            `select uid::text from ${name} where partnership_id = ${world.partnership.id}`,
        )
        .join(' union all '),
    )
    const known = new Set(uids.map(({ uid }) => uid))
    expect(known.size).toBeGreaterThan(100)
    const leaks: string[] = []
    for (const [route, urls] of addresses) {
      const own = urls.find((url) => !namesRecord(url))
      if (route.method !== 'GET' || own === undefined) continue
      await forEach(second.strangers, async ({ who }) => {
        const told = await ask({ who, url: own })
        for (const uid of told.body.match(uuidInside) ?? [])
          if (known.has(uid)) leaks.push(`${who.name}: ${own}: ${uid}`)
      })
    }
    expect(leaks).toEqual([])
  })
})

describe('following links', () => {
  it('meets nothing that is dead, nor a page that its reader may not use', () => {
    const wrong = world.seen.filter(({ who, url, answer }) => {
      const person = everyRole.find((each) => each.who === who)
      const route = routeAt(routes, 'GET', url)
      return answer.status === 200 && person && route && !mayUse(route, person.roles)
    })
    expect(wrong.map(({ who, url }) => `${who?.name}: ${url}`)).toEqual([])
    expect(world.dead).toEqual([])
  })
})
