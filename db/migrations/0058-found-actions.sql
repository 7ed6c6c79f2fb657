-- Actions: what is done about a recommendation, by which post, by when, and how far it has come. Owners and dates keep their history.
set local role heed_owner;

create table app.action (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  recommendation_id bigint not null,
  text text not null check (text <> '' and length(text) <= 2000),
  outcome text not null default '' check (length(outcome) <= 2000),
  owner_post_id bigint not null,
  owner_agency_id bigint not null,
  original_due_on date not null,
  due_on date not null,
  delivery text not null default 'not-started' check (delivery in ('not-started', 'on-track', 'at-risk', 'off-track', 'delivered', 'evidence-accepted', 'cancelled', 'transferred')),
  delivered_on date,
  impact text not null default 'not-yet-due' check (impact in ('not-yet-due', 'no-evidence', 'activity-only', 'some-change', 'embedded', 'not-embedded', 'not-measurable')),
  recorded_at timestamptz not null default access.now(),
  recorded_by bigint not null default access.principal_id(),
  in_error_at timestamptz,
  in_error_by bigint,
  in_error_reason text check (in_error_reason <> '' and length(in_error_reason) <= 2000),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, recommendation_id) references app.recommendation (partnership_id, id),
  foreign key (partnership_id, owner_post_id) references app.post (partnership_id, id),
  foreign key (partnership_id, owner_agency_id) references app.agency (partnership_id, id),
  check ((delivered_on is not null) = (delivery in ('delivered', 'evidence-accepted'))),
  check ((in_error_at is null) = (in_error_reason is null)),
  check ((in_error_at is null) = (in_error_by is null))
);
create index action_list on app.action (partnership_id, due_on, id);
create index action_due_open on app.action (partnership_id, due_on, id) where delivery in ('not-started', 'on-track', 'at-risk', 'off-track');
create index action_state on app.action (partnership_id, delivery, due_on, id);
create index action_of_post on app.action (partnership_id, owner_post_id, due_on, id);
create index action_of_agency on app.action (partnership_id, owner_agency_id, due_on, id);
create index action_of on app.action (partnership_id, recommendation_id, id);
create index action_acl on app.action (acl_key, due_on, id);
comment on table app.action is 'Something that somebody has to do for a recommendation. It belongs to a post first, to a person second.';
comment on column app.action.partnership_id is 'Partnership.';
comment on column app.action.id is 'Inner key.';
comment on column app.action.uid is 'Outer identity.';
comment on column app.action.scope_id is 'The recommendation''s own scope.';
comment on column app.action.sensitivity is '1, working material.';
comment on column app.action.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.action.recommendation_id is 'The recommendation.';
comment on column app.action.text is 'What is to be done.';
comment on column app.action.outcome is 'What is to be different afterwards.';
comment on column app.action.owner_post_id is 'The post that owns it now; every owner stands in app.action_owner.';
comment on column app.action.owner_agency_id is 'The agency of that post.';
comment on column app.action.original_due_on is 'The first date; never overwritten.';
comment on column app.action.due_on is 'The date that counts now; every move stands in app.action_due.';
comment on column app.action.delivery is 'How far the doing has come; overdue is reckoned from the date.';
comment on column app.action.delivered_on is 'When the owner last said that it was done.';
comment on column app.action.impact is 'Whether it made a difference, as people without a stake judged last.';
comment on column app.action.recorded_at is 'When it was recorded.';
comment on column app.action.recorded_by is 'Who recorded it.';
comment on column app.action.in_error_at is 'When it was marked as recorded in error; it then counts no longer.';
comment on column app.action.in_error_by is 'Who marked it so.';
comment on column app.action.in_error_reason is 'Why.';
comment on column app.action.version is 'Version for stale forms.';
select access.protect('app.action', 'recommendation');
grant select, insert, update (text, outcome, owner_post_id, owner_agency_id, due_on, delivery, delivered_on, impact, in_error_at, in_error_by, in_error_reason, version) on app.action to heed_app;
select audit.keep_history('app.action');

create table app.action_owner (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  action_id bigint not null,
  post_id bigint not null,
  owner_agency_id bigint not null,
  person_id bigint,
  from_on date not null,
  because text not null check (because in ('named', 'reassigned', 'successor')),
  reason text not null default '' check (length(reason) <= 2000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint,
  primary key (partnership_id, id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, action_id) references app.action (partnership_id, id),
  foreign key (partnership_id, post_id) references app.post (partnership_id, id),
  foreign key (partnership_id, owner_agency_id) references app.agency (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  check (because = 'named' or reason <> '')
);
create index action_owner_of on app.action_owner (partnership_id, action_id, id);
comment on table app.action_owner is 'Who owned an action from when. The last one owns it now; the former stay.';
comment on column app.action_owner.partnership_id is 'Partnership.';
comment on column app.action_owner.id is 'Inner key.';
comment on column app.action_owner.scope_id is 'The recommendation''s own scope.';
comment on column app.action_owner.sensitivity is '1, working material.';
comment on column app.action_owner.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.action_owner.action_id is 'The action.';
comment on column app.action_owner.post_id is 'The post.';
comment on column app.action_owner.owner_agency_id is 'The agency of the post.';
comment on column app.action_owner.person_id is 'Who filled the post then, if somebody did.';
comment on column app.action_owner.from_on is 'Since when.';
comment on column app.action_owner.because is 'Named first, given to another, or taken over by the successor of a body that ended.';
comment on column app.action_owner.reason is 'Why it changed hands.';
comment on column app.action_owner.at is 'When.';
comment on column app.action_owner.by_principal is 'Who.';
comment on column app.action_owner.agency_id is 'For which agency; empty for whoever acts for none.';
select access.protect('app.action_owner', 'recommendation');
grant select, insert on app.action_owner to heed_app;

create table app.milestone (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  action_id bigint not null,
  text text not null check (text <> '' and length(text) <= 1000),
  original_due_on date not null,
  due_on date not null,
  done_on date,
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  in_error_at timestamptz,
  in_error_by bigint,
  in_error_reason text check (in_error_reason <> '' and length(in_error_reason) <= 2000),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, action_id) references app.action (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  check ((in_error_at is null) = (in_error_reason is null)),
  check ((in_error_at is null) = (in_error_by is null))
);
create index milestone_of on app.milestone (partnership_id, action_id, due_on, id);
comment on table app.milestone is 'A step of an action with a date of its own.';
comment on column app.milestone.partnership_id is 'Partnership.';
comment on column app.milestone.id is 'Inner key.';
comment on column app.milestone.uid is 'Outer identity.';
comment on column app.milestone.scope_id is 'The recommendation''s own scope.';
comment on column app.milestone.sensitivity is '1, working material.';
comment on column app.milestone.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.milestone.action_id is 'The action.';
comment on column app.milestone.text is 'What is done by then.';
comment on column app.milestone.original_due_on is 'The first date; never overwritten.';
comment on column app.milestone.due_on is 'The date that counts now.';
comment on column app.milestone.done_on is 'When it was done.';
comment on column app.milestone.at is 'When.';
comment on column app.milestone.by_principal is 'Who.';
comment on column app.milestone.agency_id is 'For which agency.';
comment on column app.milestone.in_error_at is 'When it was marked as recorded in error; it then counts no longer.';
comment on column app.milestone.in_error_by is 'Who marked it so.';
comment on column app.milestone.in_error_reason is 'Why.';
comment on column app.milestone.version is 'Version for stale forms.';
select access.protect('app.milestone', 'recommendation');
grant select, insert, update (due_on, done_on, in_error_at, in_error_by, in_error_reason, version) on app.milestone to heed_app;
select audit.keep_history('app.milestone');

create table app.action_due (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  action_id bigint not null,
  milestone_id bigint,
  to_on date not null,
  reason text not null check (reason <> '' and length(reason) <= 2000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, action_id) references app.action (partnership_id, id),
  foreign key (partnership_id, milestone_id) references app.milestone (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index action_due_of on app.action_due (partnership_id, action_id, id);
comment on table app.action_due is 'A date of an action or of one of its milestones that was moved: to when, why, and who agreed.';
comment on column app.action_due.partnership_id is 'Partnership.';
comment on column app.action_due.id is 'Inner key.';
comment on column app.action_due.scope_id is 'The recommendation''s own scope.';
comment on column app.action_due.sensitivity is '1, working material.';
comment on column app.action_due.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.action_due.action_id is 'The action.';
comment on column app.action_due.milestone_id is 'The milestone, where its date was moved and not that of the action.';
comment on column app.action_due.to_on is 'The new date.';
comment on column app.action_due.reason is 'Why.';
comment on column app.action_due.at is 'When.';
comment on column app.action_due.by_principal is 'Who.';
comment on column app.action_due.agency_id is 'For which agency.';
select access.protect('app.action_due', 'recommendation');
grant select, insert on app.action_due to heed_app;

create table app.action_event (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  action_id bigint not null,
  act text not null check (act in ('report-on-track', 'report-at-risk', 'report-off-track', 'claim-delivered', 'accept-evidence', 'return', 'cancel', 'hand-over', 'reopen')),
  from_delivery text not null check (from_delivery in ('not-started', 'on-track', 'at-risk', 'off-track', 'delivered', 'evidence-accepted', 'cancelled', 'transferred')),
  to_delivery text not null check (to_delivery in ('not-started', 'on-track', 'at-risk', 'off-track', 'delivered', 'evidence-accepted', 'cancelled', 'transferred')),
  on_day date not null,
  reason text check (reason <> '' and length(reason) <= 4000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, action_id) references app.action (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index action_event_of on app.action_event (partnership_id, action_id, id);
comment on table app.action_event is 'The delivery of an action, event by event; its state can be rebuilt from these.';
comment on column app.action_event.partnership_id is 'Partnership.';
comment on column app.action_event.id is 'Inner key.';
comment on column app.action_event.uid is 'Outer identity.';
comment on column app.action_event.scope_id is 'The recommendation''s own scope.';
comment on column app.action_event.sensitivity is '1, working material.';
comment on column app.action_event.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.action_event.action_id is 'The action.';
comment on column app.action_event.act is 'What was done.';
comment on column app.action_event.from_delivery is 'Where it stood before.';
comment on column app.action_event.to_delivery is 'Where it stood afterwards.';
comment on column app.action_event.on_day is 'The day on which it happened.';
comment on column app.action_event.reason is 'Why, in words.';
comment on column app.action_event.at is 'When.';
comment on column app.action_event.by_principal is 'Who.';
comment on column app.action_event.agency_id is 'For which agency.';
select access.protect('app.action_event', 'recommendation');
grant select, insert on app.action_event to heed_app;

create table app.action_note (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  action_id bigint not null,
  words text not null check (words <> '' and length(words) <= 4000),
  asks_due_on date,
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
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, action_id) references app.action (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  check ((received_from is null) = (received_how is null) and (received_from is null) = (received_on is null)),
  check (received_from is not null or confirmed_at is null),
  check ((confirmed_at is null) = (confirmed_by is null)),
  check ((in_error_at is null) = (in_error_reason is null)),
  check ((in_error_at is null) = (in_error_by is null))
);
create index action_note_of on app.action_note (partnership_id, action_id, id);
comment on table app.action_note is 'Progress in words. What came by letter or telephone is recorded on behalf of the agency and marked until it confirms.';
comment on column app.action_note.partnership_id is 'Partnership.';
comment on column app.action_note.id is 'Inner key.';
comment on column app.action_note.uid is 'Outer identity.';
comment on column app.action_note.scope_id is 'The recommendation''s own scope.';
comment on column app.action_note.sensitivity is '1, working material.';
comment on column app.action_note.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.action_note.action_id is 'The action.';
comment on column app.action_note.words is 'How it goes, in words.';
comment on column app.action_note.asks_due_on is 'The later date that the owner asks for, if one is asked for.';
comment on column app.action_note.at is 'When.';
comment on column app.action_note.by_principal is 'Who.';
comment on column app.action_note.agency_id is 'For which agency.';
comment on column app.action_note.received_from is 'On behalf of the agency: from whom it came, by post or office.';
comment on column app.action_note.received_how is 'On behalf: how it came.';
comment on column app.action_note.received_on is 'On behalf: when it came.';
comment on column app.action_note.confirmed_at is 'On behalf: when the agency confirmed it.';
comment on column app.action_note.confirmed_by is 'On behalf: who confirmed it.';
comment on column app.action_note.in_error_at is 'When it was marked as recorded in error; it then counts no longer.';
comment on column app.action_note.in_error_by is 'Who marked it so.';
comment on column app.action_note.in_error_reason is 'Why.';
select access.protect('app.action_note', 'recommendation');
grant select, insert, update (confirmed_at, confirmed_by, in_error_at, in_error_by, in_error_reason) on app.action_note to heed_app;
select audit.keep_history('app.action_note');

create table app.impact_judgement (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  action_id bigint not null,
  impact text not null check (impact in ('not-yet-due', 'no-evidence', 'activity-only', 'some-change', 'embedded', 'not-embedded', 'not-measurable')),
  reasons text not null check (reasons <> '' and length(reasons) <= 4000),
  at timestamptz not null default access.now(),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, action_id) references app.action (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index impact_judgement_of on app.impact_judgement (partnership_id, action_id, id);
comment on table app.impact_judgement is 'Whether an action made a difference, as somebody without a stake judged it. The last one counts.';
comment on column app.impact_judgement.partnership_id is 'Partnership.';
comment on column app.impact_judgement.id is 'Inner key.';
comment on column app.impact_judgement.scope_id is 'The recommendation''s own scope.';
comment on column app.impact_judgement.sensitivity is '1, working material.';
comment on column app.impact_judgement.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.impact_judgement.action_id is 'The action.';
comment on column app.impact_judgement.impact is 'What was judged.';
comment on column app.impact_judgement.reasons is 'Why.';
comment on column app.impact_judgement.at is 'When.';
comment on column app.impact_judgement.by_principal is 'Who.';
comment on column app.impact_judgement.agency_id is 'For which agency.';
select access.protect('app.impact_judgement', 'recommendation');
grant select, insert on app.impact_judgement to heed_app;

-- A body that ended: whoever ends it may not see every recommendation, and no action may be left behind with it. So the owner of the
-- tables moves them, for the pair of posts that was recorded, and for nothing else.
create policy hand_over_reads on app.post for select to heed_owner using (partnership_id = (select access.partnership()));
create policy hand_over_reads on app.action for select to heed_owner using (partnership_id = (select access.partnership()));
create policy hand_over_moves on app.action for update to heed_owner using (partnership_id = (select access.partnership()))
  with check (partnership_id = (select access.partnership()));
create policy hand_over_reads on app.action_owner for select to heed_owner using (partnership_id = (select access.partnership()));
create policy hand_over_adds on app.action_owner for insert to heed_owner with check (because = 'successor' and partnership_id = (select access.partnership()));

set local role heed_priv;

create function access.demand_from_owner(wanted text) returns void
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand(wanted);
end $$;
comment on function access.demand_from_owner(text) is 'Stops unless a role of the caller carries this permission; for the functions of the content tables'' owner.';
revoke execute on function access.demand_from_owner(text) from public;
grant execute on function access.demand_from_owner(text) to heed_owner;

-- The owner of an action works in its recommendation as long as the action is with the post. Whoever gives an action away need
-- not be one who opens cases to people: the action itself is the reason, and nobody gets more than the owner's part.
create function access.open_to_owner(scope bigint, post bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
  me record;
  ends timestamptz;
begin
  perform access.demand('action:assign');
  perform access.demand_write(scope, 1);
  if (select s.kind from access.scope s where s.partnership_id = access.partnership() and s.id = open_to_owner.scope) is distinct from 'recommendation' then
    raise exception 'not a recommendation' using errcode = 'HE403';
  end if;
  if not exists (
    select from access.principal p
    where p.partnership_id = access.partnership() and p.id = open_to_owner.post and p.kind = 'post' and p.active) then
    raise exception 'no such post' using errcode = 'HE404';
  end if;
  if exists (
    select from access.scope_grant g
    where g.partnership_id = access.partnership() and g.scope_id = open_to_owner.scope and g.principal_id = open_to_owner.post
      and g.path = 'owner' and g.reason = 'owns an action' and g.valid @> at) then
    return false;
  end if;
  -- Nobody prolongs their own access: to a post that the giver fills, it is opened for no longer than it is open to the giver.
  if access.is_self(post) and access.wide_write('recommendation') is null then
    select * into me from access.me(at);
    select case when bool_or(r.until is null) then null else max(r.until) end into ends
    from access.reach(me.partnership_id, me.principal_id, me.selves, me.agency_id, at) r
    where r.scope_id = open_to_owner.scope and r.may_write;
  end if;
  insert into access.scope_grant (partnership_id, scope_id, principal_id, clearance, may_write, valid, path, reason, granted_at, granted_by)
  values (access.partnership(), scope, post, 1, true, tstzrange(at, ends), 'owner', 'owns an action', at, access.principal_id());
  return true;
end $$;
comment on function access.open_to_owner(bigint, bigint) is 'Opens a recommendation to the post that owns one of its actions (action:assign); false when it is open already.';

create function access.close_to_owner(scope bigint, post bigint, wholly boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
begin
  perform access.demand('action:assign');
  perform access.demand_write(scope, 1);
  update access.scope_grant g
  set valid = tstzrange(lower(g.valid), greatest(at, lower(g.valid) + interval '1 microsecond')),
      ended_at = at, ended_by = access.principal_id(), end_reason = 'its last action there went to another post'
  where g.partnership_id = access.partnership() and g.scope_id = close_to_owner.scope and g.principal_id = close_to_owner.post
    and g.path = 'owner' and (wholly or g.reason = 'owns an action') and g.valid @> at;
  return found;
end $$;
comment on function access.close_to_owner(bigint, bigint, boolean) is 'Ends what a post had as owner of an action that went to another post (action:assign); wholly: also what it took over from another post, where its agency has no other part.';
revoke execute on function access.open_to_owner(bigint, bigint), access.close_to_owner(bigint, bigint, boolean) from public;
grant execute on function access.open_to_owner(bigint, bigint), access.close_to_owner(bigint, bigint, boolean) to heed_app;

set local role heed_owner;

create function app.hand_on_actions(from_post bigint, to_post bigint, last_day date, reason text) returns integer
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  heir app.post;
  moved integer;
begin
  perform access.demand_from_owner('organisation:manage');
  select * into heir from app.post p where p.partnership_id = access.partnership() and p.id = to_post;
  if heir.id is null or not exists (
    select from app.post p where p.partnership_id = access.partnership() and p.id = from_post and p.moved_to_id = to_post and p.active_to is not null) then
    raise exception 'no such posts' using errcode = 'HE404';
  end if;
  with taken as (
    update app.action a set owner_post_id = heir.id, owner_agency_id = heir.agency_id, version = a.version + 1
    where a.partnership_id = access.partnership() and a.owner_post_id = from_post
      and a.delivery not in ('evidence-accepted', 'cancelled', 'transferred') and a.in_error_at is null
    returning a.id, a.scope_id
  )
  insert into app.action_owner (scope_id, action_id, post_id, owner_agency_id, person_id, from_on, because, reason, agency_id)
  select t.scope_id, t.id, heir.id, heir.agency_id,
    (select o.person_id from app.action_owner o where o.partnership_id = heir.partnership_id and o.action_id = t.id order by o.id desc limit 1),
    greatest(last_day + 1, (select max(o.from_on) from app.action_owner o where o.partnership_id = heir.partnership_id and o.action_id = t.id)),
    'successor', hand_on_actions.reason, access.agency()
  from taken t;
  get diagnostics moved = row_count;
  return moved;
end $$;
comment on function app.hand_on_actions(bigint, bigint, date, text) is 'Moves the open actions of a post whose body ended to the post that takes over, history and all (organisation:manage). Says how many.';
revoke execute on function app.hand_on_actions(bigint, bigint, date, text) from public;
grant execute on function app.hand_on_actions(bigint, bigint, date, text) to heed_app;
