-- What a family drawing shows of a person, beside the label: working material like the label itself. Names stay in the vault.
set local role heed_owner;

alter table app.person
  add column sex text not null default 'not-known' check (sex in ('female', 'male', 'other', 'not-known')),
  add column life text check (life in ('living', 'died', 'unborn', 'stillborn', 'miscarriage')),
  add column identified boolean not null default true,
  add column born_year smallint check (born_year between 1850 and 2200),
  add column life_on jsonb check (life_on is null or jsonb_typeof(life_on) = 'object'),
  add column left_out_at timestamptz,
  add column left_out_by bigint,
  add column left_out_reason text check (length(left_out_reason) <= 500),
  add constraint person_of_scope unique (partnership_id, scope_id, id),
  add constraint person_life_on check (life_on is null or life in ('died', 'unborn', 'stillborn', 'miscarriage')),
  add constraint person_left_out check ((left_out_at is null) = (left_out_reason is null));
comment on column app.person.sex is 'Sex as the family drawing shows it; it decides the symbol only.';
comment on column app.person.life is 'Whether the person lives, died, is not born yet, or was a stillbirth or a miscarriage; none while nobody has said.';
comment on column app.person.identified is 'False for somebody of whom it is known only that there is such a person, like a father who is not known.';
comment on column app.person.born_year is 'Year of birth, for the order of brothers and sisters; the day is in the vault.';
comment on column app.person.life_on is 'Due date of an unborn child, else the day of the death or loss, as well as it is known (an uncertain date).';
comment on column app.person.left_out_at is 'When the person was taken out of the family drawing; the person and the names stay.';
comment on column app.person.left_out_by is 'Who took the person out.';
comment on column app.person.left_out_reason is 'Why.';
grant update (sex, life, identified, born_year, life_on, left_out_at, left_out_by, left_out_reason) on app.person to heed_app;

-- Before there was a drawing, a child's part in the case said whether it died.
reset role;
update app.person p set life = 'died'
from app.case_child c
where c.partnership_id = p.partnership_id and c.person_id = p.id and c.part = 'died';
