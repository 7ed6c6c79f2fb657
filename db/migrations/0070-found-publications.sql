-- What is prepared for publication: its text as versions that never change, the document that goes with it, the words of
-- two people of two agencies, and what the gate asked and was told. The published copies themselves lie in the schema pub.
set local role heed_owner;

create table app.publication (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  case_scope_id bigint not null,
  case_uid uuid not null,
  kind text not null check (kind in ('full-report', 'improvements-only', 'executive-summary')),
  state text not null default 'draft' check (state in ('draft', 'locked', 'published')),
  copy text not null default 'none' check (copy in ('none', 'live', 'withdrawn')),
  text_version integer not null default 1,
  published_version integer,
  first_published_at timestamptz,
  published_at timestamptz,
  published_by bigint,
  withdrawn_at timestamptz,
  withdrawn_by bigint,
  withdraw_reason text check (length(withdraw_reason) <= 2000),
  opened_at timestamptz not null default access.now(),
  opened_by bigint not null default access.principal_id(),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, case_scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, scope_id),
  check ((copy = 'none') = (published_version is null)),
  check (copy <> 'withdrawn' or (withdrawn_at is not null and withdraw_reason is not null))
);
create index publication_acl on app.publication (acl_key, id);
create index publication_list on app.publication (partnership_id, id);
comment on table app.publication is 'What a review makes public: one page with what was learned, what was recommended and what happened next.';
comment on column app.publication.partnership_id is 'Partnership.';
comment on column app.publication.id is 'Inner key.';
comment on column app.publication.uid is 'Outer identity.';
comment on column app.publication.scope_id is 'The scope of the publication, below that of its case.';
comment on column app.publication.sensitivity is '1: working material; it names nobody, or the gate finds it.';
comment on column app.publication.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.publication.case_scope_id is 'The scope of the case whose review it is; its vault is what the gate looks for.';
comment on column app.publication.case_uid is 'The outer identity of that case; whether a reader sees it is for its own scope to say.';
comment on column app.publication.kind is 'The full report, only the improvements (where the report itself is not published), or a summary.';
comment on column app.publication.state is 'draft: being written; locked: nothing changes while two people look; published: this text is the public copy.';
comment on column app.publication.copy is 'Whether a copy is public: none yet, live, or taken down.';
comment on column app.publication.text_version is 'The version of the text that counts now.';
comment on column app.publication.published_version is 'The version of the text that was last made public.';
comment on column app.publication.first_published_at is 'When a copy first became public.';
comment on column app.publication.published_at is 'When the copy was last made public.';
comment on column app.publication.published_by is 'Who made it public.';
comment on column app.publication.withdrawn_at is 'When it was taken down.';
comment on column app.publication.withdrawn_by is 'Who took it down.';
comment on column app.publication.withdraw_reason is 'Why it was taken down; never shown in public.';
comment on column app.publication.opened_at is 'When the work on it began.';
comment on column app.publication.opened_by is 'Who began it.';
comment on column app.publication.version is 'Version for stale forms.';
select access.protect('app.publication', 'publication');
grant select, insert, update (kind, state, copy, text_version, published_version, first_published_at, published_at, published_by,
  withdrawn_at, withdrawn_by, withdraw_reason, version) on app.publication to heed_app;
select audit.keep_history('app.publication');

create table app.publication_document (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  publication_id bigint not null,
  name text not null check (name <> '' and length(name) <= 200),
  kind text not null check (kind in ('docx', 'txt')),
  bytes integer not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  images integer not null check (images >= 0),
  words jsonb not null check (jsonb_typeof(words) = 'array'),
  properties jsonb not null check (jsonb_typeof(properties) = 'array'),
  content bytea not null check (length(content) = bytes and sha256(content) = decode(sha256, 'hex')),
  attached_at timestamptz not null default access.now(),
  attached_by bigint not null default access.principal_id(),
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, publication_id, id),
  foreign key (partnership_id, publication_id) references app.publication (partnership_id, id)
);
comment on table app.publication_document is 'A document that goes with a publication: what the reader of files found in it, and its bytes. A row never changes, so what was checked is what goes out.';
comment on column app.publication_document.partnership_id is 'Partnership.';
comment on column app.publication_document.id is 'Inner key.';
comment on column app.publication_document.uid is 'Outer identity.';
comment on column app.publication_document.scope_id is 'The scope of the publication, below that of its case.';
comment on column app.publication_document.sensitivity is '1: working material; it names nobody, or the gate finds it.';
comment on column app.publication_document.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.publication_document.publication_id is 'The publication.';
comment on column app.publication_document.name is 'The file name, which the gate reads too.';
comment on column app.publication_document.kind is 'What kind of file it is.';
comment on column app.publication_document.bytes is 'Its size.';
comment on column app.publication_document.sha256 is 'Digest of its content.';
comment on column app.publication_document.images is 'Pictures in it, which no program can read for names.';
comment on column app.publication_document.words is 'Its paragraphs with their style.';
comment on column app.publication_document.properties is 'The words that stand in it outside the text: author, headers, comments, alternative texts and so on.';
comment on column app.publication_document.content is 'The file.';
comment on column app.publication_document.attached_at is 'When it was attached.';
comment on column app.publication_document.attached_by is 'Who attached it.';
select access.protect('app.publication_document', 'publication');
grant select, insert on app.publication_document to heed_app;

create table app.publication_text (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  publication_id bigint not null,
  text_version integer not null check (text_version > 0),
  title text not null check (title <> '' and length(title) <= 200),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 80),
  body jsonb not null check (jsonb_typeof(body -> 'blocks') = 'array' and not body @? '$.blocks[*].spans[*].person'),
  recommendations jsonb not null default '[]' check (jsonb_typeof(recommendations) = 'array'),
  document_id bigint,
  written_at timestamptz not null default access.now(),
  written_by bigint not null default access.principal_id(),
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, publication_id, text_version),
  foreign key (partnership_id, publication_id) references app.publication (partnership_id, id),
  foreign key (partnership_id, publication_id, document_id) references app.publication_document (partnership_id, publication_id, id)
);
comment on table app.publication_text is 'One version of what a publication says. Never changed: a change is a new version, and what was approved or answered holds for one version.';
comment on column app.publication_text.partnership_id is 'Partnership.';
comment on column app.publication_text.id is 'Inner key.';
comment on column app.publication_text.uid is 'Outer identity.';
comment on column app.publication_text.scope_id is 'The scope of the publication, below that of its case.';
comment on column app.publication_text.sensitivity is '1: working material; it names nobody, or the gate finds it.';
comment on column app.publication_text.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.publication_text.publication_id is 'The publication.';
comment on column app.publication_text.text_version is 'Its number, from 1.';
comment on column app.publication_text.title is 'The title of the public page.';
comment on column app.publication_text.slug is 'The last part of the public address.';
comment on column app.publication_text.body is 'The text as blocks; a published text names nobody by token.';
comment on column app.publication_text.recommendations is 'What was recommended, to whom, and what happened next, each with its words or with the text not held.';
comment on column app.publication_text.document_id is 'The document that goes with it, if there is one.';
comment on column app.publication_text.written_at is 'When it was written.';
comment on column app.publication_text.written_by is 'Who wrote it.';
select access.protect('app.publication_text', 'publication');
grant select, insert on app.publication_text to heed_app;
select audit.keep_history('app.publication_text');

create table app.publication_approval (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  publication_id bigint not null,
  text_version integer not null,
  approved_by bigint not null default access.principal_id(),
  agency_id bigint not null default access.agency(),
  approved_at timestamptz not null default access.now(),
  taken_back_at timestamptz,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, publication_id, text_version, approved_by),
  foreign key (partnership_id, publication_id, text_version) references app.publication_text (partnership_id, publication_id, text_version),
  foreign key (partnership_id, approved_by) references access.principal (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
comment on table app.publication_approval is 'The word of one person that one version of a publication may go out. It falls with the version.';
comment on column app.publication_approval.partnership_id is 'Partnership.';
comment on column app.publication_approval.id is 'Inner key.';
comment on column app.publication_approval.uid is 'Outer identity.';
comment on column app.publication_approval.scope_id is 'The scope of the publication, below that of its case.';
comment on column app.publication_approval.sensitivity is '1: working material; it names nobody, or the gate finds it.';
comment on column app.publication_approval.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.publication_approval.publication_id is 'The publication.';
comment on column app.publication_approval.text_version is 'The version that was approved.';
comment on column app.publication_approval.approved_by is 'Who approved it; always the caller.';
comment on column app.publication_approval.agency_id is 'The agency of that person then; two agencies are needed.';
comment on column app.publication_approval.approved_at is 'When.';
comment on column app.publication_approval.taken_back_at is 'When the person took the word back.';
select access.protect('app.publication_approval', 'publication');
create policy own_word on app.publication_approval as restrictive for insert to heed_app
  with check (approved_by = access.principal_id() and agency_id = access.agency());
create policy own_word_back on app.publication_approval as restrictive for update to heed_app
  using (approved_by = access.principal_id());
grant select, insert, update (taken_back_at, approved_at) on app.publication_approval to heed_app;
select audit.keep_history('app.publication_approval');

create table app.gate_answer (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  publication_id bigint not null,
  place text not null check (place <> '' and length(place) <= 60),
  text_digest text not null check (text_digest ~ '^[0-9a-f]{64}$'),
  starts integer not null check (starts >= 0),
  ends integer not null check (ends >= starts),
  vault_entry_id bigint,
  verdict text not null check (verdict in ('harmless', 'must-change')),
  reason text not null check (reason <> '' and length(reason) <= 2000),
  answered_at timestamptz not null default access.now(),
  answered_by bigint not null default access.principal_id(),
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, publication_id) references app.publication (partnership_id, id),
  foreign key (partnership_id, vault_entry_id) references app.vault_entry (partnership_id, id)
);
create index gate_answer_of on app.gate_answer (partnership_id, publication_id, id);
comment on table app.gate_answer is 'What a named person answered to a question of the gate. It holds for these words in this text and for no other.';
comment on column app.gate_answer.partnership_id is 'Partnership.';
comment on column app.gate_answer.id is 'Inner key.';
comment on column app.gate_answer.uid is 'Outer identity.';
comment on column app.gate_answer.scope_id is 'The scope of the publication, below that of its case.';
comment on column app.gate_answer.sensitivity is '1: working material; it names nobody, or the gate finds it.';
comment on column app.gate_answer.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.gate_answer.publication_id is 'The publication.';
comment on column app.gate_answer.place is 'The kind of place that was asked about.';
comment on column app.gate_answer.text_digest is 'SHA-256 of the place and its text: when the text changes, the answer holds no longer.';
comment on column app.gate_answer.starts is 'Where the words begin in the text of the place.';
comment on column app.gate_answer.ends is 'Where they end, not included.';
comment on column app.gate_answer.vault_entry_id is 'The value of the vault that they might be; none where the question is about a picture or an author.';
comment on column app.gate_answer.verdict is 'harmless: it is not that person, place or number; must-change: it is, and the text has to change.';
comment on column app.gate_answer.reason is 'Why.';
comment on column app.gate_answer.answered_at is 'When.';
comment on column app.gate_answer.answered_by is 'Who answered; always the caller.';
select access.protect('app.gate_answer', 'publication');
create policy own_answer on app.gate_answer as restrictive for insert to heed_app with check (answered_by = access.principal_id());
grant select, insert on app.gate_answer to heed_app;
select audit.keep_history('app.gate_answer');

create table app.gate_check (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity between 0 and 3),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  publication_id bigint not null,
  text_version integer not null,
  occasion text not null check (occasion in ('asked', 'publishing')),
  outcome text not null check (outcome in ('passed', 'asks', 'refused', 'cannot-check')),
  values_sought integer not null check (values_sought >= 0),
  places_read integer not null check (places_read >= 0),
  found jsonb not null check (jsonb_typeof(found) = 'array'),
  checked_at timestamptz not null default access.now(),
  checked_by bigint not null default access.principal_id(),
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, publication_id, text_version) references app.publication_text (partnership_id, publication_id, text_version)
);
create index gate_check_of on app.gate_check (partnership_id, publication_id, id);
comment on table app.gate_check is 'One run of the gate over one version: how much it looked for, where, and what it found. It holds places, never values.';
comment on column app.gate_check.partnership_id is 'Partnership.';
comment on column app.gate_check.id is 'Inner key.';
comment on column app.gate_check.uid is 'Outer identity.';
comment on column app.gate_check.scope_id is 'The scope of the publication, below that of its case.';
comment on column app.gate_check.sensitivity is '1: working material; it names nobody, or the gate finds it.';
comment on column app.gate_check.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.gate_check.publication_id is 'The publication.';
comment on column app.gate_check.text_version is 'The version that was checked.';
comment on column app.gate_check.occasion is 'Asked for, or as part of publishing.';
comment on column app.gate_check.outcome is 'passed; asks, when questions are open; refused, when a value was found; cannot-check, when there was nothing to look for.';
comment on column app.gate_check.values_sought is 'How many values of the vault were looked for.';
comment on column app.gate_check.places_read is 'How many places of the publication were read.';
comment on column app.gate_check.found is 'The places: kind, block, offsets and how sure it is. No value and no kind of value.';
comment on column app.gate_check.checked_at is 'When.';
comment on column app.gate_check.checked_by is 'Who asked.';
select access.protect('app.gate_check', 'publication');
grant select, insert on app.gate_check to heed_app;
select audit.keep_history('app.gate_check');
