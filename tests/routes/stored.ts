import type { AuditRow, TestHouse } from '#tests/support/house.ts'

/** What changes although nothing was done: the use of sessions, tries at signing in, the last visit of a page. */
const moving: ReadonlySet<string> = new Set([
  'app.last_visit',
  'access.session',
  'access.authenticator',
  'access.enrolment',
  'access.sign_in_flow',
  'access.used_once',
])

/** A statement that answers one digest per table of what the house keeps. */
async function digestStatement(house: TestHouse): Promise<string> {
  const tables = await house.sql<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables where schemaname in ('app', 'access') order by 1`,
  )
  return tables
    .filter(({ name }) => !moving.has(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*)::text || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0)::text as digest from ${name} t`,
    )
    .join(' union all ')
}

/** What is stored, by table, as digests. */
export type Stored = ReadonlyMap<string, string>

/** Looks at all that is stored. */
export async function storedIn(house: TestHouse): Promise<() => Promise<Stored>> {
  const statement = await digestStatement(house)
  return async () => {
    const rows = await house.sql<{ name: string; digest: string }>(statement)
    return new Map(rows.map(({ name, digest }) => [name, digest]))
  }
}

/** The tables in which something changed. */
export function changed(before: Stored, after: Stored): string[] {
  return [...after].filter(([name, digest]) => before.get(name) !== digest).map(([name]) => name)
}

/** How many rows the audit has, over all its chains. */
export async function auditLength(house: TestHouse): Promise<number> {
  const [row] = await house.sql<{ n: number }>(
    `select coalesce(sum(seq), 0)::int as n from audit.head`,
  )
  return row?.n ?? 0
}

/** The ends of the chains, to look at what is added after. */
export async function auditEnds(house: TestHouse): Promise<() => Promise<AuditRow[]>> {
  const ends = await house.sql<{ chain: string; seq: string }>(`select chain, seq from audit.head`)
  const places = ends.map(({ chain, seq }) => `chain = ${chain} and seq > ${seq}`)
  const others = ends.map(({ chain }) => chain).join(', ') || '-1'
  const added = [...places, `chain not in (${others})`].map(
    (where) => `select chain, seq, payload from audit.entry where ${where}`,
  )
  return async () => {
    const rows = await house.sql<{ payload: string }>(
      `${added.join(' union all ')} order by chain, seq`,
    )
    return rows.map((row): AuditRow => JSON.parse(row.payload))
  }
}
