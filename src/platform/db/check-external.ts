import pg, { type Client, type ClientConfig } from 'pg'
import { addressVariables } from '../config.ts'
import type { ProcessRole } from '../config.ts'
import { explainLifecycle, LifecycleRefusal, refuseToRun } from '../lifecycle-errors.ts'
import { checkUser } from './check-user.ts'

/** PostgreSQL 15 is the oldest whose permissions and constraints Heed's migrations use. */
const oldestServer = 150_000

/**
 * Looks at a database that somebody else runs before anything is changed in it: it answers, is new enough, has the
 * roles of `db/roles.sql`, takes the user of this role's address for that role and no more, and is Heed's already or,
 * for the deployment's role, empty and its own. `prepared` says that nobody else will bring it forward first.
 */
export async function checkExternal(
  connect: ClientConfig,
  { role = 'migrate', prepared = false }: { role?: ProcessRole; prepared?: boolean } = {},
): Promise<void> {
  const setting = addressVariables[role]
  if (connect.connectionString !== undefined) checkAddress(connect.connectionString, setting)
  const client = new pg.Client({ connectionTimeoutMillis: 10_000, ...connect })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await checkVersion(client)
    await checkRoles(client)
    await checkUser(client, role)
    const found = await readTables(client)
    if (role === 'migrate') checkOwner(found)
    if (prepared && found.maker === null) refuseToRun('database-not-prepared')
  } catch (error) {
    throw explained(error, setting)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The driver gives a server that says nothing no code. */
function explained(error: unknown, setting: string): unknown {
  if (error instanceof Error && error.message === 'timeout expired') {
    return new LifecycleRefusal('database-unreachable', { cause: error, setting })
  }
  return explainLifecycle(error, { setting }) ?? error
}

function checkAddress(address: string, setting: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol)) {
    refuseToRun('database-address-unclear', { setting })
  }
}

async function checkVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  )
  const [server] = rows
  if (server && server.number < oldestServer) {
    refuseToRun('database-too-old', { detail: server.name })
  }
}

async function checkRoles(client: Client): Promise<void> {
  const { rows } = await client.query<{ there: number }>(
    `select count(*)::int as there from pg_roles where rolname in ('heed_owner', 'heed_priv', 'heed_audit', 'heed_search',
        'heed_migrate', 'heed_app', 'heed_jobs', 'heed_public', 'heed_training', 'heed_auditor', 'heed_backup')`,
  )
  if (rows[0]?.there !== 11) refuseToRun('database-without-roles')
}

interface Tables {
  readonly name: string
  readonly owned: boolean
  readonly extension: boolean
  readonly tables: number
  /** Who made Heed's list of migrations; nobody while the database is empty. */
  readonly maker: string | null
}

/** The catalogue answers these to every role, also to those that may not look into the schemas. */
const tablesQuestion = `
  select current_database() as name,
    (select datdba = 'heed_migrate'::regrole from pg_database where datname = current_database()) as owned,
    exists (select from pg_available_extensions where name = 'btree_gist') as extension,
    (select pg_get_userbyid(c.relowner)::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'migration' and c.relname = 'applied') as maker,
    (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')) as tables`

async function readTables(client: Client): Promise<Tables> {
  const { rows } = await client.query<Tables>(tablesQuestion)
  const [found] = rows
  if (found === undefined) throw new Error('the catalogue answered no row')
  return found
}

/** The deployment's role brings a database forward that is its own, with tables that are its own or none. */
function checkOwner({ name, owned, extension, tables, maker }: Tables): void {
  if (maker === null && tables > 0) {
    refuseToRun('database-not-ours', { detail: name, setting: addressVariables.migrate })
  }
  if (!owned) refuseToRun('database-owner-other', { detail: name })
  if (maker !== null && maker !== 'heed_migrate') {
    refuseToRun('database-made-by-other', { detail: maker })
  }
  if (!extension) refuseToRun('database-without-extension', { detail: 'btree_gist' })
}
