import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { navigation } from '../../src/app.ts'
import { everyAnswer } from '#platform/http/headers.ts'
import { elementsOf, parseHtml, textOf } from '#tests/support/html-tree.ts'
import type { Element } from '#tests/support/html-tree.ts'
import { pageAddress, routeAt, uuidInside } from './addresses.ts'
import { forEach } from './asking.ts'
import type { Told } from './asking.ts'
import { mayUse, routesWorld } from './world.ts'
import type { Person, Seen } from './world.ts'

// Every answer that anybody of the sample gets while following links: its headers, its markup, its title, its one row
// in the audit, and that each record that it names opens for the one who was told of it.

const world = await routesWorld()
const { house, ask, routes, seen, everyRole } = world
const pages = seen.filter(({ answer }) => answer.status === 200 && answer.body.startsWith('<!'))

/** Values of the identity vault that are long enough to be known when they are met. */
const vault = (
  await house.sql<{ value: string }>(
    `select distinct value from app.vault_entry 
      where length(value) >= 5 and value ~ '[A-Za-z]{3}|[0-9]{3}'
        and value not in (select name from app.agency)`,
  )
).map(({ value }) => value)

const short = (text: string) => text.replaceAll(uuidInside, '…').slice(0, 160)
const distinct = (all: readonly string[]) => [...new Set(all)].toSorted()
const who = ({ who: reader, url }: Seen) => `${reader?.name ?? 'a visitor'}: ${short(url)}`

/** The policies of security.md 7.2, written down here once more. */
const demanded: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

function headerFaults(answer: { status: number; headers: Told['headers'] }): string[] {
  const download = answer.headers['content-disposition'] !== undefined
  const wanted = {
    ...demanded,
    'cache-control': 'no-store',
    ...(download && { 'content-security-policy': "sandbox; default-src 'none'" }),
  }
  const faults = Object.entries(wanted).filter(([name, value]) => answer.headers[name] !== value)
  const policy = String(answer.headers['permissions-policy'])
  const off = ['camera', 'microphone', 'geolocation', 'payment', 'usb']
  return [
    ...faults.map(([name]) => `${name}: ${String(answer.headers[name])}`),
    ...off.filter((feature) => !policy.includes(`${feature}=()`)),
    ...['server', 'x-powered-by', 'etag'].filter(
      (name) => answer.headers[name] !== undefined && name !== 'etag',
    ),
  ]
}

function elementFaults(element: Element): string[] {
  const { tag, attributes } = element
  const names = Object.keys(attributes)
  return [
    ...(tag === 'style' ? ['a style element'] : []),
    ...(tag === 'script' && !attributes['src']?.startsWith('/assets/') ? ['a script inside'] : []),
    ...(tag === 'script' && textOf(element.children).trim() !== '' ? ['a script with words'] : []),
    ...names.filter((name) => name === 'style' || name.startsWith('on')),
    ...names
      .filter((name) => /^(href|src|action|formaction)$/.test(name))
      .map((name) => attributes[name] ?? '')
      .filter((address) => /^(javascript|data|vbscript):|^\/\//i.test(address.trim())),
    ...(tag === 'iframe' || tag === 'object' || tag === 'embed' || tag === 'base' ? [tag] : []),
  ]
}

describe('every answer', () => {
  it('carries the headers of security.md 7.2', () => {
    const faults = seen.flatMap((each) =>
      headerFaults(each.answer).map((fault) => `${who(each)}: ${fault}`),
    )
    expect(distinct(faults)).toEqual([])
    for (const [name, value] of Object.entries(demanded)) expect(everyAnswer[name]).toBe(value)
  })

  it('carries them too where Heed refuses, redirects, answers a program or knows nothing', async () => {
    const [reader] = everyRole
    const told = await Promise.all([
      ask({ url: '/' }),
      ask({ url: '/cases' }),
      ask({ url: '/nothing' }),
      ask({ url: '/api/nothing' }),
      ask({ url: '/api/recommendations' }),
      ask({ url: '/%zz' }),
      ask({ who: reader?.who, url: '/nothing' }),
      ask({ who: reader?.who, url: '/api/recommendations' }),
      ask({ who: reader?.who, url: '/recommendations/export' }),
      ask({ who: reader?.who, method: 'POST', url: '/cases/new', type: 'text/csv', body: 'a' }),
      ask({
        who: reader?.who,
        method: 'POST',
        url: '/cases/new',
        type: 'application/x-www-form-urlencoded',
        body: `summary=${'a'.repeat(1_100_000)}`,
      }),
      ask({
        who: reader?.who,
        method: 'POST',
        url: '/cases/new',
        headers: { origin: 'https://elsewhere.example' },
      }),
      ask({ who: reader?.who, method: 'PUT', url: '/cases/new' }),
      ask({ who: reader?.who, method: 'DELETE', url: '/cases' }),
    ])
    const faults = told.flatMap((each, at) =>
      headerFaults(each).map((fault) => `${at} (${each.status}): ${fault}`),
    )
    expect(faults).toEqual([])
    expect(told.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
  })

  it('holds no script or style of its own, and no address that runs', () => {
    const faults = pages.flatMap((each) =>
      elementsOf(parseHtml(each.answer.body))
        .flatMap(elementFaults)
        .map((fault) => `${who(each)}: ${fault}`),
    )
    expect(distinct(faults)).toEqual([])
  })

  it('has a title, and an address, without a value of the identity vault', () => {
    expect(vault.length).toBeGreaterThan(5)
    const faults = seen.flatMap((each) => {
      const title = /<title>([^<]*)<\/title>/.exec(each.answer.body)?.[1] ?? ''
      const address = decodeURIComponent(each.url)
      return vault
        .filter((value) => title.includes(value) || address.includes(value))
        .map(() => `${who(each)}: ${title}`)
    })
    expect(distinct(faults)).toEqual([])
  })

  it('names no person of a case under their own initials or name where the vault is not open', () => {
    const closed = pages.filter(({ who: reader }) => {
      const person = everyRole.find((each) => each.who === reader)
      return person !== undefined && !mayUse(vaultRoute, person.roles)
    })
    const names = vault.filter((value) => /^[A-Z]\S+ [A-Z]\S+$/.test(value))
    expect(names.length).toBeGreaterThan(3)
    const faults = closed.filter(({ answer }) => names.some((name) => answer.body.includes(name)))
    expect(distinct(faults.map(who))).toEqual([])
  })
})

/** Pages that stand in the frame of every page, or before the sign-in. */
const inTheFrame = /^\/(account|help|accessibility|sign-in|settings)?$/

describe('the reader', () => {
  it('finds a way back on every page that is not in the frame', () => {
    const inNavigation = new Set(navigation.map(({ href }) => href))
    const faults = pages.filter(({ url, answer }) => {
      const path = url.split('?')[0] ?? ''
      if (inNavigation.has(path) || inTheFrame.test(path)) return false
      return !answer.body.includes('govuk-back-link')
    })
    expect(distinct(faults.map(({ url }) => short(url.split('?')[0] ?? '')))).toEqual([])
  })

  it('gets on paper which page it is, who printed it and when', () => {
    const signedIn = pages.filter(({ answer }) => answer.body.includes('/sign-out'))
    const faults = signedIn.filter(
      ({ answer }) => !/heed-print-footer">Heed, .*Printed by .*, at /.test(answer.body),
    )
    expect(signedIn.length).toBeGreaterThan(500)
    expect(distinct(faults.map(who))).toEqual([])
  })

  it('finds what happened newest first, on every page', () => {
    const timeline = /<ol class="moj-timeline.*?<\/ol>/gs
    const told = pages.flatMap(({ url, answer }) =>
      [...answer.body.matchAll(timeline)].map(([list]) => ({ url, list })),
    )
    const faults = told.filter(({ list }) => {
      const times = [...list.matchAll(/<time datetime="([^"]+)"/gi)].map((match) => match[1] ?? '')
      return times.join() !== times.toSorted().toReversed().join()
    })
    expect(told.length).toBeGreaterThan(20)
    expect(distinct(faults.map(({ url }) => short(url)))).toEqual([])
  })
})

/** What is wrong with how a form with free text keeps its drafts: they must be found and let go by the page of its act. */
function draftFault(form: Element): string | undefined {
  const parts = elementsOf(form.children)
  if (!parts.some(({ tag }) => tag === 'textarea')) return undefined
  const action = form.attributes['action'] ?? ''
  const kept = parts.find(({ attributes }) => 'data-draft-url' in attributes)
  const act = routeAt(routes, 'POST', action)
  if (act?.kind !== 'act') return `${action}: no act`
  const wanted = `/drafts?form=${pageAddress(act, action)}`
  const found = kept?.attributes['data-draft-url']
  return found === wanted ? undefined : `${action}: kept at ${found ?? 'none'}, not ${wanted}`
}

describe('a form with free text', () => {
  it('keeps what is typed, under the address at which it is found again and let go', () => {
    const forms = pages
      .filter(({ who: reader }) => reader !== undefined)
      .flatMap((each) => elementsOf(parseHtml(each.answer.body)))
      .filter(({ tag }) => tag === 'form')
    const withText = forms.filter((form) =>
      elementsOf(form.children).some(({ tag }) => tag === 'textarea'),
    )
    expect(withText.length).toBeGreaterThan(50)
    expect(distinct(withText.flatMap((form) => draftFault(form) ?? []).map(short))).toEqual([])
  })

  it('and no form for a code, an account or a value of the vault keeps any', () => {
    const ofSecrets = pages
      .flatMap((each) => elementsOf(parseHtml(each.answer.body)))
      .filter(({ tag, attributes: { action = '' } }) => tag === 'form' && isPrivate(action))
    expect(ofSecrets.length).toBeGreaterThan(10)
    const keeping = ofSecrets.filter((form) =>
      elementsOf(form.children).some((one) => 'data-draft-url' in one.attributes),
    )
    expect(keeping.map(({ attributes }) => attributes['action'])).toEqual([])
  })
})

/** Forms whose words are better typed again than kept. */
function isPrivate(action: string): boolean {
  return /^\/(?:sign-in|confirm|accounts?|enrol)\b|\/people\/(?:values\/)?new$/.test(action)
}

const vaultRoute = routes.find((route) => route.can === 'vault:read' && route.method === 'GET') ?? {
  kind: 'page',
  method: 'GET',
  path: '/',
  can: 'vault:read',
  audit: { none: 'stands for the vault' },
  spec: undefined as never,
}

/** Pages of the audit itself, whose row is written by the database function that reads it. */
const recordedByDatabase: ReadonlySet<string> = new Set(['/audit', '/cases/:uid/readers'])

describe('the audit', () => {
  it('has one row for each page that was shown, or the route says why there is none', () => {
    const faults = seen.flatMap((each) => {
      const route = routeAt(routes, 'GET', each.url)
      if (route === undefined || each.answer.status !== 200) return []
      const due = typeof route.audit === 'string' || recordedByDatabase.has(route.path) ? 1 : 0
      return each.audited === due ? [] : [`${who(each)}: ${each.audited} rows, not ${due}`]
    })
    expect(distinct(faults)).toEqual([])
  })

  it('holds no word of what was shown or written', async () => {
    const columns = await house.sql<{ place: string; name: string }>(
      `select format('app.%I', c.table_name) as place, format('%I', c.column_name) as name
       from information_schema.columns c join pg_tables t on t.schemaname = 'app' and t.tablename = c.table_name
       where c.table_schema = 'app' and c.data_type in ('text', 'character varying')`,
    )
    const words = await house.sql<{ word: string }>(
      columns
        .map(
          ({ place, name }) =>
            `select ${name} as word from ${place} where length(${name}) >= 8 and ${name} like '% %'`,
        )
        .join(' union '),
    )
    const rows = await house.sql<{ payload: string }>(`select payload from audit.entry`)
    const all = rows.map(({ payload }) => payload).join('\n')
    expect(words.length).toBeGreaterThan(100)
    expect(
      [...words.map(({ word }) => word), ...vault].filter((word) => all.includes(word)),
    ).toEqual([])
    expect(rows.length).toBeGreaterThan(seen.length / 2)
  })
})

describe('every record that an answer names by a link', () => {
  it('opens for the one who was told of it', async () => {
    const asked = new Set(seen.map(({ who: reader, url }) => `${reader?.token}${url}`))
    const open = new Map<string, { reader: Seen['who']; url: string; on: string }>()
    for (const { who: reader, answer, url: on } of pages) {
      if (!everyRole.some((each) => each.who === reader)) continue
      for (const match of answer.body.matchAll(/href="(\/[^"#]*)/g)) {
        const url = (match[1] ?? '').replaceAll('&amp;', '&')
        const key = `${reader?.token}${url}`
        const route = routeAt(routes, 'GET', url)
        if (asked.has(key) || route === undefined) continue
        open.set(key, { reader, url, on })
      }
    }
    const dead: string[] = []
    await forEach([...open.values()], async ({ reader, url, on }) => {
      const { status, fault } = await ask({ who: reader, url })
      if (status !== 200) dead.push(`${reader?.name}: ${url} on ${on}: ${status} ${fault ?? ''}`)
    })
    expect(dead).toEqual([])
  })

  it('opens when a list for programs names it', async () => {
    const lists = routes.filter(
      (route) => route.kind === 'api' && route.method === 'GET' && !route.path.includes(':'),
    )
    const dead: string[] = []
    let asked = 0
    async function askEach({ who: reader }: Person, path: string): Promise<void> {
      for (const uid of listed(await ask({ who: reader, url: path }))) {
        const one = await ask({ who: reader, url: `${path}/${uid}` })
        asked += 1
        if (one.status !== 200) dead.push(`${reader.name}: ${path}/${uid}: ${one.status}`)
      }
    }
    for (const { path } of lists) for (const person of everyRole) await askEach(person, path)
    expect(dead).toEqual([])
    expect(asked).toBeGreaterThan(20)
  })
})

/** The ids of what an answer for programs lists. */
function listed(answer: Told): string[] {
  if (answer.status !== 200) return []
  const json: Record<string, unknown> = JSON.parse(answer.body)
  const items = Object.values(json).find((value) => Array.isArray(value)) ?? []
  return items.flatMap((item: unknown) =>
    typeof item === 'object' && item !== null && 'uid' in item ? [String(item.uid)] : [],
  )
}

describe('these tests', () => {
  it('lie in one folder and see every kind of route', () => {
    expect(readdirSync(import.meta.dirname).length).toBeGreaterThan(5)
    expect(new Set(routes.map(({ kind }) => kind))).toEqual(new Set(['page', 'act', 'api', 'file']))
    expect(pages.length).toBeGreaterThan(500)
  })
})
