import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { requiredText, UidParams } from '#platform/fields.ts'
import { ok } from '#shared/result.ts'
import { Failure } from '#shared/failure.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody } from '#tests/support/house.ts'
import { act, api, page } from './route.ts'

const words = z.strictObject({ words: requiredText('Enter some words') })

const house = await testHouse({
  routes: [
    page({
      path: '/notes/:uid',
      can: 'organisation:read',
      audit: 'note.viewed',
      params: UidParams,
      handle: () => Promise.reject(new Failure('not-found')),
    }),
    page({
      path: '/notes',
      can: 'organisation:read',
      audit: { none: 'an empty form' },
      handle: () => Promise.resolve({ title: 'Notes', body: <p>Notes</p>, about: {} }),
    }),
    act({
      path: '/notes',
      page: '/notes',
      can: 'organisation:read',
      audit: 'note.kept',
      said: 'The note is kept.',
      body: words,
      explain: () => [],
      handle: () => Promise.resolve(ok({ to: '/notes', about: {} })),
    }),
    api({
      method: 'POST',
      path: '/api/notes',
      can: 'organisation:read',
      audit: 'note.sent',
      summary: 'Keeps a note.',
      body: words,
      answer: z.strictObject({ done: z.boolean() }),
      handle: () => Promise.resolve(ok({ answer: { done: true }, about: {} })),
    }),
  ],
})
let reader: Somebody
let other: Somebody

beforeAll(async () => {
  const here = await house.addPartnership()
  reader = await house.signIn(here, { role: 'business-manager' })
  other = await house.signIn(here, { role: 'lead-reviewer' })
})

/** What was answered, and the rows that the audit got for it. */
async function sent(
  url: string,
  request: { body?: string; headers: Readonly<Record<string, string>>; who?: Somebody | undefined },
): Promise<[number, ...string[]]> {
  const before = (await house.audited()).length
  const who = 'who' in request ? request.who : reader
  const reply = await house.server.inject({
    method: 'POST',
    url,
    headers: { ...(who && { cookie: `heed=${who.token}` }), ...request.headers },
    payload: request.body ?? 'words=some',
  })
  const rows = (await house.audited()).slice(before)
  return [reply.statusCode, ...rows.map((row) => `${row.event} ${row.outcome} ${row.reason}`)]
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }

describe('a refusal before an act is reached', () => {
  it('is recorded when another site sent the request', async () => {
    const site = { ...form, 'sec-fetch-site': 'cross-site' }
    expect(await sent('/notes', { headers: site })).toEqual([
      403,
      'note.kept refused sec-fetch-site',
    ])
    const origin = { ...form, origin: 'https://elsewhere.example' }
    expect(await sent('/notes', { headers: origin })).toEqual([403, 'note.kept refused origin'])
  })

  it('is recorded when the body is too large, or not one that can be read', async () => {
    const large = 'a'.repeat(1_100_000)
    expect(await sent('/notes', { headers: form, body: `words=${large}` })).toEqual([
      413,
      'note.kept refused too-large',
    ])
    expect(await sent('/notes', { headers: { 'content-type': 'application/xml' } })).toEqual([
      415,
      'note.kept refused unsupported-type',
    ])
    expect(await sent('/api/notes', { headers: json, body: '{"words"' })).toEqual([
      415,
      'note.sent refused unsupported-type',
    ])
  })

  it('is recorded once, also where the act itself refuses', async () => {
    expect(await sent('/notes', { headers: form, body: 'words=' })).toEqual([
      422,
      'note.kept refused invalid-input',
    ])
    expect(await sent('/api/notes', { headers: json, body: '{}' })).toEqual([
      400,
      'note.sent refused invalid-input',
    ])
  })

  it('is not recorded of somebody unknown, who could fill the audit', async () => {
    const site = { ...form, 'sec-fetch-site': 'cross-site' }
    expect(await sent('/notes', { headers: site, who: undefined })).toEqual([403])
  })
})

describe('a form', () => {
  it('is not taken as JSON or as plain words', async () => {
    const asJson = { headers: { 'content-type': 'application/json' }, body: '{"words":"some"}' }
    expect(await sent('/notes', asJson)).toEqual([415, 'note.kept refused not-a-form'])
    const asText = { headers: { 'content-type': 'text/plain' }, body: 'words=some' }
    expect(await sent('/notes', asText)).toEqual([415, 'note.kept refused not-a-form'])
  })

  it('is refused when its parts cannot be told apart', async () => {
    const type = 'multipart/form-data'
    const uploads = [
      { headers: { 'content-type': type }, body: 'x' },
      { headers: { 'content-type': `${type}; boundary=x` }, body: '--x\r\nnonsense' },
      { headers: { 'content-type': `${type}; boundary=x` }, body: '--x\r\n\r\n' },
    ]
    for (const upload of uploads)
      expect(await sent('/notes', upload)).toEqual([415, 'note.kept refused upload'])
  })

  it('is refused when it holds what the database cannot keep', async () => {
    expect(await sent('/notes', { headers: form, body: 'words=a%00b' })).toEqual([
      415,
      'note.kept refused no-text',
    ])
    for (const body of ['{"words":"a\\u0000b"}', '{"words":"\\ud800"}'])
      expect(await sent('/api/notes', { headers: json, body })).toEqual([
        415,
        'note.sent refused no-text',
      ])
  })
})

describe('a page that is not open', () => {
  it('leaves a row that says so, whether it is hidden or missing', async () => {
    const url = `/notes/${randomUUID()}`
    expect((await house.get(reader, url)).status).toBe(404)
    expect((await house.get(other, url)).status).toBe(404)
    const rows = await house.audited('note.viewed')
    expect(rows.map(({ outcome, reason, actor }) => [outcome, reason, actor])).toEqual([
      ['refused', 'not-found', reader.uid],
      ['refused', 'permission', other.uid],
    ])
  })

  it('leaves none for somebody unknown, who is led to the sign-in', async () => {
    const before = (await house.audited()).length
    expect((await house.get(undefined, `/notes/${randomUUID()}`)).status).toBe(303)
    expect((await house.audited()).length).toBe(before)
  })
})
