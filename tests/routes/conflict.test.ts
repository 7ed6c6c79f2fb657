import { describe, expect, it } from 'vitest'
import { bytesOf, difference, forEach } from './asking.ts'
import { namesRecord, routeAt } from './addresses.ts'
import { routesWorld } from './world.ts'

// A colleague with a conflict of interest in one case holds the role that sees everything. Nothing of that case, and of
// all that stands under it, comes to her by any way: address, list, search, export, due line, answer to a program.

const world = await routesWorld(['manager', 'relative', 'councilPartner', 'nurse'])
const { house, ask, routes, as, seen, forms } = world
const colleague = as.relative
const manager = as.manager

/** The scopes that are closed to her, with all that stand under them. */
const closed = (
  await house.sql<{ id: number }>(
    `with recursive under as (
       select s.partnership_id, s.id from access.conflict c
         join access.scope s on s.partnership_id = c.partnership_id and s.id = c.scope_id
        where c.principal_id = $1 and c.state <> 'cleared'
       union
       select s.partnership_id, s.id from access.scope s
         join under u on s.partnership_id = u.partnership_id and s.parent_id = u.id)
     select id::int from under`,
    [colleague.id],
  )
).map(({ id }) => id)

const scoped = await house.sql<{ name: string; columns: string[] }>(
  `select c.table_name as name,
          coalesce(array_agg(c.column_name::text) filter (where c.data_type in ('text', 'uuid')), '{}') as columns
     from information_schema.columns c
     join pg_tables t on t.schemaname = c.table_schema and t.tablename = c.table_name
    where c.table_schema = 'app'
    group by 1 having bool_or(c.column_name = 'scope_id')`,
)

/** Everything written in the rows of these scopes, or of all others: ids, references, sentences. */
async function writtenIn(where: string): Promise<Set<string>> {
  const rows = await house.sql<{ word: string }>(
    `${scoped
      .flatMap(({ name, columns }) =>
        columns.map(
          (column) => `select "${column}"::text as word from app."${name}" where ${where}`,
        ),
      )
      .join(
        ' union ',
      )} union select uid::text from access.scope where ${where.replace('scope_id', 'id')}`,
  )
  return new Set(rows.map(({ word }) => word).filter((word) => word !== null && word.length >= 6))
}

const list = closed.join(', ') || '0'
const elsewhere = await writtenIn(`scope_id not in (${list})`)
const codes = /^[a-z][a-z0-9-]*$|^\d{4}-\d\d(-\d\d)?$/
const telling = [...(await writtenIn(`scope_id in (${list})`))].filter(
  // An id that happens to begin with a letter looks like a code, and tells as much as any other.
  (word) => !elsewhere.has(word) && (namesRecord(word) || !codes.test(word)),
)
/** As it stands in a page: words with signs that are written otherwise there. */
const written = (word: string) =>
  word.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const told = (body: string) =>
  telling.filter((word) => body.includes(word) || body.includes(written(word)))

describe('a colleague with a conflict of interest', () => {
  it('is kept from a case that others see and read on many pages', () => {
    expect(closed.length).toBeGreaterThan(0)
    expect(telling.length).toBeGreaterThan(10)
    const shown = seen.filter(({ who, answer }) => who === manager && told(answer.body).length > 0)
    expect(shown.length).toBeGreaterThan(5)
  })

  it('follows every link and meets nothing of it', () => {
    const own = seen.filter(({ who }) => who === colleague)
    expect(own.length).toBeGreaterThan(30)
    const leaks = own.filter(
      ({ answer, url }) => told(answer.body).length > 0 || told(url).length > 0,
    )
    expect(leaks.map(({ url, answer }) => `${url}: ${told(answer.body).join(' | ')}`)).toEqual([])
  })

  it('gets, at each of its addresses, the bytes of a page that does not exist', async () => {
    const missing = await ask({ who: colleague, url: '/nothing' })
    const hidden = new Set(
      seen
        .filter(
          ({ who, answer, url }) =>
            who !== colleague && answer.status === 200 && told(url).length > 0,
        )
        .map(({ url }) => url),
    )
    expect(hidden.size).toBeGreaterThan(5)
    const faults: string[] = []
    await forEach([...hidden], async (url) => {
      const answer = await ask({ who: colleague, url })
      if (bytesOf(answer) !== bytesOf(missing))
        faults.push(`${url}: ${difference(answer, missing)}`)
    })
    for (const places of forms.values()) {
      const place = places.find(({ form }) => told(form.action).length > 0)
      if (place === undefined) continue
      const answer = await ask({ who: colleague, method: 'POST', url: place.form.action })
      if (bytesOf(answer) !== bytesOf(missing))
        faults.push(`POST ${place.form.action}: ${difference(answer, missing)}`)
    }
    expect(faults).toEqual([])
  })

  it('searches, filters, pages and exports every list that others see, and nothing of it comes', async () => {
    const names = ['q', 'search', 'words', 'reference', 'name', 'find', 'case']
    const references = telling.filter((word) => word.length <= 40)
    const plain = new Set(
      seen
        .filter(({ who }) => who === manager)
        .map(({ url }) => url)
        .filter((url) => told(url).length === 0),
    )
    for (const route of routes)
      if (route.method === 'GET' && !route.path.includes(':')) plain.add(route.path)
    const asked = [...plain].flatMap((url) => {
      const route = routeAt(routes, 'GET', url)
      if (route === undefined || url.includes('?') || route.path.includes(':')) return [url]
      const some = references.slice(0, 4)
      return [
        url,
        ...names.flatMap((name) =>
          some.map((word) => `${url}?${name}=${encodeURIComponent(word)}`),
        ),
      ]
    })
    const leaks: string[] = []
    await forEach(asked, async (url) => {
      const answer = await ask({ who: colleague, url })
      // What was searched for may stand in the box again, and in the addresses of the next pages.
      const typed = decodeURIComponent(/\?\w+=(.*)$/.exec(url)?.[1] ?? '')
      const found = told(answer.body).filter((word) => word !== typed)
      if (found.length > 0) leaks.push(`${url}: ${found.join(' | ')}`)
    })
    expect(leaks).toEqual([])
  })
})
