-- What is found, recommended and published while a case is reviewed together with others is closed with each of those cases.
-- Triggers tie it, so that no way of adding a row can forget to.
set local role heed_owner;

alter table app.finding add column beside_scope_ids bigint[] not null default '{}';
alter table app.conclusion add column beside_scope_ids bigint[] not null default '{}';
comment on column app.finding.beside_scope_ids is 'Scopes of the cases that were reviewed together with its own when it was recorded: a conflict of interest or a seal in one of them closes it.';
comment on column app.conclusion.beside_scope_ids is 'Scopes of the cases that were reviewed together with its own when it was recorded: a conflict of interest or a seal in one of them closes it.';

create policy tying_reads on app.case_review for select to heed_owner using (partnership_id = (select access.partnership()));
create policy tying_reads on app.finding for select to heed_owner using (partnership_id = (select access.partnership()));

create function app.cases_beside(of_partnership bigint, of_scope bigint, of_review bigint) returns bigint[]
language sql stable set search_path = pg_catalog, app, pg_temp as $$
  select array(
    select distinct s
    from app.case_review r, unnest(r.case_scope_ids) s
    where r.partnership_id = of_partnership
      and case when of_review is null then of_scope = any (r.case_scope_ids) else r.id = of_review end
      and s is distinct from of_scope
    order by s)
$$;
comment on function app.cases_beside(bigint, bigint, bigint) is 'Scopes of the other cases of a review, or of every review that covers this case when none is named.';

create function app.note_cases_beside() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  new.beside_scope_ids := app.cases_beside(new.partnership_id, new.scope_id, new.review_id);
  return new;
end $$;
comment on function app.note_cases_beside() is 'Notes on what a review concludes or finds which cases are reviewed together with its own.';
create trigger note_cases_beside before insert on app.finding for each row execute function app.note_cases_beside();
create trigger note_cases_beside before insert on app.conclusion for each row execute function app.note_cases_beside();

create function app.tie_to_review() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  perform access.tie_scope(new.partnership_id, new.scope_id,
    app.cases_beside(new.partnership_id, access.parent_of(new.scope_id), new.review_id));
  return null;
end $$;
comment on function app.tie_to_review() is 'Ties a recommendation to every case of its review.';
create trigger tie_to_review after insert on app.recommendation for each row execute function app.tie_to_review();

create function app.tie_to_finding() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  perform access.tie_scope(f.partnership_id, new.scope_id, f.beside_scope_ids || f.scope_id)
  from app.finding f where f.partnership_id = new.partnership_id and f.id = new.finding_id;
  return null;
end $$;
comment on function app.tie_to_finding() is 'Ties what rests on a finding to every case that the finding is closed with.';
create trigger tie_to_finding after insert on app.shared_finding for each row execute function app.tie_to_finding();
create trigger tie_to_finding after insert on app.recommendation_finding for each row execute function app.tie_to_finding();

create function app.tie_publication() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  perform access.tie_scope(new.partnership_id, new.scope_id,
    app.cases_beside(new.partnership_id, new.case_scope_id, null) || new.case_scope_id);
  return null;
end $$;
comment on function app.tie_publication() is 'Ties a publication to every case that is reviewed together with its own: the cases whose vaults its gate reads.';
create trigger tie_publication after insert on app.publication for each row execute function app.tie_publication();

create function app.tie_publications_begun() returns trigger
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  perform access.tie_scope(p.partnership_id, p.scope_id, new.case_scope_ids)
  from app.publication p where p.partnership_id = new.partnership_id and p.case_scope_id = any (new.case_scope_ids);
  return null;
end $$;
comment on function app.tie_publications_begun() is 'Ties the publications that its cases already have to every case of a new review.';
create trigger tie_publications_begun after insert on app.case_review for each row execute function app.tie_publications_begun();

create policy open_in_every_case on app.finding as restrictive to heed_app
  using (not (beside_scope_ids && array(select access.closed_scopes())));
create policy open_in_every_case on app.conclusion as restrictive to heed_app
  using (not (beside_scope_ids && array(select access.closed_scopes())));
create policy follows_finding on app.finding_agency as restrictive to heed_app
  using (exists (select from app.finding f where f.partnership_id = finding_agency.partnership_id and f.id = finding_agency.finding_id));
create policy follows_finding on app.finding_evidence as restrictive to heed_app
  using (exists (select from app.finding f where f.partnership_id = finding_evidence.partnership_id and f.id = finding_evidence.finding_id));

-- What was there before is tied as if it had been recorded today.
reset role;
update app.finding f set beside_scope_ids = app.cases_beside(f.partnership_id, f.scope_id, f.review_id)
where app.cases_beside(f.partnership_id, f.scope_id, f.review_id) <> '{}';
update app.conclusion c set beside_scope_ids = app.cases_beside(c.partnership_id, c.scope_id, c.review_id)
where app.cases_beside(c.partnership_id, c.scope_id, c.review_id) <> '{}';
select access.tie_scope(r.partnership_id, r.scope_id, app.cases_beside(r.partnership_id, s.parent_id, r.review_id))
from app.recommendation r join access.scope s on s.partnership_id = r.partnership_id and s.id = r.scope_id;
select access.tie_scope(n.partnership_id, n.scope_id, f.beside_scope_ids || f.scope_id)
from (
  select partnership_id, scope_id, finding_id from app.shared_finding
  union all
  select partnership_id, scope_id, finding_id from app.recommendation_finding
) n join app.finding f on f.partnership_id = n.partnership_id and f.id = n.finding_id;
select access.tie_scope(p.partnership_id, p.scope_id, app.cases_beside(p.partnership_id, p.case_scope_id, null) || p.case_scope_id)
from app.publication p;
