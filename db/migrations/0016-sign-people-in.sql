-- What the sign-in code may ask and do before it is known who is there. Each function that could be misused to become
-- somebody wants the secret that only the sign-in code holds (access.demand_sign_in_secret).

set local role heed_priv;

create function access.installation_kind() returns text
language sql stable security definer set search_path = pg_catalog, access, pg_temp as $$
  select i.kind from access.installation i
$$;
comment on function access.installation_kind() is 'real, sample or test; null before the installation is founded, which counts as real.';

create function access.sample_people()
returns table (partnership_name text, principal_uid uuid, name text, agency_id bigint, roles text[], posts text[])
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
declare
  at timestamptz := access.now();
begin
  if coalesce(access.installation_kind(), 'real') not in ('sample', 'test') then
    return;
  end if;
  return query
    select n.name, p.uid, p.name, p.agency_id,
      array(
        select distinct r.title from access.role_held h join access.role r on r.role = h.role
        where h.partnership_id = p.partnership_id and h.valid @> at
          and (h.principal_id = p.id or h.principal_id in (
            select a.as_principal_id from access.acting a
            where a.partnership_id = p.partnership_id and a.principal_id = p.id and a.valid @> at))
        order by 1),
      array(
        select post.name from access.acting a
        join access.principal post on post.partnership_id = a.partnership_id and post.id = a.as_principal_id
        where a.partnership_id = p.partnership_id and a.principal_id = p.id and a.valid @> at
        order by 1)
    from access.principal p
    join access.partnership n on n.id = p.partnership_id
    where p.kind = 'person' and p.active
    order by n.id, p.id
    limit 60;
end $$;
comment on function access.sample_people() is 'The first sixty invented people, for the one-click sign-in; nobody where the database holds real data.';

create function access.start_sample_session(who uuid, token_digest bytea, agent text, secret text) returns uuid
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  person record;
begin
  if coalesce(access.installation_kind(), 'real') not in ('sample', 'test') then
    raise exception 'a database with real data has no sample sign-in' using errcode = 'HE404';
  end if;
  select p.partnership_id, p.id into person from access.principal p where p.uid = who and p.kind = 'person' and p.active;
  if person.id is null then
    raise exception 'no such person' using errcode = 'HE404';
  end if;
  return access.start_session(person.partnership_id, person.id, start_sample_session.token_digest, 3, agent => start_sample_session.agent,
                              secret => start_sample_session.secret);
end $$;
comment on function access.start_sample_session(uuid, bytea, text, text) is 'Signs in as an invented person, where the database was made as a sample or a test.';

create function access.rotate_session(new_digest bytea, assurance integer, secret text) returns void
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  mine bigint := access.session_id();
begin
  perform access.step_up(rotate_session.assurance, secret);
  update access.session s set token_digest = new_digest where s.partnership_id = access.partnership() and s.id = mine;
end $$;
comment on function access.rotate_session(bytea, integer, text) is 'Notes that the person confirmed that it is them, and gives the session another token.';

create function access.take_once(digest bytea, expires_at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  delete from access.used_once u where u.expires_at < access.now() - interval '1 day';
  insert into access.used_once (digest, expires_at) values (take_once.digest, take_once.expires_at) on conflict do nothing;
  return found;
end $$;
comment on function access.take_once(bytea, timestamptz) is 'Whether this challenge or logout token comes for the first time.';

create function access.passkey_for(credential bytea, secret text)
returns table (uid uuid, partnership_id bigint, principal_id bigint, principal_uid uuid, public_key bytea, sign_count bigint, transports text[])
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  perform access.demand_sign_in_secret(secret);
  return query
    select k.uid, k.partnership_id, k.principal_id, p.uid, k.public_key, k.sign_count, k.transports
    from access.passkey k
    join access.principal p on p.partnership_id = k.partnership_id and p.id = k.principal_id and p.active
    where k.credential_id = credential and k.removed_at is null
    for update of k;
end $$;
comment on function access.passkey_for(bytea, text) is 'The passkey that a device names, with whose it is.';

create function access.note_passkey_use(passkey uuid, sign_count bigint, backed_up boolean, secret text) returns void
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand_sign_in_secret(secret);
  update access.passkey k
  set sign_count = note_passkey_use.sign_count, backed_up = note_passkey_use.backed_up, used_at = access.now()
  where k.uid = passkey;
end $$;
comment on function access.note_passkey_use(uuid, bigint, boolean, text) is 'Notes that a passkey was used.';

create function access.add_passkey(
  partnership bigint, principal bigint, credential bytea, public_key bytea, sign_count bigint, transports text[], name text, backed_up boolean, secret text
) returns uuid
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  made uuid;
begin
  perform access.demand_sign_in_secret(secret);
  insert into access.passkey (partnership_id, principal_id, credential_id, public_key, sign_count, transports, name, backed_up, added_at)
  values (partnership, principal, credential, add_passkey.public_key, add_passkey.sign_count, add_passkey.transports, add_passkey.name,
          add_passkey.backed_up, access.now())
  on conflict (credential_id) do nothing
  returning uid into made;
  return made;
end $$;
comment on function access.add_passkey(bigint, bigint, bytea, bytea, bigint, text[], text, boolean, text) is 'Keeps a passkey; null where this one is kept already.';

create function access.authenticator_for(sign_in_name text, secret text)
returns table (id bigint, partnership_id bigint, principal_id bigint, principal_uid uuid, sealed bytea, last_step bigint, failures integer, locked_until timestamptz)
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  perform access.demand_sign_in_secret(secret);
  return query
    select a.id, a.partnership_id, a.principal_id, p.uid, a.sealed, a.last_step, a.failures, a.locked_until
    from access.authenticator a
    join access.principal p on p.partnership_id = a.partnership_id and p.id = a.principal_id and p.active
    where a.removed_at is null
      and case when authenticator_for.sign_in_name is null
          then a.partnership_id = access.partnership() and a.principal_id = access.principal_id()
          else a.sign_in_name = authenticator_for.sign_in_name end
    for update of a;
end $$;
comment on function access.authenticator_for(text, text) is 'The authenticator of this sign-in name, or of the caller where no name is given.';

create function access.note_code_attempt(partnership bigint, authenticator bigint, failures integer, locked_until timestamptz, secret text) returns void
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand_sign_in_secret(secret);
  update access.authenticator a set failures = note_code_attempt.failures, locked_until = note_code_attempt.locked_until
  where a.partnership_id = partnership and a.id = authenticator;
end $$;
comment on function access.note_code_attempt(bigint, bigint, integer, timestamptz, text) is 'Counts an attempt before its code is looked at, so that no crash and no second request makes it free.';

create function access.note_code_use(partnership bigint, authenticator bigint, step bigint, secret text) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand_sign_in_secret(secret);
  update access.authenticator a set last_step = step, failures = 0, locked_until = null, used_at = access.now()
  where a.partnership_id = partnership and a.id = authenticator and a.last_step < step;
  return found;
end $$;
comment on function access.note_code_use(bigint, bigint, bigint, text) is 'Takes a right code; false where it, or a later one, was taken before.';

create function access.add_authenticator(partnership bigint, principal bigint, sign_in_name text, sealed bytea, step bigint, secret text) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand_sign_in_secret(secret);
  update access.authenticator a set removed_at = access.now(), removed_by = principal
  where a.partnership_id = partnership and a.principal_id = principal and a.removed_at is null;
  insert into access.authenticator (partnership_id, principal_id, sign_in_name, sealed, last_step, added_at)
  values (partnership, principal, add_authenticator.sign_in_name, add_authenticator.sealed, step, access.now())
  on conflict do nothing;
  return found;
end $$;
comment on function access.add_authenticator(bigint, bigint, text, bytea, bigint, text) is 'Keeps an authenticator in the place of an earlier one.';

create function access.enrolment_for(code_digest bytea, secret text)
returns table (uid uuid, partnership_id bigint, partnership_name text, principal_id bigint, principal_uid uuid, name text, state text, expires_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  perform access.demand_sign_in_secret(secret);
  return query
    select e.uid, e.partnership_id, n.name, e.principal_id, p.uid, p.name,
      case when e.withdrawn_at is not null or not p.active then 'withdrawn'
           when e.used_at is not null then 'used'
           when e.expires_at <= access.now() then 'over'
           when e.resets and e.agreed_at is null then 'waits'
           else 'open' end,
      e.expires_at
    from access.enrolment e
    join access.principal p on p.partnership_id = e.partnership_id and p.id = e.principal_id
    join access.partnership n on n.id = e.partnership_id
    where e.code_digest = enrolment_for.code_digest;
end $$;
comment on function access.enrolment_for(bytea, text) is 'Whom a one-time link lets in, and whether it still does.';

create function access.use_enrolment(enrolment uuid, used_for text, secret text) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand_sign_in_secret(secret);
  update access.enrolment e set used_at = access.now(), used_for = use_enrolment.used_for
  where e.uid = enrolment and e.used_at is null and e.withdrawn_at is null and e.expires_at > access.now()
    and (not e.resets or e.agreed_at is not null);
  return found;
end $$;
comment on function access.use_enrolment(uuid, text, text) is 'Uses up a one-time link; false where it is dead.';

create function access.sign_in_providers() returns table (uid uuid, name text, partnership_name text)
language sql stable security definer set search_path = pg_catalog, access, pg_temp as $$
  select v.uid, v.name, n.name
  from access.identity_provider v join access.partnership n on n.id = v.partnership_id
  where v.active
  order by v.name, n.name
$$;
comment on function access.sign_in_providers() is 'Organisations through which one can sign in, for the sign-in page.';

create function access.provider_for(provider uuid, secret text)
returns table (uid uuid, partnership_id bigint, id bigint, name text, issuer text, client_id text, sealed_secret bytea, assurance smallint, high_acr text[])
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  perform access.demand_sign_in_secret(secret);
  return query
    select v.uid, v.partnership_id, v.id, v.name, v.issuer, v.client_id, v.sealed_secret, v.assurance, v.high_acr
    from access.identity_provider v where v.uid = provider and v.active;
end $$;
comment on function access.provider_for(uuid, text) is 'How to reach an identity provider.';

create function access.start_flow(
  provider uuid, purpose text, enrolment uuid, state_digest bytea, browser_digest bytea, sealed bytea, shared boolean, goes_to text, agent text, secret text
) returns void
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
begin
  perform access.demand_sign_in_secret(secret);
  delete from access.sign_in_flow f where f.expires_at < at - interval '1 day';
  insert into access.sign_in_flow (partnership_id, provider_id, purpose, principal_id, enrolment_id, state_digest, browser_digest, sealed,
                                   shared, goes_to, agent, started_at, expires_at)
  select v.partnership_id, v.id, start_flow.purpose,
    case start_flow.purpose when 'confirm' then access.principal_id() end,
    (select e.id from access.enrolment e where e.partnership_id = v.partnership_id and e.uid = start_flow.enrolment),
    start_flow.state_digest, coalesce(start_flow.browser_digest, sha256(convert_to(current_setting('heed.session'), 'UTF8'))),
    start_flow.sealed, start_flow.shared, start_flow.goes_to,
    left(start_flow.agent, 200), at, at + interval '10 minutes'
  from access.identity_provider v where v.uid = provider and v.active
    and (start_flow.purpose <> 'confirm' or v.partnership_id = access.partnership())
    and (start_flow.purpose <> 'enrol' or exists (
      select from access.enrolment e where e.partnership_id = v.partnership_id and e.uid = start_flow.enrolment));
  if not found then
    raise exception 'no such provider' using errcode = 'HE404';
  end if;
end $$;
comment on function access.start_flow(uuid, text, uuid, bytea, bytea, bytea, boolean, text, text, text) is 'Begins a sign-in through an identity provider, for one browser.';

create function access.take_flow(state_digest bytea, secret text)
returns table (provider_uid uuid, purpose text, principal_id bigint, enrolment_uid uuid, sealed bytea, shared boolean, goes_to text, agent text)
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  perform access.demand_sign_in_secret(secret);
  return query
    with taken as (
      update access.sign_in_flow f set used_at = access.now()
      where f.state_digest = take_flow.state_digest and f.used_at is null and f.expires_at > access.now()
        and f.browser_digest = sha256(convert_to(nullif(current_setting('heed.session', true), ''), 'UTF8'))
      returning f.*)
    select v.uid, f.purpose, coalesce(f.principal_id, e.principal_id), e.uid, f.sealed, f.shared, f.goes_to, f.agent
    from taken f
    join access.identity_provider v on v.partnership_id = f.partnership_id and v.id = f.provider_id and v.active
    left join access.enrolment e on e.partnership_id = f.partnership_id and e.id = f.enrolment_id;
end $$;
comment on function access.take_flow(bytea, text) is 'Takes a sign-in that came back, if this browser began it; works once.';

create function access.identity_for(provider uuid, subject text, secret text)
returns table (uid uuid, partnership_id bigint, principal_id bigint, principal_uid uuid)
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  perform access.demand_sign_in_secret(secret);
  return query
    update access.outside_identity o set used_at = access.now()
    from access.identity_provider v, access.principal p
    where v.uid = provider and v.active and o.partnership_id = v.partnership_id and o.provider_id = v.id
      and o.subject = identity_for.subject and o.removed_at is null
      and p.partnership_id = o.partnership_id and p.id = o.principal_id and p.active
    returning o.uid, o.partnership_id, o.principal_id, p.uid;
end $$;
comment on function access.identity_for(uuid, text, text) is 'Who a subject of a provider is here.';

create function access.add_identity(provider uuid, principal bigint, subject text, secret text) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand_sign_in_secret(secret);
  insert into access.outside_identity (partnership_id, principal_id, provider_id, subject, added_at)
  select v.partnership_id, principal, v.id, add_identity.subject, access.now()
  from access.identity_provider v where v.uid = provider and v.active
  on conflict do nothing;
  return found;
end $$;
comment on function access.add_identity(uuid, bigint, text, text) is 'Ties a subject of a provider to a person; false where it is tied already.';

create function access.note_outside_session(session uuid, provider uuid, subject text, sid text, confirmed_at timestamptz, secret text) returns void
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand_sign_in_secret(secret);
  insert into access.outside_session (partnership_id, session_id, provider_id, subject, sid)
  select v.partnership_id, s.id, v.id, note_outside_session.subject, note_outside_session.sid
  from access.identity_provider v join access.session s on s.partnership_id = v.partnership_id and s.uid = session
  where v.uid = provider;
  -- The person may have signed in at the provider hours ago: only what the provider says counts as confirmed.
  update access.session s set stepped_up_at = least(confirmed_at, access.now()) where s.uid = session;
end $$;
comment on function access.note_outside_session(uuid, uuid, text, text, timestamptz, text) is 'Notes at which provider a session began, and when the person last showed there that it is them.';

create function access.end_outside_sessions(provider uuid, subject text, sid text, secret text) returns integer
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  ended integer;
begin
  perform access.demand_sign_in_secret(secret);
  update access.session s set revoked_at = access.now()
  from access.outside_session o join access.identity_provider v on v.partnership_id = o.partnership_id and v.id = o.provider_id
  where v.uid = provider and s.partnership_id = o.partnership_id and s.id = o.session_id and s.revoked_at is null
    and (end_outside_sessions.sid is not null or end_outside_sessions.subject is not null)
    and (end_outside_sessions.sid is null or o.sid = end_outside_sessions.sid)
    and (end_outside_sessions.subject is null or o.subject = end_outside_sessions.subject);
  get diagnostics ended = row_count;
  return ended;
end $$;
comment on function access.end_outside_sessions(uuid, text, text, text) is 'Ends the sessions that began at a provider for a subject, or for one session of that subject there.';

create function access.end_own_session() returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  mine uuid := (select s.uid from access.session s where s.partnership_id = access.partnership() and s.id = access.session_id());
begin
  return mine is not null and access.end_session(mine);
end $$;
comment on function access.end_own_session() is 'Ends the session of this transaction.';

grant execute on function
  access.installation_kind(), access.sample_people(), access.start_sample_session(uuid, bytea, text, text),
  access.rotate_session(bytea, integer, text), access.take_once(bytea, timestamptz), access.passkey_for(bytea, text),
  access.note_passkey_use(uuid, bigint, boolean, text),
  access.add_passkey(bigint, bigint, bytea, bytea, bigint, text[], text, boolean, text), access.authenticator_for(text, text),
  access.note_code_attempt(bigint, bigint, integer, timestamptz, text), access.note_code_use(bigint, bigint, bigint, text),
  access.add_authenticator(bigint, bigint, text, bytea, bigint, text), access.enrolment_for(bytea, text),
  access.use_enrolment(uuid, text, text), access.sign_in_providers(), access.provider_for(uuid, text),
  access.start_flow(uuid, text, uuid, bytea, bytea, bytea, boolean, text, text, text), access.take_flow(bytea, text),
  access.identity_for(uuid, text, text), access.add_identity(uuid, bigint, text, text),
  access.note_outside_session(uuid, uuid, text, text, timestamptz, text), access.end_outside_sessions(uuid, text, text, text),
  access.end_own_session()
  to heed_app;
