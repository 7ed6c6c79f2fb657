set local role heed_owner;

create function app.public_words(of_publication uuid) returns table ("position" integer, state text, state_on date)
language sql stable security definer set search_path = pg_catalog, pub, pg_temp as $$
  select n.position, n.state, n.state_on
  from pub.review r join pub.recommendation n on n.partnership_id = r.partnership_id and n.review_id = r.id
  where r.partnership_id = access.partnership() and r.publication_uid = of_publication and r.withdrawn_at is null
  order by n.position
$$;
comment on function app.public_words(uuid) is 'What the public page of a publication of the own partnership says today of each recommendation; nothing while there is no page.';
revoke execute on function app.public_words(uuid) from public;
grant execute on function app.public_words(uuid) to heed_app;
