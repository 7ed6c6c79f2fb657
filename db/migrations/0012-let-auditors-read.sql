-- Reading the audit: the verifier's role sees everything that is not content; people see their own partnership's rows,
-- never those about a scope that is closed to them, and their reading is an entry too.
set local role heed_priv;

create function access.demand_audit_reading(of_scope uuid, out partnership bigint, out owns_scope boolean, out closed uuid[])
  language plpgsql stable security definer
  set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand('audit:read');
  partnership := access.partnership();
  owns_scope := exists (select from access.scope s where s.partnership_id = partnership and s.uid = of_scope);
  closed := array(select s.uid from access.scope s where s.id in (select access.closed_scopes()));
end $$;
comment on function access.demand_audit_reading(uuid) is
  'Refuses whoever may not read the audit; says for whom it is read, whether the scope is their partnership''s own, and which scopes are closed to them.';
grant execute on function access.demand_audit_reading(uuid) to heed_audit;

set local role heed_audit;

create function audit.instant(text) returns timestamptz
  language sql immutable parallel safe
  return timezone('UTC', make_timestamp(
    substr($1, 1, 4)::integer, substr($1, 6, 2)::integer, substr($1, 9, 2)::integer,
    substr($1, 12, 2)::integer, substr($1, 15, 2)::integer, substr($1, 18, 9)::double precision));
comment on function audit.instant(text) is 'Reads the fixed UTC form of the payload (2026-11-23T10:00:00.123456Z) whatever the settings.';

create function audit.said_at(timestamptz) returns text
  language sql stable parallel safe
  return to_char($1 at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') collate "C";
comment on function audit.said_at(timestamptz) is 'A moment in the fixed form of the payload, whose order is the order of time.';

create view audit.entry_said with (security_invoker = true) as
  select e.chain, e.seq, audit.instant(e.said ->> 'at') as at, audit.instant(e.said ->> 'recordedByServerAt') as recorded_at,
         e.said ->> 'event' as event, e.said ->> 'outcome' as outcome,
         (e.said ->> 'actor')::uuid as actor, e.said ->> 'actorKind' as actor_kind, (e.said ->> 'agency')::bigint as agency_id,
         e.said ->> 'objectType' as object_type, (e.said ->> 'object')::uuid as object, (e.said ->> 'scope')::uuid as scope,
         e.said -> 'people' as people, e.said -> 'fields' as fields, (e.said ->> 'n')::integer as n,
         e.said ->> 'reason' as reason, e.said ->> 'path' as path, (e.said ->> 'assurance')::integer as assurance,
         e.said ->> 'session' as session, (e.said ->> 'request')::uuid as request, (e.said ->> 'txid')::bigint as txid,
         e.said ->> 'login' as login, e.said ->> 'build' as build
    from audit.entry as e;
comment on view audit.entry_said is 'The entries, one column for each thing they say; for the role heed_auditor.';

create view audit.row_change with (security_invoker = true) as
  select v.partnership_id, v.id, v.table_name, v.row_key, v.change, v.txid, v.at, v.principal_id from audit.row_version as v;
comment on view audit.row_change is 'Which rows changed in which transaction, without what stood in them; for the role heed_auditor.';

create policy verifier_reads on audit.entry for select to heed_auditor using (true);
create policy verifier_reads on audit.head for select to heed_auditor using (true);
create policy verifier_reads on audit.row_version for select to heed_auditor using (true);
grant select on audit.entry, audit.head, audit.entry_said, audit.row_change to heed_auditor;
grant select (partnership_id, id, table_name, row_key, change, txid, at, principal_id) on audit.row_version to heed_auditor;
grant execute on function audit.instant(text), audit.said_at(timestamptz) to heed_auditor;
grant select on audit.entry, audit.head, audit.row_version to heed_backup;

create function audit.list_entries(
    of_scope uuid default null, of_person uuid default null, of_actor uuid default null,
    since timestamptz default null, until timestamptz default null,
    before_at text default null, before_hash text default null, most integer default 50)
  returns table (hash text, said jsonb)
  language plpgsql volatile security definer
  set search_path = pg_catalog, audit, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  reader record;
  listed text[] := '{}';
begin
  -- Neither places in the chain nor transaction numbers go out: a gap in them would tell of entries that are not shown.
  select * into reader from access.demand_audit_reading(of_scope);
  for hash, said in
    select encode(e.hash, 'hex'), e.said - array['txid', 'recordedByServerAt', 'session', 'login']
      from audit.entry as e
     where (e.chain = reader.partnership or reader.owns_scope)
       and (of_scope is null or (e.said ? 'scope' and (e.said ->> 'scope')::uuid = of_scope))
       and (of_person is null or (e.said ? 'people' and (e.said -> 'people') @> to_jsonb(array[of_person])))
       and (of_actor is null or (e.said ? 'actor' and (e.said ->> 'actor')::uuid = of_actor))
       and (since is null or (e.said ->> 'at') collate "C" >= audit.said_at(since))
       and (until is null or (e.said ->> 'at') collate "C" < audit.said_at(until))
       and (before_at is null or ((e.said ->> 'at') collate "C", e.hash) < (before_at collate "C", decode(before_hash, 'hex')))
       and coalesce((e.said ->> 'scope')::uuid <> all (reader.closed), true)
       and coalesce((e.said ->> 'object')::uuid <> all (reader.closed), true)
     order by (e.said ->> 'at') collate "C" desc, e.hash desc
     limit least(most, 200)
  loop
    listed := listed || hash;
    return next;
  end loop;
  perform audit.append(jsonb_strip_nulls(jsonb_build_object(
    'event', 'audit.listed', 'outcome', 'shown', 'scope', of_scope, 'forWhom', of_actor,
    'people', case when of_person is not null then jsonb_build_array(of_person) end,
    'n', cardinality(listed),
    'idsDigest', encode(sha256(convert_to(
      (select coalesce(string_agg(l, E'\n' order by l collate "C"), '') from unnest(listed) as l), 'UTF8')), 'hex'))));
end $$;
comment on function audit.list_entries(uuid, uuid, uuid, timestamptz, timestamptz, text, text, integer) is
  'The audit for those with audit:read: their partnership''s entries, newest first, and those of others about its own scopes; a scope that is closed to the reader leaves no trace. Reading is recorded.';

revoke all on function audit.instant(text), audit.said_at(timestamptz) from public;
revoke all on function audit.list_entries(uuid, uuid, uuid, timestamptz, timestamptz, text, text, integer) from public;
grant execute on function audit.list_entries(uuid, uuid, uuid, timestamptz, timestamptz, text, text, integer) to heed_app;
