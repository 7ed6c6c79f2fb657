import type pg from 'pg'
import { inSession, nameOf, tables } from './arena.ts'
import type { Table } from './arena.ts'
import { depth, mayAdd, mayChange, mayRead } from './predicate.ts'
import type { Level, Row, Session, World } from './world.ts'

// Asks the database as each session and compares every answer with the plain predicate.

export interface Tally {
  cells: number
  readonly mismatches: string[]
}

interface Case {
  readonly app: pg.Client
  readonly world: World
  readonly session: Session
  readonly tally: Tally
}

/** What a comparison asks; mutants are hunted with the cheap questions first. */
export interface Scale {
  readonly oneByOne: boolean
  readonly adds: boolean
  readonly reads: boolean
  /** Whether the transaction works out who asks when it opens, as the house does, or with each statement. */
  readonly how: 'remembering' | 'anew'
}

function compare(one: Case, what: string, answers: { said: unknown; meant: unknown }): void {
  one.tally.cells++
  if (answers.said === answers.meant) return
  one.tally.mismatches.push(
    `${nameOf(one.session)}: ${what}: the database says ${String(answers.said)}, the predicate ${String(answers.meant)}`,
  )
}

/** Every verb on both tables for one session. */
export async function compareSession(one: Case, scale: Scale): Promise<void> {
  async function ask(): Promise<void> {
    for (const table of tables) {
      const rows = one.world.rows.filter((row) => row.scope.kind === table.kind)
      if (scale.adds) await compareAdds(one, table)
      if (!scale.reads) continue
      const listed = await compareList(one, table, rows)
      if (scale.oneByOne) {
        await compareCounts(one, table, rows)
        await compareGets(one, table, { rows, listed })
      }
      await compareChanges(one, table, rows)
    }
    await compareScopes(one)
  }
  await inSession(one.app, one.session.token, ask, scale.how)
}

async function uids(app: pg.Client, text: string): Promise<Set<string>> {
  const { rows } = await app.query<{ uid: string }>(text)
  return new Set(rows.map((row) => row.uid))
}

async function compareList(one: Case, table: Table, rows: readonly Row[]): Promise<Set<string>> {
  const listed = await uids(one.app, `select uid from ${table.table}`)
  for (const row of rows) {
    compare(one, `list ${table.table} ${describe(row)}`, {
      said: listed.has(row.uid),
      meant: mayRead(one.world, one.session, row),
    })
  }
  compareOthers(one, `list ${table.table}`, { said: listed, rows })
  return listed
}

async function compareCounts(one: Case, table: Table, rows: readonly Row[]): Promise<void> {
  const { rows: counted } = await one.app.query<{
    scope_id: string
    sensitivity: Level
    n: number
  }>(`select scope_id, sensitivity, count(*)::integer as n from ${table.table} group by 1, 2`)
  const said = new Map(counted.map((line) => [`${line.scope_id}/${line.sensitivity}`, line.n]))
  for (const row of rows) {
    const meant = mayRead(one.world, one.session, row) ? 1 : 0
    const found = said.get(`${row.scope.id}/${row.level}`) ?? 0
    compare(one, `count ${table.table} ${describe(row)}`, { said: found, meant })
  }
}

/** Each row is asked for by its own uid; what the list held is asked for again one by one, a query each. */
async function compareGets(
  one: Case,
  table: Table,
  { rows, listed }: { rows: readonly Row[]; listed: ReadonlySet<string> },
): Promise<void> {
  const { rows: found } = await one.app.query<{ uid: string; there: boolean }>(
    `select u.uid, exists (select from ${table.table} t where t.uid = u.uid) as there from unnest($1::uuid[]) u (uid)`,
    [rows.map((row) => row.uid)],
  )
  const there = new Map(found.map((line) => [line.uid, line.there]))
  for (const row of rows) {
    compare(one, `get ${table.table} ${describe(row)}`, {
      said: there.get(row.uid),
      meant: listed.has(row.uid),
    })
  }
  for (const uid of listed) {
    const { rowCount } = await one.app.query({
      name: `get-${table.kind}`,
      text: `select id, body from ${table.table} where uid = $1`,
      values: [uid],
    })
    compare(one, `get again ${table.table} ${uid}`, { said: rowCount, meant: 1 })
  }
}

async function compareChanges(one: Case, table: Table, rows: readonly Row[]): Promise<void> {
  const changed = await uids(one.app, `update ${table.table} set body = 'changed' returning uid`)
  for (const row of rows) {
    compare(one, `change ${table.table} ${describe(row)}`, {
      said: changed.has(row.uid),
      meant: mayChange(one.world, one.session, row),
    })
  }
  compareOthers(one, `change ${table.table}`, { said: changed, rows })
}

/** Nothing of the other worlds may be among the answers. */
function compareOthers(
  one: Case,
  what: string,
  { said, rows }: { said: ReadonlySet<string>; rows: readonly Row[] },
): void {
  const own = new Set(rows.map((row) => row.uid))
  compare(one, `${what}: rows of other worlds`, {
    said: [...said].filter((uid) => !own.has(uid)).length,
    meant: 0,
  })
}

async function compareAdds(one: Case, table: Table): Promise<void> {
  const { agency } = one.session.principal
  const foreign = one.world.agencies.find(({ id }) => id !== agency)?.id
  // Everything where it might be let in; one try each where it never may: another partnership, another kind of scope.
  const wanted = one.world.scopes.flatMap((scope) => {
    const near =
      scope.kind === table.kind && scope.partnership === one.session.principal.partnership
    const levels = near ? ([0, 1, 2, 3] as const) : ([0] as const)
    return levels.map((level) => {
      const compartment = level % 2 === 0 ? undefined : scope.id % 2 === 0 ? agency : foreign
      return { scope, level, compartment, kind: table.kind }
    })
  })
  const { rows } = await one.app.query<{ added: boolean }>(
    `select app.matrix_try_add($1, w.p, w.s, w.l, w.c) as added
     from unnest($2::bigint[], $3::bigint[], $4::integer[], $5::bigint[]) with ordinality as w (p, s, l, c, n) order by w.n`,
    [
      table.table.replace('app.', ''),
      wanted.map(({ scope }) => scope.partnership),
      wanted.map(({ scope }) => scope.id),
      wanted.map(({ level }) => level),
      wanted.map(({ compartment }) => compartment ?? null),
    ],
  )
  wanted.forEach((row, index) => {
    compare(one, `add ${table.table} ${describe({ uid: 'new', ...row })}`, {
      said: rows[index]?.added,
      meant: mayAdd(one.world, one.session, row),
    })
  })
}

async function compareScopes(one: Case): Promise<void> {
  const { scopes } = one.world
  const { rows } = await one.app.query<{ reads: Level | null; writes: Level | null; why: boolean }>(
    `select access.read_clearance(s.id) as reads, access.write_clearance(s.id, s.kind) as writes, access.why(u.uid) is not null as why
     from unnest($1::bigint[], $2::text[]) with ordinality as s (id, kind, n)
     left join app.matrix_scope_uid u on u.id = s.id order by s.n`,
    [scopes.map(({ id }) => id), scopes.map(({ kind }) => kind)],
  )
  scopes.forEach((scope, index) => {
    const reads = depth(one.world, one.session, scope, { write: false })
    const writes = depth(one.world, one.session, scope, { write: true })
    compare(one, `depth of ${scope.kind} ${scope.id}`, {
      said: rows[index]?.reads ?? undefined,
      meant: reads,
    })
    compare(one, `write depth of ${scope.kind} ${scope.id}`, {
      said: rows[index]?.writes ?? undefined,
      meant: writes,
    })
    compare(one, `why of ${scope.kind} ${scope.id}`, {
      said: rows[index]?.why,
      meant: reads !== undefined,
    })
  })
}

function describe(row: Row): string {
  return `${row.scope.kind} ${row.scope.id} level ${row.level}${row.compartment === undefined ? '' : ' in a compartment'} (${row.uid})`
}
