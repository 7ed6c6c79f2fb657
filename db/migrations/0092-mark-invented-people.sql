-- Only the invented people of the sample are signed in with one click. Whoever was added by hand, in whatever partnership,
-- comes in as in a real installation.

set local role heed_priv;

alter table access.principal add column invented boolean not null default false check (not invented or kind = 'person');
comment on column access.principal.invented is 'One of the people whom the sample was loaded with: nobody real, so one click signs in as them. Only the deployment writes it.';

-- A sample that was loaded before there was this mark: whoever was added by hand had a one-time link.
update access.principal p set invented = true
where p.kind = 'person'
  and exists (select from access.installation i where i.kind in ('sample', 'test'))
  and not exists (select from access.enrolment e where e.partnership_id = p.partnership_id and e.principal_id = p.id);

create or replace function access.sample_people()
returns table (partnership_name text, principal_uid uuid, name text, agency_id bigint, roles text[], posts text[])
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
declare
  at timestamptz := access.now();
begin
  if coalesce(access.installation_kind(), 'real') not in ('sample', 'test') then
    return;
  end if;
  return query
    select n.name, p.uid, p.name, p.agency_id,
      array(
        select distinct r.title from access.role_held h join access.role r on r.role = h.role
        where h.partnership_id = p.partnership_id and h.valid @> at
          and (h.principal_id = p.id or h.principal_id in (
            select a.as_principal_id from access.acting a
            where a.partnership_id = p.partnership_id and a.principal_id = p.id and a.valid @> at))
        order by 1),
      array(
        select post.name from access.acting a
        join access.principal post on post.partnership_id = a.partnership_id and post.id = a.as_principal_id
        where a.partnership_id = p.partnership_id and a.principal_id = p.id and a.valid @> at
        order by 1)
    from access.principal p
    join access.partnership n on n.id = p.partnership_id
    where p.kind = 'person' and p.active and p.invented
    order by n.id, p.id
    limit 60;
end $$;
comment on function access.sample_people() is 'The first sixty invented people, for the one-click sign-in; nobody where the database holds real data.';

create or replace function access.start_sample_session(who uuid, token_digest bytea, agent text, secret text) returns uuid
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  person record;
begin
  if coalesce(access.installation_kind(), 'real') not in ('sample', 'test') then
    raise exception 'a database with real data has no sample sign-in' using errcode = 'HE404';
  end if;
  perform access.demand_sign_in_secret(secret);
  select p.partnership_id, p.id into person from access.principal p where p.uid = who and p.kind = 'person' and p.active and p.invented;
  if person.id is null then
    raise exception 'no such person' using errcode = 'HE404';
  end if;
  return access.start_session(person.partnership_id, person.id, start_sample_session.token_digest, 3, agent => start_sample_session.agent,
                              secret => start_sample_session.secret);
end $$;
comment on function access.start_sample_session(uuid, bytea, text, text) is 'Signs in as an invented person of the sample; nobody who was added by hand, and nobody where the database holds real data.';

