-- The outer identity of a scope, for the audit: only for a scope that the caller can read.
set local role heed_priv;
create function access.scope_uid(of_scope bigint) returns uuid
language sql stable security definer set search_path = pg_catalog, access, pg_temp as $$
  select s.uid from access.scope s
  where s.id = of_scope and access.read_clearance(of_scope) is not null
$$;
comment on function access.scope_uid(bigint) is 'The outer identity of a scope that the caller can read.';
revoke execute on function access.scope_uid(bigint) from public;
grant execute on function access.scope_uid(bigint) to heed_app;
