-- The values that the publication gate looks for are handed to the checking process alone: a session and a permission are not
-- enough, the caller must also know what lies outside the database.
set local role heed_priv;

alter table access.installation add column gate_digest bytea check (length(gate_digest) = 32);
comment on column access.installation.gate_digest is 'SHA-256 of the secret that the publication gate holds outside the database; without it no value of a vault is given to the gate.';

create function access.demand_gate_secret(secret text) returns void
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  if (select i.gate_digest from access.installation i) is distinct from sha256(convert_to(secret, 'UTF8')) then
    raise exception 'only the gate is given values' using errcode = 'HE403';
  end if;
end $$;
comment on function access.demand_gate_secret(text) is 'Stops unless the caller knows what only the publication gate holds; stops everybody while the installation has no such secret.';
revoke execute on function access.demand_gate_secret(text) from public;
grant execute on function access.demand_gate_secret(text) to heed_owner;

set local role heed_owner;
drop function app.gate_values(uuid);
create function app.gate_values(of_publication uuid, secret text)
returns table (entry_id bigint, kind text, value text)
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
#variable_conflict use_column
declare
  found record;
begin
  perform access.demand_gate_secret(coalesce(secret, ''));
  select p.id, p.scope_id, p.case_scope_id into found from app.publication p where p.uid = of_publication;
  perform access.demand_for(array['publication:prepare', 'publication:approve', 'publication:answer-question'], false, found.scope_id);
  -- The case that the row names, the one above the scope, and every case that a review looks at together with it.
  return query
    select v.id, v.kind, v.value
    from app.vault_entry v
    where v.scope_id in (
      select found.case_scope_id
      union
      select access.parent_of(found.scope_id)
      union
      select other.scope_id
      from app.review_case mine
      join app.review_case other on other.partnership_id = mine.partnership_id and other.review_id = mine.review_id
      where mine.scope_id = found.case_scope_id)
    order by v.id;
end $$;
comment on function app.gate_values(uuid, text) is 'Every value, ended ones too, in the vaults of the cases of one publication, for the gate: only for the process that knows its secret, acting for somebody who prepares, approves or answers, and for a publication that they can see.';
revoke execute on function app.gate_values(uuid, text) from public;
grant execute on function app.gate_values(uuid, text) to heed_app;
