-- Schemas, their walls, and the tables that say who somebody is and what is open to them.
-- The database belongs to heed_migrate, so that PUBLIC can be shut out here.

revoke all on schema public from public;
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to heed_app, heed_jobs, heed_public, heed_training, heed_auditor, heed_backup', current_database());
end $$;

alter default privileges for role heed_owner, heed_priv, heed_audit, heed_search, heed_migrate revoke execute on functions from public;
alter default privileges for role heed_owner, heed_priv, heed_audit, heed_search, heed_migrate revoke usage on types from public;

create extension if not exists btree_gist;

create schema access authorization heed_priv;
create schema app authorization heed_owner;
create schema pub authorization heed_owner;
comment on schema access is 'Who somebody is and what is open to them: principals, sessions, scopes, grants, and the functions that decide.';
comment on schema app is 'The content of all features.';
comment on schema pub is 'Published copies; the only thing that the public site can read.';
grant usage on schema access to heed_app, heed_owner, heed_audit, heed_search;
grant usage on schema app to heed_app;
-- Operators and functions of btree_gist live in public; its usage lets owners build exclusion constraints.
grant usage on schema public to heed_owner, heed_priv, heed_audit;

set local role heed_priv;

create table access.installation (
  one boolean primary key default true check (one),
  uid uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('real', 'sample', 'test')),
  sign_in_digest bytea check (length(sign_in_digest) = 32),
  created_at timestamptz not null default now()
);
comment on table access.installation is 'This installation: one row, written when the database is made.';
comment on column access.installation.one is 'Keeps the table to a single row.';
comment on column access.installation.uid is 'Identity of the installation towards others.';
comment on column access.installation.kind is 'real, sample or test; only a database that is not real obeys a test clock or signs people in with one click.';
comment on column access.installation.sign_in_digest is 'SHA-256 of the secret that the sign-in code holds outside the database; when set, no session starts without it.';
comment on column access.installation.created_at is 'When the database was made.';

create table access.partnership (
  id bigint generated always as identity primary key,
  uid uuid not null unique default gen_random_uuid(),
  name text not null check (name <> ''),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]*$'),
  created_at timestamptz not null default now()
);
comment on table access.partnership is 'A safeguarding children partnership; the first part of every key.';
comment on column access.partnership.id is 'Inner key.';
comment on column access.partnership.uid is 'Outer identity.';
comment on column access.partnership.name is 'Name as its members write it.';
comment on column access.partnership.slug is 'Name in addresses.';
comment on column access.partnership.created_at is 'When it joined the installation.';

create table access.module_off (
  partnership_id bigint not null references access.partnership,
  module text not null check (module ~ '^[a-z][a-z-]*$'),
  off_at timestamptz not null default now(),
  off_by bigint,
  primary key (partnership_id, module)
);
comment on table access.module_off is 'Feature modules that a partnership has switched off; what is not listed is on.';
comment on column access.module_off.partnership_id is 'Partnership.';
comment on column access.module_off.module is 'Module as named in policy/modules.json.';
comment on column access.module_off.off_at is 'Since when.';
comment on column access.module_off.off_by is 'Principal who switched it off.';

create table access.word (
  partnership_id bigint not null references access.partnership,
  key text not null check (key ~ '^[a-z][a-z.-]*$'),
  text text not null check (text <> '' and length(text) <= 200),
  primary key (partnership_id, key)
);
comment on table access.word is 'Words that a partnership has changed: names of groups, kinds of review, roles.';
comment on column access.word.partnership_id is 'Partnership.';
comment on column access.word.key is 'Which word.';
comment on column access.word.text is 'What the partnership says instead.';

create table access.role (
  role text primary key check (role ~ '^[a-z][a-z-]*$'),
  title text not null,
  content boolean not null,
  administers boolean not null,
  receives_partnership_shares boolean not null default false,
  receives_agency_shares boolean not null default false,
  check (not (content and administers))
);
comment on table access.role is 'Roles of policy/roles.json, copied by the migrate step.';
comment on column access.role.role is 'Name in code.';
comment on column access.role.title is 'Name that people read.';
comment on column access.role.content is 'May read case content.';
comment on column access.role.administers is 'Runs accounts, settings or the audit; never held together with a content role, and opens no content.';
comment on column access.role.receives_partnership_shares is 'Sees what another partnership shares with this one.';
comment on column access.role.receives_agency_shares is 'Sees what is shared with the own agency.';

create table access.role_permission (
  role text not null references access.role,
  permission text not null check (permission ~ '^[a-z][a-z-]*:[a-z][a-z-]*$'),
  primary key (role, permission)
);
comment on table access.role_permission is 'What each role may do; the functions that write to access ask here.';
comment on column access.role_permission.role is 'Role.';
comment on column access.role_permission.permission is 'Permission of policy/permissions.json.';

create table access.scope_kind (
  kind text primary key check (kind ~ '^[a-z][a-z-]*$'),
  title text not null,
  open_permission text not null
);
comment on table access.scope_kind is 'Kinds of protected scope (policy/scopes.json): a case, a recommendation, a person; later ones are rows, not code.';
comment on column access.scope_kind.kind is 'Name in code.';
comment on column access.scope_kind.title is 'Name that people read.';
comment on column access.scope_kind.open_permission is 'Permission that opening one needs.';

create table access.role_wide (
  role text not null references access.role,
  scope_kind text not null references access.scope_kind,
  clearance smallint not null check (clearance between 0 and 3),
  may_write boolean not null,
  primary key (role, scope_kind)
);
comment on table access.role_wide is 'Roles that reach every open scope of a kind in their own partnership.';
comment on column access.role_wide.role is 'Role.';
comment on column access.role_wide.scope_kind is 'Kind of scope.';
comment on column access.role_wide.clearance is 'Highest sensitivity that the role reads there.';
comment on column access.role_wide.may_write is 'Whether it also writes.';

create table access.principal (
  partnership_id bigint not null references access.partnership,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('person', 'post', 'link', 'service', 'job')),
  name text not null check (name <> ''),
  agency_id bigint,
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, id, kind)
);
comment on table access.principal is 'Whoever acts in Heed: a person, a post that persons fill, a link holder, a service, a job.';
comment on column access.principal.partnership_id is 'Partnership.';
comment on column access.principal.id is 'Inner key.';
comment on column access.principal.uid is 'Outer identity.';
comment on column access.principal.kind is 'person, post, link, service or job.';
comment on column access.principal.name is 'Name shown to colleagues in the same partnership and to the audit.';
comment on column access.principal.agency_id is 'Agency that the principal belongs to; none for jobs.';
comment on column access.principal.active is 'An inactive principal has no session and no rights, at once.';
comment on column access.principal.version is 'Version for stale forms.';
comment on column access.principal.created_at is 'When it was added.';

create table access.acting (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  principal_id bigint not null,
  principal_kind text not null default 'person' check (principal_kind = 'person'),
  as_principal_id bigint not null,
  as_kind text not null default 'post' check (as_kind = 'post'),
  valid tstzrange not null check (not isempty(valid) and lower(valid) is not null),
  started_by bigint,
  ended_by bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, principal_id, principal_kind) references access.principal (partnership_id, id, kind),
  foreign key (partnership_id, as_principal_id, as_kind) references access.principal (partnership_id, id, kind),
  exclude using gist (partnership_id with =, principal_id with =, as_principal_id with =, valid with &&)
);
comment on table access.acting is 'Which person fills which post, and when; a person holds what the post holds, while it is filled.';
comment on column access.acting.partnership_id is 'Partnership.';
comment on column access.acting.id is 'Inner key.';
comment on column access.acting.uid is 'Outer identity.';
comment on column access.acting.principal_id is 'Person.';
comment on column access.acting.principal_kind is 'Always person; part of the foreign key.';
comment on column access.acting.as_principal_id is 'Post.';
comment on column access.acting.as_kind is 'Always post; part of the foreign key.';
comment on column access.acting.valid is 'From (included) to (excluded).';
comment on column access.acting.started_by is 'Who said so.';
comment on column access.acting.ended_by is 'Who ended it.';

create table access.role_held (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  principal_id bigint not null,
  role text not null references access.role,
  valid tstzrange not null check (not isempty(valid) and lower(valid) is not null),
  given_by bigint,
  ended_by bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id),
  exclude using gist (partnership_id with =, principal_id with =, role with =, valid with &&)
);
create index on access.role_held (partnership_id, role);
comment on table access.role_held is 'Roles that a person or a post holds, and when.';
comment on column access.role_held.partnership_id is 'Partnership.';
comment on column access.role_held.id is 'Inner key.';
comment on column access.role_held.uid is 'Outer identity.';
comment on column access.role_held.principal_id is 'Person, post, service or job.';
comment on column access.role_held.role is 'Role.';
comment on column access.role_held.valid is 'From (included) to (excluded).';
comment on column access.role_held.given_by is 'Who gave it.';
comment on column access.role_held.ended_by is 'Who ended it.';

create table access.session (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  principal_id bigint not null,
  token_digest bytea not null unique check (length(token_digest) = 32),
  assurance smallint not null check (assurance between 1 and 3),
  stepped_up_at timestamptz,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  idle_limit interval not null check (idle_limit > interval '0'),
  expires_at timestamptz not null,
  agent text not null default '' check (length(agent) <= 200),
  revoked_at timestamptz,
  revoked_by bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id)
);
create index on access.session (partnership_id, principal_id);
comment on table access.session is 'Signed-in sessions; only a digest of the token is kept, and every statement asks this table again.';
comment on column access.session.partnership_id is 'Partnership.';
comment on column access.session.id is 'Inner key.';
comment on column access.session.uid is 'Outer identity, for the list of own sessions.';
comment on column access.session.principal_id is 'Whose session.';
comment on column access.session.token_digest is 'SHA-256 of the token; unique over all partnerships because the token is looked up before the partnership is known.';
comment on column access.session.assurance is 'How sure the sign-in was: 1 a link with a code, 2 an authenticator code, 3 a passkey or an equal identity provider.';
comment on column access.session.stepped_up_at is 'When the person last confirmed that it is them.';
comment on column access.session.started_at is 'When it began.';
comment on column access.session.seen_at is 'Last use, kept to the minute.';
comment on column access.session.idle_limit is 'It ends when unused for so long.';
comment on column access.session.expires_at is 'It ends then in any case.';
comment on column access.session.agent is 'What the person would know the device by.';
comment on column access.session.revoked_at is 'When it was ended by hand.';
comment on column access.session.revoked_by is 'Who ended it.';

create table access.scope (
  partnership_id bigint not null references access.partnership,
  id bigint generated always as identity unique,
  uid uuid not null default gen_random_uuid(),
  kind text not null references access.scope_kind,
  parent_id bigint,
  depth smallint generated always as (case when parent_id is null then 0 else 1 end) stored,
  parent_depth smallint generated always as (case when parent_id is null then null else 0 end) stored,
  sealed boolean not null default false,
  opened_at timestamptz not null default now(),
  opened_by bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, id, depth),
  foreign key (partnership_id, parent_id, parent_depth) references access.scope (partnership_id, id, depth)
);
create index on access.scope (partnership_id, parent_id) where parent_id is not null;
create index on access.scope (partnership_id) where sealed;
comment on table access.scope is 'What is protected as one: a case, a recommendation, a person. Content rows carry its id.';
comment on column access.scope.partnership_id is 'Partnership that owns it.';
comment on column access.scope.id is 'Inner key; unique over all partnerships, because the access key of a row is made from it.';
comment on column access.scope.uid is 'Outer identity.';
comment on column access.scope.kind is 'Kind of scope.';
comment on column access.scope.parent_id is 'Scope it came from (a recommendation from a case); a parent has no parent.';
comment on column access.scope.depth is '0 without a parent, 1 with one.';
comment on column access.scope.parent_depth is 'Always 0 where there is a parent: holds the tree to two levels.';
comment on column access.scope.sealed is 'Sealed: opens only to persons named in access.seal_grant, with its children.';
comment on column access.scope.opened_at is 'When it was opened.';
comment on column access.scope.opened_by is 'Who opened it.';

create table access.scope_grant (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  principal_id bigint not null,
  clearance smallint not null check (clearance between 0 and 3),
  may_write boolean not null,
  valid tstzrange not null check (not isempty(valid) and lower(valid) is not null),
  path text not null default 'member' check (path in ('member', 'owner', 'opener', 'reviewer', 'link')),
  reason text not null check (reason <> ''),
  granted_at timestamptz not null default now(),
  granted_by bigint,
  ended_at timestamptz,
  ended_by bigint,
  end_reason text,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id)
);
create index on access.scope_grant (partnership_id, principal_id);
create index on access.scope_grant (partnership_id, scope_id);
comment on table access.scope_grant is 'A scope opened to a principal by name, for a time.';
comment on column access.scope_grant.partnership_id is 'Partnership.';
comment on column access.scope_grant.id is 'Inner key.';
comment on column access.scope_grant.uid is 'Outer identity.';
comment on column access.scope_grant.scope_id is 'Scope.';
comment on column access.scope_grant.principal_id is 'Person, post, link holder, service or job.';
comment on column access.scope_grant.clearance is 'Highest sensitivity: 0 frame, 1 working, 2 restricted, 3 vault. Children are reached at 1 at most.';
comment on column access.scope_grant.may_write is 'Whether it also lets write.';
comment on column access.scope_grant.valid is 'From (included) to (excluded).';
comment on column access.scope_grant.path is 'As what: member of the group, owner of the action, opener, outside reviewer, link holder.';
comment on column access.scope_grant.reason is 'Why.';
comment on column access.scope_grant.granted_at is 'When it was given.';
comment on column access.scope_grant.granted_by is 'Who gave it.';
comment on column access.scope_grant.ended_at is 'When it was ended before its time.';
comment on column access.scope_grant.ended_by is 'Who ended it.';
comment on column access.scope_grant.end_reason is 'Why it was ended.';

create table access.conflict (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  principal_partnership_id bigint not null,
  principal_id bigint not null,
  kind text not null check (kind in ('declared', 'matched', 'subject')),
  state text not null check (state in ('suspected', 'confirmed', 'cleared')),
  basis text not null check (basis <> ''),
  raised_at timestamptz not null default now(),
  raised_by bigint,
  settled_at timestamptz,
  cleared_until timestamptz,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, scope_id, principal_partnership_id, principal_id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (principal_partnership_id, principal_id) references access.principal (partnership_id, id),
  check (state <> 'cleared' or (settled_at is not null and cleared_until is not null))
);
create index on access.conflict (principal_partnership_id, principal_id);
comment on table access.conflict is 'A conflict of interest: while suspected or confirmed it closes the scope and its children to the principal and beats every grant.';
comment on column access.conflict.partnership_id is 'Partnership of the scope.';
comment on column access.conflict.id is 'Inner key.';
comment on column access.conflict.uid is 'Outer identity.';
comment on column access.conflict.scope_id is 'Scope that is closed.';
comment on column access.conflict.principal_partnership_id is 'Partnership of the principal, who may stand in another one.';
comment on column access.conflict.principal_id is 'Whom it is closed to.';
comment on column access.conflict.kind is 'declared by the person, matched on two identifiers, or subject professional.';
comment on column access.conflict.state is 'suspected blocks at once; confirmed blocks; cleared opens until cleared_until.';
comment on column access.conflict.basis is 'What it rests on.';
comment on column access.conflict.raised_at is 'When it was raised.';
comment on column access.conflict.raised_by is 'Who raised it.';
comment on column access.conflict.settled_at is 'When it was last settled.';
comment on column access.conflict.cleared_until is 'A clearance ends by itself then, and the scope is closed again.';
comment on column access.conflict.version is 'Version; words of agreement are given for one version only.';

create table access.agreement (
  partnership_id bigint not null,
  id bigint generated always as identity,
  act text not null check (act in ('clear-conflict', 'release-seal')),
  subject_id bigint not null,
  subject_version integer not null,
  principal_id bigint not null,
  agency_id bigint not null,
  reason text not null check (reason <> ''),
  given_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, act, subject_id, subject_version, principal_id),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id)
);
comment on table access.agreement is 'The words of two people of two agencies that clearing a conflict or releasing a seal needs.';
comment on column access.agreement.partnership_id is 'Partnership.';
comment on column access.agreement.id is 'Inner key.';
comment on column access.agreement.act is 'What is agreed to.';
comment on column access.agreement.subject_id is 'Conflict or scope.';
comment on column access.agreement.subject_version is 'Version that was looked at; an older word does not count.';
comment on column access.agreement.principal_id is 'Who agrees.';
comment on column access.agreement.agency_id is 'Agency of the person then.';
comment on column access.agreement.reason is 'Why.';
comment on column access.agreement.given_at is 'When.';

create table access.seal_grant (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  principal_id bigint not null,
  principal_kind text not null default 'person' check (principal_kind = 'person'),
  valid tstzrange not null check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
  reason text not null check (reason <> ''),
  granted_by bigint,
  ended_by bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, principal_id, principal_kind) references access.principal (partnership_id, id, kind)
);
create index on access.seal_grant (partnership_id, principal_id);
comment on table access.seal_grant is 'Persons for whom a sealed scope counts as open; they still need a path to it. Always with an end.';
comment on column access.seal_grant.partnership_id is 'Partnership.';
comment on column access.seal_grant.id is 'Inner key.';
comment on column access.seal_grant.uid is 'Outer identity.';
comment on column access.seal_grant.scope_id is 'Sealed scope.';
comment on column access.seal_grant.principal_id is 'Person, never a post.';
comment on column access.seal_grant.principal_kind is 'Always person; part of the foreign key.';
comment on column access.seal_grant.valid is 'From (included) to (excluded).';
comment on column access.seal_grant.reason is 'Why.';
comment on column access.seal_grant.granted_by is 'Who named the person.';
comment on column access.seal_grant.ended_by is 'Who ended it.';

create table access.emergency_access (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  principal_id bigint not null,
  clearance smallint not null default 2 check (clearance between 0 and 2),
  valid tstzrange not null check (not isempty(valid) and upper(valid) - lower(valid) <= interval '60 minutes'),
  reason_code text not null check (reason_code ~ '^[a-z][a-z-]*$'),
  reason text not null check (length(btrim(reason)) >= 20),
  used_at timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by bigint,
  verdict text check (verdict in ('justified', 'not-justified')),
  note text,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id),
  check (reviewed_by is null or reviewed_by <> principal_id),
  check ((reviewed_at is null) = (verdict is null))
);
create index on access.emergency_access (partnership_id, principal_id, used_at);
comment on table access.emergency_access is 'One scope, read only, up to restricted, for an hour, with a reason and a review afterwards.';
comment on column access.emergency_access.partnership_id is 'Partnership.';
comment on column access.emergency_access.id is 'Inner key.';
comment on column access.emergency_access.uid is 'Outer identity.';
comment on column access.emergency_access.scope_id is 'Scope, without its children.';
comment on column access.emergency_access.principal_id is 'Person.';
comment on column access.emergency_access.clearance is '2 at most: the vault stays shut.';
comment on column access.emergency_access.valid is 'From (included) to (excluded), an hour at most.';
comment on column access.emergency_access.reason_code is 'Reason from the short list.';
comment on column access.emergency_access.reason is 'Reason in own words, at least 20 characters.';
comment on column access.emergency_access.used_at is 'When it began.';
comment on column access.emergency_access.reviewed_at is 'When somebody else looked at it.';
comment on column access.emergency_access.reviewed_by is 'Who looked at it; never the same person.';
comment on column access.emergency_access.verdict is 'justified or not.';
comment on column access.emergency_access.note is 'Words of the reviewer.';

create table access.share (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  to_partnership_id bigint references access.partnership,
  to_agency_id bigint,
  clearance smallint not null check (clearance between 0 and 2),
  valid tstzrange not null check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
  purpose text not null check (purpose <> ''),
  basis text not null check (basis <> ''),
  shared_at timestamptz not null default now(),
  shared_by bigint,
  ended_by bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  check ((to_partnership_id is null) <> (to_agency_id is null)),
  check (to_partnership_id <> partnership_id)
);
create index on access.share (to_partnership_id) where to_partnership_id is not null;
create index on access.share (partnership_id, to_agency_id) where to_agency_id is not null;
comment on table access.share is 'A scope shown to another partnership, or to one agency of the own: read only, with an end, a purpose and a basis in law.';
comment on column access.share.partnership_id is 'Partnership that owns the scope.';
comment on column access.share.id is 'Inner key.';
comment on column access.share.uid is 'Outer identity.';
comment on column access.share.scope_id is 'Scope, without its children.';
comment on column access.share.to_partnership_id is 'Partnership that sees it, through roles that receive shares.';
comment on column access.share.to_agency_id is 'Agency of the same partnership that sees it, through roles that receive agency shares.';
comment on column access.share.clearance is '2 at most: the vault is never shared this way.';
comment on column access.share.valid is 'From (included) to (excluded).';
comment on column access.share.purpose is 'What for.';
comment on column access.share.basis is 'Basis in law.';
comment on column access.share.shared_at is 'When it was decided.';
comment on column access.share.shared_by is 'Who decided.';
comment on column access.share.ended_by is 'Who ended it.';

-- Nobody but the deciding functions reads or writes here, the owner included unless it is heed_priv at work.
do $$
declare
  name text;
begin
  for name in select relname from pg_class where relnamespace = 'access'::regnamespace and relkind = 'r' loop
    execute format('alter table access.%I enable row level security', name);
    execute format('alter table access.%I force row level security', name);
    execute format('create policy decides on access.%I to heed_priv using (true) with check (true)', name);
  end loop;
end $$;

grant references on access.partnership, access.principal, access.scope to heed_owner, heed_audit;
