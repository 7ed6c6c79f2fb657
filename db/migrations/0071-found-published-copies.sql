-- Published copies, and the only functions that write them. The public site reads these four tables and nothing else.
set local role heed_priv;

create function access.demand_for(wanted text[], confirmed boolean, of_scope bigint) returns void
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  if access.principal_id() is null then
    raise exception 'no live session' using errcode = 'HE401';
  end if;
  if access.read_clearance(of_scope) is null then
    raise exception 'no such scope' using errcode = 'HE404';
  end if;
  if not exists (select from unnest(wanted) w where access.permitted(w)) then
    raise exception 'needs one of %', wanted using errcode = 'HE403';
  end if;
  if confirmed then
    perform access.demand_step_up();
  end if;
end $$;
comment on function access.demand_for(text[], boolean, bigint) is 'Stops a function of another owner unless its caller sees the scope and is permitted one of these things, freshly confirmed where that is asked.';
revoke execute on function access.demand_for(text[], boolean, bigint) from public;

create function access.parent_of(of_scope bigint) returns bigint
language sql stable security definer set search_path = pg_catalog, access, pg_temp as $$
  select s.parent_id from access.scope s where s.partnership_id = access.partnership() and s.id = of_scope
$$;
comment on function access.parent_of(bigint) is 'The scope above one of the own partnership.';
revoke execute on function access.parent_of(bigint) from public;

create function access.is_sample() returns boolean
language sql stable security definer set search_path = pg_catalog, access, pg_temp as $$
  select exists (select from access.installation i where i.kind = 'sample')
$$;
comment on function access.is_sample() is 'Whether this database was made as a sample, which its public pages say.';
revoke execute on function access.is_sample() from public;

create function access.own_partnership_name() returns text
language sql stable security definer set search_path = pg_catalog, access, pg_temp as $$
  select n.name from access.partnership n where n.id = access.partnership()
$$;
comment on function access.own_partnership_name() is 'The name of the own partnership, as it stands on its public pages.';
revoke execute on function access.own_partnership_name() from public;
grant execute on function access.demand_for(text[], boolean, bigint), access.parent_of(bigint), access.is_sample(),
  access.own_partnership_name() to heed_owner;

set local role heed_owner;

create table pub.review (
  partnership_id bigint not null,
  id bigint generated always as identity,
  publication_uid uuid not null,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  publisher text not null,
  sample boolean not null,
  kind text check (kind in ('full-report', 'improvements-only', 'executive-summary')),
  title text,
  first_published_at timestamptz not null,
  updated_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (partnership_id, id),
  unique (partnership_id, publication_uid),
  unique (partnership_id, slug),
  check ((withdrawn_at is null) = (title is not null)),
  check ((title is null) = (kind is null))
);
create index review_slug on pub.review (slug);
create index review_list on pub.review (first_published_at, id) where withdrawn_at is null;
comment on table pub.review is 'The published copy of a review. After a takedown only the address and the day remain.';
comment on column pub.review.partnership_id is 'Partnership that published it.';
comment on column pub.review.id is 'Inner key.';
comment on column pub.review.publication_uid is 'The publication that it is a copy of.';
comment on column pub.review.slug is 'The last part of its address; one publication holds it over all partnerships.';
comment on column pub.review.publisher is 'Name of the partnership then.';
comment on column pub.review.sample is 'Made in a sample: the page says that all of it is invented.';
comment on column pub.review.kind is 'Report, improvements only, or summary.';
comment on column pub.review.title is 'Title; gone after a takedown.';
comment on column pub.review.first_published_at is 'When it first became public.';
comment on column pub.review.updated_at is 'When the copy, or what happened next, last changed.';
comment on column pub.review.withdrawn_at is 'When it was taken down.';

create table pub.block (
  partnership_id bigint not null,
  review_id bigint not null,
  position integer not null check (position > 0),
  kind text not null check (kind in ('heading', 'paragraph', 'list-item', 'quote', 'table-row', 'caption')),
  level smallint,
  words text not null,
  primary key (partnership_id, review_id, position),
  foreign key (partnership_id, review_id) references pub.review (partnership_id, id)
);
comment on table pub.block is 'The text of a published copy, block by block.';
comment on column pub.block.partnership_id is 'Partnership.';
comment on column pub.block.review_id is 'The published copy.';
comment on column pub.block.position is 'Its place in the text, from 1.';
comment on column pub.block.kind is 'What it is on the page.';
comment on column pub.block.level is 'Depth of a heading or a list item.';
comment on column pub.block.words is 'Its words; the cells of a table row are kept apart by tabs.';

create table pub.recommendation (
  partnership_id bigint not null,
  review_id bigint not null,
  position integer not null check (position > 0),
  recommendation_uid uuid,
  words text,
  addressee text not null,
  state text not null check (state in ('no-information-held', 'being-considered', 'not-yet-answered', 'accepted-not-started', 'under-way',
    'under-way-late', 'said-done-evidence-not-accepted', 'said-already-done-evidence-not-accepted', 'activity-only', 'evidence-accepted',
    'achieved', 'rejected', 'superseded', 'overtaken', 'done-not-measurable', 'reopened')),
  state_on date not null,
  primary key (partnership_id, review_id, position),
  foreign key (partnership_id, review_id) references pub.review (partnership_id, id)
);
create index recommendation_uid on pub.recommendation (partnership_id, recommendation_uid) where recommendation_uid is not null;
comment on table pub.recommendation is 'What a published review recommended, and what happened next in one honest word with its day.';
comment on column pub.recommendation.partnership_id is 'Partnership.';
comment on column pub.recommendation.review_id is 'The published copy.';
comment on column pub.recommendation.position is 'Its number on the page, from 1.';
comment on column pub.recommendation.recommendation_uid is 'The recommendation in Heed that tells what happened next; none where it was typed.';
comment on column pub.recommendation.words is 'Its words; none where the text is not held.';
comment on column pub.recommendation.addressee is 'To whom it was made.';
comment on column pub.recommendation.state is 'What happened next, one of a closed set of words.';
comment on column pub.recommendation.state_on is 'The day from which that is known.';

create table pub.document (
  partnership_id bigint not null,
  review_id bigint not null,
  name text not null,
  kind text not null check (kind in ('docx', 'txt')),
  bytes integer not null,
  content bytea not null,
  primary key (partnership_id, review_id),
  foreign key (partnership_id, review_id) references pub.review (partnership_id, id)
);
comment on table pub.document is 'The document that goes with a published copy, to be downloaded.';
comment on column pub.document.partnership_id is 'Partnership.';
comment on column pub.document.review_id is 'The published copy.';
comment on column pub.document.name is 'Its file name.';
comment on column pub.document.kind is 'What kind of file it is.';
comment on column pub.document.bytes is 'Its size.';
comment on column pub.document.content is 'The file.';

do $$
declare
  copied regclass;
begin
  foreach copied in array array['pub.review', 'pub.block', 'pub.recommendation', 'pub.document']::regclass[] loop
    execute format('alter table %s enable row level security', copied);
    execute format('alter table %s force row level security', copied);
    execute format('create policy everybody_reads on %s for select to heed_public using (true)', copied);
    -- Nobody but the functions below is heed_owner while requests are served.
    execute format('create policy publishing_writes on %s to heed_owner using (partnership_id = access.partnership())
      with check (partnership_id = access.partnership())', copied);
    execute format('grant select on %s to heed_public', copied);
  end loop;
  -- What a publishing function copies from, in the own partnership only.
  foreach copied in array array['app.publication', 'app.publication_text', 'app.publication_approval', 'app.publication_document',
      'app.vault_entry', 'app.review_case']::regclass[] loop
    execute format('create policy publishing_reads on %s for select to heed_owner using (partnership_id = (select access.partnership()))', copied);
  end loop;
end $$;
-- One slug over all partnerships: looked up across them, by the function that publishes alone.
create policy slugs_are_public on pub.review for select to heed_owner using (true);
create policy publishing_locks on app.publication for update to heed_owner using (partnership_id = (select access.partnership()));
grant usage on schema pub to heed_public;

create function app.gate_values(of_publication uuid)
returns table (entry_id bigint, kind text, value text)
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
#variable_conflict use_column
declare
  found record;
begin
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
comment on function app.gate_values(uuid) is 'Every value, ended ones too, in the vaults of the cases of one publication, for the gate; only for those who prepare, approve or answer, and only for a publication that they can see.';
revoke execute on function app.gate_values(uuid) from public;
grant execute on function app.gate_values(uuid) to heed_app;

create function app.publish_copy(of_publication uuid, of_version integer) returns text
language plpgsql security definer set search_path = pg_catalog, app, pub, pg_temp as $$
#variable_conflict use_column
declare
  p record;
  t record;
  made bigint;
begin
  select * into p from app.publication where uid = of_publication for update;
  perform access.demand_for(array['publication:approve'], true, p.scope_id);
  select * into t from app.publication_text where publication_id = p.id and text_version = of_version;
  if t.id is null or p.state <> 'locked' or p.text_version <> of_version then
    return 'not-locked';
  end if;
  if (select count(distinct a.approved_by) < 2 or count(distinct a.agency_id) < 2 from app.publication_approval a
      where a.publication_id = p.id and a.text_version = of_version and a.taken_back_at is null) then
    return 'needs-two-agencies';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('pub.review ' || t.slug, 0));
  if exists (select from pub.review r where r.slug = t.slug and r.publication_uid <> of_publication) then
    return 'address-taken';
  end if;
  insert into pub.review as r (partnership_id, publication_uid, slug, publisher, sample, kind, title, first_published_at, updated_at)
  values (p.partnership_id, of_publication, t.slug, access.own_partnership_name(), access.is_sample(), p.kind, t.title, access.now(), access.now())
  on conflict (partnership_id, publication_uid) do update
    set slug = excluded.slug, publisher = excluded.publisher, kind = excluded.kind, title = excluded.title,
        updated_at = excluded.updated_at, withdrawn_at = null
  returning r.id into made;
  perform app.clear_copy(p.partnership_id, made);
  insert into pub.block (partnership_id, review_id, position, kind, level, words)
  select p.partnership_id, made, b.place, b.block ->> 'kind', (b.block ->> 'level')::smallint,
         (select coalesce(string_agg(s.span, '' order by s.place), '') from jsonb_array_elements_text(b.block -> 'spans') with ordinality s (span, place))
  from jsonb_array_elements(t.body -> 'blocks') with ordinality b (block, place);
  insert into pub.recommendation (partnership_id, review_id, position, recommendation_uid, words, addressee, state, state_on)
  select p.partnership_id, made, i.place, (i.item ->> 'recommendation')::uuid, i.item ->> 'words', i.item ->> 'addressee',
         i.item ->> 'state', (i.item ->> 'stateOn')::date
  from jsonb_array_elements(t.recommendations) with ordinality i (item, place);
  insert into pub.document (partnership_id, review_id, name, kind, bytes, content)
  select p.partnership_id, made, d.name, d.kind, d.bytes, d.content from app.publication_document d where d.id = t.document_id;
  return 'published';
end $$;
comment on function app.publish_copy(uuid, integer) is 'Makes one approved version public. It copies from the version itself, so what goes out is what was approved and checked; why it does not is the answer.';

create function app.clear_copy(of_partnership bigint, of_review bigint) returns void
language plpgsql set search_path = pg_catalog, pub, pg_temp as $$
begin
  delete from pub.block where partnership_id = of_partnership and review_id = of_review;
  delete from pub.recommendation where partnership_id = of_partnership and review_id = of_review;
  delete from pub.document where partnership_id = of_partnership and review_id = of_review;
end $$;
comment on function app.clear_copy(bigint, bigint) is 'Takes the content of a published copy away, for a newer one or for good; the versions themselves stay in app.';

create function app.withdraw_copy(of_publication uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, app, pub, pg_temp as $$
declare
  p record;
  gone record;
begin
  select * into p from app.publication where uid = of_publication for update;
  perform access.demand_for(array['publication:withdraw'], true, p.scope_id);
  update pub.review r set title = null, kind = null, withdrawn_at = access.now(), updated_at = access.now()
  where r.partnership_id = p.partnership_id and r.publication_uid = of_publication and r.withdrawn_at is null
  returning r.partnership_id, r.id into gone;
  if not found then
    return false;
  end if;
  perform app.clear_copy(gone.partnership_id, gone.id);
  return true;
end $$;
comment on function app.withdraw_copy(uuid) is 'Takes a published copy down: its content is gone with the commit, its address says that it was taken down.';

create function app.tell_what_happened_next(of_recommendation uuid, now_state text, since date) returns integer
language plpgsql security definer set search_path = pg_catalog, pub, pg_temp as $$
declare
  told integer;
begin
  if access.partnership() is null then
    raise exception 'no live session' using errcode = 'HE401';
  end if;
  with changed as (
    update pub.recommendation n set state = now_state, state_on = since
    where n.partnership_id = access.partnership() and n.recommendation_uid = of_recommendation and n.state is distinct from now_state
    returning n.review_id)
  update pub.review r set updated_at = access.now()
  from (select distinct review_id from changed) c
  where r.partnership_id = access.partnership() and r.id = c.review_id;
  get diagnostics told = row_count;
  return told;
end $$;
comment on function app.tell_what_happened_next(uuid, text, date) is 'Brings the public word about one recommendation up to date wherever it is published: a word of the closed set and a day, no text.';
revoke execute on function app.publish_copy(uuid, integer), app.clear_copy(bigint, bigint), app.withdraw_copy(uuid),
  app.tell_what_happened_next(uuid, text, date) from public;
grant execute on function app.publish_copy(uuid, integer), app.withdraw_copy(uuid), app.tell_what_happened_next(uuid, text, date) to heed_app;
