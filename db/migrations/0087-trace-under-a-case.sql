-- Who looked at a case: also at what came of it, and at a joint review from each of its cases.
set local role heed_priv;

create function access.scopes_traced(of_scope uuid) returns uuid[]
  language sql stable security definer
  set search_path = pg_catalog, access, pg_temp as $$
  -- A tie opens nothing, and what came of the case may be closed on its own: only what the caller can read is told of.
  select array(
    select s.uid
    from access.scope k
    join access.scope s on s.partnership_id = k.partnership_id
     and (s.id = k.id or s.parent_id = k.id or s.id in (
       select t.scope_id from access.scope_tie t where t.partnership_id = k.partnership_id and t.beside_id = k.id))
    where k.partnership_id = access.partnership() and k.uid = of_scope
      and (s.id = k.id or access.read_clearance(s.id) is not null))
$$;
comment on function access.scopes_traced(uuid) is 'The scope of a case and those of what came of it, as far as the caller can read them.';

revoke all on function access.scopes_traced(uuid) from public;
grant execute on function access.scopes_traced(uuid) to heed_audit;

set local role heed_owner;

create function app.found_beside(of_scope bigint, closed bigint[]) returns table (scope_id bigint, uid uuid)
  language sql stable security definer
  set search_path = pg_catalog, app, pg_temp as $$
  select r.scope_id, r.uid from app.case_review r
  where r.partnership_id = access.partnership() and of_scope = any (r.case_scope_ids) and r.scope_id <> of_scope
    and not (r.case_scope_ids && closed)
  union all
  select f.scope_id, f.uid from app.finding f
  where f.partnership_id = access.partnership() and of_scope = any (f.beside_scope_ids)
    and not ((f.beside_scope_ids || f.scope_id) && closed)
$$;
comment on function app.found_beside(bigint, bigint[]) is
  'Joint reviews and their findings that lie in the scope of another of their cases, without those that a closed scope closes.';
revoke all on function app.found_beside(bigint, bigint[]) from public;
grant execute on function app.found_beside(bigint, bigint[]) to heed_priv;

set local role heed_priv;

create function access.traced_beside(of_scope uuid, out scopes uuid[], out objects uuid[])
  language sql stable security definer
  set search_path = pg_catalog, access, pg_temp as $$
  -- A review lies in the scope of its first case; whoever answers for another of its cases sees who looked at it as well.
  select coalesce(array_agg(distinct s.uid), '{}'), coalesce(array_agg(distinct b.uid), '{}')
  from access.scope k
  cross join lateral app.found_beside(k.id, array(select access.closed_scopes())) b
  join access.scope s on s.partnership_id = k.partnership_id and s.id = b.scope_id
  where k.partnership_id = access.partnership() and k.uid = of_scope
$$;
comment on function access.traced_beside(uuid) is 'Joint reviews and findings of this case that lie in other scopes, and those scopes.';
revoke all on function access.traced_beside(uuid) from public;
grant execute on function access.traced_beside(uuid) to heed_audit;

set local role heed_audit;

create or replace function audit.list_looks(
    of_scope uuid, before_at text default null, before_hash text default null, most integer default 50)
  returns table (hash text, said jsonb)
  language plpgsql volatile security definer
  set search_path = pg_catalog, audit, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  listed text[] := '{}';
  traced uuid[];
  beside record;
begin
  perform access.demand_case_trace(of_scope);
  traced := access.scopes_traced(of_scope);
  select * into beside from access.traced_beside(of_scope);
  for hash, said in
    select encode(e.hash, 'hex'),
           jsonb_strip_nulls(jsonb_build_object(
             'at', e.said -> 'at', 'event', e.said -> 'event', 'outcome', e.said -> 'outcome', 'actor', e.said -> 'actor',
             'actorKind', e.said -> 'actorKind', 'agency', e.said -> 'agency', 'reason', e.said -> 'reason'))
      from audit.entry as e
     where e.said ? 'scope'
       and ((e.said ->> 'scope')::uuid = any (traced)
         or (e.said ->> 'scope')::uuid = any (beside.scopes) and (e.said ->> 'object')::uuid = any (beside.objects))
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
  'Who looked at one case and at what came of it, for whoever answers for it: who, when, what kind, how it ended. Reading is recorded.';
