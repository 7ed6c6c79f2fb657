-- The identity vault, apart from the learning record: everything else in Heed uses labels.
set local role heed_owner;

create table app.person (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  label text not null check (label <> '' and length(label) <= 60),
  part text not null check (part in ('child', 'sibling', 'mother', 'father', 'partner', 'carer', 'grandparent',
    'other-relative', 'professional', 'other')),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, scope_id, label),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id)
);
create index person_acl on app.person (acl_key, label);
comment on table app.person is 'Somebody in a case, under a label of our own that is never made from initials. The name is in the vault.';
comment on column app.person.partnership_id is 'Partnership.';
comment on column app.person.id is 'Inner key.';
comment on column app.person.uid is 'Outer identity.';
comment on column app.person.scope_id is 'The case that the person is part of.';
comment on column app.person.sensitivity is '1: the label and the part in the case are working material.';
comment on column app.person.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.person.label is 'Label such as Child A or Mother.';
comment on column app.person.part is 'The part that the person has in the case.';
comment on column app.person.version is 'Version for stale forms.';
select access.protect('app.person', 'case');
grant select, insert, update (label, part, version) on app.person to heed_app;
select audit.keep_history('app.person');

create table app.vault_entry (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 3 check (sensitivity = 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  person_id bigint,
  kind text not null check (kind in ('name', 'former-name', 'nickname', 'birth-date', 'death-date', 'address',
    'postcode', 'nhs-number', 'telephone', 'email', 'username', 'school', 'gp-practice', 'hospital', 'place', 'date', 'other')),
  value text not null check (value <> '' and length(value) <= 500),
  hidden_from text check (length(hidden_from) <= 500),
  recorded_by bigint not null default access.principal_id(),
  recorded_at timestamptz not null default access.now(),
  ended_at timestamptz,
  ended_by bigint,
  end_reason text check (length(end_reason) <= 500),
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, person_id) references app.person (partnership_id, id),
  check ((ended_at is null) = (end_reason is null))
);
create index vault_entry_acl on app.vault_entry (acl_key, person_id);
comment on table app.vault_entry is 'One value that identifies a person or a place of a case. Each reading is audited; the publication gate searches for each value.';
comment on column app.vault_entry.partnership_id is 'Partnership.';
comment on column app.vault_entry.id is 'Inner key.';
comment on column app.vault_entry.uid is 'Outer identity.';
comment on column app.vault_entry.scope_id is 'The case.';
comment on column app.vault_entry.sensitivity is 'Always 3, the vault.';
comment on column app.vault_entry.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.vault_entry.person_id is 'Whom it identifies; none for a place or a date of the case as a whole.';
comment on column app.vault_entry.kind is 'What kind of value it is; the text matcher reads each kind in its own forms.';
comment on column app.vault_entry.value is 'The value as it was given.';
comment on column app.vault_entry.hidden_from is 'From whom an address or anything that reveals a place must be kept, in words.';
comment on column app.vault_entry.recorded_by is 'Who recorded it.';
comment on column app.vault_entry.recorded_at is 'When it was recorded.';
comment on column app.vault_entry.ended_at is 'When it was found to be wrong or out of date; it is still searched for.';
comment on column app.vault_entry.ended_by is 'Who said so.';
comment on column app.vault_entry.end_reason is 'Why.';
select access.protect('app.vault_entry', 'case');
grant select, insert, update (hidden_from, ended_at, ended_by, end_reason) on app.vault_entry to heed_app;
select audit.keep_history('app.vault_entry');
