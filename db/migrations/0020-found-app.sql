-- The platform's own small tables among the content: commands done, drafts.
set local role heed_priv;

-- The kinds of scope that the tables of this release lie in; the migrate step keeps them like policy/scopes.json.
insert into access.scope_kind (kind, title, open_permission) values
  ('case', 'A case with its review and findings', 'case:record'),
  ('recommendation', 'A recommendation with its answers, actions and evidence', 'recommendation:draft'),
  ('person', 'A person whose identity is held apart from any case', 'vault:record'),
  ('publication', 'What is prepared for publication', 'publication:prepare'),
  ('statement', 'An imported statement with its claims', 'statement:import')
on conflict (kind) do nothing;

set local role heed_owner;

create table app.command_key (
  partnership_id bigint not null default access.partnership(),
  principal_id bigint not null default access.principal_id(),
  key uuid not null,
  route text not null check (length(route) <= 500),
  digest bytea not null,
  answer text,
  at timestamptz not null default access.now(),
  primary key (partnership_id, principal_id, key, route)
);
comment on table app.command_key is 'Acts that took effect, under the key that their form carried: a repeated one is answered, not done again. Kept for seven days.';
comment on column app.command_key.partnership_id is 'The partnership in which it was done.';
comment on column app.command_key.principal_id is 'Who did it; the keys of others are of no use.';
comment on column app.command_key.key is 'The key that the form or the caller made.';
comment on column app.command_key.route is 'The address to which it was sent.';
comment on column app.command_key.digest is 'Digest of what was sent, so that the same key with other words is noticed.';
comment on column app.command_key.answer is 'What was answered: an address, or JSON of ids.';
comment on column app.command_key.at is 'When it took effect.';
create index command_key_at on app.command_key (at);
select access.protect_own_table('app.command_key');
grant select, insert, update (answer) on app.command_key to heed_app;

create function app.take_command_key(sent uuid, sent_route text, sent_digest bytea)
  returns table (taken boolean, digest bytea, answer text)
  language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  insert into app.command_key (key, route, digest) values (sent, sent_route, sent_digest)
    on conflict do nothing;
  if found then
    return query select true, sent_digest, null::text;
  else
    return query select false, c.digest, c.answer from app.command_key c where c.key = sent and c.route = sent_route;
  end if;
end $$;
comment on function app.take_command_key is 'Takes the key of an act, waiting for one under way with the same key; a key taken before gives the answer of then.';

create function app.keep_command_answer(sent uuid, sent_route text, kept text)
  returns void language sql set search_path = pg_catalog, app, pg_temp as $$
  update app.command_key set answer = kept where key = sent and route = sent_route;
$$;
comment on function app.keep_command_answer is 'Keeps what was answered, in the transaction of the act itself.';

revoke execute on function app.take_command_key, app.keep_command_answer from public;
grant execute on function app.take_command_key, app.keep_command_answer to heed_app;

create table app.draft (
  partnership_id bigint not null default access.partnership(),
  principal_id bigint not null default access.principal_id(),
  form text not null check (length(form) <= 200),
  sealed bytea not null check (length(sealed) <= 1100000),
  at timestamptz not null default access.now(),
  primary key (partnership_id, principal_id, form)
);
comment on table app.draft is 'What somebody was typing into a form, kept as it was typed, so that an ended session loses nothing. Encrypted by the server.';
comment on column app.draft.partnership_id is 'The partnership of the writer.';
comment on column app.draft.principal_id is 'The writer; nobody else can read it.';
comment on column app.draft.form is 'The address of the form.';
comment on column app.draft.sealed is 'The fields of the form, encrypted with the key file outside the data folder.';
comment on column app.draft.at is 'When it was last saved.';
create index draft_at on app.draft (at);
select access.protect_own_table('app.draft');
grant select, insert, delete, update (sealed, at) on app.draft to heed_app;
