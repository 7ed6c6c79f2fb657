import { afterAll, beforeAll, expect, test } from 'vitest'
import type pg from 'pg'
import scopes from '#policy/scopes.json' with { type: 'json' }
import { testDatabase } from '#tests/support/database.ts'
import { open } from './arena.ts'

// What the catalogue of the whole, migrated database says about walls and grants. A new table that forgets one fails here.

const database = await testDatabase()
let client: pg.Client

beforeAll(async () => {
  client = await open(database.connect.superuser)
})

afterAll(async () => {
  await client.end()
})

const ours = `('access', 'app', 'audit', 'pub')`

/** Policies for the owner alone: they serve functions that run with the owner's rights. */
function forOwner(policy: string): string {
  return `(${policy}.polroles = array['heed_owner'::regrole]::oid[])`
}

async function names(text: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(text)
  return rows.map((row) => row.name).sort()
}

test('row security is on and forced for every table', async () => {
  expect(
    await names(`
      select c.oid::regclass::text as name from pg_class c
      where c.relnamespace::regnamespace::text in ${ours} and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and c.relforcerowsecurity)`),
  ).toEqual([])
})

test('every table with a policy for the application has exactly the policies that access.protect and its sisters write', async () => {
  const { rows } = await client.query<{ name: string; policies: string }>(`
    select p.polrelid::regclass::text as name,
      string_agg(p.polname || ' ' || p.polcmd::text || ' ' || p.polpermissive::text, ', ' order by p.polname) as policies
    from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relnamespace = 'app'::regnamespace
      -- A feature may narrow further by restrictive policies of its own.
      and (p.polpermissive or p.polname in ('partnership_wall', 'compartment'))
      and not ${forOwner('p')}
    group by 1`)
  const shapes = new Set([
    'adds a true, changes w true, partnership_wall * false, reads r true',
    'adds a true, changes w true, compartment * false, partnership_wall * false, reads r true',
    'own_partnership * true',
    'own_things * true',
    // A mail address belongs to its person, and to those who manage accounts.
    'own_or_kept * true',
  ])
  expect(rows.filter(({ policies }) => !shapes.has(policies))).toEqual([])
})

test('functions that run with the rights of the content’s owner see the own partnership, and only in the tables named here', async () => {
  const named = new Set([
    'app.post hand_over_reads',
    'app.action hand_over_reads',
    'app.action hand_over_moves',
    'app.action_owner hand_over_reads',
    'app.action_owner hand_over_adds',
    'app.case_review tying_reads',
    'app.chronology_entry chronology_adds',
    'app.chronology_entry chronology_reads',
    'app.chronology_part chronology_reads',
    'app.finding tying_reads',
    'app.person chronology_reads',
    'app.publication publishing_reads',
    'app.publication publishing_locks',
    'app.publication_approval publishing_reads',
    'app.publication_document publishing_reads',
    'app.publication_text publishing_reads',
    'app.review_case publishing_reads',
    'app.vault_entry publishing_reads',
  ])
  // House-keeping over all partnerships, for the job worker: no content, and never for the application.
  const keepsHouse = new Set([
    'app.command_key sweep_sees',
    'app.command_key sweep_takes',
    'app.draft sweep_sees',
    'app.draft sweep_takes',
    'app.mail sending',
    'app.mail_address sending_reads',
  ])
  const { rows } = await client.query<{ name: string; walled: boolean }>(`
    select p.polrelid::regclass || ' ' || p.polname as name,
      coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) like '%partnership_id = ( SELECT access.partnership()%' as walled
    from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relnamespace = 'app'::regnamespace and ${forOwner('p')}`)
  const strange = rows.filter(
    ({ name, walled }) => !keepsHouse.has(name) && !(named.has(name) && walled),
  )
  expect(strange).toEqual([])
})

test('every function that runs with its owner’s rights and is open to the application looks at its caller', async () => {
  // What a visitor may ask, and what only answers about the session of the transaction itself.
  const aboutTheCaller =
    /access\.(me|demand\w*|permitted|partnership|principal_id|read_clearance|reached_keys|current_principal|known_to_audit|raise_conflict|start_session)\(/
  const open = [
    'access.now()',
    'access.installation_kind()',
    'access.sample_people()',
    'access.take_once(bytea,timestamp with time zone)',
    'access.is_sample()',
    'access.sign_in_providers()',
  ]
  const found = await names(`
    select p.oid::regprocedure::text || '|' || p.prosrc as name from pg_proc p
    where p.pronamespace::regnamespace::text in ${ours} and p.prosecdef and has_function_privilege('heed_app', p.oid, 'EXECUTE')`)
  expect(
    found
      .filter((line) => !aboutTheCaller.test(line))
      .map((line) => line.split('|')[0] ?? '')
      .filter((name) => !open.includes(name)),
  ).toEqual([])
})

test('every content table is under access.protect for a kind of scope that the policy files know, word for word', async () => {
  const kinds = Object.keys(scopes)
  await client.query(
    'begin; create table app.model (partnership_id bigint, scope_id bigint, sensitivity smallint, acl_key bigint, compartment_agency_id bigint)',
  )
  const expression = `coalesce(pg_get_expr(polqual, polrelid), '') || ' / ' || coalesce(pg_get_expr(polwithcheck, polrelid), '')`
  const allowed = new Set<string>()
  for (const kind of kinds) {
    await client.query(`select access.protect('app.model', $1)`, [kind])
    const { rows } = await client.query<{ line: string }>(
      `select polname || ': ' || ${expression} as line from pg_policy where polrelid = 'app.model'::regclass`,
    )
    for (const { line } of rows) allowed.add(line)
    for (const policy of ['reads', 'adds', 'changes', 'partnership_wall', 'compartment']) {
      await client.query(`drop policy ${policy} on app.model`)
    }
  }
  await client.query('rollback')
  const { rows } = await client.query<{ name: string; line: string }>(`
    select polrelid::regclass::text as name, polname || ': ' || ${expression} as line
    from pg_policy where polrelid in (select attrelid from pg_attribute where attname = 'acl_key')
      and (polpermissive or polname in ('partnership_wall', 'compartment')) and not ${forOwner('pg_policy')}`)
  expect(rows.filter(({ line }) => !allowed.has(line))).toEqual([])
})

test('a content table has scope, sensitivity and key, and its scope is of its own partnership', async () => {
  expect(
    await names(`
      select c.oid::regclass::text as name
      from pg_class c
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'scope_id' and not a.attisdropped)
        and (
          not exists (select from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = c.oid and a.attname = 'acl_key' and a.attgenerated = 's'
              and pg_get_expr(d.adbin, d.adrelid) = '((scope_id * 4) + sensitivity)')
          or not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'access.scope'::regclass
            and pg_get_constraintdef(k.oid) like 'FOREIGN KEY (partnership_id, scope_id)%'))`),
  ).toEqual([])
})

test('the partnership is in every primary key, unique and foreign key', async () => {
  // What stands above all partnerships, and what is looked up by a secret before the partnership is known.
  const above = [
    'access.installation',
    'access.memory',
    'access.partnership',
    'access.role',
    'access.role_permission',
    'access.role_wide',
    'access.scope_kind',
  ]
  const exceptions = new Set([
    'access.scope: UNIQUE (id)',
    'access.session: UNIQUE (token_digest)',
    'access.passkey: UNIQUE (credential_id)',
    'access.enrolment: UNIQUE (code_digest)',
    'access.used_once: PRIMARY KEY (digest)',
    'access.authenticator: UNIQUE (sign_in_name)',
    'access.sign_in_flow: UNIQUE (state_digest)',
    'access.role_held: FOREIGN KEY (role) REFERENCES access.role(role)',
    'access.role_ask: FOREIGN KEY (role) REFERENCES access.role(role)',
    'access.scope: FOREIGN KEY (kind) REFERENCES access.scope_kind(kind)',
    'access.conflict: FOREIGN KEY (principal_partnership_id, principal_id) REFERENCES access.principal(partnership_id, id)',
    'access.share: FOREIGN KEY (to_partnership_id) REFERENCES access.partnership(id)',
  ])
  const { rows } = await client.query<{ line: string }>(
    `
    select k.conrelid::regclass::text || ': ' || pg_get_constraintdef(k.oid) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace::regnamespace::text in ('access', 'app') and k.contype in ('p', 'u', 'f', 'x')
      and k.conrelid::regclass::text <> all ($1::text[])
      and not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname = 'partnership_id')
    union all
    select i.indrelid::regclass::text || ': ' || i.indexrelid::regclass::text
    from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace::regnamespace::text in ('access', 'app') and i.indisunique and i.indrelid::regclass::text <> all ($1::text[])
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
      and not exists (select from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey::smallint[]) and a.attname = 'partnership_id')
    order by 1`,
    [above],
  )
  expect(rows.map(({ line }) => line).filter((line) => !exceptions.has(line))).toEqual([])
})

test('nothing cascades', async () => {
  expect(
    await names(`
      select conrelid::regclass::text || ' ' || conname as name from pg_constraint
      where contype = 'f' and (confdeltype <> 'a' or confupdtype <> 'a')
        and connamespace::regnamespace::text in ${ours}`),
  ).toEqual([])
})

test('those who serve requests may not delete, truncate, reference or trigger, but for what is thrown away', async () => {
  const thrownAway = ['heed_app DELETE app.draft', 'heed_app DELETE app.mail_address']
  const found = await names(`
    select a.grantee::regrole::text || ' ' || a.privilege_type || ' ' || c.oid::regclass::text as name
    from pg_class c, aclexplode(c.relacl) a
    where c.relnamespace::regnamespace::text in ${ours} and a.privilege_type in ('DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER')
      and a.grantee::regrole::text in ('heed_app', 'heed_jobs', 'heed_public', 'heed_training', 'heed_auditor', 'heed_search')`)
  expect(found.filter((line) => !thrownAway.includes(line))).toEqual([])
})

test('the application updates no column that decides who may see a row', async () => {
  expect(
    await names(`
      select c.oid::regclass::text || '.' || a.attname as name
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
        and a.attname in ('partnership_id', 'id', 'uid', 'scope_id', 'acl_key', 'principal_id')
        and has_column_privilege('heed_app', c.oid, a.attnum, 'UPDATE')`),
  ).toEqual([])
})

test('the application writes to no table of access', async () => {
  expect(
    await names(`
      select c.oid::regclass::text as name from pg_class c
      where c.relnamespace = 'access'::regnamespace and c.relkind in ('r', 'p', 'v')
        and has_any_column_privilege('heed_app', c.oid, 'INSERT, UPDATE')`),
  ).toEqual([])
})

test('a function that runs with its owner’s rights has a fixed search path that ends with pg_temp', async () => {
  expect(
    await names(`
      select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace::regnamespace::text in ${ours} and p.prosecdef
        and not exists (select from unnest(p.proconfig) c where c ~ '^search_path=pg_catalog(, \\w+)*, pg_temp$')`),
  ).toEqual([])
})

test('PUBLIC executes no function, reads no table, uses no schema and no type of ours', async () => {
  expect(
    await names(`
      select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace::regnamespace::text in ${ours}
        and (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0))
      union all
      select c.oid::regclass::text from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace::regnamespace::text in ${ours} and a.grantee = 0
      union all
      select n.nspname from pg_namespace n, aclexplode(n.nspacl) a
      where n.nspname in ('access', 'app', 'audit', 'pub', 'public') and a.grantee = 0`),
  ).toEqual([])
})

test('the functions that decide are not open to the application by their inner parts', async () => {
  expect(
    await names(`
      select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace = 'access'::regnamespace and not p.prosecdef and has_function_privilege('heed_app', p.oid, 'EXECUTE')`),
  ).toEqual([])
})

test('no view and no materialised view is granted that would answer with its owner’s rights', async () => {
  expect(
    await names(`
      select c.oid::regclass::text as name from pg_class c
      where c.relnamespace::regnamespace::text in ${ours}
        and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions::text like '%security_invoker=true%', false)
          and (has_table_privilege('heed_app', c.oid, 'SELECT') or has_table_privilege('heed_public', c.oid, 'SELECT'))))`),
  ).toEqual([])
})

test('no function of ours is marked leakproof', async () => {
  expect(
    await names(
      `select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace::regnamespace::text in ${ours} and p.proleakproof`,
    ),
  ).toEqual([])
})

test('those who serve requests own nothing, inherit nothing and pass no row security', async () => {
  expect(
    await names(`
      select r.rolname as name from pg_roles r
      where r.rolname in ('heed_app', 'heed_jobs', 'heed_public', 'heed_training', 'heed_auditor')
        and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolinherit
          or exists (select from pg_class c where c.relowner = r.oid)
          or exists (select from pg_auth_members m where m.member = r.oid))`),
  ).toEqual([])
})

test('the public site’s role reads published copies and nothing else', async () => {
  expect(
    await names(`
      select c.oid::regclass::text as name from pg_class c
      where c.relnamespace::regnamespace::text in ('access', 'app', 'audit') and has_any_column_privilege('heed_public', c.oid, 'SELECT, INSERT, UPDATE')
      union all
      select n.nspname from pg_namespace n where n.nspname in ('access', 'app', 'audit', 'public') and has_schema_privilege('heed_public', n.oid, 'USAGE')`),
  ).toEqual([])
})

test('every table and column of ours says what it means', async () => {
  expect(
    await names(`
      select c.oid::regclass::text as name from pg_class c
      where c.relnamespace::regnamespace::text in ${ours} and c.relkind in ('r', 'p') and obj_description(c.oid, 'pg_class') is null
      union all
      select c.oid::regclass::text || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace::regnamespace::text in ${ours} and c.relkind in ('r', 'p') and col_description(c.oid, a.attnum) is null`),
  ).toEqual([])
})
