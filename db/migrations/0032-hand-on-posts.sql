-- When a post moves to another body, what was open to it is open to the post that takes over, and no longer to it.
set local role heed_priv;

create function access.hand_on_grants(from_post bigint, to_post bigint) returns integer
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
  moved integer;
begin
  perform access.demand('organisation:manage');
  if (select count(*) from access.principal p
      where p.partnership_id = access.partnership() and p.id in (from_post, to_post) and p.kind = 'post') <> 2 then
    raise exception 'no such posts' using errcode = 'HE404';
  end if;
  insert into access.scope_grant
    (partnership_id, scope_id, principal_id, clearance, may_write, valid, path, reason, granted_at, granted_by)
  select g.partnership_id, g.scope_id, to_post, g.clearance, g.may_write, tstzrange(at, upper(g.valid)), g.path,
    'taken over with the post', at, access.principal_id()
  from access.scope_grant g
  where g.partnership_id = access.partnership() and g.principal_id = from_post and g.valid @> at;
  get diagnostics moved = row_count;
  update access.scope_grant g
  set valid = tstzrange(lower(g.valid), greatest(at, lower(g.valid) + interval '1 microsecond')),
      ended_at = at, ended_by = access.principal_id(), end_reason = 'the post moved to another body'
  where g.partnership_id = access.partnership() and g.principal_id = from_post and g.valid @> at;
  return moved;
end $$;
comment on function access.hand_on_grants(bigint, bigint) is 'Hands every open grant of a post on to the post that takes over from it (organisation:manage).';
revoke execute on function access.hand_on_grants(bigint, bigint) from public;
grant execute on function access.hand_on_grants(bigint, bigint) to heed_app;
