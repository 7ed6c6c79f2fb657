-- Evidence: words, figures and papers, each with the level that is claimed; others accept it or return it with reasons.
set local role heed_owner;

create table app.evidence (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity in (1, 2)),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  recommendation_id bigint not null,
  round smallint not null check (round > 0),
  kind text not null check (kind in ('statement', 'policy', 'minutes', 'training-numbers', 'audit', 'dip-sample', 'survey', 'data', 'practitioner-words', 'family-words', 'case-example')),
  summary text not null check (summary <> '' and length(summary) <= 4000),
  counted integer check (counted >= 0),
  counted_of integer check (counted_of > 0),
  counted_what text check (counted_what <> '' and length(counted_what) <= 200),
  claimed_level smallint not null check (claimed_level between 0 and 4),
  given_on date not null,
  fresh_until date,
  status text not null default 'waiting' check (status in ('waiting', 'accepted', 'returned')),
  accepted_level smallint check (accepted_level between 0 and 4),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  received_from text check (received_from <> '' and length(received_from) <= 200),
  received_how text check (received_how in ('letter', 'e-mail', 'meeting', 'telephone')),
  received_on date,
  confirmed_at timestamptz,
  confirmed_by bigint,
  in_error_at timestamptz,
  in_error_by bigint,
  in_error_reason text check (in_error_reason <> '' and length(in_error_reason) <= 2000),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, recommendation_id) references app.recommendation (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  check ((counted is null) = (counted_what is null)),
  check (counted_of is null or counted <= counted_of),
  check (fresh_until > given_on),
  check ((accepted_level is not null) = (status = 'accepted')),
  check (accepted_level <= claimed_level),
  check ((received_from is null) = (received_how is null) and (received_from is null) = (received_on is null)),
  check (received_from is not null or confirmed_at is null),
  check ((confirmed_at is null) = (confirmed_by is null)),
  check ((in_error_at is null) = (in_error_reason is null)),
  check ((in_error_at is null) = (in_error_by is null))
);
create index evidence_of on app.evidence (partnership_id, recommendation_id, id);
create index evidence_waiting on app.evidence (partnership_id, id) where status = 'waiting' and in_error_at is null;
create index evidence_acl on app.evidence (acl_key, id);
comment on table app.evidence is 'Proof that something was done, done well, changed practice or made a difference.';
comment on column app.evidence.partnership_id is 'Partnership.';
comment on column app.evidence.id is 'Inner key.';
comment on column app.evidence.uid is 'Outer identity.';
comment on column app.evidence.scope_id is 'The recommendation''s own scope.';
comment on column app.evidence.sensitivity is '1, working material; 2, restricted, when it holds personal data.';
comment on column app.evidence.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.evidence.recommendation_id is 'The recommendation.';
comment on column app.evidence.round is 'The round of the recommendation in which it was given; it counts in no other.';
comment on column app.evidence.kind is 'What kind of evidence it is.';
comment on column app.evidence.summary is 'What it shows, in words.';
comment on column app.evidence.counted is 'A figure: how many.';
comment on column app.evidence.counted_of is 'Out of how many.';
comment on column app.evidence.counted_what is 'Of what.';
comment on column app.evidence.claimed_level is 'The level of the ladder that the giver claims.';
comment on column app.evidence.given_on is 'The day from which it is.';
comment on column app.evidence.fresh_until is 'From this day on it has to be given anew to count.';
comment on column app.evidence.status is 'What the last judgement said; waiting before the first.';
comment on column app.evidence.accepted_level is 'The level that was accepted last, if it was.';
comment on column app.evidence.at is 'When.';
comment on column app.evidence.by_principal is 'Who.';
comment on column app.evidence.agency_id is 'For which agency.';
comment on column app.evidence.received_from is 'On behalf of the agency: from whom it came, by post or office.';
comment on column app.evidence.received_how is 'On behalf: how it came.';
comment on column app.evidence.received_on is 'On behalf: when it came.';
comment on column app.evidence.confirmed_at is 'On behalf: when the agency confirmed it.';
comment on column app.evidence.confirmed_by is 'On behalf: who confirmed it.';
comment on column app.evidence.in_error_at is 'When it was marked as recorded in error; it then counts no longer.';
comment on column app.evidence.in_error_by is 'Who marked it so.';
comment on column app.evidence.in_error_reason is 'Why.';
comment on column app.evidence.version is 'Version for stale forms.';
select access.protect('app.evidence', 'recommendation');
grant select, insert, update (status, accepted_level, confirmed_at, confirmed_by, in_error_at, in_error_by, in_error_reason, version) on app.evidence to heed_app;
select audit.keep_history('app.evidence');

create table app.evidence_action (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity in (1, 2)),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  evidence_id bigint not null,
  action_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, evidence_id, action_id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, evidence_id) references app.evidence (partnership_id, id),
  foreign key (partnership_id, action_id) references app.action (partnership_id, id)
);
create index evidence_action_of on app.evidence_action (partnership_id, action_id, evidence_id);
comment on table app.evidence_action is 'Which actions a piece of evidence speaks for.';
comment on column app.evidence_action.partnership_id is 'Partnership.';
comment on column app.evidence_action.id is 'Inner key.';
comment on column app.evidence_action.scope_id is 'The recommendation''s own scope.';
comment on column app.evidence_action.sensitivity is '1, working material; 2, restricted, when it holds personal data.';
comment on column app.evidence_action.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.evidence_action.evidence_id is 'The piece of evidence.';
comment on column app.evidence_action.action_id is 'The action.';
select access.protect('app.evidence_action', 'recommendation');
grant select, insert on app.evidence_action to heed_app;

create table app.evidence_file (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity in (1, 2)),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  evidence_id bigint not null,
  file_uid uuid not null,
  name text not null check (name <> '' and length(name) <= 200),
  kind text not null check (length(kind) <= 20),
  bytes integer not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, evidence_id) references app.evidence (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index evidence_file_of on app.evidence_file (partnership_id, evidence_id, id);
create unique index evidence_file_stored on app.evidence_file (partnership_id, file_uid);
comment on table app.evidence_file is 'A paper that belongs to a piece of evidence; its content lies in the file store.';
comment on column app.evidence_file.partnership_id is 'Partnership.';
comment on column app.evidence_file.id is 'Inner key.';
comment on column app.evidence_file.uid is 'Outer identity.';
comment on column app.evidence_file.scope_id is 'The recommendation''s own scope.';
comment on column app.evidence_file.sensitivity is '1, working material; 2, restricted, when it holds personal data.';
comment on column app.evidence_file.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.evidence_file.evidence_id is 'The piece of evidence.';
comment on column app.evidence_file.file_uid is 'The file in the file store.';
comment on column app.evidence_file.name is 'File name as it was handed in.';
comment on column app.evidence_file.kind is 'What kind of file it is, as its content shows.';
comment on column app.evidence_file.bytes is 'Size.';
comment on column app.evidence_file.sha256 is 'Digest of the content.';
comment on column app.evidence_file.at is 'When.';
comment on column app.evidence_file.by_principal is 'Who.';
comment on column app.evidence_file.agency_id is 'For which agency.';
select access.protect('app.evidence_file', 'recommendation');
grant select, insert on app.evidence_file to heed_app;

create table app.evidence_judgement (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity in (1, 2)),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  evidence_id bigint not null,
  outcome text not null check (outcome in ('accepted', 'returned')),
  level smallint not null check (level between 0 and 4),
  reason text not null default '' check (length(reason) <= 4000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, evidence_id) references app.evidence (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  check (outcome = 'accepted' or reason <> '')
);
create index evidence_judgement_of on app.evidence_judgement (partnership_id, evidence_id, id);
comment on table app.evidence_judgement is 'What somebody without a stake said about a piece of evidence. The last one stands; the earlier are kept.';
comment on column app.evidence_judgement.partnership_id is 'Partnership.';
comment on column app.evidence_judgement.id is 'Inner key.';
comment on column app.evidence_judgement.scope_id is 'The recommendation''s own scope.';
comment on column app.evidence_judgement.sensitivity is '1, working material; 2, restricted, when it holds personal data.';
comment on column app.evidence_judgement.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.evidence_judgement.evidence_id is 'The piece of evidence.';
comment on column app.evidence_judgement.outcome is 'Accepted, or returned with reasons.';
comment on column app.evidence_judgement.level is 'The level that it reaches in the judge''s view.';
comment on column app.evidence_judgement.reason is 'Why.';
comment on column app.evidence_judgement.at is 'When.';
comment on column app.evidence_judgement.by_principal is 'Who.';
comment on column app.evidence_judgement.agency_id is 'For which agency.';
select access.protect('app.evidence_judgement', 'recommendation');
grant select, insert on app.evidence_judgement to heed_app;
