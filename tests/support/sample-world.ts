import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll } from 'vitest'
import { loadSample } from '../../src/sample/index.ts'
import { people } from '../../src/sample/cast.ts'
import type { PersonName } from '../../src/sample/cast.ts'
import { buildAssets } from '../../tools/build-assets.mjs'
import { testHouse } from './house.ts'
import type { Somebody, TestHouse } from './house.ts'

/** A test house that holds the sample partnership, with everybody of it signed in. */
export interface SampleWorld {
  readonly house: TestHouse
  readonly as: Readonly<Record<PersonName, Somebody>>
}

async function signIn(house: TestHouse, name: string): Promise<Somebody> {
  const [person] = await house.sql<{ id: number; uid: string; partnership_id: number }>(
    `select id::int, uid, partnership_id::int from access.principal where name = $1`,
    [name],
  )
  if (person === undefined) throw new Error(`the sample has nobody called ${name}`)
  const token = randomBytes(32).toString('base64url')
  await house.sql(
    `insert into access.session (partnership_id, principal_id, token_digest, assurance, stepped_up_at, started_at, seen_at, idle_limit, expires_at)
     values ($1, $2, $3, 2, '2100-01-01', now(), '2100-01-01', interval '50 years', '2100-01-01')`,
    [person.partnership_id, person.id, createHash('sha256').update(token).digest()],
  )
  return { id: person.id, uid: person.uid, name, token }
}

/** The style sheets and scripts of this very tree, for a real browser. */
async function freshAssets(): Promise<string> {
  const outDir = mkdtempSync(path.join(tmpdir(), 'heed-assets-'))
  await buildAssets({ outDir })
  return outDir
}

/** Opens the sample for a test file. Call it once at the top of the file. */
export async function sampleWorld(
  options: {
    assets?: boolean
    /** The address that a real browser will see, for journeys that press buttons. */
    origin?: string
  } = {},
): Promise<SampleWorld> {
  const house = await testHouse({
    ...(options.assets && { assetsFolder: await freshAssets() }),
    ...(options.origin !== undefined && { origin: options.origin }),
  })
  const client = new Client(house.database.connect.superuser)
  await client.connect()
  afterAll(() => client.end())
  await loadSample(house.house, client)
  const signedIn: [string, Somebody][] = []
  for (const [name, person] of Object.entries(people))
    signedIn.push([name, await signIn(house, person.name)])
  return { house, as: Object.fromEntries(signedIn) as SampleWorld['as'] }
}
