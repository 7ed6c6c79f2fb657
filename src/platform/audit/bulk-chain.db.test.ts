import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import { auditedDatabase, record, scratchFolder } from '#tests/audit/audited.ts'
import { loadChain } from '#tests/audit/load-chain.ts'
import { chainRows, emptyChain, type BulkEntry } from './bulk-chain.ts'
import { checkpoint } from './checkpoint.ts'
import { prepareSigningKey, publicKeyFile } from './signing-key.ts'
import { verifyAudit } from './verify/index.ts'

const { root, app, auditor, database, partnerships, member, client } = await auditedDatabase()
const [chain] = partnerships
const ann = await member(chain)
const folder = scratchFolder()

test('a chain that was loaded in bulk is one with the entries that come after it', async () => {
  const entries: BulkEntry[] = Array.from({ length: 500 }, (_, n) => ({
    entry: {
      event: 'recommendation.agreed',
      outcome: 'done',
      object: { type: 'recommendation', uid: randomUUID() },
      scopeUid: randomUUID(),
      people: [randomUUID(), randomUUID()],
      fields: ['dueOn', 'owner'],
      listed: [randomUUID()],
      build: '0.1.0',
    },
    at: `2025-03-27T09:30:00.${String(n).padStart(6, '0')}Z`,
    txid: 700 + n,
    actor: ann.uid,
    actorKind: 'person',
    agency: 4,
    request: randomUUID(),
  }))
  const migrate = await client(database.connect.migrate)
  await loadChain(migrate, chain, [...chainRows(chain, emptyChain, entries)])
  expect(await record(app, ann.token, { event: 'case.shown', outcome: 'shown' })).toBe(501)
  const keyFile = join(folder, 'key.pem')
  prepareSigningKey(keyFile)
  const { rows } = await root.query(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  )
  await checkpoint({ client: auditor, keyFile, folder, now: asInstant(rows[0].now) })
  const source = { connect: database.connect.auditor }
  const { code, lines } = await verifyAudit({
    source,
    anchors: [folder],
    pub: publicKeyFile(keyFile),
  })
  expect([code, lines[0]]).toEqual([0, expect.stringContaining('501 entries')])
})
