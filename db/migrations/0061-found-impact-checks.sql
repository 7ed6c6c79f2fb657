-- Impact checks: some months later, did the change hold?
set local role heed_owner;

create table app.impact_check (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  recommendation_id bigint not null,
  round smallint not null check (round > 0),
  number smallint not null check (number > 0),
  due_on date not null,
  planned_at timestamptz not null default access.now(),
  planned_by bigint not null default access.principal_id(),
  found_on date,
  method text check (method <> '' and length(method) <= 1000),
  sample_size integer check (sample_size > 0),
  against_baseline text check (length(against_baseline) <= 1000),
  judgement text check (judgement in ('improved', 'some', 'none', 'worse', 'cannot-tell')),
  reasons text check (reasons <> '' and length(reasons) <= 4000),
  unintended text check (length(unintended) <= 2000),
  found_at timestamptz,
  found_by bigint,
  agency_id bigint,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, recommendation_id, round, number),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, recommendation_id) references app.recommendation (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  check ((judgement is null) = (found_on is null) and (judgement is null) = (method is null) and (judgement is null) = (reasons is null) and (judgement is null) = (found_by is null) and (judgement is null) = (agency_id is null))
);
create index impact_check_open on app.impact_check (partnership_id, due_on, id) where judgement is null;
create index impact_check_acl on app.impact_check (acl_key, due_on, id);
comment on table app.impact_check is 'A planned look, some months later, at whether the change held, and what it found.';
comment on column app.impact_check.partnership_id is 'Partnership.';
comment on column app.impact_check.id is 'Inner key.';
comment on column app.impact_check.uid is 'Outer identity.';
comment on column app.impact_check.scope_id is 'The recommendation''s own scope.';
comment on column app.impact_check.sensitivity is '1, working material.';
comment on column app.impact_check.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.impact_check.recommendation_id is 'The recommendation.';
comment on column app.impact_check.round is 'The round of the recommendation.';
comment on column app.impact_check.number is 'Its number in the round.';
comment on column app.impact_check.due_on is 'When it is due.';
comment on column app.impact_check.planned_at is 'When it was planned.';
comment on column app.impact_check.planned_by is 'Who planned it.';
comment on column app.impact_check.found_on is 'The day on which one looked.';
comment on column app.impact_check.method is 'How one looked.';
comment on column app.impact_check.sample_size is 'How many were looked at.';
comment on column app.impact_check.against_baseline is 'What was found against how it was before.';
comment on column app.impact_check.judgement is 'What it shows.';
comment on column app.impact_check.reasons is 'Why it is judged so.';
comment on column app.impact_check.unintended is 'What nobody had meant to happen.';
comment on column app.impact_check.found_at is 'When the result was recorded.';
comment on column app.impact_check.found_by is 'Who judged it.';
comment on column app.impact_check.agency_id is 'For which agency the judge acted.';
comment on column app.impact_check.version is 'Version for stale forms.';
select access.protect('app.impact_check', 'recommendation');
grant select, insert, update (found_on, method, sample_size, against_baseline, judgement, reasons, unintended, found_at, found_by, agency_id, version) on app.impact_check to heed_app;
select audit.keep_history('app.impact_check');
