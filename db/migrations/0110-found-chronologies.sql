-- The chronology of a case: each agency's part, its entries with three times each, corrections beside the old text, and imports.
-- An agency's part has a scope of its own, so that whoever is asked for it sees that part and nothing else of the case.
set local role heed_priv;

create function access.holds(wanted text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  return access.permitted(wanted);
end $$;
comment on function access.holds(text) is 'Whether a role of the caller carries this permission; for policies that narrow a table further.';

create function access.demand_write_from_owner(of_scope bigint, level integer) returns void
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand_write(of_scope, level);
end $$;
comment on function access.demand_write_from_owner(bigint, integer) is 'Stops unless the caller writes in this scope at this sensitivity; for the functions of the content tables'' owner.';
revoke execute on function access.holds(text), access.demand_write_from_owner(bigint, integer) from public;
grant execute on function access.holds(text) to heed_app, heed_owner;
grant execute on function access.demand_write_from_owner(bigint, integer) to heed_owner;

set local role heed_owner;

create table app.chronology (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  case_id bigint not null,
  case_reference text not null check (case_reference ~ '^[0-9]{4}-[0-9]{2,}$'),
  period_from date,
  period_to date,
  parameters jsonb not null default '{}',
  marks_at timestamptz,
  marks_rules text check (length(marks_rules) <= 40),
  marks_cut boolean not null default false,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, case_id),
  unique (partnership_id, scope_id),
  foreign key (partnership_id, case_id) references app.serious_case (partnership_id, id),
  check (period_to >= period_from)
);
comment on table app.chronology is 'The merged chronology of a case, with what the rules of its marks are set to.';
comment on column app.chronology.partnership_id is 'Partnership.';
comment on column app.chronology.id is 'Inner key.';
comment on column app.chronology.uid is 'Outer identity.';
comment on column app.chronology.scope_id is 'The scope of the chronology as a whole, under that of its case.';
comment on column app.chronology.sensitivity is '1, working material.';
comment on column app.chronology.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.chronology.case_id is 'The case.';
comment on column app.chronology.case_reference is 'The neutral reference of the case.';
comment on column app.chronology.period_from is 'First day that agencies are asked about.';
comment on column app.chronology.period_to is 'Last day that agencies are asked about.';
comment on column app.chronology.parameters is 'Lengths and limits of the rules where they differ from the shipped ones, by rule and name.';
comment on column app.chronology.marks_at is 'When the marks were last worked out.';
comment on column app.chronology.marks_rules is 'Which version of the rules worked them out.';
comment on column app.chronology.marks_cut is 'Whether more marks were found than are kept.';
comment on column app.chronology.version is 'Version for stale forms.';
select access.protect('app.chronology', 'chronology');
grant select, insert, update (period_from, period_to, parameters, marks_at, marks_rules, marks_cut, version) on app.chronology to heed_app;
select audit.keep_history('app.chronology');

create table app.chronology_part (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  chronology_id bigint not null,
  case_reference text not null check (case_reference ~ '^[0-9]{4}-[0-9]{2,}$'),
  agency_id bigint not null,
  asked_on date not null,
  due_on date,
  status text not null default 'open' check (status in ('open', 'submitted', 'accepted')),
  submitted_at timestamptz,
  submitted_by bigint,
  accepted_at timestamptz,
  accepted_by bigint,
  returned_reason text check (returned_reason <> '' and length(returned_reason) <= 2000),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, chronology_id, agency_id),
  unique (partnership_id, id, chronology_id, agency_id),
  unique (partnership_id, scope_id),
  foreign key (partnership_id, chronology_id) references app.chronology (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  check (status = 'open' or submitted_at is not null),
  check ((status = 'accepted') = (accepted_at is not null))
);
create index chronology_part_list on app.chronology_part (partnership_id, id desc);
create index chronology_part_agency on app.chronology_part (partnership_id, agency_id, id desc);
comment on table app.chronology_part is 'What one agency was asked to write into the chronology of a case, and how far it is.';
comment on column app.chronology_part.partnership_id is 'Partnership.';
comment on column app.chronology_part.id is 'Inner key.';
comment on column app.chronology_part.uid is 'Outer identity.';
comment on column app.chronology_part.scope_id is 'The scope of this agency''s part, under that of the case: nothing else of the case opens with it.';
comment on column app.chronology_part.sensitivity is '1, working material.';
comment on column app.chronology_part.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.chronology_part.chronology_id is 'The chronology.';
comment on column app.chronology_part.case_reference is 'The neutral reference of the case, for whoever sees only this part.';
comment on column app.chronology_part.agency_id is 'The agency.';
comment on column app.chronology_part.asked_on is 'When it was asked.';
comment on column app.chronology_part.due_on is 'By when it was asked to send its part in.';
comment on column app.chronology_part.status is 'Being written, sent in, or accepted; from then on texts change only by a correction beside the old one.';
comment on column app.chronology_part.submitted_at is 'When it was last sent in.';
comment on column app.chronology_part.submitted_by is 'Who sent it in.';
comment on column app.chronology_part.accepted_at is 'When it was accepted.';
comment on column app.chronology_part.accepted_by is 'Who accepted it.';
comment on column app.chronology_part.returned_reason is 'Why it was last given back.';
comment on column app.chronology_part.version is 'Version for stale forms.';
select access.protect('app.chronology_part', 'chronology');
grant select, insert, update (due_on, status, submitted_at, submitted_by, accepted_at, accepted_by, returned_reason, version) on app.chronology_part to heed_app;
select audit.keep_history('app.chronology_part');

create table app.chronology_import (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  part_id bigint not null,
  agency_id bigint not null,
  file_name text not null check (length(file_name) <= 200),
  file_kind text not null check (file_kind in ('xlsx', 'csv')),
  file_bytes bigint not null,
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_id uuid not null,
  rows_file_id uuid not null,
  sheet_rows integer not null check (sheet_rows >= 0),
  formulas integer not null default 0,
  date_system text not null check (date_system in ('1900', '1904')),
  mapping jsonb not null,
  report jsonb,
  status text not null default 'read' check (status in ('read', 'checked', 'taken', 'dropped')),
  added integer,
  repeated integer,
  left_out integer,
  by_principal bigint not null default access.principal_id(),
  at timestamptz not null default access.now(),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, part_id) references app.chronology_part (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create index chronology_import_part on app.chronology_import (partnership_id, part_id, id desc);
comment on table app.chronology_import is 'A spreadsheet that an agency sent for its part: the file as it came, what was read of it, and what became of it.';
comment on column app.chronology_import.partnership_id is 'Partnership.';
comment on column app.chronology_import.id is 'Inner key.';
comment on column app.chronology_import.uid is 'Outer identity.';
comment on column app.chronology_import.scope_id is 'The scope of this agency''s part, under that of the case: nothing else of the case opens with it.';
comment on column app.chronology_import.sensitivity is '1, working material.';
comment on column app.chronology_import.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.chronology_import.part_id is 'The part.';
comment on column app.chronology_import.agency_id is 'The agency.';
comment on column app.chronology_import.file_name is 'The name that its sender gave it.';
comment on column app.chronology_import.file_kind is 'What kind of spreadsheet it is.';
comment on column app.chronology_import.file_bytes is 'Its size.';
comment on column app.chronology_import.file_sha256 is 'The digest of the file as it came.';
comment on column app.chronology_import.file_id is 'The file as it came, in the file store.';
comment on column app.chronology_import.rows_file_id is 'The rows that were read of it, in the file store.';
comment on column app.chronology_import.sheet_rows is 'How many rows were read.';
comment on column app.chronology_import.formulas is 'How many cells were formulas; what they last showed was taken, nothing was worked out.';
comment on column app.chronology_import.date_system is 'From which year Excel counted its days.';
comment on column app.chronology_import.mapping is 'Which column is which.';
comment on column app.chronology_import.report is 'What the dry run found: numbers, and the first rows that cannot be taken.';
comment on column app.chronology_import.status is 'How far it is.';
comment on column app.chronology_import.added is 'How many entries it added.';
comment on column app.chronology_import.repeated is 'How many of its rows were there already.';
comment on column app.chronology_import.left_out is 'How many rows were left out because they cannot be taken.';
comment on column app.chronology_import.by_principal is 'Who brought it.';
comment on column app.chronology_import.at is 'When.';
comment on column app.chronology_import.version is 'Version for stale forms.';
select access.protect('app.chronology_import', 'chronology');
grant select, insert, update (mapping, report, status, added, repeated, left_out, version) on app.chronology_import to heed_app;
select audit.keep_history('app.chronology_import');

create table app.chronology_episode (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  chronology_id bigint not null,
  title text not null check (title <> '' and length(title) <= 200),
  from_on date not null,
  to_on date not null,
  chosen text not null default '' check (length(chosen) <= 4000),
  expected text not null default '' check (length(expected) <= 4000),
  happened text not null default '' check (length(happened) <= 4000),
  why text not null default '' check (length(why) <= 4000),
  good text not null default '' check (length(good) <= 4000),
  learning text not null default '' check (length(learning) <= 4000),
  in_error_at timestamptz,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, chronology_id) references app.chronology (partnership_id, id),
  check (to_on >= from_on)
);
create index chronology_episode_list on app.chronology_episode (partnership_id, chronology_id, from_on, id);
comment on table app.chronology_episode is 'A key practice episode: a stretch of time on which the review looks closely, and what it found there.';
comment on column app.chronology_episode.partnership_id is 'Partnership.';
comment on column app.chronology_episode.id is 'Inner key.';
comment on column app.chronology_episode.uid is 'Outer identity.';
comment on column app.chronology_episode.scope_id is 'The scope of the chronology as a whole, under that of its case.';
comment on column app.chronology_episode.sensitivity is '1, working material.';
comment on column app.chronology_episode.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.chronology_episode.chronology_id is 'The chronology.';
comment on column app.chronology_episode.title is 'What it is called.';
comment on column app.chronology_episode.from_on is 'Its first day.';
comment on column app.chronology_episode.to_on is 'Its last day.';
comment on column app.chronology_episode.chosen is 'Why it was chosen.';
comment on column app.chronology_episode.expected is 'What was to be expected.';
comment on column app.chronology_episode.happened is 'What happened.';
comment on column app.chronology_episode.why is 'Why: work, organisation, family, system.';
comment on column app.chronology_episode.good is 'What was done well.';
comment on column app.chronology_episode.learning is 'What is learned from it.';
comment on column app.chronology_episode.in_error_at is 'When it was marked as recorded in error.';
comment on column app.chronology_episode.version is 'Version for stale forms.';
select access.protect('app.chronology_episode', 'chronology');
grant select, insert, update (title, from_on, to_on, chosen, expected, happened, why, good, learning, in_error_at, version) on app.chronology_episode to heed_app;
select audit.keep_history('app.chronology_episode');

create table app.chronology_entry (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  part_id bigint not null,
  chronology_id bigint not null,
  agency_id bigint not null,
  happened_kind text not null check (happened_kind in ('day', 'about-day', 'month', 'about-month', 'year', 'about-year', 'between')),
  happened_named date not null,
  happened_first date not null,
  happened_last date not null,
  happened_at time,
  sort_time time not null generated always as (coalesce(happened_at, '24:00')) stored,
  knew_kind text check (knew_kind in ('day', 'about-day', 'month', 'about-month', 'year', 'about-year', 'between')),
  knew_named date,
  knew_first date,
  knew_last date,
  recorded_on date,
  possible_from date not null generated always as (coalesce(knew_first, happened_first)) stored,
  certain_from date generated always as (least(knew_last, recorded_on)) stored,
  kind text not null check (kind in ('contact', 'home-visit', 'appointment', 'missed-appointment', 'call', 'meeting', 'referral', 'assessment', 'decision', 'incident', 'observation', 'information-shared', 'other')),
  event text not null check (event <> '' and length(event) <= 8000),
  source text not null default '' check (length(source) <= 400),
  place text not null default '' check (length(place) <= 200),
  reference text not null default '' check (length(reference) <= 100),
  child_seen text not null default 'not-recorded' check (child_seen in ('yes', 'no', 'not-recorded', 'not-expected')),
  child_heard text not null default 'not-recorded' check (child_heard in ('yes', 'no', 'not-recorded', 'not-expected')),
  child_voice text not null default '' check (length(child_voice) <= 4000),
  response text not null default '' check (length(response) <= 4000),
  analysis text not null default '' check (length(analysis) <= 4000),
  good_practice boolean not null default false,
  themes text[] not null default '{}' check (themes <@ array['information-sharing', 'professional-curiosity', 'fathers', 'voice-of-child', 'neglect', 'safer-sleep', 'domestic-abuse', 'thresholds', 'escalation', 'race-and-racism', 'disability', 'out-of-area', 'exploitation', 'supervision']),
  facts jsonb not null default '[]',
  person_ids bigint[] not null default '{}',
  episode_id bigint,
  import_id bigint,
  row_digest text check (row_digest ~ '^[0-9a-f]{64}$'),
  added_at timestamptz not null default access.now(),
  added_by bigint not null default access.principal_id(),
  in_error_at timestamptz,
  in_error_by bigint,
  in_error_reason text check (in_error_reason <> '' and length(in_error_reason) <= 2000),
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, part_id, row_digest),
  foreign key (partnership_id, part_id, chronology_id, agency_id) references app.chronology_part (partnership_id, id, chronology_id, agency_id),
  foreign key (partnership_id, episode_id) references app.chronology_episode (partnership_id, id),
  foreign key (partnership_id, import_id) references app.chronology_import (partnership_id, id),
  check (happened_first <= happened_named and happened_named <= happened_last),
  check (num_nulls(knew_kind, knew_named, knew_first, knew_last) in (0, 4)),
  check (knew_first <= knew_named and knew_named <= knew_last),
  check (knew_last >= happened_first),
  check (recorded_on >= happened_first),
  check (recorded_on >= knew_first),
  check ((in_error_at is null) = (in_error_reason is null))
);
create index chronology_entry_time on app.chronology_entry (partnership_id, chronology_id, happened_first, happened_last, sort_time, id) where in_error_at is null;
create index chronology_entry_agency on app.chronology_entry (partnership_id, chronology_id, agency_id, happened_first, happened_last, sort_time, id) where in_error_at is null;
create index chronology_entry_acl on app.chronology_entry (acl_key, id);
comment on table app.chronology_entry is 'One thing that happened, as one agency has it: when it happened, when the agency knew, when it wrote it down.';
comment on column app.chronology_entry.partnership_id is 'Partnership.';
comment on column app.chronology_entry.id is 'Inner key.';
comment on column app.chronology_entry.uid is 'Outer identity.';
comment on column app.chronology_entry.scope_id is 'The scope of this agency''s part, under that of the case: nothing else of the case opens with it.';
comment on column app.chronology_entry.sensitivity is '1, working material.';
comment on column app.chronology_entry.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.chronology_entry.part_id is 'The part of the agency.';
comment on column app.chronology_entry.chronology_id is 'The chronology.';
comment on column app.chronology_entry.agency_id is 'The agency.';
comment on column app.chronology_entry.happened_kind is 'How exactly it is known when it happened.';
comment on column app.chronology_entry.happened_named is 'The day that is named; of a month or a year its first, of a span its first day.';
comment on column app.chronology_entry.happened_first is 'The first day on which it can have happened.';
comment on column app.chronology_entry.happened_last is 'The last day on which it can have happened.';
comment on column app.chronology_entry.happened_at is 'The time of day, where it is known.';
comment on column app.chronology_entry.sort_time is 'Time of day for the order: what has none follows what has one.';
comment on column app.chronology_entry.knew_kind is 'How exactly it is known when the agency learnt of it; empty where it is not known at all.';
comment on column app.chronology_entry.knew_named is 'The day that is named.';
comment on column app.chronology_entry.knew_first is 'The first day on which the agency can have known.';
comment on column app.chronology_entry.knew_last is 'The last day by which the agency knew.';
comment on column app.chronology_entry.recorded_on is 'When the agency wrote it down in its own record.';
comment on column app.chronology_entry.possible_from is 'From this day on the agency may have known.';
comment on column app.chronology_entry.certain_from is 'From this day on it is certain that the agency knew: it says so, or it had written it down. Empty where neither is known.';
comment on column app.chronology_entry.kind is 'What kind of event it is.';
comment on column app.chronology_entry.event is 'What happened, in the words of the agency.';
comment on column app.chronology_entry.source is 'Which record says so.';
comment on column app.chronology_entry.place is 'Where, by a label.';
comment on column app.chronology_entry.reference is 'A reference that several agencies share, such as that of a meeting or an incident.';
comment on column app.chronology_entry.child_seen is 'Whether the child was seen.';
comment on column app.chronology_entry.child_heard is 'Whether the child was heard.';
comment on column app.chronology_entry.child_voice is 'What the child said or showed.';
comment on column app.chronology_entry.response is 'What the agency did or decided.';
comment on column app.chronology_entry.analysis is 'What the agency thinks of it now.';
comment on column app.chronology_entry.good_practice is 'Whether it is marked as good practice.';
comment on column app.chronology_entry.themes is 'Themes.';
comment on column app.chronology_entry.facts is 'Named facts that can be held against those of others: an array of name and value.';
comment on column app.chronology_entry.person_ids is 'Whom it concerns: people of the case, checked by a trigger.';
comment on column app.chronology_entry.episode_id is 'The key practice episode that it belongs to.';
comment on column app.chronology_entry.import_id is 'The spreadsheet that it came from.';
comment on column app.chronology_entry.row_digest is 'The digest of its row, so that the same row is never added twice.';
comment on column app.chronology_entry.added_at is 'When it was written into Heed.';
comment on column app.chronology_entry.added_by is 'Who wrote it into Heed.';
comment on column app.chronology_entry.in_error_at is 'When it was marked as recorded in error.';
comment on column app.chronology_entry.in_error_by is 'Who marked it so.';
comment on column app.chronology_entry.in_error_reason is 'Why it was recorded in error.';
comment on column app.chronology_entry.version is 'Version for stale forms.';
select access.protect('app.chronology_entry', 'chronology');
grant select, insert, update (happened_kind, happened_named, happened_first, happened_last, happened_at, knew_kind, knew_named, knew_first, knew_last, recorded_on,
  kind, event, source, place, reference, child_seen, child_heard, child_voice, response, analysis, good_practice, themes, facts, person_ids, episode_id,
  in_error_at, in_error_by, in_error_reason, version) on app.chronology_entry to heed_app;
select audit.keep_history('app.chronology_entry');

create table app.chronology_entry_was (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  entry_id bigint not null,
  agency_id bigint not null,
  entry_version integer not null,
  was jsonb not null,
  reason text check (reason <> '' and length(reason) <= 2000),
  after_accepted boolean not null,
  by_principal bigint not null default access.principal_id(),
  at timestamptz not null default access.now(),
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, entry_id, entry_version),
  foreign key (partnership_id, entry_id) references app.chronology_entry (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
comment on table app.chronology_entry_was is 'A text of an entry that was changed since: it stays beside the new one.';
comment on column app.chronology_entry_was.partnership_id is 'Partnership.';
comment on column app.chronology_entry_was.id is 'Inner key.';
comment on column app.chronology_entry_was.uid is 'Outer identity.';
comment on column app.chronology_entry_was.scope_id is 'The scope of this agency''s part, under that of the case: nothing else of the case opens with it.';
comment on column app.chronology_entry_was.sensitivity is '1, working material.';
comment on column app.chronology_entry_was.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.chronology_entry_was.entry_id is 'The entry.';
comment on column app.chronology_entry_was.agency_id is 'The agency.';
comment on column app.chronology_entry_was.entry_version is 'The version of the entry that this was.';
comment on column app.chronology_entry_was.was is 'All that the entry said then.';
comment on column app.chronology_entry_was.reason is 'Why it was changed; asked for once the part was accepted.';
comment on column app.chronology_entry_was.after_accepted is 'Whether it is a correction of a part that was accepted.';
comment on column app.chronology_entry_was.by_principal is 'Who changed it.';
comment on column app.chronology_entry_was.at is 'When.';
select access.protect('app.chronology_entry_was', 'chronology');
grant select, insert on app.chronology_entry_was to heed_app;

create table app.chronology_mapping (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  agency_id bigint not null,
  mapping jsonb not null,
  changed_at timestamptz not null default access.now(),
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, agency_id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
comment on table app.chronology_mapping is 'How an agency''s spreadsheets are read: which column is which, kept from one import to the next.';
comment on column app.chronology_mapping.partnership_id is 'Partnership.';
comment on column app.chronology_mapping.id is 'Inner key.';
comment on column app.chronology_mapping.uid is 'Outer identity.';
comment on column app.chronology_mapping.agency_id is 'The agency.';
comment on column app.chronology_mapping.mapping is 'Heads of columns by what they hold, and the order of day and month.';
comment on column app.chronology_mapping.changed_at is 'When it was last kept.';
select access.protect_partnership_table('app.chronology_mapping');
grant select, insert, update (mapping, changed_at) on app.chronology_mapping to heed_app;
select audit.keep_history('app.chronology_mapping');

create table app.chronology_mark (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  chronology_id bigint not null,
  rule text not null check (rule ~ '^[a-z][a-z-]{0,39}$'),
  rule_version integer not null,
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  entry_ids bigint[] not null,
  agency_id bigint,
  person_id bigint,
  from_on date not null,
  to_on date not null,
  details jsonb not null,
  raised_at timestamptz not null default access.now(),
  gone_at timestamptz,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  unique (partnership_id, chronology_id, rule, fingerprint),
  foreign key (partnership_id, chronology_id) references app.chronology (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id),
  foreign key (partnership_id, person_id) references app.person (partnership_id, id)
);
create index chronology_mark_list on app.chronology_mark (partnership_id, chronology_id, from_on, id) where gone_at is null;
comment on table app.chronology_mark is 'Something that a rule points out: a gap, a contradiction, knowledge that came late. Worked out from the entries, never typed.';
comment on column app.chronology_mark.partnership_id is 'Partnership.';
comment on column app.chronology_mark.id is 'Inner key.';
comment on column app.chronology_mark.uid is 'Outer identity.';
comment on column app.chronology_mark.scope_id is 'The scope of the chronology as a whole, under that of its case.';
comment on column app.chronology_mark.sensitivity is '1, working material.';
comment on column app.chronology_mark.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.chronology_mark.chronology_id is 'The chronology.';
comment on column app.chronology_mark.rule is 'The rule that raised it.';
comment on column app.chronology_mark.rule_version is 'Which version of the rule.';
comment on column app.chronology_mark.fingerprint is 'Digest of the facts under it: other facts, another mark.';
comment on column app.chronology_mark.entry_ids is 'The entries that it rests on.';
comment on column app.chronology_mark.agency_id is 'The agency that it concerns, if it is one.';
comment on column app.chronology_mark.person_id is 'The person that it concerns, if it is one.';
comment on column app.chronology_mark.from_on is 'First day that it concerns.';
comment on column app.chronology_mark.to_on is 'Last day that it concerns.';
comment on column app.chronology_mark.details is 'What the rule found, as codes, numbers and the words it compared.';
comment on column app.chronology_mark.raised_at is 'When it was first raised.';
comment on column app.chronology_mark.gone_at is 'Since when the facts under it are no longer so.';
select access.protect('app.chronology_mark', 'chronology');
grant select, insert, update (entry_ids, rule_version, details, gone_at) on app.chronology_mark to heed_app;
select audit.keep_history('app.chronology_mark');

create table app.chronology_dismissal (
  partnership_id bigint not null default access.partnership(),
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  scope_id bigint not null,
  sensitivity smallint not null default 1 check (sensitivity = 1),
  acl_key bigint generated always as (scope_id * 4 + sensitivity) stored,
  chronology_id bigint not null,
  rule text not null check (rule ~ '^[a-z][a-z-]{0,39}$'),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  reason text not null check (reason <> '' and length(reason) <= 2000),
  by_principal bigint not null default access.principal_id(),
  agency_id bigint,
  at timestamptz not null default access.now(),
  ended_at timestamptz,
  ended_by bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, scope_id) references access.scope (partnership_id, id),
  foreign key (partnership_id, chronology_id) references app.chronology (partnership_id, id),
  foreign key (partnership_id, agency_id) references app.agency (partnership_id, id)
);
create unique index chronology_dismissal_now on app.chronology_dismissal (partnership_id, chronology_id, rule, fingerprint) where ended_at is null;
comment on table app.chronology_dismissal is 'A mark that somebody looked at and set aside, with the reason. It holds as long as the facts under the mark are the same.';
comment on column app.chronology_dismissal.partnership_id is 'Partnership.';
comment on column app.chronology_dismissal.id is 'Inner key.';
comment on column app.chronology_dismissal.uid is 'Outer identity.';
comment on column app.chronology_dismissal.scope_id is 'The scope of the chronology as a whole, under that of its case.';
comment on column app.chronology_dismissal.sensitivity is '1, working material.';
comment on column app.chronology_dismissal.acl_key is 'Scope and sensitivity as one key, for row security.';
comment on column app.chronology_dismissal.chronology_id is 'The chronology.';
comment on column app.chronology_dismissal.rule is 'The rule.';
comment on column app.chronology_dismissal.fingerprint is 'Digest of the facts that were looked at.';
comment on column app.chronology_dismissal.reason is 'Why it was set aside.';
comment on column app.chronology_dismissal.by_principal is 'Who set it aside.';
comment on column app.chronology_dismissal.agency_id is 'For which agency.';
comment on column app.chronology_dismissal.at is 'When.';
comment on column app.chronology_dismissal.ended_at is 'When it was taken up again.';
comment on column app.chronology_dismissal.ended_by is 'Who took it up again.';
select access.protect('app.chronology_dismissal', 'chronology');
grant select, insert, update (ended_at, ended_by) on app.chronology_dismissal to heed_app;
select audit.keep_history('app.chronology_dismissal');

-- What one agency wrote is its own, and that of those to whom the policy gives the merged view. Writing is for the agency, or for
-- whoever may record on its behalf; those who judge say to which episode an entry belongs.
do $do$
declare
  of_table text;
  sees text := 'agency_id = (select access.agency()) or (select access.holds(''chronology:read''))';
  writes text := '(agency_id = (select access.agency()) and (select access.holds(''chronology:contribute''))) or (select access.holds(''chronology:record-for''))';
begin
  foreach of_table in array array['chronology_part', 'chronology_import', 'chronology_entry', 'chronology_entry_was'] loop
    execute format('create policy own_agency_or_merged on app.%I as restrictive for select to heed_app using (%s)', of_table, sees);
    execute format('create policy agency_adds on app.%I as restrictive for insert to heed_app with check (%s)', of_table,
      case of_table when 'chronology_part' then '(select access.holds(''chronology:manage''))' else writes end);
    execute format('create policy agency_changes on app.%I as restrictive for update to heed_app using (%s) with check (%2$s)', of_table,
      writes || case of_table when 'chronology_entry' then ' or (select access.holds(''chronology:judge''))' else '' end);
  end loop;
  foreach of_table in array array['chronology', 'chronology_episode', 'chronology_mark', 'chronology_dismissal'] loop
    execute format('create policy merged_only on app.%I as restrictive to heed_app using ((select access.holds(''chronology:read'')))', of_table);
  end loop;
end $do$;

-- Whoever is asked for one part sees nothing else of the case; so the labels of its people come from the owner of the tables.
create policy chronology_reads on app.person for select to heed_owner using (partnership_id = (select access.partnership()));
create policy chronology_reads on app.chronology_part for select to heed_owner using (partnership_id = (select access.partnership()));
create policy chronology_reads on app.chronology_entry for select to heed_owner using (partnership_id = (select access.partnership()));
create policy chronology_adds on app.chronology_entry for insert to heed_owner with check (import_id is not null and partnership_id = (select access.partnership()));

create function app.chronology_people(of_scope bigint)
returns table (id bigint, uid uuid, label text, part text)
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
#variable_conflict use_column
begin
  perform access.demand_for(array['chronology:contribute', 'chronology:read'], false, of_scope);
  return query select p.id, p.uid, p.label, p.part from app.person p where p.scope_id = access.parent_of(of_scope) order by p.label;
end $$;
comment on function app.chronology_people(bigint) is 'The labels of the people of a case, for whoever sees its chronology or one part of it. No names.';

create function app.chronology_names(of_scope bigint, secret text)
returns table (label text, kind text, value text)
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
#variable_conflict use_column
begin
  perform access.demand_gate_secret(coalesce(secret, ''));
  perform access.demand_for(array['chronology:read'], false, of_scope);
  return query
    select coalesce(p.label, 'a place or date'), v.kind, v.value
    from app.vault_entry v
    left join app.person p on p.partnership_id = v.partnership_id and p.id = v.person_id
    where v.partnership_id = access.partnership() and v.scope_id = access.parent_of(of_scope)
      and v.kind in ('name', 'former-name', 'nickname', 'nhs-number', 'address', 'postcode', 'telephone', 'email', 'username')
    order by v.id;
end $$;
comment on function app.chronology_names(bigint, text) is 'The values in the vault of a chronology''s case, for the process that puts labels in their place before anybody reads; only for the process that knows the gate''s secret.';

create function app.check_chronology_people() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if exists (
    select from (select distinct e.partnership_id, e.scope_id, n.person from changed e, unnest(e.person_ids) n(person)) one
    where not exists (
      select from app.person p
      where p.partnership_id = one.partnership_id and p.id = one.person and p.scope_id = access.parent_of(one.scope_id))) then
    raise exception 'not a person of this case' using errcode = 'HE404';
  end if;
  return null;
end $$;
comment on function app.check_chronology_people() is 'An entry concerns people of its own case only.';
create trigger check_people_added after insert on app.chronology_entry referencing new table as changed for each statement execute function app.check_chronology_people();
create trigger check_people_changed after update on app.chronology_entry referencing new table as changed for each statement execute function app.check_chronology_people();

-- Thousands of rows at once: who may write is asked once and not for every row.
create function app.import_chronology(of_part bigint, of_import bigint, entries jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  part app.chronology_part;
  added integer;
begin
  select * into part from app.chronology_part p where p.partnership_id = access.partnership() and p.id = of_part;
  if part.id is null then
    raise exception 'no such part' using errcode = 'HE404';
  end if;
  perform access.demand_for(array['chronology:contribute', 'chronology:record-for'], false, part.scope_id);
  perform access.demand_write_from_owner(part.scope_id, 1);
  if part.agency_id is distinct from access.agency() and not access.holds('chronology:record-for') then
    raise exception 'another agency''s part' using errcode = 'HE404';
  end if;
  if part.status <> 'open' then
    raise exception 'not open for entries' using errcode = 'HE403';
  end if;
  insert into app.chronology_entry (partnership_id, scope_id, part_id, chronology_id, agency_id, import_id, added_at, added_by,
    happened_kind, happened_named, happened_first, happened_last, happened_at, knew_kind, knew_named, knew_first, knew_last, recorded_on,
    kind, event, source, place, reference, child_seen, child_heard, child_voice, response, analysis, good_practice, themes, facts, person_ids, row_digest)
  select part.partnership_id, part.scope_id, part.id, part.chronology_id, part.agency_id, of_import, w.at, w.by,
    r.happened_kind, r.happened_named, r.happened_first, r.happened_last, r.happened_at, r.knew_kind, r.knew_named, r.knew_first, r.knew_last, r.recorded_on,
    r.kind, r.event, r.source, r.place, r.reference, r.child_seen, r.child_heard, r.child_voice, r.response, r.analysis, r.good_practice, r.themes, r.facts,
    r.person_ids, r.row_digest
  from jsonb_to_recordset(entries) as r (
    happened_kind text, happened_named date, happened_first date, happened_last date, happened_at time, knew_kind text, knew_named date, knew_first date,
    knew_last date, recorded_on date, kind text, event text, source text, place text, reference text, child_seen text, child_heard text, child_voice text,
    response text, analysis text, good_practice boolean, themes text[], facts jsonb, person_ids bigint[], row_digest text),
    (select access.now() as at, access.principal_id() as by offset 0) w
  on conflict (partnership_id, part_id, row_digest) do nothing;
  get diagnostics added = row_count;
  return added;
end $$;
comment on function app.import_chronology(bigint, bigint, jsonb) is 'Adds the rows of a spreadsheet to an open part for its agency, or on its behalf (chronology:contribute, chronology:record-for); says how many were new.';
-- A long chronology is worked out anew once for many changes: what waits in the queue is put off, and one piece at a time runs.
create function app.queue_chronology_marks(of_chronology bigint, after_seconds integer) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  here bigint := access.partnership();
begin
  if here is null then
    raise exception 'nobody is known to have asked for this job' using errcode = 'HE401';
  end if;
  perform graphile_worker.add_job(
    'chronology.mark',
    json_build_object('partnership', here, 'run', gen_random_uuid(), 'chronology', of_chronology),
    queue_name => 'chronology', run_at => now() + make_interval(secs => after_seconds), max_attempts => 10,
    job_key => format('chronology.mark:%s:%s', here, of_chronology));
end $$;
comment on function app.queue_chronology_marks(bigint, integer) is 'Has the marks of a chronology worked out by the job, in the caller''s transaction; asked for again before it has begun, it is done once.';
revoke execute on function app.queue_chronology_marks(bigint, integer), app.chronology_people(bigint), app.chronology_names(bigint, text), app.check_chronology_people(), app.import_chronology(bigint, bigint, jsonb) from public;
grant execute on function app.queue_chronology_marks(bigint, integer), app.chronology_people(bigint), app.chronology_names(bigint, text), app.import_chronology(bigint, bigint, jsonb) to heed_app;
