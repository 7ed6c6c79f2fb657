-- Housekeeping: what has served its purpose goes. The limits stand in the policies, so that no statement can take more.
set local role heed_owner;

create policy sweep_sees on app.command_key for select to heed_owner using (at < now() - interval '7 days');
create policy sweep_takes on app.command_key for delete to heed_owner using (at < now() - interval '7 days');
create policy sweep_sees on app.draft for select to heed_owner using (at < now() - interval '30 days');
create policy sweep_takes on app.draft for delete to heed_owner using (at < now() - interval '30 days');

create function app.sweep() returns table (kind text, removed bigint)
  language sql volatile security definer set search_path = pg_catalog, app, pg_temp as $$
  with keys as (delete from app.command_key where at < now() - interval '7 days' returning 1),
       drafts as (delete from app.draft where at < now() - interval '30 days' returning 1),
       mails as (delete from app.mail where settled_at < now() - interval '90 days' returning 1)
  select 'command-key', count(*) from keys
  union all select 'draft', count(*) from drafts
  union all select 'mail', count(*) from mails
$$;
comment on function app.sweep() is 'Removes keys of acts after 7 days, drafts after 30, settled messages after 90.';
grant execute on function app.sweep() to heed_jobs;

set local role heed_priv;

create function access.sweep() returns table (kind text, removed bigint)
  language plpgsql volatile security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  old timestamptz := now() - interval '30 days';
begin
  delete from access.outside_session o using access.session s
   where s.partnership_id = o.partnership_id and s.id = o.session_id
     and least(s.expires_at, s.seen_at + s.idle_limit, s.revoked_at) < old;
  delete from access.session s where least(s.expires_at, s.seen_at + s.idle_limit, s.revoked_at) < old;
  get diagnostics removed = row_count;
  kind := 'session';
  return next;
  delete from access.sign_in_flow f where f.expires_at < now() - interval '1 day';
  get diagnostics removed = row_count;
  kind := 'sign-in-flow';
  return next;
  delete from access.used_once u where u.expires_at < now() - interval '1 day';
  get diagnostics removed = row_count;
  kind := 'used-once';
  return next;
end $$;
comment on function access.sweep() is 'Removes sessions that ended more than 30 days ago, and sign-ins that were never finished.';
grant execute on function access.sweep() to heed_jobs;
