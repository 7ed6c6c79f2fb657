-- Messages that could not be sent, for those who keep the settings: which, to whom, how often tried, and trying again.
set local role heed_priv;

create function access.may_watch_mail() returns boolean
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  return coalesce(access.permitted('mail:watch'), false);
end $$;
comment on function access.may_watch_mail() is 'Whether the caller may see which messages could not be sent.';
grant execute on function access.may_watch_mail() to heed_owner;

create function access.may_retry_mail() returns boolean
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  return coalesce(access.permitted('mail:retry'), false);
end $$;
comment on function access.may_retry_mail() is 'Whether the caller may have a message tried again that could not be sent.';
grant execute on function access.may_retry_mail() to heed_owner;

set local role heed_owner;

create function app.failed_mail(most integer)
  returns table (uid uuid, reference text, to_principal_id bigint, state text, attempts smallint, queued_at timestamptz, settled_at timestamptz, has_address boolean)
  language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if not access.may_watch_mail() then
    raise exception 'these messages are not open to the caller' using errcode = 'HE404';
  end if;
  return query
    select m.uid, m.reference, m.to_principal_id, m.state, m.attempts, m.queued_at, m.settled_at,
           exists (select from app.mail_address a
                    where a.partnership_id = m.partnership_id and a.principal_id = m.to_principal_id)
      from app.mail m
     where m.partnership_id = access.partnership() and m.state in ('failed', 'no-address')
     order by m.settled_at desc, m.id desc limit most;
end $$;
comment on function app.failed_mail(integer) is
  'The messages of the partnership that could not be sent, the last first: a reference and an account, never content or where they lead.';

create function app.retry_mail(mail uuid) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if not access.may_retry_mail() then
    raise exception 'these messages are not open to the caller' using errcode = 'HE404';
  end if;
  if not exists (select from app.mail m where m.partnership_id = access.partnership() and m.uid = retry_mail.mail) then
    raise exception 'there is no such message' using errcode = 'HE404';
  end if;
  -- How often it was tried stays: the count is what the reader is told, and one more try is what was asked for.
  update app.mail m
     set state = 'waiting', due_at = now(), settled_at = null
   where m.partnership_id = access.partnership() and m.uid = retry_mail.mail and m.state in ('failed', 'no-address')
     and exists (select from app.mail_address a
                  where a.partnership_id = m.partnership_id and a.principal_id = m.to_principal_id);
  if not found then
    return false;
  end if;
  perform graphile_worker.add_job('mail.send', '{}'::json, job_key => 'mail.send', max_attempts => 3);
  return true;
end $$;
comment on function app.retry_mail(uuid) is
  'Has a message tried once more that could not be sent; false when it waits or was sent, or has still no address to go to; not found when there is none.';
grant execute on function app.failed_mail(integer), app.retry_mail(uuid) to heed_app;
