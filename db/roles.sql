-- The roles of an installation. Run once by a superuser in Heed's own database (the embedded server does it by itself);
-- safe to run again (docs/how-to/bring-your-own-database.md). Nothing that serves a request owns a table or may pass row
-- security. Passwords are set by the deployment, not here.
do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('heed_owner',   'nologin'),                      -- owns the content tables
      ('heed_priv',    'nologin'),                      -- owns identity, grants and the functions that decide
      ('heed_audit',   'nologin'),                      -- owns the audit chain and the only function that appends to it
      ('heed_search',  'nologin'),                      -- owns the search function
      ('heed_migrate', 'login bypassrls'),              -- deployment, bulk loads and nothing else
      ('heed_app',     'login noinherit nobypassrls'),  -- the web server
      ('heed_jobs',    'login noinherit nobypassrls'),  -- the job queue itself; jobs act through sessions of their own
      ('heed_public',  'login noinherit nobypassrls'),  -- the public site: published copies only
      ('heed_training','login noinherit nobypassrls'),  -- training, forum and campaigns
      ('heed_auditor', 'login noinherit nobypassrls'),  -- reads the audit, never content
      ('heed_backup',  'login bypassrls replication')   -- reads everything to copy it
    ) as role(name, options)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I %s', wanted.name, wanted.options);
    end if;
  end loop;
end $$;

grant heed_owner, heed_priv, heed_audit, heed_search to heed_migrate;
grant pg_read_all_data to heed_backup;
-- A restore puts rows back as they were, so the triggers that would write new history stand still for it.
grant set on parameter session_replication_role to heed_migrate;
-- A bulk load builds indexes anew; to pack their pages for the log costs more than the disk it saves.
grant set on parameter wal_compression to heed_migrate;

-- Heed's database belongs to the deployment, which makes the schemas in it and shuts PUBLIC out. In the server's own
-- databases only the roles are made.
do $$
begin
  if current_database() in ('postgres', 'template0', 'template1') then
    return;
  end if;
  if to_regclass('migration.applied') is null and exists (select from pg_tables where schemaname !~ '^(pg_|information_schema$)') then
    raise exception 'The database % holds tables that are not Heed''s; run this in an empty database of its own.', current_database();
  end if;
  execute format('alter database %I owner to heed_migrate', current_database());
  execute format('grant connect on database %I to heed_app, heed_jobs, heed_public, heed_training, heed_auditor, heed_backup', current_database());
end $$;
