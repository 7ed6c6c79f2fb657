-- Whoever must know of it is told at once when emergency access is used: in the same transaction, by a mail with a neutral
-- reference and a link, and by a line on their page. A trigger does it, so that no way of using it can pass it by.
set local role heed_owner;

alter table app.mail drop constraint mail_reference_check;
alter table app.mail add constraint mail_reference_check check (reference ~ '^[0-9]{4}-[ER]?[0-9]{2,6}$');
comment on column app.mail.reference is 'Neutral reference of the record, like 2025-03, 2025-R03 of a recommendation, 2025-E03 of a use of emergency access.';
grant usage on schema app to heed_priv;
grant execute on function app.queue_mail(bigint, text, text, text) to heed_priv;

set local role heed_priv;

create table access.emergency_told (
  partnership_id bigint not null,
  emergency_id bigint not null,
  principal_id bigint not null,
  told_at timestamptz not null,
  primary key (partnership_id, emergency_id, principal_id),
  foreign key (partnership_id, emergency_id) references access.emergency_access (partnership_id, id),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id)
);
create index on access.emergency_told (partnership_id, principal_id, emergency_id desc);
comment on table access.emergency_told is 'Who was told at once of a use of emergency access.';
comment on column access.emergency_told.partnership_id is 'Partnership.';
comment on column access.emergency_told.emergency_id is 'The use.';
comment on column access.emergency_told.principal_id is 'Person who was told.';
comment on column access.emergency_told.told_at is 'When.';
alter table access.emergency_told enable row level security;
alter table access.emergency_told force row level security;
create policy decides on access.emergency_told to heed_priv using (true) with check (true);

create function access.to_be_told_of(used access.emergency_access) returns setof bigint
language sql stable as $$
  with person as (
    select p.id, p.agency_id,
      array(
        select p.id
        union all
        select a.as_principal_id
        from access.acting a
        join access.principal post on post.partnership_id = a.partnership_id and post.id = a.as_principal_id and post.active
        where a.partnership_id = p.partnership_id and a.principal_id = p.id and a.valid @> used.used_at
      ) as selves
    from access.principal p
    where p.partnership_id = used.partnership_id and p.kind = 'person' and p.active and p.id <> used.principal_id
  ), scope as (
    select s.id, s.kind, s.parent_id from access.scope s where s.partnership_id = used.partnership_id and s.id = used.scope_id
  ), named as (
    select person.* from person
    where exists (
      select from access.scope_grant g
      join scope on g.scope_id in (scope.id, scope.parent_id)
      where g.partnership_id = used.partnership_id and g.principal_id = any (person.selves) and g.valid @> used.used_at
        and g.path in ('owner', 'opener'))
  ), owner as (
    select * from named
    union
    select person.* from person
    where not exists (select from named) and exists (
      select from access.role_held h
      join access.role_wide w on w.role = h.role and w.may_write
      join scope on scope.kind = w.scope_kind
      where h.partnership_id = used.partnership_id and h.principal_id = any (person.selves) and h.valid @> used.used_at)
  ), agency as (
    select agency_id from owner where agency_id is not null
    union
    select p.agency_id from access.principal p
    where p.partnership_id = used.partnership_id and p.id = used.principal_id and p.agency_id is not null
  )
  select person.id from person
  where (
    person.id in (select id from owner)
    or exists (
      select from access.role_held h
      join access.role_permission p on p.role = h.role
      where h.partnership_id = used.partnership_id and h.principal_id = any (person.selves) and h.valid @> used.used_at
        and (p.permission = 'emergency-access:be-told'
          or p.permission = 'emergency-access:be-told-for-agency' and person.agency_id in (select agency_id from agency))))
    -- A conflict of interest beats this too: nothing about the case reaches that person.
    and used.scope_id not in (select c from access.conflicted_to(used.partnership_id, person.selves, used.used_at) c)
$$;
comment on function access.to_be_told_of(access.emergency_access) is 'Who is told of a use: the owners of the case (where nobody is named, who writes it by role), those whom the policy names, and the leads of the agencies of the owners and of the user; never the user, nor anybody with a conflict of interest.';

create function access.emergency_reference(used access.emergency_access) returns text
language sql immutable as $$
  select to_char(used.used_at at time zone 'Europe/London', 'YYYY') || '-E' || lpad(used.id::text, greatest(2, length(used.id::text)), '0')
$$;
comment on function access.emergency_reference(access.emergency_access) is 'A reference of the use, not of the case: it says nothing to whom the case is not open.';

create function access.tell_of_emergency() returns trigger
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  person bigint;
begin
  for person in select access.to_be_told_of(new) loop
    insert into access.emergency_told (partnership_id, emergency_id, principal_id, told_at)
    values (new.partnership_id, new.id, person, new.used_at);
    perform app.queue_mail(person, 'emergency-access-used', access.emergency_reference(new), '/emergency-access/told');
  end loop;
  return null;
end $$;
comment on function access.tell_of_emergency() is 'Tells whoever must know of a use, in its own transaction.';
revoke execute on function access.to_be_told_of(access.emergency_access), access.emergency_reference(access.emergency_access),
  access.tell_of_emergency() from public;
create trigger tell_of_emergency after insert on access.emergency_access for each row execute function access.tell_of_emergency();

create function access.emergencies_told()
returns table (uid uuid, reference text, scope_id bigint, by_name text, used_at timestamptz, ends_at timestamptz, reason_code text,
               reviewed_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
declare
  at timestamptz := access.now();
begin
  return query
    select e.uid, access.emergency_reference(e), e.scope_id, p.name, e.used_at, upper(e.valid), e.reason_code, e.reviewed_at
    from access.me(at) m
    join access.emergency_told t on t.partnership_id = m.partnership_id and t.principal_id = m.principal_id
    join access.emergency_access e on e.partnership_id = t.partnership_id and e.id = t.emergency_id
    join access.principal p on p.partnership_id = e.partnership_id and p.id = e.principal_id
    where e.scope_id not in (select c from access.conflicted_to(m.partnership_id, m.selves, at) c)
    order by e.id desc
    limit 100;
end $$;
comment on function access.emergencies_told() is 'The uses of emergency access that the caller was told of: who, when and for what kind of reason; never in their words, and none from which a conflict of interest has shut them out since.';
revoke execute on function access.emergencies_told() from public;
grant execute on function access.emergencies_told() to heed_app;
