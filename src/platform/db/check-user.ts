import type { Client } from 'pg'
import { addressVariables } from '../config.ts'
import type { ProcessRole } from '../config.ts'
import { refuseToRun } from '../lifecycle-errors.ts'

/** Whom an address leads to, and what that user may do, by itself or through a role that it is a member of. */
interface Rights {
  readonly name: string
  readonly strong: string | null
  readonly passes: string | null
  readonly owns: string | null
  readonly expected: boolean
  readonly others: string[]
}

/** A member may become what it is a member of, whether it inherits its rights or not: so membership is what counts. */
const question = `
  with reach as (select * from pg_roles where pg_has_role(current_user, oid, 'member'))
  select current_user::text as name,
    (select case when rolsuper then 'is a superuser' else 'may make roles' end
       from reach where rolsuper or rolcreaterole order by rolsuper desc limit 1) as strong,
    (select case when rolbypassrls then 'passes row security' when rolreplication then 'may copy the server'
                 else 'is a member of ' || rolname end
       from reach where rolbypassrls or rolreplication
         or rolname in ('pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
       limit 1) as passes,
    (select 'owns ' || owned.name
       from (select c.relowner as owner, 'the table ' || c.oid::regclass as name from pg_class c
               join pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
             union all select nspowner, 'the schema ' || nspname from pg_namespace where nspname !~ '^pg_'
             union all select datdba, 'the database' from pg_database where datname = current_database()) as owned
       join reach on reach.oid = owned.owner order by 1 limit 1) as owns,
    exists (select from reach where rolname = $1) as expected,
    array(select rolname::text from reach where rolname ~ '^heed_' and rolname <> $1 and rolname <> current_user order by 1) as others`

/** What a role may be that serves nobody: the deployment and the backup read past row security, and only these. */
const mayPass: readonly ProcessRole[] = ['migrate', 'backup']

function tooStrong(found: Rights, role: ProcessRole): string | null {
  if (found.strong !== null) return found.strong
  if (!mayPass.includes(role) && found.passes !== null) return found.passes
  return role === 'migrate' ? null : found.owns
}

/**
 * The rights that the role of an address needs and no more: whoever serves requests is neither superuser nor past row
 * security, owns nothing and cannot become another role of Heed.
 */
export async function checkUser(client: Client, role: ProcessRole): Promise<void> {
  const setting = addressVariables[role]
  const wanted = `heed_${role}`
  const { rows } = await client.query<Rights>(question, [wanted])
  const [found] = rows
  if (found === undefined) return
  const why = tooStrong(found, role)
  if (why !== null) {
    refuseToRun('database-user-too-strong', { setting, detail: `"${found.name}" ${why}` })
  }
  if (!found.expected) {
    refuseToRun('database-user-other', { setting, detail: `it is "${found.name}", not ${wanted}` })
  }
  const [other] = role === 'migrate' ? [] : found.others
  if (other !== undefined) {
    refuseToRun('database-user-too-strong', {
      setting,
      detail: `"${found.name}" is a member of ${other}`,
    })
  }
}
