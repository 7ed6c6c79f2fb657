-- Rapid reviews: their life, what they have to say, the partners' signatures, the Panel's reply.
set local role heed_owner;

create table app.rapid_review (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 0 check (sensitivity = 0),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  case_id bigint not null,
  status text not null check (status in ('requested', 'gathering', 'drafting', 'partners-review', 'signed', 'sent', 'replied')),
  draft integer not null default 1 check (draft > 0),
  sent_on date,
  begun_at timestamptz not null default access.now(),
  begun_by bigint not null default access.principal_id(),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, case_id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id)
);
create index rapid_review_list on app.rapid_review (partnership_id, id desc);
create index rapid_review_status on app.rapid_review (partnership_id, status, id desc);
create index rapid_review_acl on app.rapid_review (acl_key, id desc);
comment on table app.rapid_review is 'The frame of a rapid review, one a case: where it stands. What it says lies beside it.';
comment on column app.rapid_review.partnership_id is 'Partnership.';
comment on column app.rapid_review.id is 'Inner key; grows with time.';
comment on column app.rapid_review.uid is 'Outer identity.';
comment on column app.rapid_review.scope_id is 'Scope of the case: who may see it.';
comment on column app.rapid_review.sensitivity is '0, the frame.';
comment on column app.rapid_review.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.rapid_review.case_id is 'The case.';
comment on column app.rapid_review.status is 'Where it stands.';
comment on column app.rapid_review.draft is 'The draft that is worked on; a new one asks for new signatures.';
comment on column app.rapid_review.sent_on is 'When it last went to the Panel.';
comment on column app.rapid_review.begun_at is 'When it was begun.';
comment on column app.rapid_review.begun_by is 'Who began it.';
comment on column app.rapid_review.version is 'Version for stale forms.';
select access.protect('app.rapid_review', 'case');
grant select, insert, update (status, draft, sent_on, version) on app.rapid_review to heed_app;
select audit.keep_history('app.rapid_review');

create table app.rapid_review_event (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 0 check (sensitivity = 0),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  rapid_review_id bigint not null,
  act text not null check (act in ('gather', 'draft', 'seek-signatures', 'complete-signing', 'return-to-draft', 'send', 'record-reply', 'reopen')),
  from_status text not null check (from_status in ('requested', 'gathering', 'drafting', 'partners-review', 'signed', 'sent', 'replied')),
  to_status text not null check (to_status in ('requested', 'gathering', 'drafting', 'partners-review', 'signed', 'sent', 'replied')),
  draft integer not null check (draft > 0),
  unsigned text[] not null default '{}' check (unsigned <@ array['local-authority', 'integrated-care-board', 'police']),
  happened_on date not null,
  reason text check (length(reason) <= 4000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, rapid_review_id) references app.rapid_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index rapid_review_event_of on app.rapid_review_event (partnership_id, rapid_review_id, id);
comment on table app.rapid_review_event is 'The life of a rapid review, event by event; its state can be rebuilt from these.';
comment on column app.rapid_review_event.partnership_id is 'Partnership.';
comment on column app.rapid_review_event.id is 'Inner key; grows with time.';
comment on column app.rapid_review_event.uid is 'Outer identity.';
comment on column app.rapid_review_event.scope_id is 'Scope of the case: who may see it.';
comment on column app.rapid_review_event.sensitivity is '0, the frame.';
comment on column app.rapid_review_event.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.rapid_review_event.rapid_review_id is 'The rapid review.';
comment on column app.rapid_review_event.act is 'What was done.';
comment on column app.rapid_review_event.from_status is 'Where it stood before.';
comment on column app.rapid_review_event.to_status is 'Where it stood afterwards.';
comment on column app.rapid_review_event.draft is 'The draft after the act.';
comment on column app.rapid_review_event.unsigned is 'On sending: whose signature was missing at that moment.';
comment on column app.rapid_review_event.happened_on is 'The day on which it happened.';
comment on column app.rapid_review_event.reason is 'Why, in words.';
comment on column app.rapid_review_event.at is 'When.';
comment on column app.rapid_review_event.by_principal is 'Who.';
comment on column app.rapid_review_event.agency_id is 'For which agency.';
select access.protect('app.rapid_review_event', 'case');
grant select, insert on app.rapid_review_event to heed_app;

create table app.rapid_review_answer (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  rapid_review_id bigint not null,
  section text not null check (section in ('equality', 'immediate-safety', 'earlier-learning')),
  answer text not null check (answer in ('yes', 'no')),
  words text not null check (words <> '' and length(words) <= 20000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, rapid_review_id) references app.rapid_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index rapid_review_answer_of on app.rapid_review_answer (partnership_id, rapid_review_id, section, id desc);
comment on table app.rapid_review_answer is 'Each answer that a question of a rapid review has had; the last one counts, the others stay.';
comment on column app.rapid_review_answer.partnership_id is 'Partnership.';
comment on column app.rapid_review_answer.id is 'Inner key; grows with time.';
comment on column app.rapid_review_answer.uid is 'Outer identity.';
comment on column app.rapid_review_answer.scope_id is 'Scope of the case: who may see it.';
comment on column app.rapid_review_answer.sensitivity is '1, working material.';
comment on column app.rapid_review_answer.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.rapid_review_answer.rapid_review_id is 'The rapid review.';
comment on column app.rapid_review_answer.section is 'Which question.';
comment on column app.rapid_review_answer.answer is 'Yes, or no.';
comment on column app.rapid_review_answer.words is 'What was found, or why it was not explored; never blank.';
comment on column app.rapid_review_answer.at is 'When.';
comment on column app.rapid_review_answer.by_principal is 'Who.';
comment on column app.rapid_review_answer.agency_id is 'For which agency.';
select access.protect('app.rapid_review_answer', 'case');
grant select, insert on app.rapid_review_answer to heed_app;

create table app.review_criterion (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  rapid_review_id bigint not null,
  criterion text not null check (criterion in ('improvements-needed', 'recurring-themes', 'agencies-working-together',
    'panel-sees-it-local', 'one-agency-only', 'no-agency-involved', 'several-areas', 'institutional-setting')),
  answer text not null check (answer in ('yes', 'no', 'not-yet-happened', 'not-asked', 'asked-not-known', 'declined')),
  reasons text not null check (reasons <> '' and length(reasons) <= 8000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, rapid_review_id) references app.rapid_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index review_criterion_of on app.review_criterion (partnership_id, rapid_review_id, criterion, id desc);
comment on table app.review_criterion is 'Each answer that a criterion for a review has had; the last one counts (SI 2018/789 reg. 11 by its explanatory note).';
comment on column app.review_criterion.partnership_id is 'Partnership.';
comment on column app.review_criterion.id is 'Inner key; grows with time.';
comment on column app.review_criterion.uid is 'Outer identity.';
comment on column app.review_criterion.scope_id is 'Scope of the case: who may see it.';
comment on column app.review_criterion.sensitivity is '1, working material.';
comment on column app.review_criterion.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.review_criterion.rapid_review_id is 'The rapid review.';
comment on column app.review_criterion.criterion is 'Which criterion.';
comment on column app.review_criterion.answer is 'Yes, no, or why it is not known.';
comment on column app.review_criterion.reasons is 'Why.';
comment on column app.review_criterion.at is 'When.';
comment on column app.review_criterion.by_principal is 'Who.';
comment on column app.review_criterion.agency_id is 'For which agency.';
select access.protect('app.review_criterion', 'case');
grant select, insert on app.review_criterion to heed_app;

create table app.review_decision (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  rapid_review_id bigint not null,
  outcome text not null check (outcome in ('no-further-action', 'single-agency-learning', 'other-multi-agency-learning', 'review',
    'joint-review', 'combined-review', 'national-review-suggested')),
  reasons text not null check (reasons <> '' and length(reasons) <= 8000),
  view_on_national text not null check (length(view_on_national) <= 4000),
  decided_on date not null,
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, rapid_review_id) references app.rapid_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index review_decision_of on app.review_decision (partnership_id, rapid_review_id, id desc);
comment on table app.review_decision is 'Each decision of the partners on what follows a rapid review; the last one counts (Children Act 2004 s.16F).';
comment on column app.review_decision.partnership_id is 'Partnership.';
comment on column app.review_decision.id is 'Inner key; grows with time.';
comment on column app.review_decision.uid is 'Outer identity.';
comment on column app.review_decision.scope_id is 'Scope of the case: who may see it.';
comment on column app.review_decision.sensitivity is '1, working material.';
comment on column app.review_decision.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.review_decision.rapid_review_id is 'The rapid review.';
comment on column app.review_decision.outcome is 'What was decided.';
comment on column app.review_decision.reasons is 'Why.';
comment on column app.review_decision.view_on_national is 'What the partners think about a national review.';
comment on column app.review_decision.decided_on is 'When it was decided.';
comment on column app.review_decision.at is 'When.';
comment on column app.review_decision.by_principal is 'Who.';
comment on column app.review_decision.agency_id is 'For which agency.';
select access.protect('app.review_decision', 'case');
grant select, insert on app.review_decision to heed_app;

create table app.rapid_review_signature (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  rapid_review_id bigint not null,
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
  unique (partnership_id, rapid_review_id, draft, partner),
  check (view = 'agrees' or reasons <> ''),
  foreign key (partnership_id, rapid_review_id) references app.rapid_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
comment on table app.rapid_review_signature is 'A partner''s signature under one draft of a rapid review, or dissent with reasons; both count as signed.';
comment on column app.rapid_review_signature.partnership_id is 'Partnership.';
comment on column app.rapid_review_signature.id is 'Inner key; grows with time.';
comment on column app.rapid_review_signature.uid is 'Outer identity.';
comment on column app.rapid_review_signature.scope_id is 'Scope of the case: who may see it.';
comment on column app.rapid_review_signature.sensitivity is '1, working material.';
comment on column app.rapid_review_signature.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.rapid_review_signature.rapid_review_id is 'The rapid review.';
comment on column app.rapid_review_signature.partner is 'Which of the three partners.';
comment on column app.rapid_review_signature.view is 'Agreement, or dissent.';
comment on column app.rapid_review_signature.reasons is 'Why; required for dissent.';
comment on column app.rapid_review_signature.draft is 'The draft that was signed.';
comment on column app.rapid_review_signature.at is 'When.';
comment on column app.rapid_review_signature.by_principal is 'Who.';
comment on column app.rapid_review_signature.agency_id is 'For which agency.';
select access.protect('app.rapid_review_signature', 'case');
grant select, insert on app.rapid_review_signature to heed_app;

create table app.panel_reply (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  rapid_review_id bigint not null,
  received_on date not null,
  outcome text not null check (outcome in ('agrees', 'queries-decision', 'comments', 'national-use')),
  words text not null check (length(words) <= 20000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, rapid_review_id) references app.rapid_review (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index panel_reply_of on app.panel_reply (partnership_id, rapid_review_id, id desc);
comment on table app.panel_reply is 'What the national Panel answered to a rapid review.';
comment on column app.panel_reply.partnership_id is 'Partnership.';
comment on column app.panel_reply.id is 'Inner key; grows with time.';
comment on column app.panel_reply.uid is 'Outer identity.';
comment on column app.panel_reply.scope_id is 'Scope of the case: who may see it.';
comment on column app.panel_reply.sensitivity is '1, working material.';
comment on column app.panel_reply.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.panel_reply.rapid_review_id is 'The rapid review.';
comment on column app.panel_reply.received_on is 'When it came.';
comment on column app.panel_reply.outcome is 'What it says.';
comment on column app.panel_reply.words is 'Its words.';
comment on column app.panel_reply.at is 'When.';
comment on column app.panel_reply.by_principal is 'Who.';
comment on column app.panel_reply.agency_id is 'For which agency.';
select access.protect('app.panel_reply', 'case');
grant select, insert on app.panel_reply to heed_app;
