-- Emergency access by the neutral reference of a case; its uses for those who review them and for those who answer for the case.
set local role heed_priv;

create function access.use_emergency_access_on(reference text, reason_code text, reason text)
returns table (id bigint, refusal text)
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  -- A reference that nobody has is asked for like any other, so that the answers do not differ.
  return query
    select u.id, u.refusal
    from access.use_emergency_access(
      (select s.uid from access.scope s
       where s.partnership_id = access.partnership() and s.kind = 'case' and s.reference = use_emergency_access_on.reference),
      use_emergency_access_on.reason_code, use_emergency_access_on.reason) u;
end $$;
comment on function access.use_emergency_access_on(text, text, text) is 'Emergency access to the case with this neutral reference; sealed, conflicted and absent are answered alike.';

drop function access.list_emergency_access();
create function access.list_emergency_access()
returns table (id bigint, uid uuid, scope_uid uuid, principal_id bigint, principal_name text, used_at timestamptz, ends_at timestamptz,
               reason_code text, reason text, reviewed_at timestamptz, verdict text,
               scope_id bigint, scope_kind text, reference text, agency_id bigint, reviewed_by text, note text,
               own boolean, to_review boolean, answers_for boolean)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
declare
  at timestamptz := access.now();
  reviews boolean := access.permitted('emergency-access:review');
  traces boolean := access.permitted('case:trace');
begin
  return query
    select * from (
      select e.id, e.uid, s.uid as scope_uid, e.principal_id, p.name, e.used_at, upper(e.valid), e.reason_code, e.reason, e.reviewed_at, e.verdict,
        s.id as scope_id, s.kind, s.reference, p.agency_id, reviewer.name as reviewed_by, e.note,
        e.principal_id = m.principal_id as own,
        reviews and e.principal_id <> m.principal_id
          and e.scope_id not in (select c from access.conflicted_to(m.partnership_id, m.selves, at) c) as to_review,
        traces and e.principal_id <> m.principal_id and access.write_clearance(e.scope_id, s.kind) is not null as answers_for
      from access.me(at) m
      join access.emergency_access e on e.partnership_id = m.partnership_id
      join access.scope s on s.partnership_id = e.partnership_id and s.id = e.scope_id
      join access.principal p on p.partnership_id = e.partnership_id and p.id = e.principal_id
      left join access.principal reviewer on reviewer.partnership_id = e.partnership_id and reviewer.id = e.reviewed_by
    ) told
    where told.own or told.to_review or told.answers_for
    order by told.used_at desc, told.id desc;
end $$;
comment on function access.list_emergency_access() is 'Uses of emergency access: the own, all for those who review them, and those of a case for whoever answers for it; no content.';

create function access.running_emergency_access()
returns table (reference text, scope_kind text, ends_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
declare
  at timestamptz := access.now();
begin
  return query
    select s.reference, s.kind, upper(e.valid)
    from access.me(at) m
    join access.emergency_access e on e.partnership_id = m.partnership_id and e.principal_id = m.principal_id and e.valid @> at
    join access.scope s on s.partnership_id = e.partnership_id and s.id = e.scope_id
    order by upper(e.valid), e.id;
end $$;
comment on function access.running_emergency_access() is 'The caller''s emergency access that runs now, for the banner on every page.';

grant execute on function access.use_emergency_access_on(text, text, text), access.list_emergency_access(),
  access.running_emergency_access() to heed_app;
