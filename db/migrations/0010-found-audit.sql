-- The audit: one chain of hashes per partnership, and the only function that adds to it.
-- A chain is numbered as its partnership; chain 0 belongs to the installation (unknown callers, sign-in, operators).
-- There are no partitions by month: the key (chain, seq) is what makes a gap impossible, and a partitioned table
-- would need the month inside that key. 60,000 rows a year stay small; pages are read by key.

create schema audit authorization heed_audit;

set local role heed_priv;

create function access.known_to_audit(out partnership bigint, out is_live boolean, out who jsonb)
  language plpgsql stable security definer
  set search_path = pg_catalog, access, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  at timestamptz := access.now();
begin
  -- Who somebody is does not end with the session: the act that ends it, and a try with a dead one, have an actor too.
  select s.partnership_id,
         p.active and s.expires_at > at and s.seen_at + s.idle_limit > at and (s.revoked_at is null or s.revoked_at = at),
         jsonb_build_object(
           'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           'actor', p.uid, 'actorKind', p.kind, 'agency', p.agency_id, 'assurance', s.assurance,
           'session', left(encode(s.token_digest, 'hex'), 32))
    into partnership, is_live, who
    from access.session s
    join access.principal p on p.partnership_id = s.partnership_id and p.id = s.principal_id
   where s.token_digest = sha256(convert_to(nullif(current_setting('heed.session', true), ''), 'UTF8'));
  if partnership is null then
    who := jsonb_build_object('at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'actorKind', 'unknown');
  end if;
end $$;
comment on function access.known_to_audit() is
  'Whom the session token of this transaction names, as the audit writes it down; is_live says whether the session holds (or ends just now).';
grant execute on function access.known_to_audit() to heed_audit;

set local role heed_audit;
comment on schema audit is 'Who did, saw or was refused what; never content. Nothing here is changed or taken away.';

create table audit.head (
  chain       bigint      not null primary key check (chain >= 0),
  seq         bigint      not null check (seq >= 0),
  hash        bytea       not null check (octet_length(hash) = 32),
  recorded_at timestamptz not null
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
comment on table audit.head is 'The end of each chain; its row is locked from the append to the end of the transaction.';
comment on column audit.head.chain is 'The partnership, or 0 for the installation.';
comment on column audit.head.seq is 'How many entries the chain has.';
comment on column audit.head.hash is 'The hash of the last entry; 32 zero bytes before the first.';
comment on column audit.head.recorded_at is 'When the last entry was recorded; the next one is never recorded earlier.';

create table audit.entry (
  chain   bigint not null check (chain >= 0),
  seq     bigint not null check (seq > 0),
  hash    bytea  not null check (octet_length(hash) = 32),
  payload text   not null check (octet_length(payload) <= 20000),
  said    jsonb  not null generated always as (payload::jsonb) stored,
  primary key (chain, seq)
);
comment on table audit.entry is 'One row per decision that touched content: done, shown, refused or failed. Append only.';
comment on column audit.entry.chain is 'The partnership, or 0 for the installation.';
comment on column audit.entry.seq is 'The place in the chain, from 1 without a gap.';
comment on column audit.entry.hash is
  'sha256(0x00 | chain as 8 bytes | hash of the entry before | payload); also the leaf of the Merkle tree (RFC 6962).';
comment on column audit.entry.payload is 'The exact bytes that were hashed: JSON in ASCII.';
comment on column audit.entry.said is 'The payload taken apart by the database itself, for indexes and views; one parse serves them all.';

-- Who looked at this case, what did this person do, who looked at this person, and what happened when.
create index entry_chain_at on audit.entry (chain, ((said ->> 'at') collate "C"), seq);
create index entry_scope_at on audit.entry (((said ->> 'scope')::uuid), ((said ->> 'at') collate "C")) where said ? 'scope';
create index entry_actor_at on audit.entry (((said ->> 'actor')::uuid), ((said ->> 'at') collate "C")) where said ? 'actor';
create index entry_people on audit.entry using gin ((said -> 'people') jsonb_path_ops) with (fastupdate = off)
  where said ? 'people';

create function audit.refuse_change() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'what is in the audit is never changed or removed' using errcode = 'insufficient_privilege';
end $$;
comment on function audit.refuse_change() is 'Refuses every change and removal, whoever asks.';

create trigger refuse_change before update or delete or truncate on audit.entry
  for each statement execute function audit.refuse_change();
create trigger refuse_removal before delete or truncate on audit.head
  for each statement execute function audit.refuse_change();

alter table audit.head enable row level security;
alter table audit.head force row level security;
alter table audit.entry enable row level security;
alter table audit.entry force row level security;
create policy append_moves_the_head on audit.head for all to heed_audit using (true) with check (true);
create policy append_writes on audit.entry for insert to heed_audit with check (true);
create policy functions_read on audit.entry for select to heed_audit using (true);
revoke update, delete, truncate on audit.entry from heed_audit;
revoke delete, truncate on audit.head from heed_audit;

create function audit.is_entry(entry jsonb) returns boolean
  language sql immutable parallel safe
  return coalesce(
    jsonb_typeof(entry) = 'object'
    and octet_length(entry::text) <= 12000
    and entry - array['event', 'outcome', 'objectType', 'object', 'scope', 'people', 'forWhom', 'onBehalfOf', 'fields',
                      'n', 'idsDigest', 'termsDigest', 'reason', 'path', 'network', 'build'] = '{}'::jsonb
    -- One path expression, because it costs a tenth of as many SQL expressions. To look for a character that may not
    -- be there is cheaper than to match the whole form. A value of another type makes it unknown, which is no.
    and entry @@ '
      $.event like_regex "^[a-z][a-z0-9-]{0,39}[.][a-z][a-z0-9-]{0,39}$"
      && ($.outcome == "done" || $.outcome == "shown" || $.outcome == "refused" || $.outcome == "failed")
      && !($.objectType like_regex "[^a-z0-9-]|.{60}")
      && !($.object like_regex "[^0-9a-f-]|.{37}") && !($.scope like_regex "[^0-9a-f-]|.{37}")
      && !($.forWhom like_regex "[^0-9a-f-]|.{37}") && !($.onBehalfOf like_regex "[^0-9a-f-]|.{37}")
      && !($.people[*] like_regex "[^0-9a-f-]|.{37}")
      && !($.fields[*] like_regex "[^a-zA-Z0-9.-]|.{60}")
      && !($.idsDigest like_regex "[^0-9a-f]|.{65}") && !($.termsDigest like_regex "[^0-9a-f]|.{65}")
      && !($.reason like_regex "[^a-z0-9-]|.{60}") && !($.path like_regex "[^a-z0-9:.-]|.{60}")
      && !($.network like_regex "[^0-9a-f.:/]|.{44}") && !($.build like_regex "[^0-9A-Za-z.+-]|.{65}")
      && (!exists($.n) || $.n >= 0 && $.n <= 1000000000)'::jsonpath,
    false);
comment on function audit.is_entry(jsonb) is
  'Whether an entry holds only keys that we know, each an id, a code, a number or a digest. Names and text have no key to stand in.';

create function audit.append(entry jsonb) returns bigint
  language plpgsql volatile security definer
  set search_path = pg_catalog, audit, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  caller  record;
  chained bigint;
  said    text;
  clock   timestamptz;
  place   bigint;
begin
  if not audit.is_entry(entry) then
    raise exception 'the audit refuses this entry: a key or the form of a value is not one that it keeps'
      using errcode = 'invalid_parameter_value';
  end if;
  select k.partnership, k.is_live, k.who into caller from access.known_to_audit() as k;
  -- Without a live session only refusals, failures and the steps of signing in can be written; operators are members of heed_audit.
  if caller.is_live is not true
     and (entry ->> 'outcome') not in ('refused', 'failed')
     and split_part(entry ->> 'event', '.', 1) not in ('sign-in', 'session', 'invitation', 'link')
     and not pg_has_role(session_user, 'heed_audit', 'member') then
    raise exception 'the audit refuses this entry: nobody is known to have done it' using errcode = 'insufficient_privilege';
  end if;
  chained := coalesce(caller.partnership, 0);
  said := rtrim(jsonb_strip_nulls(entry || caller.who || jsonb_build_object(
    'request', nullif(current_setting('heed.request', true), '')::uuid,
    'login', session_user,
    'txid', pg_current_xact_id()::text::bigint))::text, '}') || ', "recordedByServerAt": "';
  clock := clock_timestamp();
  loop
    with moved as (
      update audit.head as h
         set seq = h.seq + 1,
             recorded_at = greatest(h.recorded_at, clock),
             hash = sha256('\x00'::bytea || int8send(h.chain) || h.hash || convert_to(said
               || to_char(greatest(h.recorded_at, clock) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"}', 'UTF8'))
       where h.chain = chained
      returning h.chain, h.seq, h.hash, h.recorded_at)
    insert into audit.entry (chain, seq, hash, payload)
    select m.chain, m.seq, m.hash,
           said || to_char(m.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"}'
      from moved as m
    returning seq into place;
    if found then
      return place;
    end if;
    insert into audit.head (chain, seq, hash, recorded_at)
    values (chained, 0, decode(repeat('00', 32), 'hex'), clock)
    on conflict (chain) do nothing;
  end loop;
end $$;
comment on function audit.append(jsonb) is
  'Adds an entry to the caller''s chain and answers its place. Who, when, from which session and transaction is added here and cannot be given.';

revoke all on function audit.append(jsonb), audit.is_entry(jsonb), audit.refuse_change() from public;
grant usage on schema audit to heed_app, heed_jobs, heed_training, heed_auditor, heed_backup;
grant execute on function audit.append(jsonb) to heed_app, heed_jobs, heed_training;
