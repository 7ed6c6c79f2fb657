-- The audit on a page: narrowed by outcome for the auditor, and for whoever answers for a case the looks at that case alone.
set local role heed_priv;

create function access.demand_case_trace(of_scope uuid) returns void
  language plpgsql stable security definer
  set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand('case:trace');
  -- Whoever only reads the case, by a share or by emergency access, does not answer for it; a conflict closes this too.
  if not exists (
    select from access.scope s
    where s.partnership_id = access.partnership() and s.uid = of_scope and s.kind = 'case'
      and access.write_clearance(s.id, s.kind) is not null) then
    raise exception 'no such scope' using errcode = 'HE404';
  end if;
end $$;
comment on function access.demand_case_trace(uuid) is 'Stops unless the caller answers for this case and may see who looked at it.';
grant execute on function access.demand_case_trace(uuid) to heed_audit;

create function access.references_of(scopes uuid[]) returns table (uid uuid, kind text, reference text)
  language plpgsql stable security definer
  set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  return query
    select s.uid, s.kind, s.reference from access.scope s
    where s.partnership_id = access.partnership() and s.uid = any (references_of.scopes)
      and access.permitted('audit:read') and s.id not in (select access.closed_scopes());
end $$;
comment on function access.references_of(uuid[]) is 'The neutral references of these scopes, for the auditor; not of those that are closed to them.';

create function access.scope_with_reference(wanted text) returns uuid
  language plpgsql stable security definer
  set search_path = pg_catalog, access, pg_temp as $$
begin
  return (
    select s.uid from access.scope s
    where s.partnership_id = access.partnership() and s.reference = wanted
      and access.permitted('audit:read') and s.id not in (select access.closed_scopes())
    order by s.id limit 1);
end $$;
comment on function access.scope_with_reference(text) is 'The scope with this neutral reference, for the auditor; null where there is none, or it is closed to them.';

revoke all on function access.demand_case_trace(uuid), access.references_of(uuid[]), access.scope_with_reference(text) from public;
grant execute on function access.references_of(uuid[]), access.scope_with_reference(text) to heed_app;

set local role heed_audit;

drop function audit.list_entries(uuid, uuid, uuid, timestamptz, timestamptz, text, text, integer);
create function audit.list_entries(
    of_scope uuid default null, of_person uuid default null, of_actor uuid default null,
    since timestamptz default null, until timestamptz default null,
    before_at text default null, before_hash text default null, most integer default 50, of_outcome text default null)
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
       and (of_outcome is null or e.said ->> 'outcome' = of_outcome)
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
comment on function audit.list_entries(uuid, uuid, uuid, timestamptz, timestamptz, text, text, integer, text) is
  'The audit for those with audit:read: their partnership''s entries, newest first, and those of others about its own scopes; a scope that is closed to the reader leaves no trace. Reading is recorded.';

create function audit.list_looks(
    of_scope uuid, before_at text default null, before_hash text default null, most integer default 50)
  returns table (hash text, said jsonb)
  language plpgsql volatile security definer
  set search_path = pg_catalog, audit, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  listed text[] := '{}';
begin
  perform access.demand_case_trace(of_scope);
  for hash, said in
    select encode(e.hash, 'hex'),
           jsonb_strip_nulls(jsonb_build_object(
             'at', e.said -> 'at', 'event', e.said -> 'event', 'outcome', e.said -> 'outcome', 'actor', e.said -> 'actor',
             'actorKind', e.said -> 'actorKind', 'agency', e.said -> 'agency', 'reason', e.said -> 'reason'))
      from audit.entry as e
     where e.said ? 'scope' and (e.said ->> 'scope')::uuid = of_scope
       and (before_at is null or ((e.said ->> 'at') collate "C", e.hash) < (before_at collate "C", decode(before_hash, 'hex')))
     order by (e.said ->> 'at') collate "C" desc, e.hash desc
     limit least(most, 200)
  loop
    listed := listed || hash;
    return next;
  end loop;
  perform audit.append(jsonb_strip_nulls(jsonb_build_object(
    'event', 'audit.listed', 'outcome', 'shown', 'scope', of_scope, 'n', cardinality(listed),
    'idsDigest', encode(sha256(convert_to(
      (select coalesce(string_agg(l, E'\n' order by l collate "C"), '') from unnest(listed) as l), 'UTF8')), 'hex'))));
end $$;
comment on function audit.list_looks(uuid, text, text, integer) is
  'Who looked at one case, for whoever answers for it: who, when, what kind, how it ended. Reading is recorded.';

revoke all on function audit.list_entries(uuid, uuid, uuid, timestamptz, timestamptz, text, text, integer, text),
  audit.list_looks(uuid, text, text, integer) from public;
grant execute on function audit.list_entries(uuid, uuid, uuid, timestamptz, timestamptz, text, text, integer, text),
  audit.list_looks(uuid, text, text, integer) to heed_app;
