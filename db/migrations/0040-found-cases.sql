-- Serious child safeguarding cases: what happened, the four dates, the clocks' facts, the decision to notify.
set local role heed_owner;

create table app.serious_case (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 0 check (sensitivity = 0),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  reference text not null check (reference ~ '^[0-9]{4}-[0-9]{2,}$'),
  status text not null check (status in ('referred', 'considering', 'not-notified', 'notified', 'rapid-review',
    'awaiting-panel', 'in-review', 'national', 'closed-learning-only', 'closed-after-review', 'criteria-not-met',
    'closed-notification-only')),
  paused boolean not null default false,
  nature text not null check (nature in ('death', 'serious-harm', 'other', 'looked-after-death', 'care-leaver-death')),
  harms text[] not null default '{}',
  abuse_suspected text not null check (abuse_suspected in ('yes', 'no', 'not-yet-happened', 'not-asked', 'asked-not-known', 'declined')),
  area_council_id bigint not null,
  home_council_id bigint,
  recorded_at timestamptz not null default access.now(),
  recorded_by bigint not null default access.principal_id(),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, reference),
  unique (partnership_id, scope_id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, area_council_id) references app.agency (partnership_id, id),
  foreign key (partnership_id, home_council_id) references app.agency (partnership_id, id)
);
create index serious_case_list on app.serious_case (partnership_id, id desc);
create index serious_case_status on app.serious_case (partnership_id, status, id desc);
create index serious_case_acl on app.serious_case (acl_key);
comment on table app.serious_case is 'The frame of a case: a neutral reference, its state, its nature. No names.';
comment on column app.serious_case.partnership_id is 'Partnership.';
comment on column app.serious_case.id is 'Inner key; grows with time, so lists are paged by it.';
comment on column app.serious_case.uid is 'Outer identity.';
comment on column app.serious_case.scope_id is 'Its scope: who may see it.';
comment on column app.serious_case.sensitivity is '0, the frame.';
comment on column app.serious_case.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.serious_case.reference is 'Neutral reference, year and serial, never initials.';
comment on column app.serious_case.status is 'Where it stands.';
comment on column app.serious_case.paused is 'Paused for proceedings elsewhere; no clock stops for it.';
comment on column app.serious_case.nature is 'What happened, in the words of the national notification service.';
comment on column app.serious_case.harms is 'Kinds of harm; several are possible.';
comment on column app.serious_case.abuse_suspected is 'Whether abuse or neglect is known or suspected, or why that is not known.';
comment on column app.serious_case.area_council_id is 'The council where it happened: it notifies and runs the rapid review.';
comment on column app.serious_case.home_council_id is 'The council where the child lives, when it is another one.';
comment on column app.serious_case.recorded_at is 'When it was recorded.';
comment on column app.serious_case.recorded_by is 'Who recorded it.';
comment on column app.serious_case.version is 'Version for stale forms.';
select access.protect('app.serious_case', 'case');
grant select, insert, update (status, paused, nature, harms, abuse_suspected, home_council_id, version) on app.serious_case to heed_app;
select audit.keep_history('app.serious_case');

create table app.case_reference (
  partnership_id bigint not null default access.partnership(),
  year integer not null check (year between 2000 and 2200),
  last_serial integer not null check (last_serial > 0),
  primary key (partnership_id, year)
);
comment on table app.case_reference is 'The last serial number given in a year, so that two cases never share a reference.';
comment on column app.case_reference.partnership_id is 'Partnership.';
comment on column app.case_reference.year is 'Year.';
comment on column app.case_reference.last_serial is 'Last serial given.';
select access.protect_partnership_table('app.case_reference');
grant select, insert, update (last_serial) on app.case_reference to heed_app;

create table app.case_account (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 2 check (sensitivity = 2),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  case_id bigint not null,
  summary text not null check (length(summary) <= 20000),
  place_kind text check (length(place_kind) <= 200),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, case_id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id)
);
comment on table app.case_account is 'What is known to have happened, in words. Restricted.';
comment on column app.case_account.partnership_id is 'Partnership.';
comment on column app.case_account.id is 'Inner key.';
comment on column app.case_account.uid is 'Outer identity.';
comment on column app.case_account.scope_id is 'The case''s scope.';
comment on column app.case_account.sensitivity is '2, restricted.';
comment on column app.case_account.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.case_account.case_id is 'The case.';
comment on column app.case_account.summary is 'What happened, in words.';
comment on column app.case_account.place_kind is 'What kind of place it was, never an address.';
comment on column app.case_account.version is 'Version for stale forms.';
select access.protect('app.case_account', 'case');
grant select, insert, update (summary, place_kind, version) on app.case_account to heed_app;
select audit.keep_history('app.case_account');

create table app.case_date (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 0 check (sensitivity = 0),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  case_id bigint not null,
  name text not null check (name in ('incidentOn', 'discoveredOn', 'laAwareOn', 'notifiedOn')),
  known text not null check (known in ('exactly', 'about', 'no')),
  earliest date,
  latest date,
  because text check (because in ('not-yet-happened', 'not-asked', 'asked-not-known', 'declined')),
  reason text check (length(reason) <= 2000),
  recorded_at timestamptz not null default access.now(),
  recorded_by bigint not null default access.principal_id(),
  agency_id bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  check (case known when 'no' then because is not null and earliest is null and latest is null
    when 'exactly' then earliest = latest and because is null else earliest <= latest and because is null end)
);
create index case_date_case on app.case_date (partnership_id, case_id, name, id);
comment on table app.case_date is 'Each value that one of the four dates of a case has had; the last one counts, the others stay.';
comment on column app.case_date.partnership_id is 'Partnership.';
comment on column app.case_date.id is 'Inner key; the largest for a name is the value that counts.';
comment on column app.case_date.uid is 'Outer identity.';
comment on column app.case_date.scope_id is 'The case''s scope.';
comment on column app.case_date.sensitivity is '0, the frame.';
comment on column app.case_date.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.case_date.case_id is 'The case.';
comment on column app.case_date.name is 'Which of the four dates.';
comment on column app.case_date.known is 'Whether it is known exactly, roughly or not.';
comment on column app.case_date.earliest is 'The earliest day that it can have been.';
comment on column app.case_date.latest is 'The latest day that it can have been.';
comment on column app.case_date.because is 'Why it is not known.';
comment on column app.case_date.reason is 'Why the value before was changed; none for the first.';
comment on column app.case_date.recorded_at is 'When it was recorded.';
comment on column app.case_date.recorded_by is 'Who recorded it.';
comment on column app.case_date.agency_id is 'For which agency.';
select access.protect('app.case_date', 'case');
grant select, insert on app.case_date to heed_app;

create table app.case_child (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  case_id bigint not null,
  person_id bigint not null,
  part text not null check (part in ('died', 'harmed', 'sibling', 'other')),
  age_band text check (length(age_band) <= 60),
  sex text check (length(sex) <= 60),
  ethnicity text check (length(ethnicity) <= 200),
  disability text not null check (disability in ('yes', 'no', 'not-yet-happened', 'not-asked', 'asked-not-known', 'declined')),
  looked_after text not null check (looked_after in ('yes', 'no', 'not-yet-happened', 'not-asked', 'asked-not-known', 'declined')),
  protection_plan text not null check (protection_plan in ('yes', 'no', 'not-yet-happened', 'not-asked', 'asked-not-known', 'declined')),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, person_id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id),
  foreign key (partnership_id, person_id) references app.person (partnership_id, id)
);
create index case_child_case on app.case_child (partnership_id, case_id, id);
comment on table app.case_child is 'A child of the case under a label of our own, named or unnamed.';
comment on column app.case_child.partnership_id is 'Partnership.';
comment on column app.case_child.id is 'Inner key.';
comment on column app.case_child.uid is 'Outer identity.';
comment on column app.case_child.scope_id is 'The case''s scope.';
comment on column app.case_child.sensitivity is '1, working material.';
comment on column app.case_child.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.case_child.case_id is 'The case.';
comment on column app.case_child.person_id is 'The person, whose label stands for the child; the name, if there is one, is in the vault.';
comment on column app.case_child.part is 'Died, was harmed, or is a sibling who must be thought of.';
comment on column app.case_child.age_band is 'Age as a band.';
comment on column app.case_child.sex is 'Sex as recorded.';
comment on column app.case_child.ethnicity is 'Ethnicity as recorded.';
comment on column app.case_child.disability is 'Yes, no, or why it is not known.';
comment on column app.case_child.looked_after is 'Yes, no, or why it is not known.';
comment on column app.case_child.protection_plan is 'Yes, no, or why it is not known.';
comment on column app.case_child.version is 'Version for stale forms.';
select access.protect('app.case_child', 'case');
grant select, insert, update (part, age_band, sex, ethnicity, disability, looked_after, protection_plan, version) on app.case_child to heed_app;
select audit.keep_history('app.case_child');

create table app.case_agency (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  case_id bigint not null,
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, case_id, agency_id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
comment on table app.case_agency is 'An agency that knew the family or was involved.';
comment on column app.case_agency.partnership_id is 'Partnership.';
comment on column app.case_agency.id is 'Inner key.';
comment on column app.case_agency.scope_id is 'The case''s scope.';
comment on column app.case_agency.sensitivity is '1, working material.';
comment on column app.case_agency.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.case_agency.case_id is 'The case.';
comment on column app.case_agency.agency_id is 'The agency.';
select access.protect('app.case_agency', 'case');
grant select, insert on app.case_agency to heed_app;

create table app.case_event (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 0 check (sensitivity = 0),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  case_id bigint not null,
  kind text not null check (kind in ('moved', 'paused', 'resumed')),
  act text,
  from_status text,
  to_status text,
  because text check (because in ('criminal', 'inquest', 'care-proceedings', 'other')),
  reason text check (length(reason) <= 4000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  check (kind <> 'moved' or (act is not null and from_status is not null and to_status is not null)),
  check (kind <> 'paused' or because is not null)
);
create index case_event_case on app.case_event (partnership_id, case_id, id);
comment on table app.case_event is 'The life of a case, event by event; its state can be rebuilt from these.';
comment on column app.case_event.partnership_id is 'Partnership.';
comment on column app.case_event.id is 'Inner key, in order of happening.';
comment on column app.case_event.uid is 'Outer identity.';
comment on column app.case_event.scope_id is 'The case''s scope.';
comment on column app.case_event.sensitivity is '0, the frame.';
comment on column app.case_event.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.case_event.case_id is 'The case.';
comment on column app.case_event.kind is 'Moved, paused or resumed.';
comment on column app.case_event.act is 'What was done.';
comment on column app.case_event.from_status is 'Where it stood before.';
comment on column app.case_event.to_status is 'Where it stood afterwards.';
comment on column app.case_event.because is 'For a pause: which proceedings.';
comment on column app.case_event.reason is 'Why, in words.';
comment on column app.case_event.at is 'When.';
comment on column app.case_event.by_principal is 'Who.';
comment on column app.case_event.agency_id is 'For which agency.';
select access.protect('app.case_event', 'case');
grant select, insert on app.case_event to heed_app;

create table app.notification_view (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  case_id bigint not null,
  partner text not null check (partner in ('local-authority', 'integrated-care-board', 'police')),
  view text not null check (view in ('notify', 'do-not-notify', 'no-view')),
  reasons text not null check (length(reasons) <= 4000),
  at timestamptz not null default access.now(),
  given_by bigint not null default access.principal_id(),
  agency_id bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index notification_view_case on app.notification_view (partnership_id, case_id, id);
comment on table app.notification_view is 'What a safeguarding partner thinks about notifying; it stands beside the council''s decision and never in its way.';
comment on column app.notification_view.partnership_id is 'Partnership.';
comment on column app.notification_view.id is 'Inner key; the last view of a partner counts.';
comment on column app.notification_view.uid is 'Outer identity.';
comment on column app.notification_view.scope_id is 'The case''s scope.';
comment on column app.notification_view.sensitivity is '1, working material.';
comment on column app.notification_view.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.notification_view.case_id is 'The case.';
comment on column app.notification_view.partner is 'Which of the three partners.';
comment on column app.notification_view.view is 'To notify, not to notify, or no view.';
comment on column app.notification_view.reasons is 'Why.';
comment on column app.notification_view.at is 'When.';
comment on column app.notification_view.given_by is 'Who gave it.';
comment on column app.notification_view.agency_id is 'For which agency.';
select access.protect('app.notification_view', 'case');
grant select, insert on app.notification_view to heed_app;

create table app.notification_decision (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  case_id bigint not null,
  decision text not null check (decision in ('notify', 'do-not-notify')),
  reasons text not null check (reasons <> '' and length(reasons) <= 4000),
  discussed_on date,
  views jsonb not null,
  at timestamptz not null default access.now(),
  decided_by bigint not null default access.principal_id(),
  agency_id bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index notification_decision_case on app.notification_decision (partnership_id, case_id, id);
comment on table app.notification_decision is 'The council''s decision to notify or not, with reasons either way (Children Act 2004 s.16C(1)).';
comment on column app.notification_decision.partnership_id is 'Partnership.';
comment on column app.notification_decision.id is 'Inner key; the last decision counts.';
comment on column app.notification_decision.uid is 'Outer identity.';
comment on column app.notification_decision.scope_id is 'The case''s scope.';
comment on column app.notification_decision.sensitivity is '1, working material.';
comment on column app.notification_decision.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.notification_decision.case_id is 'The case.';
comment on column app.notification_decision.decision is 'To notify or not.';
comment on column app.notification_decision.reasons is 'Why, required both ways.';
comment on column app.notification_decision.discussed_on is 'When the partners talked about it.';
comment on column app.notification_decision.views is 'The partners'' views on the table then: partner, view and when, as ids and codes.';
comment on column app.notification_decision.at is 'When.';
comment on column app.notification_decision.decided_by is 'Who decided.';
comment on column app.notification_decision.agency_id is 'The council.';
select access.protect('app.notification_decision', 'case');
grant select, insert on app.notification_decision to heed_app;

create table app.duty_done (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 0 check (sensitivity = 0),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  case_id bigint not null,
  clock text not null check (clock ~ '^[a-z0-9-]{1,60}$'),
  done_on date,
  revised_to date,
  reason text check (length(reason) <= 2000),
  told text[] not null default '{}',
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  check ((done_on is null) <> (revised_to is null)),
  check (revised_to is null or reason <> '')
);
create index duty_done_case on app.duty_done (partnership_id, case_id, clock, id);
comment on table app.duty_done is 'When a duty of a case was done, or to which later date it was extended, why, and who was told. The first date stays.';
comment on column app.duty_done.partnership_id is 'Partnership.';
comment on column app.duty_done.id is 'Inner key, in order.';
comment on column app.duty_done.uid is 'Outer identity.';
comment on column app.duty_done.scope_id is 'The case''s scope.';
comment on column app.duty_done.sensitivity is '0, the frame.';
comment on column app.duty_done.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.duty_done.case_id is 'The case.';
comment on column app.duty_done.clock is 'Which clock of the rule set.';
comment on column app.duty_done.done_on is 'When it was done.';
comment on column app.duty_done.revised_to is 'The later date, if it was extended.';
comment on column app.duty_done.reason is 'Why it was extended, or done late.';
comment on column app.duty_done.told is 'Who was told of the extension.';
comment on column app.duty_done.at is 'When this was recorded.';
comment on column app.duty_done.by_principal is 'Who recorded it.';
comment on column app.duty_done.agency_id is 'For which agency.';
select access.protect('app.duty_done', 'case');
grant select, insert on app.duty_done to heed_app;

create table app.rule_set (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  name text not null check (name ~ '^[a-z0-9-]{1,60}$'),
  title text not null check (title <> '' and length(title) <= 200),
  valid_from date not null,
  valid_to date,
  validity text not null check (validity in ('confirmed', 'unconfirmed')),
  rules jsonb not null,
  added_at timestamptz not null default access.now(),
  added_by bigint not null default access.principal_id(),
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, name),
  check (valid_to >= valid_from)
);
comment on table app.rule_set is 'Local rule sets of a partnership beside the national ones that ship with Heed. A version never changes; a new one is a new row.';
comment on column app.rule_set.partnership_id is 'Partnership.';
comment on column app.rule_set.id is 'Inner key.';
comment on column app.rule_set.uid is 'Outer identity.';
comment on column app.rule_set.name is 'Name that deadlines show.';
comment on column app.rule_set.title is 'Title that people read.';
comment on column app.rule_set.valid_from is 'First day on which it is in force.';
comment on column app.rule_set.valid_to is 'Last day, if it has one.';
comment on column app.rule_set.validity is 'Whether the dates were read at a source.';
comment on column app.rule_set.rules is 'The rules, in the shape of the national ones.';
comment on column app.rule_set.added_at is 'When it was added.';
comment on column app.rule_set.added_by is 'Who added it.';
select access.protect_partnership_table('app.rule_set');
grant select, insert on app.rule_set to heed_app;
