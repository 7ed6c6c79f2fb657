-- History: every version of a row, written by one trigger function, tied to the audit by the number of the transaction.
set local role heed_audit;

create table audit.row_version (
  partnership_id bigint not null,
  id bigint generated always as identity,
  table_name text not null,
  row_key text not null,
  change text not null check (change in ('insert', 'update', 'delete')),
  image jsonb,
  txid bigint not null,
  at timestamptz not null,
  principal_id bigint,
  primary key (partnership_id, id)
);
comment on table audit.row_version is 'Every version that a row ever had. Append only.';
comment on column audit.row_version.partnership_id is 'The partnership of the row; 0 for a row of the installation.';
comment on column audit.row_version.id is 'The order in which versions were kept.';
comment on column audit.row_version.table_name is 'The table, with its schema.';
comment on column audit.row_version.row_key is 'The primary key without the partnership; several columns are joined by a comma.';
comment on column audit.row_version.change is 'insert, update or delete.';
comment on column audit.row_version.image is 'The row as it was from then on; empty once it is deleted.';
comment on column audit.row_version.txid is 'The transaction; the audit has an entry with the same number.';
comment on column audit.row_version.at is 'The time by which the work counts.';
comment on column audit.row_version.principal_id is 'Who did it; empty for a load by the operators.';
create index row_version_row on audit.row_version (partnership_id, table_name, row_key, id);
create index row_version_txid on audit.row_version (txid);

create trigger refuse_change before update or delete or truncate on audit.row_version
  for each statement execute function audit.refuse_change();
alter table audit.row_version enable row level security;
alter table audit.row_version force row level security;
create policy trigger_writes on audit.row_version for insert to heed_audit with check (true);
create policy functions_read on audit.row_version for select to heed_audit using (true);
revoke update, delete, truncate on audit.row_version from heed_audit;

create function audit.keep_version() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, audit, pg_temp as $$
begin
  -- One statement may change many rows: they are read from its transition table, and who did it is asked once.
  insert into audit.row_version (partnership_id, table_name, row_key, change, image, txid, at, principal_id)
  select coalesce((c.image ->> 'partnership_id')::bigint, 0), tg_table_schema || '.' || tg_table_name,
         (select string_agg(c.image ->> k.name, ',' order by k.place) from unnest(tg_argv::text[]) with ordinality as k (name, place)),
         lower(tg_op), case tg_op when 'DELETE' then null else c.image end,
         w.txid, w.at, w.principal_id
    from (select to_jsonb(r) as image from changed_rows as r) as c,
         (select pg_current_xact_id()::text::bigint as txid, access.now() as at, access.principal_id() as principal_id offset 0) as w;
  return null;
end $$;
comment on function audit.keep_version() is 'Keeps every version of the rows that a statement changed.';

create function audit.keep_history(of_table regclass) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  key_names text := (
    select string_agg(quote_literal(a.attname), ', ' order by k.place)
      from pg_index as i
      cross join lateral unnest(i.indkey::smallint[]) with ordinality as k (number, place)
      join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.number
     where i.indrelid = of_table and i.indisprimary and a.attname <> 'partnership_id');
begin
  if key_names is null then
    raise exception '% has no primary key beside its partnership', of_table;
  end if;
  execute format('create trigger keep_version_insert after insert on %s referencing new table as changed_rows
    for each statement execute function audit.keep_version(%s)', of_table, key_names);
  execute format('create trigger keep_version_update after update on %s referencing new table as changed_rows
    for each statement execute function audit.keep_version(%s)', of_table, key_names);
  execute format('create trigger keep_version_delete after delete on %s referencing old table as changed_rows
    for each statement execute function audit.keep_version(%s)', of_table, key_names);
end $$;
comment on function audit.keep_history(regclass) is 'Called in a migration: from now on every version of this table''s rows is kept.';

revoke all on function audit.keep_version(), audit.keep_history(regclass) from public;
grant usage on schema audit to heed_owner, heed_priv;
grant execute on function audit.keep_version(), audit.keep_history(regclass) to heed_owner, heed_priv;
