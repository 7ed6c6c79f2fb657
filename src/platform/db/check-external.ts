import pg, { type Client, type ClientConfig } from 'pg'
import { refuseToRun } from '../lifecycle-errors.ts'

/** PostgreSQL 15 is the oldest whose permissions and constraints Heed's migrations use. */
const oldestServer = 150_000

/**
 * Looks at a database that somebody else runs before anything is changed in it: it answers, is new enough, has the
 * roles of `db/roles.sql`, and is either Heed's already or empty.
 */
export async function checkExternal(connect: ClientConfig): Promise<void> {
  if (connect.connectionString !== undefined) checkAddress(connect.connectionString)
  const client = new pg.Client({ connectionTimeoutMillis: 10_000, ...connect })
  try {
    await client.connect()
    await checkVersion(client)
    await checkRoles(client)
    await checkOwner(client)
  } catch (error) {
    if (error instanceof Error && error.message === 'timeout expired') {
      refuseToRun('database-unreachable', { cause: error })
    }
    throw error
  } finally {
    await client.end()
  }
}

function checkAddress(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol)) {
    refuseToRun('database-address-unclear')
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
  const { rowCount } = await client.query(
    `select from pg_roles where rolname in ('heed_owner', 'heed_priv', 'heed_audit', 'heed_migrate', 'heed_app', 'heed_public')`,
  )
  if (rowCount !== 6) refuseToRun('database-without-roles')
}

async function checkOwner(client: Client): Promise<void> {
  const { rows } = await client.query<{ ours: boolean; tables: number; name: string }>(
    `select to_regclass('migration.applied') is not null as ours, current_database() as name,
        (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
            and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')) as tables`,
  )
  const [found] = rows
  if (found && !found.ours && found.tables > 0) {
    refuseToRun('database-not-ours', { detail: found.name })
  }
}
