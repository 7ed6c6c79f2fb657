import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { nameOf, routeAt } from './addresses.ts'
import { ownOrigin } from './asking.ts'
import type { Told } from './asking.ts'
import { likely, wordsFor } from './filling.ts'
import { encoded, withField } from './forms.ts'
import type { Pairs } from './forms.ts'
import { auditEnds, changed, storedIn } from './stored.ts'
import { everybody, routesWorld, secondPartnership } from './world.ts'
import type { Met } from './world.ts'

// Every act of the table with whatever can be wrong about what is sent: it is refused in words, nothing that is stored
// changes, what was typed comes back, and the audit has one row that says so.

const world = await routesWorld(everybody)
const { house, ask, routes, forms } = world
const second = await secondPartnership(house)
const look = await storedIn(house)
const today = new Date().toISOString().slice(0, 10)

/** Acts whose forms nobody of the sample meets by following links, each with its reason. */
const notMet: Readonly<Record<string, string>> = {
  '/sign-in/passkey': 'a visitor signs in; tests/browser does it with a real factor',
  '/sign-in/code': 'a visitor signs in',
  '/sign-in/provider': 'a visitor signs in',
  '/sign-in/return': 'a visitor comes back from a provider',
  '/sign-in/sample': 'a visitor signs in, and only in a sample',
  '/confirm/passkey': 'needs a real factor',
  '/confirm/code': 'needs a real factor',
  '/confirm/provider': 'needs a provider',
  '/confirm/sample': 'everybody here has confirmed already',
  '/enrol/:code/passkey': 'needs a link with a secret',
  '/enrol/:code/authenticator': 'needs a link with a secret',
  '/enrol/:code/provider': 'needs a link with a secret',
  '/account/passkeys/:uid': 'nobody of the sample has a passkey',
  '/account/sign-in/:uid/remove': 'nobody of the sample has a way to sign in',
  '/account/sessions/end-others': 'everybody has one session',
  '/accounts/organisations/:uid/:how': 'the sample has no identity provider',
  '/accounts/:uid/asked/:part/agree': 'nobody has asked for a role',
  '/accounts/:uid/asked/:part/refuse': 'nobody has asked for a role',
  '/accounts/:uid/link/agree': 'nobody has asked for a link',
  '/accounts/:uid/open': 'no account of the sample is ended',
  '/drafts/discard': 'nobody has a draft',
  '/settings/words/:key/reset': 'the sample changes no word',
  '/settings/modules/:name/on': 'the sample has all modules on',
  '/settings/failed-mail/:uid/retry': 'every message of the sample was sent',
  '/cases/:uid/seal/names': 'no case of the sample is sealed',
  '/cases/:uid/seal/names/:name/end': 'no case of the sample is sealed',
  '/cases/:uid/seal/release': 'no case of the sample is sealed',
  '/cases/:uid/shares/:share/end': 'the sample shares no case',
  '/recommendations/:uid/shares/:share/end': 'the sample shares no recommendation',
  '/cases/:uid/reviews/rapid': 'every notified case of the sample has its rapid review',
  '/actions/:uid/notes/:note/confirm': 'no note of the sample waits for its agency',
  '/evidence/:uid/confirm': 'no evidence of the sample waits for its agency',
  '/publications/:uid/unlock': 'no publication of the sample is locked',
  '/publications/:uid/approve': 'no publication of the sample waits for approval',
  '/publications/:uid/take-back': 'no publication of the sample waits for approval',
  '/publications/:uid/publish': 'no publication of the sample waits to go out',
  '/publications/:uid/document/remove': 'no draft of the sample has a document',
  '/publications/:uid/recommendations/:item/remove': 'the open draft of the sample holds none',
  '/statements/:uid/claims/:claim/ties/:tie/end':
    'see the crawl: twelve claims are opened, none of them tied',
}

type Act = Extract<(typeof routes)[number], { kind: 'act' }>
const acts = routes.filter((route): route is Act => route.kind === 'act')
const met = acts.flatMap((route) => {
  const place = forms.get(route)?.[0]
  return place === undefined || route.path === '/sign-out' ? [] : [{ route, place }]
})

interface Case {
  readonly name: string
  readonly body: string | Buffer
  readonly type: string
  readonly headers?: Readonly<Record<string, string>>
  /** What may come: else a refusal of any kind. */
  readonly status?: readonly number[]
  /** The act may take effect, because its form may be sent like this. */
  readonly mayDo?: boolean
  /** Words that the page must show again. */
  readonly words?: readonly string[]
}

const longText = 'long '.repeat(20_000)
const plainType = 'application/x-www-form-urlencoded'

function urlencoded(pairs: Pairs): { body: string; type: string } {
  return { body: new URLSearchParams(pairs.map(([a, b]) => [a, b])).toString(), type: plainType }
}

/** The form as it would be sent, under a key of its own. */
function keyed(pairs: Pairs): Pairs {
  return withField(pairs, '_key', randomUUID())
}

/** Ids that are real, and of another partnership. */
const foreign = [
  second.agency.uid,
  second.post.uid,
  second.strangers[0]?.who.uid ?? second.partnership.uid,
]

function wrongFields({ form }: Met, pairs: Pairs): Case[] {
  const typed = form.fields.filter(({ kind }) => kind === 'text')
  const one = form.fields.filter(({ kind }) => kind !== 'many' && kind !== 'file')
  const dates = form.fields.filter(({ kind, name }) => kind === 'date' && name.endsWith('-day'))
  const records = form.fields.filter(
    ({ name, kind, values }) =>
      kind !== 'text' &&
      !name.startsWith('_') &&
      values.some((value) => /^[0-9a-f-]{36}$/.test(value)),
  )
  const sent = (changedPairs: Pairs) => encoded(form, keyed(changedPairs))
  const words = typed.map(wordsFor).filter((word) => pairs.some(([, value]) => value === word))
  return [
    { name: 'an unknown field', ...sent([...pairs, ['unheard-of', 'x']]), words },
    ...typed.slice(0, 4).map(({ name }) => ({
      name: `100 kB in ${name}`,
      ...sent(withField(pairs, name, longText)),
      words: words.filter(
        (word) => !pairs.some(([each, value]) => each === name && value === word),
      ),
    })),
    ...one
      .filter(({ name }) => !name.startsWith('_'))
      .slice(0, 6)
      .map(({ name }) => ({
        name: `${name} twice`,
        ...sent(withField(pairs, name, 'one', 'two')),
      })),
    ...typed.slice(0, 4).map(({ name }) => ({
      name: `a zero byte in ${name}`,
      ...sent(withField(pairs, name, 'before\u0000after')),
    })),
    ...dates.slice(0, 3).flatMap(({ name }) =>
      ['31.2.', '0', '99999999999', 'x', '-1', '1e1'].map((day) => ({
        name: `${day} in ${name}`,
        ...sent(
          day === '31.2.'
            ? withField(
                withField(withField(pairs, name, '31'), name.replace('-day', '-month'), '2'),
                name.replace('-day', '-year'),
                '2026',
              )
            : withField(pairs, name, day),
        ),
      })),
    ),
    ...records.slice(0, 4).flatMap(({ name }) =>
      [...foreign, randomUUID(), 'not-an-id', `${foreign[0]}'; select 1`].map((uid) => ({
        name: `${uid === foreign[0] ? 'an agency of another partnership' : uid} in ${name}`,
        ...sent(withField(pairs, name, uid)),
      })),
    ),
  ]
}

function wrongForms(place: Met, pairs: Pairs): Case[] {
  const { form } = place
  const many = Array.from({ length: 1001 }, (_, at): readonly [string, string] => [`f${at}`, 'x'])
  const fields = Object.fromEntries(pairs)
  return [
    { name: 'nothing', body: '', type: plainType, mayDo: true },
    { name: 'only a key', ...urlencoded([['_key', randomUUID()]]), mayDo: true },
    { name: '1,001 fields', ...urlencoded(keyed(many)) },
    { name: 'over 1 MB', ...urlencoded(keyed([['words', 'a'.repeat(1_100_000)]])), status: [413] },
    { name: 'a list as JSON', body: '[1,2]', type: 'application/json' },
    { name: 'the form as JSON', body: JSON.stringify(fields), type: 'application/json' },
    { name: 'broken JSON', body: '{"a":', type: 'application/json' },
    { name: 'xml', body: '<a/>', type: 'application/xml', status: [415] },
    { name: 'plain words', body: 'words', type: 'text/plain' },
    { name: 'a broken upload', body: '--x\r\nnonsense', type: 'multipart/form-data; boundary=x' },
    { name: 'an upload without boundary', body: 'x', type: 'multipart/form-data' },
    {
      name: 'a file in a field that takes none',
      body: '--x\r\ncontent-disposition: form-data; name="summary"; filename="a.txt"\r\n\r\nwords\r\n--x--\r\n',
      type: 'multipart/form-data; boundary=x',
    },
    {
      name: 'prototype names',
      ...urlencoded(
        keyed([
          ['__proto__', 'x'],
          ['constructor', 'y'],
          ['toString', 'z'],
        ]),
      ),
    },
    {
      name: 'from another origin',
      ...encoded(form, keyed(pairs)),
      headers: { origin: 'https://elsewhere.example' },
      status: [403],
    },
    {
      name: 'from another site',
      ...encoded(form, keyed(pairs)),
      headers: { origin: ownOrigin, 'sec-fetch-site': 'cross-site' },
      status: [403],
    },
    {
      name: 'from a neighbouring site',
      ...encoded(form, keyed(pairs)),
      headers: { origin: ownOrigin, 'sec-fetch-site': 'same-site' },
      status: [403],
    },
    {
      name: 'from nowhere',
      ...encoded(form, keyed(pairs)),
      headers: { origin: 'null' },
      status: [403],
    },
  ]
}

function staleForms({ form }: Met, pairs: Pairs): Case[] {
  if (!form.fields.some(({ name }) => name === '_version')) return []
  return ['0', '999999', '2147483648'].map((version) => ({
    name: `version ${version}`,
    ...encoded(form, keyed(withField(pairs, '_version', version))),
  }))
}

/** What the answer shows, with signs as they were typed. */
function shown(body: string): string {
  return body.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"')
}

function answerFaults(each: Case, told: Told): string[] {
  if (told.status >= 500) return [`${told.status} ${told.fault}`]
  const done = told.status < 400
  if (done && each.mayDo !== true) return [`took effect: ${told.status} ${told.location}`]
  if (each.status !== undefined && !each.status.includes(told.status))
    return [`${told.status} instead of ${each.status.join()}`]
  if (/\n\s+at \S+ \(|node:internal|\/src\/features\//.test(told.body)) return ['shows its inside']
  const lost =
    told.status === 422 ? (each.words ?? []).filter((word) => !shown(told.body).includes(word)) : []
  return lost.map((word) => `lost what was typed: ${word}`)
}

type Sent = { readonly told: Told; readonly found: string[] }

async function send(place: Met, each: Case): Promise<Told> {
  return ask({
    who: place.who,
    method: 'POST',
    url: place.form.action,
    body: each.body,
    type: each.type,
    ...(each.headers && { headers: each.headers }),
  })
}

/** Sends one, and looks at all that is stored before and after it. */
async function sendSlowly(route: Act, place: Met, each: Case): Promise<string[]> {
  const before = await look()
  const added = await auditEnds(house)
  const told = await send(place, each)
  if (told.status < 400) return []
  const moved = changed(before, await look())
  const refused = (await added()).filter(({ outcome }) => outcome === 'refused')
  const events = refused.map(({ event }) => event).join()
  const known = typeof route.audit === 'string' ? route.audit : 'route.refused'
  return [
    ...(moved.length > 0 ? [`refused, and yet changed ${moved.join()}`] : []),
    ...(events === known ? [] : [`${refused.length} rows of refusal: ${events}`]),
  ]
}

const titled = (each: Case, told: Told) => (fault: string) =>
  `${each.name} (${told.status}): ${fault}`

describe.each(met.map(({ route, place }) => [nameOf(route), route, place] as const))(
  '%s',
  (_name, route, place) => {
    const pairs = likely(place.form, today)
    const samePage = routeAt(routes, 'GET', place.on)?.path === route.spec.page
    const cases = [
      ...wrongForms(place, pairs),
      ...wrongFields(place, pairs),
      ...staleForms(place, pairs),
    ]

    it('refuses what is wrong in words, changes nothing, and records that it refused', async () => {
      const faults: string[] = []
      const before = await look()
      const added = await auditEnds(house)
      const sent: Sent[] = []
      for (const each of cases.filter(({ mayDo }) => mayDo !== true)) {
        const told = await send(place, each)
        const { words: _words, ...wordless } = each
        const found = answerFaults(samePage ? each : wordless, told).map(titled(each, told))
        sent.push({ told, found })
      }
      faults.push(...sent.flatMap(({ found }) => found))
      const refusals = sent.filter(({ told }) => told.status >= 400)
      const rows = (await added()).filter(({ outcome }) => outcome === 'refused')
      const known = typeof route.audit === 'string' ? route.audit : 'route.refused'
      const moved = changed(before, await look())
      const recorded = rows.length === refusals.length && rows.every(({ event }) => event === known)
      // All at once is quick; only where something is amiss it is looked for one by one.
      if (!recorded || (moved.length > 0 && refusals.length === sent.length)) {
        faults.push(
          `together: ${rows.length} rows for ${refusals.length} refusals; ${moved.join()}`,
        )
        for (const each of cases)
          faults.push(
            ...(await sendSlowly(route, place, each)).map((fault) => `${each.name}: ${fault}`),
          )
      }
      for (const each of cases.filter(({ mayDo }) => mayDo === true)) {
        const told = await send(place, each)
        faults.push(...answerFaults(each, told).map(titled(each, told)))
      }
      expect(faults).toEqual([])
    })
  },
)

describe('the acts', () => {
  it('were all met by somebody of the sample, but for those that are named above', () => {
    const missed = acts.filter((route) => !forms.has(route)).map(({ path }) => path)
    expect(missed.filter((path) => notMet[path] === undefined)).toEqual([])
  })
})
