set local role heed_owner;

alter table app.serious_case alter column area_council_id drop not null;
comment on column app.serious_case.area_council_id is 'The council where it happened: it notifies and runs the rapid review. Empty while it is not known.';
grant update (area_council_id) on app.serious_case to heed_app;
