-- Assurance: a group judges a recommendation; those with a stake stand aside and are named.
set local role heed_owner;

create table app.assurance_sitting (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  recommendation_id bigint not null,
  group_name text not null check (group_name <> '' and length(group_name) <= 200),
  meeting text not null check (meeting <> '' and length(meeting) <= 300),
  on_day date not null,
  round smallint not null check (round > 0),
  quorum_judges smallint not null,
  quorum_agencies smallint not null,
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, recommendation_id) references app.recommendation (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index assurance_sitting_of on app.assurance_sitting (partnership_id, recommendation_id, id);
comment on table app.assurance_sitting is 'A meeting of the assurance group about one recommendation.';
comment on column app.assurance_sitting.partnership_id is 'Partnership.';
comment on column app.assurance_sitting.id is 'Inner key.';
comment on column app.assurance_sitting.uid is 'Outer identity.';
comment on column app.assurance_sitting.scope_id is 'The recommendation''s own scope.';
comment on column app.assurance_sitting.sensitivity is '1, working material.';
comment on column app.assurance_sitting.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.assurance_sitting.recommendation_id is 'The recommendation.';
comment on column app.assurance_sitting.group_name is 'The group, by the name that the partnership gives it.';
comment on column app.assurance_sitting.meeting is 'Which meeting, and where its minutes are.';
comment on column app.assurance_sitting.on_day is 'The day of the meeting.';
comment on column app.assurance_sitting.round is 'The round of the recommendation.';
comment on column app.assurance_sitting.quorum_judges is 'How many judges were needed.';
comment on column app.assurance_sitting.quorum_agencies is 'From how many agencies.';
comment on column app.assurance_sitting.at is 'When.';
comment on column app.assurance_sitting.by_principal is 'Who.';
comment on column app.assurance_sitting.agency_id is 'For which agency.';
select access.protect('app.assurance_sitting', 'recommendation');
grant select, insert on app.assurance_sitting to heed_app;

create table app.assurance_member (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  sitting_id bigint not null,
  principal_id bigint not null,
  agency_id bigint not null,
  stakes text[] not null default '{}' check (stakes <@ array['member-of-owning-agency', 'owns-an-action', 'gave-evidence', 'declared-interest']),
  primary key (partnership_id, id),
  unique (partnership_id, sitting_id, principal_id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, sitting_id) references app.assurance_sitting (partnership_id, id),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
comment on table app.assurance_member is 'A member who was present: a judge, or somebody who stood aside, with the reason.';
comment on column app.assurance_member.partnership_id is 'Partnership.';
comment on column app.assurance_member.id is 'Inner key.';
comment on column app.assurance_member.scope_id is 'The recommendation''s own scope.';
comment on column app.assurance_member.sensitivity is '1, working material.';
comment on column app.assurance_member.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.assurance_member.sitting_id is 'The sitting.';
comment on column app.assurance_member.principal_id is 'The member.';
comment on column app.assurance_member.agency_id is 'For which agency the member sat.';
comment on column app.assurance_member.stakes is 'Why the member stood aside; none for a judge.';
select access.protect('app.assurance_member', 'recommendation');
grant select, insert on app.assurance_member to heed_app;

create table app.declared_interest (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  recommendation_id bigint not null,
  principal_id bigint not null,
  reason text not null check (reason <> '' and length(reason) <= 1000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, recommendation_id, principal_id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, recommendation_id) references app.recommendation (partnership_id, id),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
comment on table app.declared_interest is 'Somebody said that he or she is too close to a recommendation to judge it, and works on beside it.';
comment on column app.declared_interest.partnership_id is 'Partnership.';
comment on column app.declared_interest.id is 'Inner key.';
comment on column app.declared_interest.scope_id is 'The recommendation''s own scope.';
comment on column app.declared_interest.sensitivity is '1, working material.';
comment on column app.declared_interest.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.declared_interest.recommendation_id is 'The recommendation.';
comment on column app.declared_interest.principal_id is 'Who.';
comment on column app.declared_interest.reason is 'Why, in words.';
comment on column app.declared_interest.at is 'When.';
comment on column app.declared_interest.by_principal is 'Who.';
comment on column app.declared_interest.agency_id is 'For which agency.';
select access.protect('app.declared_interest', 'recommendation');
grant select, insert on app.declared_interest to heed_app;

create table app.assurance_decision (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  recommendation_id bigint not null,
  sitting_id bigint not null,
  outcome text not null check (outcome in ('rung-reached', 'delivery-accepted', 'not-yet', 'not-held', 'not-measurable')),
  rung smallint not null check (rung between 1 and 4),
  reached smallint check (reached between 0 and 4),
  reasons text not null check (reasons <> '' and length(reasons) <= 4000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, sitting_id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, recommendation_id) references app.recommendation (partnership_id, id),
  foreign key (partnership_id, sitting_id) references app.assurance_sitting (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  check (outcome <> 'rung-reached' or reached >= rung)
);
create index assurance_decision_of on app.assurance_decision (partnership_id, recommendation_id, id);
comment on table app.assurance_decision is 'What the group decided, with reasons.';
comment on column app.assurance_decision.partnership_id is 'Partnership.';
comment on column app.assurance_decision.id is 'Inner key.';
comment on column app.assurance_decision.uid is 'Outer identity.';
comment on column app.assurance_decision.scope_id is 'The recommendation''s own scope.';
comment on column app.assurance_decision.sensitivity is '1, working material.';
comment on column app.assurance_decision.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.assurance_decision.recommendation_id is 'The recommendation.';
comment on column app.assurance_decision.sitting_id is 'The sitting.';
comment on column app.assurance_decision.outcome is 'The decision.';
comment on column app.assurance_decision.rung is 'The rung that was set then.';
comment on column app.assurance_decision.reached is 'The highest level of the evidence that counted.';
comment on column app.assurance_decision.reasons is 'Why.';
comment on column app.assurance_decision.at is 'When.';
comment on column app.assurance_decision.by_principal is 'Who.';
comment on column app.assurance_decision.agency_id is 'For which agency.';
select access.protect('app.assurance_decision', 'recommendation');
grant select, insert on app.assurance_decision to heed_app;

create table app.assurance_setting (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  quorum_judges smallint not null check (quorum_judges between 2 and 20),
  quorum_agencies smallint not null check (quorum_agencies between 2 and 20),
  check_months smallint[] not null check (check_months <> '{}' and 0 < all (check_months) and 60 >= all (check_months)),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  primary key (partnership_id, id),
  check (quorum_agencies <= quorum_judges)
);
comment on table app.assurance_setting is 'How many judges of how many agencies decide, and after how many months the change is looked at again. The last row counts; without one, ours do.';
comment on column app.assurance_setting.partnership_id is 'Partnership.';
comment on column app.assurance_setting.id is 'Inner key; the last one counts.';
comment on column app.assurance_setting.quorum_judges is 'How many judges without a stake.';
comment on column app.assurance_setting.quorum_agencies is 'From how many agencies.';
comment on column app.assurance_setting.check_months is 'Months after the decision at which the change is looked at again.';
comment on column app.assurance_setting.at is 'When it was set.';
comment on column app.assurance_setting.by_principal is 'Who set it.';
select access.protect_partnership_table('app.assurance_setting');
grant select, insert on app.assurance_setting to heed_app;
