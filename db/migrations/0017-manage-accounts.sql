-- The own ways to sign in, and what administrators do with accounts. Nobody does any of the second to themselves.

set local role heed_priv;

create function access.ways_to_sign_in(of_principal bigint)
returns table (kind text, uid uuid, name text, added_at timestamptz, used_at timestamptz, backed_up boolean)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  if access.principal_id() is null or (of_principal <> access.principal_id() and not access.permitted('account:read')) then
    return;
  end if;
  return query
    select 'passkey', k.uid, k.name, k.added_at, k.used_at, k.backed_up
    from access.passkey k
    where k.partnership_id = access.partnership() and k.principal_id = of_principal and k.removed_at is null
    union all
    select 'code', a.uid, case when of_principal = access.principal_id() then a.sign_in_name end, a.added_at, a.used_at, null
    from access.authenticator a
    where a.partnership_id = access.partnership() and a.principal_id = of_principal and a.removed_at is null
    union all
    select 'provider', o.uid, v.name, o.added_at, o.used_at, null
    from access.outside_identity o
    join access.identity_provider v on v.partnership_id = o.partnership_id and v.id = o.provider_id
    where o.partnership_id = access.partnership() and o.principal_id = of_principal and o.removed_at is null and v.active
    order by 4, 2;
end $$;
comment on function access.ways_to_sign_in(bigint) is 'Ways to sign in of the caller, or of another with account:read; a sign-in name is for its owner only.';

create function access.own_credentials() returns table (credential_id bytea, transports text[])
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  return query
    select k.credential_id, k.transports from access.passkey k
    where k.partnership_id = access.partnership() and k.principal_id = access.principal_id() and k.removed_at is null;
end $$;
comment on function access.own_credentials() is 'Passkeys of the caller, so that a device is not asked twice.';

create function access.own_providers() returns table (uid uuid, name text)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  return query
    select distinct v.uid, v.name from access.outside_identity o
    join access.identity_provider v on v.partnership_id = o.partnership_id and v.id = o.provider_id
    where o.partnership_id = access.partnership() and o.principal_id = access.principal_id() and o.removed_at is null and v.active;
end $$;
comment on function access.own_providers() is 'Identity providers through which the caller can confirm that it is them.';

create function access.rename_passkey(passkey uuid, name text) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand_step_up();
  update access.passkey k set name = rename_passkey.name
  where k.partnership_id = access.partnership() and k.principal_id = access.principal_id() and k.uid = passkey and k.removed_at is null;
  return found;
end $$;
comment on function access.rename_passkey(uuid, text) is 'Renames an own passkey.';

create function access.remove_way(way uuid) returns text
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
  partnership bigint := access.partnership();
  me bigint := access.principal_id();
begin
  perform access.demand_step_up();
  -- Two removals at once must not leave the person without any.
  perform from access.principal p where p.partnership_id = partnership and p.id = me for update;
  if not exists (select from access.ways_to_sign_in(me) w where w.uid = way) then
    return 'missing';
  end if;
  if (select count(*) from access.ways_to_sign_in(me)) < 2 then
    return 'last';
  end if;
  update access.passkey k set removed_at = at, removed_by = me
  where k.partnership_id = partnership and k.principal_id = me and k.uid = way;
  update access.authenticator a set removed_at = at, removed_by = me
  where a.partnership_id = partnership and a.principal_id = me and a.uid = way;
  update access.outside_identity o set removed_at = at, removed_by = me
  where o.partnership_id = partnership and o.principal_id = me and o.uid = way;
  return 'removed';
end $$;
comment on function access.remove_way(uuid) is 'Removes an own way to sign in, never the last: removed, last, or missing.';

create function access.demand_other(principal bigint) returns void
language plpgsql stable set search_path = pg_catalog, access, pg_temp as $$
begin
  if access.is_self(principal) then
    raise exception 'nobody does this to their own account' using errcode = 'HE403';
  end if;
  if not exists (select from access.principal p where p.partnership_id = access.partnership() and p.id = principal and p.kind = 'person') then
    raise exception 'no such person' using errcode = 'HE404';
  end if;
end $$;
comment on function access.demand_other(bigint) is 'Stops unless this is another person of the own partnership.';

create function access.make_enrolment(principal bigint, code_digest bytea)
returns table (uid uuid, expires_at timestamptz, waits boolean)
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
declare
  at timestamptz := access.now();
begin
  perform access.demand('account:manage');
  perform access.demand_step_up();
  perform access.demand_other(principal);
  update access.enrolment e set withdrawn_at = at
  where e.partnership_id = access.partnership() and e.principal_id = principal and e.used_at is null and e.withdrawn_at is null;
  return query
    insert into access.enrolment as e (partnership_id, principal_id, code_digest, resets, created_at, created_by, expires_at)
    values (access.partnership(), principal, make_enrolment.code_digest,
            exists (select from access.ways_to_sign_in(principal)), at, access.principal_id(), at + interval '72 hours')
    returning e.uid, e.expires_at, e.resets;
end $$;
comment on function access.make_enrolment(bigint, bytea) is 'Makes a one-time link for another person; earlier ones die. Where the person can already sign in, it waits for a second administrator.';

create function access.agree_enrolment(enrolment uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  found_one record;
begin
  perform access.demand('account:manage');
  perform access.demand_step_up();
  select e.* into found_one from access.enrolment e
  where e.partnership_id = access.partnership() and e.uid = enrolment and e.resets and e.agreed_at is null
    and e.used_at is null and e.withdrawn_at is null and e.expires_at > access.now()
  for update;
  if found_one.id is null then
    return false;
  end if;
  if found_one.created_by = access.principal_id() or access.is_self(found_one.principal_id) then
    raise exception 'a second person agrees' using errcode = 'HE403';
  end if;
  update access.enrolment e set agreed_at = access.now(), agreed_by = access.principal_id()
  where e.partnership_id = found_one.partnership_id and e.id = found_one.id;
  return true;
end $$;
comment on function access.agree_enrolment(uuid) is 'The second administrator agrees that somebody who can sign in gets a new way.';

create function access.is_wide_role(role text) returns boolean
language sql stable as $$
  select exists (select from access.role_wide w where w.role = is_wide_role.role)
      or exists (select from access.role r where r.role = is_wide_role.role and (r.receives_partnership_shares or r.receives_agency_shares))
$$;
comment on function access.is_wide_role(text) is 'Whether a role alone opens cases, recommendations or shares.';

create function access.ask_for_role(principal bigint, role text, ends_at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand('role:give');
  perform access.demand_step_up();
  perform access.demand_other(principal);
  if exists (select from access.role_held h where h.partnership_id = access.partnership() and h.principal_id = principal
             and h.role = ask_for_role.role and h.valid && tstzrange(access.now(), ask_for_role.ends_at)) then
    return 'held';
  end if;
  if not access.is_wide_role(role) then
    perform access.give_role(principal, role, ends_at);
    return 'given';
  end if;
  insert into access.role_ask (partnership_id, principal_id, role, ends_at, asked_at, asked_by)
  values (access.partnership(), principal, ask_for_role.role, ask_for_role.ends_at, access.now(), access.principal_id())
  on conflict do nothing;
  return 'waits';
end $$;
comment on function access.ask_for_role(bigint, text, timestamptz) is 'Gives a role; one that opens cases or recommendations waits for a second administrator.';

create function access.settle_role(ask uuid, agree boolean) returns text
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  asked record;
begin
  perform access.demand('role:give');
  perform access.demand_step_up();
  select a.* into asked from access.role_ask a
  where a.partnership_id = access.partnership() and a.uid = ask and a.settled_at is null
  for update;
  if asked.id is null then
    return 'missing';
  end if;
  perform access.demand_other(asked.principal_id);
  if agree and asked.asked_by = access.principal_id() then
    raise exception 'a second person agrees' using errcode = 'HE403';
  end if;
  if agree then
    perform access.give_role(asked.principal_id, asked.role, asked.ends_at);
  end if;
  update access.role_ask a set settled_at = access.now(), settled_by = access.principal_id(), agreed = agree
  where a.partnership_id = asked.partnership_id and a.id = asked.id;
  return case when agree then 'given' else 'refused' end;
end $$;
comment on function access.settle_role(uuid, boolean) is 'The second administrator agrees to a role, or somebody takes the asking back.';

create function access.end_account(principal bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
  partnership bigint := access.partnership();
begin
  perform access.demand('account:manage');
  perform access.demand_step_up();
  perform access.demand_other(principal);
  update access.principal p set active = false, version = p.version + 1
  where p.partnership_id = partnership and p.id = principal and p.active;
  if not found then
    return false;
  end if;
  perform access.end_all_sessions(principal);
  update access.role_held h set valid = tstzrange(lower(h.valid), at), ended_by = access.principal_id()
  where h.partnership_id = partnership and h.principal_id = principal and h.valid @> at and lower(h.valid) < at;
  update access.acting a set valid = tstzrange(lower(a.valid), at), ended_by = access.principal_id()
  where a.partnership_id = partnership and a.principal_id = principal and a.valid @> at and lower(a.valid) < at;
  update access.enrolment e set withdrawn_at = at
  where e.partnership_id = partnership and e.principal_id = principal and e.used_at is null and e.withdrawn_at is null;
  update access.role_ask a set settled_at = at, settled_by = access.principal_id(), agreed = false
  where a.partnership_id = partnership and a.principal_id = principal and a.settled_at is null;
  return true;
end $$;
comment on function access.end_account(bigint) is 'Somebody leaves: sessions, roles, posts and links end at once.';

create function access.open_account(principal bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand('account:manage');
  perform access.demand_step_up();
  perform access.demand_other(principal);
  update access.principal p set active = true, version = p.version + 1
  where p.partnership_id = access.partnership() and p.id = principal and not p.active;
  if found then
    -- Whoever comes back proves again who they are: the old ways to sign in stay shut.
    update access.passkey k set removed_at = access.now(), removed_by = access.principal_id()
    where k.partnership_id = access.partnership() and k.principal_id = principal and k.removed_at is null;
    update access.authenticator a set removed_at = access.now(), removed_by = access.principal_id()
    where a.partnership_id = access.partnership() and a.principal_id = principal and a.removed_at is null;
    update access.outside_identity o set removed_at = access.now(), removed_by = access.principal_id()
    where o.partnership_id = access.partnership() and o.principal_id = principal and o.removed_at is null;
    return true;
  end if;
  return false;
end $$;
comment on function access.open_account(bigint) is 'Opens an ended account again, without roles and without a way to sign in.';

create function access.account_facts(of_principal bigint) returns table (sessions integer, seen_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  if not access.permitted('account:read') then
    return;
  end if;
  return query
    select (count(*) filter (where s.revoked_at is null and s.expires_at > access.now() and s.seen_at + s.idle_limit > access.now()))::integer,
      max(s.seen_at)
    from access.session s where s.partnership_id = access.partnership() and s.principal_id = of_principal;
end $$;
comment on function access.account_facts(bigint) is 'How many sessions an account has now, and when it was last used.';

create function access.add_identity_provider(name text, issuer text, client_id text, sealed_secret bytea, assurance integer, high_acr text[]) returns uuid
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
declare
  made uuid;
begin
  perform access.demand('setting:change');
  perform access.demand_step_up();
  insert into access.identity_provider (partnership_id, name, issuer, client_id, sealed_secret, assurance, high_acr, added_at, added_by)
  values (access.partnership(), add_identity_provider.name, add_identity_provider.issuer, add_identity_provider.client_id,
          add_identity_provider.sealed_secret, add_identity_provider.assurance, add_identity_provider.high_acr, access.now(), access.principal_id())
  on conflict (partnership_id, issuer, client_id) do nothing
  returning uid into made;
  return made;
end $$;
comment on function access.add_identity_provider(text, text, text, bytea, integer, text[]) is 'Adds an identity provider to the own partnership; null where it is there already.';

create function access.switch_identity_provider(provider uuid, is_on boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand('setting:change');
  perform access.demand_step_up();
  update access.identity_provider v set active = is_on where v.partnership_id = access.partnership() and v.uid = provider;
  return found;
end $$;
comment on function access.switch_identity_provider(uuid, boolean) is 'Offers an identity provider, or stops offering it.';

-- The operator at the command line adds the first administrator; heed_app may not.
create function access.operator_invites(partnership text, name text, role text, code_digest bytea)
returns table (principal_uid uuid, expires_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
declare
  home bigint := (select n.id from access.partnership n where n.slug = operator_invites.partnership);
  person record;
begin
  if home is null then
    raise exception 'there is no partnership with this name in addresses' using errcode = 'HE404';
  end if;
  insert into access.principal (partnership_id, kind, name) values (home, 'person', operator_invites.name)
  returning access.principal.id, access.principal.uid into person;
  insert into access.role_held (partnership_id, principal_id, role, valid)
  values (home, person.id, operator_invites.role, tstzrange(access.now(), null));
  insert into access.enrolment (partnership_id, principal_id, code_digest, resets, created_at, expires_at)
  values (home, person.id, operator_invites.code_digest, false, access.now(), access.now() + interval '72 hours');
  return query select person.uid, access.now() + interval '72 hours';
end $$;
comment on function access.operator_invites(text, text, text, bytea) is 'Adds a person with a role and a one-time link, from the command line.';

create policy own_partnership on access.enrolment for select to heed_app using (partnership_id = (select access.partnership()));
create policy own_partnership on access.role_ask for select to heed_app using (partnership_id = (select access.partnership()));
create policy own_partnership on access.identity_provider for select to heed_app using (partnership_id = (select access.partnership()));
grant select (partnership_id, uid, principal_id, resets, created_at, created_by, expires_at, agreed_at, agreed_by, used_at, used_for, withdrawn_at)
  on access.enrolment to heed_app;
grant select on access.role_ask to heed_app;
grant select (partnership_id, uid, name, issuer, client_id, assurance, high_acr, active, added_at) on access.identity_provider to heed_app;

grant execute on function
  access.ways_to_sign_in(bigint), access.own_credentials(), access.own_providers(), access.rename_passkey(uuid, text), access.remove_way(uuid),
  access.make_enrolment(bigint, bytea), access.agree_enrolment(uuid), access.ask_for_role(bigint, text, timestamptz),
  access.settle_role(uuid, boolean), access.end_account(bigint), access.open_account(bigint), access.account_facts(bigint),
  access.add_identity_provider(text, text, text, bytea, integer, text[]), access.switch_identity_provider(uuid, boolean)
  to heed_app;
