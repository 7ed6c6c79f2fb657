-- The neutral reference of a case or a recommendation beside its scope, so that those who settle conflicts, review emergency
-- access or read the audit know what they speak of without seeing it; and conflicts with who settled them, why, and who agreed.
set local role heed_priv;

alter table access.scope add column reference text check (length(reference) between 1 and 60);
comment on column access.scope.reference is 'Neutral reference of what it protects (year and serial), where that has one; never a name.';
create index on access.scope (partnership_id, reference) where reference is not null;

create function access.name_scope(scope bigint, reference text) returns void
language sql security definer set search_path = pg_catalog, access, pg_temp as $$
  update access.scope s set reference = name_scope.reference where s.id = scope and s.reference is distinct from name_scope.reference
$$;
comment on function access.name_scope(bigint, text) is 'Puts the neutral reference beside the scope; for the triggers of content tables alone.';
grant execute on function access.name_scope(bigint, text) to heed_owner;

alter table access.conflict add column settled_by bigint, add column settled_because text;
comment on column access.conflict.settled_by is 'Who settled it last, or gave the second word.';
comment on column access.conflict.settled_because is 'Why it was confirmed; the reasons for clearing stand with the words of agreement.';
alter table access.agreement add column until timestamptz;
comment on column access.agreement.until is 'Until when this person would clear the conflict; the earliest day counts.';

create or replace function access.settle_conflict(conflict bigint, verdict text, reason text, clear_until timestamptz default null) returns text
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  was record;
begin
  perform access.demand('conflict:settle');
  perform access.demand_step_up();
  select k.*, p.agency_id into was
  from access.conflict k
  join access.principal p on p.partnership_id = k.principal_partnership_id and p.id = k.principal_id
  where k.partnership_id = access.partnership() and k.id = settle_conflict.conflict and access.sees_conflict(k.id)
  for update of k;
  if was.id is null then
    raise exception 'no such conflict' using errcode = 'HE404';
  end if;
  if verdict = 'confirmed' then
    update access.conflict k
    set state = 'confirmed', settled_at = access.now(), settled_by = access.principal_id(), settled_because = settle_conflict.reason,
        cleared_until = null, version = k.version + 1
    where k.partnership_id = was.partnership_id and k.id = was.id;
    return 'confirmed';
  end if;
  if verdict is distinct from 'cleared' or clear_until is null or clear_until <= access.now() then
    raise exception 'confirmed, or cleared until a day to come' using errcode = 'HE422';
  end if;
  if access.agency() is not distinct from was.agency_id then
    raise exception 'only another agency clears a conflict' using errcode = 'HE403';
  end if;
  if access.agree('clear-conflict', was.id, was.version, settle_conflict.reason) then
    update access.conflict k
    set state = 'cleared', settled_at = access.now(), settled_by = access.principal_id(), settled_because = null, version = k.version + 1,
        cleared_until = (
          select least(clear_until, min(a.until)) from access.agreement a
          where a.partnership_id = was.partnership_id and a.act = 'clear-conflict' and a.subject_id = was.id and a.subject_version = was.version)
    where k.partnership_id = was.partnership_id and k.id = was.id;
    return 'cleared';
  end if;
  update access.agreement a set until = clear_until
  where a.partnership_id = was.partnership_id and a.act = 'clear-conflict' and a.subject_id = was.id and a.subject_version = was.version
    and a.principal_id = access.principal_id();
  return 'waits-for-second';
end $$;
comment on function access.settle_conflict(bigint, text, text, timestamptz) is 'Confirms a conflict, or clears it until the earlier of two days: two people of two agencies, neither that of the person concerned.';

drop function access.list_conflicts();
create function access.list_conflicts()
returns table (id bigint, uid uuid, scope_uid uuid, scope_kind text, principal_id bigint, principal_name text, agency_id bigint,
               kind text, state text, basis text, raised_at timestamptz, cleared_until timestamptz, version integer,
               reference text, raised_by text, settled_at timestamptz, settled_by text, settled_because text, words jsonb)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  if not access.permitted('conflict:settle') then
    return;
  end if;
  return query
    select k.id, k.uid, s.uid, s.kind, k.principal_id, p.name, p.agency_id, k.kind, k.state, k.basis, k.raised_at, k.cleared_until, k.version,
      s.reference, raiser.name, k.settled_at, settler.name, k.settled_because,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'principalId', a.principal_id, 'name', w.name, 'agencyId', a.agency_id, 'reason', a.reason, 'at', a.given_at, 'until', a.until)
          order by a.id), '[]')
       from access.agreement a
       join access.principal w on w.partnership_id = a.partnership_id and w.id = a.principal_id
       where a.partnership_id = k.partnership_id and a.act = 'clear-conflict' and a.subject_id = k.id
         and a.subject_version = case when k.state = 'cleared' then k.version - 1 else k.version end)
    from access.conflict k
    join access.scope s on s.partnership_id = k.partnership_id and s.id = k.scope_id
    join access.principal p on p.partnership_id = k.principal_partnership_id and p.id = k.principal_id
    left join access.principal raiser on raiser.partnership_id = k.partnership_id and raiser.id = k.raised_by
    left join access.principal settler on settler.partnership_id = k.partnership_id and settler.id = k.settled_by
    where k.partnership_id = access.partnership() and access.sees_conflict(k.id)
    order by k.raised_at desc, k.id desc;
end $$;
comment on function access.list_conflicts() is 'Conflicts for those who settle them: who, which scope by its neutral reference, who agreed so far; no content; never the own.';
grant execute on function access.list_conflicts() to heed_app;
