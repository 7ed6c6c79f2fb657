-- How the people of a case are related, and who lives with whom. Labels only; an address is a value of the vault.
set local role heed_owner;

create table app.relation (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  one_id bigint not null,
  other_id bigint not null,
  kind text not null check (kind in ('birth-parent', 'adoptive-parent', 'foster-parent', 'step-parent', 'guardian', 'donor',
    'surrogate', 'married', 'civil-partnership', 'living-together', 'dating', 'separated', 'divorced', 'ended',
    'full-sibling', 'half-sibling', 'sibling', 'identical-twin', 'other-twin', 'twin')),
  since jsonb check (since is null or jsonb_typeof(since) = 'object'),
  until jsonb check (until is null or jsonb_typeof(until) = 'object'),
  recorded_by bigint not null default access.principal_id(),
  recorded_at timestamptz not null default access.now(),
  removed_at timestamptz,
  removed_by bigint,
  remove_reason text check (length(remove_reason) <= 500),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, scope_id, one_id) references app.person (partnership_id, scope_id, id),
  foreign key (partnership_id, scope_id, other_id) references app.person (partnership_id, scope_id, id),
  check (one_id <> other_id),
  check ((removed_at is null) = (remove_reason is null))
);
create unique index relation_once on app.relation (partnership_id, scope_id, kind, least(one_id, other_id), greatest(one_id, other_id))
  where removed_at is null;
create index relation_acl on app.relation (acl_key, id);
create index relation_scope on app.relation (partnership_id, scope_id, id);
comment on table app.relation is 'How two people of a case are related. A mistake is removed with its reason and stays; what ended in life has an end.';
comment on column app.relation.partnership_id is 'Partnership.';
comment on column app.relation.id is 'Inner key.';
comment on column app.relation.uid is 'Outer identity.';
comment on column app.relation.scope_id is 'The case; both people are of it.';
comment on column app.relation.sensitivity is '1, working material, like the labels.';
comment on column app.relation.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.relation.one_id is 'The first of the two: of a parent and a child the parent.';
comment on column app.relation.other_id is 'The second of the two: of a parent and a child the child.';
comment on column app.relation.kind is 'How they are related.';
comment on column app.relation.since is 'Since when, as well as it is known (an uncertain date).';
comment on column app.relation.until is 'Until when, as well as it is known; none while it lasts or where it does not end.';
comment on column app.relation.recorded_by is 'Who recorded it.';
comment on column app.relation.recorded_at is 'When it was recorded.';
comment on column app.relation.removed_at is 'When it was found to be a mistake.';
comment on column app.relation.removed_by is 'Who said so.';
comment on column app.relation.remove_reason is 'Why.';
comment on column app.relation.version is 'Version for stale forms.';
select access.protect('app.relation', 'case');
grant select, insert, update (one_id, other_id, kind, since, until, removed_at, removed_by, remove_reason, version) on app.relation to heed_app;
select audit.keep_history('app.relation');

create table app.home (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  name text not null check (name <> '' and length(name) <= 60),
  vault_entry_id bigint,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, scope_id, id),
  unique (partnership_id, scope_id, name),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, vault_entry_id) references app.vault_entry (partnership_id, id)
);
create index home_acl on app.home (acl_key, id);
comment on table app.home is 'A home of a family under a name of our own, like Home A.';
comment on column app.home.partnership_id is 'Partnership.';
comment on column app.home.id is 'Inner key.';
comment on column app.home.uid is 'Outer identity.';
comment on column app.home.scope_id is 'The case.';
comment on column app.home.sensitivity is '1, working material.';
comment on column app.home.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.home.name is 'What it is called here, never an address.';
comment on column app.home.vault_entry_id is 'The address in the vault, shown to those who may read it.';
comment on column app.home.version is 'Version for stale forms.';
select access.protect('app.home', 'case');
grant select, insert, update (name, vault_entry_id, version) on app.home to heed_app;
select audit.keep_history('app.home');

create table app.home_member (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  home_id bigint not null,
  person_id bigint not null,
  since jsonb check (since is null or jsonb_typeof(since) = 'object'),
  until jsonb check (until is null or jsonb_typeof(until) = 'object'),
  removed_at timestamptz,
  removed_by bigint,
  remove_reason text check (length(remove_reason) <= 500),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, scope_id, home_id) references app.home (partnership_id, scope_id, id),
  foreign key (partnership_id, scope_id, person_id) references app.person (partnership_id, scope_id, id),
  check ((removed_at is null) = (remove_reason is null))
);
create unique index home_member_once on app.home_member (partnership_id, home_id, person_id) where removed_at is null and until is null;
create index home_member_acl on app.home_member (acl_key, id);
create index home_member_home on app.home_member (partnership_id, scope_id, home_id, id);
comment on table app.home_member is 'Somebody''s time in a home; whoever lives in two homes has a row for each.';
comment on column app.home_member.partnership_id is 'Partnership.';
comment on column app.home_member.id is 'Inner key.';
comment on column app.home_member.uid is 'Outer identity.';
comment on column app.home_member.scope_id is 'The case.';
comment on column app.home_member.sensitivity is '1, working material.';
comment on column app.home_member.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.home_member.home_id is 'The home.';
comment on column app.home_member.person_id is 'Who lives or lived there.';
comment on column app.home_member.since is 'Since when, as well as it is known (an uncertain date).';
comment on column app.home_member.until is 'Until when, as well as it is known; none while they live there.';
comment on column app.home_member.removed_at is 'When it was found to be a mistake.';
comment on column app.home_member.removed_by is 'Who said so.';
comment on column app.home_member.remove_reason is 'Why.';
comment on column app.home_member.version is 'Version for stale forms.';
select access.protect('app.home_member', 'case');
grant select, insert, update (since, until, removed_at, removed_by, remove_reason, version) on app.home_member to heed_app;
select audit.keep_history('app.home_member');
