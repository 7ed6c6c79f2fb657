-- Recommendations: what is asked of whom, their life, the rung that is set, and what each agency answers.
set local role heed_owner;

create table app.recommendation (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  reference text not null check (reference ~ '^[0-9]{4}-R[0-9]{2,}$'),
  number text check (number <> '' and length(number) <= 40),
  case_id bigint,
  review_id bigint,
  source text not null check (source in ('local-review', 'rapid-review', 'national-review', 'coroner', 'inspection', 'audit', 'section-11')),
  source_title text check (length(source_title) <= 300),
  source_place text check (length(source_place) <= 200),
  text text check (text <> '' and length(text) <= 4000),
  agreed_text text check (agreed_text <> '' and length(agreed_text) <= 4000),
  addressed_to text not null check (addressed_to in ('agencies', 'partnership', 'national')),
  asks text[] not null default '{}',
  due_on date,
  outcome text not null default '' check (length(outcome) <= 4000),
  measure text not null default '' check (length(measure) <= 4000),
  strength text check (strength in ('strong', 'medium', 'weak')),
  status text not null default 'draft' check (status in ('draft', 'quality-checked', 'agreed', 'agreed-changed', 'already-met', 'in-delivery', 'delivered',
    'assured', 'achieved', 'rejected', 'superseded', 'overtaken', 'done-not-measurable', 'reopened')),
  round smallint not null default 1 check (round > 0),
  rung smallint check (rung between 1 and 4),
  superseded_by_id bigint,
  recorded_at timestamptz not null default access.now(),
  recorded_by bigint not null default access.principal_id(),
  in_error_at timestamptz,
  in_error_by bigint,
  in_error_reason text check (in_error_reason <> '' and length(in_error_reason) <= 2000),
  search tsvector generated always as (to_tsvector('english'::regconfig, coalesce(number, '') || ' ' || coalesce(text, '') || ' ' ||
    coalesce(agreed_text, '') || ' ' || outcome || ' ' || measure)) stored,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, reference),
  unique (partnership_id, scope_id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id),
  foreign key (partnership_id, superseded_by_id) references app.recommendation (partnership_id, id),
  foreign key (partnership_id, review_id) references app.case_review (partnership_id, id),
  check (asks <@ array['training', 'policy', 'process', 'tool', 'commissioning', 'supervision', 'culture', 'data', 'structural']),
  check (superseded_by_id <> id),
  check ((in_error_at is null) = (in_error_reason is null)),
  check ((in_error_at is null) = (in_error_by is null))
);
create index recommendation_list on app.recommendation (partnership_id, id desc);
create index recommendation_status on app.recommendation (partnership_id, status, id desc);
create index recommendation_due on app.recommendation (partnership_id, due_on, id);
create index recommendation_review on app.recommendation (partnership_id, review_id, id) where review_id is not null;
create index recommendation_case on app.recommendation (partnership_id, case_id, id);
comment on table app.recommendation is 'What a review or another body asks of agencies, of the partnership or of national bodies. Its words are anonymised.';
comment on column app.recommendation.partnership_id is 'Partnership.';
comment on column app.recommendation.id is 'Inner key.';
comment on column app.recommendation.uid is 'Outer identity.';
comment on column app.recommendation.scope_id is 'The recommendation''s own scope.';
comment on column app.recommendation.sensitivity is '1, working material.';
comment on column app.recommendation.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.recommendation.reference is 'Neutral reference, year and serial; the same wherever it is named.';
comment on column app.recommendation.number is 'Its number in the report, if it has one.';
comment on column app.recommendation.case_id is 'The case from which it comes, if it comes from one.';
comment on column app.recommendation.review_id is 'The review that made it, if one did.';
comment on column app.recommendation.source is 'What kind of work recommended it.';
comment on column app.recommendation.source_title is 'The report or letter, by its public title.';
comment on column app.recommendation.source_place is 'Where the report says it.';
comment on column app.recommendation.text is 'What is recommended; empty where the words are not held.';
comment on column app.recommendation.agreed_text is 'What was agreed instead, where it was agreed with a change.';
comment on column app.recommendation.addressed_to is 'To named agencies, to the partnership as a whole, or to national bodies.';
comment on column app.recommendation.asks is 'What kinds of change it asks for.';
comment on column app.recommendation.due_on is 'By when it is to be done.';
comment on column app.recommendation.outcome is 'What is to be different for children.';
comment on column app.recommendation.measure is 'How one will see that it is.';
comment on column app.recommendation.strength is 'How likely what it asks is to change practice, as the quality check found.';
comment on column app.recommendation.status is 'Where it stands; the events say how it came there.';
comment on column app.recommendation.round is 'Each reopening begins a new round, which asks for new evidence.';
comment on column app.recommendation.rung is 'The level of evidence that it has to reach, as it was last set.';
comment on column app.recommendation.superseded_by_id is 'The recommendation that replaced it.';
comment on column app.recommendation.recorded_at is 'When it was recorded.';
comment on column app.recommendation.recorded_by is 'Who recorded it.';
comment on column app.recommendation.in_error_at is 'When it was marked as recorded in error.';
comment on column app.recommendation.in_error_by is 'Who marked it so.';
comment on column app.recommendation.in_error_reason is 'Why it was recorded in error.';
comment on column app.recommendation.search is 'Its words as the search sees them. Rows are narrowed by row security first, so an index on the words would not be used.';
comment on column app.recommendation.version is 'Version for stale forms.';
select access.protect('app.recommendation', 'recommendation');
grant select, insert, update (number, source, source_title, source_place, text, agreed_text, addressed_to, asks, due_on, outcome, measure, strength,
  status, round, rung, superseded_by_id, in_error_at, in_error_by, in_error_reason, version) on app.recommendation to heed_app;
select audit.keep_history('app.recommendation');

create table app.recommendation_reference (
  partnership_id bigint not null default access.partnership(),
  year integer not null check (year between 2000 and 2200),
  last_serial integer not null check (last_serial > 0),
  primary key (partnership_id, year)
);
comment on table app.recommendation_reference is 'The last serial number given in a year, so that two recommendations never share a reference.';
comment on column app.recommendation_reference.partnership_id is 'Partnership.';
comment on column app.recommendation_reference.year is 'Year.';
comment on column app.recommendation_reference.last_serial is 'Last serial given.';
select access.protect_partnership_table('app.recommendation_reference');
grant select, insert, update (last_serial) on app.recommendation_reference to heed_app;

create table app.recommendation_addressee (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  recommendation_id bigint not null,
  agency_id bigint not null,
  asked_at timestamptz,
  asked_by bigint,
  answer_due_on date,
  took_over_from_id bigint,
  ended_at timestamptz,
  ended_because text check (ended_because in ('changed', 'successor')),
  primary key (partnership_id, id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, recommendation_id) references app.recommendation (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  foreign key (partnership_id, took_over_from_id) references app.agency (partnership_id, id),
  check ((asked_at is null) = (answer_due_on is null)),
  check ((asked_at is null) = (asked_by is null)),
  check ((ended_at is null) = (ended_because is null))
);
create unique index recommendation_addressee_now on app.recommendation_addressee (partnership_id, recommendation_id, agency_id) where ended_at is null;
create index recommendation_addressee_agency on app.recommendation_addressee (partnership_id, agency_id, recommendation_id) where ended_at is null;
comment on table app.recommendation_addressee is 'An agency that is asked to answer a recommendation. One to the whole partnership asks several.';
comment on column app.recommendation_addressee.partnership_id is 'Partnership.';
comment on column app.recommendation_addressee.id is 'Inner key.';
comment on column app.recommendation_addressee.scope_id is 'The recommendation''s own scope.';
comment on column app.recommendation_addressee.sensitivity is '1, working material.';
comment on column app.recommendation_addressee.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.recommendation_addressee.recommendation_id is 'The recommendation.';
comment on column app.recommendation_addressee.agency_id is 'The agency.';
comment on column app.recommendation_addressee.asked_at is 'When it was asked for its answer; empty while the recommendation is being drafted.';
comment on column app.recommendation_addressee.asked_by is 'Who asked it.';
comment on column app.recommendation_addressee.answer_due_on is 'By when it was asked to answer.';
comment on column app.recommendation_addressee.took_over_from_id is 'The agency, abolished since, that was asked before it; its answer stands.';
comment on column app.recommendation_addressee.ended_at is 'Since when it is no longer asked.';
comment on column app.recommendation_addressee.ended_because is 'The draft was changed, or another body took over.';
select access.protect('app.recommendation_addressee', 'recommendation');
grant select, insert, update (asked_at, asked_by, answer_due_on, ended_at, ended_because) on app.recommendation_addressee to heed_app;
select audit.keep_history('app.recommendation_addressee');

create table app.recommendation_event (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  recommendation_id bigint not null,
  act text not null check (act in ('check-quality', 'return-to-draft', 'agree', 'agree-changed', 'record-already-met', 'reject', 'supersede', 'overtake',
    'begin-delivery', 'claim-delivered', 'return-to-delivery', 'assure', 'achieve', 'end-not-measurable', 'reopen')),
  from_status text not null check (from_status in ('draft', 'quality-checked', 'agreed', 'agreed-changed', 'already-met', 'in-delivery', 'delivered',
    'assured', 'achieved', 'rejected', 'superseded', 'overtaken', 'done-not-measurable', 'reopened')),
  to_status text not null check (to_status in ('draft', 'quality-checked', 'agreed', 'agreed-changed', 'already-met', 'in-delivery', 'delivered',
    'assured', 'achieved', 'rejected', 'superseded', 'overtaken', 'done-not-measurable', 'reopened')),
  round smallint not null check (round > 0),
  on_day date not null,
  reason text check (reason <> '' and length(reason) <= 4000),
  advice text[] not null default '{}',
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, recommendation_id) references app.recommendation (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index recommendation_event_of on app.recommendation_event (partnership_id, recommendation_id, id);
comment on table app.recommendation_event is 'The life of a recommendation, event by event; its state can be rebuilt from these.';
comment on column app.recommendation_event.partnership_id is 'Partnership.';
comment on column app.recommendation_event.id is 'Inner key.';
comment on column app.recommendation_event.uid is 'Outer identity.';
comment on column app.recommendation_event.scope_id is 'The recommendation''s own scope.';
comment on column app.recommendation_event.sensitivity is '1, working material.';
comment on column app.recommendation_event.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.recommendation_event.recommendation_id is 'The recommendation.';
comment on column app.recommendation_event.act is 'What was done.';
comment on column app.recommendation_event.from_status is 'Where it stood before.';
comment on column app.recommendation_event.to_status is 'Where it stood afterwards.';
comment on column app.recommendation_event.round is 'The round after the act.';
comment on column app.recommendation_event.on_day is 'The day on which it happened.';
comment on column app.recommendation_event.reason is 'Why, in words.';
comment on column app.recommendation_event.advice is 'For a quality check: what was advised and left as it was.';
comment on column app.recommendation_event.at is 'When.';
comment on column app.recommendation_event.by_principal is 'Who.';
comment on column app.recommendation_event.agency_id is 'For which agency.';
select access.protect('app.recommendation_event', 'recommendation');
grant select, insert on app.recommendation_event to heed_app;

create table app.rung_setting (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  recommendation_id bigint not null,
  rung smallint not null check (rung between 1 and 4),
  reason text not null check (reason <> '' and length(reason) <= 2000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, recommendation_id) references app.recommendation (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index rung_setting_of on app.rung_setting (partnership_id, recommendation_id, id);
comment on table app.rung_setting is 'A rung that was set for a recommendation, by whom and why. The last one counts; the earlier are kept.';
comment on column app.rung_setting.partnership_id is 'Partnership.';
comment on column app.rung_setting.id is 'Inner key.';
comment on column app.rung_setting.scope_id is 'The recommendation''s own scope.';
comment on column app.rung_setting.sensitivity is '1, working material.';
comment on column app.rung_setting.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.rung_setting.recommendation_id is 'The recommendation.';
comment on column app.rung_setting.rung is 'The level of evidence to reach.';
comment on column app.rung_setting.reason is 'Why this much and no more.';
comment on column app.rung_setting.at is 'When.';
comment on column app.rung_setting.by_principal is 'Who.';
comment on column app.rung_setting.agency_id is 'For which agency.';
select access.protect('app.rung_setting', 'recommendation');
grant select, insert on app.rung_setting to heed_app;

create table app.answer (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  recommendation_id bigint not null,
  agency_id bigint not null,
  kind text not null check (kind in ('accepted', 'accepted-with-change', 'already-done', 'rejected')),
  reasons text not null default '',
  change text not null default '',
  evidence_uids uuid[] not null default '{}',
  origin text not null check (origin in ('own', 'on-behalf')),
  received_from text check (received_from <> '' and length(received_from) <= 200),
  received_how text check (received_how in ('letter', 'e-mail', 'meeting', 'telephone')),
  received_on date,
  document text check (document <> '' and length(document) <= 300),
  paper_uid uuid,
  paper_name text check (length(paper_name) <= 300),
  paper_type text check (length(paper_type) <= 200),
  paper_bytes integer check (paper_bytes > 0),
  paper_sha256 text check (paper_sha256 ~ '^[0-9a-f]{64}$'),
  given_at timestamptz not null default access.now(),
  given_by bigint not null default access.principal_id(),
  given_for_id bigint not null,
  confirmed_at timestamptz,
  confirmed_by bigint,
  in_error_at timestamptz,
  in_error_by bigint,
  in_error_reason text check (in_error_reason <> '' and length(in_error_reason) <= 2000),
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, recommendation_id) references app.recommendation (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  foreign key (partnership_id, given_for_id) references app.agency (partnership_id, id),
  check (length(reasons) <= 4000 and length(change) <= 4000),
  check ((origin = 'on-behalf') = (received_from is not null and received_how is not null and received_on is not null and document is not null)),
  check (origin = 'on-behalf' or (confirmed_at is null and paper_uid is null)),
  check (origin = 'on-behalf' or agency_id = given_for_id),
  check ((confirmed_at is null) = (confirmed_by is null)),
  check ((paper_uid is null) = (paper_sha256 is null)),
  check ((in_error_at is null) = (in_error_reason is null))
);
create index answer_of on app.answer (partnership_id, recommendation_id, agency_id, id);
create index answer_paper on app.answer (paper_uid) where paper_uid is not null;
comment on table app.answer is 'What an agency answers to a recommendation. A later answer stands; the earlier are kept.';
comment on column app.answer.partnership_id is 'Partnership.';
comment on column app.answer.id is 'Inner key.';
comment on column app.answer.uid is 'Outer identity.';
comment on column app.answer.scope_id is 'The recommendation''s own scope.';
comment on column app.answer.sensitivity is '1, working material.';
comment on column app.answer.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.answer.recommendation_id is 'The recommendation.';
comment on column app.answer.agency_id is 'Whose answer it is.';
comment on column app.answer.kind is 'What it answers.';
comment on column app.answer.reasons is 'Why.';
comment on column app.answer.change is 'What it would do instead.';
comment on column app.answer.evidence_uids is 'Evidence that it points to, for what is said to be done already.';
comment on column app.answer.origin is 'From the agency itself, or recorded on its behalf.';
comment on column app.answer.received_from is 'On behalf: from whom it came, by post or office.';
comment on column app.answer.received_how is 'On behalf: how it came.';
comment on column app.answer.received_on is 'On behalf: when it came.';
comment on column app.answer.document is 'On behalf: the letter, mail or note that shows it.';
comment on column app.answer.paper_uid is 'The paper itself, in the file store.';
comment on column app.answer.paper_name is 'File name of the paper.';
comment on column app.answer.paper_type is 'What kind of file it is, as its content shows.';
comment on column app.answer.paper_bytes is 'Size of the paper.';
comment on column app.answer.paper_sha256 is 'Digest of the paper.';
comment on column app.answer.given_at is 'When it was recorded.';
comment on column app.answer.given_by is 'Who recorded it.';
comment on column app.answer.given_for_id is 'For which agency the recorder acted.';
comment on column app.answer.confirmed_at is 'When the agency confirmed what was recorded on its behalf.';
comment on column app.answer.confirmed_by is 'Who confirmed it.';
comment on column app.answer.in_error_at is 'When it was marked as recorded in error; it then no longer stands.';
comment on column app.answer.in_error_by is 'Who marked it so.';
comment on column app.answer.in_error_reason is 'Why.';
select access.protect('app.answer', 'recommendation');
grant select, insert, update (confirmed_at, confirmed_by, in_error_at, in_error_by, in_error_reason) on app.answer to heed_app;
select audit.keep_history('app.answer');
