-- Messages to people: a reference that tells nothing and a link. Where they go, and what became of them.
set local role heed_priv;

create function access.may_manage_accounts() returns boolean
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  return coalesce(access.permitted('account:manage'), false);
end $$;
comment on function access.may_manage_accounts() is 'Whether the caller keeps the accounts of the partnership.';
grant execute on function access.may_manage_accounts() to heed_app;

create function access.people_behind(partnership bigint, principal bigint) returns setof bigint
  language sql stable security definer set search_path = pg_catalog, access, pg_temp
  begin atomic
    select p.id from access.principal p
     where p.partnership_id = people_behind.partnership and p.id = people_behind.principal and p.kind = 'person' and p.active
    union
    select p.id from access.acting a
      join access.principal p on p.partnership_id = a.partnership_id and p.id = a.principal_id and p.active
     where a.partnership_id = people_behind.partnership and a.as_principal_id = people_behind.principal and a.valid @> access.now();
  end;
comment on function access.people_behind(bigint, bigint) is 'The person, or those who fill the post now.';
grant execute on function access.people_behind(bigint, bigint) to heed_owner;

set local role heed_owner;

create table app.mail_address (
  partnership_id bigint not null default access.partnership(),
  principal_id bigint not null,
  address text not null check (length(address) <= 254 and address ~ '^[^\s<>"(),:;@\\]+@[^\s<>"(),:;@\\]+[.][^\s<>"(),:;@\\]+$'),
  changed_at timestamptz not null default access.now(),
  changed_by bigint not null default access.principal_id(),
  primary key (partnership_id, principal_id),
  foreign key (partnership_id, principal_id) references access.principal (partnership_id, id)
);
comment on table app.mail_address is 'Where Heed writes to a person: a reference and a link, never content.';
comment on column app.mail_address.partnership_id is 'Partnership.';
comment on column app.mail_address.principal_id is 'Person.';
comment on column app.mail_address.address is 'Mail address at work.';
comment on column app.mail_address.changed_at is 'When it was given.';
comment on column app.mail_address.changed_by is 'Who gave it.';
alter table app.mail_address enable row level security;
alter table app.mail_address force row level security;
create policy own_or_kept on app.mail_address to heed_app
  using (partnership_id = (select access.partnership())
    and (principal_id = (select access.principal_id()) or (select access.may_manage_accounts())))
  with check (partnership_id = (select access.partnership())
    and (principal_id = (select access.principal_id()) or (select access.may_manage_accounts())));
create policy sending_reads on app.mail_address for select to heed_owner using (true);
grant select, insert, delete, update (address, changed_at, changed_by) on app.mail_address to heed_app;

create table app.mail (
  partnership_id bigint not null,
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  to_principal_id bigint not null,
  template text not null check (template ~ '^[a-z][a-z-]{0,39}$'),
  reference text not null check (reference ~ '^[0-9]{4}-[0-9]{2,6}$'),
  path text not null check (length(path) <= 200 and path ~ '^(/([a-z]+(-[a-z]+)*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}))+$'),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'no-address')),
  attempts smallint not null default 0 check (attempts >= 0),
  queued_at timestamptz not null default access.now(),
  queued_by bigint,
  due_at timestamptz not null default now(),
  settled_at timestamptz,
  primary key (partnership_id, id),
  unique (partnership_id, uid),
  foreign key (partnership_id, to_principal_id) references access.principal (partnership_id, id),
  check ((settled_at is not null) = (state in ('sent', 'failed', 'no-address')))
);
create index mail_due on app.mail (due_at) where state in ('waiting', 'sending');
create index mail_settled on app.mail (settled_at) where settled_at is not null;
comment on table app.mail is 'Messages to people. There is no column in which a name or content could stand.';
comment on column app.mail.partnership_id is 'Partnership.';
comment on column app.mail.id is 'Inner key.';
comment on column app.mail.uid is 'Outer identity; also the id of the message, so that one sent twice is recognised.';
comment on column app.mail.to_principal_id is 'Person to whom it goes.';
comment on column app.mail.template is 'Which words (src/platform/mail/templates.ts).';
comment on column app.mail.reference is 'Neutral reference of the record, like 2025-03.';
comment on column app.mail.path is 'Where its link leads: fixed words and ids.';
comment on column app.mail.state is 'waiting, sending, sent, failed after the last try, or no-address.';
comment on column app.mail.attempts is 'How often it was tried.';
comment on column app.mail.queued_at is 'When the act that it tells of was done.';
comment on column app.mail.queued_by is 'Who did that act.';
comment on column app.mail.due_at is 'When it is to be tried next, by the machine''s clock.';
comment on column app.mail.settled_at is 'When nothing more was to be done.';
alter table app.mail enable row level security;
alter table app.mail force row level security;
create policy sending on app.mail to heed_owner using (true) with check (true);

create function app.queue_mail(to_principal bigint, template text, reference text, path text) returns integer
  language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  here bigint := access.partnership();
  queued integer;
begin
  if here is null then
    raise exception 'nobody is known to have asked for this message' using errcode = 'HE401';
  end if;
  insert into app.mail (partnership_id, to_principal_id, template, reference, path, queued_by)
  select here, p, queue_mail.template, queue_mail.reference, queue_mail.path, access.principal_id()
    from access.people_behind(here, to_principal) p;
  get diagnostics queued = row_count;
  perform graphile_worker.add_job('mail.send', '{}'::json, job_key => 'mail.send', max_attempts => 3);
  return queued;
end $$;
comment on function app.queue_mail(bigint, text, text, text) is
  'Queues a message to a person, or to each who fills a post, in the caller''s transaction; answers to how many.';
grant execute on function app.queue_mail(bigint, text, text, text) to heed_app;

create function app.claim_mail(most integer)
  returns table (partnership_id bigint, id bigint, uid uuid, address text, template text, reference text, path text, attempts smallint)
  language sql volatile security definer set search_path = pg_catalog, app, pg_temp as $$
  with due as (
    select m.partnership_id, m.id from app.mail m
     where m.state in ('waiting', 'sending') and m.due_at <= now()
     order by m.due_at limit most for update skip locked
  ), claimed as (
    -- While it is being sent nobody else takes it; whoever was killed meanwhile gives it back after five minutes.
    update app.mail m
       set attempts = m.attempts + 1,
           state = case when a.address is null then 'no-address' else 'sending' end,
           due_at = now() + interval '5 minutes',
           settled_at = case when a.address is null then now() end
      from due left join app.mail_address a on a.partnership_id = due.partnership_id
           and a.principal_id = (select o.to_principal_id from app.mail o where o.partnership_id = due.partnership_id and o.id = due.id)
     where m.partnership_id = due.partnership_id and m.id = due.id
    returning m.partnership_id, m.id, m.uid, a.address, m.template, m.reference, m.path, m.attempts
  )
  select * from claimed where claimed.address is not null
$$;
comment on function app.claim_mail(integer) is 'Takes messages that are due, for sending; those to people without an address are settled at once.';

create function app.settle_mail(partnership bigint, mail bigint, outcome text, again_at timestamptz default null) returns void
  language sql volatile security definer set search_path = pg_catalog, app, pg_temp as $$
  update app.mail m
     set state = outcome, due_at = coalesce(again_at, m.due_at),
         settled_at = case when outcome in ('sent', 'failed') then now() end
   where m.partnership_id = partnership and m.id = mail and m.state = 'sending'
$$;
comment on function app.settle_mail(bigint, bigint, text, timestamptz) is 'Says what became of a message that was taken: sent, failed, or waiting for another try.';
grant execute on function app.claim_mail(integer), app.settle_mail(bigint, bigint, text, timestamptz) to heed_jobs;
