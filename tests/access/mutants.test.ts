import { afterAll, beforeAll, expect, test } from 'vitest'
import type pg from 'pg'
import { accessDatabase, drawWorlds, load, open, tables } from './arena.ts'
import { compareSession } from './compare.ts'
import type { Tally } from './compare.ts'
import { functionMutants, memoryMutants, policyMutants } from './mutants.ts'
import type { FunctionMutant, PolicyMutant } from './mutants.ts'
import type { World } from './world.ts'

const seed = Number(process.env['HEED_ACCESS_SEED'] ?? 20261124)
const database = await accessDatabase()
let app: pg.Client
let owner: pg.Client
let all: World[]
let before: unknown

beforeAll(async () => {
  all = drawWorlds(seed, 20)
  owner = await open(database.connect.superuser)
  await load(owner, all)
  app = await open(database.connect.app)
  before = await fingerprint()
})

afterAll(async () => {
  await app.end()
  await owner.end()
})

/** Where a mutant shows itself: what may be added is asked for its own sake only, because trying it is slow. */
interface Hunt {
  readonly where: 'reads' | 'adds'
  readonly how: 'remembering' | 'anew'
}

/** Asks session after session until an answer differs from the predicate; none means that the mutant lives. */
async function isNoticed({ where, how }: Hunt): Promise<boolean> {
  const scale = { oneByOne: false, adds: where === 'adds', reads: where === 'reads', how }
  for (const world of all) {
    for (const session of world.sessions) {
      const tally: Tally = { cells: 0, mismatches: [] }
      // A mutant may also break a statement outright: then it is noticed too.
      const broke = await compareSession({ app, world, session, tally }, scale).catch(() => true)
      if (broke === true || tally.mismatches.length > 0) return true
    }
  }
  return false
}

/** Every function and policy, word for word. */
async function fingerprint(): Promise<unknown> {
  const { rows } = await owner.query(`
    select p.oid::regprocedure::text as name, md5(pg_get_functiondef(p.oid)) as text from pg_proc p where pronamespace = 'access'::regnamespace
    union all
    select polrelid::regclass || '.' || polname, md5(coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), ''))
    from pg_policy
    order by 1`)
  return rows
}

function replaceNth(
  text: string,
  { find, put, nth = 0 }: { find: string; put: string; nth?: number },
): string {
  const parts = text.split(find)
  if (parts.length < nth + 2) throw new Error(`"${find}" does not stand there ${nth + 1} times`)
  return parts.slice(0, nth + 1).join(find) + put + parts.slice(nth + 1).join(find)
}

async function spoilFunction(mutant: FunctionMutant): Promise<() => Promise<void>> {
  const { rows } = await owner.query<{ text: string }>(
    'select pg_get_functiondef($1::regprocedure) as text',
    [mutant.of],
  )
  const text = rows[0]?.text ?? ''
  await owner.query(replaceNth(text, mutant))
  return async () => void (await owner.query(text))
}

async function spoilPolicy(mutant: PolicyMutant): Promise<() => Promise<void>> {
  const restore: string[] = []
  for (const { table } of tables) {
    const { rows } = await owner.query<{ reads: string | null; writes: string | null }>(
      `select pg_get_expr(polqual, polrelid) as reads, pg_get_expr(polwithcheck, polrelid) as writes
       from pg_policy where polrelid = $1::regclass and polname = $2`,
      [table, mutant.policy],
    )
    const clause = mutant.policy === 'adds' ? 'with check' : 'using'
    const text = (mutant.policy === 'adds' ? rows[0]?.writes : rows[0]?.reads) ?? ''
    await owner.query(
      `alter policy ${mutant.policy} on ${table} ${clause} (${replaceNth(text, mutant)})`,
    )
    restore.push(`alter policy ${mutant.policy} on ${table} ${clause} (${text})`)
  }
  const other = mutant.with === undefined ? undefined : await spoilPolicy(mutant.with)
  return async () => {
    for (const statement of restore) await owner.query(statement)
    await other?.()
  }
}

async function hunt(
  name: string,
  at: Hunt,
  spoil: () => Promise<() => Promise<void>>,
): Promise<string | undefined> {
  const restore = await spoil()
  try {
    return (await isNoticed(at)) ? undefined : name
  } finally {
    await restore()
  }
}

test('every condition that is taken out of the policy or turned round is noticed', async () => {
  const survivors: (string | undefined)[] = []
  for (const mutant of functionMutants) {
    const name = `${mutant.of}: ${mutant.find} → ${mutant.put} (${mutant.nth ?? 0})`
    const at = { where: mutant.adds ? 'adds' : 'reads', how: 'anew' } as const
    survivors.push(await hunt(name, at, () => spoilFunction(mutant)))
  }
  for (const mutant of memoryMutants) {
    const name = `remembering: ${mutant.of}: ${mutant.find} → ${mutant.put}`
    const at = { where: 'reads', how: 'remembering' } as const
    survivors.push(await hunt(name, at, () => spoilFunction(mutant)))
  }
  for (const mutant of policyMutants) {
    const name = `policy ${mutant.policy}: ${mutant.find} → ${mutant.put}`
    const at = { where: mutant.policy === 'adds' ? 'adds' : 'reads', how: 'anew' } as const
    survivors.push(await hunt(name, at, () => spoilPolicy(mutant)))
  }
  const alive = survivors.filter((name) => name !== undefined)
  console.log(`policy mutants: ${survivors.length - alive.length} of ${survivors.length} killed`)
  expect(alive).toEqual([])
}, 600_000)

test('after the mutants the policy is whole again', async () => {
  expect(await fingerprint()).toEqual(before)
})
