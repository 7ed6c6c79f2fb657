-- What is sealed and for whom it opens, what is shared with whom, and what others share: for the pages about them.
set local role heed_priv;

create function access.seal_grants_on(scope bigint)
returns table (uid uuid, id bigint, principal_id bigint, principal_name text, agency_id bigint, ends timestamptz, reason text, granted_by text)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  if access.read_clearance(seal_grants_on.scope) is null or not access.permitted('seal:set') then
    return;
  end if;
  return query
    select g.uid, g.id, g.principal_id, p.name, p.agency_id, upper(g.valid), g.reason, giver.name
    from access.seal_grant g
    join access.principal p on p.partnership_id = g.partnership_id and p.id = g.principal_id
    left join access.principal giver on giver.partnership_id = g.partnership_id and giver.id = g.granted_by
    where g.partnership_id = access.partnership() and g.scope_id = seal_grants_on.scope and g.valid @> access.now()
    order by lower(p.name), g.id;
end $$;
comment on function access.seal_grants_on(bigint) is 'For whom a sealed scope opens now, for those who may name them.';

create function access.release_words_on(scope bigint)
returns table (principal_id bigint, name text, agency_id bigint, reason text, given_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  if access.read_clearance(release_words_on.scope) is null or not access.permitted('seal:set') then
    return;
  end if;
  return query
    select a.principal_id, p.name, a.agency_id, a.reason, a.given_at
    from access.agreement a
    join access.principal p on p.partnership_id = a.partnership_id and p.id = a.principal_id
    where a.partnership_id = access.partnership() and a.act = 'release-seal' and a.subject_id = release_words_on.scope
      and a.subject_version = (
        select count(*) from access.seal_grant g
        where g.partnership_id = a.partnership_id and g.scope_id = a.subject_id and g.principal_id = g.granted_by)
    order by a.id;
end $$;
comment on function access.release_words_on(bigint) is 'The words given so far for releasing the seal as it stands.';

create function access.shares_on(scope bigint)
returns table (uid uuid, id bigint, partnership text, agency_id bigint, clearance smallint, starts timestamptz, ends timestamptz,
               purpose text, basis text, shared_by text, ended_by text)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  if access.read_clearance(shares_on.scope) is null or not access.permitted('share:give') then
    return;
  end if;
  return query
    select h.uid, h.id, n.name, h.to_agency_id, h.clearance, lower(h.valid), upper(h.valid), h.purpose, h.basis, giver.name, ender.name
    from access.share h
    left join access.partnership n on n.id = h.to_partnership_id
    left join access.principal giver on giver.partnership_id = h.partnership_id and giver.id = h.shared_by
    left join access.principal ender on ender.partnership_id = h.partnership_id and ender.id = h.ended_by
    where h.partnership_id = access.partnership() and h.scope_id = shares_on.scope
    order by upper(h.valid) desc, h.id desc;
end $$;
comment on function access.shares_on(bigint) is 'With whom a scope is and was shared, for those who share.';

create function access.shares_received()
returns table (uid uuid, scope_id bigint, scope_uid uuid, scope_kind text, reference text, partnership text, clearance smallint,
               ends timestamptz, purpose text, basis text)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  return query
    select h.uid, s.id, s.uid, s.kind, s.reference, n.name, h.clearance, upper(h.valid), h.purpose, h.basis
    from access.share h
    join access.scope s on s.partnership_id = h.partnership_id and s.id = h.scope_id
    join access.partnership n on n.id = h.partnership_id
    where h.to_partnership_id = access.partnership() and h.valid @> access.now() and access.read_clearance(s.id) is not null
    order by upper(h.valid), h.id;
end $$;
comment on function access.shares_received() is 'What other partnerships share with the caller''s now; nothing that is closed to the caller.';

grant execute on function access.seal_grants_on(bigint), access.release_words_on(bigint), access.shares_on(bigint),
  access.shares_received() to heed_app;
