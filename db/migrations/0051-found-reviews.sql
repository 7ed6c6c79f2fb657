-- Reviews: local child safeguarding practice reviews of one case or several, their life and what their guards ask for.
set local role heed_owner;

create table app.review_reference (
  partnership_id bigint not null default access.partnership(),
  year integer not null check (year between 2000 and 2200),
  last_serial integer not null check (last_serial > 0),
  primary key (partnership_id, year)
);
comment on table app.review_reference is 'The last serial number given to a review in a year, so that two reviews never share a reference.';
comment on column app.review_reference.partnership_id is 'Partnership.';
comment on column app.review_reference.year is 'Year.';
comment on column app.review_reference.last_serial is 'Last serial given.';
select access.protect_partnership_table('app.review_reference');
grant select, insert, update (last_serial) on app.review_reference to heed_app;

create table app.case_review (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 0 check (sensitivity = 0),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  reference text not null check (reference ~ '^R[0-9]{4}-[0-9]{2,}$'),
  kind text not null check (kind in ('local', 'joint', 'combined', 'thematic', 'other')),
  status text not null check (status in ('initiated', 'commissioning', 'terms-agreed', 'information', 'analysis', 'draft', 'accuracy-check',
    'family-and-practitioner-sight', 'anonymisation-check', 'partners-sign-off', 'prepublication-sent', 'published',
    'improvements-published', 'withheld', 'archived')),
  draft integer not null default 1 check (draft > 0),
  decided_on date not null,
  publish_on date,
  copy_sent_on date,
  published_on date,
  panel_told_of_withholding_on date,
  case_scope_ids bigint[] not null,
  begun_at timestamptz not null default access.now(),
  begun_by bigint not null default access.principal_id(),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, reference),
  check (scope_id = any (case_scope_ids))
);
create index case_review_list on app.case_review (partnership_id, id desc);
create index case_review_status on app.case_review (partnership_id, status, id desc);
create index case_review_acl on app.case_review (acl_key, id desc);
comment on table app.case_review is 'The frame of a review: a neutral reference, its kind, where it stands, its days. It lies in the scope of its first case.';
comment on column app.case_review.partnership_id is 'Partnership.';
comment on column app.case_review.id is 'Inner key; grows with time.';
comment on column app.case_review.uid is 'Outer identity.';
comment on column app.case_review.scope_id is 'Scope of the case: who may see it.';
comment on column app.case_review.sensitivity is '0, the frame.';
comment on column app.case_review.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.case_review.reference is 'Neutral reference, year and serial, never initials.';
comment on column app.case_review.kind is 'What kind of review it is.';
comment on column app.case_review.status is 'Where it stands.';
comment on column app.case_review.draft is 'The draft that is worked on; a new one asks for new readers and signatures.';
comment on column app.case_review.decided_on is 'When the partners decided to begin it; the six months count from here.';
comment on column app.case_review.publish_on is 'The day that is planned for publication.';
comment on column app.case_review.copy_sent_on is 'When the copy went to the Panel, the Secretary of State and Ofsted.';
comment on column app.case_review.published_on is 'When it was published.';
comment on column app.case_review.panel_told_of_withholding_on is 'When the Panel was told that it is not published.';
comment on column app.case_review.case_scope_ids is 'Scopes of all its cases: a conflict of interest or a seal in one of them closes the review.';
comment on column app.case_review.begun_at is 'When it was begun.';
comment on column app.case_review.begun_by is 'Who began it.';
comment on column app.case_review.version is 'Version for stale forms.';
select access.protect('app.case_review', 'case');
grant select, insert, update (kind, status, draft, publish_on, copy_sent_on, published_on, panel_told_of_withholding_on, version) on app.case_review to heed_app;
select audit.keep_history('app.case_review');

create policy open_in_every_case on app.case_review as restrictive to heed_app
  using (not (case_scope_ids && array(select access.closed_scopes())));

create table app.review_case (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 0 check (sensitivity = 0),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  review_id bigint not null,
  case_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, review_id, case_id),
  foreign key (partnership_id, review_id) references app.case_review (partnership_id, id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id)
);
create index review_case_case on app.review_case (partnership_id, case_id, review_id);
comment on table app.review_case is 'Which cases a review covers. Each row lies in the scope of its own case.';
comment on column app.review_case.partnership_id is 'Partnership.';
comment on column app.review_case.id is 'Inner key; grows with time.';
comment on column app.review_case.uid is 'Outer identity.';
comment on column app.review_case.scope_id is 'Scope of the case: who may see it.';
comment on column app.review_case.sensitivity is '0, the frame.';
comment on column app.review_case.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.review_case.review_id is 'The review.';
comment on column app.review_case.case_id is 'The case.';
select access.protect('app.review_case', 'case');
grant select, insert on app.review_case to heed_app;

create table app.case_review_event (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 0 check (sensitivity = 0),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  review_id bigint not null,
  act text not null check (act in ('commission', 'agree-terms', 'gather-information', 'analyse', 'draft', 'check-accuracy',
    'show-family-and-practitioners', 'check-anonymisation', 'seek-sign-off', 'return-to-draft', 'send-prepublication', 'publish',
    'publish-improvements', 'withhold', 'archive', 'reopen')),
  from_status text not null check (from_status in ('initiated', 'commissioning', 'terms-agreed', 'information', 'analysis', 'draft', 'accuracy-check',
    'family-and-practitioner-sight', 'anonymisation-check', 'partners-sign-off', 'prepublication-sent', 'published',
    'improvements-published', 'withheld', 'archived')),
  to_status text not null check (to_status in ('initiated', 'commissioning', 'terms-agreed', 'information', 'analysis', 'draft', 'accuracy-check',
    'family-and-practitioner-sight', 'anonymisation-check', 'partners-sign-off', 'prepublication-sent', 'published',
    'improvements-published', 'withheld', 'archived')),
  draft integer not null check (draft > 0),
  happened_on date not null,
  reason text check (length(reason) <= 4000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, review_id) references app.case_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index case_review_event_of on app.case_review_event (partnership_id, review_id, id);
comment on table app.case_review_event is 'The life of a review, event by event; its state can be rebuilt from these.';
comment on column app.case_review_event.partnership_id is 'Partnership.';
comment on column app.case_review_event.id is 'Inner key; grows with time.';
comment on column app.case_review_event.uid is 'Outer identity.';
comment on column app.case_review_event.scope_id is 'Scope of the case: who may see it.';
comment on column app.case_review_event.sensitivity is '0, the frame.';
comment on column app.case_review_event.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.case_review_event.review_id is 'The review.';
comment on column app.case_review_event.act is 'What was done.';
comment on column app.case_review_event.from_status is 'Where it stood before.';
comment on column app.case_review_event.to_status is 'Where it stood afterwards.';
comment on column app.case_review_event.draft is 'The draft after the act.';
comment on column app.case_review_event.happened_on is 'The day on which it happened.';
comment on column app.case_review_event.reason is 'Why, in words.';
comment on column app.case_review_event.at is 'When.';
comment on column app.case_review_event.by_principal is 'Who.';
comment on column app.case_review_event.agency_id is 'For which agency.';
select access.protect('app.case_review_event', 'case');
create policy follows_review on app.case_review_event as restrictive to heed_app
  using (exists (select from app.case_review r where r.partnership_id = case_review_event.partnership_id and r.id = case_review_event.review_id));
grant select, insert on app.case_review_event to heed_app;

create table app.case_review_terms (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  review_id bigint not null,
  method text not null check (method <> '' and length(method) <= 4000),
  terms text not null check (terms <> '' and length(terms) <= 20000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, review_id) references app.case_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index case_review_terms_of on app.case_review_terms (partnership_id, review_id, id desc);
comment on table app.case_review_terms is 'Method and terms of reference of a review, as they stood; the last ones count.';
comment on column app.case_review_terms.partnership_id is 'Partnership.';
comment on column app.case_review_terms.id is 'Inner key; grows with time.';
comment on column app.case_review_terms.uid is 'Outer identity.';
comment on column app.case_review_terms.scope_id is 'Scope of the case: who may see it.';
comment on column app.case_review_terms.sensitivity is '1, working material.';
comment on column app.case_review_terms.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.case_review_terms.review_id is 'The review.';
comment on column app.case_review_terms.method is 'How the review is done.';
comment on column app.case_review_terms.terms is 'What it has to answer.';
comment on column app.case_review_terms.at is 'When.';
comment on column app.case_review_terms.by_principal is 'Who.';
comment on column app.case_review_terms.agency_id is 'For which agency.';
select access.protect('app.case_review_terms', 'case');
create policy follows_review on app.case_review_terms as restrictive to heed_app
  using (exists (select from app.case_review r where r.partnership_id = case_review_terms.partnership_id and r.id = case_review_terms.review_id));
grant select, insert on app.case_review_terms to heed_app;

create table app.case_reviewer (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  review_id bigint not null,
  name text not null check (name <> '' and length(name) <= 200),
  organisation text check (length(organisation) <= 200),
  conflict_declaration text not null check (conflict_declaration <> '' and length(conflict_declaration) <= 4000),
  declared_on date not null,
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, review_id) references app.case_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index case_reviewer_of on app.case_reviewer (partnership_id, review_id, id desc);
comment on table app.case_reviewer is 'Who writes a review, and what was declared about conflicts of interest; the last row counts.';
comment on column app.case_reviewer.partnership_id is 'Partnership.';
comment on column app.case_reviewer.id is 'Inner key; grows with time.';
comment on column app.case_reviewer.uid is 'Outer identity.';
comment on column app.case_reviewer.scope_id is 'Scope of the case: who may see it.';
comment on column app.case_reviewer.sensitivity is '1, working material.';
comment on column app.case_reviewer.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.case_reviewer.review_id is 'The review.';
comment on column app.case_reviewer.name is 'Who writes it; named in the report.';
comment on column app.case_reviewer.organisation is 'From where.';
comment on column app.case_reviewer.conflict_declaration is 'What was declared about conflicts of interest, "none" included.';
comment on column app.case_reviewer.declared_on is 'When it was declared.';
comment on column app.case_reviewer.at is 'When.';
comment on column app.case_reviewer.by_principal is 'Who.';
comment on column app.case_reviewer.agency_id is 'For which agency.';
select access.protect('app.case_reviewer', 'case');
create policy follows_review on app.case_reviewer as restrictive to heed_app
  using (exists (select from app.case_review r where r.partnership_id = case_reviewer.partnership_id and r.id = case_reviewer.review_id));
grant select, insert on app.case_reviewer to heed_app;

create table app.case_review_signature (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  review_id bigint not null,
  partner text not null check (partner in ('local-authority', 'integrated-care-board', 'police')),
  view text not null check (view in ('agrees', 'dissents')),
  reasons text not null check (length(reasons) <= 8000),
  draft integer not null check (draft > 0),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, review_id, draft, partner),
  check (view = 'agrees' or reasons <> ''),
  foreign key (partnership_id, review_id) references app.case_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
comment on table app.case_review_signature is 'A partner''s signature under one draft of a review, or dissent with reasons; both count as signed.';
comment on column app.case_review_signature.partnership_id is 'Partnership.';
comment on column app.case_review_signature.id is 'Inner key; grows with time.';
comment on column app.case_review_signature.uid is 'Outer identity.';
comment on column app.case_review_signature.scope_id is 'Scope of the case: who may see it.';
comment on column app.case_review_signature.sensitivity is '1, working material.';
comment on column app.case_review_signature.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.case_review_signature.review_id is 'The review.';
comment on column app.case_review_signature.partner is 'Which of the three partners.';
comment on column app.case_review_signature.view is 'Agreement, or dissent.';
comment on column app.case_review_signature.reasons is 'Why; required for dissent.';
comment on column app.case_review_signature.draft is 'The draft that was signed.';
comment on column app.case_review_signature.at is 'When.';
comment on column app.case_review_signature.by_principal is 'Who.';
comment on column app.case_review_signature.agency_id is 'For which agency.';
select access.protect('app.case_review_signature', 'case');
create policy follows_review on app.case_review_signature as restrictive to heed_app
  using (exists (select from app.case_review r where r.partnership_id = case_review_signature.partnership_id and r.id = case_review_signature.review_id));
grant select, insert on app.case_review_signature to heed_app;

create table app.anonymisation_reading (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  review_id bigint not null,
  draft integer not null check (draft > 0),
  verdict text not null check (verdict in ('clear', 'not-clear')),
  note text check (length(note) <= 4000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  check (verdict = 'clear' or note <> ''),
  foreign key (partnership_id, review_id) references app.case_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index anonymisation_reading_of on app.anonymisation_reading (partnership_id, review_id, draft, id);
comment on table app.anonymisation_reading is 'What somebody found who read one draft of a review for identifiers; each readers last word counts.';
comment on column app.anonymisation_reading.partnership_id is 'Partnership.';
comment on column app.anonymisation_reading.id is 'Inner key; grows with time.';
comment on column app.anonymisation_reading.uid is 'Outer identity.';
comment on column app.anonymisation_reading.scope_id is 'Scope of the case: who may see it.';
comment on column app.anonymisation_reading.sensitivity is '1, working material.';
comment on column app.anonymisation_reading.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.anonymisation_reading.review_id is 'The review.';
comment on column app.anonymisation_reading.draft is 'The draft that was read.';
comment on column app.anonymisation_reading.verdict is 'Clear, or not.';
comment on column app.anonymisation_reading.note is 'Where the trouble is; no identifier is written here.';
comment on column app.anonymisation_reading.at is 'When.';
comment on column app.anonymisation_reading.by_principal is 'Who.';
comment on column app.anonymisation_reading.agency_id is 'For which agency.';
select access.protect('app.anonymisation_reading', 'case');
create policy follows_review on app.anonymisation_reading as restrictive to heed_app
  using (exists (select from app.case_review r where r.partnership_id = anonymisation_reading.partnership_id and r.id = anonymisation_reading.review_id));
grant select, insert on app.anonymisation_reading to heed_app;

create table app.case_review_delay (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  review_id bigint not null,
  because text not null check (because in ('criminal', 'inquest', 'reviewer', 'agency-late', 'family', 'legal', 'capacity', 'pandemic')),
  reason text not null check (reason <> '' and length(reason) <= 4000),
  foreseen_on date not null,
  panel_told_on date,
  ended_on date,
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, review_id) references app.case_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index case_review_delay_of on app.case_review_delay (partnership_id, review_id, id);
comment on table app.case_review_delay is 'Why a review takes longer: an overlay that moves no state and stops no clock.';
comment on column app.case_review_delay.partnership_id is 'Partnership.';
comment on column app.case_review_delay.id is 'Inner key; grows with time.';
comment on column app.case_review_delay.uid is 'Outer identity.';
comment on column app.case_review_delay.scope_id is 'Scope of the case: who may see it.';
comment on column app.case_review_delay.sensitivity is '1, working material.';
comment on column app.case_review_delay.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.case_review_delay.review_id is 'The review.';
comment on column app.case_review_delay.because is 'What kind of reason.';
comment on column app.case_review_delay.reason is 'Why, in words.';
comment on column app.case_review_delay.foreseen_on is 'Since when it was foreseen.';
comment on column app.case_review_delay.panel_told_on is 'When the Panel was told.';
comment on column app.case_review_delay.ended_on is 'When it ended.';
comment on column app.case_review_delay.at is 'When.';
comment on column app.case_review_delay.by_principal is 'Who.';
comment on column app.case_review_delay.agency_id is 'For which agency.';
select access.protect('app.case_review_delay', 'case');
create policy follows_review on app.case_review_delay as restrictive to heed_app
  using (exists (select from app.case_review r where r.partnership_id = case_review_delay.partnership_id and r.id = case_review_delay.review_id));
grant select, insert, update (panel_told_on, ended_on) on app.case_review_delay to heed_app;
select audit.keep_history('app.case_review_delay');

create table app.case_review_restriction (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 2 check (sensitivity = 2),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  review_id bigint not null,
  words text not null check (words <> '' and length(words) <= 4000),
  until_on date,
  lifted_on date,
  lifted_because text check (length(lifted_because) <= 2000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  check (lifted_on is null or lifted_because <> ''),
  foreign key (partnership_id, review_id) references app.case_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index case_review_restriction_of on app.case_review_restriction (partnership_id, review_id, id);
comment on table app.case_review_restriction is 'A court order or other rule on what may be said about a review, and until when.';
comment on column app.case_review_restriction.partnership_id is 'Partnership.';
comment on column app.case_review_restriction.id is 'Inner key; grows with time.';
comment on column app.case_review_restriction.uid is 'Outer identity.';
comment on column app.case_review_restriction.scope_id is 'Scope of the case: who may see it.';
comment on column app.case_review_restriction.sensitivity is '2, restricted.';
comment on column app.case_review_restriction.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.case_review_restriction.review_id is 'The review.';
comment on column app.case_review_restriction.words is 'What may not be said or done.';
comment on column app.case_review_restriction.until_on is 'Until when; open without a day.';
comment on column app.case_review_restriction.lifted_on is 'When it was lifted.';
comment on column app.case_review_restriction.lifted_because is 'By what it was lifted.';
comment on column app.case_review_restriction.at is 'When.';
comment on column app.case_review_restriction.by_principal is 'Who.';
comment on column app.case_review_restriction.agency_id is 'For which agency.';
select access.protect('app.case_review_restriction', 'case');
create policy follows_review on app.case_review_restriction as restrictive to heed_app
  using (exists (select from app.case_review r where r.partnership_id = case_review_restriction.partnership_id and r.id = case_review_restriction.review_id));
grant select, insert, update (lifted_on, lifted_because) on app.case_review_restriction to heed_app;
select audit.keep_history('app.case_review_restriction');
