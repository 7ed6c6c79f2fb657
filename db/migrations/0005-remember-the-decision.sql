-- What the deciding functions answer is worked out once when a request's transaction opens, and remembered in a setting of that
-- transaction (docs/adr/0013-remember-the-decision.md). A setting can be written by whoever can run a statement, so what is
-- remembered carries a digest that only heed_priv can make, bound to this backend, this transaction, the session and the clock.
-- Whatever does not match, is older than a second, or was made before a change to these tables, is worked out anew.

set local role heed_priv;

create table access.memory (
  one boolean primary key default true check (one),
  secret text not null check (length(secret) >= 64)
);
comment on table access.memory is 'The secret with which the answers that a transaction remembers are sealed: one row that nobody but these functions reads.';
comment on column access.memory.one is 'Keeps the table to a single row.';
comment on column access.memory.secret is 'Made when the database is made; never leaves it.';
alter table access.memory enable row level security;
alter table access.memory force row level security;
create policy decides on access.memory to heed_priv using (true) with check (true);
insert into access.memory (secret) values (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));

create function access.seal_of(told text) returns text
language sql stable parallel safe as $$
  -- As a list of JSON each part keeps its bounds: joined by a sign, one could be moved into the next under the same digest.
  select encode(sha256(convert_to(jsonb_build_array((select m.secret from access.memory m), pg_backend_pid(), transaction_timestamp(),
    current_setting('heed.session', true), current_setting('heed.clock', true), told)::text, 'UTF8')), 'hex')
$$;
comment on function access.seal_of(text) is 'The digest under which this transaction may remember an answer.';

create function access.remembered() returns text[]
language plpgsql stable parallel safe as $$
declare
  told text := current_setting('heed.seen', true);
begin
  if told is null or told = '' or clock_timestamp() > transaction_timestamp() + interval '1 second' then
    return null;
  end if;
  if left(told, 64) is distinct from access.seal_of(substr(told, 66)) then
    return null;
  end if;
  return string_to_array(substr(told, 66), '|', '');
end $$;
comment on function access.remembered() is 'What this transaction worked out when it opened: partnership, principal, agency, session, partnerships in reach, closed scopes, keys, wide clearances. Null when nothing is remembered or it cannot be trusted.';

create function access.remember(at timestamptz, partnership bigint, principal bigint, agency bigint, session bigint, selves bigint[], administers boolean)
returns void
language plpgsql volatile as $$
declare
  -- Past these many, reading them from a setting costs more than working them out.
  most constant integer := 500;
  keys bigint[] := '{}';
  closed bigint[];
  wide jsonb := '{}';
  told text;
begin
  closed := array(select distinct c from access.closed_to(partnership, principal, selves, at) c);
  if not administers then
    keys := array(
      select k.scope_id * 4 + level
      from (
        select r.scope_id, max(r.clearance) as clearance
        from access.reach(partnership, principal, selves, agency, at) r
        where r.scope_id <> all (closed)
        group by r.scope_id
      ) k, generate_series(0, k.clearance) level
      limit most + 1);
    wide := (
      select coalesce(jsonb_object_agg(w.scope_kind, w.clearance), '{}') from (
        select w.scope_kind, max(w.clearance) as clearance
        from access.role_held h
        join access.role_wide w on w.role = h.role
        where h.partnership_id = remember.partnership and h.principal_id = any (selves) and h.valid @> at
        group by w.scope_kind) w);
  end if;
  told := array_to_string(array[
    partnership::text, principal::text, agency::text, session::text,
    array(
      select remember.partnership
      union
      select h.partnership_id from access.share h where h.to_partnership_id = remember.partnership and h.valid @> at)::text,
    case when cardinality(closed) <= most then closed::text end,
    case when cardinality(keys) <= most then keys::text end,
    wide::text
  ], '|', '');
  perform set_config('heed.seen', access.seal_of(told) || '|' || told, true);
end $$;
comment on function access.remember(timestamptz, bigint, bigint, bigint, bigint, bigint[], boolean) is 'Works out what is open to whoever asks, for the rest of this transaction or a second.';

create function access.forget() returns trigger
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform set_config('heed.seen', '', true);
  return null;
end $$;
comment on function access.forget() is 'After a change to who somebody is or what is open to them, this transaction works it out anew.';

do $$
declare
  changing text;
begin
  foreach changing in array array['acting', 'role_held', 'role_wide', 'role', 'scope', 'scope_grant', 'seal_grant', 'share', 'conflict',
                                  'emergency_access'] loop
    execute format('create trigger forget after insert or update or delete on access.%I for each statement execute function access.forget()', changing);
  end loop;
end $$;
-- Noting the use of a session and its step-up changes nothing that is remembered.
create trigger forget after insert or delete or update of revoked_at, expires_at, idle_limit, token_digest on access.session
  for each statement execute function access.forget();
create trigger forget after insert or delete or update of active, agency_id, kind on access.principal
  for each statement execute function access.forget();

create or replace function access.principal_id() returns bigint
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  seen text[] := access.remembered();
begin
  if seen is not null then
    return seen[2];
  end if;
  return (select m.principal_id from access.me(access.now()) m);
end $$;

create or replace function access.partnership() returns bigint
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  seen text[] := access.remembered();
begin
  if seen is not null then
    return seen[1];
  end if;
  return (select m.partnership_id from access.me(access.now()) m);
end $$;

create or replace function access.agency() returns bigint
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  seen text[] := access.remembered();
begin
  if seen is not null then
    return seen[3];
  end if;
  return (select m.agency_id from access.me(access.now()) m);
end $$;

create or replace function access.session_id() returns bigint
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  seen text[] := access.remembered();
begin
  if seen is not null then
    return seen[4];
  end if;
  return (select m.session_id from access.me(access.now()) m);
end $$;

create or replace function access.partnerships_in_reach() returns setof bigint
language plpgsql stable parallel safe rows 2 security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  seen text[] := access.remembered();
  at timestamptz;
  me record;
begin
  if seen is not null then
    return query select unnest(seen[5]::bigint[]);
    return;
  end if;
  at := access.now();
  select * into me from access.me(at);
  if me.principal_id is null then
    return;
  end if;
  return query
    select me.partnership_id
    union
    select h.partnership_id from access.share h where h.to_partnership_id = me.partnership_id and h.valid @> at;
end $$;

create or replace function access.closed_scopes() returns setof bigint
language plpgsql stable parallel safe rows 20 security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  seen text[] := access.remembered();
  at timestamptz;
  me record;
begin
  if seen[6] is not null then
    return query select unnest(seen[6]::bigint[]);
    return;
  end if;
  at := access.now();
  select * into me from access.me(at);
  return query select distinct c from access.closed_to(me.partnership_id, me.principal_id, me.selves, at) c;
end $$;

create or replace function access.read_keys() returns setof bigint
language plpgsql stable parallel safe rows 100 security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  seen text[] := access.remembered();
begin
  if seen[7] is not null then
    return query select unnest(seen[7]::bigint[]);
    return;
  end if;
  return query select k from access.reached_keys(false) k;
end $$;

create or replace function access.wide_levels(for_kind text) returns setof smallint
language plpgsql stable parallel safe rows 4 security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  seen text[] := access.remembered();
  at timestamptz;
  me record;
begin
  if seen is not null then
    return query select generate_series(0, (seen[8]::jsonb ->> for_kind)::integer)::smallint;
    return;
  end if;
  at := access.now();
  select * into me from access.me(at);
  if me.principal_id is null or me.administers then
    return;
  end if;
  return query
    select level::smallint
    from access.wide_of(me.partnership_id, me.selves, for_kind, false, at) c, generate_series(0, c) level;
end $$;

create or replace function access.read_clearance(of_scope bigint) returns smallint
language plpgsql stable security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  seen text[] := access.remembered();
  at timestamptz;
  me record;
begin
  if seen[6] is not null and seen[7] is not null then
    if of_scope = any (seen[6]::bigint[]) then
      return null;
    end if;
    return (
      select max(c) from (
        select (seen[8]::jsonb ->> s.kind)::smallint as c from access.scope s where s.partnership_id = seen[1]::bigint and s.id = of_scope
        union all
        select (k % 4)::smallint from unnest(seen[7]::bigint[]) k where k / 4 = of_scope
      ) one);
  end if;
  at := access.now();
  select * into me from access.me(at);
  if me.principal_id is null or me.administers
     or of_scope in (select c from access.closed_to(me.partnership_id, me.principal_id, me.selves, at) c) then
    return null;
  end if;
  return (
    select max(c) from (
      select access.wide_clearance(s.kind) as c from access.scope s where s.partnership_id = me.partnership_id and s.id = of_scope
      union all
      select r.clearance
      from access.reach(me.partnership_id, me.principal_id, me.selves, me.agency_id, at) r
      where r.scope_id = of_scope
    ) one);
end $$;

create function access.describe(partnership bigint, principal bigint, session bigint, selves bigint[], at timestamptz) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'principalId', p.id, 'principalUid', p.uid, 'kind', p.kind, 'name', p.name, 'agencyId', p.agency_id,
    'partnershipId', n.id, 'partnershipUid', n.uid, 'partnershipName', n.name, 'partnershipSlug', n.slug,
    'roles', (
      select coalesce(jsonb_agg(distinct h.role), '[]') from access.role_held h
      where h.partnership_id = p.partnership_id and h.principal_id = any (selves) and h.valid @> at),
    'posts', to_jsonb(selves[2:]),
    'assurance', s.assurance, 'steppedUpAt', s.stepped_up_at, 'sessionUid', s.uid,
    'expiresAt', s.expires_at, 'idleSeconds', extract(epoch from s.idle_limit)::integer,
    'installation', (select i.kind from access.installation i),
    'modulesOff', (
      select coalesce(jsonb_agg(o.module), '[]') from access.module_off o where o.partnership_id = p.partnership_id),
    'words', (
      select coalesce(jsonb_object_agg(w.key, w.text), '{}') from access.word w where w.partnership_id = p.partnership_id))
  from access.session s
  join access.principal p on p.partnership_id = s.partnership_id and p.id = s.principal_id
  join access.partnership n on n.id = s.partnership_id
  where s.partnership_id = partnership and s.id = session and p.id = principal
$$;
comment on function access.describe(bigint, bigint, bigint, bigint[], timestamptz) is 'A principal as data, for those who are sure who it is.';

create or replace function access.describe_principal() returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := access.now();
  me record;
begin
  select * into me from access.me(at);
  if me.principal_id is null then
    return null;
  end if;
  return (select d from access.describe(me.partnership_id, me.principal_id, me.session_id, me.selves, at) d);
end $$;

create or replace function access.current_principal() returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := access.now();
  me record;
begin
  perform set_config('heed.seen', '', true);
  select * into me from access.me(at);
  if me.principal_id is null then
    return null;
  end if;
  -- A row that another request of the same person is touching is left alone: nobody waits for a note of the time.
  if current_setting('transaction_read_only') = 'off' and exists (
    select from access.session s
    where s.partnership_id = me.partnership_id and s.id = me.session_id and s.seen_at < at - interval '1 minute') then
    update access.session set seen_at = at
    where (partnership_id, id) in (
      select s.partnership_id, s.id
      from access.session s
      where s.partnership_id = me.partnership_id and s.id = me.session_id and s.seen_at < at - interval '1 minute'
      for update of s skip locked);
  end if;
  perform access.remember(at, me.partnership_id, me.principal_id, me.agency_id, me.session_id, me.selves, me.administers);
  return (select d from access.describe(me.partnership_id, me.principal_id, me.session_id, me.selves, at) d);
end $$;
