-- Where the caller's own session began, so that signing out can end the session there too.
set local role heed_priv;

create function access.own_outside_session() returns table (provider uuid, subject text)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  return query
    select v.uid, o.subject
    from access.outside_session o
    join access.identity_provider v on v.partnership_id = o.partnership_id and v.id = o.provider_id
    where o.partnership_id = access.partnership() and o.session_id = access.session_id();
end $$;
comment on function access.own_outside_session() is 'The identity provider at which the caller''s own session began, and who the caller is there; nothing for any other session.';
revoke execute on function access.own_outside_session() from public;
grant execute on function access.own_outside_session() to heed_app;
