import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Client } from 'pg'
import { afterAll } from 'vitest'
import type { RoleName } from '#platform/access/role.ts'
import { clockAt, systemClock } from '#platform/clock.ts'
import type { Clock } from '#platform/clock.ts'
import { openPool } from '#platform/db/connection.ts'
import { fileStore } from '#platform/files/file-store.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { announcer } from '#platform/facts/facts.ts'
import type { House } from '#platform/http/house.ts'
import type { Route } from '#platform/http/route.ts'
import { buildServer } from '#platform/http/server.ts'
import type { Log } from '#platform/log.ts'
import type { Instant } from '#shared/dates.ts'
import { navigation, reactions, routesFor } from '../../src/app.ts'
import { testDatabase } from './database.ts'
import type { TestDatabase } from './database.ts'

/** Somebody who has signed in to the test house. */
export interface Somebody {
  readonly id: number
  readonly uid: string
  readonly name: string
  readonly token: string
}

/** A partnership of the test world. */
export interface TestPartnership {
  readonly id: number
  readonly uid: string
}

/** An agency of the test world. */
export interface TestAgency {
  readonly id: number
  readonly uid: string
  readonly name: string
}

/** A whole web server over a database of its own, with people who can sign in. */
export interface TestHouse {
  readonly database: TestDatabase
  readonly server: FastifyInstance
  /** What the server was built from, for those who act without a request. */
  readonly house: House
  /** Runs a statement past row security, to set up a world or to look at what is stored. */
  sql<R extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<R[]>
  /** What the audit holds, oldest first; `event` narrows it. */
  audited(event?: string): Promise<AuditRow[]>
  addPartnership(name?: string): Promise<TestPartnership>
  addAgency(partnership: TestPartnership, name: string, facts?: AgencyFacts): Promise<TestAgency>
  /** A post of an agency, filled by the person. */
  addPost(
    partnership: TestPartnership,
    agency: TestAgency,
    post: { title: string; holder: Somebody },
  ): Promise<{ id: number; uid: string; principalId: number }>
  signIn(
    partnership: TestPartnership,
    as: { role?: RoleName; agency?: TestAgency; name?: string },
  ): Promise<Somebody>
  get(who: Somebody | undefined, url: string): Promise<Answer>
  post(
    who: Somebody | undefined,
    url: string,
    form: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<Answer>
  /** The same form with files in it, as a browser sends it. */
  upload(
    who: Somebody | undefined,
    url: string,
    form: Readonly<Record<string, string | { name: string; content: Uint8Array }>>,
  ): Promise<Answer>
  /** What has been handed in; it lies in a folder that goes with the house. */
  readonly files: FileStore
  /** Where they lie, encrypted. */
  readonly filesFolder: string
  /** Sets the time for the server and the database. */
  setClock(instant: Instant | undefined): void
}

/** One entry of the audit, as far as tests look at it. */
export interface AuditRow {
  readonly event: string
  readonly outcome: string
  readonly actor?: string
  readonly objectType?: string
  readonly object?: string
  readonly scope?: string
  readonly people?: readonly string[]
  readonly fields?: readonly string[]
  readonly reason?: string
  readonly onBehalfOf?: string
  readonly n?: number
}

interface AgencyFacts {
  readonly kind?: string
  readonly partner?: 'local-authority' | 'integrated-care-board' | 'police'
}

/** What the server answered. */
export interface Answer {
  readonly status: number
  readonly body: string
  readonly location: string | undefined
  readonly headers: Readonly<Record<string, unknown>>
}

const origin = 'http://localhost:3000'

function encode(form: Readonly<Record<string, string | readonly string[]>>): string {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((each): [string, string] => [name, each]),
  )
  return new URLSearchParams(pairs).toString()
}

function multipart(
  form: Readonly<Record<string, string | { name: string; content: Uint8Array }>>,
): { payload: Buffer; type: string } {
  const boundary = `heed${randomBytes(8).toString('hex')}`
  const parts = Object.entries(form).flatMap(([name, value]) => {
    const file = typeof value === 'string' ? '' : `; filename="${value.name}"`
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n`
    const content = typeof value === 'string' ? Buffer.from(value) : Buffer.from(value.content)
    return [Buffer.from(head), content, Buffer.from('\r\n')]
  })
  return {
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    type: `multipart/form-data; boundary=${boundary}`,
  }
}

/** What the gate of every test house shows the database. */
const gateSecret = 'known to the gate only'

async function makeWorld(client: Client, kind: 'real' | 'sample' | 'test') {
  await client.query(`insert into access.installation (kind) values ($1) on conflict do nothing`, [
    kind,
  ])
  await client.query(
    `update access.installation set gate_digest = sha256(convert_to($1, 'UTF8'))`,
    [gateSecret],
  )
  async function sql<R extends object>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<R[]> {
    return (await client.query(text, [...values])).rows as R[]
  }
  async function one<R extends object>(text: string, values: readonly unknown[]): Promise<R> {
    const [row] = await sql<R>(text, values)
    if (row === undefined) throw new Error('the statement answered no row')
    return row
  }
  return { sql, one }
}

/** A log that keeps the last fault, so that a test fails with what went wrong and not with a status of 500. */
function keepFaults(): { log: Log; rethrow(status: number): void } {
  let last: unknown
  const ignore = () => undefined
  const log: Log = {
    info: ignore,
    warn: ignore,
    debug: ignore,
    error: (told: unknown) => {
      last = typeof told === 'object' && told !== null && 'err' in told ? told.err : told
    },
  }
  return {
    log,
    rethrow(status) {
      // A fault is answered with 500; what is known to go wrong (503, 507) has its own status and is no fault.
      if (status === 500) throw new Error('the server answered with a fault', { cause: last })
    },
  }
}

/**
 * Opens a test house; it is closed after the file's last test. Call it once at the top of the file.
 * Without options it serves all of Heed over a database that was made for tests.
 */
export async function testHouse(
  options: {
    kind?: 'real' | 'sample' | 'test'
    routes?: readonly Route[]
    /** The address that a real browser will see, and the built assets, for tests that listen. */
    origin?: string
    assetsFolder?: string
    requestsPerMinute?: number
  } = {},
): Promise<TestHouse> {
  const database = await testDatabase()
  const client = new Client(database.connect.superuser)
  await client.connect()
  const { sql, one } = await makeWorld(client, options.kind ?? 'test')
  const pool = openPool(database.connect.app, 6)
  let clock: Clock = systemClock
  const faults = keepFaults()
  const folder = mkdtempSync(path.join(tmpdir(), 'heed-house-'))
  const filesFolder = path.join(folder, 'files')
  const files = fileStore({ folder: filesFolder, key: randomBytes(32) })
  const house: House = {
    pool,
    clock: {
      now: () => clock.now(),
      get forced() {
        return clock.forced
      },
    },
    log: faults.log,
    routes:
      options.routes ??
      routesFor({ keys: { fieldKey: randomBytes(32) }, url: options.origin ?? origin }),
    navigation,
    announce: announcer(reactions),
    files,
    draftKey: randomBytes(32),
    gateSecret,
    origins: [options.origin ?? origin],
    secure: false,
    build: 'test',
    assetsFolder: options.assetsFolder ?? mkdtempSync(path.join(folder, 'assets-')),
    limits: { requestsPerMinute: options.requestsPerMinute ?? 100_000 },
  }
  const server = await buildServer(house)
  afterAll(async () => {
    await server.close()
    await pool.end()
    await client.end()
    rmSync(folder, { recursive: true, force: true })
  })

  async function send(
    who: Somebody | undefined,
    request: { method: 'GET' | 'POST'; url: string; payload?: string | Buffer; type?: string },
  ): Promise<Answer> {
    const headers: Record<string, string> = {}
    if (who !== undefined) headers['cookie'] = `heed=${who.token}`
    if (request.method === 'POST') {
      headers['content-type'] = request.type ?? 'application/x-www-form-urlencoded'
      headers['origin'] = options.origin ?? origin
    }
    const { method, url, payload } = request
    const reply = await server.inject({ method, url, headers, ...(payload && { payload }) })
    faults.rethrow(reply.statusCode)
    const location = reply.headers.location
    return {
      status: reply.statusCode,
      body: reply.body,
      location: typeof location === 'string' ? location : undefined,
      headers: reply.headers,
    }
  }

  return {
    database,
    server,
    house,
    sql: sql as TestHouse['sql'],
    async audited(event) {
      const rows = await sql<{ payload: string }>(
        `select payload from audit.entry order by payload::jsonb ->> 'recordedAt', seq`,
      )
      const entries = rows.map((row): AuditRow => JSON.parse(row.payload))
      return event === undefined ? entries : entries.filter((entry) => entry.event === event)
    },
    addPartnership: (name = `Aldermere ${randomBytes(3).toString('hex')}`) =>
      one<TestPartnership>(
        `insert into access.partnership (name, slug) values ($1, $2) returning id::int, uid`,
        [name, name.toLowerCase().replaceAll(' ', '-')],
      ),
    addAgency: (partnership, name, facts = {}) =>
      one<TestAgency>(
        `insert into app.agency (partnership_id, name, kind, statutory_partner, active_from)
         values ($1, $2, $3, $4, '2010-01-01') returning id::int, uid, name`,
        [partnership.id, name, facts.kind ?? facts.partner ?? 'other', facts.partner ?? null],
      ),
    async addPost(partnership, agency, { title, holder }) {
      const principal = await one<{ id: number }>(
        `insert into access.principal (partnership_id, kind, name, agency_id) values ($1, 'post', $2, $3) returning id::int`,
        [partnership.id, title, agency.id],
      )
      await sql(
        `insert into access.acting (partnership_id, principal_id, as_principal_id, valid)
         values ($1, $2, $3, tstzrange('2010-01-01', null))`,
        [partnership.id, holder.id, principal.id],
      )
      const post = await one<{ id: number; uid: string }>(
        `insert into app.post (partnership_id, agency_id, principal_id, title, active_from)
         values ($1, $2, $3, $4, '2010-01-01') returning id::int, uid`,
        [partnership.id, agency.id, principal.id, title],
      )
      return { ...post, principalId: principal.id }
    },
    async signIn(
      partnership,
      { role, agency, name = `Invented ${randomBytes(3).toString('hex')}` },
    ) {
      const person = await one<{ id: number; uid: string }>(
        `insert into access.principal (partnership_id, kind, name, agency_id) values ($1, 'person', $2, $3) returning id::int, uid`,
        [partnership.id, name, agency?.id ?? null],
      )
      if (role !== undefined) {
        await sql(
          `insert into access.role_held (partnership_id, principal_id, role, valid) values ($1, $2, $3, tstzrange('2010-01-01', null))`,
          [partnership.id, person.id, role],
        )
      }
      const token = randomBytes(32).toString('base64url')
      await sql(
        `insert into access.session (partnership_id, principal_id, token_digest, assurance, stepped_up_at, started_at, seen_at, idle_limit, expires_at)
         values ($1, $2, $3, 2, '2100-01-01', '2010-01-01', '2100-01-01', interval '50 years', '2100-01-01')`,
        [partnership.id, person.id, createHash('sha256').update(token).digest()],
      )
      return { ...person, name, token }
    },
    get: (who, url) => send(who, { method: 'GET', url }),
    post: (who, url, form) =>
      send(who, { method: 'POST', url, payload: encode({ _key: randomUUID(), ...form }) }),
    upload: (who, url, form) =>
      send(who, { method: 'POST', url, ...multipart({ _key: randomUUID(), ...form }) }),
    files,
    filesFolder,
    setClock(instant) {
      clock = instant === undefined ? systemClock : clockAt(instant)
    },
  }
}
