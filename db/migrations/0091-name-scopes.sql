-- The neutral references of cases and recommendations stand beside their scopes.
set local role heed_owner;
create function app.name_scope() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  perform access.name_scope(new.scope_id, new.reference);
  return null;
end $$;
comment on function app.name_scope() is 'Keeps the neutral reference of a record beside its scope.';
create trigger name_scope after insert or update of reference on app.serious_case for each row execute function app.name_scope();
create trigger name_scope after insert or update of reference on app.recommendation for each row execute function app.name_scope();

-- The records that are there already; the migrating role reads past row security.
reset role;
update access.scope s set reference = c.reference from app.serious_case c where c.partnership_id = s.partnership_id and c.scope_id = s.id;
update access.scope s set reference = r.reference from app.recommendation r where r.partnership_id = s.partnership_id and r.scope_id = s.id;
