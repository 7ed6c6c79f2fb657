import type { ClientBase } from 'pg'
import { allRoles, isScopeKind, roles, scopeKinds } from './role.ts'

const shutOutPublic = `
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to heed_migrate, heed_app, heed_jobs, heed_public, heed_training, heed_auditor, heed_backup', current_database());
end $$`

/**
 * Copies roles, permissions and kinds of scope from the policy files into the database, which decides by them,
 * and shuts PUBLIC out of this database (a copy of a database does not copy that). Safe to run again.
 */
export async function syncPolicy(client: ClientBase): Promise<void> {
  await client.query('begin')
  try {
    await client.query('set local role heed_priv')
    await syncScopeKinds(client)
    await syncRoles(client)
    await syncReach(client)
    await client.query('reset role')
    await client.query(shutOutPublic)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function syncScopeKinds(client: ClientBase): Promise<void> {
  const rows = Object.entries(scopeKinds).map(([kind, { title, open }]) => ({ kind, title, open }))
  await client.query(
    `insert into access.scope_kind (kind, title, open_permission)
     select kind, title, open from jsonb_to_recordset($1) as given (kind text, title text, open text)
     on conflict (kind) do update set title = excluded.title, open_permission = excluded.open_permission`,
    [JSON.stringify(rows)],
  )
}

async function syncRoles(client: ClientBase): Promise<void> {
  const rows = allRoles.map((role) => {
    const { title, content, administers, receives } = roles[role]
    const partnership = receives.includes('partnership')
    return { role, title, content, administers, partnership, agency: receives.includes('agency') }
  })
  await client.query(
    `insert into access.role (role, title, content, administers, receives_partnership_shares, receives_agency_shares)
     select role, title, content, administers, partnership, agency
     from jsonb_to_recordset($1)
       as given (role text, title text, content boolean, administers boolean, partnership boolean, agency boolean)
     on conflict (role) do update
       set title = excluded.title, content = excluded.content, administers = excluded.administers,
           receives_partnership_shares = excluded.receives_partnership_shares,
           receives_agency_shares = excluded.receives_agency_shares`,
    [JSON.stringify(rows)],
  )
}

/** A role that left the file keeps its row, because somebody may have held it, and allows nothing. */
async function syncReach(client: ClientBase): Promise<void> {
  const wide = allRoles.flatMap((role) =>
    Object.entries(roles[role].wide)
      .filter(([kind]) => isScopeKind(kind))
      .map(([kind, reach]) => ({ role, kind, ...reach })),
  )
  const allowed = allRoles.flatMap((role) =>
    roles[role].permissions.map((permission) => ({ role, permission })),
  )
  await client.query('delete from access.role_wide')
  await client.query('delete from access.role_permission')
  await client.query(
    `insert into access.role_wide (role, scope_kind, clearance, may_write)
     select role, kind, clearance, write
     from jsonb_to_recordset($1) as given (role text, kind text, clearance smallint, write boolean)`,
    [JSON.stringify(wide)],
  )
  await client.query(
    `insert into access.role_permission (role, permission)
     select role, permission from jsonb_to_recordset($1) as given (role text, permission text)`,
    [JSON.stringify(allowed)],
  )
}
