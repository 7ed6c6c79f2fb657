import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Route } from '#platform/http/route.ts'
import { emptyAddress, uuidInside } from './addresses.ts'
import { forEach } from './asking.ts'
import type { Request } from './asking.ts'
import { likely } from './filling.ts'
import { encoded } from './forms.ts'
import type { FoundForm, Pairs } from './forms.ts'
import { routesWorld } from './world.ts'

// Requests at random: real addresses, queries and bodies from the forms of the house, and mutations of all three.
// HEED_FUZZ_RUNS asks for more of them, HEED_FUZZ_SEED for others.

const runs = Number(process.env['HEED_FUZZ_RUNS'] ?? 2000)
const seed = Number(process.env['HEED_FUZZ_SEED'] ?? 20_261_124)

const world = await routesWorld()
const { ask, routes, addresses, forms, everyRole } = world
const today = new Date().toISOString().slice(0, 10)

const known = [...addresses.values()].flat().flatMap((url) => url.match(uuidInside) ?? [])
const nasty = fc.oneof(
  fc.constantFrom(
    '\u0000',
    '\uFFFF',
    '\u202E',
    '😀',
    'ﷺ',
    '../../etc/passwd',
    '%00',
    '%',
    "' or 1=1 --",
    '<script>alert(1)</script>',
    '{{7*7}}',
    '${7*7}',
    '-1',
    '0',
    '9'.repeat(40),
    '1e308',
    'NaN',
    'null',
    'undefined',
    'true',
    '[]',
    '{}',
    '2026-02-31',
    '0000-00-00',
    '99999-01-01',
    'a'.repeat(5000),
    '\r\nset-cookie: a=b',
    '__proto__',
    'constructor',
    '=cmd()',
    '//elsewhere.example',
    'javascript:alert(1)',
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.uuid(),
  fc.constantFrom(...(known.length > 0 ? known : ['x'])),
)

const queryNames = fc.constantFrom(
  'q',
  'page',
  'after',
  'before',
  'limit',
  'state',
  'agency',
  'sort',
  'done',
  'to',
  'form',
  'from',
  'section',
  'year',
  'code',
  'error',
  '__proto__',
  'a[b]',
)
const query = fc.array(fc.tuple(queryNames, nasty), { maxLength: 3 })

/** What is done to an address, if anything. */
const bend = fc.oneof(
  { weight: 4, arbitrary: fc.constant((url: string) => url) },
  {
    weight: 1,
    arbitrary: nasty.map(
      (word) => (url: string) => url.replace(uuidInside, encodeURIComponent(word.toWellFormed())),
    ),
  },
  {
    weight: 1,
    arbitrary: nasty.map(
      (word) => (url: string) => `${url}/${encodeURIComponent(word.toWellFormed())}`,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      (url: string) => url.toUpperCase(),
      (url: string) => `/${url}`,
      (url: string) => `${url}/`,
      (url: string) => url.replaceAll('/', '//'),
      (url: string) => `${url}%`,
      (url: string) => `${url};a=b`,
    ),
  },
)

/** What is done to the fields of a form. */
const spoil = fc.array(
  fc.oneof(
    fc.tuple(fc.nat(40), nasty).map(
      ([at, word]) =>
        (pairs: Pairs): Pairs =>
          pairs.map((pair, each) =>
            each === at % Math.max(pairs.length, 1) ? [pair[0], word] : pair,
          ),
    ),
    fc.nat(40).map(
      (at) =>
        (pairs: Pairs): Pairs =>
          pairs.filter((_pair, each) => each !== at % Math.max(pairs.length, 1)),
    ),
    fc
      .nat(40)
      .map((at) => (pairs: Pairs): Pairs => [
        ...pairs,
        ...pairs.slice(at % Math.max(pairs.length, 1)).slice(0, 1),
      ]),
    fc.tuple(nasty, nasty).map(([name, word]) => (pairs: Pairs): Pairs => [...pairs, [name, word]]),
    fc.nat(40).map(
      (at) =>
        (pairs: Pairs): Pairs =>
          pairs.map(([name, value], each) => [
            each === at % Math.max(pairs.length, 1) ? `${name}-day` : name,
            value,
          ]),
    ),
  ),
  { maxLength: 3 },
)

const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value)),
  fc.string({ maxLength: 60 }),
  fc.dictionary(queryNames, nasty).map((value) => JSON.stringify(value)),
)
const types = fc.constantFrom(
  undefined,
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'nonsense',
  '',
)

function formOf(route: Route): FoundForm {
  const fallback: FoundForm = { action: emptyAddress(route), multipart: false, fields: [] }
  return forms.get(route)?.[0]?.form ?? fallback
}

/** A text that a header may not hold is not sent as an address. */
const inAddress = (url: string) =>
  url.replaceAll(/[^\x21-\x7E]/g, (sign) => encodeURIComponent(sign.toWellFormed()))

/** Acts that would end the sessions under which this test asks. */
const ending = /sign-out|sessions|accounts\/:uid\/end/

const request: fc.Arbitrary<Request> = fc
  .record({
    route: fc.constantFrom(...routes.filter((route) => !ending.test(route.path))),
    who: fc.constantFrom(...everyRole.map(({ who }) => who), undefined),
    at: fc.nat(200),
    bend,
    query,
    spoil,
    json: anyJson,
    other: types,
    asForm: fc.boolean(),
  })
  .map(({ route, who, at, bend: bent, query: asked, spoil: spoiled, json, other, asForm }) => {
    const places = addresses.get(route) ?? [emptyAddress(route)]
    const words = new URLSearchParams(
      asked.map(([name, word]) => [name, word.toWellFormed()]),
    ).toString()
    const place = bent(places[at % places.length] ?? emptyAddress(route))
    const url = inAddress(
      words === '' ? place : `${place}${place.includes('?') ? '&' : '?'}${words}`,
    )
    if (route.method === 'GET') return { who, url }
    if (!asForm)
      return {
        who,
        method: 'POST' as const,
        url,
        body: json.toWellFormed(),
        ...(other !== undefined && { type: other }),
        headers: { 'idempotency-key': randomUUID() },
      }
    const form = formOf(route)
    const pairs = spoiled.reduce((before, change) => change(before), likely(form, today))
    return {
      who,
      method: 'POST' as const,
      url,
      ...encoded(
        form,
        pairs.map(([name, word]) => [name.toWellFormed(), word.toWellFormed()]),
      ),
    }
  })

it(`answers ${runs} requests at random without a fault, and never shows its inside`, async () => {
  const faults = new Map<string, string>()
  const statuses = new Map<number, number>()
  await forEach(fc.sample(request, { numRuns: runs, seed }), async (each) => {
    const told = await ask(each)
    statuses.set(told.status, (statuses.get(told.status) ?? 0) + 1)
    const route = `${each.method ?? 'GET'} ${each.url.replaceAll(uuidInside, ':uid').split('?')[0]}`
    const what = JSON.stringify([each.method, each.url, each.type, each.body]).slice(0, 600)
    if (told.status >= 500) faults.set(`${route} ${told.fault}`, what)
    else if (/\n\s+at \S+ \(|node:internal|\/src\/features\//.test(told.body))
      faults.set(`${route} shows its inside`, what)
    else if (told.headers['content-security-policy'] === undefined)
      faults.set(`${route} has no policy`, what)
    else if (/^(https?:)?\/\//.test(told.location)) faults.set(`${route} leads away`, what)
  })
  expect([...faults].map((fault) => fault.join(': '))).toEqual([])
  expect(statuses.get(200) ?? 0).toBeGreaterThan(runs / 20)
}, 600_000)
