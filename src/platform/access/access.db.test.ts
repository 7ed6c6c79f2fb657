import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import type { Pool } from 'pg'
import { openPool } from '#platform/db/connection.ts'
import { inTransaction } from '#platform/db/transaction.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import { asInstant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { accessDatabase, clock } from '#tests/access/arena.ts'
import { furnish, idOf, place, tokenOf, uidOf } from '#tests/access/office.ts'
import type { Name } from '#tests/access/office.ts'
import { sql } from 'kysely'
import { actorFrom } from './actor.ts'
import type { Actor } from './actor.ts'
import { declareConflict, listConflicts, raiseConflict, settleConflict } from './conflicts.ts'
import {
  listEmergencyAccess,
  reviewEmergencyAccess,
  useEmergencyAccess,
} from './emergency-access.ts'
import { sharedByOthers, withinReach } from './reach.ts'
import {
  endGrant,
  grantAccess,
  listGrants,
  openScope,
  readClearance,
  writeClearance,
} from './scopes.ts'
import { endSealGrant, grantSeal, releaseSeal, sealScope } from './seals.ts'
import { endAllSessions, endSession, listSessions } from './sessions.ts'
import { endShare, giveShare, listOtherPartnerships } from './shares.ts'
import { syncPolicy } from './sync-policy.ts'
import { whyVisible } from './why.ts'

const database = await accessDatabase()
let pool: Pool

beforeAll(async () => {
  const owner = new pg.Client(database.connect.superuser)
  await owner.connect()
  await furnish(owner)
  await owner.query(`
    insert into app.matrix_case (partnership_id, scope_id, sensitivity, body)
    values (1, ${place.kase}, 1, 'here'), (1, ${place.kase}, 3, 'vault'), (2, ${place.foreign}, 1, 'there')`)
  await owner.end()
  pool = openPool(database.connect.app)
})

afterAll(async () => {
  await pool.end()
})

const caseUid = uidOf(place.kase) as Uid
const inAWeek = asInstant(new Date(Date.parse(clock) + 7 * 86_400_000))

/** One request of somebody in the office, as the server would open it. */
function as<T>(name: Name, work: (tx: Tx, actor: Actor) => Promise<T>): Promise<T> {
  const opening = { token: tokenOf(name), requestId: 'test', clock: asInstant(clock) }
  return inTransaction(pool, opening, async (tx, principal) => {
    const actor = actorFrom(principal)
    if (!actor) throw new Error(`${name} has no session`)
    return { result: await work(tx, actor), audit: undefined }
  })
}

async function bodies(tx: Reader, where: ReturnType<typeof withinReach>): Promise<string[]> {
  const { rows } = await sql<{ body: string }>`
    select body from app.matrix_case as m where ${where} order by body`.execute(tx)
  return rows.map((row) => row.body)
}

test('access is given, listed with its reason, explained, and ended', async () => {
  const given = {
    scopeId: place.kase,
    principalId: idOf('owner'),
    mayWrite: false,
    reason: 'helps',
    path: 'member',
  } as const
  const grant = await as('manager', (tx) => grantAccess(tx, { ...given, clearance: 2 }))
  expect(await as('owner', (tx) => readClearance(tx, place.kase))).toBe(2)
  expect(await as('owner', (tx) => writeClearance(tx, place.kase, 'case'))).toBeUndefined()
  expect(await as('owner', (tx) => listGrants(tx, place.kase))).toMatchObject([
    { ...given, id: grant, clearance: 2 },
  ])
  const why = await as('owner', (tx) => whyVisible(tx, caseUid))
  expect(why?.paths).toMatchObject([{ path: 'grant', clearance: 2, mayWrite: false }])
  expect(why?.lines.find(({ name }) => name === 'path')?.held).toEqual(['grant'])
  expect(await as('owner', (tx, actor) => bodies(tx, withinReach(actor, 'case', 'm')))).toEqual([
    'here',
  ])
  expect(await as('manager', (tx) => endGrant(tx, grant, 'done'))).toBe(true)
})

test('nobody is told why they cannot see something', async () => {
  expect(await as('member', (tx) => whyVisible(tx, caseUid))).toBeUndefined()
  expect(await as('member', (tx) => whyVisible(tx, uidOf(place.foreign) as Uid))).toBeUndefined()
})

test('a refusal of the database becomes a known failure', async () => {
  const tried = as('owner', (tx) => openScope(tx, 'case'))
  await expect(tried).rejects.toMatchObject({ code: 'forbidden' })
  const hidden = as('member', (tx) => declareConflict(tx, place.kase, 'kin'))
  await expect(hidden).rejects.toMatchObject({ code: 'not-found' })
  expect(await as('manager', (tx) => openScope(tx, 'case'))).toBeGreaterThan(0)
})

test('a list begins where the reader’s rows are and holds what row security lets through', async () => {
  expect(await as('manager', (tx, actor) => bodies(tx, withinReach(actor, 'case', 'm')))).toEqual([
    'here',
    'vault',
  ])
  expect(await as('member', (tx, actor) => bodies(tx, withinReach(actor, 'case', 'm')))).toEqual([])
})

test('what another partnership shares stands in a list of its own until the share ends', async () => {
  const to = await as('manager', async (tx) => (await listOtherPartnerships(tx))[0])
  if (!to) throw new Error('there is another partnership')
  const share = await as('manager', (tx) =>
    giveShare(tx, {
      scopeId: place.kase,
      to: { partnershipUid: to.uid },
      clearance: 1,
      ends: inAWeek,
      purpose: 'moves there',
      basis: 'Children Act 2004 s.11',
    }),
  )
  expect(await as('stranger', (tx, actor) => bodies(tx, sharedByOthers(actor, 'm')))).toEqual([
    'here',
  ])
  expect(await as('stranger', (tx, actor) => bodies(tx, withinReach(actor, 'case', 'm')))).toEqual([
    'there',
  ])
  expect((await as('stranger', (tx) => whyVisible(tx, caseUid)))?.ownPartnership).toBe(false)
  expect(await as('manager', (tx) => endShare(tx, share))).toBe(true)
})

test('a conflict is raised, waits for two words, and is cleared until a day', async () => {
  const raised = {
    scopeId: place.kase,
    principalId: idOf('council'),
    kind: 'matched',
    basis: 'two identifiers',
  } as const
  const conflict = await as('health', (tx) => raiseConflict(tx, raised))
  expect(await as('council', (tx) => readClearance(tx, place.kase))).toBeUndefined()
  expect(await as('officer', (tx) => listConflicts(tx))).toMatchObject([
    { id: conflict, state: 'suspected', scopeUid: caseUid },
  ])
  const clear = { clear: 'another family', until: inAWeek }
  expect(await as('officer', (tx) => settleConflict(tx, conflict ?? 0, clear))).toBe(
    'waits-for-second',
  )
  expect(await as('health', (tx) => settleConflict(tx, conflict ?? 0, clear))).toBe('cleared')
  expect(await as('council', (tx) => readClearance(tx, place.kase))).toBe(3)
})

test('emergency access is used, refused the third time, listed and reviewed', async () => {
  const use = {
    scopeUid: caseUid,
    reasonCode: 'child-at-risk',
    reason: 'a child is at risk tonight',
  }
  const first = await as('member', (tx) => useEmergencyAccess(tx, use))
  expect(first.ok).toBe(true)
  await as('member', (tx) => useEmergencyAccess(tx, use))
  const third = await as('member', (tx) => useEmergencyAccess(tx, use))
  expect(third).toEqual({ ok: false, refusal: { code: 'two-uses-wait-for-review' } })
  const lines = await as('officer', (tx) => listEmergencyAccess(tx))
  expect(lines).toHaveLength(2)
  const verdict = { verdict: 'justified', note: 'the child was seen' } as const
  expect(await as('officer', (tx) => reviewEmergencyAccess(tx, lines[0]?.id ?? 0, verdict))).toBe(
    true,
  )
})

test('a case is sealed, opened to a person by name, and released by two', async () => {
  const kase = await as('manager', (tx) => openScope(tx, 'case'))
  await as('health', (tx) => sealScope(tx, kase))
  expect(await as('police', (tx) => readClearance(tx, kase))).toBeUndefined()
  const named = await as('health', (tx) =>
    grantSeal(tx, kase, { principalId: idOf('police'), ends: inAWeek, reason: 'second word' }),
  )
  expect(await as('health', (tx) => releaseSeal(tx, kase, 'over'))).toBe('waits-for-second')
  expect(await as('police', (tx) => releaseSeal(tx, kase, 'over'))).toBe('released')
  expect(await as('health', (tx) => endSealGrant(tx, named))).toBe(true)
})

test('own sessions are listed, and ended at once', async () => {
  const lines = await as('newcomer', (tx, actor) => listSessions(tx, actor.principalId))
  expect(lines.filter(({ isThis }) => isThis)).toHaveLength(1)
  expect(lines).toHaveLength(2)
  const other = lines.find(({ isThis }) => !isThis)
  expect(await as('newcomer', (tx) => endSession(tx, other?.uid ?? ('' as Uid)))).toBe(true)
  expect(
    await as('newcomer', (tx, actor) => endAllSessions(tx, actor.principalId, { butThis: false })),
  ).toBe(1)
  await expect(as('newcomer', () => Promise.resolve())).rejects.toThrow('has no session')
})

test('the policy files are copied as often as one likes', async () => {
  const client = new pg.Client(database.connect.migrate)
  await client.connect()
  await syncPolicy(client)
  const { rows } = await client.query<{ n: number }>(
    'select count(*)::integer as n from access.role_permission',
  )
  await client.end()
  expect(rows[0]?.n).toBeGreaterThan(150)
})
