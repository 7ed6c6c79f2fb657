import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Statement } from './child-server.ts'

/** What the plan of one statement costs, as the application's role with a session. */
export interface Explained {
  readonly operation: string
  readonly persona: string
  readonly text: string
  readonly milliseconds: number
  readonly planning: number
  readonly buffers: number
  /** Large tables that were read from end to end, and rows that were read to be thrown away. */
  readonly scans: readonly string[]
  readonly thrownAway: number
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly 'Shared Hit Blocks'?: number
  readonly 'Shared Read Blocks'?: number
  readonly Plans?: readonly PlanNode[]
}

interface Plan {
  readonly Plan: PlanNode
  readonly 'Execution Time': number
  readonly 'Planning Time': number
}

/** Below this a table is read faster from end to end than by an index. */
const largeTable = 1000

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}

function judge(plan: Plan, large: ReadonlySet<string>) {
  const nodes = nodesOf(plan.Plan)
  const scans = nodes.flatMap((node) => {
    const table = node['Relation Name']
    return node['Node Type'] === 'Seq Scan' && table !== undefined && large.has(table)
      ? [table]
      : []
  })
  const thrownAway = nodes.reduce(
    (sum, node) =>
      sum +
      node['Actual Loops'] *
        ((node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)),
    0,
  )
  const buffers = (plan.Plan['Shared Hit Blocks'] ?? 0) + (plan.Plan['Shared Read Blocks'] ?? 0)
  return { scans, thrownAway, buffers }
}

/** Explains each statement that only reads, twice, so that the second time finds in memory what the pages find there. */
export async function explainAll(
  connect: { app: pg.ClientConfig; migrate: pg.ClientConfig },
  told: { operation: string; persona: string; token: string; statements: readonly Statement[] },
): Promise<Explained[]> {
  const migrate = new pg.Client(connect.migrate)
  await migrate.connect()
  const { rows: tables } = await migrate.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and reltuples > $1`,
    [largeTable],
  )
  await migrate.end()
  const large = new Set(tables.map(({ name }) => name))
  const app = new pg.Client(connect.app)
  await app.connect()
  try {
    return await explainAs(app, told, large)
  } finally {
    await app.end()
  }
}

type Told = Parameters<typeof explainAll>[1]

async function explainAs(
  app: pg.Client,
  told: Told,
  large: ReadonlySet<string>,
): Promise<Explained[]> {
  await app.query(
    `begin read only; set local heed.session = '${told.token}'; set local heed.request = '${randomUUID()}';
      select access.current_principal()`,
  )
  const explained: Explained[] = []
  const { operation, persona } = told
  for (const { text, values } of told.statements) {
    if (!/^\s*(select|with)\b/i.test(text) || /\bfor update\b/i.test(text)) continue
    const plan = await planOf(app, text, values)
    if (plan === undefined) continue
    const milliseconds = plan['Execution Time']
    const planning = plan['Planning Time']
    explained.push({ operation, persona, text, milliseconds, planning, ...judge(plan, large) })
  }
  await app.query('rollback')
  return explained
}

/** The plan of a statement; nothing for one that jobs in the same process sent in another role. */
async function planOf(
  app: pg.Client,
  text: string,
  values: readonly unknown[],
): Promise<Plan | undefined> {
  await app.query('savepoint one')
  try {
    const asked = { text: `explain (analyze, buffers, format json) ${text}`, values: [...values] }
    await app.query(asked)
    const { rows } = await app.query<{ 'QUERY PLAN': [Plan] }>(asked)
    return rows[0]?.['QUERY PLAN'][0]
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!['42501', '25006'].includes(code)) throw error
    await app.query('rollback to savepoint one')
    return undefined
  }
}
