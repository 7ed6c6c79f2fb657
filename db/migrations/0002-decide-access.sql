-- The functions that decide. Those named in a policy are small, stable and run as heed_priv with a fixed search path;
-- the inner ones (me, reach, closed_to …) are for them alone and are folded into their plans.

set local role heed_priv;

create function access.now() returns timestamptz
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  wanted text := nullif(current_setting('heed.clock', true), '');
begin
  if wanted is null or (select kind from access.installation) is distinct from 'sample'
                   and (select kind from access.installation) is distinct from 'test' then
    return transaction_timestamp();
  end if;
  return wanted::timestamptz;
end $$;
comment on function access.now() is 'The time that rules go by: of the transaction, or heed.clock where the installation is a sample or a test.';

create function access.me(at timestamptz)
returns table (partnership_id bigint, principal_id bigint, kind text, agency_id bigint, session_id bigint,
               assurance smallint, stepped_up_at timestamptz, selves bigint[], administers boolean)
language sql stable parallel safe as $$
  with self as (
    select s.partnership_id, s.principal_id, p.kind, p.agency_id, s.id as session_id, s.assurance, s.stepped_up_at,
      array(
        select s.principal_id
        union all
        select a.as_principal_id
        from access.acting a
        join access.principal post on post.partnership_id = a.partnership_id and post.id = a.as_principal_id
        where a.partnership_id = s.partnership_id and a.principal_id = s.principal_id and a.valid @> at and post.active
      ) as selves
    from access.session s
    join access.principal p on p.partnership_id = s.partnership_id and p.id = s.principal_id
    where s.token_digest = sha256(convert_to(nullif(current_setting('heed.session', true), ''), 'UTF8'))
      and s.revoked_at is null
      and s.expires_at > at
      and s.seen_at + s.idle_limit > at
      and p.active
  )
  select self.*,
    exists (
      select from access.role_held h
      join access.role r on r.role = h.role
      where h.partnership_id = self.partnership_id and h.principal_id = any (self.selves) and h.valid @> at and r.administers
    ) as administers
  from self
$$;
comment on function access.me(timestamptz) is 'Line 1 of the decision: who holds the session of this transaction, with the posts that are filled now. No row: nobody.';

create function access.closed_to(partnership bigint, principal bigint, self bigint[], at timestamptz) returns setof bigint
language sql stable parallel safe as $$
  select s.id
  from access.scope s
  where s.partnership_id = partnership and s.sealed
    and not exists (
      select from access.seal_grant g
      where g.partnership_id = s.partnership_id and g.scope_id = s.id and g.principal_id = principal and g.valid @> at)
  union all
  select c.id
  from access.scope s
  join access.scope c on c.partnership_id = s.partnership_id and c.parent_id = s.id
  where s.partnership_id = partnership and s.sealed
    and not exists (
      select from access.seal_grant g
      where g.partnership_id = s.partnership_id and g.scope_id = s.id and g.principal_id = principal and g.valid @> at)
  union all
  select k.scope_id
  from access.conflict k
  where k.principal_partnership_id = partnership and k.principal_id = any (self)
    and (k.state <> 'cleared' or k.cleared_until <= at)
  union all
  select c.id
  from access.conflict k
  join access.scope c on c.partnership_id = k.partnership_id and c.parent_id = k.scope_id
  where k.principal_partnership_id = partnership and k.principal_id = any (self)
    and (k.state <> 'cleared' or k.cleared_until <= at)
$$;
comment on function access.closed_to(bigint, bigint, bigint[], timestamptz) is 'Lines 3 and 4: scopes that a conflict of interest or a seal closes to this principal, with their children.';

create function access.reach(partnership bigint, principal bigint, self bigint[], agency bigint, at timestamptz)
returns table (scope_id bigint, clearance smallint, may_write boolean, path text, source uuid, until timestamptz)
language sql stable parallel safe as $$
  select g.scope_id, g.clearance, g.may_write, 'grant', g.uid, upper(g.valid)
  from access.scope_grant g
  where g.partnership_id = partnership and g.principal_id = any (self) and g.valid @> at
  union all
  select c.id, least(g.clearance, 1::smallint), g.may_write, 'grant-on-parent', g.uid, upper(g.valid)
  from access.scope_grant g
  join access.scope c on c.partnership_id = g.partnership_id and c.parent_id = g.scope_id
  where g.partnership_id = partnership and g.principal_id = any (self) and g.valid @> at
  union all
  select e.scope_id, e.clearance, false, 'emergency', e.uid, upper(e.valid)
  from access.emergency_access e
  where e.partnership_id = partnership and e.principal_id = principal and e.valid @> at
  union all
  select h.scope_id, h.clearance, false, 'share-to-partnership', h.uid, upper(h.valid)
  from access.share h
  join access.scope s on s.partnership_id = h.partnership_id and s.id = h.scope_id
  left join access.scope p on p.partnership_id = s.partnership_id and p.id = s.parent_id
  where h.to_partnership_id = partnership and h.valid @> at and not s.sealed and p.sealed is not true
    and exists (
      select from access.role_held held
      join access.role r on r.role = held.role
      where held.partnership_id = partnership and held.principal_id = any (self) and held.valid @> at
        and r.receives_partnership_shares)
  union all
  select h.scope_id, h.clearance, false, 'share-to-agency', h.uid, upper(h.valid)
  from access.share h
  where h.partnership_id = partnership and h.to_agency_id = agency and h.valid @> at
    and exists (
      select from access.role_held held
      join access.role r on r.role = held.role
      where held.partnership_id = partnership and held.principal_id = any (self) and held.valid @> at
        and r.receives_agency_shares)
$$;
comment on function access.reach(bigint, bigint, bigint[], bigint, timestamptz) is 'Line 5 without wide roles: every path by which a scope is open to this principal, before seals and conflicts are taken away.';

create function access.principal_id() returns bigint
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return (select m.principal_id from access.me(access.now()) m);
end $$;
comment on function access.principal_id() is 'Principal of this transaction; null without a live session.';

create function access.partnership() returns bigint
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return (select m.partnership_id from access.me(access.now()) m);
end $$;
comment on function access.partnership() is 'Partnership of the principal of this transaction.';

create function access.agency() returns bigint
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return (select m.agency_id from access.me(access.now()) m);
end $$;
comment on function access.agency() is 'Agency of the principal of this transaction.';

create function access.session_id() returns bigint
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return (select m.session_id from access.me(access.now()) m);
end $$;
comment on function access.session_id() is 'Session of this transaction.';

create function access.partnerships_in_reach() returns setof bigint
language plpgsql stable parallel safe rows 2 security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := access.now();
  me record;
begin
  select * into me from access.me(at);
  if me.principal_id is null then
    return;
  end if;
  return query
    select me.partnership_id
    union
    select h.partnership_id from access.share h where h.to_partnership_id = me.partnership_id and h.valid @> at;
end $$;
comment on function access.partnerships_in_reach() is 'Line 2: the own partnership, and those that share something with it now.';

create function access.closed_scopes() returns setof bigint
language plpgsql stable parallel safe rows 20 security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := access.now();
  me record;
begin
  select * into me from access.me(at);
  return query select distinct c from access.closed_to(me.partnership_id, me.principal_id, me.selves, at) c;
end $$;
comment on function access.closed_scopes() is 'Scopes that a seal or a conflict of interest closes to the principal, whatever else would open them.';

create function access.reached_keys(wants_write boolean) returns setof bigint
language plpgsql stable parallel safe rows 100
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := access.now();
  me record;
  closed bigint[];
begin
  select * into me from access.me(at);
  if me.principal_id is null or me.administers then
    return;
  end if;
  closed := array(select c from access.closed_to(me.partnership_id, me.principal_id, me.selves, at) c);
  return query
    select k.scope_id * 4 + level
    from (
      select r.scope_id, max(r.clearance) as clearance
      from access.reach(me.partnership_id, me.principal_id, me.selves, me.agency_id, at) r
      where (r.may_write or not wants_write) and r.scope_id <> all (closed)
      group by r.scope_id
    ) k, generate_series(0, k.clearance) level;
end $$;
comment on function access.reached_keys(boolean) is 'Access keys (scope * 4 + sensitivity) reached other than by a wide role; conflicts and seals are taken away last.';

create function access.read_keys() returns setof bigint
language plpgsql stable parallel safe rows 100 security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  return query select k from access.reached_keys(false) k;
end $$;
comment on function access.read_keys() is 'Access keys that the principal may read.';

create function access.write_keys() returns setof bigint
language plpgsql stable parallel safe rows 100 security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  return query select k from access.reached_keys(true) k;
end $$;
comment on function access.write_keys() is 'Access keys that the principal may write.';

create function access.wide_of(partnership bigint, self bigint[], for_kind text, wants_write boolean, at timestamptz) returns setof smallint
language sql stable parallel safe as $$
  select max(w.clearance)
  from access.role_held h
  join access.role_wide w on w.role = h.role and w.scope_kind = for_kind and (w.may_write or not wants_write)
  where h.partnership_id = partnership and h.principal_id = any (self) and h.valid @> at
$$;
comment on function access.wide_of(bigint, bigint[], text, boolean, timestamptz) is 'Highest clearance that roles of this principal give over every scope of a kind in its partnership; null without one.';

create function access.wide_levels(for_kind text) returns setof smallint
language plpgsql stable parallel safe rows 4 security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := access.now();
  me record;
begin
  select * into me from access.me(at);
  if me.principal_id is null or me.administers then
    return;
  end if;
  return query
    select level::smallint
    from access.wide_of(me.partnership_id, me.selves, for_kind, false, at) c, generate_series(0, c) level;
end $$;
comment on function access.wide_levels(text) is 'Sensitivities that a wide role opens for this kind of scope in the own partnership; none without one.';

create function access.wide_write_levels(for_kind text) returns setof smallint
language plpgsql stable parallel safe rows 4 security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := access.now();
  me record;
begin
  select * into me from access.me(at);
  if me.principal_id is null or me.administers then
    return;
  end if;
  return query
    select level::smallint
    from access.wide_of(me.partnership_id, me.selves, for_kind, true, at) c, generate_series(0, c) level;
end $$;
comment on function access.wide_write_levels(text) is 'Sensitivities that a wide role writes for this kind of scope in the own partnership; none without one.';

create function access.wide_clearance(for_kind text) returns smallint
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := access.now();
  me record;
begin
  select * into me from access.me(at);
  if me.principal_id is null or me.administers then
    return null;
  end if;
  return (select c from access.wide_of(me.partnership_id, me.selves, for_kind, false, at) c);
end $$;
comment on function access.wide_clearance(text) is 'Highest sensitivity that a wide role opens for this kind of scope; null without one.';

create function access.wide_write(for_kind text) returns smallint
language plpgsql stable parallel safe security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := access.now();
  me record;
begin
  select * into me from access.me(at);
  if me.principal_id is null or me.administers then
    return null;
  end if;
  return (select c from access.wide_of(me.partnership_id, me.selves, for_kind, true, at) c);
end $$;
comment on function access.wide_write(text) is 'Highest sensitivity that a wide role writes for this kind of scope; null without one.';

create function access.write_clearance(of_scope bigint, for_kind text) returns smallint
language plpgsql stable security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := access.now();
  me record;
begin
  select * into me from access.me(at);
  if me.principal_id is null or me.administers
     or not exists (select from access.scope s where s.partnership_id = me.partnership_id and s.id = of_scope and s.kind = for_kind)
     or of_scope in (select c from access.closed_to(me.partnership_id, me.principal_id, me.selves, at) c) then
    return null;
  end if;
  return (
    select max(c) from (
      select access.wide_write(for_kind) as c
      union all
      select r.clearance
      from access.reach(me.partnership_id, me.principal_id, me.selves, me.agency_id, at) r
      where r.scope_id = of_scope and r.may_write
    ) one);
end $$;
comment on function access.write_clearance(bigint, text) is 'Highest sensitivity that the principal may write in one scope of this kind; null when none, also when the scope does not exist.';

create function access.read_clearance(of_scope bigint) returns smallint
language plpgsql stable security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := access.now();
  me record;
begin
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
comment on function access.read_clearance(bigint) is 'Highest sensitivity that the principal may read in one scope; null when none, also when the scope does not exist.';

create function access.permitted(wanted text) returns boolean
language plpgsql stable set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
  me record;
begin
  select * into me from access.me(at);
  return exists (
    select from access.role_held h
    join access.role_permission p on p.role = h.role and p.permission = wanted
    where h.partnership_id = me.partnership_id and h.principal_id = any (me.selves) and h.valid @> at);
end $$;
comment on function access.permitted(text) is 'Whether a role of the principal carries this permission.';

create function access.describe_principal() returns jsonb
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
  return (
    select jsonb_build_object(
      'principalId', p.id, 'principalUid', p.uid, 'kind', p.kind, 'name', p.name, 'agencyId', p.agency_id,
      'partnershipId', n.id, 'partnershipUid', n.uid, 'partnershipName', n.name, 'partnershipSlug', n.slug,
      'roles', (
        select coalesce(jsonb_agg(distinct h.role), '[]') from access.role_held h
        where h.partnership_id = p.partnership_id and h.principal_id = any (me.selves) and h.valid @> at),
      'posts', to_jsonb(me.selves[2:]),
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
    where s.partnership_id = me.partnership_id and s.id = me.session_id);
end $$;
comment on function access.describe_principal() is 'The principal of this transaction as data, without counting as use of the session; null without one.';

create function access.current_principal() returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := access.now();
begin
  -- A row that another request of the same person is touching is left alone: nobody waits for a note of the time.
  if current_setting('transaction_read_only') = 'off' then
    update access.session set seen_at = at
    where (partnership_id, id) in (
      select s.partnership_id, s.id
      from access.session s
      join access.me(at) m on m.partnership_id = s.partnership_id and m.session_id = s.id
      where s.seen_at < at - interval '1 minute'
      for update of s skip locked);
  end if;
  return access.describe_principal();
end $$;
comment on function access.current_principal() is 'The principal of this transaction as data; notes the use of the session, once a minute at most.';

create function access.protect(of_table regclass, for_kind text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  -- int8ne and not: the planner would take a second partnership_id = … for a second, independent narrowing, think that nothing
  -- is left, and sort a whole partnership instead of walking an index in order. The lists of scopes and keys are hashed; the index
  -- comes from where a query begins (docs/adr/0011-row-security-form.md).
  form text := 'sensitivity = any (array(select access.%1$s_levels(%3$L))) and not int8ne(partnership_id, (select access.partnership()))
      and scope_id not in (select access.closed_scopes())
    or acl_key in (select access.%2$s_keys())';
  reads text := format(form, 'wide', 'read', for_kind);
  writes text := format(form, 'wide_write', 'write', for_kind);
begin
  execute format('alter table %s enable row level security', of_table);
  execute format('alter table %s force row level security', of_table);
  execute format('create policy reads on %s for select to heed_app using (%s)', of_table, reads);
  execute format('create policy adds on %s for insert to heed_app with check (
    sensitivity <= access.write_clearance(scope_id, %L))', of_table, for_kind);
  execute format('create policy changes on %s for update to heed_app using (%s) with check (%s)', of_table, writes, writes);
  execute format('create policy partnership_wall on %s as restrictive to heed_app
    using (partnership_id = any (array(select access.partnerships_in_reach())))
    with check (partnership_id = (select access.partnership()))', of_table);
  if exists (select from pg_attribute where attrelid = of_table and attname = 'compartment_agency_id' and not attisdropped) then
    execute format('create policy compartment on %s as restrictive to heed_app
      using (compartment_agency_id is null or compartment_agency_id = (select access.agency()))', of_table);
  end if;
  if not exists (
    select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indrelid = of_table and a.attname = 'acl_key') then
    execute format('create index on %s (acl_key)', of_table);
  end if;
end $$;
comment on function access.protect(regclass, text) is 'Puts a content table under row security for one kind of scope: lines 2 to 7 of the decision.';

create function access.protect_partnership_table(of_table regclass) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  execute format('alter table %s enable row level security', of_table);
  execute format('alter table %s force row level security', of_table);
  execute format('create policy own_partnership on %s to heed_app
    using (partnership_id = (select access.partnership())) with check (partnership_id = (select access.partnership()))', of_table);
end $$;
comment on function access.protect_partnership_table(regclass) is 'Row security for what belongs to a partnership as a whole: its members read it; what they write is for permissions and grants to say.';

create function access.protect_own_table(of_table regclass) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  execute format('alter table %s enable row level security', of_table);
  execute format('alter table %s force row level security', of_table);
  execute format('create policy own_things on %s to heed_app
    using (partnership_id = (select access.partnership()) and principal_id = (select access.principal_id()))
    with check (partnership_id = (select access.partnership()) and principal_id = (select access.principal_id()))', of_table);
end $$;
comment on function access.protect_own_table(regclass) is 'Row security for one principal''s own things: drafts, last visits.';

-- Names, posts and roles are known inside the partnership: lists need them, and they are no content.
create policy own_partnership on access.principal for select to heed_app using (partnership_id = (select access.partnership()));
create policy own_partnership on access.acting for select to heed_app using (partnership_id = (select access.partnership()));
create policy own_partnership on access.role_held for select to heed_app using (partnership_id = (select access.partnership()));
create policy own_partnership on access.module_off for select to heed_app using (partnership_id = (select access.partnership()));
create policy reads on access.role for select to heed_app, heed_owner using (true);
create policy reads on access.scope_kind for select to heed_app, heed_owner using (true);
grant select on access.principal to heed_app;
grant select on access.acting, access.role_held, access.module_off, access.role, access.scope_kind to heed_app;
grant select on access.scope_kind to heed_owner;

grant execute on function access.now(), access.principal_id(), access.partnership(), access.agency(), access.session_id(),
  access.describe_principal() to heed_app, heed_owner, heed_audit, heed_search;
grant execute on function access.partnerships_in_reach(), access.closed_scopes(), access.read_keys(), access.write_keys(),
  access.wide_levels(text), access.wide_write_levels(text), access.wide_clearance(text), access.wide_write(text), access.write_clearance(bigint, text),
  access.read_clearance(bigint), access.current_principal() to heed_app;
grant execute on function access.read_keys(), access.wide_levels(text), access.closed_scopes(), access.partnerships_in_reach()
  to heed_search;
grant execute on function access.protect(regclass, text), access.protect_partnership_table(regclass), access.protect_own_table(regclass)
  to heed_owner, heed_audit, heed_priv;
