-- Two content tables as a feature would make them, for the access matrix.
set local role heed_owner;
create table app.matrix_case (
  partnership_id bigint not null, id bigint generated always as identity, uid uuid not null default gen_random_uuid(),
  scope_id bigint not null, sensitivity smallint not null check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  compartment_agency_id bigint, body text not null,
  primary key (partnership_id, id), unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id));
create table app.matrix_recommendation (
  partnership_id bigint not null, id bigint generated always as identity, uid uuid not null default gen_random_uuid(),
  scope_id bigint not null, sensitivity smallint not null check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  compartment_agency_id bigint, body text not null,
  primary key (partnership_id, id), unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id));
select access.protect('app.matrix_case', 'case');
select access.protect('app.matrix_recommendation', 'recommendation');
grant select, insert, update (body) on app.matrix_case, app.matrix_recommendation to heed_app;

-- Tries an insert as the caller and takes it back: true when row security let it through.
create function app.matrix_try_add(into_table text, in_partnership bigint, in_scope bigint, with_level integer, in_compartment bigint) returns boolean
language plpgsql as $$
begin
  execute format('insert into app.%I (partnership_id, scope_id, sensitivity, compartment_agency_id, body) values ($1, $2, $3, $4, $5)', into_table)
    using in_partnership, in_scope, with_level, in_compartment, 'added';
  raise exception 'taken back' using errcode = 'HE999';
exception
  when insufficient_privilege then return false;
  when sqlstate 'HE999' then return true;
end $$;
grant execute on function app.matrix_try_add(text, bigint, bigint, integer, bigint) to heed_app;

-- The application itself gives roles through access.ask_for_role only; here the inner check is tried.
set local role heed_priv;
grant execute on function access.give_role(bigint, text, timestamptz) to heed_app;
reset role;

-- The outer ids of scopes, for asking "why can I see this?" about each; tests only.
create view app.matrix_scope_uid as select id, uid from access.scope;
grant select on app.matrix_scope_uid to heed_app;
