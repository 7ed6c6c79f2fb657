-- The queue of jobs (graphile-worker's own schema, made before these migrations) and who may do what in it; and what the
-- backup may read. Run as heed_migrate, which owns the queue's tables.

do $$
declare
  name text;
begin
  for name in select relname from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' loop
    execute format('alter table graphile_worker.%I enable row level security', name);
    execute format('alter table graphile_worker.%I force row level security', name);
    -- The queue knows ids and numbers only; its fence is the grant, and the function that writes to it.
    execute format('create policy works on graphile_worker.%I to heed_jobs, heed_owner using (true) with check (true)', name);
    execute format('revoke all on graphile_worker.%I from public', name);
    execute format('grant select on graphile_worker.%I to heed_jobs', name);
  end loop;
end $$;
revoke all on schema graphile_worker from public;
revoke execute on all functions in schema graphile_worker from public;
grant usage on schema graphile_worker to heed_jobs, heed_owner, heed_backup;
grant execute on all functions in schema graphile_worker to heed_jobs, heed_owner;
grant usage on type graphile_worker.job_spec to heed_jobs, heed_owner;
grant insert, update, delete on graphile_worker._private_jobs, graphile_worker._private_job_queues,
  graphile_worker._private_tasks, graphile_worker._private_known_crontabs to heed_jobs;
grant select, insert, update on graphile_worker._private_jobs, graphile_worker._private_job_queues,
  graphile_worker._private_tasks to heed_owner;
grant usage on schema app, access to heed_jobs;

-- A backup copies everything, what later migrations make too.
grant usage on schema app, access, pub, audit, migration to heed_backup;
grant select on all tables in schema app, access, pub, audit, migration, graphile_worker to heed_backup;
grant select on all sequences in schema app, access, pub, audit, graphile_worker to heed_backup;
alter default privileges for role heed_owner, heed_priv, heed_audit, heed_search, heed_migrate grant select on tables to heed_backup;
alter default privileges for role heed_owner, heed_priv, heed_audit, heed_search, heed_migrate grant select on sequences to heed_backup;

set local role heed_owner;

create function app.queue_job(name text, payload json) returns void
  language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  here bigint := access.partnership();
begin
  if here is null then
    raise exception 'nobody is known to have asked for this job' using errcode = 'HE401';
  end if;
  if name !~ '^[a-z][a-z-]{0,39}[.][a-z][a-z-]{0,39}$' or json_typeof(payload) <> 'object' then
    raise exception 'not the form of a job' using errcode = 'invalid_parameter_value';
  end if;
  -- Ids and numbers, so that nothing in the queue could ever be content.
  if exists (
    select from json_each(payload) as said
     where said.key !~ '^[a-z][a-zA-Z]{0,39}$' or said.key in ('partnership', 'run')
        or not (json_typeof(said.value) = 'number' and said.value::text ~ '^-?[0-9]{1,16}$'
             or json_typeof(said.value) = 'string'
                and said.value::text ~ '^"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"$')) then
    raise exception 'a job holds ids and numbers only' using errcode = 'invalid_parameter_value';
  end if;
  perform graphile_worker.add_job(
    name,
    (payload::jsonb || jsonb_build_object('partnership', here, 'run', gen_random_uuid()))::json,
    max_attempts => 10);
end $$;
comment on function app.queue_job(text, json) is
  'Queues a job for the caller''s partnership, in the caller''s transaction. Its payload may hold ids and numbers, nothing else.';
grant execute on function app.queue_job(text, json) to heed_app;

set local role heed_priv;

create function access.partnerships_with_jobs() returns setof bigint
  language sql stable security definer set search_path = pg_catalog, access, pg_temp
  begin atomic
    select p.id from access.partnership p order by p.id;
  end;
comment on function access.partnerships_with_jobs() is 'Every partnership of the installation, for jobs that each of them has.';

create function access.start_job_session(partnership bigint, token_digest bytea) returns uuid
  language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
  job record;
begin
  perform from access.partnership p where p.id = start_job_session.partnership for update;
  if not found then
    raise exception 'no such partnership' using errcode = 'HE404';
  end if;
  select p.id, p.uid into job from access.principal p
   where p.partnership_id = start_job_session.partnership and p.kind = 'job' order by p.id limit 1;
  if job.id is null then
    insert into access.principal (partnership_id, kind, name)
    values (start_job_session.partnership, 'job', 'Heed: reminders and housekeeping') returning id, uid into job;
  end if;
  insert into access.role_held (partnership_id, principal_id, role, valid)
  select start_job_session.partnership, job.id, 'reminder-job', tstzrange(at, null)
   where not exists (
     select from access.role_held h
      where h.partnership_id = start_job_session.partnership and h.principal_id = job.id and h.role = 'reminder-job' and h.valid @> at);
  insert into access.session (partnership_id, principal_id, token_digest, assurance, started_at, seen_at, idle_limit, expires_at, agent)
  values (start_job_session.partnership, job.id, start_job_session.token_digest, 1, at, at, interval '1 hour', at + interval '1 hour', 'jobs');
  return job.uid;
end $$;
comment on function access.start_job_session(bigint, bytea) is
  'Gives the jobs of one partnership their principal, its role and a session of an hour. For the queue''s own role only.';

grant execute on function access.partnerships_with_jobs(), access.start_job_session(bigint, bytea) to heed_jobs;
