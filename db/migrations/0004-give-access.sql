-- Opening scopes, giving and ending access, conflicts of interest, seals, emergency access and shares.
-- What the caller cannot see answers HE404, the same as what does not exist.

set local role heed_priv;

create function access.demand_write(of_scope bigint, least_clearance integer) returns void
language plpgsql stable set search_path = pg_catalog, access, pg_temp as $$
declare
  kind text := (select s.kind from access.scope s where s.partnership_id = access.partnership() and s.id = of_scope);
begin
  if access.read_clearance(of_scope) is null or kind is null then
    raise exception 'no such scope' using errcode = 'HE404';
  end if;
  if coalesce(access.write_clearance(of_scope, kind), -1) < least_clearance then
    raise exception 'not open for that' using errcode = 'HE403';
  end if;
end $$;
comment on function access.demand_write(bigint, integer) is 'Stops unless the caller writes in this scope of the own partnership at this sensitivity.';

create function access.open_scope(kind text, parent bigint default null) returns bigint
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  made bigint;
begin
  perform access.demand(coalesce((select k.open_permission from access.scope_kind k where k.kind = open_scope.kind), '?'));
  if parent is not null then
    perform access.demand_write(parent, 0);
  end if;
  insert into access.scope (partnership_id, kind, parent_id, opened_at, opened_by)
  values (access.partnership(), open_scope.kind, parent, access.now(), access.principal_id())
  returning id into made;
  -- Whoever already writes here, by a wide role or through the parent, needs no grant of their own.
  if access.write_clearance(made, open_scope.kind) is null then
    insert into access.scope_grant (partnership_id, scope_id, principal_id, clearance, may_write, valid, path, reason, granted_at, granted_by)
    values (access.partnership(), made, access.principal_id(), 3, true, tstzrange(access.now(), null), 'opener', 'opened it', access.now(), access.principal_id());
  end if;
  return made;
end $$;
comment on function access.open_scope(text, bigint) is 'Opens a scope of a kind; the opener keeps a grant unless a wide role or the parent already gives one.';

create function access.grant_access(
  scope bigint, principal bigint, clearance integer, may_write boolean, reason text,
  ends timestamptz default null, path text default 'member', starts timestamptz default null
) returns bigint
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  made bigint;
begin
  perform access.demand('scope:grant');
  perform access.demand_write(scope, grant_access.clearance);
  if access.is_self(principal) then
    raise exception 'nobody gives access to themselves' using errcode = 'HE403';
  end if;
  insert into access.scope_grant (partnership_id, scope_id, principal_id, clearance, may_write, valid, path, reason, granted_at, granted_by)
  values (access.partnership(), scope, principal, grant_access.clearance, grant_access.may_write,
          tstzrange(coalesce(starts, access.now()), ends), grant_access.path, grant_access.reason, access.now(), access.principal_id())
  returning id into made;
  return made;
end $$;
comment on function access.grant_access(bigint, bigint, integer, boolean, text, timestamptz, text, timestamptz) is 'Opens a scope to somebody else, never above the caller''s own clearance.';

create function access.end_grant(scope_grant bigint, reason text) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
  of_scope bigint := (select g.scope_id from access.scope_grant g where g.partnership_id = access.partnership() and g.id = end_grant.scope_grant);
begin
  perform access.demand('scope:grant');
  perform access.demand_write(of_scope, 0);
  -- A grant that has not begun, or begins this moment, keeps its first instant and is empty for every later question.
  update access.scope_grant g
  set valid = tstzrange(lower(g.valid), greatest(at, lower(g.valid) + interval '1 microsecond')),
      ended_at = at, ended_by = access.principal_id(), end_reason = end_grant.reason
  where g.partnership_id = access.partnership() and g.id = end_grant.scope_grant and g.ended_at is null;
  return found;
end $$;
comment on function access.end_grant(bigint, text) is 'Ends a grant now; it keeps its row.';

create function access.grants_on(scope bigint)
returns table (id bigint, uid uuid, principal_id bigint, clearance smallint, may_write boolean, path text, reason text,
               starts timestamptz, ends timestamptz, granted_by bigint)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  if access.read_clearance(grants_on.scope) is null then
    return;
  end if;
  return query
    select g.id, g.uid, g.principal_id, g.clearance, g.may_write, g.path, g.reason, lower(g.valid), upper(g.valid), g.granted_by
    from access.scope_grant g
    where g.partnership_id = access.partnership() and g.scope_id = grants_on.scope and g.valid @> access.now()
    order by g.id;
end $$;
comment on function access.grants_on(bigint) is 'To whom a scope is open by name, for those who can read it.';

create function access.raise_conflict(scope bigint, principal bigint, kind text, basis text) returns bigint
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  made bigint;
begin
  if access.read_clearance(scope) is null
     or not exists (select from access.scope s where s.partnership_id = access.partnership() and s.id = raise_conflict.scope) then
    raise exception 'no such scope' using errcode = 'HE404';
  end if;
  if raise_conflict.kind = 'declared' and principal <> access.principal_id() then
    raise exception 'a conflict is declared for oneself' using errcode = 'HE403';
  end if;
  if raise_conflict.kind <> 'declared' then
    perform access.demand('conflict:flag');
  end if;
  insert into access.conflict as k
    (partnership_id, scope_id, principal_partnership_id, principal_id, kind, state, basis, raised_at, raised_by)
  values (access.partnership(), scope, access.partnership(), principal, raise_conflict.kind,
          case raise_conflict.kind when 'matched' then 'suspected' else 'confirmed' end, raise_conflict.basis, access.now(), access.principal_id())
  on conflict (partnership_id, scope_id, principal_partnership_id, principal_id) do update
    set kind = excluded.kind, state = excluded.state, basis = excluded.basis, raised_at = excluded.raised_at, raised_by = excluded.raised_by,
        settled_at = null, cleared_until = null, version = k.version + 1
    where k.state = 'cleared' or k.kind = 'matched'
  returning id into made;
  return made;
end $$;
comment on function access.raise_conflict(bigint, bigint, text, text) is 'Raises a conflict of interest, the own or (conflict:flag) another''s; it closes the scope to the person from this statement on.';

create function access.declare_conflict(scope bigint, basis text) returns bigint
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  return access.raise_conflict(scope, access.principal_id(), 'declared', basis);
end $$;
comment on function access.declare_conflict(bigint, text) is 'The caller declares a conflict of interest, and is shut out at once.';

create function access.sees_conflict(conflict bigint) returns boolean
language sql stable as $$
  select exists (
    select from access.me((select access.now())) m
    join access.conflict k on k.partnership_id = m.partnership_id and k.id = conflict
    where not exists (
      select from access.closed_to(m.partnership_id, m.principal_id, m.selves, (select access.now())) c
      join access.conflict own on own.scope_id = c and own.principal_partnership_id = m.partnership_id
        and own.principal_id = any (m.selves) and (own.state <> 'cleared' or own.cleared_until <= (select access.now()))
      where own.scope_id = k.scope_id or own.scope_id = (select s.parent_id from access.scope s where s.partnership_id = k.partnership_id and s.id = k.scope_id))
      and not (k.principal_partnership_id = m.partnership_id and k.principal_id = any (m.selves)))
$$;
comment on function access.sees_conflict(bigint) is 'Nobody sees a conflict that shuts out themselves, or one on a scope that a conflict closes to them.';

create function access.list_conflicts()
returns table (id bigint, uid uuid, scope_uid uuid, scope_kind text, principal_id bigint, principal_name text, agency_id bigint,
               kind text, state text, basis text, raised_at timestamptz, cleared_until timestamptz, version integer)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  if not access.permitted('conflict:settle') then
    return;
  end if;
  return query
    select k.id, k.uid, s.uid, s.kind, k.principal_id, p.name, p.agency_id, k.kind, k.state, k.basis, k.raised_at, k.cleared_until, k.version
    from access.conflict k
    join access.scope s on s.partnership_id = k.partnership_id and s.id = k.scope_id
    join access.principal p on p.partnership_id = k.principal_partnership_id and p.id = k.principal_id
    where k.partnership_id = access.partnership() and access.sees_conflict(k.id)
    order by k.raised_at desc, k.id desc;
end $$;
comment on function access.list_conflicts() is 'Conflicts for those who settle them: who and which scope, no content; never the own.';

create function access.agree(act text, subject bigint, subject_version integer, reason text) returns boolean
language plpgsql set search_path = pg_catalog, access, pg_temp as $$
begin
  if access.agency() is null then
    raise exception 'a person without an agency cannot agree to this' using errcode = 'HE403';
  end if;
  insert into access.agreement (partnership_id, act, subject_id, subject_version, principal_id, agency_id, reason, given_at)
  values (access.partnership(), agree.act, subject, agree.subject_version, access.principal_id(), access.agency(), agree.reason, access.now())
  on conflict do nothing;
  return (
    select count(distinct a.agency_id) >= 2 and count(distinct a.principal_id) >= 2
    from access.agreement a
    where a.partnership_id = access.partnership() and a.act = agree.act and a.subject_id = subject
      and a.subject_version = agree.subject_version);
end $$;
comment on function access.agree(text, bigint, integer, text) is 'Records one person''s word; true once two people of two agencies have given theirs.';

create function access.settle_conflict(conflict bigint, verdict text, reason text, clear_until timestamptz default null) returns text
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  was record;
begin
  perform access.demand('conflict:settle');
  perform access.demand_step_up();
  select k.*, p.agency_id into was
  from access.conflict k
  join access.principal p on p.partnership_id = k.principal_partnership_id and p.id = k.principal_id
  where k.partnership_id = access.partnership() and k.id = settle_conflict.conflict and access.sees_conflict(k.id)
  for update of k;
  if was.id is null then
    raise exception 'no such conflict' using errcode = 'HE404';
  end if;
  if verdict = 'confirmed' then
    update access.conflict k set state = 'confirmed', settled_at = access.now(), cleared_until = null, version = k.version + 1
    where k.partnership_id = was.partnership_id and k.id = was.id;
    return 'confirmed';
  end if;
  if verdict is distinct from 'cleared' or clear_until is null or clear_until <= access.now() then
    raise exception 'confirmed, or cleared until a day to come' using errcode = 'HE422';
  end if;
  if access.agency() is not distinct from was.agency_id then
    raise exception 'only another agency clears a conflict' using errcode = 'HE403';
  end if;
  if not access.agree('clear-conflict', was.id, was.version, settle_conflict.reason) then
    return 'waits-for-second';
  end if;
  update access.conflict k
  set state = 'cleared', settled_at = access.now(), cleared_until = clear_until, version = k.version + 1
  where k.partnership_id = was.partnership_id and k.id = was.id;
  return 'cleared';
end $$;
comment on function access.settle_conflict(bigint, text, text, timestamptz) is 'Confirms a conflict, or clears it until a day: two people of two agencies, neither that of the person concerned.';

create function access.seal_scope(scope bigint) returns void
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
begin
  perform access.demand('seal:set');
  perform access.demand_step_up();
  perform access.demand_write(scope, 0);
  if access.principal_id() is null or exists (select from access.me(at) m where m.kind <> 'person') then
    raise exception 'a person seals' using errcode = 'HE403';
  end if;
  update access.scope s set sealed = true where s.partnership_id = access.partnership() and s.id = scope;
  -- Whoever seals can still name the others; thirty days, then another named person must renew it.
  insert into access.seal_grant (partnership_id, scope_id, principal_id, valid, reason, granted_by)
  values (access.partnership(), scope, access.principal_id(), tstzrange(at, at + interval '30 days'), 'sealed it', access.principal_id());
end $$;
comment on function access.seal_scope(bigint) is 'Seals a scope with its children: from now on only named persons open it.';

create function access.grant_seal(scope bigint, principal bigint, ends timestamptz, reason text) returns bigint
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  made bigint;
begin
  perform access.demand('seal:set');
  perform access.demand_step_up();
  perform access.demand_write(scope, 0);
  if access.is_self(principal) then
    raise exception 'nobody opens a seal for themselves' using errcode = 'HE403';
  end if;
  insert into access.seal_grant (partnership_id, scope_id, principal_id, valid, reason, granted_by)
  values (access.partnership(), scope, principal, tstzrange(access.now(), ends), grant_seal.reason, access.principal_id())
  returning id into made;
  return made;
end $$;
comment on function access.grant_seal(bigint, bigint, timestamptz, text) is 'Names a person for whom a sealed scope counts as open, until a day.';

create function access.end_seal_grant(seal_grant bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
  of_scope bigint := (select g.scope_id from access.seal_grant g where g.partnership_id = access.partnership() and g.id = end_seal_grant.seal_grant);
begin
  perform access.demand('seal:set');
  perform access.demand_write(of_scope, 0);
  update access.seal_grant g
  set valid = tstzrange(lower(g.valid), greatest(at, lower(g.valid) + interval '1 microsecond')), ended_by = access.principal_id()
  where g.partnership_id = access.partnership() and g.id = end_seal_grant.seal_grant and upper(g.valid) > at;
  return found;
end $$;
comment on function access.end_seal_grant(bigint) is 'Ends a seal grant now.';

create function access.release_seal(scope bigint, reason text) returns text
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  sealings integer;
begin
  perform access.demand('seal:release');
  perform access.demand_step_up();
  perform access.demand_write(scope, 0);
  perform from access.scope s where s.partnership_id = access.partnership() and s.id = scope and s.sealed for update;
  if not found then
    raise exception 'not sealed' using errcode = 'HE422';
  end if;
  -- Each sealing leaves one grant of its own; counting them keeps words about an earlier seal apart.
  select count(*) into sealings from access.seal_grant g
  where g.partnership_id = access.partnership() and g.scope_id = release_seal.scope and g.principal_id = g.granted_by;
  if not access.agree('release-seal', scope, sealings, release_seal.reason) then
    return 'waits-for-second';
  end if;
  update access.scope s set sealed = false where s.partnership_id = access.partnership() and s.id = release_seal.scope;
  return 'released';
end $$;
comment on function access.release_seal(bigint, text) is 'Releases a seal: two people of two agencies.';

create function access.weekdays_since(since timestamptz, at timestamptz) returns integer
language sql immutable as $$
  select count(*)::integer
  from generate_series((since at time zone 'Europe/London')::date + 1, (at at time zone 'Europe/London')::date, interval '1 day') d
  where extract(isodow from d) < 6
$$;
comment on function access.weekdays_since(timestamptz, timestamptz) is 'Mondays to Fridays begun after a day; bank holidays count too, which is the strict side.';

create function access.use_emergency_access(scope uuid, reason_code text, reason text)
returns table (id bigint, refusal text)
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
declare
  at timestamptz := access.now();
  me record;
  target bigint;
begin
  perform access.demand('emergency-access:use');
  perform access.demand_step_up();
  select * into me from access.me(at);
  if me.kind <> 'person' or me.administers then
    raise exception 'only a person who works with cases' using errcode = 'HE403';
  end if;
  -- Two requests at once count each other.
  perform from access.principal p where p.partnership_id = me.partnership_id and p.id = me.principal_id for update;
  if exists (
    select from access.emergency_access e
    where e.partnership_id = me.partnership_id and e.principal_id = me.principal_id and e.reviewed_at is null
      and access.weekdays_since(e.used_at, at) > 2) then
    return query select null::bigint, 'review-overdue';
    return;
  end if;
  if (select count(*) >= 2 from access.emergency_access e
      where e.partnership_id = me.partnership_id and e.principal_id = me.principal_id and e.reviewed_at is null
        and e.used_at > at - interval '7 days') then
    return query select null::bigint, 'two-uses-wait-for-review';
    return;
  end if;
  select s.id into target from access.scope s where s.partnership_id = me.partnership_id and s.uid = use_emergency_access.scope;
  if target is null or target in (select c from access.closed_to(me.partnership_id, me.principal_id, me.selves, at) c) then
    raise exception 'no such scope' using errcode = 'HE404';
  end if;
  return query
    insert into access.emergency_access as e (partnership_id, scope_id, principal_id, valid, reason_code, reason, used_at)
    values (me.partnership_id, target, me.principal_id, tstzrange(at, at + interval '60 minutes'), use_emergency_access.reason_code,
            use_emergency_access.reason, at)
    returning e.id, null::text;
end $$;
comment on function access.use_emergency_access(uuid, text, text) is 'Opens one scope for an hour, read only, with a reason; never past a seal or a conflict, and not while earlier uses wait for review.';

create function access.review_emergency_access(used bigint, verdict text, note text) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
begin
  perform access.demand('emergency-access:review');
  update access.emergency_access e
  set reviewed_at = access.now(), reviewed_by = access.principal_id(), verdict = review_emergency_access.verdict, note = review_emergency_access.note
  where e.partnership_id = access.partnership() and e.id = used and e.reviewed_at is null and e.principal_id <> access.principal_id();
  return found;
end $$;
comment on function access.review_emergency_access(bigint, text, text) is 'Somebody else''s verdict on a use of emergency access.';

create function access.list_emergency_access()
returns table (id bigint, uid uuid, scope_uid uuid, principal_id bigint, principal_name text, used_at timestamptz, ends_at timestamptz,
               reason_code text, reason text, reviewed_at timestamptz, verdict text)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
declare
  at timestamptz := access.now();
begin
  return query
    select e.id, e.uid, s.uid, e.principal_id, p.name, e.used_at, upper(e.valid), e.reason_code, e.reason, e.reviewed_at, e.verdict
    from access.me(at) m
    join access.emergency_access e on e.partnership_id = m.partnership_id
    join access.scope s on s.partnership_id = e.partnership_id and s.id = e.scope_id
    join access.principal p on p.partnership_id = e.partnership_id and p.id = e.principal_id
    where e.principal_id = m.principal_id
       or (access.permitted('emergency-access:review')
           and e.scope_id not in (
             select k.scope_id from access.conflict k
             where k.principal_partnership_id = m.partnership_id and k.principal_id = any (m.selves)
               and (k.state <> 'cleared' or k.cleared_until <= at)))
    order by e.used_at desc, e.id desc;
end $$;
comment on function access.list_emergency_access() is 'Own uses of emergency access, and all for those who review them; no content.';

create function access.give_share(
  scope bigint, to_partnership uuid, to_agency bigint, clearance integer, ends timestamptz, purpose text, basis text
) returns bigint
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  made bigint;
begin
  perform access.demand('share:give');
  perform access.demand_step_up();
  perform access.demand_write(scope, give_share.clearance);
  if exists (select from access.scope s where s.partnership_id = access.partnership() and s.id = give_share.scope and s.sealed) then
    raise exception 'a sealed scope is not shared' using errcode = 'HE422';
  end if;
  insert into access.share (partnership_id, scope_id, to_partnership_id, to_agency_id, clearance, valid, purpose, basis, shared_at, shared_by)
  values (access.partnership(), scope, (select n.id from access.partnership n where n.uid = to_partnership), to_agency, give_share.clearance,
          tstzrange(access.now(), ends), give_share.purpose, give_share.basis, access.now(), access.principal_id())
  returning id into made;
  return made;
end $$;
comment on function access.give_share(bigint, uuid, bigint, integer, timestamptz, text, text) is 'Shares a scope with another partnership or with an agency, until a day, for a purpose, on a basis in law.';

create function access.end_share(share bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
  of_scope bigint := (select h.scope_id from access.share h where h.partnership_id = access.partnership() and h.id = end_share.share);
begin
  perform access.demand('share:give');
  perform access.demand_write(of_scope, 0);
  update access.share h
  set valid = tstzrange(lower(h.valid), greatest(at, lower(h.valid) + interval '1 microsecond')), ended_by = access.principal_id()
  where h.partnership_id = access.partnership() and h.id = end_share.share and upper(h.valid) > at;
  return found;
end $$;
comment on function access.end_share(bigint) is 'Ends a share now.';

create function access.other_partnerships() returns table (uid uuid, name text)
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
#variable_conflict use_column
begin
  return query
    select n.uid, n.name from access.partnership n
    where access.permitted('share:give') and n.id <> access.partnership() order by n.name;
end $$;
comment on function access.other_partnerships() is 'Partnerships that something can be shared with.';

create function access.why(scope uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, access, pg_temp as $$
declare
  at timestamptz := access.now();
  me record;
  target record;
begin
  select * into me from access.me(at);
  if me.principal_id is null then
    return null;
  end if;
  select s.partnership_id, s.id, s.kind, s.sealed, s.parent_id, p.sealed as parent_sealed into target
  from access.scope s
  left join access.scope p on p.partnership_id = s.partnership_id and p.id = s.parent_id
  where s.uid = why.scope and s.partnership_id in (select access.partnerships_in_reach());
  if target.id is null or access.read_clearance(target.id) is null then
    return null;
  end if;
  return jsonb_build_object(
    'scopeId', target.id, 'kind', target.kind, 'ownPartnership', target.partnership_id = me.partnership_id,
    'sealed', target.sealed or target.parent_sealed is true,
    'clearance', access.read_clearance(target.id), 'writeClearance', access.write_clearance(target.id, target.kind),
    'paths', (
      select coalesce(jsonb_agg(one order by one ->> 'path', one ->> 'source'), '[]') from (
        select jsonb_build_object('path', r.path, 'source', r.source, 'clearance', r.clearance, 'mayWrite', r.may_write, 'until', r.until) as one
        from access.reach(me.partnership_id, me.principal_id, me.selves, me.agency_id, at) r
        where r.scope_id = target.id
        union all
        select jsonb_build_object('path', 'role', 'source', h.role, 'clearance', w.clearance, 'mayWrite', w.may_write, 'until', upper(h.valid))
        from access.role_held h
        join access.role_wide w on w.role = h.role and w.scope_kind = target.kind
        where h.partnership_id = me.partnership_id and h.principal_id = any (me.selves) and h.valid @> at
          and target.partnership_id = me.partnership_id
      ) paths));
end $$;
comment on function access.why(uuid) is 'Why the caller can see a scope: every path with its end. Null for what the caller cannot see, and for what is not there.';

grant execute on function
  access.open_scope(text, bigint), access.grant_access(bigint, bigint, integer, boolean, text, timestamptz, text, timestamptz),
  access.end_grant(bigint, text), access.grants_on(bigint), access.raise_conflict(bigint, bigint, text, text),
  access.declare_conflict(bigint, text), access.list_conflicts(), access.settle_conflict(bigint, text, text, timestamptz),
  access.seal_scope(bigint), access.grant_seal(bigint, bigint, timestamptz, text), access.end_seal_grant(bigint),
  access.release_seal(bigint, text), access.use_emergency_access(uuid, text, text),
  access.review_emergency_access(bigint, text, text), access.list_emergency_access(),
  access.give_share(bigint, uuid, bigint, integer, timestamptz, text, text), access.end_share(bigint),
  access.other_partnerships(), access.why(uuid)
  to heed_app;
