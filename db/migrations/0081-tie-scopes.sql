-- A scope may be tied to cases beside the one that it came from: what a review of several cases makes is closed with each of them.
set local role heed_priv;

create table access.scope_tie (
  partnership_id bigint not null,
  scope_id bigint not null,
  beside_id bigint not null,
  beside_depth smallint not null generated always as (0) stored,
  tied_at timestamptz not null default access.now(),
  primary key (partnership_id, scope_id, beside_id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, beside_id, beside_depth) references access.scope (partnership_id, id, depth),
  check (scope_id <> beside_id)
);
create index on access.scope_tie (partnership_id, beside_id);
comment on table access.scope_tie is 'Cases beside the parent that a scope rests on: a conflict of interest or a seal in one of them closes the scope. A tie opens nothing.';
comment on column access.scope_tie.partnership_id is 'Partnership.';
comment on column access.scope_tie.scope_id is 'Scope that is closed with the other; it has no children.';
comment on column access.scope_tie.beside_id is 'Scope whose conflicts and seals count for it too.';
comment on column access.scope_tie.beside_depth is 'Always 0, part of the foreign key: one is tied to a case, never to what came from one.';
comment on column access.scope_tie.tied_at is 'When it was tied.';
alter table access.scope_tie enable row level security;
alter table access.scope_tie force row level security;
create policy decides on access.scope_tie to heed_priv using (true) with check (true);

create trigger forget after insert or update or delete on access.scope_tie for each statement execute function access.forget();

create function access.tie_scope(of_partnership bigint, of_scope bigint, besides bigint[]) returns void
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  if exists (select from access.scope c where c.partnership_id = of_partnership and c.parent_id = of_scope) then
    raise exception 'a scope with children is not tied' using errcode = 'HE422';
  end if;
  insert into access.scope_tie (partnership_id, scope_id, beside_id)
  select s.partnership_id, s.id, b.id
  from access.scope s
  join access.scope b on b.partnership_id = s.partnership_id and b.id = any (besides) and b.id <> s.id and b.id is distinct from s.parent_id
  where s.partnership_id = of_partnership and s.id = of_scope
  on conflict do nothing;
end $$;
comment on function access.tie_scope(bigint, bigint, bigint[]) is 'Ties a scope to further cases; for the triggers of the tables that rest on them, never for the application.';
revoke execute on function access.tie_scope(bigint, bigint, bigint[]) from public;
grant execute on function access.tie_scope(bigint, bigint, bigint[]) to heed_owner;

create function access.conflicted_to(partnership bigint, self bigint[], at timestamptz) returns setof bigint
language sql stable parallel safe as $$
  with root as (
    select k.partnership_id, k.scope_id as id
    from access.conflict k
    where k.principal_partnership_id = partnership and k.principal_id = any (self)
      and (k.state <> 'cleared' or k.cleared_until <= at)
  )
  select root.id from root
  union all
  select c.id from root join access.scope c on c.partnership_id = root.partnership_id and c.parent_id = root.id
  union all
  select t.scope_id from root join access.scope_tie t on t.partnership_id = root.partnership_id and t.beside_id = root.id
$$;
comment on function access.conflicted_to(bigint, bigint[], timestamptz) is 'Line 3: scopes that a conflict of interest closes to this principal, with their children and with what is tied to them.';

create or replace function access.closed_to(partnership bigint, principal bigint, self bigint[], at timestamptz) returns setof bigint
language sql stable parallel safe as $$
  with root as (
    select s.partnership_id, s.id
    from access.scope s
    where s.partnership_id = partnership and s.sealed
      and not exists (
        select from access.seal_grant g
        where g.partnership_id = s.partnership_id and g.scope_id = s.id and g.principal_id = principal and g.valid @> at)
  )
  select root.id from root
  union all
  select c.id from root join access.scope c on c.partnership_id = root.partnership_id and c.parent_id = root.id
  union all
  select t.scope_id from root join access.scope_tie t on t.partnership_id = root.partnership_id and t.beside_id = root.id
  union all
  select c from access.conflicted_to(partnership, self, at) c
$$;
comment on function access.closed_to(bigint, bigint, bigint[], timestamptz) is 'Lines 3 and 4: scopes that a conflict of interest or a seal closes to this principal, with their children and with what is tied to them.';

create or replace function access.reach(partnership bigint, principal bigint, self bigint[], agency bigint, at timestamptz)
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
    and not exists (
      select from access.scope_tie t
      join access.scope b on b.partnership_id = t.partnership_id and b.id = t.beside_id
      where t.partnership_id = s.partnership_id and t.scope_id = s.id and b.sealed)
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

create or replace function access.sees_conflict(conflict bigint) returns boolean
language sql stable as $$
  select exists (
    select from access.me((select access.now())) m
    join access.conflict k on k.partnership_id = m.partnership_id and k.id = conflict
    where k.scope_id not in (select c from access.conflicted_to(m.partnership_id, m.selves, (select access.now())) c)
      and not (k.principal_partnership_id = m.partnership_id and k.principal_id = any (m.selves)))
$$;

create or replace function access.list_emergency_access()
returns table (id bigint, uid uuid, scope_uid uuid, principal_id bigint, principal_name text, used_at timestamptz, ends_at timestamptz,
               reason_code text, reason text, reviewed_at timestamptz, verdict text)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
declare
  at timestamptz := access.now();
begin
  return query
    select e.id, e.uid, s.uid, e.principal_id, p.name, e.used_at, upper(e.valid), e.reason_code, e.reason, e.reviewed_at, e.verdict
    from access.me(at) m
    join access.emergency_access e on e.partnership_id = m.partnership_id
    join access.scope s on s.partnership_id = e.partnership_id and s.id = e.scope_id
    join access.principal p on p.partnership_id = e.partnership_id and p.id = e.principal_id
    where e.principal_id = m.principal_id
       or (access.permitted('emergency-access:review')
           and e.scope_id not in (select c from access.conflicted_to(m.partnership_id, m.selves, at) c))
    order by e.used_at desc, e.id desc;
end $$;
