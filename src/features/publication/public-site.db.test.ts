import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPool } from '#platform/db/connection.ts'
import { buildPublicServer } from '#platform/http/public-server.tsx'
import { asInstant } from '#shared/dates.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody, TestPartnership } from '#tests/support/house.ts'
import { publicRoutes } from './public-site.tsx'

const house = await testHouse()
const pool = openPool(house.database.connect.public, 2)
const ignore = () => undefined
const site = await buildPublicServer({
  pool,
  log: { info: ignore, warn: ignore, debug: ignore, error: ignore },
  routes: publicRoutes,
  assetsFolder: mkdtempSync(path.join(tmpdir(), 'heed-public-')),
  limits: { requestsPerMinute: 10_000 },
})
afterAll(async () => {
  await site.close()
  await pool.end()
})

let here: TestPartnership
let manager: Somebody
let inspector: Somebody

beforeAll(async () => {
  house.setClock(asInstant('2025-09-12T10:00:00.000Z'))
  here = await house.addPartnership('Aldermere Partnership')
  const council = await house.addAgency(here, 'Aldermere Council', { partner: 'local-authority' })
  const police = await house.addAgency(here, 'Aldermere Police', { partner: 'police' })
  manager = await house.signIn(here, { role: 'business-manager', agency: council })
  inspector = await house.signIn(here, { role: 'delegated-partner', agency: police })
})

const where = (location: string | undefined) => (location ?? '').split('?')[0] ?? ''
const get = (url: string, headers: Record<string, string> = {}) =>
  site.inject({ method: 'GET', url, headers })

/** A published review with a table, a recommendation and a document; answers its inner address. */
async function published(slug: string): Promise<string> {
  const council = await house.sql<{ uid: string }>(
    `select uid from app.agency where name = 'Aldermere Council'`,
  )
  const kase = where(
    (
      await house.post(manager, '/cases/new', {
        nature: 'death',
        abuseSuspected: 'yes',
        areaCouncil: council[0]?.uid ?? '',
      })
    ).location,
  )
  await house.post(manager, `${kase}/people/values/new`, { kind: 'name', value: 'Amara Osei' })
  const inner = where(
    (
      await house.post(manager, '/publications/new', {
        case: kase.split('/').at(-1) ?? '',
        kind: 'full-report',
        title: 'Learning from Child F',
        slug,
      })
    ).location,
  )
  const body = '# Safer sleep\n\nAdvice <b>was</b> given.\n\n| Year | Visits |\n| 2024 | nine |'
  await house.post(manager, `${inner}/text`, { title: 'Learning from Child F', slug, body })
  await house.post(manager, `${inner}/recommendations/new`, {
    words: '',
    addressee: 'Aldermere Trust',
    state: 'said-done-evidence-not-accepted',
    'stateOn-day': '1',
    'stateOn-month': '9',
    'stateOn-year': '2025',
  })
  await house.upload(manager, `${inner}/document`, {
    document: { name: 'report.txt', content: Buffer.from('What we learned.\n') },
  })
  await house.post(manager, `${inner}/lock`, {})
  await house.post(manager, `${inner}/approve`, {})
  await house.post(inspector, `${inner}/approve`, {})
  expect((await house.post(manager, `${inner}/publish`, {})).status).toBe(303)
  return inner
}

describe('the public site', () => {
  it('shows what was learned, what was recommended, and what happened next with its day', async () => {
    await published('child-f-shown')
    const page = await get('/reviews/child-f-shown')
    expect(page.statusCode).toBe(200)
    for (const words of [
      'Learning from Child F',
      'Safer sleep',
      'Advice &lt;b>was&lt;/b> given.',
      'nine',
      'Text not held',
      'To Aldermere Trust',
      'Said done, evidence not yet accepted',
      '1 September 2025',
      'Published 12 September 2025',
      'Aldermere Partnership',
    ])
      expect(page.body).toContain(words)
    expect((await get('/reviews')).body).toContain('/reviews/child-f-shown')
    const file = await get('/reviews/child-f-shown/document')
    expect(file.body).toBe('What we learned.\n')
    expect(file.headers['content-disposition']).toBe('attachment; filename="report.txt"')
  })

  it('sets no cookie, asks for no account, and lets in no foreign script', async () => {
    await published('child-f-headers')
    const page = await get('/reviews/child-f-headers', { cookie: `heed=${manager.token}` })
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.body).not.toContain('Sign out')
    expect(page.body).not.toContain('<form')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    expect(page.headers['cache-control']).toBe('public, no-cache')
    const again = await get('/reviews/child-f-headers', {
      'if-none-match': String(page.headers.etag),
    })
    expect(again.statusCode).toBe(304)
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'] as const)
      expect((await site.inject({ method, url: '/reviews/child-f-headers' })).statusCode).toBe(404)
  })

  it('is found by search engines only where something is published', async () => {
    await published('child-f-indexed')
    const page = await get('/reviews/child-f-indexed')
    expect(page.body).not.toContain('noindex')
    const none = await get('/reviews/nothing-here')
    expect(none.statusCode).toBe(404)
    expect(none.headers['x-robots-tag']).toContain('noindex')
    expect(none.body).toContain('noindex')
  })

  it.each([
    '/reviews/..%2f..',
    '/reviews/A',
    '/reviews/x%00y',
    '/cases',
    '/sign-in',
    '/publications',
    '/reviews/a/b',
  ])('answers nothing else: %s', async (url) => expect((await get(url)).statusCode).toBe(404))

  it('knows nothing of a draft', async () => {
    const [row] = await house.sql<{ uid: string }>(`select uid from app.publication limit 1`)
    expect((await get(`/reviews/${row?.uid}`)).statusCode).toBe(404)
  })

  it('forgets a page at once when it is taken down, and says only when', async () => {
    const inner = await published('child-f-down')
    const before = await get('/reviews/child-f-down')
    expect(
      (await house.post(inspector, `${inner}/withdraw`, { reason: 'A court order' })).status,
    ).toBe(303)
    const page = await get('/reviews/child-f-down', {
      'if-none-match': String(before.headers.etag),
    })
    expect(page.statusCode).toBe(410)
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.headers['clear-site-data']).toBe('"cache"')
    expect(page.body).toContain('12 September 2025')
    expect(page.body).not.toContain('Child F')
    expect(page.body).not.toContain('court')
    expect((await get('/reviews/child-f-down/document')).statusCode).toBe(404)
    expect((await get('/reviews')).body).not.toContain('child-f-down')
  })

  it('brings the word about a recommendation up to date without a new version', async () => {
    await published('child-f-next')
    const uid = '00000000-0000-4000-8000-00000000abcd'
    await house.sql(
      `update pub.recommendation set recommendation_uid = $1 where review_id = (select id from pub.review where slug = 'child-f-next')`,
      [uid],
    )
    const client = new Client(house.database.connect.app)
    await client.connect()
    await client.query('begin')
    await client.query(`set local heed.session = '${manager.token}'`)
    const told = await client.query<{ n: number }>(
      `select app.tell_what_happened_next($1, 'achieved', '2025-11-03') as n`,
      [uid],
    )
    expect(told.rows[0]?.n).toBe(1)
    await expect(
      client.query(`select app.tell_what_happened_next($1, 'wonderful', '2025-11-03')`, [uid]),
    ).rejects.toThrow()
    await client.end()
  })

  it('is shown to staff with the words that the public reads now, and to nobody without a session', async () => {
    const inner = await published('child-f-staff')
    await house.sql(
      `update pub.recommendation set state = 'achieved', state_on = '2025-11-03'
       where review_id = (select id from pub.review where slug = 'child-f-staff')`,
    )
    const page = await house.get(manager, inner)
    expect(page.body).toContain('Achieved: evidence accepted at the level that was set')
    expect(page.body).toContain('3 November 2025')
    expect(page.body).not.toContain('Said done, evidence not yet accepted')
    const client = new Client(house.database.connect.app)
    await client.connect()
    const uid = inner.split('/').at(-1)
    const seen = await client.query('select * from app.public_words($1)', [uid])
    expect(seen.rows).toEqual([])
    await client.end()
  })

  it('says each heading once: its own where the text has them', async () => {
    await published('child-f-headings')
    const page = await get('/reviews/child-f-headings')
    expect(page.body).not.toContain('What was learned')
    expect(page.body).toMatch(/<h2[^>]*>Safer sleep<\/h2>/)
  })

  it('two publications cannot hold one address', async () => {
    await published('child-f-taken')
    const inner = where(
      (
        await house.post(manager, '/publications/new', {
          case:
            (
              await house.sql<{ uid: string }>(
                'select uid from app.serious_case order by id desc limit 1',
              )
            )[0]?.uid ?? '',
          kind: 'executive-summary',
          title: 'Summary',
          slug: 'child-f-taken',
        })
      ).location,
    )
    await house.post(manager, `${inner}/text`, {
      title: 'Summary',
      slug: 'child-f-taken',
      body: 'Words.',
    })
    await house.post(manager, `${inner}/lock`, {})
    await house.post(manager, `${inner}/approve`, {})
    await house.post(inspector, `${inner}/approve`, {})
    const answer = await house.post(manager, `${inner}/publish`, {})
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('this public address is taken')
  })
})

describe('the role of the public site', () => {
  it('reads no table outside the published copies, and writes none at all', async () => {
    const client = new Client(house.database.connect.public)
    await client.connect()
    const tables = await house.sql<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c
       where c.relnamespace::regnamespace::text in ('access', 'app', 'audit', 'pub') and c.relkind in ('r', 'p', 'v')`,
    )
    expect(tables.length).toBeGreaterThan(40)
    const opened: string[] = []
    for (const { name } of tables) {
      const read = await client.query(`select count(*) from ${name}`).then(
        () => true,
        () => false,
      )
      if (read) opened.push(name)
      await expect(client.query(`delete from ${name}`)).rejects.toThrow()
      await expect(client.query(`insert into ${name} default values`)).rejects.toThrow()
    }
    expect(opened.toSorted()).toEqual([
      'pub.block',
      'pub.document',
      'pub.recommendation',
      'pub.review',
    ])
    await client.end()
  })

  it('calls no function of ours', async () => {
    const client = new Client(house.database.connect.public)
    await client.connect()
    const { rows } = await client.query<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p
       where p.pronamespace::regnamespace::text in ('access', 'app', 'audit', 'pub') and has_function_privilege(p.oid, 'EXECUTE')`,
    )
    expect(rows).toEqual([])
    for (const call of [
      `select app.publish_copy(gen_random_uuid(), 1)`,
      `select * from app.gate_values(gen_random_uuid(), 'known to the gate only')`,
      `select access.current_principal()`,
      `set role heed_app`,
      `set role heed_owner`,
    ])
      await expect(client.query(call)).rejects.toThrow()
    await client.end()
  })
})

describe('the application itself', () => {
  it('cannot write a published copy past the functions that publish', async () => {
    const client = new Client(house.database.connect.app)
    await client.connect()
    for (const statement of [
      `insert into pub.review (partnership_id, publication_uid, slug, publisher, sample, first_published_at, updated_at)
       values (1, gen_random_uuid(), 'x', 'x', false, now(), now())`,
      `update pub.review set title = 'x'`,
      `delete from pub.block`,
      `select app.clear_copy(1, 1)`,
    ])
      await expect(client.query(statement)).rejects.toThrow()
    await client.end()
  })
})
