import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import pg from 'pg'
import { syncPolicy } from '#platform/access/sync-policy.ts'
import { projectFolder } from '#platform/db/data-folder.ts'
import { openEmbedded, startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { addDays, asPlainDate } from '#shared/dates.ts'
import { ask } from './asking.ts'
import type { ChildServer } from './child-server.ts'
import { startHouse } from './measure.ts'
import { percentile } from './samples.ts'

// The chronology by itself: `npm run bench -- --only chronology`. Whole requests to the house as it is shipped, one after the other:
// session, row security, queries, page, audit. The import is the three acts that a person sends.

const agencies = 12

/** The median, the worst of twenty, and how often it was asked. */
interface Figure {
  readonly name: string
  readonly n: number
  readonly p50: number
  readonly p95: number
}

interface Ground {
  readonly house: ChildServer
  readonly client: pg.Client
  readonly token: string
  readonly partnership: number
}

async function one<R extends object>(
  client: pg.Client,
  text: string,
  values: readonly unknown[],
): Promise<R> {
  const { rows } = await client.query<R>(text, [...values])
  const [row] = rows
  if (row === undefined) throw new Error('the statement answered no row')
  return row
}

async function begin(client: pg.Client): Promise<{ partnership: number; token: string }> {
  const { id: partnership } = await one<{ id: number }>(
    client,
    `insert into access.partnership (name, slug) values ('Bench', 'bench') returning id::int`,
    [],
  )
  for (let n = 0; n < agencies; n++)
    await client.query(
      `insert into app.agency (partnership_id, name, kind, statutory_partner, active_from) values ($1, $2, $3, $4, '2000-01-01')`,
      [
        partnership,
        `Agency ${n}`,
        n === 0 ? 'local-authority' : 'other',
        n === 0 ? 'local-authority' : null,
      ],
    )
  const manager = await one<{ id: number }>(
    client,
    `insert into access.principal (partnership_id, kind, name, agency_id)
     select $1, 'person', 'Manager', min(id) from app.agency where partnership_id = $1 returning id::int`,
    [partnership],
  )
  await client.query(
    `insert into access.role_held (partnership_id, principal_id, role, valid) values ($1, $2, 'business-manager', tstzrange('2000-01-01', null))`,
    [partnership, manager.id],
  )
  const token = randomBytes(32).toString('base64url')
  await client.query(
    `insert into access.session (partnership_id, principal_id, token_digest, assurance, started_at, seen_at, idle_limit, expires_at, agent)
     values ($1, $2, $3, 2, now(), now(), '12 hours', now() + interval '12 hours', 'bench')`,
    [partnership, manager.id, createHash('sha256').update(token).digest()],
  )
  return { partnership, token }
}

async function get(ground: Ground, url: string): Promise<Buffer> {
  const { status, body } = await ask(ground.house.origin, ground.token, {
    method: 'GET',
    path: url,
  })
  if (status !== 200) throw new Error(`${url} was answered with ${status}`)
  return body
}

async function send(
  ground: Ground,
  url: string,
  sent: { body: string | Buffer; type: string },
): Promise<string> {
  const { origin } = ground.house
  const reply = await fetch(`${origin}${url}`, {
    method: 'POST',
    body: typeof sent.body === 'string' ? sent.body : new Uint8Array(sent.body),
    redirect: 'manual',
    headers: { cookie: `heed=${ground.token}`, origin, 'content-type': sent.type },
  })
  if (reply.status !== 303) {
    const said = /error-summary[\s\S]{0,600}/.exec(await reply.text())?.[0] ?? ''
    throw new Error(`${url} was answered with ${reply.status}: ${said}`)
  }
  return (reply.headers.get('location') ?? '').split('?')[0] ?? ''
}

function post(ground: Ground, url: string, form: Record<string, string>): Promise<string> {
  const payload = new URLSearchParams({ _key: randomUUID(), ...form }).toString()
  return send(ground, url, { body: payload, type: 'application/x-www-form-urlencoded' })
}

function upload(
  ground: Ground,
  url: string,
  file: { name: string; content: Buffer },
): Promise<string> {
  const edge = `edge${randomBytes(8).toString('hex')}`
  const head = `--${edge}\r\ncontent-disposition: form-data; name="_key"\r\n\r\n${randomUUID()}\r\n--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\n\r\n`
  const payload = Buffer.concat([
    Buffer.from(head),
    file.content,
    Buffer.from(`\r\n--${edge}--\r\n`),
  ])
  return send(ground, url, { body: payload, type: `multipart/form-data; boundary=${edge}` })
}

const heads = [
  'Date',
  'Time',
  'Details',
  'Who',
  'Date recorded',
  'Date known',
  'Child seen',
  'Location',
  'Reference',
  'Response',
  'Comments',
  'Theme',
]

/** Rows as agencies keep them: over ten years, most of them clean, some late, some with a reference that others share. */
function rowsOf(count: number, agency: number): string[][] {
  const start = asPlainDate('2010-01-01')
  return Array.from({ length: count }, (_, n) => {
    const seed = (n * 7919 + agency * 104_729) % 1_000_003
    const on = addDays(start, seed % 3650)
    const late = seed % 97 === 0 ? 40 : 0
    return [
      on,
      seed % 3 === 0
        ? `${String(8 + (seed % 10)).padStart(2, '0')}:${String(seed % 60).padStart(2, '0')}`
        : '',
      `Contact ${n} of agency ${agency}: the family was seen and what was said is written here in a sentence or two, as records have it.`,
      seed % 4 === 0 ? 'Child A; Mother' : 'Child A',
      addDays(on, late + (seed % 5)),
      addDays(on, late),
      ['Y', 'N', 'N/A', ''][seed % 4] ?? '',
      seed % 3 === 0 ? `Place ${seed % 4}` : '',
      seed % 29 === 0 ? `REF ${seed % 5000}` : '',
      'Advice was given and the next visit was agreed.',
      seed % 7 === 0 ? 'Looking back, more could have been asked.' : '',
      seed % 11 === 0 ? 'neglect' : '',
    ]
  })
}

const mapping = {
  headRow: '1',
  order: 'day-first',
  happened: 'Date',
  time: 'Time',
  event: 'Details',
  people: 'Who',
  recorded: 'Date recorded',
  knew: 'Date known',
  seen: 'Child seen',
  place: 'Location',
  reference: 'Reference',
  response: 'Response',
  analysis: 'Comments',
  themes: 'Theme',
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

async function fileOf(rows: readonly string[][], kind: 'csv' | 'xlsx') {
  if (kind === 'csv') {
    const lines = [heads, ...rows].map((row) => row.map(quoted).join(','))
    return { name: 'part.csv', content: Buffer.from(lines.join('\r\n')) }
  }
  const content = await writeXlsx({ sheets: [{ name: 'Part', rows: [heads, ...rows] }] })
  return { name: 'part.xlsx', content: Buffer.from(content) }
}

async function versionOf(ground: Ground, sheet: string): Promise<string> {
  const { version } = await one<{ version: number }>(
    ground.client,
    'select version from app.chronology_import where uid = $1',
    [sheet.split('/').at(-1)],
  )
  return String(version)
}

/** Brings a spreadsheet in as a person would; answers how long each of the three acts took, in milliseconds. */
async function bring(
  ground: Ground,
  part: string,
  file: { name: string; content: Buffer },
): Promise<{ read: number; checked: number; taken: number }> {
  const began = performance.now()
  const sheet = await upload(ground, `${part}/import`, file)
  const read = performance.now()
  await post(ground, sheet, { ...mapping, _version: await versionOf(ground, sheet) })
  const checked = performance.now()
  await post(ground, `${sheet}/take`, { _version: await versionOf(ground, sheet) })
  const taken = performance.now()
  return { read: read - began, checked: checked - read, taken: taken - checked }
}

async function newCase(
  ground: Ground,
): Promise<{ kase: string; parts: string[]; agencies: string[] }> {
  const { client, partnership } = ground
  const council = await one<{ uid: string }>(
    client,
    `select uid from app.agency where partnership_id = $1 and kind = 'local-authority'`,
    [partnership],
  )
  const kase = await post(ground, '/cases/new', {
    nature: 'death',
    abuseSuspected: 'yes',
    areaCouncil: council.uid,
    summary: 'For the benchmark.',
  })
  const unknown = { disability: 'not-asked', lookedAfter: 'not-asked', protectionPlan: 'not-asked' }
  await post(ground, `${kase}/people/new`, { part: 'child', childPart: 'died', ...unknown })
  await post(ground, `${kase}/people/new`, { part: 'mother', ...unknown })
  const { rows } = await client.query<{ uid: string }>(
    'select uid from app.agency where partnership_id = $1 order by id',
    [partnership],
  )
  const parts: string[] = []
  for (const { uid } of rows) {
    await post(ground, `${kase}/chronology/ask`, { agency: uid })
    const part = await one<{ uid: string }>(
      client,
      'select uid from app.chronology_part order by id desc limit 1',
      [],
    )
    parts.push(`/chronologies/${part.uid}`)
  }
  return { kase, parts, agencies: rows.map(({ uid }) => uid) }
}

/** Waits until the job has worked the marks out after the last of the entries; answers the seconds. */
async function waitForMarks(client: pg.Client, kase: string): Promise<number> {
  const began = performance.now()
  for (;;) {
    const { done } = await one<{ done: boolean }>(
      client,
      `select y.marks_at is not null and not exists (
         select from graphile_worker.jobs j where j.task_identifier = 'chronology.mark') as done
       from app.chronology y join app.serious_case c on c.id = y.case_id where c.uid = $1`,
      [kase.split('/').at(-1)],
    )
    if (done) return (performance.now() - began) / 1000
    await new Promise((resume) => setTimeout(resume, 200))
  }
}

async function timed(
  name: string,
  n: number,
  work: (at: number) => Promise<unknown>,
): Promise<Figure> {
  await work(0)
  const took: number[] = []
  for (let at = 0; at < n; at++) {
    const began = performance.now()
    await work(at)
    took.push(performance.now() - began)
  }
  const sorted = took.toSorted((a, b) => a - b)
  return { name, n, p50: percentile(sorted, 50), p95: percentile(sorted, 95) }
}

async function askAll(
  ground: Ground,
  at: { kase: string; parts: readonly string[]; agencies: readonly string[] },
): Promise<Figure[]> {
  const merged = `${at.kase}/chronology`
  const agency = (n: number) => at.agencies[n % at.agencies.length] ?? ''
  const { rows: people } = await ground.client.query<{ uid: string }>(
    `select p.uid from app.person p join app.serious_case c on c.scope_id = p.scope_id where c.uid = $1 and p.part = 'mother'`,
    [at.kase.split('/').at(-1)],
  )
  const { rows: middle } = await ground.client.query<{ uid: string }>(
    `select e.uid from app.chronology_entry e join app.chronology y on y.id = e.chronology_id join app.serious_case c on c.id = y.case_id
     where c.uid = $1 order by e.happened_first offset (select count(*) / 2 from app.chronology_entry z where z.chronology_id = (select y2.id from app.chronology y2 join app.serious_case c2 on c2.id = y2.case_id where c2.uid = $1)) limit 1`,
    [at.kase.split('/').at(-1)],
  )
  const day = (n: number) => addDays(asPlainDate('2010-06-01'), (n * 97) % 3500)
  const onPart = at.parts[0] ?? ''
  const entry = {
    happenedKind: 'day',
    'happened-day': '1',
    'happened-month': '6',
    'happened-year': '2015',
    knewKind: 'unknown',
    kind: 'contact',
    event: 'One more.',
    childSeen: 'yes',
    childHeard: 'not-recorded',
  }
  return [
    await timed('merged view, first page', 50, () => get(ground, merged)),
    await timed('merged view, page in the middle', 30, () =>
      get(ground, `${merged}?after=${middle[0]?.uid}`),
    ),
    await timed('filter by agency', 50, (n) => get(ground, `${merged}?agency=${agency(n)}`)),
    await timed('filter by person', 30, () => get(ground, `${merged}?person=${people[0]?.uid}`)),
    await timed('filter by theme and period', 30, (n) =>
      get(ground, `${merged}?theme=neglect&from=${day(n)}&to=${addDays(day(n), 365)}`),
    ),
    await timed('only with an open mark', 30, () => get(ground, `${merged}?only=marked`)),
    await timed('what did an agency know on a day', 50, (n) =>
      get(ground, `${merged}/known?agency=${agency(n)}&on=${day(n)}&knowledge=certain`),
    ),
    await timed('picture in lanes', 20, () => get(ground, `${merged}/lanes`)),
    await timed('list of marks', 20, () => get(ground, `${merged}/marks`)),
    await timed('adding one entry, marks worked out anew', 5, () =>
      post(ground, `${onPart}/entries/new`, entry),
    ),
    await timed('export as a workbook (20000 rows at most)', 3, () =>
      get(ground, `${merged}/spreadsheet`),
    ),
    await timed('export for Word (1000 rows at most)', 3, () => get(ground, `${merged}/word`)),
    await timed('print page (1000 rows at most)', 3, () => get(ground, `${merged}/print`)),
  ]
}

const ms = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0))

/** Makes a cluster with a partnership of twelve agencies and a manager who has signed in, and lets it go again. */
async function found(dataFolder: string): Promise<{ partnership: number; token: string }> {
  const cluster = await startEmbedded({ dataFolder, log: () => undefined })
  const client = new pg.Client(cluster.connection('heed_migrate'))
  try {
    await migrate({
      connect: cluster.connection('heed_migrate'),
      folder: path.join(projectFolder(), 'db', 'migrations'),
    })
    await client.connect()
    await client.query(`insert into access.installation (kind) values ('test')`)
    await syncPolicy(client)
    return await begin(client)
  } finally {
    await client.end()
    await cluster.stop()
  }
}

/** Measures chronologies of several lengths in one database and says what it found. */
export async function benchChronology(
  folder: string,
  say: (line: string) => void,
): Promise<string> {
  const dataFolder = path.join(folder, 'chronology')
  mkdirSync(dataFolder, { recursive: true })
  const { partnership, token } = await found(dataFolder)
  const log = openSync(path.join(folder, 'chronology.log'), 'a')
  const house = await startHouse(dataFolder, log)
  const beside = await openEmbedded({ dataFolder, log: () => undefined })
  const client = new pg.Client(beside.connection('heed_migrate'))
  try {
    await client.connect()
    const ground: Ground = { house, client, token, partnership }
    const sizes = [500, 5000, 50_000]
    const measured: { size: number; imported: string; figures: Figure[] }[] = []
    for (const size of sizes) {
      const at = await newCase(ground)
      const each = Math.ceil(size / agencies)
      const files: { name: string; content: Buffer }[] = []
      for (let n = 0; n < agencies; n++)
        files.push(await fileOf(rowsOf(each, n), n % 2 === 0 ? 'csv' : 'xlsx'))
      let read = 0
      let checked = 0
      let taken = 0
      for (const [n, file] of files.entries()) {
        const took = await bring(ground, at.parts[n] ?? '', file)
        read += took.read
        checked += took.checked
        taken += took.taken
      }
      const rows = each * agencies
      const all = (read + checked + taken) / 1000
      const imported = `${rows} rows in ${agencies} files: ${Math.round(rows / all)} rows/s (read ${(read / 1000).toFixed(1)} s, dry run ${(checked / 1000).toFixed(1)} s, taken ${(taken / 1000).toFixed(1)} s)`
      say(`${size} entries, import: ${imported}`)
      const marks = await waitForMarks(client, at.kase)
      say(
        `${size} entries: the job had worked the marks out ${marks.toFixed(0)} s after the import`,
      )
      await client.query('vacuum (analyze) app.chronology_entry, app.chronology_mark')
      const figures = await askAll(ground, at)
      for (const { name, n, p50, p95 } of figures)
        say(`${size} entries, ${name}: p50 ${ms(p50)} ms, p95 ${ms(p95)} (n = ${n})`)
      measured.push({ size, imported, figures })
    }
    const single: string[] = []
    for (const kind of ['csv', 'xlsx'] as const) {
      const at = await newCase(ground)
      const file = await fileOf(rowsOf(50_000, kind === 'csv' ? 20 : 21), kind)
      const took = await bring(ground, at.parts[0] ?? '', file)
      const all = (took.read + took.checked + took.taken) / 1000
      const line = `one ${kind} file of 50000 rows, ${(file.content.byteLength / 1e6).toFixed(1)} MB: ${Math.round(50_000 / all)} rows/s (read ${(took.read / 1000).toFixed(1)} s, dry run ${(took.checked / 1000).toFixed(1)} s, taken ${(took.taken / 1000).toFixed(1)} s)`
      single.push(line)
      say(line)
    }
    return tellChronology(measured, single)
  } finally {
    await client.end()
    await house.stop()
    closeSync(log)
  }
}

function tellChronology(
  found: readonly { size: number; imported: string; figures: readonly Figure[] }[],
  single: readonly string[],
): string {
  const names = found[0]?.figures.map(({ name }) => name) ?? []
  const cell = (size: number, name: string) => {
    const figure = found
      .find((each) => each.size === size)
      ?.figures.find((each) => each.name === name)
    return figure ? `${ms(figure.p50)} / ${ms(figure.p95)} (${figure.n})` : ''
  }
  return [
    '## Chronology',
    '',
    `Whole requests to the house as it is shipped, one after the other, ${agencies} agencies. p50 / p95 in ms (n).`,
    '',
    `| | ${found.map(({ size }) => `${size} entries`).join(' | ')} |`,
    `|---|${found.map(() => '---|').join('')}`,
    ...names.map(
      (name) => `| ${name} | ${found.map(({ size }) => cell(size, name)).join(' | ')} |`,
    ),
    '',
    ...found.map(({ size, imported }) => `* import, ${size}: ${imported}`),
    ...single.map((line) => `* ${line}`),
    '',
  ].join('\n')
}
