-- Sessions, principals, posts and roles: written only here, and each function looks at its caller first.
-- Error codes: HE401 sign in or confirm, HE403 not allowed, HE404 not there for you, HE422 the rules say no.

set local role heed_priv;

create function access.demand(wanted text) returns void
language plpgsql stable set search_path = pg_catalog, access, pg_temp as $$
begin
  if access.principal_id() is null then
    raise exception 'no live session' using errcode = 'HE401';
  end if;
  if not access.permitted(wanted) then
    raise exception 'needs %', wanted using errcode = 'HE403';
  end if;
end $$;
comment on function access.demand(text) is 'Stops unless the principal is permitted to do this.';

create function access.demand_step_up() returns void
language plpgsql stable set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
begin
  if not exists (
    select from access.me(at) m where m.assurance >= 2 and m.stepped_up_at > at - interval '5 minutes') then
    raise exception 'needs a confirmation not older than five minutes' using errcode = 'HE401';
  end if;
end $$;
comment on function access.demand_step_up() is 'Stops unless the person confirmed in the last five minutes that it is them.';

create function access.demand_sign_in_secret(secret text) returns void
language plpgsql stable set search_path = pg_catalog, access, pg_temp as $$
declare
  digest bytea := (select i.sign_in_digest from access.installation i);
begin
  if digest is not null and digest is distinct from sha256(convert_to(secret, 'UTF8')) then
    raise exception 'only sign-in starts and lifts sessions' using errcode = 'HE403';
  end if;
end $$;
comment on function access.demand_sign_in_secret(text) is 'Stops unless the caller knows what only the sign-in code holds: statements smuggled into the application cannot make sessions.';

create function access.start_session(
  partnership bigint, principal bigint, token_digest bytea, assurance integer,
  idle interval default '15 minutes', lifetime interval default '12 hours', agent text default '', secret text default null
) returns uuid
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
  who record;
  made uuid;
begin
  perform access.demand_sign_in_secret(secret);
  select p.kind, p.active into who from access.principal p where p.partnership_id = partnership and p.id = principal;
  if who.active is not true or who.kind = 'post' then
    raise exception 'nobody signs in as this' using errcode = 'HE404';
  end if;
  if who.kind in ('person', 'link') and lifetime > interval '12 hours' then
    raise exception 'a person''s session ends after twelve hours' using errcode = 'HE422';
  end if;
  insert into access.session (partnership_id, principal_id, token_digest, assurance, stepped_up_at, started_at, seen_at, idle_limit, expires_at, agent)
  values (partnership, principal, start_session.token_digest, start_session.assurance, case when start_session.assurance >= 2 then at end,
          at, at, idle, at + lifetime, left(start_session.agent, 200))
  returning uid into made;
  return made;
end $$;
comment on function access.start_session(bigint, bigint, bytea, integer, interval, interval, text, text) is 'Starts a session after sign-in; the token itself never reaches the database here.';

create function access.step_up(assurance integer, secret text default null) returns void
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
begin
  perform access.demand_sign_in_secret(secret);
  update access.session s set stepped_up_at = at, assurance = greatest(s.assurance, step_up.assurance)
  from access.me(at) m
  where s.partnership_id = m.partnership_id and s.id = m.session_id;
  if not found then
    raise exception 'no live session' using errcode = 'HE401';
  end if;
end $$;
comment on function access.step_up(integer, text) is 'Notes that the person has just confirmed that it is them.';

create function access.end_session(session uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
begin
  update access.session s set revoked_at = at, revoked_by = m.principal_id
  from access.me(at) m
  where s.partnership_id = m.partnership_id and s.uid = end_session.session and s.revoked_at is null
    and (s.principal_id = m.principal_id or access.permitted('account:manage'));
  return found;
end $$;
comment on function access.end_session(uuid) is 'Ends one session, the own or, with account:manage, another''s; it is dead for the next statement.';

create function access.end_all_sessions(principal bigint, but_this boolean default false) returns integer
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
  ended integer;
begin
  update access.session s set revoked_at = at, revoked_by = m.principal_id
  from access.me(at) m
  where s.partnership_id = m.partnership_id and s.principal_id = end_all_sessions.principal and s.revoked_at is null
    and not (but_this and s.id = m.session_id)
    and (s.principal_id = m.principal_id or access.permitted('account:manage'));
  get diagnostics ended = row_count;
  return ended;
end $$;
comment on function access.end_all_sessions(bigint, boolean) is 'Ends every session of a principal, or all but this one.';

create function access.sessions_of(principal bigint)
returns table (uid uuid, agent text, assurance smallint, started_at timestamptz, seen_at timestamptz, expires_at timestamptz, is_this boolean)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
declare
  at timestamptz := access.now();
begin
  return query
    select s.uid, s.agent, s.assurance, s.started_at, s.seen_at, s.expires_at, s.id = m.session_id
    from access.me(at) m
    join access.session s on s.partnership_id = m.partnership_id and s.principal_id = sessions_of.principal
    where s.revoked_at is null and s.expires_at > at and s.seen_at + s.idle_limit > at
      and (s.principal_id = m.principal_id or access.permitted('account:manage'))
    order by s.seen_at desc;
end $$;
comment on function access.sessions_of(bigint) is 'Live sessions of the principal itself, or of another with account:manage.';

create function access.keep_admin_apart() returns trigger
language plpgsql set search_path = pg_catalog, access, pg_temp as $$
declare
  person bigint;
begin
  for person in
    select p.id from access.principal p
    where p.partnership_id = new.partnership_id and p.id in (
      select new.principal_id
      union
      select a.principal_id from access.acting a where a.partnership_id = new.partnership_id and a.as_principal_id = new.principal_id)
    order by p.id
    for update
  loop
    if exists (
      with held as (
        select h.role, h.valid from access.role_held h where h.partnership_id = new.partnership_id and h.principal_id = person
        union all
        select h.role, h.valid * a.valid
        from access.acting a
        join access.role_held h on h.partnership_id = a.partnership_id and h.principal_id = a.as_principal_id
        where a.partnership_id = new.partnership_id and a.principal_id = person
      )
      select from held x join access.role rx on rx.role = x.role and rx.content
      join held y on y.valid && x.valid
      join access.role ry on ry.role = y.role and ry.administers
    ) then
      raise exception 'a role with case content and a role that administers are never held together' using errcode = 'HE422';
    end if;
  end loop;
  return null;
end $$;
comment on function access.keep_admin_apart() is 'Content roles and admin roles never meet in one person, through posts neither.';
create trigger admin_apart after insert or update on access.role_held for each row execute function access.keep_admin_apart();
create trigger admin_apart after insert or update on access.acting for each row execute function access.keep_admin_apart();

create function access.add_principal(kind text, name text, agency bigint default null) returns bigint
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  made bigint;
begin
  perform access.demand(case add_principal.kind when 'post' then 'organisation:manage' when 'link' then 'link:issue' else 'account:manage' end);
  insert into access.principal (partnership_id, kind, name, agency_id)
  values (access.partnership(), add_principal.kind, add_principal.name, agency)
  returning id into made;
  return made;
end $$;
comment on function access.add_principal(text, text, bigint) is 'Adds a person, service or job (account:manage), a post (organisation:manage) or a link holder (link:issue).';

create function access.change_principal(principal bigint, name text, agency bigint, active boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  was record;
begin
  select p.* into was from access.principal p where p.partnership_id = access.partnership() and p.id = principal for update;
  if was.id is null then
    perform access.demand('account:manage');
    return false;
  end if;
  perform access.demand(case was.kind when 'post' then 'organisation:manage' when 'link' then 'link:issue' else 'account:manage' end);
  if principal = access.principal_id() then
    raise exception 'nobody changes their own account' using errcode = 'HE403';
  end if;
  update access.principal p
  set name = change_principal.name, agency_id = agency, active = change_principal.active, version = p.version + 1
  where p.partnership_id = was.partnership_id and p.id = principal;
  return true;
end $$;
comment on function access.change_principal(bigint, text, bigint, boolean) is 'Renames, moves to another agency, or stops a principal; a stopped one is out at once. Never the own account.';

create function access.is_self(principal bigint) returns boolean
language sql stable as $$
  select coalesce((select principal = any (m.selves) from access.me((select access.now())) m), false)
$$;
comment on function access.is_self(bigint) is 'Whether this principal is the caller or a post that the caller fills.';

create function access.fill_post(person bigint, post bigint, starts timestamptz default null, ends timestamptz default null) returns bigint
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  made bigint;
begin
  perform access.demand('post:fill');
  if access.is_self(person) then
    raise exception 'nobody puts themselves in a post' using errcode = 'HE403';
  end if;
  insert into access.acting (partnership_id, principal_id, as_principal_id, valid, started_by)
  values (access.partnership(), person, post, tstzrange(coalesce(starts, access.now()), ends), access.principal_id())
  returning id into made;
  return made;
end $$;
comment on function access.fill_post(bigint, bigint, timestamptz, timestamptz) is 'A person begins to fill a post, and holds from then what the post holds.';

create function access.leave_post(person bigint, post bigint, at timestamptz default null) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  moment timestamptz := coalesce(at, access.now());
begin
  perform access.demand('post:fill');
  update access.acting a set valid = tstzrange(lower(a.valid), moment), ended_by = access.principal_id()
  where a.partnership_id = access.partnership() and a.principal_id = person and a.as_principal_id = post
    and a.valid @> moment and lower(a.valid) < moment;
  return found;
end $$;
comment on function access.leave_post(bigint, bigint, timestamptz) is 'A person stops filling a post.';

create function access.give_role(principal bigint, role text, ends timestamptz default null) returns bigint
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  made bigint;
begin
  perform access.demand('role:give');
  perform access.demand_step_up();
  if access.is_self(principal) then
    raise exception 'nobody gives a role to themselves' using errcode = 'HE403';
  end if;
  insert into access.role_held (partnership_id, principal_id, role, valid, given_by)
  values (access.partnership(), give_role.principal, give_role.role, tstzrange(access.now(), ends), access.principal_id())
  returning id into made;
  return made;
end $$;
comment on function access.give_role(bigint, text, timestamptz) is 'Gives a role to somebody else. Not for the application: it asks through functions that want a second person where the role opens cases.';

create function access.end_role(principal bigint, role text) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
begin
  perform access.demand('role:give');
  update access.role_held h set valid = tstzrange(lower(h.valid), at), ended_by = access.principal_id()
  where h.partnership_id = access.partnership() and h.principal_id = end_role.principal and h.role = end_role.role
    and h.valid @> at and lower(h.valid) < at;
  return found;
end $$;
comment on function access.end_role(bigint, text) is 'Ends a role now.';

create function access.switch_module(module text, is_on boolean) returns void
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand('module:switch');
  if is_on then
    delete from access.module_off o where o.partnership_id = access.partnership() and o.module = switch_module.module;
  else
    insert into access.module_off (partnership_id, module, off_at, off_by)
    values (access.partnership(), switch_module.module, access.now(), access.principal_id())
    on conflict do nothing;
  end if;
end $$;
comment on function access.switch_module(text, boolean) is 'Switches a feature module on or off for the own partnership.';

create function access.change_word(key text, said text) returns void
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand('word:change');
  delete from access.word w where w.partnership_id = access.partnership() and w.key = change_word.key;
  if nullif(btrim(said), '') is not null then
    insert into access.word (partnership_id, key, text) values (access.partnership(), change_word.key, btrim(said));
  end if;
end $$;
comment on function access.change_word(text, text) is 'Changes a word for the own partnership; an empty one goes back to the shipped word.';

grant execute on function
  access.start_session(bigint, bigint, bytea, integer, interval, interval, text, text), access.step_up(integer, text),
  access.end_session(uuid), access.end_all_sessions(bigint, boolean), access.sessions_of(bigint),
  access.add_principal(text, text, bigint), access.change_principal(bigint, text, bigint, boolean),
  access.fill_post(bigint, bigint, timestamptz, timestamptz), access.leave_post(bigint, bigint, timestamptz),
  access.end_role(bigint, text), access.switch_module(text, boolean),
  access.change_word(text, text)
  to heed_app;
