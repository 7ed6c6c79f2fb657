-- The world of the trial: :partnerships partnerships, each with 250 cases, 4,000 recommendations and 20,000 content rows.
-- Principals 1 to 4 of partnership 1 are the readers that are measured; everybody else is there to be walked past.
-- For the forms that were not chosen.
set local role heed_priv;
create function access.wide_partnership(for_kind text) returns bigint
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
  return case when (select c from access.wide_of(me.partnership_id, me.selves, for_kind, false, at) c) is not null then me.partnership_id end;
end $$;
comment on function access.wide_partnership(text) is 'Own partnership where the principal has a wide role for this kind, else null: so that the other arm of a policy costs nothing.';
grant execute on function access.wide_partnership(text) to heed_app;

set local role heed_owner;
create table app.trial_note (
  partnership_id bigint not null, id bigint generated always as identity, uid uuid not null default gen_random_uuid(),
  scope_id bigint not null, sensitivity smallint not null check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  state text not null, due_on date not null, created_at timestamptz not null, body text not null,
  primary key (partnership_id, id));
create table app.trial_action (like app.trial_note including identity including generated including defaults, primary key (partnership_id, id));

reset role;
insert into access.installation (kind) values ('test');
insert into access.partnership (name, slug) select 'Partnership ' || n, 'p' || n from generate_series(1, :partnerships) n;
insert into access.principal (partnership_id, kind, name, agency_id)
select p, case when n between 5 and 20 then 'post' else 'person' end, 'Principal ' || n, 1 + n % 10
from generate_series(1, :partnerships) p, generate_series(1, 300) n order by p, n;
insert into access.role_held (partnership_id, principal_id, role, valid)
select p.partnership_id, p.id, r.role, '[2020-01-01,)'
from (select *, row_number() over (partition by partnership_id order by id) as n from access.principal) p
join (values (1, 'action-owner'), (2, 'business-manager'), (3, 'delegated-partner'), (4, 'business-manager')) r (n, role) on r.n = p.n;
insert into access.acting (partnership_id, principal_id, as_principal_id, valid)
select p.partnership_id, p.id, p.id + 4 + k, '[2020-01-01,)'
from (select *, row_number() over (partition by partnership_id order by id) as n from access.principal) p, generate_series(0, 1) k where p.n = 1;

insert into access.scope (partnership_id, kind, sealed)
select p, 'case', n % 100 = 0 from generate_series(1, :partnerships) p, generate_series(1, 250) n order by p, n;
insert into access.scope (partnership_id, kind, parent_id)
select s.partnership_id, 'recommendation', s.id from access.scope s, generate_series(1, 16) where s.kind = 'case';
-- Everybody has 25 recommendations through their own name or a post; the posts of the first reader have them too.
insert into access.scope_grant (partnership_id, scope_id, principal_id, clearance, may_write, valid, reason)
select p.partnership_id, s.ids[1 + (p.n * 37 + k * 101) % 4000], p.id, 2, true, '[2020-01-01,)', 'trial'
from (select *, row_number() over (partition by partnership_id order by id) as n from access.principal) p
join (select partnership_id, array_agg(id order by id) as ids from access.scope where kind = 'recommendation' group by 1) s using (partnership_id),
  generate_series(1, 25) k
where p.n > 4 and (p.n > 6 or k <= case p.n when 5 then 13 else 12 end);
-- Past grants, to be walked past: twice as many as open ones.
insert into access.scope_grant (partnership_id, scope_id, principal_id, clearance, may_write, valid, reason)
select g.partnership_id, g.scope_id, g.principal_id, 2, true, '[2020-01-01,2021-01-01)', 'trial, over'
from access.scope_grant g, generate_series(1, 2);
insert into access.conflict (partnership_id, scope_id, principal_partnership_id, principal_id, kind, state, basis)
select s.partnership_id, s.id, s.partnership_id, p.first + 3, 'declared', 'confirmed', 'trial'
from (select *, row_number() over (partition by partnership_id order by id) as n from access.scope where kind = 'case') s
join (select partnership_id, min(id) as first from access.principal group by 1) p using (partnership_id) where s.n in (3, 50, 120);
-- Partnerships 2 and 3 share ten recommendations each with partnership 1.
insert into access.share (partnership_id, scope_id, to_partnership_id, clearance, valid, purpose, basis)
select s.partnership_id, s.id, 1, 2, '[2020-01-01,2099-01-01)', 'trial', 'trial'
from (select *, row_number() over (partition by partnership_id order by id) as n from access.scope where kind = 'recommendation') s
where s.partnership_id in (2, 3) and s.n % 400 = 0;

insert into app.trial_note (partnership_id, scope_id, sensitivity, state, due_on, created_at, body)
select s.partnership_id, s.id, (n + s.id) % 4, case when n % 3 = 0 then 'open' else 'done' end, date '2020-01-01' + (random() * 2500)::int,
  timestamptz '2020-01-01' + random() * interval '2500 days', repeat('x', 300)
from access.scope s, generate_series(1, 32) n where s.kind = 'case';
insert into app.trial_action (partnership_id, scope_id, sensitivity, state, due_on, created_at, body)
select s.partnership_id, s.id, (n + s.id) % 3, case when n % 3 = 0 then 'open' else 'done' end, date '2020-01-01' + (random() * 2500)::int,
  timestamptz '2020-01-01' + random() * interval '2500 days', repeat('x', 300)
from access.scope s, generate_series(1, 3) n where s.kind = 'recommendation';

create unique index on app.trial_note (partnership_id, uid);
create index on app.trial_note (acl_key, created_at desc);
create index on app.trial_note (partnership_id, created_at desc, id desc);
create index on app.trial_note (partnership_id, state, due_on, id);
create unique index on app.trial_action (partnership_id, uid);
create index on app.trial_action (acl_key, created_at desc);
create index on app.trial_action (partnership_id, created_at desc, id desc);
create index on app.trial_action (partnership_id, state, due_on, id);
grant select on app.trial_note, app.trial_action to heed_app;
