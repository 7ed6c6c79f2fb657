-- Agencies and posts. A body that ends names its successor; what it owned moves on with its history.
set local role heed_owner;

create table app.agency (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  name text not null check (name <> '' and length(name) <= 200),
  kind text not null check (kind in ('local-authority', 'integrated-care-board', 'police', 'nhs-trust',
    'gp-practice', 'school', 'probation', 'housing', 'voluntary', 'other')),
  statutory_partner text check (statutory_partner in ('local-authority', 'integrated-care-board', 'police')),
  active_from date not null,
  active_to date,
  successor_id bigint,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, successor_id) references app.agency (partnership_id, id),
  check (active_to >= active_from),
  check (successor_id is null or active_to is not null),
  check (successor_id <> id)
);
create unique index agency_name on app.agency (partnership_id, lower(name)) where active_to is null;
comment on table app.agency is 'A body that works with the partnership, as long as it exists.';
comment on column app.agency.partnership_id is 'Partnership.';
comment on column app.agency.id is 'Inner key.';
comment on column app.agency.uid is 'Outer identity.';
comment on column app.agency.name is 'Name as it writes it.';
comment on column app.agency.kind is 'What kind of body it is.';
comment on column app.agency.statutory_partner is 'Which of the three safeguarding partners it is, if one (Children Act 2004 s.16E).';
comment on column app.agency.active_from is 'Since when it exists.';
comment on column app.agency.active_to is 'Its last day; empty while it exists.';
comment on column app.agency.successor_id is 'The body that took over its duties.';
comment on column app.agency.version is 'Version for stale forms.';
select access.protect_partnership_table('app.agency');
grant select, insert, update (name, kind, statutory_partner, active_to, successor_id, version) on app.agency to heed_app;
select audit.keep_history('app.agency');

create table app.post (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  agency_id bigint not null,
  principal_id bigint not null,
  title text not null check (title <> '' and length(title) <= 200),
  active_from date not null,
  active_to date,
  moved_to_id bigint,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, principal_id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id),
  foreign key (partnership_id, moved_to_id) references app.post (partnership_id, id),
  check (active_to >= active_from)
);
create index post_agency on app.post (partnership_id, agency_id, title);
comment on table app.post is 'A post in an agency. Actions belong to a post first and to a person second.';
comment on column app.post.partnership_id is 'Partnership.';
comment on column app.post.id is 'Inner key.';
comment on column app.post.uid is 'Outer identity.';
comment on column app.post.agency_id is 'The agency that it belongs to.';
comment on column app.post.principal_id is 'The principal to which grants for this post are given; who fills it stands in access.acting.';
comment on column app.post.title is 'Title as the agency writes it.';
comment on column app.post.active_from is 'Since when it exists.';
comment on column app.post.active_to is 'Its last day; empty while it exists.';
comment on column app.post.moved_to_id is 'The post of the successor body that took over what this one owned.';
comment on column app.post.version is 'Version for stale forms.';
select access.protect_partnership_table('app.post');
grant select, insert, update (title, active_to, moved_to_id, version) on app.post to heed_app;
select audit.keep_history('app.post');
