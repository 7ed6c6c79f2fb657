import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type pg from 'pg'
import { accessDatabase, clock, open } from './arena.ts'
import { furnish, idOf, place, tokenOf } from './office.ts'
import type { Name } from './office.ts'

// What a transaction remembers of who asks and what is open to them: nobody can forge it, and no change passes it by.

const database = await accessDatabase()
let app: pg.Client
let owner: pg.Client

beforeAll(async () => {
  owner = await open(database.connect.superuser)
  await furnish(owner)
  await owner.query(`
    insert into app.matrix_case (partnership_id, scope_id, sensitivity, body)
    values (1, ${place.kase}, 1, 'here'), (1, ${place.sealed}, 1, 'sealed'), (2, ${place.foreign}, 1, 'there')`)
})

beforeEach(async () => {
  app = await open(database.connect.app)
  return () => app.end()
})

afterAll(() => owner.end())

const bodies = 'select body as answer from app.matrix_case order by body'
const remembered = `select current_setting('heed.seen', true) as answer`

async function answers(text: string): Promise<unknown[]> {
  const { rows } = await app.query<{ answer: unknown }>(text)
  return rows.map((row) => row.answer)
}

/** Opens a transaction as the house does. */
async function begin(name: Name): Promise<void> {
  await app.query(
    `begin; set local heed.clock = '${clock}'; set local heed.session = '${tokenOf(name)}'; select access.current_principal()`,
  )
}

async function settingOf(name: Name): Promise<string> {
  await begin(name)
  const [setting] = await answers(remembered)
  await app.query('rollback')
  return String(setting)
}

async function put(setting: string): Promise<void> {
  await app.query(`select set_config('heed.seen', $1, true)`, [setting])
}

test('it is sealed, and gone with the transaction', async () => {
  await begin('manager')
  expect(await answers(remembered)).toEqual([expect.stringMatching(/^[0-9a-f]{64}\|/)])
  expect(await answers(bodies)).toEqual(['here'])
  await app.query('rollback')
  expect(await answers(remembered)).toEqual([''])
})

test('what was sealed for one is worth nothing in the transaction of another, nor in a later one', async () => {
  const setting = await settingOf('manager')
  for (const name of ['newcomer', 'manager'] as const) {
    await begin(name)
    await put(setting)
    expect(await answers('select access.principal_id()::text as answer')).toEqual([
      String(idOf(name)),
    ])
    await app.query('rollback')
  }
  await app.query(`begin; set local heed.clock = '${clock}'`)
  await put(setting)
  expect(await answers(bodies)).toEqual([])
  await app.query('rollback')
})

test('one more key, another partnership or another name breaks the seal', async () => {
  await begin('newcomer')
  const [own] = await answers(remembered)
  expect(await answers(bodies)).toEqual([])
  const [seal = '', ...parts] = String(own).split('|')
  const open = `{${place.kase * 4},${place.kase * 4 + 1}}`
  const forged = [
    [seal, ...parts.map((part, at) => (at === 6 ? open : part))],
    [seal, ...parts.map((part, at) => (at === 7 ? '{"case": 3}' : part))],
    [seal, ...parts.map((part, at) => (at === 1 ? String(idOf('manager')) : part))],
    ['', ...parts.map((part, at) => (at === 6 ? open : part))],
    ['0'.repeat(64), ...parts.map((part, at) => (at === 6 ? open : part))],
  ]
  for (const fields of forged) {
    await put(fields.join('|'))
    expect(await answers(bodies)).toEqual([])
    expect(await answers('select access.principal_id()::text as answer')).toEqual([
      String(idOf('newcomer')),
    ])
  }
  await app.query('rollback')
})

test('no part of what is sealed can be moved into the setting before it under the same seal', async () => {
  await begin('manager')
  const [own] = await answers(remembered)
  const [seal = '', first = '', ...rest] = String(own).split('|')
  // Believed, the principal would be read as the partnership; not believed, this is no time to reckon from.
  await app.query(`set local heed.clock = '${clock}|${first}'`)
  await put([seal, ...rest].join('|'))
  await expect(answers('select access.partnership() as answer')).rejects.toMatchObject({
    code: '22007',
  })
  await app.query('rollback')
})

test('nobody but the deciding functions reads the secret or makes a seal', async () => {
  for (const text of [
    'select secret from access.memory',
    `select access.seal_of('x')`,
    'select access.remembered()',
    'select access.remember(now(), 1, 1, 1, 1, array[]::bigint[], false)',
  ]) {
    await begin('manager')
    await expect(app.query(text)).rejects.toMatchObject({ code: '42501' })
    await app.query('rollback')
  }
})

test('another session, or another time, that is set later in the transaction is asked anew', async () => {
  await begin('manager')
  await app.query(`set local heed.session = '${tokenOf('newcomer')}'`)
  expect(await answers(bodies)).toEqual([])
  await app.query(
    `set local heed.session = '${tokenOf('manager')}'; set local heed.clock = '2199-01-01T00:00:00Z'`,
  )
  expect(await answers(bodies)).toEqual([])
  await app.query('rollback')
})

test('it is believed for a second, so that an ended session is over within one', async () => {
  await begin('manager')
  await owner.query(
    `update access.session set revoked_at = now() where token_digest = sha256(convert_to('${tokenOf('manager')}', 'UTF8'))`,
  )
  await app.query('select pg_sleep(1.1)')
  expect(await answers(bodies)).toEqual([])
  await app.query('rollback')
  await owner.query('update access.session set revoked_at = null')
})

test('each change to who somebody is or what is open to them is seen by the next statement of the same transaction', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `select tgrelid::regclass::text as name from pg_trigger where tgfoid = 'access.forget()'::regprocedure order by 1`,
  )
  expect(rows.map(({ name }) => name)).toEqual([
    'access.acting',
    'access.conflict',
    'access.emergency_access',
    'access.principal',
    'access.role',
    'access.role_held',
    'access.role_wide',
    'access.scope',
    'access.scope_grant',
    'access.scope_tie',
    'access.seal_grant',
    'access.session',
    'access.share',
  ])
  await begin('manager')
  expect(await answers(bodies)).toEqual(['here'])
  await answers(`select access.declare_conflict(${place.kase}, 'a neighbour') as answer`)
  expect(await answers(remembered)).toEqual([''])
  expect(await answers(bodies)).toEqual([])
  await app.query('rollback')
})
