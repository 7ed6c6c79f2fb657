-- The ways in which people sign in: passkeys, authenticator codes, identity providers; and the links that let them set one up.
-- Some things are looked up before the partnership is known; each such unique says so.

set local role heed_priv;

create table access.enrolment (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  principal_id bigint not null,
  principal_kind text not null default 'person' check (principal_kind = 'person'),
  code_digest bytea not null unique check (length(code_digest) = 32),
  resets boolean not null,
  created_at timestamptz not null,
  created_by bigint,
  expires_at timestamptz not null,
  agreed_at timestamptz,
  agreed_by bigint,
  used_at timestamptz,
  used_for text check (used_for in ('passkey', 'code', 'provider')),
  withdrawn_at timestamptz,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, principal_id, principal_kind) references access.principal (partnership_id, id, kind),
  check (expires_at <= created_at + interval '72 hours'),
  check ((used_at is null) = (used_for is null)),
  check ((agreed_at is null) = (agreed_by is null)),
  check (agreed_by is null or (agreed_by <> created_by and agreed_by <> principal_id))
);
create index on access.enrolment (partnership_id, principal_id);
comment on table access.enrolment is 'One-time links with which a person sets up a way to sign in.';
comment on column access.enrolment.partnership_id is 'Partnership.';
comment on column access.enrolment.id is 'Inner key.';
comment on column access.enrolment.uid is 'Outer identity.';
comment on column access.enrolment.principal_id is 'Whom it lets in.';
comment on column access.enrolment.principal_kind is 'Always person; part of the foreign key.';
comment on column access.enrolment.code_digest is 'SHA-256 of the code in the link; unique over all partnerships because the code is looked up before the partnership is known.';
comment on column access.enrolment.resets is 'The person could already sign in when it was made, so a second administrator must agree.';
comment on column access.enrolment.created_at is 'When it was made.';
comment on column access.enrolment.created_by is 'Administrator who made it; none for the operator at the command line.';
comment on column access.enrolment.expires_at is 'It is dead from then, 72 hours after it was made at the latest.';
comment on column access.enrolment.agreed_at is 'When the second administrator agreed.';
comment on column access.enrolment.agreed_by is 'Second administrator: neither who made it nor whom it is for.';
comment on column access.enrolment.used_at is 'When it was used; it works once.';
comment on column access.enrolment.used_for is 'What was set up with it.';
comment on column access.enrolment.withdrawn_at is 'When a later link or the end of access killed it.';

create table access.passkey (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  principal_id bigint not null,
  credential_id bytea not null unique check (length(credential_id) between 16 and 1023),
  public_key bytea not null check (length(public_key) <= 4000),
  sign_count bigint not null check (sign_count >= 0),
  transports text[] not null default '{}',
  name text not null check (name <> '' and length(name) <= 60),
  backed_up boolean not null,
  added_at timestamptz not null,
  used_at timestamptz,
  removed_at timestamptz,
  removed_by bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id)
);
create index on access.passkey (partnership_id, principal_id);
comment on table access.passkey is 'Passkeys; only their public half is here.';
comment on column access.passkey.partnership_id is 'Partnership.';
comment on column access.passkey.id is 'Inner key.';
comment on column access.passkey.uid is 'Outer identity.';
comment on column access.passkey.principal_id is 'Whose.';
comment on column access.passkey.credential_id is 'Name that the device gave it; unique over all partnerships because it is looked up before the partnership is known.';
comment on column access.passkey.public_key is 'Public key in COSE form.';
comment on column access.passkey.sign_count is 'Uses as counted by the device; it must grow, or the key was copied.';
comment on column access.passkey.transports is 'How the device can be reached, as a hint for the browser.';
comment on column access.passkey.name is 'Name that the person gave it.';
comment on column access.passkey.backed_up is 'Whether the device keeps a copy elsewhere.';
comment on column access.passkey.added_at is 'When it was set up.';
comment on column access.passkey.used_at is 'When it was last used.';
comment on column access.passkey.removed_at is 'When it was removed; it opens nothing from then.';
comment on column access.passkey.removed_by is 'Who removed it.';

create table access.authenticator (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  principal_id bigint not null,
  sign_in_name text not null unique check (sign_in_name ~ '^[A-Z0-9]{4}-[A-Z0-9]{4}$'),
  sealed bytea not null check (length(sealed) <= 500),
  last_step bigint not null,
  failures integer not null default 0 check (failures >= 0),
  locked_until timestamptz,
  added_at timestamptz not null,
  used_at timestamptz,
  removed_at timestamptz,
  removed_by bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id)
);
create unique index authenticator_one on access.authenticator (partnership_id, principal_id) where removed_at is null;
comment on table access.authenticator is 'Authenticator apps, where passkeys cannot be had; one for each person.';
comment on column access.authenticator.partnership_id is 'Partnership.';
comment on column access.authenticator.id is 'Inner key.';
comment on column access.authenticator.uid is 'Outer identity.';
comment on column access.authenticator.principal_id is 'Whose.';
comment on column access.authenticator.sign_in_name is 'Random name that the person types beside the code; unique over all partnerships because it is looked up before the partnership is known.';
comment on column access.authenticator.sealed is 'The secret, encrypted with a key that is not in the database.';
comment on column access.authenticator.last_step is 'Time step of the last code that was accepted: the same code is refused.';
comment on column access.authenticator.failures is 'Wrong codes in a row.';
comment on column access.authenticator.locked_until is 'No code is looked at before then; each wrong one makes the wait longer.';
comment on column access.authenticator.added_at is 'When it was set up.';
comment on column access.authenticator.used_at is 'When it was last used.';
comment on column access.authenticator.removed_at is 'When it was removed.';
comment on column access.authenticator.removed_by is 'Who removed it.';

create table access.identity_provider (
  partnership_id bigint not null references access.partnership,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  name text not null check (name <> '' and length(name) <= 80),
  issuer text not null check (issuer ~ '^https?://' and length(issuer) <= 500),
  client_id text not null check (client_id <> '' and length(client_id) <= 200),
  sealed_secret bytea check (length(sealed_secret) <= 1000),
  assurance smallint not null check (assurance in (2, 3)),
  high_acr text[] not null default '{}',
  active boolean not null default true,
  added_at timestamptz not null,
  added_by bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  unique (partnership_id, issuer, client_id)
);
comment on table access.identity_provider is 'OpenID Connect providers through which people of a partnership sign in.';
comment on column access.identity_provider.partnership_id is 'Partnership.';
comment on column access.identity_provider.id is 'Inner key.';
comment on column access.identity_provider.uid is 'Outer identity; part of its return and logout addresses.';
comment on column access.identity_provider.name is 'Name on the button, usually of the organisation.';
comment on column access.identity_provider.issuer is 'Its issuer address, as it writes it in its tokens.';
comment on column access.identity_provider.client_id is 'Name of Heed there; must be in the audience of its tokens.';
comment on column access.identity_provider.sealed_secret is 'Secret of Heed there, encrypted with a key that is not in the database; none for a public client.';
comment on column access.identity_provider.assurance is 'How sure its ordinary sign-in is: 2 or 3.';
comment on column access.identity_provider.high_acr is 'Values of acr that make a sign-in as sure as a passkey.';
comment on column access.identity_provider.active is 'Whether it is offered.';
comment on column access.identity_provider.added_at is 'When it was added.';
comment on column access.identity_provider.added_by is 'Who added it; none for the operator at the command line.';

create table access.outside_identity (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  principal_id bigint not null,
  provider_id bigint not null,
  subject text not null check (subject <> '' and length(subject) <= 255),
  added_at timestamptz not null,
  used_at timestamptz,
  removed_at timestamptz,
  removed_by bigint,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id),
  foreign key (partnership_id, provider_id) references access.identity_provider (partnership_id, id)
);
create unique index outside_identity_one on access.outside_identity (partnership_id, provider_id, subject) where removed_at is null;
create index on access.outside_identity (partnership_id, principal_id);
comment on table access.outside_identity is 'Who somebody is at an identity provider: issuer and subject, never a mail address (ASVS 5.0 6.8.1).';
comment on column access.outside_identity.partnership_id is 'Partnership.';
comment on column access.outside_identity.id is 'Inner key.';
comment on column access.outside_identity.uid is 'Outer identity.';
comment on column access.outside_identity.principal_id is 'Person here.';
comment on column access.outside_identity.provider_id is 'Provider.';
comment on column access.outside_identity.subject is 'Subject there.';
comment on column access.outside_identity.added_at is 'When it was tied.';
comment on column access.outside_identity.used_at is 'When it was last used.';
comment on column access.outside_identity.removed_at is 'When it was cut.';
comment on column access.outside_identity.removed_by is 'Who cut it.';

create table access.outside_session (
  partnership_id bigint not null,
  session_id bigint not null,
  provider_id bigint not null,
  subject text not null,
  sid text,
  primary key (partnership_id, session_id),
  foreign key (partnership_id, session_id) references access.session (partnership_id, id),
  foreign key (partnership_id, provider_id) references access.identity_provider (partnership_id, id)
);
create index on access.outside_session (partnership_id, provider_id, subject);
comment on table access.outside_session is 'Sessions that began at an identity provider, so that its logout ends them.';
comment on column access.outside_session.partnership_id is 'Partnership.';
comment on column access.outside_session.session_id is 'Session here.';
comment on column access.outside_session.provider_id is 'Provider.';
comment on column access.outside_session.subject is 'Subject there.';
comment on column access.outside_session.sid is 'Session there, where the provider names it.';

create table access.sign_in_flow (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  provider_id bigint not null,
  purpose text not null check (purpose in ('sign-in', 'enrol', 'confirm')),
  principal_id bigint,
  enrolment_id bigint,
  state_digest bytea not null unique check (length(state_digest) = 32),
  browser_digest bytea not null check (length(browser_digest) = 32),
  sealed bytea not null check (length(sealed) <= 1000),
  shared boolean not null,
  goes_to text not null check (goes_to like '/%' and length(goes_to) <= 1000),
  agent text not null default '' check (length(agent) <= 200),
  started_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, provider_id) references access.identity_provider (partnership_id, id),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id),
  foreign key (partnership_id, enrolment_id) references access.enrolment (partnership_id, id),
  check ((purpose = 'confirm') = (principal_id is not null)),
  check ((purpose = 'enrol') = (enrolment_id is not null))
);
create index on access.sign_in_flow (expires_at);
comment on table access.sign_in_flow is 'Sign-ins that are on their way through an identity provider; each is for one browser, once, for ten minutes.';
comment on column access.sign_in_flow.partnership_id is 'Partnership.';
comment on column access.sign_in_flow.id is 'Inner key.';
comment on column access.sign_in_flow.uid is 'Outer identity.';
comment on column access.sign_in_flow.provider_id is 'Provider.';
comment on column access.sign_in_flow.purpose is 'To sign in, to set up this way of signing in, or to confirm that it is oneself.';
comment on column access.sign_in_flow.principal_id is 'Who confirms.';
comment on column access.sign_in_flow.enrolment_id is 'The link that this way is set up with.';
comment on column access.sign_in_flow.state_digest is 'SHA-256 of the state; unique over all partnerships because it is looked up before the partnership is known.';
comment on column access.sign_in_flow.browser_digest is 'SHA-256 of the token in the browser that began it: another browser cannot end it.';
comment on column access.sign_in_flow.sealed is 'Code verifier and nonce, encrypted with a key that is not in the database.';
comment on column access.sign_in_flow.shared is 'The person said that the computer is shared.';
comment on column access.sign_in_flow.goes_to is 'Page of our own to go to afterwards.';
comment on column access.sign_in_flow.agent is 'What the person would know the device by.';
comment on column access.sign_in_flow.started_at is 'When it began.';
comment on column access.sign_in_flow.expires_at is 'It is dead from then.';
comment on column access.sign_in_flow.used_at is 'When it came back; it works once.';

create table access.used_once (
  digest bytea primary key check (length(digest) = 32),
  expires_at timestamptz not null
);
create index on access.used_once (expires_at);
comment on table access.used_once is 'Challenges and logout tokens that were taken; kept until they would be dead anyway. They are taken before any partnership is known.';
comment on column access.used_once.digest is 'SHA-256 of what was taken.';
comment on column access.used_once.expires_at is 'When it may be forgotten.';

create table access.role_ask (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  principal_id bigint not null,
  role text not null references access.role,
  ends_at timestamptz,
  asked_at timestamptz not null,
  asked_by bigint not null,
  settled_at timestamptz,
  settled_by bigint,
  agreed boolean,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id),
  foreign key (partnership_id, asked_by) references access.principal (partnership_id, id),
  check ((settled_at is null) = (agreed is null) and (settled_at is null) = (settled_by is null)),
  check (agreed is not true or (settled_by <> asked_by and settled_by <> principal_id)),
  check (asked_by <> principal_id)
);
create unique index role_ask_open on access.role_ask (partnership_id, principal_id, role) where settled_at is null;
comment on table access.role_ask is 'Roles that reach cases or recommendations widely wait here for a second administrator (security.md 2.2, duty separation).';
comment on column access.role_ask.partnership_id is 'Partnership.';
comment on column access.role_ask.id is 'Inner key.';
comment on column access.role_ask.uid is 'Outer identity.';
comment on column access.role_ask.principal_id is 'Who is to hold it.';
comment on column access.role_ask.role is 'Role.';
comment on column access.role_ask.ends_at is 'When it is to end, if it is.';
comment on column access.role_ask.asked_at is 'When it was asked for.';
comment on column access.role_ask.asked_by is 'Administrator who asked.';
comment on column access.role_ask.settled_at is 'When it was agreed to, refused or taken back.';
comment on column access.role_ask.settled_by is 'Who did.';
comment on column access.role_ask.agreed is 'Whether it was agreed to.';

do $$
declare
  name text;
begin
  foreach name in array array['enrolment', 'passkey', 'authenticator', 'identity_provider', 'outside_identity',
                              'outside_session', 'sign_in_flow', 'used_once', 'role_ask'] loop
    execute format('alter table access.%I enable row level security', name);
    execute format('alter table access.%I force row level security', name);
    execute format('create policy decides on access.%I to heed_priv using (true) with check (true)', name);
  end loop;
end $$;

-- The kind of an installation is decided once: a sample never becomes real, and what is real never shows the sample sign-in.
create function access.refuse_other_kind() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.kind = old.kind and new.uid = old.uid then
    return new;
  end if;
  raise exception 'what kind of installation this is was decided when its database was made' using errcode = 'HE403';
end $$;
comment on function access.refuse_other_kind() is 'Stops every change of the kind or the identity of an installation, also by its owner.';
create trigger kind_stays before update or delete on access.installation
  for each row execute function access.refuse_other_kind();
create trigger kind_stays_whole before truncate on access.installation
  for each statement execute function access.refuse_other_kind();
