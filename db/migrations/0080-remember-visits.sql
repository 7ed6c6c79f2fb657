-- When somebody last marked the changes on their home page as read.
set local role heed_owner;
create table app.last_visit (
  partnership_id bigint not null default access.partnership(),
  principal_id bigint not null default access.principal_id(),
  seen_at timestamptz not null default access.now(),
  primary key (partnership_id, principal_id)
);
comment on table app.last_visit is 'Since when somebody wants to be told of changes: their own mark, which nobody else sees.';
comment on column app.last_visit.partnership_id is 'Partnership.';
comment on column app.last_visit.principal_id is 'Whose mark it is.';
comment on column app.last_visit.seen_at is 'When they last marked all changes as read.';
select access.protect_own_table('app.last_visit');
grant select, insert, update (seen_at) on app.last_visit to heed_app;
