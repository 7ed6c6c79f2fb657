-- What a review concluded and found, with what each finding rests on, and what of it is shared before the report.
set local role heed_owner;

create table app.conclusion (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 2 check (sensitivity = 2),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  case_id bigint not null,
  review_id bigint,
  verdict text not null check (verdict in ('practice-sound', 'sound-with-learning', 'shortfalls', 'cannot-tell')),
  text text not null check (text <> '' and length(text) <= 10000),
  place text check (length(place) <= 200),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id),
  foreign key (partnership_id, review_id) references app.case_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index conclusion_case on app.conclusion (partnership_id, case_id, id);
comment on table app.conclusion is 'What a review concludes over all; that practice was sound is a conclusion like any other. The last one stands.';
comment on column app.conclusion.partnership_id is 'Partnership.';
comment on column app.conclusion.id is 'Inner key.';
comment on column app.conclusion.uid is 'Outer identity.';
comment on column app.conclusion.scope_id is 'The case''s scope.';
comment on column app.conclusion.sensitivity is '2, restricted.';
comment on column app.conclusion.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.conclusion.case_id is 'The case.';
comment on column app.conclusion.review_id is 'The review that concludes so.';
comment on column app.conclusion.verdict is 'The conclusion in a word.';
comment on column app.conclusion.text is 'The conclusion in words.';
comment on column app.conclusion.place is 'Where the report says it.';
comment on column app.conclusion.at is 'When.';
comment on column app.conclusion.by_principal is 'Who.';
comment on column app.conclusion.agency_id is 'For which agency.';
select access.protect('app.conclusion', 'case');
grant select, insert on app.conclusion to heed_app;

create table app.finding (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 2 check (sensitivity = 2),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  case_id bigint not null,
  review_id bigint,
  kind text not null check (kind in ('good-practice', 'learning-point', 'systemic-finding', 'question')),
  text text not null check (text <> '' and length(text) <= 10000),
  underlying_reason text not null default '',
  themes text[] not null default '{}',
  status text not null default 'draft' check (status in ('draft', 'agreed')),
  recorded_at timestamptz not null default access.now(),
  recorded_by bigint not null default access.principal_id(),
  agreed_at timestamptz,
  agreed_by bigint,
  in_error_at timestamptz,
  in_error_by bigint,
  in_error_reason text check (in_error_reason <> '' and length(in_error_reason) <= 2000),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id),
  foreign key (partnership_id, review_id) references app.case_review (partnership_id, id),
  check (length(underlying_reason) <= 10000),
  check ((status = 'agreed') = (agreed_at is not null)),
  check ((in_error_at is null) = (in_error_reason is null))
);
create index finding_case on app.finding (partnership_id, case_id, id);
create index finding_list on app.finding (partnership_id, id desc);
comment on table app.finding is 'What a review found: good practice, a learning point, a systemic finding, a question.';
comment on column app.finding.partnership_id is 'Partnership.';
comment on column app.finding.id is 'Inner key.';
comment on column app.finding.uid is 'Outer identity.';
comment on column app.finding.scope_id is 'The case''s scope.';
comment on column app.finding.sensitivity is '2, restricted.';
comment on column app.finding.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.finding.case_id is 'The case.';
comment on column app.finding.review_id is 'The review that found it.';
comment on column app.finding.kind is 'What kind of finding it is.';
comment on column app.finding.text is 'What was found.';
comment on column app.finding.underlying_reason is 'Why it was so.';
comment on column app.finding.themes is 'What it is about, in the words of the national reviews.';
comment on column app.finding.status is 'Draft, or agreed and free to be shared.';
comment on column app.finding.recorded_at is 'When it was recorded.';
comment on column app.finding.recorded_by is 'Who recorded it.';
comment on column app.finding.agreed_at is 'When it was agreed.';
comment on column app.finding.agreed_by is 'Who agreed it.';
comment on column app.finding.in_error_at is 'When it was marked as recorded in error.';
comment on column app.finding.in_error_by is 'Who marked it so.';
comment on column app.finding.in_error_reason is 'Why.';
comment on column app.finding.version is 'Version for stale forms.';
select access.protect('app.finding', 'case');
grant select, insert, update (kind, text, underlying_reason, themes, status, agreed_at, agreed_by, in_error_at, in_error_by, in_error_reason, version) on app.finding to heed_app;
select audit.keep_history('app.finding');

create table app.finding_agency (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  scope_id bigint not null,
  sensitivity smallint not null default 2 check (sensitivity = 2),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  finding_id bigint not null,
  agency_id bigint not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, finding_id, agency_id),
  foreign key (partnership_id, finding_id) references app.finding (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
comment on table app.finding_agency is 'An agency that a finding concerns.';
comment on column app.finding_agency.partnership_id is 'Partnership.';
comment on column app.finding_agency.id is 'Inner key.';
comment on column app.finding_agency.scope_id is 'The case''s scope.';
comment on column app.finding_agency.sensitivity is '2, restricted.';
comment on column app.finding_agency.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.finding_agency.finding_id is 'The finding.';
comment on column app.finding_agency.agency_id is 'The agency.';
select access.protect('app.finding_agency', 'case');
grant select, insert on app.finding_agency to heed_app;

create table app.finding_evidence (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 2 check (sensitivity = 2),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  finding_id bigint not null,
  kind text not null check (kind in ('report-paragraph', 'episode', 'practitioner-words', 'document', 'family-words')),
  place text check (place <> '' and length(place) <= 1000),
  words text check (words <> '' and length(words) <= 10000),
  consent_given_on date,
  consent_from text check (consent_from <> '' and length(consent_from) <= 200),
  consent_withdrawn_on date,
  recorded_at timestamptz not null default access.now(),
  recorded_by bigint not null default access.principal_id(),
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, finding_id) references app.finding (partnership_id, id),
  check ((kind = 'family-words') = (words is not null)),
  check (kind = 'family-words' or place is not null),
  check (kind = 'family-words' or (consent_given_on is null and consent_withdrawn_on is null)),
  check (consent_withdrawn_on >= consent_given_on)
);
create index finding_evidence_of on app.finding_evidence (partnership_id, finding_id, id);
comment on table app.finding_evidence is 'What a finding rests on. What the family said is evidence too, in their words and with their consent.';
comment on column app.finding_evidence.partnership_id is 'Partnership.';
comment on column app.finding_evidence.id is 'Inner key.';
comment on column app.finding_evidence.uid is 'Outer identity.';
comment on column app.finding_evidence.scope_id is 'The case''s scope.';
comment on column app.finding_evidence.sensitivity is '2, restricted.';
comment on column app.finding_evidence.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.finding_evidence.finding_id is 'The finding.';
comment on column app.finding_evidence.kind is 'What kind of evidence it is.';
comment on column app.finding_evidence.place is 'Where it is found, or what was said by a practitioner.';
comment on column app.finding_evidence.words is 'What the family said, in their words.';
comment on column app.finding_evidence.consent_given_on is 'The day from which the family lets their words be used.';
comment on column app.finding_evidence.consent_from is 'Who gave the consent and how, by part in the family and never by name.';
comment on column app.finding_evidence.consent_withdrawn_on is 'The day on which the family took the consent back; from then on the words are not shown.';
comment on column app.finding_evidence.recorded_at is 'When it was recorded.';
comment on column app.finding_evidence.recorded_by is 'Who recorded it.';
select access.protect('app.finding_evidence', 'case');
grant select, insert, update (consent_withdrawn_on) on app.finding_evidence to heed_app;
select audit.keep_history('app.finding_evidence');

create table app.shared_finding (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  finding_id bigint not null,
  kind text not null check (kind in ('good-practice', 'learning-point', 'systemic-finding', 'question')),
  text text not null check (text <> '' and length(text) <= 10000),
  shared_at timestamptz not null default access.now(),
  shared_by bigint not null default access.principal_id(),
  withdrawn_at timestamptz,
  withdrawn_by bigint,
  withdrawn_reason text check (withdrawn_reason <> '' and length(withdrawn_reason) <= 2000),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, scope_id),
  foreign key (partnership_id, finding_id) references app.finding (partnership_id, id),
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create index shared_finding_list on app.shared_finding (partnership_id, id desc);
create unique index shared_finding_now on app.shared_finding (partnership_id, finding_id) where withdrawn_at is null;
comment on table app.shared_finding is 'A finding in the words in which it is shared, from the day on which it was agreed: learning does not wait for the report.';
comment on column app.shared_finding.partnership_id is 'Partnership.';
comment on column app.shared_finding.id is 'Inner key.';
comment on column app.shared_finding.uid is 'Outer identity.';
comment on column app.shared_finding.scope_id is 'A scope of its own under the case, opened to those with whom it is shared.';
comment on column app.shared_finding.sensitivity is '1, working material.';
comment on column app.shared_finding.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.shared_finding.finding_id is 'The finding.';
comment on column app.shared_finding.kind is 'What kind of finding it is.';
comment on column app.shared_finding.text is 'The words that are shared; nobody can be recognised in them.';
comment on column app.shared_finding.shared_at is 'When it was shared.';
comment on column app.shared_finding.shared_by is 'Who shared it.';
comment on column app.shared_finding.withdrawn_at is 'When it was taken back.';
comment on column app.shared_finding.withdrawn_by is 'Who took it back.';
comment on column app.shared_finding.withdrawn_reason is 'Why.';
comment on column app.shared_finding.version is 'Version for stale forms.';
select access.protect('app.shared_finding', 'recommendation');
grant select, insert, update (withdrawn_at, withdrawn_by, withdrawn_reason, version) on app.shared_finding to heed_app;
select audit.keep_history('app.shared_finding');

create table app.adoption (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  shared_finding_id bigint not null,
  agency_id bigint not null,
  since date not null,
  how text not null check (how <> '' and length(how) <= 2000),
  recorded_at timestamptz not null default access.now(),
  recorded_by bigint not null default access.principal_id(),
  primary key (partnership_id, id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, shared_finding_id, agency_id),
  foreign key (partnership_id, shared_finding_id) references app.shared_finding (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
comment on table app.adoption is 'An agency that took up a good practice: how good practice spreads.';
comment on column app.adoption.partnership_id is 'Partnership.';
comment on column app.adoption.id is 'Inner key.';
comment on column app.adoption.scope_id is 'The scope in which the good practice is shared.';
comment on column app.adoption.sensitivity is '1, working material.';
comment on column app.adoption.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.adoption.shared_finding_id is 'The good practice as it was shared.';
comment on column app.adoption.agency_id is 'The agency that took it up.';
comment on column app.adoption.since is 'Since when.';
comment on column app.adoption.how is 'What it does now.';
comment on column app.adoption.recorded_at is 'When it was recorded.';
comment on column app.adoption.recorded_by is 'Who recorded it.';
select access.protect('app.adoption', 'recommendation');
grant select, insert on app.adoption to heed_app;

create table app.recommendation_finding (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  recommendation_id bigint not null,
  finding_id bigint not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, recommendation_id, finding_id),
  foreign key (partnership_id, recommendation_id) references app.recommendation (partnership_id, id),
  foreign key (partnership_id, finding_id) references app.finding (partnership_id, id)
);
create index recommendation_finding_of on app.recommendation_finding (partnership_id, finding_id, recommendation_id);
comment on table app.recommendation_finding is 'Which findings a recommendation rests on. Whoever may not see a finding does not see it here either.';
comment on column app.recommendation_finding.partnership_id is 'Partnership.';
comment on column app.recommendation_finding.id is 'Inner key.';
comment on column app.recommendation_finding.scope_id is 'The recommendation''s own scope.';
comment on column app.recommendation_finding.sensitivity is '1, working material.';
comment on column app.recommendation_finding.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.recommendation_finding.recommendation_id is 'The recommendation.';
comment on column app.recommendation_finding.finding_id is 'The finding.';
select access.protect('app.recommendation_finding', 'recommendation');
grant select, insert on app.recommendation_finding to heed_app;
