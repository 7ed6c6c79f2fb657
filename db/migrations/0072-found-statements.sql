-- Statements that were published elsewhere or by ourselves, kept paragraph by paragraph, with the claims that they make.
set local role heed_owner;

create table app.statement (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  title text not null check (title <> '' and length(title) <= 300),
  publisher text not null check (publisher <> '' and length(publisher) <= 200),
  published_on date,
  weekday_differs boolean not null default false,
  other_body boolean not null,
  file_name text not null check (file_name <> '' and length(file_name) <= 200),
  file_kind text not null check (file_kind in ('txt', 'docx', 'pdf')),
  file_bytes integer not null check (file_bytes > 0),
  file_uid uuid not null,
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  body jsonb not null check (jsonb_typeof(body -> 'blocks') = 'array'),
  head jsonb not null check (jsonb_typeof(head) = 'array'),
  imported_at timestamptz not null default access.now(),
  imported_by bigint not null default access.principal_id(),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, file_sha256),
  unique (partnership_id, id, other_body)
);
create index statement_acl on app.statement (acl_key, id);
create index statement_list on app.statement (partnership_id, id);
comment on table app.statement is 'A published statement in the library. Nothing is added to its text; that of another body gets no status and no figure.';
comment on column app.statement.partnership_id is 'Partnership.';
comment on column app.statement.id is 'Inner key.';
comment on column app.statement.uid is 'Outer identity.';
comment on column app.statement.scope_id is 'The scope of the statement.';
comment on column app.statement.sensitivity is '1: working material; it names nobody, or the gate finds it.';
comment on column app.statement.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.statement.title is 'Its title, as it says itself or as the importer typed.';
comment on column app.statement.publisher is 'Who published it.';
comment on column app.statement.published_on is 'When it was published; none where it does not say.';
comment on column app.statement.weekday_differs is 'The day of the week that it names is not that of its date: somebody must look.';
comment on column app.statement.other_body is 'Published by another body: it stays private, and nothing of ours is tied to it.';
comment on column app.statement.file_name is 'Name of the file that it came in.';
comment on column app.statement.file_kind is 'Kind of that file.';
comment on column app.statement.file_bytes is 'Its size.';
comment on column app.statement.file_uid is 'The file itself, encrypted beside the database.';
comment on column app.statement.file_sha256 is 'Digest of its content: the same file is not imported twice.';
comment on column app.statement.body is 'The text as blocks.';
comment on column app.statement.head is 'The blocks that say what the document is, and make no claim.';
comment on column app.statement.imported_at is 'When it was imported.';
comment on column app.statement.imported_by is 'Who imported it.';
comment on column app.statement.version is 'Version for stale forms.';
select access.protect('app.statement', 'statement');
grant select, insert, update (title, publisher, published_on, weekday_differs, version) on app.statement to heed_app;
select audit.keep_history('app.statement');

create table app.claim (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  statement_id bigint not null,
  position integer not null check (position > 0),
  state text not null check (state in ('proposed', 'accepted', 'dropped', 'merged')),
  kind text not null check (kind in ('conclusion', 'past-fact', 'done', 'under-way', 'commitment', 'general-knowledge')),
  words text not null check (words <> ''),
  attribution jsonb not null,
  places jsonb not null check (jsonb_typeof(places) = 'array'),
  quoted jsonb not null check (jsonb_typeof(quoted) = 'array'),
  found_by jsonb,
  merged_into uuid,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, statement_id, id),
  unique (partnership_id, statement_id, position),
  foreign key (partnership_id, statement_id) references app.statement (partnership_id, id),
  foreign key (partnership_id, merged_into) references app.claim (partnership_id, uid),
  check ((state = 'merged') = (merged_into is not null))
);
comment on table app.claim is 'Something that a statement says, with its place in the text; nothing holds until a person accepts it.';
comment on column app.claim.partnership_id is 'Partnership.';
comment on column app.claim.id is 'Inner key.';
comment on column app.claim.uid is 'Outer identity.';
comment on column app.claim.scope_id is 'The scope of the statement.';
comment on column app.claim.sensitivity is '1: working material; it names nobody, or the gate finds it.';
comment on column app.claim.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.claim.statement_id is 'The statement.';
comment on column app.claim.position is 'Its place in the list, from 1.';
comment on column app.claim.state is 'proposed, accepted, dropped or merged into another.';
comment on column app.claim.kind is 'What kind of sentence it is.';
comment on column app.claim.words is 'The claim in words; as quoted until somebody rewords it.';
comment on column app.claim.attribution is 'Whose doing or view it reports.';
comment on column app.claim.places is 'Where it stands in the text: block and offsets.';
comment on column app.claim.quoted is 'What the statement says there; never changed.';
comment on column app.claim.found_by is 'The rule that proposed it; none where a person added it.';
comment on column app.claim.merged_into is 'The claim that took it in.';
select access.protect('app.claim', 'statement');
grant select, insert, update (state, kind, words, places, quoted, merged_into) on app.claim to heed_app;
select audit.keep_history('app.claim');

create table app.claim_event (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  statement_id bigint not null,
  claim_id bigint not null,
  act text not null check (act in ('propose', 'add', 'accept', 'reword', 'merge', 'drop', 'restore', 'take-in', 'give-back')),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  reason text check (length(reason) <= 2000),
  words_before text,
  kind_before text,
  other uuid,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, statement_id, claim_id) references app.claim (partnership_id, statement_id, id),
  foreign key (partnership_id, by_principal) references access.principal (partnership_id, id)
);
create index claim_event_of on app.claim_event (partnership_id, statement_id, id);
comment on table app.claim_event is 'What was done with a claim, by whom and when, with what it said before.';
comment on column app.claim_event.partnership_id is 'Partnership.';
comment on column app.claim_event.id is 'Inner key.';
comment on column app.claim_event.uid is 'Outer identity.';
comment on column app.claim_event.scope_id is 'The scope of the statement.';
comment on column app.claim_event.sensitivity is '1: working material; it names nobody, or the gate finds it.';
comment on column app.claim_event.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.claim_event.statement_id is 'The statement.';
comment on column app.claim_event.claim_id is 'The claim.';
comment on column app.claim_event.act is 'What was done.';
comment on column app.claim_event.at is 'When.';
comment on column app.claim_event.by_principal is 'Who did it.';
comment on column app.claim_event.reason is 'Why, where a reason is asked.';
comment on column app.claim_event.words_before is 'What the claim said before.';
comment on column app.claim_event.kind_before is 'Of what kind it was before.';
comment on column app.claim_event.other is 'The other claim of a merge.';
select access.protect('app.claim_event', 'statement');
grant select, insert on app.claim_event to heed_app;
select audit.keep_history('app.claim_event');

create table app.claim_tie (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  statement_id bigint not null,
  claim_id bigint not null,
  other_body boolean not null default false check (not other_body),
  to_kind text not null check (to_kind in ('recommendation', 'action', 'evidence')),
  to_uid uuid not null,
  tied_at timestamptz not null default access.now(),
  tied_by bigint not null default access.principal_id(),
  ended_at timestamptz,
  ended_by bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, statement_id, claim_id) references app.claim (partnership_id, statement_id, id),
  foreign key (partnership_id, statement_id, other_body) references app.statement (partnership_id, id, other_body),
  check ((ended_at is null) = (ended_by is null))
);
create unique index claim_tie_once on app.claim_tie (partnership_id, claim_id, to_kind, to_uid) where ended_at is null;
comment on table app.claim_tie is 'What an accepted claim is tied to, so that one page can say what became of it. The keys keep ties away from the statement of another body.';
comment on column app.claim_tie.partnership_id is 'Partnership.';
comment on column app.claim_tie.id is 'Inner key.';
comment on column app.claim_tie.uid is 'Outer identity.';
comment on column app.claim_tie.scope_id is 'The scope of the statement.';
comment on column app.claim_tie.sensitivity is '1: working material; it names nobody, or the gate finds it.';
comment on column app.claim_tie.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.claim_tie.statement_id is 'The statement.';
comment on column app.claim_tie.claim_id is 'The claim.';
comment on column app.claim_tie.other_body is 'Always false: the foreign key lets in only our own statements.';
comment on column app.claim_tie.to_kind is 'What it is tied to.';
comment on column app.claim_tie.to_uid is 'The outer identity of that; whether a reader sees it is for its own scope to say.';
comment on column app.claim_tie.tied_at is 'When.';
comment on column app.claim_tie.tied_by is 'Who tied it.';
comment on column app.claim_tie.ended_at is 'When the tie was taken away.';
comment on column app.claim_tie.ended_by is 'Who took it away.';
select access.protect('app.claim_tie', 'statement');
grant select, insert, update (ended_at, ended_by) on app.claim_tie to heed_app;
select audit.keep_history('app.claim_tie');
